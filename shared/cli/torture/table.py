"""What a run of `giliran torture` found: a table for people, JSON and Markdown for the record."""

from __future__ import annotations

import datetime
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.cli.torture.registry import PROMISES
from shared.cli.torture.running import Outcome
from shared.cli.torture.trial import SEED, Value


def show(outcomes: Sequence[Outcome], form: str) -> None:
    """Print the table on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Giliran under torture, {form} form")
    for column in ("promise", "trial", "outcome", "seconds", "figures"):
        table.add_column(column, justify="right" if column == "seconds" else "left")
    for outcome in outcomes:
        table.add_row(*_row(outcome))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    print(_in_all(outcomes))


def write(outcomes: Sequence[Outcome], form: str, path: Path) -> None:
    """Write the record: Markdown where the name ends in ``.md``, else JSON. Raises OSError."""
    head = {"form": form, "seed": SEED.get(), "date": _now(), "machine": machine()}
    text = _markdown(outcomes, head) if path.suffix == ".md" else _as_json(outcomes, head)
    path.write_text(text + "\n", encoding="utf-8")


def machine() -> dict[str, Value]:
    """What the figures hang on."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _as_json(outcomes: Sequence[Outcome], head: dict[str, Any]) -> str:
    document = head | {"trials": [outcome.document() for outcome in outcomes]}
    return json.dumps(document, indent=1, ensure_ascii=False)


def _markdown(outcomes: Sequence[Outcome], head: dict[str, Any]) -> str:
    on = ", ".join(f"{name} {value}" for name, value in head["machine"].items())
    lines = [
        f"{head['form'].capitalize()} form, seed {head['seed']}, {head['date']}; {on}.",
        "",
        "| promise | trial | outcome | seconds | figures |",
        "|---|---|---|---:|---|",
    ]
    for outcome in outcomes:
        cells = (cell.replace("|", "\\|").replace("\n", "; ") for cell in _row(outcome))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", _in_all(outcomes)])


def _in_all(outcomes: Sequence[Outcome]) -> str:
    skipped = [one.trial.name for one in outcomes if one.skipped]
    held = f"{len(outcomes) - len(skipped)} trials in {sum(o.seconds for o in outcomes):.0f} s"
    return f"{held}; not held here: {', '.join(skipped)}." if skipped else f"{held}."


def _row(outcome: Outcome) -> tuple[str, str, str, str, str]:
    trial = outcome.trial
    told = [f"{name}: {_value(value)}" for name, value in outcome.findings.figures.items()]
    told += outcome.findings.broken + ([outcome.skipped] if outcome.skipped else [])
    promise = f"{trial.promise}. {PROMISES[trial.promise]}"
    return (promise, trial.name, outcome.word, f"{outcome.seconds:.1f}", "\n".join(told))


def _value(value: Value) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line)
    return next(names, platform.machine())

"""`giliran report …`: what the reports' tables say, for a manager."""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from shared.cli.exits import ExitCode
from shared.cli.plain import plain_console
from shared.cli.proof.explain import names_in
from shared.cli.proof.reading import Data, journal_of, told_apart
from shared.cli.quick import print_quick
from shared.hub.codec import moment_text
from shared.hub.journal.lock import DirectoryBusy, DirectoryLock
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.projection.rebuild import rebuild
from shared.hub.projection.rule_report import (
    BESIDE,
    BY_RULE,
    REJOINED,
    TAKEN_OVER,
    UNDONE,
    RuleAct,
    RuleReport,
    rule_report,
)
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.proof.days import site_of

app = typer.Typer(
    name="report",
    help="What the reports' tables say.",
    no_args_is_help=True,
    add_completion=False,
)

_COLUMNS = (
    ("by the rule", (BY_RULE,)),
    ("beside it", (BESIDE,)),
    ("priority given", ("priority-given", "priority-changed")),
    ("withdrawn", ("priority-withdrawn",)),
    ("undone", UNDONE),
    ("taken back", REJOINED),
    ("moved", ("moved",)),
    ("took over", (TAKEN_OVER,)),
)
_NOBODY = "(no officer)"


@app.callback()
def report() -> None:
    """Reports from the tables beside the journal."""


@app.command()
def rule(
    data: Data,
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first business date.")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Calls by the rule and calls beside it, priorities given and withdrawn, what was taken back,
    counters taken over: by officer, and each with ticket, time and reason. For staff: it names
    officers. The hub may run meanwhile."""
    days = [_date(one, option) for one, option in ((first, "--from"), (last, "--to"))]
    _bring_up_to_date(data)
    found = _report(data / REPORTS_FILE, days[0], days[1] or "9999-12-31")
    names = names_in(data)
    found.tell_names(names)
    if as_json:
        print(msgspec.json.encode(found).decode())
    else:
        _print(found, names, _timezone(data))


@app.command()
def quick(
    data: Data,
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first business date.")
    ] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """How long visitors need at the kiosks from the first touch to the paper: median and what nine
    of ten need, for the services of the first screen and the rest, by language and by how the kiosk
    shows itself. Of the last 31 days; a running hub writes them down every minute."""
    days = [_date(one, option) for one, option in ((first, "--from"), (last, "--to"))]
    try:
        print_quick(_existing(data), days[0], days[1] or "9999-12-31", as_json=as_json)
    except (OSError, msgspec.DecodeError) as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from error


def _date(text: str, option: str) -> str:
    if not text:
        return ""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text} is no date: YYYY-MM-DD", param_hint=option) from error


def _bring_up_to_date(data: Path) -> None:
    """A running hub does it by itself; without one, what came last may be missing."""
    with told_apart(), suppress(DirectoryBusy), DirectoryLock(_existing(data)):
        rebuild(data / JOURNAL_FILE, data / REPORTS_FILE, anew=False)


def _existing(data: Path) -> Path:
    if not (data / JOURNAL_FILE).is_file():
        raise FileNotFoundError(f"There is no journal at {data / JOURNAL_FILE}.")
    return data


def _report(path: Path, first: str, last: str) -> RuleReport:
    try:
        return rule_report(path, first, last)
    except (sqlite3.Error, OSError) as error:
        hint = "Try 'giliran journal project --rebuild' with the hub stopped."
        print(f"giliran: {path}: {error}. {hint}", file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from error


def _timezone(data: Path) -> str:
    with journal_of(data) as reader:
        site = site_of(reader)
    return str(site.get("timezone", "UTC"))


def _print(found: RuleReport, names: dict[str, str], timezone: str) -> None:
    console = plain_console(soft_wrap=True)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("officer", no_wrap=True)
    for title, _ in _COLUMNS:
        longest = max(map(len, title.split()))
        table.add_column(title, justify="right", min_width=longest)
    table.add_row("all", *_counts(found.kinds), style="bold")
    for row in found.officers:
        table.add_row(names.get(row.officer, row.officer) or _NOBODY, *_counts(row.kinds))
    console.print(table)
    by_reason = (
        ("Beside the rule", found.reasons),
        ("Taken back", found.taken_back),
        ("Counters taken over", found.taken_over),
    )
    for what, counted in by_reason:
        if counted:
            told = ", ".join(f"{count} {code or '(none)'}" for code, count in counted.items())
            console.print(f"\n{what}, by reason: {told}", highlight=False)
    for line in _acts(found.acts, names, timezone):
        console.print(line, highlight=False, markup=False)


def _counts(kinds: dict[str, int]) -> list[str]:
    return [str(sum(kinds.get(kind, 0) for kind in counted)) for _, counted in _COLUMNS]


def _acts(acts: list[RuleAct], names: dict[str, str], timezone: str) -> Iterator[str]:
    if acts:
        yield ""
    for act in acts:
        clock = moment_text(act.at, timezone)[11:16]
        who = names.get(act.officer, act.officer) or act.sender
        where = f" at counter {act.counter}" if act.counter else ""
        reason = f", {act.reason}" if act.reason else ""
        reason += f", behind {act.behind}" if act.behind else ""
        reason += f", from {names.get(act.before, act.before)}" if act.before else ""
        what = "  ".join(filter(None, (act.number, f"{act.kind}{where}{reason}")))
        yield f"{act.date} {clock}  {what}  [{who}]  entry {act.seq}"

"""`giliran check`: everything that a change must pass, each step a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from shared.cli.environment import ROOT, python, without_screen
from shared.cli.exits import ExitCode


class Step(NamedTuple):
    """One check: what it asks, and the command line that answers with its exit code."""

    says: str
    command: list[str]
    by_name: bool = False
    """Run only when it is asked for: it needs what not every machine has."""


class Result(NamedTuple):
    """How a step went, and how long it took."""

    name: str
    passed: bool
    seconds: float


STEPS = {
    "format": Step("is the code laid out as ruff does it?", python("ruff", "format", "--check")),
    "lint": Step("does ruff see a fault?", python("ruff", "check")),
    "words": Step("words that must not be here", python("shared.cli.checks.words")),
    "imports": Step(
        "do imports run one way?",
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
    ),
    "qml": Step("does qmllint see a fault?", python("shared.cli.checks.qml")),
    "translations": Step(
        "is everything said in each language?", python("shared.cli.checks.translations")
    ),
    "permissions": Step(
        "are the pages those of the table?", python("shared.cli.checks.permissions")
    ),
    "types": Step("do the types fit (mypy --strict)?", python("mypy")),
    "licences": Step("may all that is needed be used?", python("shared.cli.checks.licences")),
    "sbom": Step("is the bill of materials whole?", python("shared.cli.checks.sbom")),
    "audit": Step(
        "is a vulnerability known? (asks the index)",
        python("shared.cli.checks.audit"),
        by_name=True,
    ),
    "tests": Step("do the tests pass?", python("shared.cli", "test")),
}
NAMES = ", ".join(STEPS)

app = typer.Typer(add_completion=False)


@app.command("check")
def check(
    only: Annotated[
        list[str] | None, typer.Option(metavar="STEP", help=f"just this step: {NAMES}")
    ] = None,
    tests: Annotated[bool, typer.Option(help="run the tests as well")] = True,
) -> None:
    """Run linters, types, QML lint, import contracts and tests; a table at the end says how."""
    for name in only or []:
        if name not in STEPS:
            raise typer.BadParameter(f"there is no step '{name}'; there are {NAMES}")
    usual = [name for name, step in STEPS.items() if not step.by_name]
    chosen = [name for name in only or usual if tests or name != "tests"]
    results = [run(name, STEPS[name]) for name in chosen]
    print("\n".join(summary(results)))
    raise typer.Exit(ExitCode.OK if all(r.passed for r in results) else ExitCode.FAILED)


def run(name: str, step: Step) -> Result:
    """Run one step in the project's root; its output goes straight to the terminal."""
    print(f"--- {name}: {step.says}", flush=True)
    started = time.monotonic()
    code = subprocess.run(step.command, cwd=ROOT, env=without_screen(), check=False).returncode
    return Result(name, code == 0, time.monotonic() - started)


def summary(results: list[Result]) -> Iterator[str]:
    """The table: one row a step, and a last line that says it all."""
    yield ""
    for name, passed, seconds in results:
        yield f"{name:<13}{'ok' if passed else 'FAILED':<8}{seconds:7.1f} s"
    failed = [result.name for result in results if not result.passed]
    yield f"failed: {', '.join(failed)}" if failed else f"all {len(results)} passed"

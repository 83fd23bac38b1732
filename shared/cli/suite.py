"""`giliran test [PYTEST ARGUMENTS]`: every test, or those that the arguments choose."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import typer

from shared.cli.environment import ROOT, python, without_screen
from shared.cli.exits import ExitCode

ALONE = "alone or netns"
"""Tests that measure time or a network: nothing may run beside them. Sound runs beside others: it
is played in real time, and each test has a sound server of its own."""
LONG = "long"
"""Tests that take minutes of real time: run when asked for by `-m long`."""
NO_TESTS = 5
"""pytest's exit code when its arguments chose no test."""
MOST_WORKERS = 4

app = typer.Typer(add_completion=False)


@app.command("test", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run every test, or pass the arguments on to pytest.

    Without arguments: first all that can run side by side, then one by one those that measure
    time or a network. Long forms, which take minutes, are run by `giliran test -m long`.
    Windows are drawn into memory unless QT_QPA_PLATFORM says otherwise.
    """
    raise typer.Exit(run_pytest(context.args) if context.args else run_all())


def run_all() -> int:
    """The whole suite in two passes; returns the exit code of the worse one."""
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    beside = run_pytest(["-m", f"not ({ALONE} or {LONG})", "-n", workers, "--dist", "loadfile"])
    alone = run_pytest(["-m", f"({ALONE}) and not {LONG}"])
    failed = [code for code in (beside, alone) if code not in {0, NO_TESTS}]
    if not failed and beside == alone == NO_TESTS:
        print("giliran: there is not a single test", file=sys.stderr)
        return ExitCode.FAILED
    print("giliran: long forms were left out; 'giliran test -m long' runs them", file=sys.stderr)
    return ExitCode.FAILED if failed else ExitCode.OK


def run_pytest(arguments: Sequence[str]) -> int:
    """pytest in the project's root with `arguments`; returns its exit code."""
    return subprocess.run(
        python("pytest", *arguments), cwd=ROOT, env=without_screen(), check=False
    ).returncode

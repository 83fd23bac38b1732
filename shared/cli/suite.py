"""`giliran test [PYTEST ARGUMENTS]`: every test, or those that the arguments choose."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from shared.cli.environment import ROOT, python, without_screen
from shared.cli.exits import ExitCode

ALONE = ("alone",)
"""Marks of tests that measure time: nothing may run beside them. Sound runs beside others: it is
played in real time, and each test has a sound server of its own."""
LONG = "long"
"""Tests that take minutes of real time: run when asked for by `-m long`."""
NO_TESTS = 5
"""pytest's exit code when its arguments chose no test."""
MOST_WORKERS = 4
TESTS = ROOT / "tests"
HEAVY_FIRST = ("scenarios", "ui", "integration", "unit")
"""Folders in the order in which files are handed out: the small ones fill up the end."""

app = typer.Typer(add_completion=False)


@app.command("test", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run every test, or pass the arguments on to pytest.

    Without arguments: first all that can run side by side, then one by one those that measure
    time. Long forms, which take minutes, are run by `giliran test -m long`.
    Windows are drawn into memory unless QT_QPA_PLATFORM says otherwise.
    """
    raise typer.Exit(run_pytest(context.args) if context.args else run_all())


def run_all() -> int:
    """The whole suite in two passes; returns the exit code of the worse one."""
    beside, alone = run_pytest(side_by_side()), run_pytest(one_by_one())
    failed = [code for code in (beside, alone) if code not in {0, NO_TESTS}]
    if not failed and beside == alone == NO_TESTS:
        print("giliran: there is not a single test", file=sys.stderr)
        return ExitCode.FAILED
    print("giliran: long forms were left out; 'giliran test -m long' runs them", file=sys.stderr)
    return ExitCode.FAILED if failed else ExitCode.OK


def side_by_side() -> list[str]:
    """Arguments of the first pass: whole files, and one worker more than there are cores.

    A third of the tests' time is waiting: for the end of a spoken call, for a time-out.
    """
    workers = str(min((os.cpu_count() or 1) + 1, MOST_WORKERS))
    chosen = ["-m", f"not ({' or '.join(ALONE)} or {LONG})"]
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    places = [place for place in TESTS.iterdir() if place.is_dir() and place.name[0] not in "._"]
    return [*chosen, *spread, *map(str, sorted(places, key=_weight))]


def _weight(folder: Path) -> tuple[int, str]:
    known = folder.name in HEAVY_FIRST
    return HEAVY_FIRST.index(folder.name) if known else len(HEAVY_FIRST), folder.name


def one_by_one() -> list[str]:
    """Arguments of the second pass: only files that name a mark, for reading all takes seconds.

    tests/conftest.py stops a run in which a mark does not stand in the test's own file.
    """
    files = sorted(TESTS.rglob("test_*.py"))
    return ["-m", f"({' or '.join(ALONE)}) and not {LONG}", *map(str, filter(_is_marked, files))]


def _is_marked(file: Path) -> bool:
    text = file.read_text(encoding="utf-8")
    return any(f"mark.{mark}" in text for mark in ALONE)


def run_pytest(arguments: Sequence[str]) -> int:
    """pytest in the project's root with `arguments`; returns its exit code."""
    env = without_screen()
    # pytest compiles each test file and plugin in its own way: ten seconds a worker, if not kept.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(python("pytest", *arguments), cwd=ROOT, env=env, check=False).returncode

"""`giliran torture`: every promise of the hall, put to the test with real faults."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.exits import ExitCode
from shared.cli.torture.trial import SEED

app = typer.Typer(add_completion=False)


@app.command()
def torture(
    *,
    short: Annotated[
        bool, typer.Option("--short/--long", help="Minutes in all, or as long as it takes.")
    ] = True,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="This trial, or the promise with this number."),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Name the trials, hold none.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The record: JSON, or FILE.md.")
    ] = None,
    directory: Annotated[
        Path | None, typer.Option("--dir", help="On which disk; default: the temporary folder's.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed, the same chance.")] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="A trial that cannot be held here fails as well.")
    ] = False,
) -> None:
    """Kill, cut, fill and unplug what a bad day can, and count what is lost or done twice.

    Real processes on loopback, temporary directories and network namespaces of its own. Exit
    status 1 where a promise was broken; a trial that this machine cannot hold says why, and is
    no fault without --strict.
    """
    from shared.cli.torture.registry import trials
    from shared.cli.torture.running import Outcome, hold
    from shared.cli.torture.table import show, write

    known = {name for t in trials() for name in (t.name, str(t.promise))}
    if unknown := sorted(set(only or ()) - known):
        words = f"no such trial: {', '.join(unknown)}; --list names them"
        raise typer.BadParameter(words, param_hint="--only")
    wanted = [t for t in trials() if not only or t.name in only or str(t.promise) in only]
    if listing:
        print("\n".join(f"{trial.promise} {trial.name}" for trial in wanted))
        return
    SEED.set(seed)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed starts compiled, too
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to tidy up as after Ctrl-C
    form = "short" if short else "long"
    place = Path(tempfile.mkdtemp(dir=directory, prefix="giliran-torture-"))
    outcomes: list[Outcome] = []
    try:
        for trial in wanted:
            outcomes.append(hold(trial, short=short, directory=place / trial.name))
            if outcomes[-1].stopped:
                raise typer.Abort
    finally:  # Ctrl-C: what was found until then is shown all the same
        show(outcomes, form)
        if out is not None:
            write(outcomes, form, out)
        if not any(place.iterdir()):
            place.rmdir()
    if not all(outcome.kept and not (strict and outcome.skipped) for outcome in outcomes):
        raise typer.Exit(ExitCode.FAILED)

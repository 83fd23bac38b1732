"""`giliran demo`: the whole hall on one machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.exits import ExitCode

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    *,
    headless: Annotated[
        bool, typer.Option("--headless", help="No screen needed: one visit, left in --out.")
    ] = False,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where --headless leaves its pictures and sounds.")
    ] = Path("out"),
    busy: Annotated[
        bool, typer.Option("--busy", help="Simulated visitors and officers, so that it lives.")
    ] = False,
    seconds: Annotated[
        float, typer.Option(help="End by itself after so many seconds; 0: when it is closed.")
    ] = 0,
) -> None:
    """Open hub, kiosk, virtual printer, two counters and a display on this screen.

    Ctrl-C, or closing any window, ends it all. Nothing is kept.
    """
    from shared.cli.demo.stages import DemoFailed, on_desktop, without_screen_for
    from shared.cli.ending import told_to_end

    why = without_screen_for(headless=headless, environment=os.environ)
    try:
        with told_to_end():
            if why:
                from shared.cli.demo.headless import perform

                typer.echo(f"giliran demo: {why}", err=True)
                perform(out)
            else:
                on_desktop(busy=busy, seconds=seconds)
    except DemoFailed as failed:
        typer.echo(f"giliran demo: {failed}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None

"""`giliran bench`: how fast it is on this machine, each figure beside its bound."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.bench.figures import Figure
from shared.cli.ending import told_to_end

app = typer.Typer(add_completion=False)

PARTS = ("throughput", "hall", "choosing", "forecast", "apps", "encrypted", "simulate")

ALONE = ("frames", "display-memory")
"""Parts of minutes that are measured by name alone."""


@app.command()
def bench(
    *,
    rounds: Annotated[int, typer.Option(min=1, help="Alternating runs; medians are shown.")] = 5,
    quick: Annotated[bool, typer.Option("--quick", help="Few of everything.")] = False,
    only: Annotated[str, typer.Option(help=f"One part: {', '.join(PARTS + ALONE)}.")] = "",
    directory: Annotated[
        Path | None, typer.Option("--dir", help="On which disk; default: the temporary folder's.")
    ] = None,
    film: Annotated[
        Path | None, typer.Option("--film", metavar="FILE", help="The video of frames.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The figures as JSON too.")
    ] = None,
) -> None:
    """Measure the hub, a large hall's day, the printer's first byte, the call's first pixel.

    Everything stays on this machine. Some ten minutes; --quick takes one.
    """
    if only and only not in PARTS + ALONE:
        raise typer.BadParameter(f"'{only}' is no part of the bench.", param_hint="--only")
    with told_to_end():
        figures = _measured(only, directory, rounds=1 if quick else rounds, quick=quick, film=film)
    _show(figures)
    document = {"machine": _machine(), "figures": [figure.document() for figure in figures]}
    if json_file is not None:
        json_file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _measured(
    only: str, directory: Path | None, *, rounds: int, quick: bool, film: Path | None
) -> list[Figure]:
    figures: list[Figure] = []
    if only in ("", "throughput"):
        from shared.cli.bench.throughput import throughput

        figures += throughput(directory, rounds=rounds, quick=quick)
    if only in ("", "hall"):
        from shared.cli.bench.hall import hall

        figures += hall(directory, quick=quick)
    if only in ("", "choosing"):
        from shared.cli.bench.choosing import choosing

        figures += choosing(quick=quick)
    if only in ("", "simulate"):
        from shared.cli.bench.simulated import simulated

        figures += simulated(rounds=rounds, quick=quick)
    if only in ("", "forecast"):
        from shared.cli.bench.forecast import forecast

        figures += forecast(rounds=rounds)
    if only in ("", "apps"):
        from shared.cli.bench.apps import apps

        figures += apps(directory, rounds=rounds, quick=quick)
    if only in ("", "encrypted"):
        from shared.cli.bench.encrypted import encrypted

        figures += encrypted(directory, quick=quick)
    if only == "frames":
        from shared.cli.bench.frames import frames

        figures += frames(directory, quick=quick, film=film)
    if only == "display-memory":
        from shared.cli.bench.display_memory import display_memory

        figures += display_memory(directory, quick=quick)
    return figures


def _show(figures: list[Figure]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Giliran on this machine")
    for column in ("what", "median", "spread", "beside", "aim"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for figure in figures:
        table.add_row(*figure.row())
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _machine() -> dict[str, str]:
    return {"python": platform.python_version(), "system": platform.platform()}

"""`giliran search`: how well the kiosk's search finds what people type, with every miss named.

The trial is the kiosk's own (`python -m kiosk.search_trial`), in a process beside this one.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.environment import ROOT, environment, python

QUERIES = ROOT / "tests" / "search_queries.toml"

app = typer.Typer(add_completion=False)


@app.command("search")
def search(
    queries: Annotated[
        Path, typer.Argument(metavar="LIST", help="A TOML file of queries and their answers.")
    ] = QUERIES,
    site: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A site file instead of the sample.")
    ] = None,
    half: Annotated[
        str, typer.Option(metavar="even|odd", help="Name the misses of this half only.")
    ] = "",
    times: Annotated[int, typer.Option(min=1, help="So many times the site's services.")] = 1,
) -> None:
    """Try the search on a list; status 1 below 95 of 100, or if something absent is found."""
    options = ["--times", str(times), *(["--half", half] if half else [])]
    options += ["--site", str(site)] if site else []
    command = python("kiosk.search_trial", str(queries), *options)
    raise typer.Exit(subprocess.run(command, env=environment(), check=False).returncode)

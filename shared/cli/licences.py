"""`giliran licences`: what Giliran needs to run is under, package by package."""

from __future__ import annotations

import tomllib

import typer

from shared.cli.checks.licences import READ, licences, table
from shared.cli.checks.locked import pins
from shared.cli.exits import ExitCode

app = typer.Typer(add_completion=False)


@app.command("licences")
def show() -> None:
    """List the licences of all packages that are installed to run, and what stands beside them.

    Giliran itself is under the Apache License 2.0. Exit status 1: one of them does not fit.
    """
    known = tomllib.loads(READ.read_text(encoding="utf-8"))
    rows = list(licences(pins(), known))
    print("\n".join(table(rows)))
    print("\nBeside it, from Debian or as programs of their own:")
    for name, told in known["beside"].items():
        print(f"  {name:<38}{told['licence']:<32}{told['why']}")
    raise typer.Exit(ExitCode.OK if all(row.fits for row in rows) else ExitCode.FAILED)

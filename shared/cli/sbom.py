"""`giliran sbom`: the bill of materials of an installed Giliran, for whoever must know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shared.cli.checks.sbom import NoBill, faults, write
from shared.cli.exits import ExitCode

app = typer.Typer(add_completion=False)


@app.command("sbom")
def sbom(
    out: Annotated[Path, typer.Option(help="The file to write, such as giliran.cdx.json.")],
) -> None:
    """Write what Giliran is made of as CycloneDX: packages, versions, licences, hashes, graph."""
    try:
        made = write(out)
    except (NoBill, OSError) as error:
        print(f"giliran sbom: {error}")
        raise typer.Exit(ExitCode.FAILED) from error
    found = faults(made)
    print("\n".join(found) or f"{out}: {len(made['components'])} components")
    raise typer.Exit(ExitCode.FAILED if found else ExitCode.OK)

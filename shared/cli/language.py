"""`giliran language …`: make and check the file of a language that a hall adds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.domain.site import Site
from shared.domain.site_check import Finding, Severity, tongues
from shared.domain.tongue import Tongue
from shared.language.coverage import findings
from shared.language.draft import blank, drafted
from shared.protocol.language_file import LanguageError, read_language_file
from shared.protocol.site_file import read_site_file

app = typer.Typer(
    name="language",
    help="Make and check the file of a language that a hall adds.",
    no_args_is_help=True,
)
EXAMPLES = ROOT / "assets" / "tongues"
"""Languages that come with the program, each to be read by a native speaker first."""
_SAMPLE = ROOT / "assets" / "sample_site.json"


@app.command()
def draft(
    code: Annotated[str, typer.Argument(help="Two or three letters: jv.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Else it is printed.")
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="What is there already; else our example."),
    ] = None,
) -> None:
    """Write the whole file: what is there, and an empty place for all that is missing."""
    given = start or EXAMPLES / f"{code}.toml"
    tongue = _read(given) if start or given.is_file() else blank(code)
    text = drafted(tongue)
    if out is None:
        print(text, end="")
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")


@app.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", exists=True)]) -> None:
    """Say what is wrong with a language file, and what it lacks. Exit status 1 for an error."""
    found = list(_checked(_read(file)))
    for one in found:
        print(f"{one.severity}: {one.where}: {one.what}".replace(": : ", ": "))
    if not found:
        print(f"{file}: complete")
    if any(one.severity is Severity.ERROR for one in found):
        raise typer.Exit(ExitCode.FAILED)


def _checked(tongue: Tongue) -> list[Finding]:
    """As if the sample hall had it: its other findings are its own business."""
    site: Site = read_site_file(_SAMPLE)
    site = replace(site, tongues=(tongue,), languages=(*site.languages, tongue.code))
    found = [*tongues.findings(site), *findings(site)]
    return [replace(one, where=one.where.removeprefix("tongues[0]").lstrip(".")) for one in found]


def _read(file: Path) -> Tongue:
    try:
        return read_language_file(file)
    except LanguageError as error:
        for where, what in error.faults:
            typer.echo(f"{file}: {where}: {what}" if where else f"{file}: {what}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None

"""`giliran site …`: check a site file, load it into a running hub, show what runs there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from shared.cli.duties import runs, sentences
from shared.cli.exits import ExitCode
from shared.cli.fonts import findings as font_findings
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, HubUnreachable, hub_address
from shared.cli.plain import plain_console
from shared.domain.site import Site, text
from shared.domain.site_check import Finding, Severity, problems
from shared.language.coverage import coverage, lacking
from shared.language.coverage import findings as language_findings
from shared.protocol.site_file import SiteError, read_site_file, site_document, site_from

app = typer.Typer(
    name="site",
    help="Check a site file, load it into a running hub, show what runs there.",
    no_args_is_help=True,
)

File = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A .toml or .json file.")
]
Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The hub's data directory: its address and token."),
]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]

SITE_PATH = "/api/v1/site"


@app.command()
def check(
    file: File,
    as_json: Json = False,
    missing: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Every text that is not there in it, by name.")
    ] = "",
) -> None:
    """Say what is wrong with a site file. Exit status 1 when it could not be loaded."""
    site, found = _checked(file)
    if site is not None and missing:
        for where, instead in lacking(site, missing):
            print(f"{where}: {' '.join(instead.split())}")
        return
    print(_report(file, found)) if as_json else _show_findings(file, site, found)
    if site is not None and site.tongues and not as_json:
        plain_console().print(_languages_table(site))
    if _has_errors(found):
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def load(file: File, hub: Hub = None, data: Data = None) -> None:
    """Give a running hub a new version of its site. Warnings do not stop it; errors do."""
    site, found = _checked(file)
    if site is None or _has_errors(found):
        _show_findings(file, site, found)
        raise typer.Exit(ExitCode.FAILED)
    with _told_apart():
        answer = _address(hub, data).call("PUT", SITE_PATH, site_document(site))
    print(f"{site.name}: version {answer['version']} of the site runs now.")
    if found:
        print(f"{_some(len(found), 'warning')}: giliran site check {file}")


@app.command()
def show(hub: Hub = None, data: Data = None, as_json: Json = False) -> None:
    """What a running hub knows of its hall; with --json the whole document."""
    with _told_apart():
        answer = _address(hub, data).call("GET", SITE_PATH)
        site = None if answer["site"] is None else site_from(answer["site"])
    if site is None:
        typer.echo("The hub has no site yet: giliran site load FILE", err=True)
        raise typer.Exit(ExitCode.FAILED)
    if as_json:
        print(json.dumps(answer["site"], ensure_ascii=False, indent=1))
    else:
        plain_console().print(_summary(site, answer["version"]))
        for sentence in sentences(site):
            print(sentence)


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    return hub_address(hub, data)


def _checked(file: Path) -> tuple[Site | None, list[Finding]]:
    """The site, unless its text is none, with all that was found."""
    try:
        site = read_site_file(file)
    except SiteError as error:
        faults = (error, *error.others)
        return None, [Finding(Severity.ERROR, each.where, each.what) for each in faults]
    return site, [*problems(site), *language_findings(site), *font_findings(site)]


def _has_errors(found: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)


def _report(file: Path, found: list[Finding]) -> str:
    report = {
        "file": str(file),
        "ok": not _has_errors(found),
        "findings": [asdict(finding) for finding in found],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _show_findings(file: Path, site: Site | None, found: list[Finding]) -> None:
    if found:
        plain_console().print(_findings_table(found))
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    about = f" ({_contents(site)})" if site else ""
    print(f"{file}{about}: {_some(errors, 'error')}, {_some(len(found) - errors, 'warning')}")


def _some(many: int, what: str) -> str:
    return f"{many or 'no'} {what}{'' if many == 1 else 's'}"


def _findings_table(found: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for finding in found:
        colour = "bold red" if finding.severity is Severity.ERROR else "yellow"
        says = Text(f"{finding.where}: " if finding.where else "", style="bold")
        says = Text.assemble(says, finding.what)
        if finding.remedy:
            says.append(f"\n→ {finding.remedy}", style="dim")
        table.add_row(Text(finding.severity.value, style=colour), says)
    return table


def _languages_table(site: Site) -> Table:
    """How much is said in each language that the hall adds."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("language", "screens", "paper", "the hall's own texts", "read by"):
        table.add_column(heading)
    for one in coverage(site):
        shares = [f"{share} %" for share in (one.screens, one.words, one.texts)]
        table.add_row(f"{one.name} ({one.code})", *shares, one.reviewed_by or "nobody yet")
    return table


def _contents(site: Site) -> str:
    parts = ("agencies", "services", "counters", "zones", "displays", "kiosks")
    return ", ".join(f"{part} {len(getattr(site, part))}" for part in parts)


def _summary(site: Site, version: int) -> Table:
    table = Table(box=None, title=f"{site.name}, version {version}", title_justify="left")
    for heading in ("zone", "floor", "prefixes", "counters", "services", "displays"):
        table.add_column(heading, overflow="fold")
    prefixes = {series.code: series.prefix for series in site.series}
    for zone in site.zones:
        services = [each for each in site.services if each.zone == zone.code]
        table.add_row(
            text(zone.name, site.languages[0]),
            str(zone.floor),
            " ".join(sorted({prefixes[each.series] for each in services})),
            runs([each.number for each in site.counters if each.zone == zone.code]),
            str(len(services)),
            ", ".join(each.name for each in site.displays if zone.code in each.zones),
        )
    return table


@contextmanager
def _told_apart() -> Iterator[None]:
    """Each kind of failure in plain words and with its own exit status."""
    try:
        yield
    except HubRefused as refusal:
        _complain(str(refusal), refusal.problem)
        raise typer.Exit(ExitCode.REFUSED) from None
    except HubUnreachable as error:
        _complain(str(error), {})
        raise typer.Exit(ExitCode.UNREACHABLE) from None
    except (HubCallError, SiteError, KeyError, TypeError) as error:
        _complain(f"The hub's answer cannot be understood: {error}", {})
        raise typer.Exit(ExitCode.FAILED) from None


def _complain(what: str, problem: dict[str, Any]) -> None:
    typer.echo(what, err=True)
    facts = {**problem, **problem.get("extra", {})}
    for finding in facts.get("findings", ()):
        typer.echo(f"  {finding.get('where')}: {finding.get('what')}", err=True)

"""`giliran journal closing`: where the journal stood at a day's end, for a paper in a folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer

from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.cli.proof.reading import Data, Date, journal_of
from shared.hub.identity.signing import NoKey, fingerprint, read_key
from shared.hub.proof.closing import closing_of
from shared.hub.proof.days import day_of
from shared.language.dates import ticket_date
from shared.protocol.closing import Closing, rows, scanned_text

PRINT_SECONDS = 60
"""A printer that says nothing is given up long before."""


def closing(
    data: Data,
    date: Date = None,
    printer: Annotated[
        str | None,
        typer.Option(
            "--print", metavar="PRINTER", help="Print it there, as on a kiosk: tcp://10.0.0.9:9100"
        ),
    ] = None,
    paper: Annotated[int, typer.Option(metavar="MM", help="The paper's width: 80 or 58.")] = 80,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """The closing of a day: its entries, and the hash of the last one in groups that can be read
    and typed. Kept on paper, it shows later that nothing up to there was changed:
    'giliran journal verify --against'. The hub may run meanwhile."""
    if paper not in (80, 58):
        raise typer.BadParameter("the paper is 80 or 58 mm wide", param_hint="--paper")
    with journal_of(data) as reader:
        found = closing_of(reader, day_of(reader, date), _key(data))
    if as_json:
        fields = msgspec.structs.asdict(found) | {"scan": scanned_text(found)}
        print(msgspec.json.encode(fields).decode())
    else:
        print("\n".join(_in_words(found, data)))
    if printer is not None:
        _print(found, printer, paper)


def _in_words(found: Closing, data: Path) -> Iterator[str]:
    ended = "" if found.over else " (the day goes on: this is how far it has come)"
    yield f"Closing of {found.date}{ended}"
    yield f"{found.hall}, {found.place}"
    yield f"Entries {found.first} to {found.seq}, the last one of {_moment(found)}"
    yield (
        f"Tickets {found.tickets}; calls by the rule {found.by_rule},"
        f" beside it with a reason {found.beside}"
    )
    yield f"Journal {found.journal}"
    yield f"Hash of entry {found.seq}:"
    yield from (f"    {row}" for row in rows(found.hash))
    if found.key:
        yield f"The hub signs with the key {found.key}"
    typed = f"{found.seq} {rows(found.hash)[0]}"
    yield f'Later: giliran journal verify --data {data} --against "{typed}"'


def _key(data: Path) -> str:
    """Its fingerprint, as far as this reader may read it."""
    with suppress(NoKey):
        return fingerprint(read_key(data).public)
    return ""


def _moment(found: Closing) -> str:
    return ticket_date(found.at, ZoneInfo(found.timezone), "en")


def _print(found: Closing, printer: str, paper: int) -> None:
    """Through the kiosk's own printing, a process of its own: commands know no printers."""
    arguments = ("--printer", printer, "--paper", str(paper))
    done = subprocess.run(
        python("kiosk.printing.closing_slip", *arguments),
        input=msgspec.json.encode(found),
        env=environment(),
        timeout=PRINT_SECONDS,
        check=False,
    )
    if done.returncode:
        raise typer.Exit(ExitCode.FAILED)

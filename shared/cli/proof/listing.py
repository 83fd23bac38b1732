"""`giliran journal who`: a day's entries in words: who did what, when, from which device."""

from __future__ import annotations

from typing import Annotated

import typer

from shared.cli.proof.explain import names_in
from shared.cli.proof.reading import Data, Date, journal_of
from shared.hub.proof.days import day_of, entries_of, site_of
from shared.hub.witness.acts import Act, Acts


def who(
    *,
    data: Data,
    date: Date = None,
    officer: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what this officer did.")
    ] = None,
    device: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what came from this device.")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--ticket", metavar="NUMBER", help="Only this ticket.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="id|en", help="Else the site's first language.")
    ] = None,
) -> None:
    """Who did what, when and from which device, entry by entry, on one day. For staff: it names
    officers and priority groups. The hub may run meanwhile."""
    wanted = {"officer": officer, "device": device, "ticket": number}
    names = names_in(data)
    with journal_of(data) as reader:
        day = day_of(reader, date)
        site = site_of(reader)
        spoken = language or next(iter(site.get("languages", ())), "id")
        telling = Acts(spoken, zone=site.get("timezone", "UTC"))
        for entry in entries_of(reader, day):
            act = telling.tell(entry)
            if all(value in (None, getattr(act, name)) for name, value in wanted.items()):
                print(_line(act, names))


def _line(act: Act, names: dict[str, str]) -> str:
    """``  612  2026-11-23 09:41:20  A-014  Dipanggil …  [Budi; counter-5, Loket 5; aplikasi]``"""
    person = names.get(act.officer, act.officer)
    device = ", ".join(filter(None, (act.device, act.device_name)))
    device = act.device if act.device == act.device_name else device
    whose = "; ".join(filter(None, (person, device, act.way)))
    when = f"{act.at[:10]} {act.at[11:19]}"
    return f"{act.seq:8}  {when}  {act.ticket:6}  {act.words}  [{whose}]"

"""One business day of a journal: where it begins and ends, and what it was like at each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from shared.domain.events import Recorded
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.hub.codec import recorded_of
from shared.hub.journal.port import Entry, Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.replay import OPENING
from shared.protocol.site_file import kept_site

CLOSING = "DayClosed"

_CHUNK = 1_000


class NoSuchDay(Exception):
    """The journal has no such business day; the words are fit for people."""


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of a business date."""

    date: str
    first: int
    last: int
    over: bool
    """Whether it ended with its closing; else it goes on."""


def day_of(reader: Reader, date: str | None) -> Day:
    """The day with this business date; the newest one where None is asked for. `NoSuchDay`."""
    opening = next((one for one in _openings(reader) if date in (None, _date(one))), None)
    if opening is None:
        raise NoSuchDay(_missing(reader, date))
    closings = reader.read_type(CLOSING, opening.seq, 1)
    last = closings[0].seq if closings else reader.head().seq
    return Day(_date(opening), opening.seq, last, bool(closings))


def play(reader: Reader, day: Day, look: Callable[[Hall, Recorded], None] | None = None) -> Hall:
    """The state at the day's end; `look` is shown each entry with the state before it.

    Raises `Unreadable` and `Foreign`.
    """
    hall = Hall()
    for entry in entries_of(reader, day):
        recorded = recorded_of(entry)
        try:
            if look is not None:
                look(hall, recorded)
            evolve(hall, recorded, kept_site)
        except Exception as error:  # whatever the fault: entries are missing, or not what they were
            words = f"Entry {entry.seq} ({entry.type}) cannot follow the one before: {error!r}."
            raise Unreadable("damaged", f"{words} See 'giliran journal verify'.") from error
    return hall


def entries_of(reader: Reader, day: Day) -> Iterator[Entry]:
    """All entries of a day, in order."""
    after = day.first - 1
    while after < day.last and (read := reader.read(after, min(_CHUNK, day.last - after))):
        yield from read
        after = read[-1].seq


def site_of(reader: Reader) -> dict[str, Any]:
    """The document of the site that the journal knew last; empty for one without."""
    for type_ in ("SiteLoaded", "Carried"):
        entry = reader.last(type_)
        site = msgspec.json.decode(entry.body).get("site") if entry is not None else None
        if site:
            return dict(site)
    return {}


def _openings(reader: Reader) -> Iterator[Entry]:
    """The openings of days, the newest first."""
    opening = reader.last(OPENING)
    while opening is not None:
        yield opening
        opening = reader.last(OPENING, before=opening.seq)


def _date(opening: Entry) -> str:
    return str(msgspec.json.decode(opening.body)["date"])


def _missing(reader: Reader, date: str | None) -> str:
    openings = list(_openings(reader))
    if not openings:
        return "This journal has no day yet."
    first, last = _date(openings[-1]), _date(openings[0])
    return f"This journal has no day {date}; it goes from {first} to {last}."

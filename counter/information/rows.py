"""The rows of the information desk's lists, as QML's delegates take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter.information import words
from counter.information.standing import marks, paper, standing, taken
from counter.sitting.sight import Sight
from counter.timing import Mood
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A ticket that may be the one that is looked for."""

    ticket: str
    number: str
    service: str
    agency: str
    taken: str
    standing: str
    mood: str
    marks: str
    paper: str
    """What is wrong with its paper; empty where it is out."""
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """Something that can be done, with its key."""

    key: str
    label: str
    note: str
    grey: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note of the chosen ticket."""

    words: str


def found_rows(tickets: Iterable[TicketView], marked: str, sight: Sight) -> list[FoundRow]:
    return [_found_row(one, sight, marked=one.id == marked) for one in tickets]


def _found_row(ticket: TicketView, sight: Sight, *, marked: bool) -> FoundRow:
    name, where, printed = (
        sight.catalogue.service(ticket.service),
        standing(ticket, sight),
        paper(ticket, sight),
    )
    return FoundRow(
        ticket=ticket.id,
        number=ticket.number,
        service=name.plain,
        agency=name.agency,
        taken=taken(ticket, sight),
        standing=where.words,
        mood=where.mood,
        marks=marks(ticket, sight),
        paper="" if printed.mood is Mood.PLAIN else sight.say(words.NOT_PRINTED),
        marked=marked,
    )

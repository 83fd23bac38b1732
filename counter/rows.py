"""The rows of the counter's lists, as QML's delegates take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter import queue, words
from counter.acts import KEY_NAMES, Act
from counter.catalogue import Catalogue
from counter.face import marks_of
from counter.facts import Facts
from counter.precedence import listed
from counter.timing import Mood
from counter.words import say
from shared.domain.ids import Moment
from shared.protocol.views import CounterView, TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """Somebody in this counter's line."""

    ticket: str
    place: str
    number: str
    service: str
    agency: str
    waited: str
    head: str
    marks: str
    note: str
    mood: str
    isNext: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideRow:
    """A ticket out of the line: held, or missed."""

    ticket: str
    number: str
    service: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourRow:
    """Another counter of the zone."""

    label: str
    words: str
    mood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """Something to choose in a question."""

    key: str
    title: str
    detail: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonRow:
    """A button of the desk."""

    act: str
    label: str
    key: str
    note: str
    grey: bool
    busy: bool
    usable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """An officer who may sign on."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    """A zone with the numbers of its counters, to choose where to sit."""

    zone: str
    colour: str
    numbers: list[str]
    taken: list[str]
    """Those of `numbers` where somebody sits."""


def waiting_rows(line: Iterable[TicketView], catalogue: Catalogue, now: Moment) -> list[WaitingRow]:
    tickets = list(line)
    following = queue.next_of(tickets)
    return [
        _waiting_row(place, one, catalogue, now, is_next=one is following)
        for place, one in enumerate(tickets, start=1)
    ]


def _waiting_row(
    place: int, ticket: TicketView, catalogue: Catalogue, now: Moment, *, is_next: bool
) -> WaitingRow:
    language, name = catalogue.language, catalogue.service(ticket.service)
    minutes = queue.longest((ticket,), now)
    late = minutes > catalogue.target_wait(ticket.service)
    return WaitingRow(
        ticket=ticket.id,
        place=str(place),
        number=ticket.number,
        service=name.plain,
        agency=name.agency,
        waited=say(words.MINUTES, language, minutes=minutes),
        head=f"+ {ticket.head_start}" if ticket.head_start else "",
        marks=_marks(ticket, catalogue),
        note=_note(ticket, language),
        mood=Mood.BAD if late else Mood.PLAIN,
        isNext=is_next,
    )


def _marks(ticket: TicketView, catalogue: Catalogue) -> str:
    """With who was put before it since it stands in line: its visitor may ask why."""
    marks = marks_of(ticket, catalogue)
    if not ticket.passed_by:
        return marks
    numbers = listed(tuple(one.number for one in ticket.passed_by), catalogue.language)
    key = KEY_NAMES[Act.WHY]
    passed = say(words.PASSED, catalogue.language, numbers=numbers) + f" ({key})"
    return f"{marks} · {passed}" if marks else passed


def _note(ticket: TicketView, language: str) -> str:
    if ticket.busy:
        return say(words.ELSEWHERE, language)
    return say(words.ONLY_HERE, language) if ticket.for_counter else ""


def held_rows(held: Iterable[TicketView], catalogue: Catalogue) -> list[AsideRow]:
    return [
        AsideRow(
            ticket=one.id,
            number=one.number,
            service=catalogue.service(one.service).plain,
            note=catalogue.counter(one.counter) if one.counter else "",
        )
        for one in held
    ]


def missed_rows(missed: Iterable[TicketView], catalogue: Catalogue, now: Moment) -> list[AsideRow]:
    return [
        AsideRow(
            ticket=one.id,
            number=one.number,
            service=catalogue.service(one.service).plain,
            note=say(
                words.MISSED_AGO,
                catalogue.language,
                minutes=max(0, now - queue.at(one.missed_at)) // 60_000,
            ),
        )
        for one in missed
    ]


def neighbour_rows(facts: Facts, counter: str, catalogue: Catalogue) -> list[NeighbourRow]:
    """The other counters of the zone, by their numbers; the closed ones last."""
    own = facts.counters.get(counter)
    zone = own.zone if own else ""
    others = [one for one in facts.counters.values() if one.zone == zone and one.id != counter]
    others.sort(key=lambda one: one.number)
    at_work = [_neighbour(one, facts, catalogue) for one in others if one.state != "closed"]
    closed = [str(one.number) for one in others if one.state == "closed"]
    return [*at_work, *_closed_row(closed, catalogue.language)]


def _closed_row(numbers: list[str], language: str) -> list[NeighbourRow]:
    """Those that are closed share a row: at the end of a day it is most of them."""
    if not numbers:
        return []
    label = say(words.NEIGHBOUR_CLOSED, language)
    return [NeighbourRow(label=label, words=", ".join(numbers), mood=Mood.PLAIN)]


def _neighbour(view: CounterView, facts: Facts, catalogue: Catalogue) -> NeighbourRow:
    language = catalogue.language
    ticket = facts.tickets.get(view.ticket)
    if ticket is not None:
        texts = words.NEIGHBOUR_CALLS if ticket.state == "called" else words.NEIGHBOUR_SERVES
        said, mood = say(texts, language, number=ticket.number), Mood.GOOD
    elif view.state == "open":
        said, mood = say(words.NEIGHBOUR_FREE, language), Mood.GOOD
    else:
        said, mood = say(words.NEIGHBOUR_PAUSED, language), Mood.WARN
        if view.reason:
            said += f" · {catalogue.reason(view.reason, catalogue.site.reasons.pause)}"
    return NeighbourRow(label=catalogue.counter(view.id), words=said, mood=mood)


def zone_rows(facts: Facts, catalogue: Catalogue) -> list[ZoneRow]:
    """All counters by zone, to choose where to sit."""
    rows = []
    for zone in catalogue.site.zones:
        counters = [each for each in catalogue.site.counters if each.zone == zone.code]
        counters.sort(key=lambda each: each.number)
        views = (facts.counters.get(str(each.id)) for each in counters)
        rows.append(
            ZoneRow(
                zone=f"{catalogue.text(zone.name)} · {catalogue.floor(zone.floor)}",
                colour=zone.colour,
                numbers=[str(each.number) for each in counters],
                taken=[str(one.number) for one in views if one and one.state != "closed"],
            )
        )
    return [row for row in rows if row.numbers]

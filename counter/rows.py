"""The rows of the counter's lists, as QML's delegates take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counter import queue, words
from counter.acts import KEY_NAMES, Act
from counter.catalogue import Catalogue
from counter.face import marks_of
from counter.facts import Facts
from counter.timing import Mood, target_mood
from counter.visit import words as visit
from counter.visit.story import carried_over, story
from counter.words import say
from shared.domain.ids import Moment
from shared.language.dates import Language, clock_time
from shared.language.precedence import listed
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
    call: str
    """When it is likely to be called, and by when; empty: nobody can say."""
    head: str
    marks: str
    note: str
    mood: str
    """Against the service's target wait: ``good``, ``warn``, ``bad``."""
    moodWords: str
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


def waiting_rows(
    line: Iterable[TicketView],
    catalogue: Catalogue,
    now: Moment,
    name_of: Callable[[str], str] = str,
) -> list[WaitingRow]:
    """`name_of` gives an officer's name, by the id."""
    tickets = list(line)
    following = queue.next_of(tickets)
    return [
        _waiting_row(place, one, catalogue, now, name_of, is_next=one is following)
        for place, one in enumerate(tickets, start=1)
    ]


def _waiting_row(
    place: int,
    ticket: TicketView,
    catalogue: Catalogue,
    now: Moment,
    name_of: Callable[[str], str],
    *,
    is_next: bool,
) -> WaitingRow:
    language, name = catalogue.language, catalogue.service(ticket.service)
    minutes = queue.longest((ticket,), now)
    mood, waited = target_mood(minutes, catalogue.target_wait(ticket.service)), words.MINUTES
    if carried_over(ticket, catalogue, now):
        mood, waited = Mood.PLAIN, visit.DAYS_AGO
    return WaitingRow(
        ticket=ticket.id,
        place=str(place),
        number=ticket.number,
        service=name.plain,
        agency=name.agency,
        waited=say(waited, language, minutes=minutes),
        call=_call(ticket, catalogue),
        head=f"+ {ticket.head_start}" if ticket.head_start else "",
        marks=_marks(ticket, catalogue),
        note=_note(ticket, catalogue, now, name_of),
        mood=mood,
        moodWords=say(words.TARGET[mood], language) if mood in words.TARGET else "",
        isNext=is_next,
    )


def _call(ticket: TicketView, catalogue: Catalogue) -> str:
    """``± 09.40–10.05``, rounded by the hub."""
    if not ticket.expected_at or not ticket.latest_at:
        return ""
    zone = ZoneInfo(catalogue.site.timezone)
    language: Language = "en" if catalogue.language == "en" else "id"
    ends = (queue.at(one) for one in (ticket.expected_at, ticket.latest_at))
    return "± " + "–".join(clock_time(end, zone, language) for end in ends)


def _marks(ticket: TicketView, catalogue: Catalogue) -> str:
    """With who was put before it since it stands in line: its visitor may ask why."""
    marks = marks_of(ticket, catalogue)
    if not ticket.passed_by:
        return marks
    numbers = listed(tuple(one.number for one in ticket.passed_by), catalogue.language)
    key = KEY_NAMES[Act.WHY]
    passed = say(words.PASSED, catalogue.language, numbers=numbers) + f" ({key})"
    return f"{marks} · {passed}" if marks else passed


def _note(
    ticket: TicketView, catalogue: Catalogue, now: Moment, name_of: Callable[[str], str]
) -> str:
    """Why it stands where it stands: at another desk, for one officer, back from another one."""
    return (
        say(words.ELSEWHERE, catalogue.language)
        if ticket.busy
        else story(ticket, catalogue, now, name_of)
    )


def held_rows(held: Iterable[TicketView], catalogue: Catalogue, now: Moment) -> list[AsideRow]:
    return [
        AsideRow(
            ticket=one.id,
            number=one.number,
            service=catalogue.service(one.service).plain,
            note=_held_note(one, catalogue, now),
        )
        for one in held
    ]


def _held_note(ticket: TicketView, catalogue: Catalogue, now: Moment) -> str:
    """When it waits again by itself, else where it was held."""
    if not ticket.held_until:
        return catalogue.counter(ticket.counter) if ticket.counter else ""
    due = queue.at(ticket.held_until)
    if due <= now:
        return say(visit.BACK_NOW, catalogue.language)
    zone = ZoneInfo(catalogue.site.timezone)
    language: Language = "en" if catalogue.language == "en" else "id"
    return say(visit.BACK_AT, catalogue.language, time=clock_time(due, zone, language))


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

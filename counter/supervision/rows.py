"""The rows of the supervisor's view, as QML's delegates take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter import queue
from counter.face import marks_of
from counter.facts import Facts
from counter.sitting.sight import Sight
from counter.supervision import words
from counter.supervision.closures import closure
from counter.supervision.ending import SERVE_ON
from counter.supervision.idle import IdleSince
from counter.supervision.survey import Line, ZoneSurvey
from counter.timing import Mood, clock
from shared.protocol.views import CounterView, TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    """A zone as a column: how it is there, in a few words."""

    zone: str
    name: str
    floor: str
    colour: str
    waiting: str
    longest: str
    longestMood: str
    counters: str
    alarm: str
    """``TANPA LOKET TERBUKA: 3``; empty where somebody serves them all."""
    notes: str
    """Idle counters, no TV, no voice."""
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRow:
    """A counter of the chosen zone. `note`: since when; `detail`: who sits there, what it helps."""

    id: str
    number: str
    standing: str
    mood: str
    note: str
    detail: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A service of the chosen zone for which people wait."""

    id: str
    service: str
    agency: str
    count: str
    longest: str
    mood: str
    alarm: str
    note: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """Somebody who waits, the longest first."""

    id: str
    number: str
    service: str
    waited: str
    mood: str
    marks: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRow:
    """What concerns the whole hall, with its key."""

    key: str
    label: str


# Zones --------------------------------------------------------------------------------------


def zone_row(
    zone: ZoneSurvey, facts: Facts, sight: Sight, idle: IdleSince, *, marked: bool
) -> ZoneRow:
    entry = sight.catalogue.zones[zone.zone]
    waiting, minutes = zone.waiting, zone.longest(sight.now())
    late = any(late_by(one, sight) for one in waiting)
    lost = zone.unattended
    return ZoneRow(
        zone=zone.zone,
        name=sight.catalogue.text(entry.name),
        floor=sight.catalogue.floor(entry.floor),
        colour=entry.colour,
        waiting=str(len(waiting)),
        longest=sight.say(words.LONGEST, minutes=minutes) if waiting else "",
        longestMood=Mood.BAD if late else Mood.PLAIN,
        counters=sight.say(words.OPEN_OF, open=zone.open, all=len(zone.counters)),
        alarm=sight.say(words.NO_OPEN_COUNT, count=lost) if lost else "",
        notes=" · ".join(_zone_notes(zone, facts, sight, idle)),
        marked=marked,
    )


def _zone_notes(zone: ZoneSurvey, facts: Facts, sight: Sight, idle: IdleSince) -> Iterable[str]:
    count = sum(one.id in idle.people for one in zone.counters)
    if count:
        yield sight.say(words.IDLE, count=count)
    presence = facts.zones.get(zone.zone)
    if presence is not None and not presence.displays:
        yield sight.say(words.NO_TV)
    elif presence is not None and not presence.voices:
        yield sight.say(words.NO_VOICE)


def late_by(ticket: TicketView, sight: Sight) -> bool:
    """Whether it has waited longer than its service's target."""
    return queue.longest((ticket,), sight.now()) > sight.catalogue.target_wait(ticket.service)


# Counters -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CounterWords:
    """Says how a counter stands; `names` gives officers' names."""

    facts: Facts
    sight: Sight
    names: Callable[[str], str]
    idle: IdleSince

    def row(self, view: CounterView, *, marked: bool) -> CounterRow:
        state, mood, note = self.state(view)
        return CounterRow(
            id=view.id,
            number=str(view.number),
            standing=state,
            mood=mood,
            note=note,
            detail=" · ".join(self._details(view)) if view.state != "closed" else "",
            marked=marked,
        )

    def state(self, view: CounterView) -> tuple[str, Mood, str]:
        """What it does, how urgent that is, and for how long."""
        say, ticket = self.sight.say, self.facts.tickets.get(view.ticket)
        if view.state == "closed":
            return say(words.CLOSED), Mood.PLAIN, ""
        if ticket is not None:
            return self._with(ticket)
        if view.state == "paused":
            return self._paused(view)
        people = self.idle.people.get(view.id, 0)
        if not people:
            return say(words.READY), Mood.PLAIN, ""
        minutes = self.idle.minutes(view.id, self.sight.now())
        lasted = say(words.FOR, minutes=minutes) if minutes else ""
        return say(words.STANDS_IDLE, count=people), Mood.BAD, lasted

    def _with(self, ticket: TicketView) -> tuple[str, Mood, str]:
        if ticket.state == "called":
            said = self.sight.say(words.CALLS, number=ticket.number, calls=ticket.calls)
            return said, Mood.WARN, self._since(ticket.called_at)
        said = self.sight.say(words.SERVES, number=ticket.number)
        return said, Mood.GOOD, self._since(ticket.started_at)

    def _paused(self, view: CounterView) -> tuple[str, Mood, str]:
        reasons = self.sight.catalogue.site.reasons.pause
        reason = self.sight.catalogue.reason(view.reason, reasons) if view.reason else ""
        texts = words.PAUSED_WHY if reason else words.PAUSED
        return self.sight.say(texts, reason=reason), Mood.WARN, self._since(view.since)

    def _since(self, text: str) -> str:
        if not text:
            return ""
        return clock(self.sight.now() - queue.at(text), self.sight.language)

    def _details(self, view: CounterView) -> Iterable[str]:
        if view.officer:
            yield self.names(view.officer)
        helps = [self.sight.catalogue.service(code).plain for code in view.helps]
        if helps:
            yield self.sight.say(words.HELPS, services=", ".join(helps[:3]))


# Lines and tickets --------------------------------------------------------------------------


def line_row(line: Line, sight: Sight, *, marked: bool) -> LineRow:
    name = sight.catalogue.service(line.service)
    minutes = queue.longest(line.waiting, sight.now())
    late = any(late_by(one, sight) for one in line.waiting)
    closed = closure(line.service, sight)
    status = sight.look().services.get(line.service)
    decided = status is not None and status.ending == SERVE_ON
    return LineRow(
        id=line.service,
        service=name.plain,
        agency=name.agency,
        count=str(len(line.waiting)),
        longest=sight.say(words.FOR, minutes=minutes) if line.waiting else "",
        mood=Mood.BAD if late else Mood.PLAIN,
        alarm=sight.say(words.NO_OPEN_COUNTER) if line.unattended else "",
        note=closed or (sight.say(words.SERVE_ON) if decided else ""),
        marked=marked,
    )


def ticket_row(ticket: TicketView, sight: Sight, *, marked: bool) -> TicketRow:
    minutes = queue.longest((ticket,), sight.now())
    return TicketRow(
        id=ticket.id,
        number=ticket.number,
        service=sight.catalogue.service(ticket.service).plain,
        waited=sight.say(words.FOR, minutes=minutes),
        mood=Mood.BAD if late_by(ticket, sight) else Mood.PLAIN,
        marks=marks_of(ticket, sight.catalogue),
        marked=marked,
    )

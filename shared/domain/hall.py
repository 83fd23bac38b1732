"""The state of a hall: what the events have said so far, arranged for quick decisions.

Only `evolve` changes it. Everything here is a plain container; no clock, no randomness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from typing import Any

from sortedcontainers import SortedList

from shared.domain.copies import copier
from shared.domain.events import Choice
from shared.domain.ids import (
    BEGINNING,
    AssistCode,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    NoteId,
    OfficerId,
    ProfileCode,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
    ZoneCode,
)
from shared.domain.numbering import Block
from shared.domain.plan import Plan
from shared.domain.receipts import Receipts
from shared.domain.roster import Roster
from shared.domain.states import CounterState, TicketState

Key = tuple[int, int, TicketId]
"""The order of the line: place, sequence of the entry that set it, and whose it is."""


@dataclass(slots=True, kw_only=True)
class Ticket:
    id: TicketId
    number: str
    series: SeriesCode
    ordinal: int
    service: ServiceCode
    visit: VisitId
    state: TicketState
    arrival: Moment
    place: Moment
    place_seq: int
    ahead: int
    """People before it when it was issued."""
    group: GroupCode | None = None
    head_start: int = 0
    language: str = "id"
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    kiosk: DeviceId | None = None
    for_counter: CounterId | None = None
    """Transferred to this counter alone."""
    for_officer: OfficerId | None = None
    """Transferred to this officer alone, at whichever counter."""
    back_to: OfficerId | None = None
    """Who gets it back when it is done where it was sent, and for which service."""
    back_service: ServiceCode | None = None
    counter: CounterId | None = None
    """Where it was called last."""
    calls: int = 0
    """Over its whole life: the number of the last call."""
    round: int = 0
    """Calls since it last left the line: what a no-show counts."""
    called_at: Moment | None = None
    first_called_at: Moment | None = None
    shown_at: Moment | None = None
    """Of the last call; likewise `spoken_at`."""
    spoken_at: Moment | None = None
    started_at: Moment | None = None
    ended_at: Moment | None = None
    missed_at: Moment | None = None
    held_until: Moment | None = None
    """On hold: when it waits again by itself."""
    left_on: str = ""
    """The business date on which it was left for the next one, if it ever was."""
    result: str = ""
    """What came of the last errand."""
    checked: bool = False
    """Somebody has looked whether its priority is right."""
    notes: int = 0
    """How many there are."""
    promise: tuple[int, int, int] | None = None
    """ms from its issue until the call, as its visitor was told: early, expected, late."""
    printed: bool = False
    half_printed: bool = False
    reprint_wanted: bool = False
    reprint_at: DeviceId | None = None
    """The kiosk that was asked to print it, until it says what became of it."""
    choice: Choice | None = None
    """Why it was called last."""
    emergency: bool = False
    """A kiosk gave its number while the hub was away."""
    late: bool = False
    """The hub came to know of it after its arrival: it may have passed others."""
    entered: bool = False
    """An officer typed its number; its kiosk has not handed its paper over yet."""
    aliases: tuple[TicketId, ...] = ()
    """Ids on papers that lead here as well."""

    @property
    def key(self) -> Key:
        return (self.place, self.place_seq, self.id)

    @property
    def postponed(self) -> bool:
        """It was left for the next day, and keeps its place until its visitor is back."""
        return self.state is TicketState.POSTPONED

    def waited(self, now: Moment) -> int:
        """ms that count for its place: since the arrival, or since a return after the grace."""
        return now - self.place - self.head_start


copied = copier(Ticket)


@dataclass(slots=True, kw_only=True)
class Desk:
    """A counter at work."""

    id: CounterId
    state: CounterState = CounterState.CLOSED
    officer: OfficerId | None = None
    reason: str = ""
    since: Moment = BEGINNING
    ticket: TicketId | None = None
    opened_today: bool = False
    undo: tuple[str, TicketId, Moment] | None = None
    """What can be taken back: the action, its ticket, when it was done."""
    profile: ProfileCode | None = None
    """Given by a supervisor until the day's end; None: as the site says."""


@dataclass(slots=True, kw_only=True)
class Device:
    id: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()
    volume: int = 100
    muted: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Set by hand, before the site's entry for it."""
    counter: CounterId | None = None
    """Where it stands."""
    key: str = ""
    """By which it is known (Ed25519, base64); empty: it is not paired, or was revoked."""
    revoked: tuple[str, ...] = ()
    """Keys that it once had: none of them is ever believed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file for the TVs' playlist, or a floor's plan."""

    name: str
    digest: str
    size: int
    kind: str
    lufs: float | None = None
    """How loud a video is; None: it was not measured, or has no sound."""


@dataclass(slots=True, kw_only=True)
class Suspension:
    service: ServiceCode
    reason: str
    until: Moment | None
    outage: bool = False
    """Its visitors are not called meanwhile."""
    since: Moment = BEGINNING
    agency: bool | None = False
    """With its whole agency; None: not known."""
    own: Suspension | None = None
    """What it is suspended for by itself, while its agency is as well."""


@dataclass(slots=True, kw_only=True)
class Announced:
    """Words to the hall, and the zones in which they are not over."""

    at: Moment
    zones: tuple[ZoneCode, ...]


@dataclass(slots=True, kw_only=True)
class Receipt:
    """What a command with an id was answered, so that a retry is answered the same way."""

    digest: str
    at: Moment
    seq: int
    ticket: Ticket | None = None
    desk: Desk | None = None
    device: Device | None = None


@dataclass(slots=True, kw_only=True)
class Granted:
    """The emergency numbers that a kiosk holds."""

    ranges: dict[SeriesCode, Block]
    heard: Moment
    """When the kiosk was last heard of in the journal; the beginning, where a restored hub has
    learnt of it and knows no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Emergency numbers that a kiosk no longer holds: on their `date` nobody else gets them."""

    kiosk: DeviceId
    series: SeriesCode
    block: Block
    date: str


def _line() -> SortedList[Key]:
    return SortedList()


@dataclass(slots=True)
class Hall:
    """Everything the queue knows."""

    seq: int = 0
    at: Moment = BEGINNING
    plan: Plan | None = None
    roster: Roster = field(default_factory=Roster)
    """Who serves what now: follows from the plan and the counters' profiles."""
    site_version: int = 0
    date: str = ""
    """The business date that is open, ``YYYY-MM-DD``; empty before the first."""
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    numbers: dict[str, TicketId] = field(default_factory=dict)
    """The day's numbers, and those still alive from before."""
    visits: dict[VisitId, list[TicketId]] = field(default_factory=dict)
    lines: dict[ServiceCode, SortedList[Key]] = field(default_factory=dict)
    reserved: dict[CounterId, SortedList[Key]] = field(default_factory=dict)
    """Tickets transferred to one counter alone."""
    for_officers: dict[OfficerId, SortedList[Key]] = field(default_factory=dict)
    """Tickets transferred to one officer alone, at whichever counter."""
    timed: SortedList[tuple[Moment, TicketId]] = field(default_factory=SortedList)
    """Tickets on hold for some minutes, by the moment at which they wait again."""
    endings: dict[ServiceCode, str] = field(default_factory=dict)
    """What was chosen today for those who wait for a service at closing time."""
    announced: dict[NoteId, Announced] = field(default_factory=dict)
    """Today's announcements that somebody is still to hear."""
    busy: dict[VisitId, TicketId] = field(default_factory=dict)
    """Visits whose visitor is at a desk, and with which ticket."""
    ordinals: dict[SeriesCode, int] = field(default_factory=dict)
    """The last number given in each series today."""
    taken: dict[ServiceCode, int] = field(default_factory=dict)
    """Tickets that count for the quota today."""
    desks: dict[CounterId, Desk] = field(default_factory=dict)
    devices: dict[DeviceId, Device] = field(default_factory=dict)
    suspended: dict[ServiceCode, Suspension] = field(default_factory=dict)
    receipts: Receipts = field(default_factory=Receipts)
    grants: dict[DeviceId, Granted] = field(default_factory=dict)
    resting: list[Resting] = field(default_factory=list)
    """Of the last weeks: a paper may come in long after its kiosk has got other numbers."""
    handed: dict[TicketId, str] = field(default_factory=dict)
    """Papers of the last weeks that kiosks have handed over, and on which business date."""
    aliases: dict[TicketId, TicketId] = field(default_factory=dict)
    """Ids of papers whose number an officer had entered before they were handed over."""
    late: list[TicketId] = field(default_factory=list)
    """Today's tickets that came in after their arrival, in the order of their entries."""
    media: dict[str, Medium] = field(default_factory=dict)
    """The files for the TVs' playlist by their names."""
    always_open: bool = False
    """Not a fact of the journal: demos and tests ignore hours, quotas and the no-show delay."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Hall:
        """A state that goes its own way. What a long day has much of is copied by hand, and what
        never changes is shared: a copy of everything would take the hub most of a minute."""
        twin = Hall()
        for one in fields(Hall):
            value = getattr(self, one.name)
            copy = _BY_HAND.get(one.name)
            setattr(twin, one.name, copy(value) if copy else deepcopy(value, memo))
        return twin

    def line_of(self, ticket: Ticket) -> SortedList[Key]:
        """The sorted line that a waiting ticket stands in."""
        if ticket.for_officer is not None:
            return self.for_officers.setdefault(ticket.for_officer, _line())
        if ticket.for_counter is not None:
            return self.reserved.setdefault(ticket.for_counter, _line())
        line = self.lines.get(ticket.service)
        if line is None:
            line = self.lines[ticket.service] = _line()
        return line

    def alone_at(self, counter: CounterId) -> list[SortedList[Key]]:
        """The lines of those who wait for this counter alone, or for who sits there."""
        desk = self.desks.get(counter)
        lines = [self.reserved.get(counter)]
        if desk is not None and desk.officer is not None:
            lines.append(self.for_officers.get(desk.officer))
        return [line for line in lines if line]

    def ticket(self, named: TicketId) -> Ticket | None:
        """The ticket that an id leads to, be it the one on an emergency paper."""
        return self.tickets.get(self.aliases.get(named, named))

    def kept_blocks(self, series: SeriesCode) -> list[Block]:
        """Numbers of a series that only a kiosk without the hub may give today."""
        if not self.grants and not self.resting:
            return []
        held = [one.ranges[series] for one in self.grants.values() if series in one.ranges]
        rest = [r.block for r in self.resting if r.series == series and r.date == self.date]
        return held + rest

    def waiting(self) -> Counter[ServiceCode]:
        """How many wait for each service, whoever serves it; 0 for one that nobody waits for."""
        found = Counter({service: len(line) for service, line in self.lines.items()})
        for line in (*self.reserved.values(), *self.for_officers.values()):
            found.update(self.tickets[ticket].service for _, _, ticket in line)
        return found

    def seat_of(self, officer: OfficerId) -> Desk | None:
        """The counter at which an officer is signed on."""
        return next((desk for desk in self.desks.values() if desk.officer == officer), None)

    @property
    def deserted(self) -> bool:
        """Whether nobody waits, stands at a desk, or is on hold."""
        lines = (*self.lines.values(), *self.reserved.values(), *self.for_officers.values())
        if self.busy or any(lines):
            return False
        return not any(ticket.state is TicketState.HELD for ticket in self.tickets.values())

    def waiting_tickets(self) -> Iterator[Ticket]:
        """All who wait, in no particular order."""
        return (t for t in self.tickets.values() if t.state is TicketState.WAITING)


def _copied_lines(lines: dict[Any, SortedList[Key]]) -> dict[Any, SortedList[Key]]:
    return {whose: line.copy() for whose, line in lines.items()}


_BY_HAND: dict[str, Callable[[Any], Any]] = {
    "tickets": lambda tickets: {named: copied(ticket) for named, ticket in tickets.items()},
    "numbers": dict,
    "visits": lambda visits: {visit: list(tickets) for visit, tickets in visits.items()},
    "lines": _copied_lines,
    "reserved": _copied_lines,
    "for_officers": _copied_lines,
    "timed": SortedList.copy,
    "receipts": Receipts.twin,
}
"""How the fields are copied that grow with the day; all others are small."""

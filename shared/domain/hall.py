"""The state of a hall: what the events have said so far, arranged for quick decisions.

Only `evolve` changes it. Everything here is a plain container; no clock, no randomness.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sortedcontainers import SortedList

from shared.domain.events import Choice
from shared.domain.ids import (
    AssistCode,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    OfficerId,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
    ZoneCode,
)
from shared.domain.plan import Plan
from shared.domain.states import CounterState, TicketState

BEGINNING = Moment(0)

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
    printed: bool = False
    half_printed: bool = False
    reprint_wanted: bool = False
    reprint_at: DeviceId | None = None
    """The kiosk that was asked to print it, until it says what became of it."""
    choice: Choice | None = None
    """Why it was called last."""

    @property
    def key(self) -> Key:
        return (self.place, self.place_seq, self.id)

    def __copy__(self) -> Ticket:
        """What `copy.copy` would give, in a quarter of its time: each command keeps a copy."""
        twin = object.__new__(Ticket)
        for name in Ticket.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin

    def waited(self, now: Moment) -> int:
        """ms that count for its place: since the arrival, or since a return after the grace."""
        return now - self.place - self.head_start


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


@dataclass(slots=True, kw_only=True)
class Device:
    id: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()
    volume: int = 100
    muted: bool = False


@dataclass(slots=True, kw_only=True)
class Suspension:
    service: ServiceCode
    reason: str
    until: Moment | None


@dataclass(slots=True, kw_only=True)
class Receipt:
    """What a command with an id was answered, so that a retry is answered the same way."""

    digest: str
    at: Moment
    seq: int
    ticket: Ticket | None = None
    desk: Desk | None = None
    device: Device | None = None


ReceiptKey = tuple[str, CommandId]
"""Ids are scoped to the sender."""


def _line() -> SortedList[Key]:
    return SortedList()


@dataclass(slots=True)
class Hall:
    """Everything the queue knows."""

    seq: int = 0
    at: Moment = BEGINNING
    plan: Plan | None = None
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
    busy: dict[VisitId, TicketId] = field(default_factory=dict)
    """Visits whose visitor is at a desk, and with which ticket."""
    ordinals: dict[SeriesCode, int] = field(default_factory=dict)
    """The last number given in each series today."""
    taken: dict[ServiceCode, int] = field(default_factory=dict)
    """Tickets that count for the quota today."""
    desks: dict[CounterId, Desk] = field(default_factory=dict)
    devices: dict[DeviceId, Device] = field(default_factory=dict)
    suspended: dict[ServiceCode, Suspension] = field(default_factory=dict)
    receipts: OrderedDict[ReceiptKey, Receipt] = field(default_factory=OrderedDict)
    always_open: bool = False
    """Not a fact of the journal: demos and tests ignore hours, quotas and the no-show delay."""

    def line_of(self, ticket: Ticket) -> SortedList[Key]:
        """The sorted line that a waiting ticket stands in."""
        if ticket.for_counter is not None:
            return self.reserved.setdefault(ticket.for_counter, _line())
        return self.lines.setdefault(ticket.service, _line())

    def waiting(self, service: ServiceCode) -> int:
        """How many wait for a service, whoever serves it."""
        line = self.lines.get(service)
        apart = sum(
            self.tickets[ticket].service == service
            for reserved in self.reserved.values()
            for _, _, ticket in reserved
        )
        return apart + (len(line) if line is not None else 0)

    def waiting_tickets(self) -> Iterator[Ticket]:
        """All who wait, in no particular order."""
        return (t for t in self.tickets.values() if t.state is TicketState.WAITING)

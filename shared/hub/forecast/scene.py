"""The hall as it stands, in the few figures that a forecast needs: what the hub sends over."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shared.domain.duty import served_by
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.hours import business_date, day_plan
from shared.domain.ids import MINUTE, CounterId, Moment, ServiceCode, TicketId
from shared.domain.plan import Plan
from shared.domain.states import AT_A_COUNTER, CounterState, TicketState

NOBODY = -1


class Waiting(msgspec.Struct, array_like=True):
    """One who waits. Services and counters are places in the scene's lists."""

    ticket: str
    service: int
    place: int
    """ms from the scene's moment; mostly negative."""
    counter: int = NOBODY
    """The only one that may call it."""
    busy: int = NOBODY
    """Its visitor is at this counter with another errand."""
    visit: int = NOBODY
    """Shared by the errands of one visitor who waits for several."""


class Seat(msgspec.Struct, array_like=True):
    """A counter: what it serves (where it helps now included), and what goes on there.

    Times are ms before the scene's moment.
    """

    counter: str
    services: list[int]
    state: str
    reason: str = ""
    since: int = 0
    """How long it has been in that state."""
    service: int = NOBODY
    """Of the visitor who was called to it."""
    called: int = 0
    """How long ago that was."""
    started: bool = False
    pause: int = 0
    """How long a pause for its reason usually takes; 0: the site does not say."""


class Scene(msgspec.Struct, array_like=True):
    """All of it, those who wait in the order of their keys."""

    now: int
    seq: int
    """The entry that it stands at."""
    services: list[str]
    seats: list[Seat]
    waiting: list[Waiting]
    head_starts: list[int]
    """ms, of the groups that the site has."""
    away: list[int]
    """Services that are suspended: nothing is foreseen for them."""
    breaks: list[tuple[int, int]]
    """The rest of the day's, ms from now; one that is on began before."""
    closes: int | None
    """ms from now; those who have a number then are served on."""


def describe(hall: Hall, now: Moment) -> Scene:
    """The scene of a hall that has a site."""
    plan = hall.plan
    assert plan is not None
    codes = {code: place for place, code in enumerate(plan.services)}
    seats = {counter: place for place, counter in enumerate(plan.counters)}
    return Scene(
        now=now,
        seq=hall.seq,
        services=list(codes),
        seats=[_seat(hall, plan, counter, codes, now) for counter in plan.counters],
        waiting=_waiting(hall, codes, seats, now),
        head_starts=sorted({group.minutes * MINUTE for group in plan.site.priority}),
        away=[codes[code] for code in hall.suspended if code in codes],
        breaks=_breaks(hall, plan, now),
        closes=_closes(hall, plan, now),
    )


def _seat(
    hall: Hall, plan: Plan, counter: CounterId, codes: dict[ServiceCode, int], now: Moment
) -> Seat:
    desk = hall.desks.get(counter) or Desk(id=counter)
    seat = Seat(
        counter=counter,
        services=[codes[code] for code in served_by(hall, counter, now) if code in codes],
        state=desk.state,
        reason=desk.reason,
        since=max(0, now - desk.since) if desk.since else 0,
    )
    if desk.state is CounterState.PAUSED:
        reason = plan.reason("pause", desk.reason)
        seat.pause = (reason.minutes or 0) * MINUTE if reason is not None else 0
    ticket = hall.tickets.get(desk.ticket) if desk.ticket is not None else None
    if ticket is not None and ticket.state in AT_A_COUNTER:
        seat.service = codes.get(ticket.service, NOBODY)
        seat.called = max(0, now - (ticket.called_at or now))
        seat.started = ticket.state is TicketState.SERVING
    return seat


def _waiting(
    hall: Hall, codes: dict[ServiceCode, int], seats: dict[CounterId, int], now: Moment
) -> list[Waiting]:
    lines: list[Sequence[tuple[int, int, str]]] = [
        *hall.lines.values(),
        *hall.reserved.values(),
        *hall.for_officers.values(),
    ]
    officers = {desk.officer: seats[desk.id] for desk in hall.desks.values() if desk.id in seats}
    found = []
    for _, _, named in sorted(key for line in lines for key in line):
        ticket = hall.tickets[TicketId(named)]
        if ticket.service in codes:
            one = Waiting(ticket.id, codes[ticket.service], ticket.place - now)
            if ticket.for_counter is not None:
                one.counter = seats.get(ticket.for_counter, NOBODY)
            elif ticket.for_officer is not None:
                one.counter = officers.get(ticket.for_officer, NOBODY)
            _tie(hall, ticket, one, seats)
            found.append(one)
    return _visits(hall, found)


def _tie(hall: Hall, ticket: Ticket, one: Waiting, seats: dict[CounterId, int]) -> None:
    """To the desk at which its visitor is with another errand."""
    elsewhere = hall.busy.get(ticket.visit)
    if elsewhere is not None:
        counter = hall.tickets[elsewhere].counter
        one.busy = seats.get(counter, NOBODY) if counter is not None else NOBODY


def _visits(hall: Hall, found: list[Waiting]) -> list[Waiting]:
    """Marks those whose visitor waits for more than one thing."""
    seen: dict[str, list[Waiting]] = {}
    for one in found:
        visit = hall.tickets[TicketId(one.ticket)].visit
        if len(hall.visits.get(visit, ())) > 1:
            seen.setdefault(visit, []).append(one)
    several = [errands for errands in seen.values() if len(errands) > 1]
    for number, errands in enumerate(several):
        for one in errands:
            one.visit = number
    return found


def _breaks(hall: Hall, plan: Plan, now: Moment) -> list[tuple[int, int]]:
    if hall.always_open:
        return []
    today = day_plan(plan.site, business_date(plan.site, now))
    return [(start - now, end - now) for start, end in today.breaks if end > now]


def _closes(hall: Hall, plan: Plan, now: Moment) -> int | None:
    if hall.always_open:
        return None
    closes = day_plan(plan.site, business_date(plan.site, now)).closes
    return closes - now if closes is not None else None

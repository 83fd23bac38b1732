"""The lines before a counter, computed from the copy of the hall by the hub's own rule.

The next one is the smallest place among those who wait for this counter and are free; a place is
the arrival less the head start, so the order is told by the view's `place` and `place_order` alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from shared.domain.ids import MINUTE, Moment
from shared.protocol.moments import moment_of
from shared.protocol.views import CounterView, TicketView

at = lru_cache(maxsize=8192)(moment_of)
"""A moment from the wire; each text is read once."""


def moment_text(moment: int) -> str:
    """A moment as it stands on the wire."""
    return dt.datetime.fromtimestamp(moment / 1000, dt.UTC).isoformat()


def in_line(
    tickets: Mapping[str, TicketView], here: CounterView, out: Collection[str] = ()
) -> list[TicketView]:
    """All who wait for this counter, the next one first; those busy elsewhere keep their place.

    Nobody is called for services that are `out` because of an outage.
    """
    waiting = (one for one in tickets.values() if one.state == "waiting")
    line = (one for one in waiting if one.service not in out and called_at(here, one))
    return sorted(line, key=order_key)


def called_at(here: CounterView, ticket: TicketView) -> bool:
    """Whether a counter calls a ticket by the rule: it is for it or its officer alone, or of a
    service that it serves at the moment, as its own or as help."""
    if ticket.for_counter:
        return ticket.for_counter == here.id
    if ticket.for_officer:
        return ticket.for_officer == here.officer
    return ticket.service in here.services or ticket.service in here.helps


def free_for_others(tickets: Mapping[str, TicketView], here: CounterView) -> list[TicketView]:
    """Who waits for services of other counters and could be called here, the first one first."""
    found = [
        one
        for one in tickets.values()
        if one.state == "waiting"
        and not one.busy
        and not one.for_counter
        and not one.for_officer
        and not called_at(here, one)
    ]
    return sorted(found, key=order_key)


def order_key(ticket: TicketView) -> tuple[int, int, int, str]:
    """The rule: the earlier place; of two equal ones, the one that was given first."""
    place = at(ticket.place or ticket.issued_at)
    return (place, ticket.place_order, at(ticket.issued_at), ticket.number)


def next_of(line: Iterable[TicketView]) -> TicketView | None:
    """Who is called next: the first in line who is at no other desk."""
    return next((one for one in line if not one.busy), None)


def waited(ticket: TicketView, now: Moment) -> int:
    """Whole minutes that count for its place: since the arrival, or the return after a miss."""
    place = at(ticket.place or ticket.issued_at)
    return max(0, (now - place) // MINUTE - ticket.head_start)


def longest(line: Iterable[TicketView], now: Moment) -> int:
    """Whole minutes of the longest real wait; 0 where nobody waits."""
    return max((max(0, now - at(one.issued_at)) // MINUTE for one in line), default=0)


def held_at(tickets: Mapping[str, TicketView], counter: str) -> list[TicketView]:
    """Tickets on hold that this counter may resume, its own first."""
    held = [one for one in tickets.values() if one.state == "held"]
    mine = [one for one in held if one.counter == counter or counter in one.counters]
    return sorted(mine, key=lambda one: (one.counter != counter, order_key(one)))


def missed_at(
    tickets: Mapping[str, TicketView], counter: str, now: Moment, minutes: int
) -> list[TicketView]:
    """Visitors of this counter's services who did not come, the latest first."""
    since = now - minutes * MINUTE
    missed = [
        one
        for one in tickets.values()
        if one.state == "no-show" and one.missed_at and at(one.missed_at) >= since
    ]
    mine = [one for one in missed if one.counter == counter or counter in one.counters]
    return sorted(mine, key=lambda one: at(one.missed_at), reverse=True)


def unspoken_before(
    tickets: Mapping[str, TicketView], ticket: TicketView, counters: Iterable[str]
) -> int:
    """Calls that the voice has before this one, among the counters that share the voice."""
    earshot = set(counters)
    mine = at(ticket.called_at)
    return sum(
        1
        for one in tickets.values()
        if one.state == "called"
        and not one.spoken
        and one.counter in earshot
        and at(one.called_at) < mine
    )

"""Numbers and arrivals: an ordinary ticket gets the next number and comes when it is recorded.

An earlier arrival is a kiosk's to tell alone, for a paper that it gave while the hub was away: with
a number of its own, and not before the hub last heard of it.
"""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.decide.tickets import next_number
from shared.domain.hall import Hall
from shared.domain.hours import day_begins
from shared.domain.ids import MINUTE, DeviceId, GroupCode, Moment, SeriesCode, ServiceCode
from shared.hub.proof.finding import Found, span

SLACK = MINUTE
"""A kiosk's papers are told by their age, each a moment later than the one before; and the hub's
note of when it last heard of a kiosk may be some seconds old."""


class Papers:
    """Looks at tickets as they are made; knows which kiosks a restored hub met anew."""

    def __init__(self) -> None:
        self._met_anew: dict[DeviceId, str] = {}
        """Kiosks that had numbers before the hub knew of them, and on which date it met them: on
        that one nobody can say when it had last heard of them."""

    def granted(self, hall: Hall, event: e.NumbersGranted) -> Found:
        """Takes notice of a kiosk that brings numbers of its own."""
        if event.kiosk not in hall.grants and event.resting:
            self._met_anew[event.kiosk] = hall.date
        return []

    def issued(self, hall: Hall, recorded: e.Recorded, event: e.TicketIssued) -> Found:
        """Who may have this number, this arrival and this place."""
        found = _sound(hall, recorded, event)
        if event.arrival is None or found or event.date or not event.emergency:
            return found
        return self._in_time(hall, event.number, event.kiosk, event.arrival)

    def merged(self, hall: Hall, recorded: e.Recorded, event: e.TicketMerged) -> Found:
        """The place that it had, or that of the arrival on the paper."""
        ticket = hall.tickets[event.ticket]
        fits = event.place in (ticket.place, event.arrival - event.head_start)
        if event.arrival > ticket.arrival or not fits or not ticket.entered:
            return [("place", f"gives {ticket.number} a place that is not its paper's.")]
        found = self._in_time(hall, ticket.number, ticket.kiosk, event.arrival)
        if (event.group, event.head_start) == (ticket.group, ticket.head_start):
            return found
        number, service = ticket.number, ticket.service
        return found + _head_start(hall, number, service, event.group, event.head_start)

    def _in_time(self, hall: Hall, number: str, kiosk: DeviceId | None, arrival: Moment) -> Found:
        """Nobody on a paper came before the hub last heard of its kiosk."""
        granted = hall.grants.get(kiosk) if kiosk is not None else None
        if granted is None or kiosk is None or self._met_anew.get(kiosk) == hall.date:
            return []
        if arrival >= granted.heard - SLACK:
            return []
        by = span(granted.heard - arrival)
        return [("place", f"lets {number} arrive {by} before {kiosk} was last heard of.")]


def _sound(hall: Hall, recorded: e.Recorded, event: e.TicketIssued) -> Found:
    arrival = recorded.at if event.arrival is None else event.arrival
    if arrival > recorded.at:
        return [("place", f"lets {event.number} arrive after its own time.")]
    found = _head_start(hall, event.number, event.service, event.group, event.head_start)
    if event.place != arrival - event.head_start:
        off = arrival - event.head_start - event.place
        found.append(("place", f"gives {event.number} a place {span(off)} too early."))
    if event.arrival is not None:
        return found + _late(hall, recorded, event, event.arrival)
    return found + (_typed(hall, event) if event.emergency else _in_turn(hall, event))


def _in_turn(hall: Hall, event: e.TicketIssued) -> Found:
    """A number that the hub gave is the next one of its series."""
    series = hall.plan.series.get(event.series) if hall.plan is not None else None
    if series is None:
        return []
    due = next_number(hall, series)
    if due == (event.ordinal, event.number):
        return []
    return [("order", f"gives the number {event.number}; the next one was {due[1]}.")]


def _typed(hall: Hall, event: e.TicketIssued) -> Found:
    """A number that an officer typed is on a kiosk's paper, which nobody has seen yet."""
    if not event.entered:
        words = f"says that a kiosk gave {event.number} without the hub, but not when."
        return [("place", words)]
    if not _own(hall, event.kiosk, event.series, event.ordinal):
        return [("place", _not_its_own(event))]
    if event.group is not None:
        return [("place", f"gives {event.number} a priority that nobody can have typed.")]
    return []


def _late(hall: Hall, recorded: e.Recorded, event: e.TicketIssued, arrival: Moment) -> Found:
    early = f"lets {event.number} arrive {span(recorded.at - arrival)} before its entry"
    if event.kiosk is None:
        return [("place", f"{early}, but no kiosk gave its paper.")]
    if not _known(hall, event.kiosk) or recorded.sender != event.kiosk or recorded.actor:
        told = "/".join(filter(None, (recorded.sender, recorded.actor))) or "nobody"
        return [("place", f"{early}: {told} says so, not the kiosk {event.kiosk}.")]
    if event.date:  # of a day that is over: it never waits
        return []
    midnight = day_begins(hall.plan.site, hall.date) if hall.plan is not None else arrival
    if arrival < midnight:
        return [("place", f"lets {event.number} arrive on another day.")]
    known = hall.numbers.get(event.number)
    if known is not None and hall.tickets[known].arrival >= midnight:
        return [("order", f"gives the number {event.number} for the second time.")]
    if event.emergency:
        mine = _own(hall, event.kiosk, event.series, event.ordinal)
    else:  # the hub had given it before it was restored, and has passed it since
        mine = event.ordinal <= hall.ordinals.get(event.series, 0)
    return [] if mine else [("place", _not_its_own(event))]


def _not_its_own(event: e.TicketIssued) -> str:
    return f"gives {event.number}, which is no emergency number of {event.kiosk}."


def _known(hall: Hall, kiosk: DeviceId) -> bool:
    """A device that the hub has met, or the site names."""
    device = hall.devices.get(kiosk)
    listed = hall.plan.site.kiosks if hall.plan is not None else ()
    met = kiosk in hall.grants or (device is not None and device.role == "kiosk")
    return met or any(one.id == kiosk for one in listed)


def _own(hall: Hall, kiosk: DeviceId | None, series: SeriesCode, ordinal: int) -> bool:
    """Whether a kiosk holds an emergency number, or held it lately."""
    granted = hall.grants.get(kiosk) if kiosk is not None else None
    held = [granted.ranges[series]] if granted is not None and series in granted.ranges else []
    held += [one.block for one in hall.resting if (one.kiosk, one.series) == (kiosk, series)]
    return any(first <= ordinal <= last for first, last in held)


def _head_start(
    hall: Hall, number: str, service: ServiceCode, group: GroupCode | None, head_start: int
) -> Found:
    """What the site gives to the group of a ticket, and to nobody else."""
    plan = hall.plan
    known = plan.services.get(service) if plan is not None else None
    named = plan.priority.get(group) if plan is not None and group else None
    allowed = known is None or known.priority_allowed
    due = named.minutes * MINUTE if named is not None and allowed else 0
    if head_start == due:
        return []
    return [("place", f"gives {number} {span(head_start)} head start; the site says {span(due)}.")]

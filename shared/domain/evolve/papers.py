"""Kiosks that go on without the hub: their numbers, and the papers that come in late."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.hall import Granted, Hall, Receipt, Resting, Ticket
from shared.domain.ids import BEGINNING, CommandId, DeviceId, Moment, SeriesCode, TicketId, VisitId
from shared.domain.numbering import Block
from shared.domain.states import AT_A_COUNTER, TicketState


def granted(hall: Hall, event: e.NumbersGranted, recorded: e.Recorded) -> None:
    before = hall.grants.get(event.kiosk)
    for series, block in (before.ranges if before else {}).items():
        if event.ranges.get(series) != block:
            _rest(hall, event.kiosk, series, block)
    for series, block in event.resting.items():
        _rest(hall, event.kiosk, series, block)
    heard = before.heard if before else BEGINNING if event.adopted else recorded.at
    hall.grants[event.kiosk] = Granted(ranges=dict(event.ranges), heard=heard)


def heard_of(hall: Hall, kiosk: DeviceId | None, at: Moment) -> None:
    """A kiosk that gives numbers keeps its own. It hands its papers over in their order: what is
    still to come is of later visitors."""
    if kiosk in hall.grants:
        hall.grants[kiosk].heard = max(at, hall.grants[kiosk].heard)


def keeps_no_numbers(hall: Hall, kiosk: DeviceId) -> None:
    """A kiosk is gone for good: what it held may be on paper today, and is nobody's after that."""
    gone = hall.grants.pop(kiosk, None)
    for series, block in gone.ranges.items() if gone is not None else ():
        _rest(hall, kiosk, series, block)


def _rest(hall: Hall, kiosk: DeviceId, series: SeriesCode, block: Block) -> None:
    hall.resting.append(Resting(kiosk=kiosk, series=series, block=block, date=hall.date))


def skipped(hall: Hall, event: e.NumbersSkipped, recorded: e.Recorded) -> None:
    hall.ordinals[event.series] = max(hall.ordinals.get(event.series, 0), event.beyond)


def came_late(
    hall: Hall,
    paper: TicketId,
    kiosk: DeviceId | None,
    ghost: CommandId | None,
    recorded: e.Recorded,
) -> None:
    """A paper is here for good; the command in whose place it stands can only be refused now."""
    hall.handed[paper] = hall.date
    if kiosk is None or ghost is None:
        return
    if hall.receipts.get((kiosk, ghost)) is None:
        taken_back = Receipt(digest="ghost", at=recorded.at, seq=recorded.seq)
        hall.receipts.keep((kiosk, ghost), taken_back)


def merged(hall: Hall, event: e.TicketMerged, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    waits = ticket.state is TicketState.WAITING
    if waits:
        hall.line_of(ticket).discard(ticket.key)
    if event.place != ticket.place:
        ticket.place, ticket.place_seq = event.place, recorded.seq
    _take_from_paper(hall, ticket, event)
    if waits:
        hall.line_of(ticket).add(ticket.key)
    came_late(hall, event.alias, ticket.kiosk, event.ghost, recorded)


def _take_from_paper(hall: Hall, ticket: Ticket, event: e.TicketMerged) -> None:
    ticket.arrival = event.arrival
    ticket.group, ticket.head_start = event.group, event.head_start
    ticket.language, ticket.people, ticket.assist = event.language, event.people, event.assist
    ticket.entered = False
    ticket.aliases = (*ticket.aliases, event.alias)
    hall.aliases[event.alias] = ticket.id
    if not ticket.late:
        ticket.late = True
        hall.late.append(ticket.id)
    if event.visit != ticket.visit and ticket.state not in AT_A_COUNTER:
        _join_visit(hall, ticket, event.visit)


def _join_visit(hall: Hall, ticket: Ticket, visit: VisitId) -> None:
    alone = hall.visits[ticket.visit] == [ticket.id]
    if alone:
        del hall.visits[ticket.visit]
    else:
        hall.visits[ticket.visit].remove(ticket.id)
    ticket.visit = visit
    hall.visits.setdefault(visit, []).append(ticket.id)

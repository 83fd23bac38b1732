"""Finding what a command names, or refusing; and asking the table whether a state allows it."""

from __future__ import annotations

from typing import NoReturn

from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import CounterId, ServiceCode, TicketId
from shared.domain.plan import Plan
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Service
from shared.domain.states import TRANSITIONS, CounterState, TicketAction


def plan_of(hall: Hall) -> Plan:
    if hall.plan is None:
        raise Refusal(Code.NO_SITE, "This hall has no site yet: load one.")
    return hall.plan


def service_of(hall: Hall, code: ServiceCode) -> Service:
    service = plan_of(hall).services.get(code)
    if service is None:
        raise Refusal(Code.UNKNOWN_SERVICE, f"There is no service '{code}'.", service=code)
    return service


def ticket_of(hall: Hall, ticket: TicketId) -> Ticket:
    found = hall.ticket(ticket)
    if found is None:
        raise Refusal(Code.UNKNOWN_TICKET, "There is no such ticket today.")
    return found


def desk_of(hall: Hall, counter: CounterId) -> Desk:
    desk = hall.desks.get(counter)
    if desk is None or counter not in plan_of(hall).counters:
        raise Refusal(Code.UNKNOWN_COUNTER, f"There is no counter '{counter}'.", counter=counter)
    return desk


def require_reason(hall: Hall, kind: str, reason: str) -> None:
    """Refusal unless it is in one of the site's lists (`kind`: a field of `Reasons`).

    Where the site lists none of a kind, any code will do.
    """
    known = [listed.code for listed in getattr(plan_of(hall).site.reasons, kind)]
    if known and reason not in known:
        raise Refusal(
            Code.UNKNOWN_REASON,
            f"'{reason}' is not among the site's reasons; those are: {', '.join(known)}.",
            reason=reason,
            reasons=known,
        )


def require_at_work(desk: Desk, *, paused_too: bool = False) -> None:
    """Refusal unless the counter is open (a paused one may still end what it began)."""
    if desk.state is CounterState.CLOSED:
        raise Refusal(
            Code.COUNTER_CLOSED,
            f"Counter {desk.id} is closed: sign on first.",
            counter=desk.id,
            state=desk.state,
            needed=CounterState.OPEN,
        )
    if desk.state is CounterState.PAUSED and not paused_too:
        raise Refusal(
            Code.COUNTER_PAUSED,
            f"Counter {desk.id} is paused: open it again first.",
            counter=desk.id,
            state=desk.state,
            needed=CounterState.OPEN,
        )


def at_desk(hall: Hall, desk: Desk) -> Ticket:
    """The ticket that stands at a counter."""
    require_at_work(desk, paused_too=True)
    if desk.ticket is None:
        raise Refusal(Code.NOTHING_CALLED, f"Counter {desk.id} has called nobody.", counter=desk.id)
    return hall.tickets[desk.ticket]


def require_free(desk: Desk, hall: Hall) -> None:
    """Refusal while the counter has a called or served ticket."""
    if desk.ticket is not None:
        number = hall.tickets[desk.ticket].number
        raise Refusal(
            Code.COUNTER_BUSY,
            f"Counter {desk.id} still has {number}: finish it first.",
            counter=desk.id,
            ticket=desk.ticket,
            number=number,
        )


def require_transition(ticket: Ticket, action: TicketAction) -> None:
    """Refusal, naming both states, unless the table allows the action."""
    allowed, leads_to = TRANSITIONS[action]
    if ticket.state not in allowed:
        needed = sorted(allowed)
        raise Refusal(
            Code.WRONG_STATE,
            f"{ticket.number} is {ticket.state}; for {action} it must be {' or '.join(needed)}.",
            ticket=ticket.id,
            number=ticket.number,
            state=ticket.state,
            needed=needed,
            leads_to=leads_to,
        )


def refuse_ended(ticket: Ticket) -> NoReturn:
    """Nothing follows any more."""
    raise Refusal(
        Code.WRONG_STATE,
        f"{ticket.number} is {ticket.state}: there is nothing left to do with it.",
        ticket=ticket.id,
        state=ticket.state,
    )

"""The end of an errand: done, on to the next one, or back to the officer who sent it."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.calling import estimated_start, next_call
from shared.domain.decide.finding import at_desk, plan_of, require_transition, service_of
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import Moment, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState, TicketAction, TicketState


def finish(hall: Hall, desk: Desk, command: c.FinishService, now: Moment) -> list[e.Event]:
    """Done; or done here alone, where another officer wants the ticket back."""
    ticket = at_desk(hall, desk)
    goes_back = ticket.back_to is not None and ticket.back_to != desk.officer
    require_transition(ticket, TicketAction.RETURN if goes_back else TicketAction.FINISH)
    result = _result(hall, ticket.service, command.result)
    ended = _returned(hall, desk, ticket, result) if goes_back else None
    events = _begun(desk, ticket, now)
    events.append(ended or e.ServiceFinished(ticket=ticket.id, counter=desk.id, result=result))
    # Whoever goes back into a service's line might be the next one here: a choice that is made
    # before would not know of it.
    in_a_line = ended is not None and ended.to_officer is None
    if not command.then_call or desk.state is not CounterState.OPEN or in_a_line:
        return events
    called = next_call(hall, desk, now, leaving=ticket.visit)
    return [*events, called] if called else events


def _returned(hall: Hall, desk: Desk, ticket: Ticket, result: str) -> e.TicketReturned:
    """To the officer who sent it, at whichever counter by now; to the service where they left."""
    assert ticket.back_to is not None
    return e.TicketReturned(
        ticket=ticket.id,
        counter=desk.id,
        service=ticket.back_service or ticket.service,
        to_officer=ticket.back_to if hall.seat_of(ticket.back_to) is not None else None,
        result=result,
    )


def go_on(hall: Hall, desk: Desk, command: c.ContinueVisit, now: Moment) -> list[e.Event]:
    """The next errand under the same number. Who wants the ticket back gets it after that one."""
    ticket = at_desk(hall, desk)
    here = command.here
    require_transition(ticket, TicketAction.CONTINUE_HERE if here else TicketAction.CONTINUE)
    service = service_of(hall, command.service).code
    if service == ticket.service:
        raise Refusal(
            Code.SAME_PLACE,
            f"{ticket.number} is there for {service} already: name another service.",
            number=ticket.number,
        )
    _require_served(hall, desk, service, here=here)
    result = _result(hall, ticket.service, command.result)
    continued = e.VisitContinued(
        ticket=ticket.id, counter=desk.id, service=service, result=result, here=here
    )
    return [*_begun(desk, ticket, now), continued]


def _require_served(hall: Hall, desk: Desk, service: ServiceCode, *, here: bool) -> None:
    """At this counter, be it as a help whose condition does not hold now; or at any at all."""
    roster = hall.roster
    if here and desk.id not in (
        *roster.served_at.get(service, ()),
        *roster.helped_at.get(service, ()),
    ):
        raise Refusal(
            Code.WRONG_TARGET,
            f"Counter {desk.id} does not serve {service}.",
            counter=desk.id,
            service=service,
        )
    if not roster.counters_of(service):
        raise Refusal(Code.UNKNOWN_COUNTER, f"No counter serves {service}.", service=service)


def _begun(desk: Desk, ticket: Ticket, now: Moment) -> list[e.Event]:
    """The start of a service that nobody marked."""
    if ticket.state is not TicketState.CALLED:
        return []
    return [estimated_start(ticket, desk.id, now)]


def _result(hall: Hall, service: ServiceCode, given: str) -> str:
    """What came of it: one of the service's results, else of the site's; the first is the usual.

    Where neither lists any, every code will do.
    """
    own, of_site = service_of(hall, service).results, plan_of(hall).site.reasons.result
    if not given:
        return own[0] if own else of_site[0].code if of_site else ""
    listed = own or tuple(one.code for one in of_site)
    if listed and given not in listed:
        raise Refusal(
            Code.UNKNOWN_REASON,
            f"'{given}' is no result of {service}; those are: {', '.join(listed)}.",
            reason=given,
            reasons=list(listed),
        )
    return given

"""A ticket's life outside the counters: issued, printed, cancelled, its priority."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.availability import require_open
from shared.domain.decide.finding import (
    plan_of,
    refuse_ended,
    require_reason,
    require_transition,
    service_of,
    ticket_of,
)
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, GroupCode, Moment, VisitId
from shared.domain.numbering import number_text
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import ahead_of
from shared.domain.site import Series, Service
from shared.domain.states import ENDED, TicketAction


def issue(hall: Hall, command: c.IssueTicket, now: Moment) -> list[e.Event]:
    service = service_of(hall, command.service)
    _require_sound(hall, command, service)
    if not command.desk:
        _require_self_service(service)
    require_open(hall, service, now)
    head_start = _head_start(hall, service, command.priority)
    ordinal, number = next_number(hall, plan_of(hall).series[service.series])
    place = Moment(now - head_start)
    return [
        e.TicketIssued(
            ticket=command.ticket,
            number=number,
            ordinal=ordinal,
            series=service.series,
            service=service.code,
            visit=_visit(hall, command),
            place=place,
            ahead=ahead_of(hall, service.code, (place, hall.seq + 1, command.ticket)),
            group=command.priority,
            head_start=head_start,
            language=command.language,
            people=command.people,
            assist=command.assist,
            kiosk=command.kiosk,
            promise=command.promise,
        )
    ]


def next_number(hall: Hall, series: Series) -> tuple[int, str]:
    """The next free number of a series: those still alive from yesterday are skipped, and those
    that a kiosk may give without the hub."""
    ordinal = hall.ordinals.get(series.code, series.start - 1) + 1
    kept = hall.kept_blocks(series.code)
    while True:
        block = next((one for one in kept if one[0] <= ordinal <= one[1]), None)
        number = number_text(series, ordinal)
        if block is None and number not in hall.numbers:
            return ordinal, number
        ordinal = (block[1] if block else ordinal) + 1


def _require_sound(hall: Hall, command: c.IssueTicket, service: Service) -> None:
    plan = plan_of(hall)
    if command.language not in plan.site.languages:
        raise Refusal(
            Code.UNKNOWN_LANGUAGE,
            f"The hall does not speak '{command.language}'.",
            service=service.code,
            languages=list(plan.site.languages),
        )
    for kind in command.assist:
        if kind not in plan.assistance:
            raise Refusal(
                Code.UNKNOWN_ASSISTANCE, f"There is no assistance '{kind}'.", service=service.code
            )
    if not 1 <= command.people <= service.people_max:
        raise Refusal(
            Code.TOO_MANY_PEOPLE,
            f"{service.code} takes 1 to {service.people_max} people on a ticket.",
            service=service.code,
            people_max=service.people_max,
        )


def _require_self_service(service: Service) -> None:
    if service.desk_only:
        raise Refusal(
            Code.DESK_ONLY,
            f"Numbers for {service.code} are given at the information desk only.",
            service=service.code,
        )


def _head_start(hall: Hall, service: Service, code: GroupCode | None) -> int:
    if code is None:
        return 0
    group = plan_of(hall).priority.get(code)
    if group is None:
        raise Refusal(
            Code.UNKNOWN_PRIORITY, f"There is no priority group '{code}'.", service=service.code
        )
    if not service.priority_allowed:
        raise Refusal(
            Code.PRIORITY_NOT_ALLOWED,
            f"{service.code} knows no priority.",
            service=service.code,
        )
    return group.minutes * MINUTE


def _visit(hall: Hall, command: c.IssueTicket) -> VisitId:
    if command.visit is None:
        return command.new_visit
    tickets = hall.visits.get(command.visit, [])
    if all(hall.tickets[ticket].state in ENDED for ticket in tickets):
        raise Refusal(
            Code.UNKNOWN_VISIT, "There is no such visit, or it is over.", service=command.service
        )
    return command.visit


def cancel(hall: Hall, command: c.CancelTicket, now: Moment) -> list[e.Event]:
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.CANCEL)
    return [e.TicketCancelled(ticket=ticket.id, reason=command.reason)]


def request_reprint(hall: Hall, command: c.RequestReprint, now: Moment) -> list[e.Event]:
    ticket = ticket_of(hall, command.ticket)
    if ticket.state in ENDED:
        refuse_ended(ticket)
    return [e.ReprintRequested(ticket=ticket.id, kiosk=command.kiosk or ticket.kiosk)]


def record_print(hall: Hall, command: c.RecordPrint, now: Moment) -> list[e.Event]:
    ticket = ticket_of(hall, command.ticket)
    if command.outcome == "printed":
        return [e.TicketPrinted(ticket=ticket.id, reprint=command.reprint, device=command.device)]
    return [
        e.PrintFailed(
            ticket=ticket.id,
            reason=command.reason,
            half=command.half,
            reprint=command.reprint,
            device=command.device,
        )
    ]


def set_priority(hall: Hall, command: c.SetPriority, now: Moment) -> list[e.Event]:
    """The head start comes or goes, and the arrival stays; or the group it has is confirmed."""
    ticket = ticket_of(hall, command.ticket)
    if ticket.state in ENDED:
        refuse_ended(ticket)
    if command.priority is not None and command.priority == ticket.group:
        return [_confirmed(ticket, command.reason)]
    if not command.reason:
        raise Refusal(Code.REASON_NEEDED, "A change of priority needs a reason.")
    given = command.priority is not None
    require_reason(hall, "give_priority" if given else "withdraw_priority", command.reason)
    service = service_of(hall, ticket.service)
    head_start = _head_start(hall, service, command.priority)
    return [
        e.PriorityChanged(
            ticket=ticket.id,
            group=command.priority,
            head_start=head_start,
            place=Moment(ticket.place + ticket.head_start - head_start),
            reason=command.reason,
        )
    ]


def _confirmed(ticket: Ticket, reason: str) -> e.PriorityChanged:
    """It stays as it is, and somebody has looked."""
    return e.PriorityChanged(
        ticket=ticket.id,
        group=ticket.group,
        head_start=ticket.head_start,
        place=ticket.place,
        reason=reason,
    )

"""Papers that a kiosk gave while the hub was away: handed over later, or typed by an officer."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.carry import too_old
from shared.domain.decide.finding import desk_of, plan_of, require_at_work, service_of
from shared.domain.hall import Hall, Ticket
from shared.domain.hours import business_date, day_begins
from shared.domain.ids import MINUTE, DeviceId, GroupCode, Moment
from shared.domain.numbering import number_text, read_number
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import ahead_of
from shared.domain.site import Series, Service
from shared.domain.states import ENDED, TRANSITIONS, TicketAction

GHOST = "ghost"
"""Why a ticket is cancelled that nobody holds: its visitor got another number meanwhile."""

MERGE_SLACK = MINUTE
"""A paper given so long after its number was entered is another visitor's: it was mistyped."""


def hand_over(hall: Hall, command: c.HandOver, now: Moment) -> list[e.Event]:
    """Records a paper with the arrival of its visitor; once for ever by its id.

    Nothing of it is refused for reasons of taste (a group that is gone, a quota that is full): the
    number is on paper, and somebody waits with it.
    """
    if command.ticket in hall.handed or hall.ticket(command.ticket) is not None:
        return []
    service = service_of(hall, command.service)
    _require_fresh(hall, command)
    series, ordinal = _number_of(hall, command.number)
    _require_own(hall, command, series, ordinal)
    arrival = _arrival(hall, command, now)
    entered = _entered(hall, command, arrival)
    if entered is not None:
        recorded: e.TicketEvent | e.TicketIssued = _merged(hall, command, entered, arrival)
    else:
        recorded = _issued(hall, command, service, (series, ordinal), arrival)
    printed = [e.TicketPrinted(ticket=recorded.ticket, reprint=False, device=command.kiosk)]
    over = isinstance(recorded, e.TicketIssued) and bool(recorded.date)
    return [*_ghost(hall, command), recorded, *(printed if command.printed and not over else [])]


def _require_fresh(hall: Hall, command: c.HandOver) -> None:
    if too_old(command.date, hall.date):
        raise Refusal(
            Code.PAPER_TOO_OLD,
            f"{command.number} of {command.date} is too old to be recorded.",
            number=command.number,
        )


def _number_of(hall: Hall, number: str) -> tuple[Series, int]:
    found = read_number(plan_of(hall).site, number)
    if found is None:
        raise Refusal(Code.UNKNOWN_NUMBER, f"No series writes '{number}'.", number=number)
    return found


def _require_own(hall: Hall, command: c.HandOver, series: Series, ordinal: int) -> None:
    """An emergency number is, or was, the kiosk's own; a lost one has been passed already.

    A restored hub may not know any more what was the kiosk's: then it is at least nobody else's.
    """
    if _over(hall, command):
        return
    if command.lost:
        mine = ordinal <= hall.ordinals.get(series.code, 0)
    elif _holder(hall, series, ordinal, command.kiosk) is None:
        others = _holder(hall, series, ordinal) is not None
        mine = not others and command.number not in hall.numbers
    else:
        mine = True
    if not mine:
        raise Refusal(
            Code.NUMBER_NOT_GRANTED,
            f"{command.number} is none of {command.kiosk}'s numbers.",
            number=command.number,
            kiosk=command.kiosk,
        )


def _holder(
    hall: Hall, series: Series, ordinal: int, kiosk: DeviceId | None = None
) -> DeviceId | None:
    """Whose emergency number it is, or was lately; of one kiosk alone, or of any."""
    held = [(one, grant.ranges.get(series.code)) for one, grant in hall.grants.items()]
    held += [(one.kiosk, one.block) for one in hall.resting if one.series == series.code]
    for one, block in held:
        if kiosk in (None, one) and block is not None and block[0] <= ordinal <= block[1]:
            return one
    return None


def _arrival(hall: Hall, command: c.HandOver, now: Moment) -> Moment:
    """When its visitor came: not before the hub last heard of the kiosk, and on its own date."""
    midnight = day_begins(plan_of(hall).site, hall.date)
    arrival = max(_told_arrival(command, now), command.contact)
    over = _over(hall, command)
    return min(now, min(arrival, Moment(midnight - 1)) if over else max(arrival, midnight))


def _told_arrival(command: c.HandOver, now: Moment) -> Moment:
    if command.age is not None:
        return Moment(now - max(0, command.age))
    return now if command.taken_at is None else command.taken_at


def _over(hall: Hall, command: c.HandOver) -> bool:
    """Whether the business day of its paper is over."""
    return bool(command.date) and command.date < hall.date


def _issued(
    hall: Hall, command: c.HandOver, service: Service, number: tuple[Series, int], arrival: Moment
) -> e.TicketIssued:
    series, ordinal = number
    group, head_start = _priority(hall, service, command.priority)
    place = Moment(arrival - head_start)
    return e.TicketIssued(
        ticket=command.ticket,
        number=command.number,
        ordinal=ordinal,
        series=series.code,
        service=service.code,
        visit=command.visit,
        place=place,
        ahead=ahead_of(hall, service.code, (place, hall.seq + 2, command.ticket)),
        group=group,
        head_start=head_start,
        language=_language(hall, command),
        people=_people(service, command),
        assist=tuple(kind for kind in command.assist if kind in plan_of(hall).assistance),
        kiosk=command.kiosk,
        arrival=arrival,
        emergency=not command.lost,
        date=command.date if _over(hall, command) else "",
        ghost=command.ghost,
    )


def _priority(hall: Hall, service: Service, code: GroupCode | None) -> tuple[GroupCode | None, int]:
    group = plan_of(hall).priority.get(code) if code is not None else None
    if group is None or not service.priority_allowed:
        return None, 0
    return group.code, group.minutes * MINUTE


def _language(hall: Hall, command: c.HandOver) -> str:
    languages = plan_of(hall).site.languages
    return command.language if command.language in languages else languages[0]


def _people(service: Service, command: c.HandOver) -> int:
    return max(1, min(command.people, service.people_max))


def _ghost(hall: Hall, command: c.HandOver) -> list[e.Event]:
    """The ticket of the command in flight, if it was carried out and nobody has its paper."""
    if command.ghost is None:
        return []
    receipt = hall.receipts.get((command.kiosk, command.ghost))
    named = receipt.ticket.id if receipt is not None and receipt.ticket is not None else None
    ticket = hall.ticket(named) if named is not None else None
    if ticket is None or ticket.printed:
        return []
    if ticket.state not in TRANSITIONS[TicketAction.CANCEL][0]:
        return []
    return [e.TicketCancelled(ticket=ticket.id, reason=GHOST)]


# A number that an officer has entered ------------------------------------------------------


def enter(hall: Hall, command: c.EnterPaper, now: Moment) -> list[e.Event]:
    """A ticket for a paper whose kiosk is cut off; its hand-over will be merged with it."""
    if command.counter is not None:
        require_at_work(desk_of(hall, command.counter), paused_too=True)
    service = service_of(hall, command.service)
    series, ordinal = _number_of(hall, command.number)
    kiosk = _holder(hall, series, ordinal) if series.code == service.series else None
    if kiosk is None:
        raise Refusal(
            Code.NUMBER_NOT_GRANTED,
            f"{command.number} is no emergency number for {service.code}.",
            number=command.number,
            service=service.code,
        )
    number = number_text(series, ordinal)
    _require_unknown(hall, number)
    return [
        e.TicketIssued(
            ticket=command.ticket,
            number=number,
            ordinal=ordinal,
            series=series.code,
            service=service.code,
            visit=command.new_visit,
            place=now,
            ahead=ahead_of(hall, service.code, (now, hall.seq + 1, command.ticket)),
            kiosk=kiosk,
            emergency=True,
            entered=True,
        )
    ]


def _require_unknown(hall: Hall, number: str) -> None:
    known = hall.numbers.get(number)
    if known is not None:
        raise Refusal(
            Code.NUMBER_KNOWN,
            f"{number} is known: it is {hall.tickets[known].state}.",
            number=number,
            ticket=known,
            state=hall.tickets[known].state,
        )


def _entered(hall: Hall, command: c.HandOver, arrival: Moment) -> Ticket | None:
    """The ticket that an officer made of this very paper."""
    known = hall.numbers.get(command.number)
    ticket = hall.tickets[known] if known is not None else None
    if ticket is None or not ticket.entered or arrival > ticket.arrival + MERGE_SLACK:
        return None
    return ticket if _of_one_day(hall, command, ticket) else None


def _of_one_day(hall: Hall, command: c.HandOver, ticket: Ticket) -> bool:
    """A ticket that was left for the next day is still its paper's; other papers that are over
    are not those of today's numbers."""
    if not _over(hall, command):
        return True
    return business_date(plan_of(hall).site, ticket.arrival).isoformat() == command.date


def _merged(hall: Hall, command: c.HandOver, ticket: Ticket, arrival: Moment) -> e.TicketMerged:
    """The ticket's arrival is the paper's; its place as well, unless it lost its own since."""
    arrival = min(arrival, ticket.arrival)
    service = service_of(hall, ticket.service)
    group, head_start = ticket.group, ticket.head_start
    stands = ticket.place == ticket.arrival - head_start and ticket.state not in ENDED
    if stands and group is None:
        group, head_start = _priority(hall, service, command.priority)
    return e.TicketMerged(
        ticket=ticket.id,
        alias=command.ticket,
        arrival=arrival,
        place=Moment(arrival - head_start) if stands else ticket.place,
        group=group,
        head_start=head_start,
        language=_language(hall, command),
        people=_people(service, command),
        assist=tuple(kind for kind in command.assist if kind in plan_of(hall).assistance),
        visit=command.visit,
        ghost=command.ghost,
    )

"""Back in the line: after a missed call, or on the day after."""

from __future__ import annotations

from dataclasses import replace

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of, require_reason, require_transition, ticket_of
from shared.domain.decide.hold import no_longer_alone
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, Moment
from shared.domain.rule import nth_waiting
from shared.domain.site import LATE, VISITOR
from shared.domain.states import TicketAction, TicketState


def rejoin(hall: Hall, command: c.RejoinTicket, now: Moment) -> list[e.Event]:
    """Back within the grace, or left for this day: the place is kept. Later: it is the time of
    return, or behind so many as the site says."""
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.REJOIN)
    if command.reason not in ("", VISITOR, LATE):
        require_reason(hall, "take_back", command.reason)
    if not _late(hall, ticket, now):
        back = e.TicketRejoined(ticket=ticket.id, place=ticket.place, kept=True)
    elif (places := plan_of(hall).site.rules.late_behind) is None:
        back = e.TicketRejoined(ticket=ticket.id, place=now, kept=False)
    else:
        back = _behind(hall, ticket, places, now)
    back = replace(back, reason=command.reason)
    return [back, *no_longer_alone(hall, ticket)]


def _late(hall: Hall, ticket: Ticket, now: Moment) -> bool:
    if ticket.state is TicketState.POSTPONED:
        return False
    grace = plan_of(hall).site.rules.grace_minutes * MINUTE
    return ticket.missed_at is None or now - ticket.missed_at > grace


def _behind(hall: Hall, ticket: Ticket, places: int, now: Moment) -> e.TicketRejoined:
    """Behind so many of those who wait where it is served, the next ones first; behind the last,
    where fewer wait. Whoever has a later place than all of them, or than nobody, loses nothing.

    The new place is never earlier than the one before, and never later than now: who is passed by
    this visitor has a later place than this visitor had all along.
    """
    before = nth_waiting(hall, ticket.service, places)
    if before is None or before.key < ticket.key:
        return e.TicketRejoined(ticket=ticket.id, place=ticket.place, kept=True)
    place = min(now, before.place)
    return e.TicketRejoined(ticket=ticket.id, place=place, kept=False, behind=before.number)

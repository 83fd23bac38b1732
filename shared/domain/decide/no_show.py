"""When a visitor may be recorded as absent: enough calls, and enough time since the last."""

from __future__ import annotations

from shared.domain.decide.finding import plan_of
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import SECOND, Moment
from shared.domain.refusal import Code, Refusal


def no_show_from(hall: Hall, ticket: Ticket) -> Moment | None:
    """From when a no-show needs no reason; None while too few calls were made."""
    rules = plan_of(hall).site.rules
    last = ticket.spoken_at or ticket.called_at
    if hall.always_open:
        return last
    if last is None or ticket.round < rules.no_show_calls:
        return None
    return Moment(last + rules.no_show_seconds * SECOND)


def require_no_show_due(hall: Hall, ticket: Ticket, now: Moment) -> None:
    due = no_show_from(hall, ticket)
    if due is not None and now >= due:
        return
    rules = plan_of(hall).site.rules
    raise Refusal(
        Code.NO_SHOW_TOO_EARLY,
        f"{ticket.number} was called {ticket.round} time(s): a no-show needs"
        f" {rules.no_show_calls} calls and {rules.no_show_seconds} s since the last, or a reason.",
        calls=ticket.round,
        calls_needed=rules.no_show_calls,
        due_at=due,
    )

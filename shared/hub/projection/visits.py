"""Errands: each stay at a desk with what came of it, visits that go on, days that end before them.

A visit that goes on is one ticket with several stays: who was served is counted by tickets, what
was served by stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import events as e
from shared.domain.states import TicketState
from shared.hub.projection.interventions import TODAY, Rows, intervenes, officer_behind

FINISHED, CONTINUED, RETURNED, SENT, HELD = "finished", "continued", "returned", "sent", "held"
"""How a stay at a desk ends."""


LeavesDesk = (
    e.ServiceFinished | e.VisitContinued | e.TicketReturned | e.TicketTransferred | e.TicketHeld
)


def stay_ends(rows: Rows, recorded: e.Recorded, event: LeavesDesk, how: str) -> None:
    """A row for the service that was going on, if any, and its time added to the ticket's."""
    counter, result = event.counter, getattr(event, "result", "")
    rows.execute(
        "INSERT INTO stays (seq, ticket, service, date, counter, officer, started_at, finished_at,"
        f" service_ms, how, result) SELECT ?1, ticket, service, {TODAY}, ?2, ?3, stays_since, ?4,"
        " ?4 - stays_since, ?5, ?6 FROM tickets WHERE ticket = ?7 AND stays_since IS NOT NULL",
        (
            *(recorded.seq, counter, officer_behind(rows, recorded, counter)),
            *(recorded.at, how, result, event.ticket),
        ),
    )
    rows.execute(
        "UPDATE tickets SET service_ms = service_ms + coalesce(? - serving_since, 0),"
        " serving_since = NULL, stays_since = NULL WHERE ticket = ?",
        (recorded.at, event.ticket),
    )


def stay_goes_on(rows: Rows, ticket: str) -> None:
    """The last stay was ended by mistake: it has never ended."""
    last = "(SELECT max(seq) FROM stays WHERE ticket = ?1)"
    rows.execute(
        f"UPDATE tickets SET stays_since = (SELECT started_at FROM stays WHERE seq = {last}),"
        " result = '' WHERE ticket = ?1",
        (ticket,),
    )
    rows.execute(f"DELETE FROM stays WHERE seq = {last}", (ticket,))


def comes_back(rows: Rows, recorded: e.Recorded, ticket: str) -> None:
    """One who was left for the next day, if it is one: the night is no waiting."""
    rows.execute(
        "UPDATE postponed SET back_at = ? WHERE ticket = ? AND back_at IS NULL",
        (recorded.at, ticket),
    )
    rows.execute(
        "UPDATE tickets SET away_ms = away_ms + ?1 - finished_at, finished_at = NULL"
        " WHERE ticket = ?2 AND outcome = ?3 AND finished_at IS NOT NULL",
        (recorded.at, ticket, TicketState.UNSERVED),
    )


def _continued(rows: Rows, recorded: e.Recorded, event: e.VisitContinued) -> None:
    stay_ends(rows, recorded, event, CONTINUED)
    _waits_for(rows, event, event.service, event.result)
    if event.here:
        rows.execute(
            "UPDATE tickets SET outcome = ?1, serving_since = ?2, stays_since = ?2"
            " WHERE ticket = ?3",
            (TicketState.SERVING, recorded.at, event.ticket),
        )


def _returned(rows: Rows, recorded: e.Recorded, event: e.TicketReturned) -> None:
    stay_ends(rows, recorded, event, RETURNED)
    _waits_for(rows, event, event.service, event.result)


def _moved(rows: Rows, recorded: e.Recorded, event: e.TicketMoved) -> None:
    intervenes(rows, recorded, "moved")
    rows.execute(
        "UPDATE tickets SET outcome = ?, service = ? WHERE ticket = ?",
        (TicketState.WAITING, event.service, event.ticket),
    )


def _waits_for(rows: Rows, event: e.TicketEvent, service: str, result: str) -> None:
    rows.execute(
        "UPDATE tickets SET outcome = ?, service = ?, result = ? WHERE ticket = ?",
        (TicketState.WAITING, service, result, event.ticket),
    )


def _postponed(rows: Rows, recorded: e.Recorded, event: e.TicketPostponed) -> None:
    """Unserved as far as this day goes."""
    rows.execute(
        "INSERT INTO postponed (seq, ticket, service, date, at, reason)"
        f" SELECT ?, ticket, service, {TODAY}, ?, ? FROM tickets WHERE ticket = ?",
        (recorded.seq, recorded.at, event.reason, event.ticket),
    )
    rows.execute(
        "UPDATE tickets SET outcome = ?, finished_at = ? WHERE ticket = ?",
        (TicketState.UNSERVED, recorded.at, event.ticket),
    )


def _end_decided(rows: Rows, recorded: e.Recorded, event: e.EndDecided) -> None:
    rows.execute(
        f"INSERT INTO endings (seq, date, at, service, choice, officer) VALUES (?, {TODAY}, ?, ?,"
        " ?, ?)",
        (recorded.seq, recorded.at, event.service, event.choice, recorded.actor),
    )


def _noted(rows: Rows, recorded: e.Recorded, event: e.TicketNoted) -> None:
    """That there is one, and its code; the text of one that was written is not ours."""
    rows.execute(
        "INSERT INTO notes (seq, ticket, at, code, officer) VALUES (?, ?, ?, ?, ?)",
        (recorded.seq, event.ticket, recorded.at, event.code, recorded.actor),
    )


VISIT_ROWS: dict[type[e.Event], Callable[[Rows, e.Recorded, Any], None]] = {
    e.VisitContinued: _continued,
    e.TicketReturned: _returned,
    e.TicketMoved: _moved,
    e.TicketPostponed: _postponed,
    e.EndDecided: _end_decided,
    e.TicketNoted: _noted,
}

"""What apps are told of tickets' waits: rounded times of day, and only where those have changed."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain.hall import Hall, Ticket
from shared.domain.ids import SECOND, Moment, TicketId
from shared.domain.promise import Waits, told
from shared.domain.states import TicketState
from shared.hub.forecast.forecaster import Forecaster
from shared.protocol.views import TicketView

EVERY = 5 * SECOND
"""Counters are told no more often: the times move in steps of five minutes."""

Span = tuple[str, str]
"""Expected and latest, as moments on the wire; both empty: nothing can be said any more."""


class WaitsTold:
    """For counters all who wait, for everyone else the ticket that they ask about."""

    def __init__(
        self,
        hall: Hall,
        forecaster: Forecaster,
        now: Callable[[], Moment],
        text: Callable[[Moment | None], str],
    ) -> None:
        self._hall = hall
        self._forecaster = forecaster
        self._now = now
        self._text = text
        self._looked = Moment(0)
        self.known: dict[str, Span] = {}
        """What counters on the line know."""

    def changed(self) -> dict[str, Span]:
        """Those of whom counters are to be told something else than before."""
        now = self._now()
        if 0 <= now - self._looked < EVERY:
            return {}
        self._looked = now
        found = {
            str(ticket.id): span
            for ticket in self._hall.waiting_tickets()
            if (span := self._span(ticket, now)) is not None
        }
        changed = {one: span for one, span in found.items() if self.known.get(one) != span}
        waiting = self._hall.tickets
        for gone in self.known.keys() - found.keys():
            ticket = waiting.get(TicketId(gone))
            if ticket is not None and ticket.state is TicketState.WAITING:
                changed[gone] = ("", "")
        self.known = found
        return changed

    def as_it_is(self, view: TicketView, ticket: Ticket) -> TicketView:
        """Fills in when one who waits is likely to be called, by what is foreseen now."""
        if ticket.state is TicketState.WAITING:
            view.expected_at, view.latest_at = self._span(ticket, self._now()) or ("", "")
        return view

    def as_promised(self, view: TicketView, ticket: Ticket) -> TicketView:
        """The same by what its visitor was promised: a retry gets the very same answer."""
        if ticket.state is TicketState.WAITING and ticket.promise is not None:
            waits = Waits(*ticket.promise)
            view.expected_at, view.latest_at = self._texts(ticket.arrival, waits)
        return view

    def _span(self, ticket: Ticket, now: Moment) -> Span | None:
        waits = self._forecaster.of_ticket(ticket)
        return self._texts(now, waits) if waits is not None else None

    def _texts(self, at: Moment, waits: Waits) -> Span:
        expected, latest = told(at, waits.expected, waits.late)
        return self._text(expected), self._text(latest)

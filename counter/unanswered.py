"""An order whose answer never came: when the hub is back, what became of it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counter.acts import Act
from counter.desk import Desk
from counter.questions import Draft
from shared.protocol.views import TicketView

CATCH_UP_MS = 1_000
"""After a break the hub first tells what was missed; before that the old state says nothing."""

Trace = tuple[object, ...]


UNTRACED = (Act.PAPER, Act.TROUBLES)
"""What is not about this desk: given once more, the hub says how it stands."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act."""

    act: Act
    carried_out: bool


def trace_of(desk: Desk, tickets: Mapping[str, TicketView]) -> Trace:
    """What any order of this desk would change."""
    view, ticket = desk.view, desk.ticket
    standing = (view.state, view.officer, view.ticket, view.undo_ticket) if view else ()
    about = (ticket.state, ticket.calls, ticket.priority) if ticket else ()
    errands = sum(1 for one in tickets.values() if ticket and one.visit == ticket.visit)
    return (standing, about, errands, tuple(one.id for one in desk.held))


@dataclass(slots=True)
class Unanswered:
    """Remembers the desk from before an order; times are a steady clock's milliseconds."""

    _before: Trace = ()
    _lost: Draft | None = None
    _live_since: int | None = None

    def lose(self, draft: Draft) -> None:
        """The hub may have carried it out, and said nothing."""
        self._lost = draft

    def look(self, trace: Trace, steady: int, *, live: bool, asking: bool) -> Outcome | None:
        """The desk as it is now; once, some time after the hub is back, what became of the order.

        `asking`: an order is under way.
        """
        if not live or self._live_since is None:
            self._live_since = steady if live else None
        if self._lost is None:
            self._before = self._before if asking else trace
            return None
        if self._live_since is None or steady - self._live_since < CATCH_UP_MS:
            return None
        act, self._lost = self._lost.act, None
        return Outcome(act, carried_out=trace != self._before)

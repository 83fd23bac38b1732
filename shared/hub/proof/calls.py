"""What a journal says of its calls: those that the rule chose, and those that a person did."""

from __future__ import annotations

import msgspec

from shared.domain.events import Recorded, TicketCalled
from shared.domain.hall import Hall


class Beside(msgspec.Struct, frozen=True):
    """A call that a person chose, with what there is to say for it."""

    seq: int
    at: int
    """ms since the epoch, UTC"""
    date: str
    number: str
    counter: str
    reason: str
    """A code of the site's list."""
    officer: str
    """The opaque id."""
    waited: int
    """ms"""
    head_start: int
    due: str
    """The number that would have been next; empty where it was this very one."""
    due_score: int
    """ms: its waiting time and head start together"""


class Calls(msgspec.Struct):
    """All calls of a journal."""

    by_rule: int = 0
    beside: int = 0
    reasons: dict[str, int] = {}
    """Calls beside the rule, by the code of their reason."""
    late_papers: int = 0
    """Tickets whose place goes by the arrival that a kiosk told later, not by their entry."""
    listed: list[Beside] = []
    """Every call beside the rule, in order."""

    def add_beside(self, call: Beside) -> None:
        """Note a call that a person chose."""
        self.beside += 1
        self.reasons[call.reason] = self.reasons.get(call.reason, 0) + 1
        self.listed.append(call)


def beside(hall: Hall, recorded: Recorded, event: TicketCalled) -> Beside:
    """The record of a call beside the rule, by the state before it."""
    choice, desk = event.choice, hall.desks.get(event.counter)
    seated = desk.officer if desk is not None else None
    return Beside(
        seq=recorded.seq,
        at=recorded.at,
        date=hall.date,
        number=hall.tickets[event.ticket].number,
        counter=event.counter,
        reason=choice.reason,
        officer=recorded.actor or seated or "",
        waited=choice.waited,
        head_start=choice.head_start,
        due=choice.runner_up,
        due_score=choice.runner_up_score,
    )

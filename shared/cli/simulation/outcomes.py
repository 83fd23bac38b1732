"""What came of a play: a row for each number and each counter; all else is counted from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.hall import Ticket
from shared.domain.ids import CounterId, GroupCode, Moment, ServiceCode, TicketId
from shared.domain.states import TRANSITIONS, TicketAction, TicketState


@dataclass(slots=True)
class Outcome:
    """One number's fate. Moments, and durations in ms. Nobody changes it."""

    ticket: TicketId
    date: str
    number: str
    service: ServiceCode
    """The one it was last in the line for."""
    group: GroupCode | None
    arrival: Moment
    called: Moment | None
    """For the first time."""
    ended: Moment | None
    state: TicketState

    @property
    def wait(self) -> int | None:
        """Until the first call; None for one who was never called."""
        return None if self.called is None else self.called - self.arrival


def outcome_of(ticket: Ticket, date: str) -> Outcome:
    """A ticket's fate as it is when all have gone home."""
    left = ticket.state in TRANSITIONS[TicketAction.END_OF_DAY][0]
    return Outcome(
        ticket.id,
        date,
        ticket.number,
        ticket.service,
        ticket.group,
        ticket.arrival,
        ticket.first_called_at,
        ticket.ended_at or ticket.missed_at,
        TicketState.UNSERVED if left else ticket.state,
    )


@dataclass(slots=True)
class Use:
    """A counter's time, ms."""

    open: int = 0
    """Without pauses."""
    busy: int = 0
    """From a call to its end."""
    calls: int = 0


@dataclass(slots=True, kw_only=True)
class Result:
    """Everything that is told about a play."""

    days: int = 0
    visitors: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    use: dict[CounterId, Use] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=Counter)
    """By the code of the refusal; that nobody waits is none."""
    entries: int = 0
    """What a journal of it would have."""
    seconds: float = 0.0
    """Real ones."""

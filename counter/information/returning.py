"""A missed visitor is back: what will become of the place is said before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter import queue
from counter.information import words
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.sight import Sight, order
from shared.domain.ids import MINUTE
from shared.protocol.views import TicketView

MISSED, POSTPONED = "no-show", "postponed"


def may_return(ticket: TicketView) -> bool:
    """Whether it is out of the line and can come back from here."""
    return ticket.state in (MISSED, POSTPONED)


@dataclass(frozen=True, slots=True)
class Returning:
    """Asks once; the visitor must stand at the desk."""

    sight: Sight

    def question(self, ticket: TicketView) -> Question:
        say = self.sight.say
        options = [Option("yes", say(words.BACK_YES)), Option("no", say(words.BACK_NO))]

        def chosen(id_: str) -> Draft | Enough:
            back = order("RejoinTicket", {"ticket": ticket.id}, ticket.number)
            return back if id_ == "yes" else ENOUGH

        return Question(
            title=say(words.BACK, number=ticket.number),
            detail=self.told(ticket),
            options=lambda _typed: options,
            chosen=chosen,
        )

    def told(self, ticket: TicketView) -> str:
        """Which place it gets, as the site's rules have it."""
        say, rules = self.sight.say, self.sight.catalogue.site.rules
        if ticket.state == POSTPONED or not ticket.missed_at:
            return say(words.BACK_POSTPONED)
        minutes = max(0, self.sight.now() - queue.at(ticket.missed_at)) // MINUTE
        parts = {"minutes": minutes, "grace": rules.grace_minutes}
        if self.sight.now() - queue.at(ticket.missed_at) <= rules.grace_minutes * MINUTE:
            return say(words.BACK_KEPT, **parts)
        if rules.late_behind is None:
            return say(words.BACK_LAST, **parts)
        return say(words.BACK_BEHIND, count=self._first(ticket, rules.late_behind), **parts)

    def _first(self, ticket: TicketView, behind: int) -> int:
        """How many will be before it, back so many places behind those who are next."""
        line = line_of(ticket, self.sight.look().tickets.values())
        own = queue.order_key(ticket)
        if not line or queue.order_key(line[:behind][-1]) < own:
            return sum(queue.order_key(one) < own for one in line)
        return len(line[:behind])


def line_of(ticket: TicketView, tickets: Iterable[TicketView]) -> list[TicketView]:
    """Who waits for the counters that serve it, the next one first."""
    counters = set(ticket.counters)
    waiting = (one for one in tickets if one.state == "waiting" and one.id != ticket.id)
    return sorted((one for one in waiting if counters & set(one.counters)), key=queue.order_key)

"""A visitor is back, missed or on hold: what becomes of the place is said before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter import queue
from counter.information import words
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.sight import Sight, order
from counter.words import small
from shared.domain.ids import MINUTE
from shared.domain.site import LATE, Reason
from shared.protocol.views import TicketView

MISSED, POSTPONED, HELD = "no-show", "postponed", "held"
_NO = "no"


def may_return(ticket: TicketView) -> bool:
    """Whether it is out of the line and can come back from here."""
    return ticket.state in (MISSED, POSTPONED, HELD)


def days_ago(ticket: TicketView, sight: Sight) -> int:
    """How many days ago it was taken, by the site's clock."""
    return max(0, (sight.day(sight.now()) - sight.day(queue.at(ticket.issued_at))).days)


def left_today(ticket: TicketView, sight: Sight) -> bool:
    """Whether it was taken today and has been left for tomorrow."""
    return ticket.state == POSTPONED and not days_ago(ticket, sight)


@dataclass(frozen=True, slots=True)
class Returning:
    """Asks once; the visitor must stand at the desk."""

    sight: Sight

    def question(self, ticket: TicketView) -> Question:
        say = self.sight.say
        options = [*self._reasons(ticket), Option(_NO, say(words.BACK_NO))]

        def chosen(id_: str) -> Draft | Enough:
            return ENOUGH if id_ == _NO else self._back(ticket, id_)

        return Question(
            title=say(words.BACK, number=ticket.number),
            detail=self.told(ticket),
            options=lambda _typed: options,
            chosen=chosen,
        )

    def _reasons(self, ticket: TicketView) -> list[Option]:
        """Of one that was missed the journal keeps why it is taken back; the usual one first."""
        known = self.sight.catalogue.site.reasons.take_back if ticket.state == MISSED else ()
        options = [Option(one.code, self._because(one)) for one in known]
        return options or [Option(LATE, self.sight.say(words.BACK_YES))]

    def _because(self, reason: Reason) -> str:
        return self.sight.say(words.BACK_BECAUSE, reason=small(self.sight.reason(reason)))

    def _back(self, ticket: TicketView, reason: str) -> Draft:
        if ticket.state == HELD:
            return order("ResumeTicket", {"ticket": ticket.id}, ticket.number)
        return order("RejoinTicket", {"ticket": ticket.id, "reason": reason}, ticket.number)

    def told(self, ticket: TicketView) -> str:
        """Which place it gets, as the site's rules have it."""
        say, rules = self.sight.say, self.sight.catalogue.site.rules
        if ticket.state == HELD:
            return say(words.BACK_HELD, counter=self.sight.catalogue.counter(ticket.counter))
        if left_today(ticket, self.sight):
            return say(words.BACK_TODAY)
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

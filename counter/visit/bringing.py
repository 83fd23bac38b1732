"""Back into the line: who was on hold, and who was missed and stands here now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counter import queue
from counter import words as common
from counter.acts import Act
from counter.information.returning import Returning
from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight
from counter.visit import words
from shared.domain.ids import MINUTE
from shared.domain.site import LATE
from shared.protocol.views import TicketView

_BACK, _CALL = "back", "call"


@dataclass(frozen=True, slots=True)
class Bringing:
    """`held` and `missed` are this counter's; `call` asks why a ticket is called at once, and is
    None while somebody is here, or where the role does not allow it."""

    sight: Sight
    counter: str
    held: Sequence[TicketView]
    missed: Sequence[TicketView]
    call: Callable[[str], Question] | None

    def question(self) -> Question:
        say = self.sight.say
        options = [*map(self._held, self.held), *map(self._missed, self.missed)]
        return Question(
            title=say(words.BRING),
            detail=say(words.BRING_DETAIL),
            empty=say(words.BRING_EMPTY),
            options=lambda _typed: options,
            chosen=self._chosen,
        )

    def _held(self, ticket: TicketView) -> Option:
        where = self.sight.catalogue.counter(ticket.counter) if ticket.counter else ""
        note = self.sight.say(common.ON_HOLD_AT, counter=where) if where else ""
        due = back_at(self.sight, ticket)
        return self._option(ticket, f"{note} · {due}" if due else note)

    def _missed(self, ticket: TicketView) -> Option:
        minutes = max(0, self.sight.now() - queue.at(ticket.missed_at)) // MINUTE
        return self._option(ticket, self.sight.say(common.MISSED, minutes=minutes))

    def _option(self, ticket: TicketView, note: str) -> Option:
        name = self.sight.catalogue.service(ticket.service)
        return Option(ticket.id, ticket.number, f"{name.plain} · {name.agency}", note)

    def _chosen(self, id_: str) -> Question | Draft:
        missed = next((one for one in self.missed if one.id == id_), None)
        return self.of_missed(missed) if missed is not None else self.resume(id_)

    def resume(self, ticket: str) -> Draft:
        """The order that brings a held ticket back, at its old place."""
        known = self.sight.ticket(ticket)
        body = {"counter": self.counter, "ticket": ticket}
        return Draft(Act.HELD, "ResumeTicket", body, known.number if known else "")

    def of_missed(self, ticket: TicketView) -> Question:
        """What becomes of the place is said before anything is done."""
        say, call = self.sight.say, self.call
        told = Returning(self.sight).told(ticket)
        options = [Option(_BACK, say(words.BACK_IN_LINE), told)]
        if call is not None:
            options.append(Option(_CALL, say(words.CALL_NOW), say(words.CALL_NOW_DETAIL)))
        back = Draft(Act.HELD, "RejoinTicket", {"ticket": ticket.id, "reason": LATE}, ticket.number)
        name = self.sight.catalogue.service(ticket.service)
        return Question(
            title=f"{ticket.number} · {name.plain}",
            options=lambda _typed: options,
            chosen=lambda id_: call(ticket.id) if id_ == _CALL and call is not None else back,
        )


def back_at(sight: Sight, ticket: TicketView) -> str:
    """``kembali 09.32``, of one that waits again by itself; empty for others."""
    if not ticket.held_until:
        return ""
    if queue.at(ticket.held_until) <= sight.now():
        return sight.say(words.BACK_NOW)
    return sight.say(words.BACK_AT, time=sight.clock_of(ticket.held_until))

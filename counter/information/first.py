""" "Why before me?" at the information desk: who comes first, or why one certain number did."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from counter.information import words
from counter.information.ended import OVER
from counter.precedence import Precedence
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.sight import Sight, order
from counter.why import why_called
from shared.protocol.messages import Answer
from shared.protocol.typed_number import number_fits
from shared.protocol.views import TicketView
from shared.protocol.why import WhyBefore

WHY = "WhyBefore"
_ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class First:
    """What can be said at once stands there; a number that is typed is looked up in the day's
    journal, called an hour ago or finished long since."""

    sight: Sight

    def question(self, ticket: TicketView) -> Question:
        say = self.sight.say
        return Question(
            title=say(words.WHY_FIRST, number=ticket.number),
            detail=self._at_once(ticket),
            search=say(words.WHY_HINT),
            empty=say(words.WHY_EMPTY),
            options=lambda typed: self._options(ticket, typed),
            chosen=lambda id_: self._chosen(ticket, id_),
        )

    def _at_once(self, ticket: TicketView) -> str:
        if ticket.state == "waiting":
            return Precedence("", self.sight.catalogue, self.sight.look).answer(ticket).detail
        return why_called(ticket.note, self.sight.catalogue)

    def _options(self, ticket: TicketView, typed: str) -> list[Option]:
        """Nothing typed: enough. A number: those alive that fit, and the number as it was typed,
        for the hub knows those that are over."""
        say = self.sight.say
        if not typed.strip():
            return [Option(_ENOUGH, say(words.ENOUGH))]
        alive = (
            one.number
            for one in self.sight.look().tickets.values()
            if one.id != ticket.id and one.called_at and number_fits(one.number, typed)
        )
        numbers = [*self._written(typed), *sorted(alive, key=lambda one: (len(one), one))]
        return [
            Option(one, say(words.WHY_OTHER, other=one))
            for one in dict.fromkeys(numbers)
            if one != ticket.number
        ]

    def _written(self, typed: str) -> list[str]:
        """The number in full, where its letter was typed."""
        letters = "".join(one for one in typed.upper() if one.isalpha())
        digits = "".join(one for one in typed if one.isdigit())
        series = [one for one in self.sight.catalogue.site.series if one.prefix == letters]
        return [f"{one.prefix}-{int(digits):0{one.width}}" for one in series] if digits else []

    def _chosen(self, ticket: TicketView, id_: str) -> Draft | Enough:
        if id_ == _ENOUGH:
            return ENOUGH
        return order(WHY, {"ticket": ticket.id, "number": id_}, ticket.number)

    def answer(self, answer: Answer) -> Question | Enough:
        """What the hub has found, in the language of the screen."""
        if answer.body is None:
            return ENOUGH
        why = msgspec.convert(answer.body["why"], WhyBefore)
        say, sentences = self.sight.say, why.sentences
        return Question(
            title=say(words.WHY_BEFORE, number=why.number, other=why.before),
            detail=sentences.get(self.sight.language) or next(iter(sentences.values()), ""),
            options=lambda _typed: [Option(_ENOUGH, say(words.ENOUGH))],
            chosen=lambda _id: ENOUGH,
        )


def may_ask(ticket: TicketView) -> bool:
    """Whether there is anything to say: of one who waits, was called, or has ended."""
    return ticket.state == "waiting" or ticket.state in OVER or bool(ticket.note)

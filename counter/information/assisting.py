"""What help a visitor needs when called: several things at once may be chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counter.information import words
from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight, order
from shared.protocol.views import TicketView

KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Assisting:
    """Each choice asks again, with one more or one less; Enter on the first line keeps it."""

    sight: Sight

    def of_ticket(self, ticket: TicketView) -> Question:
        def draft(chosen: tuple[str, ...]) -> Draft:
            body = {"ticket": ticket.id, "assist": list(chosen)}
            return order("SetAssistance", body, ticket.number)

        title = self.sight.say(words.ASSIST, number=ticket.number)
        return self.question(title, tuple(ticket.assist), draft)

    def question(
        self,
        title: str,
        chosen: tuple[str, ...],
        then: Callable[[tuple[str, ...]], Question | Draft],
    ) -> Question:
        def answer(id_: str) -> Question | Draft:
            if id_ == KEEP:
                return then(chosen)
            return self.question(title, _turned(chosen, id_), then)

        return Question(
            title=title,
            detail=self.sight.say(words.ASSIST_DETAIL),
            options=lambda _typed: self._options(chosen),
            chosen=answer,
        )

    def _options(self, chosen: tuple[str, ...]) -> list[Option]:
        site = self.sight.catalogue.site
        names = [self.sight.catalogue.assist(code) for code in chosen]
        said = ", ".join(names) or self.sight.say(words.ASSIST_NONE)
        keep = Option(KEEP, self.sight.say(words.ASSIST_KEEP, chosen=said))
        return [keep, *(self._option(str(one.code), chosen) for one in site.assistance)]

    def _option(self, code: str, chosen: tuple[str, ...]) -> Option:
        name = self.sight.catalogue.assist(code)
        return Option(code, self.sight.say(words.CHOSEN, name=name) if code in chosen else name)


def _turned(chosen: tuple[str, ...], code: str) -> tuple[str, ...]:
    """With the code, or without it where it was there."""
    return tuple(one for one in chosen if one != code) if code in chosen else (*chosen, code)

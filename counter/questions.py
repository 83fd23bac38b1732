"""Questions that an act asks before it becomes an order: a list to choose from, perhaps searched.

A question is pure: `options` computes the list anew from what was typed, `chosen` gives the next
question or the order itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from counter.acts import Act
from shared.domain.site import Reason
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `detail` stands below the title, `note` at the right."""

    id: str
    title: str
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An order ready to be sent. `number` is the ticket's, for the words afterwards."""

    act: Act
    name: str
    body: dict[str, Any]
    number: str = ""
    calls: int = 0
    """How often it had been called before."""
    then: Callable[[TicketView], Draft] | None = None
    """The order that follows when this one has made its ticket."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that the terminal does by itself: another act, from the menu."""

    act: Act


@dataclass(frozen=True, slots=True)
class Enough:
    """The question is answered, and nothing is to be done."""


ENOUGH = Enough()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. With a `search` hint people type; without, digits choose."""

    title: str
    detail: str = ""
    search: str = ""
    empty: str = ""
    """What is said where nothing is to be chosen."""
    large: str = ""
    """A number that stands there to be shown to its visitor."""
    titled: Callable[[], str] | None = None
    """The title as it is by now, where it tells of something that changes meanwhile."""
    options: Callable[[str], list[Option]]
    chosen: Callable[[str], Question | Draft | Todo | Enough]


@dataclass(slots=True)
class Asking:
    """The question that stands on the screen, what was typed, and which option is marked."""

    question: Question | None = None
    typed: str = ""
    marked: int = 0
    options: list[Option] = field(default_factory=list)

    def put(self, question: Question | None) -> None:
        self.question, self.typed, self.marked = question, "", 0
        self.renew()

    def renew(self) -> None:
        """Computes the options anew; the marked one stays marked while it is there."""
        before = self.options[self.marked].id if self.marked < len(self.options) else ""
        self.options = self.question.options(self.typed) if self.question else []
        ids = [option.id for option in self.options]
        if before in ids:
            self.marked = ids.index(before)
        self.marked = max(0, min(self.marked, len(ids) - 1))

    def type(self, text: str) -> None:
        """Another search: the best option is the first again."""
        if text != self.typed:
            self.typed, self.marked, self.options = text, 0, []
            self.renew()

    def move(self, by: int) -> None:
        self.marked = max(0, min(self.marked + by, len(self.options) - 1))

    def take(self, place: int) -> Question | Draft | Todo | Enough | None:
        """What choosing an option leads to; None where there is no such option."""
        if self.question is None or not 0 <= place < len(self.options):
            return None
        return self.question.chosen(self.options[place].id)


def reason_question(
    title: str,
    reasons: tuple[Reason, ...],
    language_of: Callable[[Reason], str],
    draft: Callable[[str], Draft],
    detail: str = "",
) -> Question:
    """A reason from the site's list; the order carries its code."""
    options = [Option(reason.code, language_of(reason)) for reason in reasons]
    return Question(title=title, detail=detail, options=lambda _typed: options, chosen=draft)


def acting(question: Question, act: Act) -> Question:
    """The same question, and those that follow it; whatever is ordered is this act's doing."""

    def chosen(id_: str) -> Question | Draft | Todo | Enough:
        outcome = question.chosen(id_)
        if isinstance(outcome, Question):
            return acting(outcome, act)
        return replace(outcome, act=act) if isinstance(outcome, Draft) else outcome

    return replace(question, chosen=chosen)

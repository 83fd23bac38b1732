"""Why others come before a visitor: the answer to "why before me?", as it may be read out.

It names numbers and says *priority*, never whose group that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counter import queue, words
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.phrases import ASK
from counter.questions import ENOUGH, Option, Question
from counter.why import chosen_by_officer
from counter.words import say
from shared.domain.causes import Cause
from shared.language.precedence import listed, who_is_first
from shared.protocol.typed_number import number_fits
from shared.protocol.views import Passer, TicketView

_IN_LINE = ("waiting", "called", "serving")


@dataclass(frozen=True, slots=True)
class Before:
    """Who comes before a visitor although the hub learnt of them, or they came, later."""

    waiting: int
    """How many wait before it, for whatever reason."""
    emergency: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    """Called by an officer out of order, while this one waited."""

    @property
    def out_of_turn(self) -> tuple[str, ...]:
        return (*self.emergency, *self.restored, *self.priority, *self.chosen)

    @property
    def causes(self) -> dict[Cause, tuple[str, ...]]:
        return {
            Cause.EMERGENCY: self.emergency,
            Cause.RESTORED: self.restored,
            Cause.PRIORITY: self.priority,
            Cause.CHOSEN: self.chosen,
        }


def before(ticket: TicketView, tickets: Mapping[str, TicketView]) -> Before:
    """Those before a waiting ticket, by what put them there."""
    rivals = [one for one in tickets.values() if _ahead(one, ticket)]
    rivals.sort(key=queue.order_key)
    sooner = {one.number for one in rivals if one.head_start and _came_later(one, ticket)}
    late = [one for one in ticket.passed_by if one.number not in sooner]
    return Before(
        waiting=sum(one.state == "waiting" for one in rivals),
        emergency=_numbers(late, lambda one: one.reason == "emergency"),
        restored=_numbers(late, lambda one: one.reason != "emergency"),
        priority=tuple(one.number for one in rivals if one.number in sooner),
        chosen=tuple(one.number for one in tickets.values() if _chosen_before(one, ticket)),
    )


def _numbers(passers: Iterable[Passer], fits: Callable[[Passer], bool]) -> tuple[str, ...]:
    return tuple(one.number for one in passers if fits(one))


def _ahead(other: TicketView, ticket: TicketView) -> bool:
    """Of the same line, with an earlier place, and not yet done."""
    return _same_line(other, ticket) and queue.order_key(other) < queue.order_key(ticket)


def _chosen_before(other: TicketView, ticket: TicketView) -> bool:
    """Whether it was called beside the rule while the other one waited with an earlier place."""
    return (
        _same_line(other, ticket)
        and queue.order_key(other) > queue.order_key(ticket)
        and other.state != "waiting"
        and chosen_by_officer(other.note)
        and queue.at(other.called_at) > queue.at(ticket.issued_at)
    )


def _same_line(other: TicketView, ticket: TicketView) -> bool:
    shared = set(other.counters) & set(ticket.counters)
    return other.id != ticket.id and other.state in _IN_LINE and bool(shared)


def _came_later(other: TicketView, ticket: TicketView) -> bool:
    return queue.at(other.issued_at) > queue.at(ticket.issued_at)


def sentences(ticket: TicketView, found: Before, language: str) -> list[str]:
    """The whole answer, for a visitor's ears."""
    return who_is_first(ticket.number, found.waiting, found.causes, language)


@dataclass(frozen=True, slots=True)
class Precedence:
    """Asks whose question it is, and answers it; `look` gives the hall as it is then."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]

    def _say(self, key: str, **parts: object) -> str:
        return say(ASK[key], self.catalogue.language, **parts)

    def question(self) -> Question:
        """The visitors whom somebody has passed come first: they are the ones who ask."""
        return Question(
            title=self._say("first"),
            detail=self._say("first-detail"),
            search=self._say("number-hint"),
            empty=self._say("first-empty"),
            options=lambda typed: [self._option(one) for one in self._asking(typed)],
            chosen=lambda id_: self.answer(self.look().tickets[id_]),
        )

    def _asking(self, typed: str) -> list[TicketView]:
        waiting = [one for one in self.look().tickets.values() if one.state == "waiting"]
        fitting = [one for one in waiting if number_fits(one.number, typed)]
        fitting.sort(key=self._rank)
        return fitting[:40]

    def _rank(self, ticket: TicketView) -> tuple[bool, bool, tuple[int, int, int, str]]:
        elsewhere = self.counter not in ticket.counters
        return (elsewhere, not ticket.passed_by, queue.order_key(ticket))

    def _option(self, ticket: TicketView) -> Option:
        language = self.catalogue.language
        found = before(ticket, self.look().tickets)
        count = words.AHEAD if found.waiting else words.NEXT_IN_LINE
        passed = listed(found.out_of_turn, language)
        detail = say(words.PASSED, language, numbers=passed) if passed else ""
        note = say(count, language, count=found.waiting)
        return Option(ticket.id, ticket.number, detail, note)

    def answer(self, ticket: TicketView) -> Question:
        """In the language of the screen, and in the visitor's where that is another."""
        found = before(ticket, self.look().tickets)
        languages = dict.fromkeys((self.catalogue.language, ticket.language))
        gap = "\n" if len(languages) == 1 else " "
        told = [gap.join(sentences(ticket, found, one)) for one in languages]
        enough = Option("enough", self._say("first-enough"))
        return Question(
            title=self._say("first-why", number=ticket.number),
            detail="\n\n".join(told),
            options=lambda _typed: [enough],
            chosen=lambda _id: ENOUGH,
        )

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
from counter.search import number_fits
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.views import Passer, TicketView

MOST_NAMED = 6
"""Numbers that a sentence names; the others are counted."""

_IN_LINE = ("waiting", "called", "serving")


@dataclass(frozen=True, slots=True)
class Before:
    """Who comes before a visitor although the hub learnt of them, or they came, later."""

    waiting: int
    """How many wait before it, for whatever reason."""
    emergency: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()

    @property
    def out_of_turn(self) -> tuple[str, ...]:
        return (*self.emergency, *self.restored, *self.priority)


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
    )


def _numbers(passers: Iterable[Passer], fits: Callable[[Passer], bool]) -> tuple[str, ...]:
    return tuple(one.number for one in passers if fits(one))


def _ahead(other: TicketView, ticket: TicketView) -> bool:
    """Of the same line, with an earlier place, and not yet done."""
    shared = set(other.counters) & set(ticket.counters)
    return (
        other.id != ticket.id
        and other.state in _IN_LINE
        and bool(shared)
        and queue.order_key(other) < queue.order_key(ticket)
    )


def _came_later(other: TicketView, ticket: TicketView) -> bool:
    return queue.at(other.issued_at) > queue.at(ticket.issued_at)


def sentences(ticket: TicketView, found: Before, language: str) -> list[str]:
    """The whole answer, for a visitor's ears."""
    reasons = (
        (words.FIRST_EMERGENCY, found.emergency),
        (words.FIRST_RESTORED, found.restored),
        (words.FIRST_PRIORITY, found.priority),
    )
    count = words.FIRST_COUNT if found.waiting else words.FIRST_NOBODY
    told = [say(count, language, number=ticket.number, count=found.waiting)]
    told += [_sentence(texts, numbers, language) for texts, numbers in reasons if numbers]
    others = found.out_of_turn and words.FIRST_OTHERS
    plain = found.waiting and not found.out_of_turn and words.FIRST_ALL
    told += [say(texts, language) for texts in (others, plain) if texts]
    return [*told, say(words.FIRST_LINES, language)]


def _sentence(texts: Texts, numbers: tuple[str, ...], language: str) -> str:
    return say(texts, language, numbers=listed(numbers, language))


def listed(numbers: tuple[str, ...], language: str) -> str:
    """``A-980, A-981 (+3)``"""
    named = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    return say(words.AND_MORE, language, first=named, count=more) if more > 0 else named


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
            chosen=self._answer,
        )

    def _asking(self, typed: str) -> list[TicketView]:
        waiting = [one for one in self.look().tickets.values() if one.state == "waiting"]
        fitting = [one for one in waiting if number_fits(one.number, typed)]
        fitting.sort(key=self._rank)
        return fitting[:40]

    def _rank(self, ticket: TicketView) -> tuple[bool, bool, tuple[int, int, str]]:
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

    def _answer(self, id_: str) -> Question:
        """In the language of the screen, and in the visitor's where that is another."""
        ticket = self.look().tickets[id_]
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

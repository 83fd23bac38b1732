"""One entry of a ticket's history in words: what `shared.language.history` needs, from an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from shared.domain import events as e
from shared.domain.hall import Hall
from shared.domain.ids import MINUTE, CounterId, GroupCode, Moment, ServiceCode
from shared.domain.site import Reasons, Site, Texts, text
from shared.language import history
from shared.language.dates import Language, clock_time
from shared.language.precedence import listed

_SOME_GROUP: Texts = {"id": "prioritas", "en": "priority"}


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what an entry is about in one language, with the site's own names."""

    language: Language
    discreet: bool = False
    """A priority group is not named: it can say something about a person's health."""

    def words(self, hall: Hall, recorded: e.Recorded) -> str:
        """The entry in words; `hall` is the state before it."""
        event, name = recorded.event, type(recorded.event).__name__
        if hall.plan is None or not isinstance(event, e.TicketEvent | e.TicketIssued):
            return history.told(name, self.language, {})
        parts = _Parts(self, hall.plan.site, event)
        said = history.told(name + _variant(event), self.language, parts)
        if isinstance(event, e.TicketCalled):
            said += self._rivals(event.choice)
        return said

    def counter(self, site: Site, counter: CounterId | None) -> str:
        """``Loket 5``"""
        known = next((one for one in site.counters if one.id == counter), None)
        word = text(site.counter_word, self.language)
        return f"{word} {known.number}" if known is not None else counter or ""

    def reason(self, site: Site, code: str) -> str:
        """A code of any of the site's lists by its name."""
        lists = [getattr(site.reasons, field.name) for field in fields(Reasons)]
        found = next((one for each in lists for one in each if one.code == code), None)
        return text(found.name, self.language) if found is not None else code

    def _rivals(self, choice: e.Choice) -> str:
        said = ""
        if choice.runner_up:
            texts = history.RUNNER_UP if choice.by_rule else history.DUE
            score = choice.runner_up_score // MINUTE
            said += history.say(texts, self.language, number=choice.runner_up, score=score)
        if choice.passed_over:
            numbers = listed(choice.passed_over, self.language)
            said += history.say(history.PASSED_OVER, self.language, numbers=numbers)
        return said


def _variant(event: e.Event) -> str:
    """Which of the things that its type may say an event says; empty for the usual one."""
    find = _VARIANTS.get(type(event))
    found = find(event) if find is not None else ""
    return f".{found}" if found else ""


def _issued(event: e.TicketIssued) -> str:
    if event.entered:
        return "entered"
    if event.arrival is not None:
        return "late"
    return "priority" if event.head_start else ""


def _rejoined(event: e.TicketRejoined) -> str:
    if event.kept:
        return "kept"
    return "behind" if event.behind else ""


def _with_reason(event: e.TicketMissed | e.TicketTransferred) -> str:
    return "reason" if event.reason else ""


def _held(event: e.TicketHeld) -> str:
    return ".".join(name for name in ("until", "reason") if getattr(event, name))


_VARIANTS: dict[type[e.Event], Callable[[Any], str]] = {
    e.TicketIssued: _issued,
    e.TicketPrinted: lambda event: "again" if event.reprint else "",
    e.TicketRejoined: _rejoined,
    e.PriorityChanged: lambda event: "withdrawn" if event.group is None else "",
    e.TicketCalled: lambda event: "" if event.choice.by_rule else "beside",
    e.ServiceStarted: lambda event: "estimated" if event.estimated else "",
    e.ServiceFinished: lambda event: "result" if event.result else "",
    e.TicketMissed: _with_reason,
    e.TicketHeld: _held,
    e.TicketResumed: lambda event: "due" if event.due else "",
    e.TicketTransferred: _with_reason,
    e.ActionUndone: lambda event: event.action,
}


class _Parts:
    """What a template may ask for, found when it asks."""

    def __init__(self, teller: Teller, site: Site, event: e.TicketEvent | e.TicketIssued) -> None:
        self._teller, self._site, self._event = teller, site, event

    def __getitem__(self, name: str) -> object:
        return FOUND[name](self) if name in FOUND else self._told(name)

    def _told(self, name: str) -> Any:
        return getattr(self._event, name, None)

    def _choice(self) -> e.Choice:
        choice = self._told("choice")
        return choice if choice is not None else e.Choice(by_rule=True, waited=0, head_start=0)

    def _counter(self, name: str = "counter") -> str:
        return self._teller.counter(self._site, self._told(name))

    def _service(self) -> str:
        code: ServiceCode | None = self._told("service")
        found = next((one for one in self._site.services if one.code == code), None)
        return text(found.name, self._teller.language) if found is not None else code or ""

    def _group(self) -> str:
        if self._teller.discreet:
            return text(_SOME_GROUP, self._teller.language)
        code: GroupCode | None = self._told("group")
        found = next((one for one in self._site.priority if one.code == code), None)
        return text(found.name, self._teller.language) if found is not None else code or ""

    def _reason(self) -> str:
        code = self._told("reason") or self._choice().reason
        return self._teller.reason(self._site, code)

    def _clock(self, name: str) -> str:
        at: Moment | None = self._told(name)
        zone = ZoneInfo(self._site.timezone)
        return clock_time(at, zone, self._teller.language) if at is not None else ""

    def _target(self) -> str:
        where = [self._service(), self._counter("to_counter")]
        return ", ".join(filter(None, where))


FOUND: dict[str, Callable[[_Parts], object]] = {
    "service": _Parts._service,
    "group": _Parts._group,
    "counter": _Parts._counter,
    "reason": _Parts._reason,
    "result": lambda parts: parts._teller.reason(parts._site, parts._told("result") or ""),
    "minutes": lambda parts: (parts._told("head_start") or 0) // MINUTE,
    "arrival": lambda parts: parts._clock("arrival"),
    "started": lambda parts: parts._clock("started_at"),
    "until": lambda parts: parts._clock("until"),
    "target": _Parts._target,
    "waited": lambda parts: parts._choice().waited // MINUTE,
    "head": lambda parts: parts._choice().head_start // MINUTE,
    "score": lambda parts: (parts._choice().waited + parts._choice().head_start) // MINUTE,
}
"""What the templates call by names of their own; all else are the event's fields."""

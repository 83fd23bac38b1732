"""What the questions of a room look at: the hall as it is then, in the language of the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from counter import queue
from counter.acts import Act
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.questions import Draft
from counter.sitting import words
from counter.sitting.sitting import Sitting
from counter.words import say
from shared.domain.ids import Moment
from shared.domain.permits import Permit
from shared.domain.site import Reason, Texts
from shared.language.dates import clock_time, short_date
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True)
class Sight:
    """`look` and `now` give the hall as it is then; `sitting` says who looks."""

    catalogue: Catalogue
    look: Callable[[], Facts]
    now: Callable[[], Moment]
    sitting: Sitting

    @property
    def language(self) -> str:
        return self.catalogue.language

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue.site.timezone)

    def say(self, texts: Texts, **parts: object) -> str:
        return say(texts, self.language, **parts)

    def reason(self, reason: Reason) -> str:
        return self.catalogue.text(reason.name)

    def clock(self, moment: Moment) -> str:
        """``09.15`` by the site's clock."""
        return clock_time(moment, self.timezone, "en" if self.language == "en" else "id")

    def clock_of(self, text: str) -> str:
        """The same of a moment from the wire; empty where there is none."""
        return self.clock(queue.at(text)) if text else ""

    def day(self, moment: Moment) -> dt.date:
        """The date by the site's clock."""
        return dt.datetime.fromtimestamp(moment / 1000, self.timezone).date()

    def date(self, moment: Moment) -> str:
        """``Kam 26 Nov``"""
        return short_date(moment, self.timezone, "en" if self.language == "en" else "id")

    def when(self, moment: Moment) -> str:
        """``14.00``, ``besok 14.00``; another day has its date: ``Kam 26 Nov 14.00``."""
        days = (self.day(moment) - self.day(self.now())).days
        time = self.clock(moment)
        if days in (0, 1):
            return self.say(words.TOMORROW_AT, time=time) if days else time
        return f"{self.date(moment)} {time}"

    def when_of(self, text: str) -> str:
        """The same of a moment from the wire; empty where there is none."""
        return self.when(queue.at(text)) if text else ""

    def ticket(self, id_: str) -> TicketView | None:
        return self.look().tickets.get(id_)

    def allows(self, permit: Permit) -> bool:
        return self.sitting.allows(permit)


def order(name: str, body: dict[str, Any], number: str = "") -> Draft:
    """An order of a room. Which act it was the room knows; `Draft.act` is for the counters."""
    return Draft(Act.MENU, name, body, number)


@dataclass(frozen=True, slots=True)
class Chain(Draft):
    """The first of several orders; the `rest` follow one by one, until one is refused."""

    rest: tuple[Draft, ...] = ()


def chain(drafts: Sequence[Draft]) -> Chain | None:
    """Several orders as one choice; None where there are none."""
    if not drafts:
        return None
    first, *rest = drafts
    return Chain(first.act, first.name, first.body, first.number, rest=tuple(rest))

"""What the hall is at: open, before its time, in a break, or closed.

What really happens beats the plan: a hall in which people are called is open, whatever its hours
say (a zone that works through the break, a demonstration at night).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from display import words
from display.words import both
from shared.domain.hours import DayPlan, business_date, day_begins, day_plan, next_opening
from shared.domain.ids import MINUTE, SECOND, Moment
from shared.domain.site import Site, Texts

BREAK_NOTICE = 30 * MINUTE
"""How long before it a break is announced."""


class Kind(StrEnum):
    OPEN = "open"
    EARLY = "early"
    BREAK = "break"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The kind, with the words for it: what it is, and what that means for the visitor."""

    kind: Kind
    title: Texts = field(default_factory=dict)
    detail: Texts = field(default_factory=dict)
    notice: Texts = field(default_factory=dict)
    """For the footer: the break, while it is on or near."""


class Calls:
    """The last calls that a TV knows of."""

    def __init__(self) -> None:
        self.standing: Moment | None = None
        """Of those that are being served or waited for."""
        self._ever = Moment(0)

    def take(self, calls: Iterable[Moment]) -> None:
        self.standing = max(calls, default=None)
        self._ever = max(self._ever, self.standing or self._ever)

    def since(self, moment: Moment) -> bool:
        """Whether anybody was called since, though they may be gone by now."""
        return self._ever >= moment


def occasion(site: Site, now: Moment, *, active: bool, calls: Calls) -> Occasion:
    """`active`: somebody waits, or numbers are given out."""
    date = business_date(site, now)
    plan = day_plan(site, date)
    pause = plan.break_at(now)
    if pause is not None and not (calls.standing is not None and calls.standing >= pause[0]):
        title = _break(site, pause)
        return Occasion(
            kind=Kind.BREAK,
            title=title,
            detail=words.STILL_VALID,
            notice=_joined(title, words.STILL_VALID),
        )
    if _is_closed(plan, now) and not active:
        return _closed(site, plan, now)
    begun = calls.since(day_begins(site, date.isoformat()))
    if plan.opens is not None and now < plan.opens and not begun:
        title = both(words.STARTS, time=clock(site, plan.opens))
        return Occasion(kind=Kind.EARLY, title=title, detail=words.NUMBERS_NOW)
    return Occasion(kind=Kind.OPEN, notice=_coming_break(site, plan, now))


def clock(site: Site, at: Moment) -> dict[str, str]:
    """The local time of day in both languages: "09.12", "09:12"."""
    local = _local(site, at)
    return {"id": f"{local:%H.%M}", "en": f"{local:%H:%M}"}


def day(site: Site, at: Moment) -> dict[str, str]:
    """The local date in words in every language: "Sabtu, 21 November"."""
    local = _local(site, at)
    weekday, month = local.weekday(), local.month - 1
    own = {one.code: one.calendar for one in site.tongues}
    return {
        **{
            code: f"{one.weekdays[weekday]}, {local.day} {one.short_months[month]}"
            for code, one in own.items()
        },
        **{
            code: f"{days[weekday]}, {local.day} {words.MONTHS[code][month]}"
            for code, days in words.DAYS.items()
        },
    }


def short_day(site: Site, at: Moment) -> str:
    """The local date for the corner of a TV: "Sabtu, 21 Nov"."""
    local = _local(site, at)
    month = words.MONTHS["id"][local.month - 1][:3]
    return f"{words.DAYS['id'][local.weekday()]}, {local.day} {month}"


def _is_closed(plan: DayPlan, now: Moment) -> bool:
    if plan.numbers_from is None or plan.closes is None:
        return True
    return not plan.numbers_from <= now < plan.closes


def _closed(site: Site, plan: DayPlan, now: Moment) -> Occasion:
    reason = plan.closed.reason if plan.closed else {}
    title = {
        language: _closed_for(closed, reason.get(language, ""))
        for language, closed in words.both(words.CLOSED).items()
    }
    opening = next_opening(site, now)
    if opening is None:
        return Occasion(kind=Kind.CLOSED, title=title)
    detail = both(words.NEXT_NUMBERS, day=day(site, opening), time=clock(site, opening))
    return Occasion(kind=Kind.CLOSED, title=title, detail=detail)


def _closed_for(closed: str, reason: str) -> str:
    """A reason that says itself that it is closed is enough."""
    if closed.casefold() in reason.casefold():
        return reason
    return f"{closed} · {reason}" if reason else closed


def _coming_break(site: Site, plan: DayPlan, now: Moment) -> Texts:
    coming = next((one for one in plan.breaks if 0 < one[0] - now <= BREAK_NOTICE), None)
    return _joined(_break(site, coming), words.STILL_VALID) if coming else {}


def _break(site: Site, pause: tuple[Moment, Moment]) -> dict[str, str]:
    starts, ends = (clock(site, edge) for edge in pause)
    span = {language: f"{starts[language]}–{ends[language]}" for language in starts}
    return both(words.BREAK, span=span)


def _joined(first: Texts, second: Texts) -> dict[str, str]:
    again = words.both(second)
    return {
        language: f"{said}. {again[language]}"
        for language, said in first.items()
        if language in again
    }


def _local(site: Site, at: Moment) -> dt.datetime:
    return dt.datetime.fromtimestamp(at // SECOND, ZoneInfo(site.timezone))

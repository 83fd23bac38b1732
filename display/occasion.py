"""What the hall is at: open, before its time, in a break, or closed.

What really happens beats the plan: a hall in which people are called is open, whatever its hours
say (a zone that works through the break, a demonstration at night).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from display import words
from display.words import both
from shared.domain.hours import DayPlan, business_date, day_plan, next_opening
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


def occasion(site: Site, now: Moment, *, active: bool, last_call: Moment | None) -> Occasion:
    """`active`: somebody waits, or numbers are given out; `last_call`: when somebody was called."""
    plan = day_plan(site, business_date(site, now))
    pause = plan.break_at(now)
    if pause is not None and not (last_call is not None and last_call >= pause[0]):
        title = _break(site, pause)
        return Occasion(
            kind=Kind.BREAK,
            title=title,
            detail=words.STILL_VALID,
            notice=_joined(title, words.STILL_VALID),
        )
    if _is_closed(plan, now) and not active:
        return _closed(site, plan, now)
    if plan.numbers_from is not None and plan.opens is not None and now < plan.opens:
        title = both(words.STARTS, time=clock(site, plan.opens))
        return Occasion(kind=Kind.EARLY, title=title, detail=words.NUMBERS_NOW)
    return Occasion(kind=Kind.OPEN, notice=_coming_break(site, plan, now))


def clock(site: Site, at: Moment) -> dict[str, str]:
    """The local time of day in both languages: "09.12", "09:12"."""
    local = _local(site, at)
    return {"id": f"{local:%H.%M}", "en": f"{local:%H:%M}"}


def day(site: Site, at: Moment, *, year: bool = False) -> dict[str, str]:
    """The local date in words in both languages: "Sabtu, 21 November"."""
    local = _local(site, at)
    said = {
        language: f"{names[local.weekday()]}, {local.day} {words.MONTHS[language][local.month - 1]}"
        for language, names in words.DAYS.items()
    }
    return {language: f"{one} {local.year}" for language, one in said.items()} if year else said


def _is_closed(plan: DayPlan, now: Moment) -> bool:
    if plan.numbers_from is None or plan.closes is None:
        return True
    return not plan.numbers_from <= now < plan.closes


def _closed(site: Site, plan: DayPlan, now: Moment) -> Occasion:
    reason = plan.closed.reason if plan.closed else {}
    title = {
        language: " · ".join(part for part in (closed, reason.get(language, "")) if part)
        for language, closed in words.CLOSED.items()
    }
    opening = next_opening(site, now)
    if opening is None:
        return Occasion(kind=Kind.CLOSED, title=title)
    detail = both(words.NEXT_NUMBERS, day=day(site, opening), time=clock(site, opening))
    return Occasion(kind=Kind.CLOSED, title=title, detail=detail)


def _coming_break(site: Site, plan: DayPlan, now: Moment) -> Texts:
    coming = next((one for one in plan.breaks if 0 < one[0] - now <= BREAK_NOTICE), None)
    return _joined(_break(site, coming), words.STILL_VALID) if coming else {}


def _break(site: Site, pause: tuple[Moment, Moment]) -> dict[str, str]:
    starts, ends = (clock(site, edge) for edge in pause)
    span = {language: f"{starts[language]}–{ends[language]}" for language in starts}
    return both(words.BREAK, span=span)


def _joined(first: Texts, second: Texts) -> dict[str, str]:
    return {language: f"{said}. {second[language]}" for language, said in first.items()}


def _local(site: Site, at: Moment) -> dt.datetime:
    return dt.datetime.fromtimestamp(at // SECOND, ZoneInfo(site.timezone))

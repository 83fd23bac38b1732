"""When the hall gives out numbers: the plan of a day, in the site's own time zone.

An exception beats a holiday, a holiday beats the week: so a hall can open on a collective leave
day, or close on a Tuesday. The business date is the local date, never the one of UTC, which would
turn the day at 07.00 in Jakarta. All functions expect a site that passed its check.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shared.domain.ids import MINUTE, SECOND, Moment
from shared.domain.site import WEEKDAYS, DateException, DayHours, Hours, Site, Span, Texts

if TYPE_CHECKING:
    from holidays import HolidayBase

HORIZON_DAYS = 60
"""How far `next_opening` looks ahead."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")

_WEEKLY_CLOSURE: tuple[Texts, ...] = tuple(
    {"id": f"Tutup setiap hari {indonesian}", "en": f"Closed on {english}s"}
    for indonesian, english in (
        ("Senin", "Monday"),
        ("Selasa", "Tuesday"),
        ("Rabu", "Wednesday"),
        ("Kamis", "Thursday"),
        ("Jumat", "Friday"),
        ("Sabtu", "Saturday"),
        ("Minggu", "Sunday"),
    )
)


class ClosureKind(StrEnum):
    """Why a whole day is closed, in the order in which a visitor is told."""

    HOLIDAY = "holiday"
    EXCEPTION = "exception"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Closure:
    """A closed day's reason, fit to be shown to visitors."""

    kind: ClosureKind
    reason: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """One business day as moments; all of them None on a closed day."""

    date: dt.date
    opens: Moment | None = None
    closes: Moment | None = None
    breaks: tuple[tuple[Moment, Moment], ...] = ()
    numbers_from: Moment | None = None
    """Numbers are given out from this moment on, and never on the day before."""
    last_tickets: Moment | None = None
    """From this moment on no number is given out any more."""
    closed: Closure | None = None

    def gives_numbers(self, at: Moment) -> bool:
        """Whether numbers are given out at a moment; the midday break does not matter."""
        if self.numbers_from is None or self.last_tickets is None:
            return False
        return self.numbers_from <= at < self.last_tickets

    def break_at(self, at: Moment) -> tuple[Moment, Moment] | None:
        """The break (start, end) that a moment falls into."""
        return next((pause for pause in self.breaks if pause[0] <= at < pause[1]), None)


def clock_minutes(clock: str) -> int:
    """Minutes since midnight of ``"HH:MM"``; ValueError for anything else."""
    match = _CLOCK.fullmatch(clock)
    if match is None:
        raise ValueError(f"'{clock}' is no time of day (HH:MM, 00:00 to 23:59)")
    return int(match[1]) * 60 + int(match[2])


def business_date(site: Site, at: Moment) -> dt.date:
    """The site's local date at a moment."""
    return _local_date(site.timezone, at // MINUTE)


@lru_cache(maxsize=64)
def _local_date(timezone: str, minute: int) -> dt.date:
    """Kept, for every command asks; no clock on earth turns the day within a minute."""
    return dt.datetime.fromtimestamp(minute * MINUTE // SECOND, ZoneInfo(timezone)).date()


def day_begins(site: Site, date: str) -> Moment:
    """Midnight of a business date (``YYYY-MM-DD``) in the site's time zone."""
    return _moment(dt.date.fromisoformat(date), "00:00", ZoneInfo(site.timezone))


def day_plan(site: Site, date: dt.date) -> DayPlan:
    """The plan of a date; cheap to ask for each ticket."""
    return _plan(_Same(site.hours), site.timezone, site.languages, date)


def in_break(site: Site, at: Moment) -> tuple[Moment, Moment] | None:
    """The break (start, end) that is on at a moment: numbers are issued, nobody is called."""
    return day_plan(site, business_date(site, at)).break_at(at)


def next_opening(site: Site, at: Moment) -> Moment | None:
    """The first moment after `at` at which numbers begin to be given out.

    While numbers are given out it is the next day's, as for a visitor whose quota has run out.
    None when nothing opens within `HORIZON_DAYS`.
    """
    today = business_date(site, at)
    for ahead in range(HORIZON_DAYS + 1):
        begins = day_plan(site, today + dt.timedelta(days=ahead)).numbers_from
        if begins is not None and begins > at:
            return begins
    return None


class _Same:
    """Hours as a cache key by identity, for their mappings cannot be hashed.

    The cache holds the key and the key the hours, so no other object takes the same id meanwhile.
    """

    __slots__ = ("hours",)

    def __init__(self, hours: Hours) -> None:
        self.hours = hours

    def __hash__(self) -> int:
        return id(self.hours)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.hours is self.hours


@lru_cache(maxsize=512)
def _plan(same: _Same, timezone: str, languages: tuple[str, ...], date: dt.date) -> DayPlan:
    hours = same.hours
    exception = _exception(hours, date)
    if exception is not None:
        if exception.hours is None:
            return _closed(date, ClosureKind.EXCEPTION, exception.reason)
        return _open(hours, exception.hours, ZoneInfo(timezone), date)
    holiday = public_holidays(hours.holidays, date.year, languages).get(date)
    if holiday is not None:
        return _closed(date, ClosureKind.HOLIDAY, holiday)
    weekly = hours.weekly.get(WEEKDAYS[date.weekday()])
    if weekly is None:
        return _closed(date, ClosureKind.WEEKLY, _WEEKLY_CLOSURE[date.weekday()])
    return _open(hours, weekly, ZoneInfo(timezone), date)


def _exception(hours: Hours, date: dt.date) -> DateException | None:
    name = date.isoformat()
    return next((exception for exception in hours.exceptions if exception.date == name), None)


def _closed(date: dt.date, kind: ClosureKind, reason: Texts) -> DayPlan:
    return DayPlan(date=date, closed=Closure(kind, reason))


def _open(hours: Hours, day: DayHours, zone: ZoneInfo, date: dt.date) -> DayPlan:
    opens, closes = _moment(date, day.opens, zone), _moment(date, day.closes, zone)
    numbers_from = max(opens - hours.numbers_from * MINUTE, _moment(date, "00:00", zone))
    return DayPlan(
        date=date,
        opens=opens,
        closes=closes,
        breaks=tuple(_moments(date, span, zone) for span in day.breaks),
        numbers_from=Moment(numbers_from),
        last_tickets=Moment(max(closes - hours.last_tickets * MINUTE, numbers_from)),
    )


def _moments(date: dt.date, span: Span, zone: ZoneInfo) -> tuple[Moment, Moment]:
    return _moment(date, span.opens, zone), _moment(date, span.closes, zone)


def _moment(date: dt.date, clock: str, zone: ZoneInfo) -> Moment:
    hour, minute = divmod(clock_minutes(clock), 60)
    local = dt.datetime(date.year, date.month, date.day, hour, minute, tzinfo=zone)
    return Moment(int(local.timestamp()) * SECOND)


@lru_cache(maxsize=32)
def public_holidays(
    country: str | None, year: int, languages: tuple[str, ...]
) -> Mapping[dt.date, Texts]:
    """A year's public holidays and collective leave days with their names.

    The names are in the languages that the calendar knows of those asked for, and always in the
    country's own. NotImplementedError: there is no calendar for the country.
    """
    if country is None:
        return {}
    import holidays  # it brings every country's: not at the start of what never asks for a day

    calendar = holidays.country_holidays(country)
    named: dict[dt.date, dict[str, str]] = {}
    for key, language in _calendar_languages(calendar, languages).items():
        for date, name in _calendar(country, year, language).items():
            named.setdefault(date, {})[key] = name
    return named


def _calendar_languages(calendar: HolidayBase, languages: tuple[str, ...]) -> dict[str, str | None]:
    """Our language keys with the calendar's own codes (``en`` is its ``en_US``)."""
    own = calendar.default_language
    known: dict[str, str | None] = {own.partition("_")[0]: own} if own else {"": None}
    for code in calendar.supported_languages:
        key = code.partition("_")[0]
        if key in languages:
            known.setdefault(key, code)
    return known


def _calendar(country: str, year: int, language: str | None) -> HolidayBase:
    import holidays

    leave = {"public", "government"}
    known = holidays.country_holidays(country).supported_categories
    return holidays.country_holidays(
        country, years=year, language=language, categories=tuple(leave.intersection(known))
    )

"""The hours: days that exist, times in order, holidays of a known country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shared.domain.hours import clock_minutes, public_holidays
from shared.domain.site import WEEKDAYS, DateException, DayHours, Hours, Site, Span
from shared.domain.site_check.finding import Finding, error, warning

_ANY_YEAR = 2026
_DAY_MINUTES = 24 * 60


def findings(site: Site) -> Iterator[Finding]:
    hours = site.hours
    for day, day_hours in hours.weekly.items():
        if day not in WEEKDAYS:
            yield error(
                f"hours.weekly.{day}", f"'{day}' is no weekday", f"one of {', '.join(WEEKDAYS)}"
            )
        yield from _day(f"hours.weekly.{day}", day_hours, hours)
    if not hours.weekly:
        yield warning("hours.weekly", "the hall is closed on every day of the week")
    for index, exception in enumerate(hours.exceptions):
        yield from _exception(f"hours.exceptions[{index}]", exception, hours)
    for key in ("numbers_from", "last_tickets"):
        if not 0 <= getattr(hours, key) < _DAY_MINUTES:
            yield error(f"hours.{key}", "is out of bounds", "minutes, from 0 up to less than a day")
    yield from _holidays(hours.holidays)


def _exception(where: str, exception: DateException, hours: Hours) -> Iterator[Finding]:
    if not _is_date(exception.date):
        yield error(f"{where}.date", f"'{exception.date}' is no date", "YYYY-MM-DD")
    if exception.hours is not None:
        yield from _day(f"{where}.hours", exception.hours, hours)


def _is_date(date: str) -> bool:
    try:
        return dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False


def _holidays(country: str | None) -> Iterator[Finding]:
    try:
        public_holidays(country, _ANY_YEAR, ())
    except NotImplementedError:
        yield error(
            "hours.holidays", f"no holidays are known for '{country}'", "ID for Indonesia, or null"
        )


def _day(where: str, day: DayHours, hours: Hours) -> Iterator[Finding]:
    bounds = _span(day)
    if isinstance(bounds, str):
        yield error(where, bounds)
        return
    if bounds[1] - bounds[0] <= hours.last_tickets - hours.numbers_from:
        yield warning(where, "no number is ever given out", "a longer day or less `last_tickets`")
    previous = bounds[0]
    for index, pause in enumerate(day.breaks):
        span = _span(pause)
        if isinstance(span, str):
            yield error(f"{where}.breaks[{index}]", span)
        elif span[0] < previous or span[1] > bounds[1]:
            what = f"{pause.opens}–{pause.closes} is outside the day or overlaps the break before"
            yield error(f"{where}.breaks[{index}]", what, "inside the day, in order")
        else:
            previous = span[1]


def _span(span: Span | DayHours) -> tuple[int, int] | str:
    """Begin and end in minutes since midnight, else what is wrong with them."""
    try:
        opens, closes = clock_minutes(span.opens), clock_minutes(span.closes)
    except ValueError as fault:
        return str(fault)
    return (opens, closes) if opens < closes else f"{span.opens} is not before {span.closes}"

"""Times as visitors read them: the next opening, when a call is likely."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.domain.ids import Moment
from shared.language.dates import Language, calendar, clock_time, ticket_date
from shared.language.tongues import known


class Forecast(NamedTuple):
    """When a ticket is likely to be called, and by when in nine cases of ten."""

    expected: Moment
    late: Moment
    soon: bool = False
    """Nobody is before it: whoever goes away for a coffee may miss the call."""

    @property
    def span(self) -> tuple[Moment, Moment]:
        return self.expected, self.late


def language_of(code: str) -> Language:
    """One of the languages that the kiosk speaks: this one, or the hall's first."""
    return known(code)


def opening_text(opens: int, now: int, zone: ZoneInfo, language: Language) -> str:
    """A coming moment: "hari ini 13.00", "besok 07.30", "Senin 07.30", else with the date."""
    return f"{day_text(opens, now, zone, language)} {clock_time(opens, zone, language)}"


def day_text(opens: int, now: int, zone: ZoneInfo, language: Language) -> str:
    """Its day: "hari ini", "besok", "Senin", else the date."""
    days = (_date(opens, zone) - _date(now, zone)).days
    names = calendar(language)
    if 0 <= days <= 1:
        return (names.today, names.tomorrow)[days]
    if 1 < days <= 6:
        return names.weekdays[_date(opens, zone).weekday()]
    return " ".join(ticket_date(opens, zone, language).split()[:3])


def moment_text(moment: int) -> str:
    """A moment as it stands on the wire."""
    return dt.datetime.fromtimestamp(moment / 1000, dt.UTC).isoformat()


def span_text(span: tuple[int, int], zone: ZoneInfo, language: Language) -> str:
    """ "09.40–10.05" """
    return "–".join(clock_time(end, zone, language) for end in span)


def _date(moment: int, zone: ZoneInfo) -> dt.date:
    return dt.datetime.fromtimestamp(moment / 1000, zone).date()

"""Times as visitors read them: the next opening, the estimate of a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.domain.ids import MINUTE, Moment
from shared.language.dates import Language, clock_time, ticket_date

_WORDS: dict[Language, tuple[str, str]] = {"id": ("hari ini", "besok"), "en": ("today", "tomorrow")}
_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ROUND = 5 * MINUTE


class Forecast(NamedTuple):
    """Between which moments a ticket is likely to be called."""

    early: Moment
    late: Moment
    soon: bool = False
    """Nobody is before it: whoever goes away for a coffee may miss the call."""

    @property
    def span(self) -> tuple[Moment, Moment]:
        return self.early, self.late


def language_of(code: str) -> Language:
    """One of the two languages that the kiosk speaks."""
    return "en" if code == "en" else "id"


def opening_text(opens: int, now: int, zone: ZoneInfo, language: Language) -> str:
    """A coming moment: "hari ini 13.00", "besok 07.30", "Senin 07.30", else with the date."""
    days = (_date(opens, zone) - _date(now, zone)).days
    clock = clock_time(opens, zone, language)
    if 0 <= days <= 1:
        return f"{_WORDS[language][days]} {clock}"
    if 1 < days <= 6:
        return f"{_WEEKDAYS[language][_date(opens, zone).weekday()]} {clock}"
    day, date, month = ticket_date(opens, zone, language).split()[:3]
    return f"{day} {date} {month} {clock}"


def estimate(
    now: int, low: int, high: int, breaks: Iterable[tuple[int, int]] = ()
) -> tuple[Moment, Moment]:
    """Wait minutes as moments on the five minutes around them: nothing promises a minute.

    The first is never before `now`: a time that has passed is no forecast. Nor is one in a break
    still to come (`breaks`: start and end, in their order): nobody is called then.
    """
    pauses = [pause for pause in breaks if pause[0] > now]
    from_, to = (_over(pauses, now + minutes * MINUTE) for minutes in (low, high))
    early = max(from_ // _ROUND, -(-now // _ROUND)) * _ROUND
    late = -(-to // _ROUND) * _ROUND
    return Moment(early), Moment(max(late, early + _ROUND))


def _over(breaks: list[tuple[int, int]], at: int) -> int:
    """The same amount of work later, with the breaks that fall in between."""
    for start, end in breaks:
        if start < at:
            at += end - start
    return at


def moment_text(moment: int) -> str:
    """A moment as it stands on the wire."""
    return dt.datetime.fromtimestamp(moment / 1000, dt.UTC).isoformat()


def span_text(span: tuple[int, int], zone: ZoneInfo, language: Language) -> str:
    """ "09.40–10.05" """
    return "–".join(clock_time(end, zone, language) for end in span)


def _date(moment: int, zone: ZoneInfo) -> dt.date:
    return dt.datetime.fromtimestamp(moment / 1000, zone).date()

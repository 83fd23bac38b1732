"""Dates and clock times as they stand on paper, in each language of the hall.

The names come from tables here and not from the machine's locale: a kiosk set up in English must
still print Indonesian dates.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.tongue import Calendar
from shared.language.tongues import known, tongue

Language = str
"""Two or three letters: ``id``, ``en``, or what the hall has a file for."""

_BUILT_IN = {
    "id": Calendar(
        weekdays=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
        short_days=("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
        short_months=(
            *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
            *("Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
        ),
        today="hari ini",
        tomorrow="besok",
    ),
    "en": Calendar(
        weekdays=(
            *("Monday", "Tuesday", "Wednesday", "Thursday"),
            *("Friday", "Saturday", "Sunday"),
        ),
        short_days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        short_months=(
            *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
            *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ),
        today="today",
        tomorrow="tomorrow",
        hour_mark=":",
    ),
}

# Waktu Indonesia Barat, Tengah, Timur. The time zone data says "+08" for some of them.
_INDONESIAN_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def calendar(language: Language) -> Calendar:
    """How a language names days and months; the hall's first one for a language nobody knows."""
    language = known(language)
    found = tongue(language)
    return found.calendar if found is not None else _BUILT_IN[language]


def ticket_date(moment_ms: int, zone: ZoneInfo, language: Language) -> str:
    """Day, date and time with the zone's short name: "Sab 21 Nov 2026 09.12 WIB".

    `moment_ms` is in milliseconds since the epoch, UTC.
    """
    date, clock = short_date(moment_ms, zone, language), clock_time(moment_ms, zone, language)
    year = _local(moment_ms, zone).year
    return f"{date} {year} {clock} {zone_label(moment_ms, zone)}"


def short_date(moment_ms: int, zone: ZoneInfo, language: Language) -> str:
    """Day and date without the year: "Sab 21 Nov"."""
    local = _local(moment_ms, zone)
    names = calendar(language)
    return f"{names.short_days[local.weekday()]} {local.day} {names.short_months[local.month - 1]}"


def clock_time(moment_ms: int, zone: ZoneInfo, language: Language) -> str:
    """The local time of day: "09.12" in Indonesian, "09:12" in English."""
    local = _local(moment_ms, zone)
    return f"{local.hour:02}{calendar(language).hour_mark}{local.minute:02}"


def zone_label(moment_ms: int, zone: ZoneInfo) -> str:
    """WIB, WITA or WIT in Indonesia; elsewhere what the time zone data calls it."""
    known = _INDONESIAN_ZONES.get(zone.key or "")
    return known or _local(moment_ms, zone).tzname() or ""


def _local(moment_ms: int, zone: ZoneInfo) -> datetime:
    # Not fromtimestamp: floating seconds may round a millisecond into the next minute.
    return (_EPOCH + timedelta(milliseconds=moment_ms)).astimezone(zone)

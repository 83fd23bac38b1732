"""Each value on its own: codes, prefixes, colours, languages, numbers and their limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from shared.domain.icons import SITE_ICONS
from shared.domain.site import Site, Zone
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.site_check.texts import REASON_LISTS, texts_of

_CODED = ("priority", "assistance", "profiles", "roles")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_PREFIX = re.compile(r"[A-HJ-NP-Z]{1,3}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LETTER_NAME = re.compile(r"(?<!\w)[A-Za-z](?!\w)")

HIGHEST_CONTROL_MM = 1_220
"""EN 301 549, 8.3: above it nobody reaches from a wheelchair."""
LEAST_REACH_MM = 240
"""What the kiosk's keyboard, one row of choices and the bar below need."""

_LIMITS: dict[str, dict[str, tuple[float, float]]] = {
    "zones": {"floor": (-9, 99)},
    "series": {"width": (2, 5), "start": (0, 99_999)},
    "services": {
        "minutes": (0.5, 480),
        "target_wait": (1, 480),
        "quota": (1, 99_999),
        "people_max": (1, 99),
        "popular": (1, 99),
    },
    "priority": {"minutes": (0, 480)},
    "counters": {"number": (1, 999)},
    "displays": {"diagonal_inches": (5, 300), "distance_metres": (0.5, 60)},
    "kiosks": {
        "floor": (-9, 99),
        "diagonal_inches": (7, 100),
        "bottom_mm": (0, 1_500),
        "distance_mm": (200, 3_000),
    },
}
HOLD_MINUTES = (1, 240)
"""What a visitor may be asked to come back in."""
_RULES = {
    "no_show_calls": (0, 9),
    "no_show_seconds": (0, 600),
    "grace_minutes": (0, 480),
    "missed_minutes": (0, 480),
    "staff_grace_minutes": (0, 480),
    "late_behind": (1, 99),
    "auto_call_seconds": (0, 600),
    "note_days": (0, 366),
    "personal_days": (0, 366),
    "session_idle_minutes": (0, 1_440),
    "long_wait_people": (1, 9_999),
    "emergency_numbers": (0, 500),
}
_MAY_BE_EMPTY = frozenset({"give_priority", "note", "move"})
"""Lists of reasons that nobody has to choose from."""


def findings(site: Site) -> Iterator[Finding]:
    yield from _hall(site)
    yield from _codes(site)
    yield from _series(site)
    yield from _zones(site)
    yield from _pictures(site)
    yield from _numbers(site)
    yield from _choices(site)
    yield from _texts(site)


def _hall(site: Site) -> Iterator[Finding]:
    for name in ("name", "place"):
        if not getattr(site, name).strip():
            yield error(name, "is empty")
    if not known_timezone(site.timezone):
        remedy = "for example Asia/Jakarta, Asia/Makassar or Asia/Jayapura"
        yield error("timezone", f"'{site.timezone}' is no time zone", remedy)
    if not site.languages:
        yield error("languages", "no language", 'for example ["id", "en"]')
    for index, language in enumerate(site.languages):
        if not _LANGUAGE.fullmatch(language) or language in site.languages[:index]:
            yield error(f"languages[{index}]", f"'{language}' is no language or stands twice")
    address = site.public_address
    if address is not None and not _web_address(address):
        yield error("public_address", f"'{address}' is no web address", "https://… or leave it out")


def known_timezone(name: str) -> bool:
    """Whether the system knows the time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def _codes(site: Site) -> Iterator[Finding]:
    for name in (*("zones", "agencies", "series", "services"), *_CODED):
        for index, part in enumerate(getattr(site, name)):
            yield from _code(f"{name}[{index}].code", part.code)
    for name in ("counters", "displays", "kiosks"):
        for index, part in enumerate(getattr(site, name)):
            yield from _code(f"{name}[{index}].id", part.id)
    for kind in REASON_LISTS:
        reasons = getattr(site.reasons, kind)
        if not reasons and kind not in _MAY_BE_EMPTY:
            yield error(f"reasons.{kind}", "is empty", "an officer must have one to choose")
        for index, reason in enumerate(reasons):
            yield from _code(f"reasons.{kind}[{index}].code", reason.code)


def _code(where: str, code: str) -> Iterator[Finding]:
    if not _CODE.fullmatch(code):
        yield error(where, f"'{code}' is no code", "letters, digits, '-', '_' and '.', at most 40")


def _series(site: Site) -> Iterator[Finding]:
    for index, series in enumerate(site.series):
        if not _PREFIX.fullmatch(series.prefix):
            yield error(
                f"series[{index}].prefix",
                f"'{series.prefix}' is no prefix",
                "one to three letters A–Z without I and O, which read as 1 and 0",
            )
        if len(str(series.start)) > series.width:
            yield error(f"series[{index}].start", f"{series.start} needs more digits than `width`")


def _zones(site: Site) -> Iterator[Finding]:
    for index, zone in enumerate(site.zones):
        if _is_letter(zone):
            yield error(
                f"zones[{index}].name",
                f"'{zone.code}' is named by a letter; letters belong to tickets",
                "name it by a colour, for example Zona Biru",
            )
        if not _COLOUR.fullmatch(zone.colour):
            yield error(f"zones[{index}].colour", f"'{zone.colour}' is no colour", "#rrggbb")
        yield from _code(f"zones[{index}].voice_group", zone.voice_group)


def _is_letter(zone: Zone) -> bool:
    return len(zone.code) == 1 or any(_LETTER_NAME.search(name) for name in zone.name.values())


def _pictures(site: Site) -> Iterator[Finding]:
    for index, agency in enumerate(site.agencies):
        if not agency.short.strip():
            yield error(f"agencies[{index}].short", "is empty")
        if not _COLOUR.fullmatch(agency.colour):
            yield error(f"agencies[{index}].colour", f"'{agency.colour}' is no colour", "#rrggbb")
    for name in ("agencies", "services"):
        for index, part in enumerate(getattr(site, name)):
            if part.icon not in SITE_ICONS:
                known = ", ".join(sorted(SITE_ICONS))
                yield warning(f"{name}[{index}].icon", f"no drawing of '{part.icon}'", known)


def _numbers(site: Site) -> Iterator[Finding]:
    for name, limits in _LIMITS.items():
        for index, part in enumerate(getattr(site, name)):
            for key, limit in limits.items():
                yield from _within(f"{name}[{index}].{key}", getattr(part, key), limit)
    for key, limit in _RULES.items():
        yield from _within(f"rules.{key}", getattr(site.rules, key), limit)
    yield from _minutes(site)
    yield from _within("voice.rate", site.voice.rate, (80, 300))
    yield from _within("desk_floor", site.desk_floor, (-9, 99))


def _minutes(site: Site) -> Iterator[Finding]:
    """Of pauses, of holds, and those that a help waits for."""
    for index, minutes in enumerate(site.rules.hold_minutes):
        yield from _within(f"rules.hold_minutes[{index}]", minutes, HOLD_MINUTES)
    for index, reason in enumerate(site.reasons.pause):
        yield from _within(f"reasons.pause[{index}].minutes", reason.minutes, (1, 480))
    for name in ("counters", "profiles"):
        for index, part in enumerate(getattr(site, name)):
            for n, help_ in enumerate(part.help):
                where = f"{name}[{index}].help[{n}]"
                yield from _within(f"{where}.more_than", help_.more_than, (0, 9_999))
                yield from _within(f"{where}.waits_longer_than", help_.waits_longer_than, (0, 480))


def _within(where: str, value: float | None, limit: tuple[float, float]) -> Iterator[Finding]:
    low, high = limit
    # Not `value < low or value > high`: that lets "not a number" pass.
    if value is not None and not low <= value <= high:
        yield error(where, f"{value:g} is out of bounds", f"from {low:g} to {high:g}")


def _choices(site: Site) -> Iterator[Finding]:
    yield from _one_of("voice.reading", site.voice.reading, ("digits", "word"))
    yield from _one_of("voice.english", site.voice.english, ("ticket", "always", "never"))
    for index, kiosk in enumerate(site.kiosks):
        if HIGHEST_CONTROL_MM - kiosk.bottom_mm < LEAST_REACH_MM:
            low = HIGHEST_CONTROL_MM - LEAST_REACH_MM
            high = f"a screen {kiosk.bottom_mm} mm above the floor is out of a wheelchair's reach"
            yield warning(f"kiosks[{index}].bottom_mm", high, f"{low} mm at most")
        if kiosk.paper_mm not in (58, 80):
            yield error(f"kiosks[{index}].paper_mm", f"no paper of {kiosk.paper_mm} mm", "58 or 80")


def _one_of(where: str, value: str, known: tuple[str, ...]) -> Iterator[Finding]:
    if value not in known:
        yield error(where, f"'{value}' is unknown", f"one of {', '.join(known)}")


def _texts(site: Site) -> Iterator[Finding]:
    for spot in texts_of(site):
        if spot.needed and not any(each.strip() for each in spot.texts.values()):
            yield error(spot.where, "is empty")
        for language in spot.texts:
            if language not in site.languages:
                yield warning(
                    f"{spot.where}.{language}", "is in no language of the site", "see languages"
                )

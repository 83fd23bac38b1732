"""The playlist: what TVs show beside the calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.domain.site import NOTICE, PICTURE, RUNNING, VIDEO, WAITS, WEEKDAYS, Playing, Site
from shared.domain.site_check.finding import Finding, error, warning

KINDS = (PICTURE, VIDEO, NOTICE, RUNNING, WAITS)
LONGEST_SECONDS = 1800
SHORTEST_SECONDS = 4
"""Nobody reads anything in less."""
LONGEST_NOTICE = 280
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_LAST = "24:00"


def findings(site: Site) -> Iterator[Finding]:
    zones = {zone.code for zone in site.zones}
    for index, entry in enumerate(site.playlist):
        where = f"playlist[{index}]"
        if entry.kind not in KINDS:
            yield error(f"{where}.kind", f"'{entry.kind}' is no kind", f"one of {', '.join(KINDS)}")
            continue
        yield from _content(where, entry)
        yield from _times(where, entry)
        for zone in entry.zones:
            if zone not in zones:
                yield error(f"{where}.zones", f"there is no zone '{zone}'")


def _content(where: str, entry: Playing) -> Iterator[Finding]:
    if entry.kind in (PICTURE, VIDEO):
        if not entry.file:
            yield error(f"{where}.file", "is missing", "its name in 'giliran media list'")
    elif entry.file:
        yield error(f"{where}.file", f"a {entry.kind} has no file", "only pictures and videos do")
    if entry.kind not in (NOTICE, RUNNING):
        return
    if not any(said.strip() for said in entry.text.values()):
        yield error(f"{where}.text", "is missing", 'for example {"id": "Kantin di lantai 2."}')
    if any(len(said) > LONGEST_NOTICE for said in entry.text.values()):
        yield warning(
            f"{where}.text",
            f"longer than {LONGEST_NOTICE} letters: it is small, and nobody reads it to its end",
            "say it shorter, or in two notices",
        )


def _times(where: str, entry: Playing) -> Iterator[Finding]:
    if entry.seconds and not SHORTEST_SECONDS <= entry.seconds <= LONGEST_SECONDS:
        bounds = f"from {SHORTEST_SECONDS} to {LONGEST_SECONDS}, or 0 for the usual time"
        yield error(f"{where}.seconds", f"{entry.seconds} is out of bounds", bounds)
    for day in entry.days:
        if day not in WEEKDAYS:
            yield error(f"{where}.days", f"'{day}' is no day", f"one of {', '.join(WEEKDAYS)}")
    for key, said in (("begins", entry.begins), ("ends", entry.ends)):
        if said and not _TIME.fullmatch(said) and (key, said) != ("ends", _LAST):
            yield error(f"{where}.{key}", f"'{said}' is no time of day", "HH:MM")
    if entry.begins and entry.begins == entry.ends:
        yield error(f"{where}.ends", "is when it begins: it would never be on", "a later time")

"""What of a site's playlist is on at a moment, for the TV of some zones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from display.timing import MESSAGE, PICTURE, TABLE
from shared.domain.ids import SECOND, Moment
from shared.domain.site import NOTICE, RUNNING, WEEKDAYS, Playing, Site, Texts

USUAL = {NOTICE: MESSAGE, "waits": TABLE}
"""How long something stands that does not say so itself; a picture as long as all others."""


def shown(site: Site, zones: Collection[str], now: Moment) -> list[Playing]:
    """What the panel shows in turn; the running text is the footer's."""
    return [one for one in site.playlist if one.kind != RUNNING and _is_on(site, one, zones, now)]


def running(site: Site, zones: Collection[str], now: Moment) -> list[Texts]:
    """The texts of the footer."""
    found = (one for one in site.playlist if one.kind == RUNNING)
    return [one.text for one in found if _is_on(site, one, zones, now)]


def wanted(site: Site, zones: Collection[str]) -> list[str]:
    """The names of all files that this TV will ever need, each once, in their order."""
    own = (one.file for one in site.playlist if one.file and _is_here(one, zones))
    return list(dict.fromkeys(own))


def length(entry: Playing) -> int:
    """ms it stands there; of a video without a limit 0."""
    if entry.seconds or entry.kind == "video":
        return entry.seconds * SECOND
    return USUAL.get(entry.kind, PICTURE)


def _is_here(entry: Playing, zones: Collection[str]) -> bool:
    return not entry.zones or any(zone in zones for zone in entry.zones)


def _is_on(site: Site, entry: Playing, zones: Collection[str], now: Moment) -> bool:
    """What begins in the evening and ends in the morning belongs to the evening's day."""
    if not _is_here(entry, zones):
        return False
    local = dt.datetime.fromtimestamp(now // SECOND, ZoneInfo(site.timezone))
    minute = f"{local:%H:%M}"
    begins, ends = entry.begins or "00:00", entry.ends or "24:00"
    day = local.weekday()
    if begins < ends:
        return begins <= minute < ends and _has_day(entry, day)
    if minute >= begins:
        return _has_day(entry, day)
    return minute < ends and _has_day(entry, day - 1)


def _has_day(entry: Playing, day: int) -> bool:
    return not entry.days or WEEKDAYS[day] in entry.days

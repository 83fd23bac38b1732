"""How loud the voice is at an hour: quiet hours, and the volume of the day.

Pure: who speaks asks with the site's local time. Of several quiet hours at once the softest holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from shared.domain.site import WEEKDAYS, Quiet, Voice

FULL = 100


def percent_at(voice: Voice, local: datetime) -> int:
    """Of a TV's own volume, in percent; 0: nothing is spoken."""
    usual = _by_hour(voice.volume_by_hour, local.time())
    quiet = min((one.percent for one in voice.quiet if holds(one, local)), default=FULL)
    return round(usual * quiet / FULL)


def holds(quiet: Quiet, local: datetime) -> bool:
    """Whether it is quiet then; hours that end at or before they begin go on past midnight."""
    begins, ends = time.fromisoformat(quiet.begins), time.fromisoformat(quiet.ends)
    now = local.time()
    if begins < ends:
        return begins <= now < ends and _on(quiet, local)
    if now >= begins:
        return _on(quiet, local)
    return now < ends and _on(quiet, local - timedelta(days=1))


def _on(quiet: Quiet, day: datetime) -> bool:
    return not quiet.days or WEEKDAYS[day.weekday()] in quiet.days


def _by_hour(volumes: Mapping[str, int], now: time) -> int:
    """What was set last; before the day's first hour, what held the evening before."""
    if not volumes:
        return FULL
    hours = sorted((time.fromisoformat(hour), percent) for hour, percent in volumes.items())
    so_far = [percent for hour, percent in hours if hour <= now]
    return so_far[-1] if so_far else hours[-1][1]

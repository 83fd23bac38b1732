"""Where it is between ten and eleven o'clock now: a test about this morning does not fail at night,
when "an hour ago" was yesterday.
"""

from __future__ import annotations

import datetime as dt


def mid_morning_zone() -> str:
    """The name of a time zone in which the local time is 10:00 to 10:59."""
    east = 10 - dt.datetime.now(dt.UTC).hour
    east += 24 if east < -12 else 0
    return f"Etc/GMT{-east:+d}"  # its sign is that of POSIX: west of Greenwich is positive

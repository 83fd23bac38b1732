"""How long visitors need from the first touch to their paper, from what kiosks have told.

Nothing of a person is in it: whole seconds, the language, how the kiosk showed itself, and whether
the service stood on the first screen. No ticket, no service, no time of day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

TARGETS = {True: 20, False: 45}
"""Seconds that the median may take: services of the first screen, all others."""
SLOWEST = 90
"""Seconds within which nine of ten have their paper."""
LONGEST = 3_600
"""A longer visit is told of a kiosk whose screen somebody leant on."""


class PaperCount(msgspec.Struct, frozen=True):
    """How often it took so long on a day."""

    popular: bool
    language: str
    modes: str
    """Joined by "+"; empty: as the kiosk shows itself to everybody."""
    seconds: int
    count: int


class Pace(msgspec.Struct, frozen=True):
    """What a group of visits needed, in seconds."""

    group: str
    visits: int
    median: int
    ninetieth: int
    target: int = 0
    """For the median; 0: there is none for this group."""

    @property
    def kept(self) -> bool:
        return self.ninetieth <= SLOWEST and (not self.target or self.median <= self.target)


class QuickReport(msgspec.Struct, frozen=True):
    """The paces of some days; groups without a visit are left out."""

    all: list[Pace]
    services: list[Pace]
    languages: list[Pace]
    modes: list[Pace]


class _Kept(msgspec.Struct):
    """The part of `refused.json` that is about this."""

    to_paper: dict[str, list[PaperCount]] = {}


def kept_in(file: Path) -> dict[str, list[PaperCount]]:
    """By business date, what a hub has written down; nothing where it has not yet.

    OSError, msgspec.DecodeError: the file cannot be read.
    """
    if not file.exists():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=_Kept).to_paper


def quick_report(
    days: Mapping[str, Iterable[PaperCount]], first: str = "", last: str = "9999"
) -> QuickReport:
    """The paces from one business date to another, both with it."""
    counts = [one for date, told in days.items() if first <= date <= last for one in told]
    shelves = [
        _pace(_SHELVES[popular], _of(counts, popular), TARGETS[popular]) for popular in _BOTH
    ]
    spoken = sorted({one.language for one in counts})
    shown = sorted({one.modes for one in counts})
    return QuickReport(
        all=_seen([_pace("all", counts)]),
        services=_seen(shelves),
        languages=[_pace(code, [c for c in counts if c.language == code]) for code in spoken],
        modes=[_pace(mode or "usual", [c for c in counts if c.modes == mode]) for mode in shown],
    )


_BOTH = (True, False)
_SHELVES = {True: "first screen", False: "the rest"}


def _of(counts: list[PaperCount], popular: bool) -> list[PaperCount]:
    return [one for one in counts if one.popular is popular]


def _seen(paces: list[Pace]) -> list[Pace]:
    return [pace for pace in paces if pace.visits]


def _pace(group: str, counts: list[PaperCount], target: int = 0) -> Pace:
    by_seconds: Counter[int] = Counter()
    for one in counts:
        by_seconds[one.seconds] += one.count
    median, ninetieth = (_within(by_seconds, share) for share in (50, 90))
    return Pace(group, by_seconds.total(), median, ninetieth, target)


def _within(by_seconds: Counter[int], percent: int) -> int:
    """The seconds within which so many of a hundred had their paper."""
    wanted, met = by_seconds.total() * percent, 0
    for seconds in sorted(by_seconds):
        met += by_seconds[seconds]
        if met * 100 >= wanted:
            return seconds
    return 0

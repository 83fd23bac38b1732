"""What kiosks told, day by day: it tells a manager where staff, or a word, is missing.

Kept beside the journal, which has only what happened, and forgotten after a month. A search is
what somebody typed: what of it may be kept is said in `shared.hub.unknown_words`.
"""

from __future__ import annotations

import logging
import os
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import msgspec

from shared.hub.quick import PaperCount
from shared.hub.unknown_words import HIDDEN
from shared.protocol.views import RefusalCount, RefusedDay, SearchCount, StepCount

SEARCHES = 200
"""Different searches kept of a day; the one met longest ago goes first."""

DAYS = 31
REFUSED_FILE = "refused.json"
"""In the hub's data directory."""

TOLD = 5_000
"""Ids of what was told, kept against telling it twice; a kiosk keeps a fifth of that at most."""

SAVE_SECONDS = 60.0
"""A crash loses the counts of so long at the most."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Day:
    refusals: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    searches: OrderedDict[str, int] = field(default_factory=OrderedDict)
    abandoned: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    to_paper: Counter[tuple[bool, str, str, int]] = field(default_factory=Counter)


class _Kept(msgspec.Struct):
    """The file. Counts and ids go to the disk together: after a crash neither knows more."""

    days: list[RefusedDay]
    told: list[str]
    to_paper: dict[str, list[PaperCount]] = {}
    hidden: bool = False
    """Its searches have no words that may be somebody's own; older programs wrote them all."""


class RefusedDays:
    """The counts of the last days by business date (``YYYY-MM-DD``); hours are local."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._days: OrderedDict[str, _Day] = OrderedDict()
        self._saved_at = monotonic()
        kept = self._read()
        self._changed = not (file.exists() and kept.hidden)
        self._told = OrderedDict.fromkeys(kept.told)
        for day in kept.days:
            self._take(day if kept.hidden else _without_words(day))
        for date, counts in kept.to_paper.items():
            for one in counts:
                key = one.popular, one.language, one.modes, one.seconds
                self._day(date).to_paper[key] = one.count
        self.save()

    def is_news(self, told: str) -> bool:
        """Whether something is told for the first time, by its id; from now on it is not."""
        if told in self._told:
            return False
        self._changed = True
        self._told[told] = None
        if len(self._told) > TOLD:
            self._told.popitem(last=False)
        return True

    def refuse(self, date: str, code: str, service: str, hour: int) -> None:
        self._day(date).refusals[code, service, hour] += 1

    def abandon(self, date: str, step: str, service: str, hour: int) -> None:
        self._day(date).abandoned[step, service, hour] += 1

    def miss(self, date: str, text: str) -> None:
        """Nothing was found for `text`, of which no more is left than may be kept."""
        searches = self._day(date).searches
        searches[text] = searches.pop(text, 0) + 1
        if len(searches) > SEARCHES:
            searches.popitem(last=False)

    def paper(self, date: str, *, popular: bool, language: str, modes: str, seconds: int) -> None:
        """A visitor had the first paper so long after the first touch."""
        self._day(date).to_paper[popular, language, modes, seconds] += 1

    def of(self, date: str) -> RefusedDay:
        """A day's counts, the most frequent first; all empty where nothing is kept of it."""
        day = self._days.get(date, _Day())
        latest_first = reversed(day.searches.items())
        return RefusedDay(
            date=date,
            refusals=[RefusalCount(*key, count) for key, count in day.refusals.most_common()],
            searches=[
                SearchCount(text, count)
                for text, count in sorted(latest_first, key=lambda pair: -pair[1])
            ],
            abandoned=[StepCount(*key, count) for key, count in day.abandoned.most_common()],
        )

    def save_if_due(self) -> None:
        """To be called often: writes now and then."""
        if monotonic() - self._saved_at >= SAVE_SECONDS:
            self.save()

    def save(self) -> None:
        """Writes what has changed. A disk that refuses is logged: the hall goes on."""
        self._saved_at = monotonic()
        if not self._changed:
            return
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            new.touch(mode=0o600)
            days = [self._kept(date) for date in self._days]
            kept = _Kept(days, list(self._told), self._papers(), hidden=True)
            new.write_bytes(msgspec.json.encode(kept))
            os.replace(new, self._file)
        except OSError as error:
            log.warning("what was refused cannot be written down: %s", error)
        else:
            self._changed = False

    def _papers(self) -> dict[str, list[PaperCount]]:
        return {
            date: [PaperCount(*key, count) for key, count in sorted(day.to_paper.items())]
            for date, day in self._days.items()
            if day.to_paper
        }

    def _kept(self, date: str) -> RefusedDay:
        """As it is read again: searches in the order in which they were met."""
        kept = self.of(date)
        kept.searches = [SearchCount(*pair) for pair in self._days[date].searches.items()]
        return kept

    def _day(self, date: str) -> _Day:
        self._changed = True
        if date in self._days:
            return self._days[date]
        # Not always the latest: a kiosk whose line was away tells of yesterday.
        day = _Day()
        latest = sorted([*self._days.items(), (date, day)], key=lambda one: one[0])[-DAYS:]
        self._days = OrderedDict(latest)
        return day

    def _take(self, day: RefusedDay) -> None:
        self._days[day.date] = _Day(
            refusals=Counter(
                {(one.code, one.service, one.hour): one.count for one in day.refusals}
            ),
            searches=OrderedDict((one.text, one.count) for one in day.searches),
            abandoned=Counter(
                {(one.step, one.service, one.hour): one.count for one in day.abandoned}
            ),
        )

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept([], [])
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s is unreadable; counting begins anew: %s", self._file, error)
            return _Kept([], [])


def _without_words(day: RefusedDay) -> RefusedDay:
    count = sum(one.count for one in day.searches)
    day.searches = [SearchCount(HIDDEN, count)] if count else []
    return day

"""The services that are asked for most: counted when the day opens, the same until the next one.

Counted are the numbers of the last four weeks, whatever the weekday: what people come for differs
little between a Tuesday and a Thursday, and a tile that changes its place with the weekday is
found by nobody.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from shared.domain.events import DayOpened, Recorded
from shared.domain.hall import Hall
from shared.domain.site import BY_HISTORY
from shared.hub.projection.tables import REPORTS_FILE
from shared.protocol.database import reading

TILES = 12
"""So many keep their places from day to day; whoever follows them stands by its count."""

DAYS = 28
ENOUGH_DAYS = 5
"""A hall that has been open on fewer days goes by its manager's choice."""

LEAD = 1.1
"""A newcomer must have been asked for so much oftener than the one whose tile it takes: two
services of the same rank would else take turns."""

LOOK_SECONDS = 1.0
"""How often it is looked whether the reports have come as far as today."""

POPULAR_FILE = "popular.json"

log = logging.getLogger(__name__)

_COUNTS = """
    SELECT service, COUNT(*) FROM tickets
    WHERE date >= ? AND date < ? AND outcome != 'cancelled' GROUP BY service
"""
_OPEN_DAYS = "SELECT COUNT(DISTINCT date) FROM tickets WHERE date >= ? AND date < ?"


class _Kept(msgspec.Struct):
    """The file: the order, and the day for which it was decided."""

    date: str = ""
    order: list[str] = []


def ranking(before: Sequence[str], counts: Mapping[str, int], known: Collection[str]) -> list[str]:
    """The services by demand, the first twelve in the places of `before` as far as they stay."""
    wanted = sorted((one for one in counts if one in known), key=lambda one: (-counts[one], one))
    tiles = [one for one in before if one in known][:TILES]
    tiles += [one for one in wanted if one not in tiles][: TILES - len(tiles)]
    for rival in (one for one in wanted if one not in tiles):
        least = min(tiles, key=lambda one: counts.get(one, 0))
        if counts[rival] <= LEAD * counts.get(least, 0):
            break
        tiles[tiles.index(least)] = rival
    return [*tiles, *(one for one in wanted if one not in tiles)]


class Popular:
    """The order of the day. `run` is a task; `tell` is called where the order has changed."""

    def __init__(self, directory: Path, hall: Hall, tell: Callable[[], None]) -> None:
        self._reports = directory / REPORTS_FILE
        self._file = directory / POPULAR_FILE
        self._hall = hall
        self._tell = tell
        self._kept = self._read()
        self._opened = asyncio.Event()

    @property
    def order(self) -> list[str]:
        """Service codes; none where there is too little history, or the site chooses."""
        plan = self._hall.plan
        by_history = plan is not None and plan.site.rules.popular_by == BY_HISTORY
        return list(self._kept.order) if by_history else []

    def committed(self, recorded: Sequence[Recorded]) -> None:
        """Follows the journal."""
        if any(isinstance(one.event, DayOpened) for one in recorded):
            self._opened.set()

    async def run(self) -> None:
        """Decides once for each business day, as soon as the reports know that it is open."""
        while True:
            self._opened.clear()
            while self._hall.plan is not None and self._hall.date != self._kept.date:
                await self._decide(self._hall.date)
                if self._hall.date != self._kept.date:
                    await asyncio.sleep(LOOK_SECONDS)
            await self._opened.wait()

    async def _decide(self, today: str) -> None:
        try:
            counts = await asyncio.to_thread(self._count, today)
        except sqlite3.Error as error:
            log.warning("what is asked for most cannot be counted yet: %s", error)
            return
        if counts is None or self._hall.plan is None:
            return
        known = {str(code) for code in self._hall.plan.services}
        order = ranking(self._kept.order, counts, known) if counts else []
        changed = order != self._kept.order
        self._kept = _Kept(today, order)
        self._write()
        if changed:
            self._tell()

    def _count(self, today: str) -> dict[str, int] | None:
        """How often each service was asked for; empty: too few days, None: the reports lag."""
        since = (date.fromisoformat(today) - timedelta(days=DAYS)).isoformat()
        if not self._reports.exists():
            return None
        rows = reading(self._reports)
        try:
            if not rows.execute("SELECT 1 FROM days WHERE date = ?", (today,)).fetchone():
                return None
            (days,) = rows.execute(_OPEN_DAYS, (since, today)).fetchone()
            counted = rows.execute(_COUNTS, (since, today)).fetchall()
        finally:
            rows.close()
        return {str(code): int(count) for code, count in counted} if days >= ENOUGH_DAYS else {}

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s is unreadable; it is counted anew: %s", self._file, error)
            return _Kept()

    def _write(self) -> None:
        """A disk that refuses is logged: after a restart it is counted again."""
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            new.touch(mode=0o600)
            new.write_bytes(msgspec.json.encode(self._kept))
            os.replace(new, self._file)
        except OSError as error:
            log.warning("the order of the tiles cannot be written down: %s", error)

"""Days lived one after the other into a data directory."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.cli.past.agenda import Agenda
from shared.cli.past.clock import GivenClock
from shared.cli.past.people import Door, Hours, Officer
from shared.cli.simulation.people import scene
from shared.cli.simulation.visitors import gaps, visitors
from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.ids import HOUR, MINUTE, SECOND, Moment
from shared.domain.site import Site
from shared.hub.engine import Engine
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.protocol.site_file import site_document

SUNDAY = 6
OPENS, OPEN_HOURS = 8, 7
"""Local hour, and for how long numbers are given; officers stay for another half an hour."""

Watch = Callable[[str, int], None]
"""Told of the date and of the entries in all, after each step of a day and when it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is to have been."""

    site: Site
    first: dt.date
    days: int
    tickets: int
    """A day."""
    counters: int
    seed: int = 1
    entries: int | None = None
    """The last day breaks off when the journal has so many; None: it ends as ever."""

    @property
    def dates(self) -> list[dt.date]:
        """Halls are closed on Sundays; the first day is what it was said to be."""
        dates = [self.first + dt.timedelta(days=n) for n in range(2 * self.days)]
        return [dates[0], *(date for date in dates[1:] if date.weekday() != SUNDAY)][: self.days]


async def live(past: Past, directory: Path, watch: Watch = lambda date, entries: None) -> Hall:
    """Lives the days into the journal in `directory`; gives the state at their end.

    Nothing happens while `watch` looks. Raises DirectoryBusy, JournalError, and whatever the
    engine met.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with DirectoryLock(directory):
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        try:
            return await _live(past, journal, watch)
        finally:
            await journal.close()


async def _live(past: Past, journal: SqliteJournal, watch: Watch) -> Hall:
    hall = Hall(always_open=True)
    head = await replay(journal, hall)
    clock = GivenClock(max(hall.at, _at(past.site, past.first, 0)))
    engine = Engine(journal, hall, head, clock)
    working = asyncio.create_task(engine.run())
    try:
        life = _Life(past, engine, clock, watch)
        await life.begin()
        for date in past.dates:
            await life.day(date)
            watch(date.isoformat(), hall.seq)
    finally:
        engine.stop()
        with suppress(asyncio.CancelledError):
            await working
    return hall


class _Life:
    def __init__(self, past: Past, engine: Engine, clock: GivenClock, watch: Watch) -> None:
        self._past = past
        self._engine = engine
        self._watch = watch
        self._agenda = Agenda(engine, clock, _step(past.tickets))
        per_minute = past.tickets / (OPEN_HOURS * 60)
        free = [counter.id for counter in past.site.counters]
        play = scene(past.site, free, past.counters, per_minute, past.seed)
        self._door = Door(play, self._agenda, visitors(play), gaps(play))
        self._officers = [Officer(play, counter, self._agenda) for counter in play.counters]

    async def begin(self) -> None:
        """A new journal gets its site, and meets its devices."""
        site = self._past.site
        if self._engine.hall.plan is not None:
            return
        self._agenda.ask_for_hub(c.LoadSite(site=site, document=site_document(site)))
        for kiosk in site.kiosks:
            self._agenda.ask_for_hub(c.EnrolDevice(device=kiosk.id, role="kiosk", name=kiosk.name))
        for tv in site.displays:
            self._agenda.ask_for_hub(
                c.EnrolDevice(device=tv.id, role="display", name=tv.name, zones=tv.zones)
            )

    async def day(self, date: dt.date) -> None:
        site, past = self._past.site, self._past
        opens = _at(site, date, OPENS)
        hours = Hours(
            opens=opens,
            last_tickets=Moment(opens + OPEN_HOURS * HOUR),
            closes=Moment(opens + OPEN_HOURS * HOUR + 30 * MINUTE),
            tickets=past.tickets,
        )
        self._agenda.at(_at(site, date, 0) + SECOND, self._turn)
        self._door.open(hours)
        for officer in self._officers:
            officer.open(hours, date.isoformat())
        await self._agenda.run(_at(site, date + dt.timedelta(days=1), 0), self._enough)

    def _turn(self) -> None:
        self._agenda.ask_for_hub(c.TurnDay())

    def _enough(self) -> bool:
        hall, most = self._engine.hall, self._past.entries
        self._watch(hall.date, hall.seq)
        return most is not None and hall.seq >= most


def _step(tickets: int) -> int:
    """ms of the hall's time that are decided together: a busy day in finer ones."""
    return max(SECOND, min(MINUTE, 40_000 * SECOND // tickets))


def _at(site: Site, date: dt.date, hour: int) -> Moment:
    local = dt.datetime.combine(date, dt.time(hour), ZoneInfo(site.timezone))
    return Moment(round(local.timestamp() * 1000))

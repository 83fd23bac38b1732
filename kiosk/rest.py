"""What a kiosk shows while nobody stands before it: the hall's state, or a dim screen at night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.flow import Flow
from kiosk.rows import Reader
from kiosk.times import day_text, language_of
from shared.domain.hours import business_date, day_plan, next_opening
from shared.domain.ids import MINUTE, Moment
from shared.domain.site import text
from shared.language.dates import clock_time
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EACH_LANGUAGE_MS = 10_000
"""Passers-by read it in one language after the other."""

STEPS = 6
"""Places between which the words of a dim screen wander, one a minute: no pixel burns in."""


class Rest(StrEnum):
    """How the kiosk rests."""

    AWAKE = ""
    DAY = "day"
    """The hall's state and what to do, for people who pass by."""
    NIGHT = "night"
    """Dim: no numbers are given before the next opening."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """How many wait in a zone."""

    name: str
    colour: str
    floor: int
    agencies: str
    waiting: int
    counters: int
    """How many of its counters are open; -1: not known."""
    available: bool
    """Whether a number for it can be had."""


def rest_of(flow: Flow, reader: Reader, steady: int) -> Rest:
    """How it is to rest now; a hall that gives numbers beside its hours has no night."""
    if not flow.idle(steady) or flow.lost:
        return Rest.AWAKE
    return Rest.NIGHT if _night(reader) else Rest.DAY


def zone_rows(reader: Reader) -> list[ZoneRow]:
    """The zones in which somebody may have to wait, in the site's order."""
    services = reader.catalogue.services.values()
    rows = []
    for zone in reader.catalogue.site.zones:
        here = [service for service in services if service.zone == zone.code]
        told = [status for one in here if (status := reader.status(one.code)) is not None]
        if here:
            agencies = dict.fromkeys(reader.catalogue.agency(one.agency).short for one in here)
            rows.append(
                ZoneRow(
                    text(zone.name, reader.language),
                    zone.colour,
                    zone.floor,
                    ", ".join(agencies),
                    -1 if reader.alone else sum(status.waiting for status in told),
                    reader.open_counters(zone.code),
                    any(status.open for status in told),
                )
            )
    return rows


def hours_text(reader: Reader) -> str:
    """Today's opening hours, ``07.30–15.00``; empty on a closed day."""
    at = Moment(reader.now)
    plan = day_plan(reader.catalogue.site, business_date(reader.catalogue.site, at))
    return _span(reader, plan.opens, plan.closes)


def next_day_text(reader: Reader) -> tuple[str, str, str]:
    """The next day on which the hall opens, its hours, and from when there are numbers; empty where
    none is in sight."""
    site, at = reader.catalogue.site, Moment(reader.now)
    begins = next_opening(site, at)
    if begins is None:
        return "", "", ""
    plan = day_plan(site, business_date(site, begins))
    day = day_text(begins, at, reader.zone, language_of(reader.language))
    first = clock_time(begins, reader.zone, language_of(reader.language))
    return day, _span(reader, plan.opens, plan.closes), first


def _night(reader: Reader) -> bool:
    site, at = reader.catalogue.site, Moment(reader.now)
    plan = day_plan(site, business_date(site, at))
    begins, ends = plan.numbers_from, plan.closes
    if begins is not None and ends is not None and begins <= at < ends:
        return False
    told = [reader.status(code) for code in reader.catalogue.services]
    return not any(status is not None and status.open for status in told)


def _span(reader: Reader, opens: Moment | None, closes: Moment | None) -> str:
    if opens is None or closes is None:
        return ""
    language = language_of(reader.language)
    return "–".join(clock_time(end, reader.zone, language) for end in (opens, closes))


@QmlElement
class Resting(QObject):
    """The same for QML. `allowed` is off while a kiosk is led by directions, not by fingers."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.allowed = True
        self._rest = Rest.AWAKE
        self._since = 0
        self._zones = Rows(ZoneRow, self)
        self._hours = ""
        self._next = ("", "", "")
        self._minute = 0
        self._language = ""

    def look(self, flow: Flow, reader: Reader, steady: int) -> None:
        """Time has passed, or the hall has changed."""
        rest = rest_of(flow, reader, steady) if self.allowed else Rest.AWAKE
        if rest is Rest.AWAKE and self._rest is Rest.AWAKE:
            return
        if self._rest is Rest.AWAKE:
            self._since = steady
        self._zones.show(zone_rows(reader) if rest is Rest.DAY else [])
        before = self._rest, self._minute, self._language
        self._rest, self._minute, self._language = rest, reader.now // MINUTE, reader.language
        if before != (self._rest, self._minute, self._language):
            self._hours, self._next = hours_text(reader), next_day_text(reader)
            self.changed.emit()

    @property
    def rest(self) -> Rest:
        return self._rest

    def language(self, offered: Sequence[str], steady: int) -> str:
        """Which of the languages it stands in now; empty while it does not rest."""
        if self._rest is Rest.AWAKE or not offered:
            return ""
        return offered[(steady - self._since) // EACH_LANGUAGE_MS % len(offered)]

    @Property(str, notify=changed)
    def state(self) -> str:
        """One of `Rest`."""
        return self._rest

    @Property(QObject, constant=True)
    def zones(self) -> QObject:
        return self._zones

    @Property(str, notify=changed)
    def hours(self) -> str:
        return self._hours

    @Property(str, notify=changed)
    def nextDay(self) -> str:
        return self._next[0]

    @Property(str, notify=changed)
    def nextHours(self) -> str:
        return self._next[1]

    @Property(str, notify=changed)
    def numbersFrom(self) -> str:
        return self._next[2]

    @Property(float, notify=changed)
    def wander(self) -> float:
        """Where the words of a dim screen stand, from 0 to 1."""
        place = self._minute % (2 * STEPS)
        return min(place, 2 * STEPS - place) / STEPS

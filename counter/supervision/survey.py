"""The hall at a glance: of each zone its counters, its lines, and whom nobody serves."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from counter import queue
from counter.facts import Facts
from counter.sitting.sight import Sight
from counter.supervision.unattended import unattended
from shared.domain.ids import Moment
from shared.protocol.views import CounterView, TicketView

_WAITS = ("waiting", "held")


@dataclass(frozen=True, slots=True)
class Line:
    """A service with the people who wait for it, the next one first; `held` are on hold."""

    service: str
    waiting: tuple[TicketView, ...]
    held: int
    unattended: bool
    """Nobody at an open counter serves it, or them."""


@dataclass(frozen=True, slots=True)
class ZoneSurvey:
    """A zone as it is now."""

    zone: str
    counters: tuple[CounterView, ...]
    lines: tuple[Line, ...]
    """Those that nobody serves first, then by the longest wait."""

    @property
    def waiting(self) -> list[TicketView]:
        return [one for line in self.lines for one in line.waiting]

    @property
    def unattended(self) -> int:
        """People whom no open counter would call."""
        return sum(len(line.waiting) for line in self.lines if line.unattended)

    @property
    def open(self) -> int:
        return sum(one.state == "open" for one in self.counters)

    def longest(self, now: Moment) -> int:
        return queue.longest(self.waiting, now)


@dataclass(slots=True)
class _Gathered:
    waiting: dict[str, list[TicketView]] = field(default_factory=lambda: defaultdict(list))
    held: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def survey(facts: Facts, sight: Sight) -> list[ZoneSurvey]:
    """All zones of the site, in its order."""
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for one in facts.tickets.values():
        if one.state == "waiting":
            gathered[one.zone].waiting[one.service].append(one)
        elif one.state == "held":
            gathered[one.zone].held[one.service] += 1
    lost = {one.id for one in unattended(facts.tickets.values(), facts.counters)}
    counters = sorted(facts.counters.values(), key=lambda one: one.number)
    return [
        ZoneSurvey(
            zone,
            tuple(one for one in counters if one.zone == zone),
            tuple(_lines(gathered[zone], lost, sight.now())),
        )
        for zone in sight.catalogue.zones
    ]


def _lines(gathered: _Gathered, lost: set[str], now: Moment) -> list[Line]:
    lines = [
        Line(
            service,
            tuple(sorted(gathered.waiting[service], key=queue.order_key)),
            gathered.held[service],
            any(one.id in lost for one in gathered.waiting[service]),
        )
        for service in {*gathered.waiting, *gathered.held}
    ]
    return sorted(lines, key=lambda one: _rank(one, now))


def _rank(line: Line, now: Moment) -> tuple[bool, int, str]:
    return (not line.unattended, -queue.longest(line.waiting, now), line.service)


def idle_counters(facts: Facts) -> dict[str, int]:
    """Open counters without a visitor, and how many free ones each could call: they stand idle."""
    services: Counter[str] = Counter()
    reserved: Counter[str] = Counter()
    for one in facts.tickets.values():
        if one.state == "waiting" and not one.busy:
            alone = one.for_counter or one.for_officer
            (reserved if alone else services)[alone or one.service] += 1
    people = {
        one.id: sum(services[code] for code in {*one.services, *one.helps})
        + reserved[one.id]
        + (reserved[one.officer] if one.officer else 0)
        for one in facts.counters.values()
        if one.state == "open" and not one.ticket
    }
    return {counter: count for counter, count in people.items() if count}

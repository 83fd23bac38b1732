"""What a journal teaches of a hall: folded from its entries, in their order."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from statistics import fmean, pstdev
from typing import Any
from zoneinfo import ZoneInfo

from shared.cli.simulation.people import Shares
from shared.cli.simulation.scenario.document import Document, Time
from shared.domain import events as e
from shared.domain.ids import CounterId, Moment, ServiceCode, TicketId, VisitId
from shared.domain.roster import own_services
from shared.domain.site import Site

STEP = 30
"""Minutes: arrivals and open counters are told for each half hour."""

ENOUGH = 8
"""So many visits, and a service has a time of its own; with fewer it has its agency's."""

SHORTEST = 0.2
"""Minutes: a visit that is over sooner was none."""

_Ending = e.ServiceFinished | e.TicketHeld | e.TicketTransferred


class Lessons:
    """Give it every entry of the days that count (`take`), then ask for the `document`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._zone = ZoneInfo(site.timezone)
        self._agencies = {service.code: service.agency for service in site.services}
        self._with_priority = {one.code for one in site.services if one.priority_allowed}
        self.dates: set[dt.date] = set()
        """Days on which somebody came."""
        self._arrivals: dict[str, Counter[int]] = defaultdict(Counter)
        self._taken: Counter[ServiceCode] = Counter()
        self._counts: Counter[str] = Counter()
        self._services: dict[TicketId, ServiceCode] = {}
        self._visits: set[VisitId] = set()
        self._started: dict[TicketId, Moment] = {}
        self._minutes: dict[ServiceCode, list[float]] = defaultdict(list)
        self._finished_at: dict[CounterId, Moment] = {}
        self._open_since: dict[CounterId, Moment] = {}
        self._open: dict[tuple[str, int], set[tuple[CounterId, dt.date]]] = defaultdict(set)
        self._served_by = self._agency_of_counters()

    def take(self, recorded: e.Recorded) -> None:
        """The next entry."""
        lesson = _LESSONS.get(type(recorded.event))
        if lesson is not None:
            lesson(self, recorded, recorded.event)

    def document(self) -> Document:
        """A scenario of such a day, to follow the last one. ValueError where nobody came at all."""
        if not self.dates:
            raise ValueError("nobody took a number on those days: there is nothing to learn")
        days = len(self.dates)
        return Document(
            first=(max(self.dates) + dt.timedelta(days=1)).isoformat(),
            arrivals={
                agency: self._steps({slot: n / days * 60 / STEP for slot, n in slots.items()}, 2)
                for agency, slots in sorted(self._arrivals.items())
            },
            weights={code: float(count) for code, count in sorted(self._taken.items())},
            open=self._open_counters(days),
            times=self._times(),
            shares=self._shares(),
        )

    # From the entries --------------------------------------------------------------------------

    def _issued(self, recorded: e.Recorded, event: e.TicketIssued) -> None:
        self._services[event.ticket] = event.service
        agency = self._agencies.get(event.service)
        if agency is None or event.date:
            return
        local = self._local(event.arrival or recorded.at)
        self.dates.add(local.date())
        self._arrivals[agency][_slot(local)] += 1
        self._taken[event.service] += 1
        self._counts["second" if event.visit in self._visits else "visits"] += 1
        self._visits.add(event.visit)
        self._counts["may-have-priority"] += event.service in self._with_priority
        self._counts["priority"] += event.group is not None
        self._counts["english"] += event.language == "en"
        self._counts["assisted"] += bool(event.assist)

    def _called(self, recorded: e.Recorded, event: e.TicketCalled) -> None:
        self._counts["called"] += 1
        self._counts["at-once"] += self._finished_at.get(event.counter) == recorded.at

    def _began(self, recorded: e.Recorded, event: e.ServiceStarted) -> None:
        self._counts["guessed" if event.estimated else "pressed"] += 1
        self._started[event.ticket] = event.started_at or recorded.at

    def _ended(self, recorded: e.Recorded, event: _Ending) -> None:
        """Done, put aside, or sent on: the time at the desk counts for its service."""
        self._counts[type(event).__name__] += 1
        self._finished_at[event.counter] = recorded.at
        began = self._started.pop(event.ticket, None)
        service = self._services.get(event.ticket)
        if began is not None and service is not None:
            minutes = (recorded.at - began) / 60_000
            if minutes >= SHORTEST:
                self._minutes[service].append(minutes)

    def _sent_on(self, recorded: e.Recorded, event: e.TicketTransferred) -> None:
        if event.ticket in self._started:
            self._ended(recorded, event)
        self._services[event.ticket] = event.service

    def _missed(self, recorded: e.Recorded, event: e.TicketMissed) -> None:
        self._counts["missed"] += 1

    def _rejoined(self, recorded: e.Recorded, event: e.TicketRejoined) -> None:
        self._counts["rejoined"] += 1

    def _cancelled(self, recorded: e.Recorded, event: e.TicketCancelled) -> None:
        self._counts["cancelled"] += 1

    def _opened(self, recorded: e.Recorded, event: e.CounterOpened) -> None:
        self._open_since.setdefault(event.counter, recorded.at)

    def _closed(self, recorded: e.Recorded, event: e.CounterClosed) -> None:
        began = self._open_since.pop(event.counter, None)
        agency = self._served_by.get(event.counter)
        if began is None or agency is None:
            return
        first, last = self._local(began), self._local(recorded.at)
        if first.date() == last.date():  # open over night: nobody was there
            for slot in range(_nearest(first), max(_nearest(last), _nearest(first) + 1)):
                self._open[agency, slot].add((event.counter, first.date()))

    def _day_closed(self, recorded: e.Recorded, event: e.DayClosed) -> None:
        self._open_since.clear()
        self._services.clear()
        self._started.clear()
        self._visits.clear()

    # To the document ---------------------------------------------------------------------------

    def _open_counters(self, days: int) -> dict[str, dict[str, int]]:
        by_agency: dict[str, dict[int, float]] = defaultdict(dict)
        for (agency, slot), seen in self._open.items():
            by_agency[agency][slot] = len(seen) / days
        return {
            agency: {clock: round(many) for clock, many in self._steps(slots, 0).items()}
            for agency, slots in sorted(by_agency.items())
        }

    def _times(self) -> dict[str, Time]:
        found: dict[str, Time] = {}
        together: dict[str, list[float]] = defaultdict(list)
        for code, minutes in sorted(self._minutes.items()):
            together[self._agencies.get(code, "")].extend(minutes)
            if len(minutes) >= ENOUGH:
                found[code] = _time(minutes)
        agencies = {
            name: _time(some) for name, some in sorted(together.items()) if len(some) >= ENOUGH
        }
        return {**agencies, **found}

    def _shares(self) -> Shares:
        count = self._counts
        taken = sum(self._taken.values())

        def share(some: str, of: float) -> float:
            return round(min(1.0, count[some] / of), 3) if of else 0.0

        return Shares(
            priority=share("priority", count["may-have-priority"]),
            english=share("english", taken),
            assisted=share("assisted", taken),
            second_errand=share("second", count["visits"]),
            gives_up=share("cancelled", taken),
            absent=share("missed", count["called"]),
            comes_back=share("rejoined", count["missed"]),
            held=share("TicketHeld", count["called"]),
            transferred=share("TicketTransferred", count["called"]),
            presses_start=share("pressed", count["pressed"] + count["guessed"]),
            calls_at_once=share("at-once", count["ServiceFinished"]),
        )

    def _steps(self, slots: Mapping[int, float], digits: int) -> dict[str, float]:
        """By time of day, each value where it changes, and 0 where it ends."""
        found: dict[str, float] = {}
        before = 0.0
        for slot in range(min(slots), max(slots) + 2):
            value = round(slots.get(slot, 0.0), digits)
            if value != before:
                found[f"{slot * STEP // 60:02}:{slot * STEP % 60:02}"] = value
            before = value
        return found

    def _agency_of_counters(self) -> dict[CounterId, str]:
        own = {counter.id: own_services(self._site, counter) for counter in self._site.counters}
        return {one: self._agencies[services[0]] for one, services in own.items() if services}

    def _local(self, moment: Moment) -> dt.datetime:
        return dt.datetime.fromtimestamp(moment / 1000, self._zone)


def _slot(local: dt.datetime) -> int:
    return (local.hour * 60 + local.minute) // STEP


def _nearest(local: dt.datetime) -> int:
    return round((local.hour * 60 + local.minute) / STEP)


def _time(minutes: list[float]) -> Time:
    """The mean, and the spread of the logarithm."""
    spread = pstdev(math.log(one) for one in minutes)
    return Time(minutes=round(fmean(minutes), 2), spread=round(min(spread, 2.0), 2))


_LESSONS: dict[type[e.Event], Callable[[Lessons, e.Recorded, Any], None]] = {
    e.TicketIssued: Lessons._issued,
    e.TicketCalled: Lessons._called,
    e.ServiceStarted: Lessons._began,
    e.ServiceFinished: Lessons._ended,
    e.TicketHeld: Lessons._ended,
    e.TicketTransferred: Lessons._sent_on,
    e.TicketMissed: Lessons._missed,
    e.TicketRejoined: Lessons._rejoined,
    e.TicketCancelled: Lessons._cancelled,
    e.CounterOpened: Lessons._opened,
    e.CounterClosed: Lessons._closed,
    e.DayClosed: Lessons._day_closed,
}

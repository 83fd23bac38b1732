"""What choosing the next ticket costs, however many wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from shared.cli.bench.figures import Figure
from shared.cli.hub import SAMPLE_SITE
from shared.domain.duty import rebuild
from shared.domain.events import Recorded, TicketIssued
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import HOUR, CounterId, DeviceId, Moment, TicketId, VisitId
from shared.domain.plan import Plan
from shared.domain.rule import ahead_of, choose
from shared.protocol.site_file import kept_site, read_site_file

WAITING = (10, 1_000, 100_000)
BUSY = 100
"""Visits at the head of the line whose visitor stands at another desk: one for each counter."""

NOON = Moment(1_795_410_000_000)
TRIES = 200
RUNS = 5


def choosing(*, quick: bool) -> list[Figure]:
    """Microseconds for a choice, and for counting who is ahead, with few and with many waiting."""
    runs = 1 if quick else RUNS
    figures = [figure for many in WAITING for figure in _of(many, runs)]
    hall, counter = _crowd(WAITING[-1])
    for ticket in sorted(hall.tickets.values(), key=lambda ticket: ticket.key)[:BUSY]:
        hall.busy[ticket.visit] = ticket.id
    choice = partial(choose, hall, counter, NOON)
    name = f"… with {WAITING[-1]:,}, the first {BUSY} of them busy elsewhere"
    figures.append(Figure(name=name, unit="µs", runs=_measured(choice, runs)))
    helper = next(counter for counter, found in hall.roster.help.items() if found[0].more_than)
    choice = partial(choose, hall, helper, NOON)
    name = "… the same at a counter that helps, its conditions asked"
    return [*figures, Figure(name=name, unit="µs", runs=_measured(choice, runs))]


def _of(many: int, runs: int) -> list[Figure]:
    hall, counter = _crowd(many)
    last = max(hall.tickets.values(), key=lambda ticket: ticket.key)
    choice = partial(choose, hall, counter, NOON)
    ahead = partial(ahead_of, hall, last.service, last.key)
    return [
        Figure(name=f"choosing the next of {many:,}", unit="µs", runs=_measured(choice, runs)),
        Figure(name="… counting who is ahead", unit="µs", runs=_measured(ahead, runs)),
    ]


def _crowd(many: int) -> tuple[Hall, CounterId]:
    """A hall where so many wait for the services of one counter, in the order of their coming."""
    site = read_site_file(SAMPLE_SITE)
    hall = Hall(always_open=True, plan=Plan.of(site), date="2026-11-23")
    rebuild(hall)
    counter = max(site.counters, key=lambda counter: len(counter.services))
    for n in range(many):
        code = counter.services[n % len(counter.services)]
        at = Moment(NOON - HOUR + n)
        event = TicketIssued(
            ticket=TicketId(f"t{n}"),
            number=f"A-{n}",
            ordinal=n,
            series=site.series[0].code,
            service=code,
            visit=VisitId(f"v{n}"),
            place=at,
            ahead=n,
            kiosk=DeviceId("kiosk-1"),
        )
        evolve(hall, Recorded(seq=n + 1, at=at, event=event), kept_site)
    return hall, counter.id


def _measured(work: Callable[[], object], runs: int) -> list[float]:
    measured = []
    for _ in range(runs):
        began = time.perf_counter()
        for _ in range(TRIES):
            work()
        measured.append((time.perf_counter() - began) / TRIES * 1e6)
    return measured

"""Weeks at high speed on one hub process: does anything creep that stays small on one day?"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from shared.cli.bench.hall import asked
from shared.cli.bench.measures import cpu_seconds, creep, memory, open_files, rows_size, size
from shared.cli.bench.throughput import bare_commits
from shared.cli.demo.cast import Cast
from shared.cli.environment import environment
from shared.cli.hub import SAMPLE_SITE
from shared.cli.torture.hub import Hub
from shared.cli.torture.trial import Findings, Say, Trial
from shared.domain.ids import DAY, HOUR
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.snapshots.parts import FOLDER
from shared.protocol.machine import VARIABLE, Shift

DAYS, TICKETS, COUNTERS = 28, 800, 24
SHORT_DAYS, SHORT_TICKETS, SHORT_COUNTERS = 6, 48, 6
HOURS = 4
"""A day is lived in so many pieces, an hour apart."""

WARM = 2
"""Days that are not counted: what a process needs, it takes at first."""

Day = dict[str, float]

LIMITS = {
    "memory MB": 0.10,
    "open files": 0.10,
    "journal bytes a ticket": 0.05,
    "reports bytes a ticket": 0.25,
    "processor µs a command": 0.50,
    "answer in bare commits": 1.00,
}
"""How much each may grow from the first counted day to the last, as a share of its mean. What
hangs on the machine's other work has room for it; true creep would go on for ever."""

COMMITS = 60
"""Bare commits after each piece of a day: an answer is measured in them, for the disk and the
processors are not ours alone."""

LONG_ONLY = frozenset(
    {"reports bytes a ticket", "processor µs a command", "answer in bare commits"}
)
"""Of a few days on a shared machine, and of a few pages, these say nothing."""


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """Day after day; the machine sleeps from the evening to the morning."""
    days, tickets = (SHORT_DAYS, SHORT_TICKETS) if short else (DAYS, TICKETS)
    counters = SHORT_COUNTERS if short else COUNTERS
    shift = Shift(directory / "clock")
    hub = Hub(directory / "hub", "--always-open", env={VARIABLE: str(directory / "clock")})
    series: dict[str, list[float]] = defaultdict(list)
    with hub, Cast(directory, environment()) as cast:
        words = (hub.url, hub.token(), SAMPLE_SITE, counters)
        apps = cast.start("apps", "shared.cli.bench.rush", *words)
        apps.hear()
        soak = _Soak(hub, shift, tickets)
        for day in range(days):
            asked(apps, "open")
            parts = []
            for _ in range(HOURS):
                part = asked(apps, f"live {tickets // HOURS}")
                part["bare"] = part["answer_median_ms"] / 1000 * bare_commits(directory, COMMITS)
                parts.append(part)
                soak.sleep(HOUR)
            for name, value in soak.measured(parts).items():
                series[name].append(value)
            last = json.dumps({name: round(values[-1], 1) for name, values in series.items()})
            say(f"day {day + 1}: {last}", (day + 1) / days)
            soak.sleep(DAY - HOURS * HOUR)
        findings.figures["days"] = days
        findings.figures["commands"] = soak.commands
    _judge(series, findings, short)


TRIALS = (Trial("soak", 7, run, short_seconds=120.0, long_seconds=3_600.0),)


class _Soak:
    """A hub, its clock, and how far its files and its processor time had come by the last look."""

    def __init__(self, hub: Hub, shift: Shift, tickets: int) -> None:
        self.commands = 0
        self._hub = hub
        self._shift = shift
        self._tickets = tickets
        self._slept = 0
        self._cpu = cpu_seconds(hub.pid)
        self._sizes = self._sizes_now()

    def sleep(self, ms: int) -> None:
        """The machine sleeps: its clock goes on, and nobody does anything."""
        self._slept += ms
        self._shift.set(self._slept, self._slept)

    def measured(self, parts: list[dict[str, Any]]) -> Day:
        """What the day has cost."""
        commands = sum(part["commands"] for part in parts)
        self.commands += commands
        cpu, sizes = cpu_seconds(self._hub.pid), self._sizes_now()
        day = {
            "memory MB": memory(self._hub.pid)["VmRSS"],
            "open files": float(open_files(self._hub.pid)),
            "processor µs a command": (cpu - self._cpu) / commands * 1e6,
            "answer median ms": sum(part["answer_median_ms"] for part in parts) / len(parts),
            "answer in bare commits": median(part["bare"] for part in parts),
            "answer p99 ms": max(part["answer_p99_ms"] for part in parts),
            "snapshots KB": size(self._hub.directory / FOLDER) / 1024,
        }
        for name, now in sizes.items():
            day[f"{name} bytes a ticket"] = (now - self._sizes[name]) / self._tickets
        self._cpu, self._sizes = cpu, sizes
        return day

    def _sizes_now(self) -> dict[str, int]:
        data = self._hub.directory
        files = {"journal": data / JOURNAL_FILE, "reports": data / REPORTS_FILE}
        return {name: rows_size(path) for name, path in files.items()}


def _judge(series: dict[str, list[float]], findings: Findings, short: bool) -> None:
    for name, values in series.items():
        counted = values[WARM:]
        findings.figures[f"{name}, first and last"] = f"{counted[0]:,.1f} … {counted[-1]:,.1f}"
        limit = LIMITS.get(name)
        if limit is None or (short and name in LONG_ONLY):
            continue
        growth = creep(counted)
        findings.figures[f"creep of {name}"] = f"{growth:+.1%}"
        findings.require(growth < limit, f"{name} grew by {growth:.0%} over {len(counted)} days")

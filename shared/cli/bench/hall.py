"""A large hall's day on one hub: 100 counters, 20 displays, 10 kiosks, 50,000 tickets; what the
hub keeps in memory after it, and how fast all are back when it was killed."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from shared.cli.bench.figures import Figure
from shared.cli.bench.measures import bare_select, compiled, memory
from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import environment
from shared.cli.hub import SAMPLE_SITE
from shared.cli.past.site import enlarged
from shared.cli.torture.hub import Hub
from shared.domain.site import Site
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.site_file import read_site_file, site_document

COUNTERS, DISPLAYS, KIOSKS = 100, 20, 10
TICKETS, FEW_TICKETS = 50_000, 2_000

PIN = "1234"
OFFICERS_AT_ONCE = 50

DAY_SECONDS = 3_600.0
STARTS = 3


def large_site() -> Site:
    """The sample site with as many of each as the figures are asked for."""
    site = read_site_file(SAMPLE_SITE)
    return enlarged(site, counters=COUNTERS, displays=DISPLAYS, kiosks=KIOSKS)


def hall(directory: Path | None, *, quick: bool) -> list[Figure]:
    """One day; it takes minutes, with --quick seconds."""
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), environment()) as cast,
    ):
        site = Path(name) / "site.json"
        site.write_text(json.dumps(site_document(large_site())), encoding="utf-8")
        options = ("--always-open", "--site", str(site))
        with Hub(Path(name) / "hub", *options, env=compiled(Path(name))) as hub:
            hub.options = ["--no-advertise", "--always-open"]  # from now on it has a site
            employ(hub)
            before = memory(hub.pid)["VmRSS"]
            rush = cast.start("rush", "shared.cli.bench.rush", hub.url, hub.token(), site, COUNTERS)
            rush.hear()
            asked(rush, "open")
            day = asked(rush, f"live {FEW_TICKETS if quick else TICKETS}")
            figures = [*_of_day(day), _memory(hub, before, day)]
            asked(rush, f"queue {FEW_TICKETS}")
            return figures + _recovery(hub, rush, quick=quick)


def asked(rush: Player, words: str) -> dict[str, Any]:
    """What the apps' process answers (see shared.cli.bench.rush)."""
    rush.tell(words)
    return rush.hear(DAY_SECONDS)


def employ(hub: Hub) -> None:
    """Officers for every counter of the large site."""
    officers = [
        {"id": f"officer-{counter.id}", "name": f"Petugas {counter.number}", "pin": PIN}
        for counter in large_site().counters
    ]
    for start in range(0, len(officers), OFFICERS_AT_ONCE):
        few = officers[start : start + OFFICERS_AT_ONCE]
        hub.address().call("PUT", "/api/v1/officers", {"officers": few})


def _of_day(day: dict[str, Any]) -> list[Figure]:
    what = f"a day of {day['tickets']:,} tickets, {COUNTERS + DISPLAYS + KIOSKS} apps"
    _say(f"{day['commands']:,} commands in {day['seconds']:.0f} s, {day['refused']:,} refused")
    return [
        Figure(name=f"{what}: commands", unit="/s", runs=[day["per_second"]], more=day),
        Figure(name="… their answer, median", unit="ms", runs=[day["answer_median_ms"]]),
        Figure(name="… their answer, 99th percentile", unit="ms", runs=[day["answer_p99_ms"]]),
        Figure(
            name="… a call on the last display, median", unit="ms", runs=[day["call_median_ms"]]
        ),
        Figure(
            name="… a call on the last display, 99th percentile",
            unit="ms",
            runs=[day["call_p99_ms"]],
        ),
    ]


def _memory(hub: Hub, before: float, day: dict[str, Any]) -> Figure:
    after = memory(hub.pid)
    more = {
        "before_mb": before,
        "most_mb": after["VmHWM"],
        "bytes_per_ticket": (after["VmRSS"] - before) * 2**20 / day["tickets"],
    }
    return Figure(name="… the hub's memory after it", unit="MB", runs=[after["VmRSS"]], more=more)


def _recovery(hub: Hub, rush: Player, *, quick: bool) -> list[Figure]:
    starts, bare, resumed, anew = [], [], [], []
    for _ in range(STARTS):
        bare.append(bare_select(hub.directory / JOURNAL_FILE))
        hub.kill()
        hub.start()
        starts.append(hub.ready_seconds)
        resumed.append(asked(rush, f"resumed {hub.url}")["seconds"])
        anew.append(asked(rush, f"anew {hub.url}")["seconds"])
    return [
        Figure(
            name="… the hub killed and ready again",
            unit="s",
            runs=starts,
            bound=bare,
            bound_name="SELECT",
            at_most_bound=None if quick else 3.0,  # of few rows it says nothing
        ),
        Figure(
            name=f"… with {FEW_TICKETS:,} waiting: all apps back, going on", unit="s", runs=resumed
        ),
        Figure(name=f"… with {FEW_TICKETS:,} waiting: all apps started anew", unit="s", runs=anew),
    ]


def _say(words: str) -> None:
    print(f"giliran bench: {words}", file=sys.stderr, flush=True)

"""A hub killed in the middle of a long day: ready again from its snapshot and what came after."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import uvloop

from shared.cli.bench.hall import large_site
from shared.cli.bench.measures import bare_select, compiled, memory
from shared.cli.environment import environment, python
from shared.cli.past.life import Past, live
from shared.cli.torture.hub import Hub
from shared.cli.torture.trial import Findings, Say, Trial
from shared.domain.site import Site
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.snapshots.keeper import EVERY
from shared.hub.snapshots.parts import FOLDER

TICKETS, ENTRIES = 50_000, 250_000
SHORT_TICKETS, SHORT_ENTRIES = 1_500, 4_000
TAIL, SHORT_TAIL = EVERY - 500, 2_000
"""Entries after the last snapshot: in the long form nearly as many as there may be."""

STARTS = 5
AIM = 3.0
"""Times what a bare SELECT of the same rows takes."""

SNAPSHOT_SECONDS = 120.0
SHOWN_SECONDS = 10.0
MIDDAY = 12


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """One day written through the engine up to its middle; then kills and starts."""
    site = at_midday(large_site())
    past = Past(
        site=site,
        first=dt.datetime.now(ZoneInfo(site.timezone)).date(),
        days=1,
        tickets=SHORT_TICKETS if short else TICKETS,
        counters=100,
        entries=SHORT_ENTRIES if short else ENTRIES,
    )
    data = directory / "hub"
    say(f"living a day of {past.tickets:,} tickets up to entry {past.entries:,}")
    hub = Hub(data, "--always-open", env=None if short else compiled(directory))
    _live(past, hub, SHORT_TAIL if short else TAIL, say)
    _start_often(hub, findings, short, say)


TRIALS = (Trial("restart", 7, run, short_seconds=90.0, long_seconds=1_800.0),)


def at_midday(site: Site) -> Site:
    """The site where it is noon now: its day must not turn while the trial looks at it."""
    hour = dt.datetime.now(dt.UTC).hour
    east = (MIDDAY - hour + 11) % 24 - 11
    return replace(site, timezone=f"Etc/GMT{-east:+d}" if east else "Etc/UTC")


def _live(past: Past, hub: Hub, tail: int, say: Say) -> None:
    """The day, with a snapshot on the way as the hub has it taken."""
    whole = past.entries or 0
    taken, shown = False, time.monotonic()

    def watch(_date: str, entries: int) -> None:
        nonlocal taken, shown
        if entries >= whole - tail and not taken:
            taken = True
            _take_snapshot(hub.directory)
        if time.monotonic() > shown + SHOWN_SECONDS:
            shown = time.monotonic()
            say(f"{entries:,} entries", entries / whole)

    uvloop.run(live(past, hub.directory, watch))


def _take_snapshot(directory: Path) -> None:
    command = python("shared.hub.snapshots", str(directory))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment()
    ) as process:
        if status := process.wait(SNAPSHOT_SECONDS):
            raise RuntimeError(f"the taking of a snapshot ended with status {status}")


def _told(hub: Hub) -> list[Any]:
    """What a hub says of its hall."""
    return [hub.address().call("GET", f"/api/v1/{what}") for what in ("queue", "counters")]


def _start_often(hub: Hub, findings: Findings, short: bool, say: Say) -> None:
    journal = hub.directory / JOURNAL_FILE
    bare, ready = [], []
    from_snapshot: list[Any] = []
    with hub:
        pass  # this start is not counted: it keeps the program's bytecode for the others
    for _ in range(1 if short else STARTS):
        bare.append(bare_select(journal))
        with hub:
            ready.append(hub.ready_seconds)
            findings.figures["memory MB"] = round(memory(hub.pid)["VmRSS"])
            from_snapshot = _told(hub)
    ratio = median(one / other for one, other in zip(ready, bare, strict=True))
    say(f"ready in {median(ready):.2f} s, a bare SELECT takes {median(bare):.2f} s")
    shutil.rmtree(hub.directory / FOLDER)
    with hub:
        findings.require(from_snapshot == _told(hub), "another state than without the snapshot")
        findings.figures["ready without a snapshot, s"] = hub.ready_seconds
    findings.figures |= {
        "bare SELECT, s": median(bare),
        "ready, s": median(ready),
        "× SELECT": ratio,
    }
    findings.require("passed over" not in hub.said(), "the snapshot was passed over")
    findings.require(short or ratio < AIM, f"ready in {ratio:.1f} × a bare SELECT, not {AIM:.0f} ×")

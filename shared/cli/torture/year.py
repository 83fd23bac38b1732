"""A year of history, written through the real engine: does a hall grow slow with its past?"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

import uvloop

from shared.cli.bench.measures import compiled, creep, rows_size, size
from shared.cli.environment import environment, python
from shared.cli.hub import SAMPLE_SITE
from shared.cli.past.life import Past, Watch, live
from shared.cli.torture.hub import Hub
from shared.cli.torture.trial import Findings, Say, Trial
from shared.domain.site import Site
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.projection.tables import REPORTS_FILE
from shared.protocol.site_file import read_site_file

DAYS, TICKETS = 300, 800
SHORT_DAYS, SHORT_TICKETS = 6, 40
PARTS, SHORT_PARTS = 10, 3
"""The year is looked at so often on its way."""

STARTS = 3
SLOWER = 1.5
"""With the whole year behind it a hub may take so many times as long to start as after a part."""

GROWTH = 0.1
"""What a ticket costs on the disk and to decide may change so much over the year, as a share."""

LIVING = 0.7
"""The share of the trial in which the year is lived; the rest is starts, reports and the proof."""

WORKING = 6 / 7
"""Of all days: Sundays are left out."""

SHOWN_SECONDS = 10.0

MB = 2**20


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """The year part by part, and what each adds; then it is opened, verified, and reported on."""
    data = directory / "hub"
    days, tickets = (SHORT_DAYS, SHORT_TICKETS) if short else (DAYS, TICKETS)
    parts = SHORT_PARTS if short else PARTS
    part = Part(data, days // parts, tickets)
    starts, sizes, seconds = [], [], []
    entries = 0
    for nth in range(parts):
        before = rows_size(data / JOURNAL_FILE)
        began = time.process_time()
        entries = part.live(_watch(say, part.first, days * nth // parts, days))
        seconds.append(time.process_time() - began)
        sizes.append(rows_size(data / JOURNAL_FILE) - before)
        if nth == parts - 1 or (nth == 0 and not short):
            starts.append(_starts(data, directory, short=short))
        say(
            f"{part.first}: {entries:,} entries, {sum(sizes) / MB:.0f} MB",
            LIVING * (nth + 1) / parts,
        )
    whole = days * tickets
    findings.figures |= {
        "days": days,
        "tickets": whole,
        "entries": entries,
        "journal MB": round(sum(sizes) / MB, 1),
        "bytes a ticket": round(sum(sizes) / whole),
        "creep of bytes a ticket": f"{creep(sizes[1:]):+.1%}",
        "creep of the time to live a day": f"{creep(seconds):+.1%}",
        "ready after a part, s": starts[0],
        "ready after all, s": starts[-1],
    }
    findings.require(creep(sizes[1:]) < GROWTH, "a ticket takes more and more room")
    findings.require(
        short or creep(seconds) < 2 * GROWTH, "a day takes longer and longer to decide"
    )
    findings.require(
        short or starts[-1] < SLOWER * starts[0], "a start takes longer with the years"
    )
    _look_through(data, findings, say)


TRIALS = (Trial("year", 7, run, short_seconds=120.0, long_seconds=5_400.0),)


class Part:
    """Some days after the others, in the journal of `directory`."""

    def __init__(self, directory: Path, days: int, tickets: int) -> None:
        self.first = dt.date(2025, 1, 6)
        self._directory = directory
        self._days = days
        self._tickets = tickets
        self._site: Site = read_site_file(SAMPLE_SITE)

    def live(self, watch: Watch) -> int:
        """Lives them; the entries in all."""
        past = Past(
            site=self._site,
            first=self.first,
            days=self._days,
            tickets=self._tickets,
            counters=24,
        )
        self.first = past.dates[-1] + dt.timedelta(days=1)
        return uvloop.run(live(past, self._directory, watch)).seq


def _watch(say: Say, first: dt.date, before: int, days: int) -> Watch:
    """Says now and then how far the year is."""
    shown = time.monotonic()

    def watch(date: str, entries: int) -> None:
        nonlocal shown
        if time.monotonic() > shown + SHOWN_SECONDS:
            shown = time.monotonic()
            lived = before + (dt.date.fromisoformat(date) - first).days * WORKING
            say(f"{date}: {entries:,} entries", lived / days * LIVING)

    return watch


def _starts(data: Path, directory: Path, *, short: bool) -> float:
    """Seconds until a hub on a copy is ready: it would open today in the year's own journal.

    The first start has the reports to fill and a snapshot to have taken; it is not counted.
    """
    copy = directory / "copy"
    shutil.copytree(data, copy)
    there = Hub(copy, env=None if short else compiled(directory))
    ready = []
    for _ in range((1 if short else STARTS) + 1):
        with there:
            ready.append(there.ready_seconds)
    shutil.rmtree(copy)
    return median(ready[1:])


def _look_through(data: Path, findings: Findings, say: Say) -> None:
    """What a technician does with a year: reports anew, and the proof that nothing was changed."""
    for name, words in (("reports", ("project", "--rebuild")), ("verify", ("verify",))):
        began = time.monotonic()
        done = subprocess.run(
            python("shared.cli", "journal", *words, "--data", str(data)),
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
        )
        findings.figures[f"{name}, s"] = round(time.monotonic() - began, 1)
        findings.require(done.returncode == 0, f"journal {words[0]}: {done.stderr[-300:]}")
        say(f"journal {words[0]}: {done.stdout.strip().splitlines()[-1] if done.stdout else ''}")
    findings.figures["reports MB"] = round(size(data / REPORTS_FILE) / MB, 1)

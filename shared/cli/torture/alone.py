"""Kiosks without their hub: real kiosks and their paper, hub and kiosks killed, midnights between.

Whatever happens: no number stands on two visitors' papers of a day, each paper reaches the hub
once, and each of its visitors arrived when the paper says.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import re
import signal
import socket
import subprocess
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import environment, python, without_screen
from shared.cli.torture.hub import Hub
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.domain.ids import HOUR, MINUTE, SECOND
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.machine import VARIABLE, Shift

KIOSKS = ("kiosk-1", "kiosk-2")
SHORT, LONG = 1, 150
"""Times that the hub goes and comes back. The first time everything happens that may; then it is
left to chance."""

SERVICES = (
    *("AKTA-LAHIR", "KK-UBAH", "AK1", "SKCK-BARU", "PBB-BAYAR", "PASPOR-B10"),
    *("KTP-BARU", "KTP-CETAK", "SIM-C-P", "PKB-TAHUN", "OSS-UMK", "JKN-AKTIF"),
)
PATIENCE_SECONDS = 30.0
KILL_SECONDS = (0.0, 1.5)
"""How long after a visitor's last touch a kiosk is killed: before, over and after the paper."""

_LOOK_SECONDS = 0.1
_EMERGENCY = "NOMOR DARURAT"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_ZONE = ZoneInfo("Asia/Jakarta")
SLACK = 15 * SECOND
"""Between the touch, the number and the paper's text, on a machine under load."""


@dataclass(frozen=True, slots=True)
class Given:
    """A paper as it lies in the tray."""

    kiosk: str
    ticket: str
    number: str
    day: str
    emergency: bool
    at: int | None
    """When it was given, by what stands on it, to the minute; None: it cannot be read."""


class _Stuck(Exception):
    """A kiosk does not show what it should."""


class _Kiosk:
    """One kiosk with its printer, killed and started again."""

    def __init__(self, name: str, directory: Path, cast: Cast, url: str) -> None:
        self.name = name
        self.papers = directory / f"papers-{name}"
        self._directory, self._cast, self._url = directory, cast, url
        listen = ("--listen", "127.0.0.1:0", "--out", self.papers)
        printer = cast.start(f"printer-{name}", "kiosk.printing.virtual", *listen)
        self._printer = f"tcp://127.0.0.1:{printer.hear()['port']}"
        self._turn = self._taken = 0
        self.start()

    def start(self) -> None:
        place = ("--data", self._directory / self.name, "--device", self.name)
        line = ("--hub", self._url, "--directed", "--windowed", "540x960")
        player = self._cast.start(
            self.name, "kiosk", *line, *place, "--printer", self._printer, "--log", "warning"
        )
        player.hear()
        self._player: Player = player
        self._taken = 0

    def kill(self) -> None:
        os.kill(self._player.pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._player.running and time.monotonic() < deadline:
            time.sleep(0.01)

    def wait_for(self, name: str) -> None:
        self._do(see=name)

    def touch_take(self) -> None:
        """Up to the last touch; the number is on its way."""
        service = SERVICES[self._turn % len(SERVICES)]
        self._turn += 1
        self._taken += 1
        self._do(tap=f"service-{service}")
        self._do(tap="take")

    def take(self) -> None:
        """A visitor takes a number and its paper, and goes."""
        self.touch_take()
        if self._taken > len(SERVICES):  # the same within a minute, perhaps: for somebody else
            with contextlib.suppress(_Stuck):
                self._do(within=1.0, tap="forOtherYes")
        self._do(see="number")
        self._do(see="paper", text="Ambil")
        self._do(tap="home")

    def _do(self, within: float = PATIENCE_SECONDS, **direction: object) -> None:
        self._player.say({**direction, "within": within})
        answer = self._player.hear(within + 10)
        if not answer["ok"]:
            raise _Stuck(f"{self.name}: {answer['error']}; it shows {answer['texts']}")


class _Hall:
    """A hub and its kiosks, on clocks of the trial's own."""

    def __init__(self, directory: Path, findings: Findings, cleanup: ExitStack) -> None:
        self._findings = findings
        clock = directory / "clock"
        self._clock, self._now = Shift(clock), 0
        listen = f"127.0.0.1:{_free_port()}"
        options = ("--always-open", "--listen", listen)
        self.hub = Hub(directory / "hub", *options, env={VARIABLE: str(clock)})
        cleanup.enter_context(self.hub)
        around = without_screen({**os.environ, VARIABLE: str(clock)})
        cast = cleanup.enter_context(Cast(directory, around))
        self.kiosks = [_Kiosk(name, directory, cast, self.hub.url) for name in KIOSKS]
        for kiosk in self.kiosks:
            kiosk.wait_for(f"service-{SERVICES[0]}")

    def sleep(self, hours: float) -> None:
        """All its machines sleep, and their clocks are right afterwards."""
        self._now += round(hours * HOUR)
        self._clock.set(self._now, self._now)

    def issued(self) -> list[dict[str, Any]]:
        """What the journal says of the numbers that were given."""
        reader = Reader(self.hub.directory / JOURNAL_FILE)
        try:
            entries = reader.read(0, 1_000_000)
        finally:
            reader.close()
        return [
            {**json.loads(one.body), "type": one.type, "at": one.at}
            for one in entries
            if one.type in ("TicketIssued", "TicketMerged")
        ]

    def given(self) -> list[Given]:
        """Every paper in the trays, in the order of printing."""
        return [paper for kiosk in self.kiosks for paper in _read(kiosk)]

    def settle(self) -> None:
        """Until the hub knows all that lies in the trays."""
        papers = {paper.ticket for paper in self.given()}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while lost := papers - {_paper_of(one) for one in self.issued()}:
            if time.monotonic() > deadline:
                self._findings.require(False, f"papers that never reached the hub: {lost}")
                return
            time.sleep(_LOOK_SECONDS)


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    chance = dice("alone")
    with ExitStack() as cleanup:
        hall = _Hall(directory, findings, cleanup)
        times = SHORT if short else LONG
        for number in range(times):
            _be_alone(hall, chance, findings, first=number == 0)
            if number == 0 or chance.random() < 0.5:
                hall.sleep(chance.uniform(6, 20))
                findings.count("sleeps")
                for kiosk in hall.kiosks:
                    kiosk.take()
            _come_back(hall, chance, findings, first=number == 0)
            say(f"{number + 1} times without a hub", (number + 1) / times)
        _judge(hall, findings)


def _be_alone(hall: _Hall, chance: random.Random, findings: Findings, *, first: bool) -> None:
    """The hub is killed, and visitors come all the same; kiosks die among them."""
    hall.hub.kill()
    findings.count("hub killed")
    for kiosk in hall.kiosks:
        kiosk.wait_for("alone")
        kiosk.take()
        if kiosk is hall.kiosks[0] if first else chance.random() < 0.6:
            kiosk.touch_take()
            time.sleep(chance.uniform(*KILL_SECONDS))
            kiosk.kill()
            findings.count("kiosks killed")
            kiosk.start()
            kiosk.wait_for("alone")
            kiosk.take()


def _come_back(hall: _Hall, chance: random.Random, findings: Findings, *, first: bool) -> None:
    hall.hub.start()
    if first or chance.random() < 0.5:
        kiosk = chance.choice(hall.kiosks)
        time.sleep(chance.uniform(*KILL_SECONDS))
        kiosk.kill()  # over the hand-over, perhaps
        findings.count("kiosks killed")
        kiosk.start()
    hall.settle()
    for kiosk in hall.kiosks:
        kiosk.take()


def _judge(hall: _Hall, findings: Findings) -> None:
    papers, issued = hall.given(), hall.issued()
    findings.figures["papers"] = len(papers)
    findings.figures["emergency numbers"] = len({p.ticket for p in papers if p.emergency})
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for paper in papers:
        owners[paper.day, paper.number].add(paper.ticket)
    twice = {key: tickets for key, tickets in owners.items() if len(tickets) > 1}
    findings.require(not twice, f"numbers on papers of two visitors: {twice}")
    known: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in issued:
        known[_paper_of(one)].append(one)
    often = [ticket for ticket, entries in known.items() if len(entries) > 1]
    findings.require(not often, f"papers recorded more than once: {often}")
    for name in KIOSKS:
        order = [known[p.ticket][0] for p in papers if p.kiosk == name and known[p.ticket]]
        arrivals = [one.get("arrival") or one["at"] for one in order]
        steps = [later - before for before, later in pairwise(arrivals)]
        late = [step for step in steps if step < -SECOND]
        findings.require(not late, f"{name}: visitors out of their order by {late} ms")
    for paper in papers:
        for entry in known[paper.ticket][:1]:
            _compare(paper, entry.get("arrival") or entry["at"], findings)


def _compare(paper: Given, arrival: int, findings: Findings) -> None:
    """What the hub takes for the visitor's arrival beside what stands on the paper."""
    findings.require(paper.at is not None, f"{paper.number}: no time stands on its paper")
    if paper.at is not None:
        off = max(paper.at - arrival, arrival - paper.at - MINUTE, 0)
        findings.most("arrival beside the paper's minute, off by (s)", off / SECOND)
        findings.require(off <= SLACK, f"{paper.number} came {off} ms off what its paper says")


def _paper_of(entry: dict[str, Any]) -> str:
    return str(entry["alias"] if entry["type"] == "TicketMerged" else entry["ticket"])


def _read(kiosk: _Kiosk) -> list[Given]:
    """A reprint is the same paper again: only the first of a ticket counts."""
    files = sorted(kiosk.papers.glob("ticket-*.bin"))
    command = python("kiosk.printing.virtual", "--read", *map(str, files))
    done = subprocess.run(command, capture_output=True, check=True, env=environment())
    found: dict[str, Given] = {}
    for line in done.stdout.splitlines():
        paper = json.loads(line)
        if not paper["numbers"] or not paper["codes"]:
            continue  # it stopped in the middle
        text = " ".join(paper["lines"])
        ticket = str(paper["codes"][0]).removeprefix("giliran:")
        date = re.search(r"(\d{1,2} \w{3} \d{4}) (\d\d)\.(\d\d)", text)
        given = Given(
            kiosk.name,
            ticket,
            str(paper["numbers"][0]),
            date[1] if date else "",
            _EMERGENCY in text,
            _moment(date[1], int(date[2]), int(date[3])) if date else None,
        )
        found.setdefault(ticket, given)
    return list(found.values())


def _moment(date: str, hour: int, minute: int) -> int:
    """ms since the epoch of what stands on a paper of the sample site."""
    day, month, year = date.split()
    at = dt.datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, tzinfo=_ZONE)
    return round(at.timestamp() * 1000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


TRIALS = (Trial("alone", 3, run, short_seconds=240, long_seconds=7_200),)
"""The kiosk goes on without the hub."""

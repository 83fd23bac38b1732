"""The machine's clock is set forward and back, the machine sleeps, midnight passes, the hub dies:
what everybody has waited, who is next, and the business day stay right."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.cli.torture.hub import Hub
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.domain.ids import HOUR, MINUTE, SECOND
from shared.hub.journal.reading import LAST_SEQ, Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.machine import VARIABLE, Shift, elapsed_ms
from shared.protocol.moments import moment_of

ZONE = ZoneInfo("Asia/Jakarta")
SHORT, LONG = 32, 1_500
COUNTER = "5"
HEAD_START = 30 * MINUTE
SLACK = 4 * SECOND
"""What a loaded machine may take between two readings."""


@dataclass(slots=True)
class _Visitor:
    number: str
    came: int
    """On the trial's own clock, that nobody sets."""
    head_start: int


@dataclass(slots=True)
class _World:
    """What really happens: the clocks of the machine, and who stands in the hall since when."""

    shift: Shift
    hub: Hub
    chance: random.Random
    findings: Findings
    slept: int = 0
    waiting: dict[str, _Visitor] = field(default_factory=dict)
    date: str = ""

    def now(self) -> int:
        return elapsed_ms() + self.slept

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self.hub.address().call(method, f"/api/v1{path}", body)

    # What happens ---------------------------------------------------------------------------

    def come(self) -> None:
        privileged = self.chance.random() < 0.3
        body = {"service": "KTP-BARU"} | ({"priority": "lansia"} if privileged else {})
        came = self.now()
        ticket = self.call("POST", "/tickets", body)
        start = HEAD_START if privileged else 0
        self.waiting[ticket["id"]] = _Visitor(ticket["number"], came, start)
        self.findings.count("visitors")

    def set_clock(self) -> None:
        wall, elapsed = self.shift.get()
        by = self.chance.choice((HOUR, -HOUR, 10 * MINUTE, -10 * MINUTE, 40 * SECOND))
        self.shift.set(wall + by, elapsed)
        self.findings.count("steps of the clock")

    def sleep(self) -> None:
        self._sleep(self.chance.choice((20 * MINUTE, HOUR)))

    def midnight(self) -> None:
        """Sleep until one in the morning; whoever waited is not served any more."""
        date = self._health()["date"]
        now = dt.datetime.fromtimestamp(moment_of(self._health()["now"]) / 1_000, ZONE)
        one = (now + dt.timedelta(days=1)).replace(hour=1, minute=0)
        self._sleep(round((one - now).total_seconds() * 1_000))
        self.come()
        self.findings.require(self._health()["date"] > date, "the business day did not turn")

    def die(self) -> None:
        """SIGKILL of the hub, and what it was ahead of its machine's clock goes on."""
        self.hub.kill()
        self.hub.start()
        self.findings.count("kills")

    def serve(self) -> None:
        """The officer calls whoever is next, by what has really passed."""
        if not self.waiting:
            return
        if self.call("GET", f"/counters/{COUNTER}")["state"] == "closed":
            desk = {"officer": f"officer-{COUNTER}", "pin": "1234"}
            self.call("POST", f"/counters/{COUNTER}/open", desk)
        called = self.call("POST", f"/counters/{COUNTER}/call-next", {})
        now = self.now()
        best = max(self._score(one, now) for one in self.waiting.values())
        chosen = self.waiting.pop(called["id"])
        behind = best - self._score(chosen, now)
        words = f"{chosen.number} was called though another was {behind} ms before it"
        self.findings.require(behind <= 2 * SLACK, words)
        self.call("POST", f"/counters/{COUNTER}/finish", {})
        self.findings.count("calls")

    def _sleep(self, ms: int) -> None:
        """The machine sleeps: its clocks go on, and no process does."""
        os.kill(self.hub.pid, signal.SIGSTOP)
        wall, elapsed = self.shift.get()
        self.shift.set(wall + ms, elapsed + ms)
        self.slept += ms
        os.kill(self.hub.pid, signal.SIGCONT)
        self.findings.count("sleeps")

    def _score(self, visitor: _Visitor, now: int) -> int:
        return now - visitor.came + visitor.head_start

    # What must be true ------------------------------------------------------------------------

    def look(self) -> None:
        """Every waiting time, by the hub, is what has really passed."""
        listed, health, now = self._seen()
        if health["date"] > self.date:
            self._forget_yesterday(health["date"], set(listed))
        for id_, visitor in self.waiting.items():
            waited = moment_of(health["now"]) - moment_of(listed[id_]["arrival"])
            off = waited - (now - visitor.came)
            self.findings.most("a waiting time was off by at most (ms)", abs(off))
            words = f"{visitor.number} has waited {off} ms more, by the hub, than it has"
            self.findings.require(abs(off) <= SLACK, words)
        order = sorted(self.waiting, key=lambda id_: -self._score(self.waiting[id_], now))
        numbers = [self.waiting[id_].number for id_ in order]
        by_hub = [one["number"] for one in listed.values()]
        if len(set(map(self._rank, self.waiting.values()))) == len(self.waiting):
            self.findings.require(numbers == by_hub, f"the order is {by_hub}, not {numbers}")

    def _seen(self) -> tuple[dict[str, Any], Any, int]:
        """The line and the hub's time at one moment: neither may change while both are read."""
        while True:
            before = self.call("GET", "/queue")["tickets"]
            health, now = self._health(), self.now()
            if self.call("GET", "/queue")["tickets"] == before:
                return {one["id"]: one for one in before}, health, now

    def _forget_yesterday(self, date: str, alive: set[str]) -> None:
        """Whoever waited when the day turned, by a clock that was set or by itself, is not served
        any more: all of them, and nobody who came since."""
        gone = {id_: one for id_, one in self.waiting.items() if id_ not in alive}
        stay = [one.came for id_, one in self.waiting.items() if id_ in alive]
        mixed = bool(stay) and any(one.came > min(stay) for one in gone.values())
        self.findings.require(not mixed, f"{date}: the day took some of those who waited, not all")
        for id_ in gone:
            del self.waiting[id_]
        self.date = date
        self.findings.count("turns of the day")

    def _rank(self, visitor: _Visitor) -> int:
        """Two within the slack of one another may stand either way."""
        return (visitor.came - visitor.head_start) // SLACK

    def _health(self) -> Any:
        return self.hub.address().call("GET", "/healthz")


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    directory.mkdir(parents=True, exist_ok=True)
    shift = Shift(directory / "clock")
    shift.set(_to_nine())
    env = {VARIABLE: str(directory / "clock")}
    with Hub(directory / "hub", "--always-open", env=env) as hub:
        world = _World(shift, hub, dice("clock"), findings)
        world.date = hub.address().call("GET", "/healthz")["date"]
        deeds = SHORT if short else LONG
        for number in range(deeds):
            _something(world)()
            world.look()
            if number % 50 == 49:
                say(f"{number + 1} things have happened", (number + 1) / deeds)
        while world.waiting:
            world.serve()
            world.look()
        _judge(hub, findings)


def _something(world: _World) -> Callable[[], None]:
    """What happens next; in an empty hall somebody comes."""
    if len(world.waiting) < 2:
        return world.come
    deeds = (world.come, world.set_clock, world.sleep, world.serve, world.die, world.midnight)
    deed: Callable[[], None] = world.chance.choices(deeds, (30, 30, 12, 15, 8, 5))[0]
    return deed


def _judge(hub: Hub, findings: Findings) -> None:
    """The journal's time never goes back, and no number was given twice on a day."""
    reader = Reader(hub.directory / JOURNAL_FILE)
    try:
        entries = reader.read(0, LAST_SEQ)
    finally:
        reader.close()
    times = [entry.at for entry in entries]
    findings.require(times == sorted(times), "the journal's time went back")
    dates = [entry.body for entry in entries if entry.type == "DayOpened"]
    findings.require(dates == sorted(set(dates)), "a business day was opened twice, or went back")
    day: set[bytes] = set()
    for entry in entries:
        if entry.type == "DayOpened":
            day.clear()
        if entry.type == "TicketIssued":
            number = entry.body.partition(b'"number":')[2].partition(b",")[0]
            findings.require(number not in day, f"{number.decode()} was given twice on a day")
            day.add(number)


def _to_nine() -> int:
    """ms from now to the next nine in the morning at the hall."""
    now = dt.datetime.fromtimestamp(time.time(), ZONE)
    nine = (now + dt.timedelta(days=1)).replace(hour=9, minute=0, second=0)
    return round((nine - now).total_seconds() * 1_000)


TRIALS = (Trial("clock", 6, run, short_seconds=60, long_seconds=1_800),)

"""A hall's apps on one hub, and its days as fast as they go, from a process of its own.

``python -m shared.cli.bench.rush URL TOKEN SITE.json COUNTERS`` connects the kiosks, the displays
and so many counters of the site, says how long that took, and does what each line on stdin asks
for; every answer is a line of JSON. ``open`` signs all officers on. ``live TICKETS`` takes, calls
and serves so many; ``queue TICKETS`` leaves them waiting. ``resumed URL`` connects all anew, going
on where they were; ``anew URL`` as after a power cut, when they know nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from array import array
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import uvloop

from shared.cli.bench.apps_line import Answer, Line, Ticket
from shared.cli.bench.figures import percentile
from shared.cli.simulation.people import scene
from shared.cli.simulation.visitors import Visitor, visitors
from shared.domain.ids import ServiceCode
from shared.domain.roster import own_services
from shared.domain.site import Counter, Site
from shared.protocol.messages import Head
from shared.protocol.site_file import read_site_file

AT_ONCE = 4
"""Visitors at one kiosk: faster than a hall's day they overlap."""

LONGEST_LINE = 2_000
"""Kiosks wait while so many people do; officers are as fast as the hub lets them."""

LOOKS_AGAIN = 0.05

PARTS = 10
"""The day's first and last tenth show whether anything creeps."""


class _Call(msgspec.Struct):
    ticket: str
    call: int
    zone: str
    state: str = ""


class _Change(msgspec.Struct):
    event: str
    calls: list[_Call] = []


class _Frame(msgspec.Struct):
    events: list[_Change] = []


_calls_in = msgspec.json.Decoder(_Frame).decode


class Rush:
    """The day: what has been asked, answered, and seen on the displays."""

    def __init__(self, site: Site, token: str, counters: int) -> None:
        free = [counter.id for counter in site.counters]
        play = scene(site, free, counters, 100.0, 1)
        self.visitors = visitors(play)
        self._forget(0)
        self._served = True
        self.idle: dict[_Officer, None] = {}
        """Officers whom nobody waits for, the longest idle first."""
        self.over = asyncio.Event()
        self.kiosks = [_Kiosk(self, kiosk.id, token) for kiosk in site.kiosks]
        self.officers = [
            _Officer(self, counter, own_services(site, counter), token) for counter in play.counters
        ]
        self.displays = [_Display(self, tv.id, set(tv.zones), token) for tv in site.displays]

    @property
    def lines(self) -> list[Line]:
        kiosks, officers = [one.line for one in self.kiosks], [one.line for one in self.officers]
        return kiosks + officers + [one.line for one in self.displays]

    def answered(self, answer: Answer, sent: float, at: float) -> None:
        self.spans.append(at - sent)
        self.refused += answer.status >= 400

    def _forget(self, total: int) -> None:
        self.total = total
        self.begun = self.issued = self.called = 0
        self.spans = array("d")
        """From each order to its answer, in the order of the answers."""
        self.refused = 0
        self.asked_at: dict[tuple[str, int], float] = {}
        self.shown: dict[tuple[str, int], tuple[int, float]] = {}
        """For each call on how many displays it is, and since when on the last."""

    async def open(self) -> dict[str, float]:
        """Until every officer has signed on."""
        self._forget(0)
        self.idle.clear()
        self.over.clear()
        for officer in self.officers:
            officer.sign_on()
        await self.over.wait()
        return {"officers": len(self.officers)}

    async def live(self, total: int, *, served: bool = True) -> dict[str, float]:
        """So many tickets, from the kiosk to the end of the service, or into the line only."""
        self._forget(total)
        self._served = served
        self.over.clear()
        began = time.perf_counter()
        for kiosk in self.kiosks:
            kiosk.go_on()
        await self.over.wait()
        return self.figures(time.perf_counter() - began)

    def waits(self, service: str) -> None:
        """Somebody waits now: an idle officer who serves that calls."""
        self.issued += 1
        ready = (one for one in self.idle if service in one.services)
        officer = next(ready, None) if self._served else None
        if officer is not None:
            del self.idle[officer]
            officer.call()
        if self.issued == self.total:
            self.look()

    def rests(self, officer: _Officer) -> None:
        self.idle[officer] = None
        self.look()

    def look(self) -> None:
        if self.issued >= self.total and len(self.idle) == len(self.officers):
            self.over.set()

    def figures(self, seconds: float) -> dict[str, float]:
        tenth = len(self.spans) // PARTS
        late = [
            at - self.asked_at[call]
            for call, (displays, at) in self.shown.items()
            if displays >= len(self.displays) and call in self.asked_at
        ]
        return {
            "tickets": self.issued,
            "commands": len(self.spans),
            "refused": self.refused,
            "seconds": seconds,
            "per_second": len(self.spans) / seconds,
            "answer_median_ms": percentile(self.spans, 0.5) * 1000,
            "answer_p99_ms": percentile(self.spans, 0.99) * 1000,
            "answer_p99_first_ms": percentile(self.spans[:tenth], 0.99) * 1000,
            "answer_p99_last_ms": percentile(self.spans[-tenth:], 0.99) * 1000,
            "calls": len(self.asked_at),
            "calls_on_all_displays": len(late),
            "call_median_ms": percentile(late or [0.0], 0.5) * 1000,
            "call_p99_ms": percentile(late or [0.0], 0.99) * 1000,
        }


class _Kiosk:
    def __init__(self, rush: Rush, device: str, token: str) -> None:
        self._rush = rush
        self.line = Line("kiosk", device, token)
        self._busy = 0

    def go_on(self) -> None:
        rush = self._rush
        while self._busy < AT_ONCE and rush.begun < rush.total:
            if rush.issued - rush.called > LONGEST_LINE:
                asyncio.get_running_loop().call_later(LOOKS_AGAIN, self.go_on)
                return
            self._busy += 1
            rush.begun += 1
            self._take(next(rush.visitors))

    def _take(self, visitor: Visitor) -> None:
        self.line.ask(
            "IssueTicket",
            self._taken,
            service=visitor.services[0],
            priority=visitor.priority,
            language=visitor.language,
            people=visitor.people,
            assist=list(visitor.assist),
            kiosk=self.line.device,
        )

    def _taken(self, answer: Answer, sent: float, at: float) -> None:
        assert answer.ticket is not None, answer
        self._rush.answered(answer, sent, at)
        self._busy -= 1
        printed = {"ticket": answer.ticket.id, "outcome": "printed"}
        self.line.ask("RecordPrint", self._rush.answered, **printed)
        self._rush.waits(answer.ticket.service)
        self.go_on()


class _Officer:
    def __init__(
        self, rush: Rush, counter: Counter, services: tuple[ServiceCode, ...], token: str
    ) -> None:
        self._rush = rush
        self._counter = counter
        self.services = frozenset(services)
        self.line = Line("counter", f"loket-{counter.id}", token)

    def sign_on(self) -> None:
        who = {"officer": f"officer-{self._counter.id}", "pin": "1234"}
        self.line.ask("OpenCounter", self._opened, counter=self._counter.id, **who)

    def _opened(self, answer: Answer, sent: float, at: float) -> None:
        assert answer.problem is None, answer
        self._rush.rests(self)

    def call(self) -> None:
        self.line.ask("CallNext", self._called, counter=self._counter.id)

    def _called(self, answer: Answer, sent: float, at: float) -> None:
        rush, ticket = self._rush, answer.ticket
        rush.answered(answer, sent, at)
        if ticket is not None and ticket.state == "called":
            self._serve(ticket, sent)
        else:
            rush.rests(self)

    def _serve(self, ticket: Ticket, sent: float) -> None:
        self._rush.called += 1
        self._rush.asked_at[ticket.id, ticket.calls] = sent
        self.line.ask("FinishService", self._called, counter=self._counter.id, then_call=True)


class _Display:
    """Says of the calls in its own zones that it shows them, as a TV does."""

    def __init__(self, rush: Rush, device: str, zones: set[str], token: str) -> None:
        self._rush = rush
        self._zones = zones
        self.line = Line("display", device, token, self._look)

    def _look(self, message: bytes, at: float) -> None:
        if b'"TicketCalled"' not in message:
            return
        shown = self._rush.shown
        own = []
        for change in _calls_in(message).events:
            if change.event != "TicketCalled":
                continue
            for call in change.calls:
                key = (call.ticket, call.call)
                shown[key] = (shown.get(key, (0, 0.0))[0] + 1, at)
                if call.zone in self._zones:
                    own.append({"ticket": call.ticket, "call": call.call})
        if own:
            self.line.ask("ReportShown", self._rush.answered, display=self.line.device, calls=own)


async def connected(lines: list[Line], url: str, heads: list[Head | None]) -> dict[str, float]:
    """Connects all at once, as after a power cut; how long until the last was welcomed."""
    at = urlsplit(url)
    assert at.hostname is not None
    assert at.port is not None
    began = time.perf_counter()
    welcomes = await asyncio.gather(
        *(line.connect(at.hostname, at.port, head) for line, head in zip(lines, heads, strict=True))
    )
    seconds = time.perf_counter() - began
    return {"apps": len(lines), "resumed": welcomes.count("resumed"), "seconds": seconds}


def _fail(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A fault in a callback would leave everyone waiting for ever."""
    loop.default_exception_handler(context)
    os._exit(1)


async def main(url: str, token: str, site_file: str, counters: str) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_fail)
    rush = Rush(read_site_file(Path(site_file)), token, int(counters))
    lines = rush.lines
    _print(await connected(lines, url, [None] * len(lines)))
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        what, *rest = line.split()
        if what == "open":
            _print(await rush.open())
        elif what in ("live", "queue"):
            _print(await rush.live(int(rest[0]), served=what == "live"))
        else:
            heads = [one.seen() if what == "resumed" else None for one in lines]
            await asyncio.gather(*(one.close() for one in lines))
            _print(await connected(lines, rest[0], heads))


def _print(figures: dict[str, float]) -> None:
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))

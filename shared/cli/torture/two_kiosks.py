"""The hub dies under two kiosks: by day, over midnight, with a disk wiped, with one cut off alone.

No number twice on two papers of a day; every visitor waits where they came; whoever is passed sees
by whom and why.
"""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections import Counter
from contextlib import ExitStack, closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from shared.cli.hub_calls import HubRefused
from shared.cli.torture.hub import Hub
from shared.cli.torture.lone_kiosk import SERVICE, Clock, Dies, LoneKiosk, NoLine, Paper
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.hub.journal.port import Entry
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import verify
from shared.hub.replay import Retrace
from shared.hub.views import PASSERS_TOLD
from shared.protocol.machine import VARIABLE

SHORT, LONG = 4, 240
"""Rounds: in each the hub is away, or one kiosk is."""

NEAR_MS = 2_000
"""So exactly the hub knows when the visitor of a paper came."""

_MINUTE_MS = 60_000


class _Hall:
    """A hub, two kiosks, and a clock that all of them show."""

    def __init__(self, directory: Path, stack: ExitStack, findings: Findings) -> None:
        self.findings = findings
        self.chance = dice("two kiosks")
        self.clock = Clock(directory / "clock")
        env = {VARIABLE: str(directory / "clock")}
        self.hub = stack.enter_context(Hub(directory / "data", "--always-open", env=env))
        series = _series_of(self.hub)
        self.kiosks = [
            LoneKiosk(name, directory, series, self.clock, random.Random(self.chance.random()))
            for name in ("kiosk-1", "kiosk-2")
        ]
        for kiosk in self.kiosks:
            stack.callback(kiosk.leave)
        self.typed: set[str] = set()
        """Papers whose number an officer has typed."""

    # People ---------------------------------------------------------------------------------

    def visitors(self, kiosk: LoneKiosk, most: int = 5) -> None:
        """Some visitors, each a while after the one before; the kiosk may die under them."""
        for _ in range(self.chance.randint(1, most)):
            self.clock.pass_by(self.chance.randint(1_000, 5 * _MINUTE_MS))
            try:
                self.findings.count("visitors")
                if kiosk.take() is None:
                    self.findings.count("turned away: the block was used up")
            except Dies:
                self.findings.count("deaths of a kiosk")
                kiosk.start()

    def come_back(self) -> None:
        """All kiosks are on the line, and have handed everything over."""
        for kiosk in self.kiosks:
            while not kiosk.there or kiosk.owed():
                try:
                    kiosk.come(self.hub.url)
                except Dies:
                    self.findings.count("deaths of a kiosk")
                    kiosk.start()

    # Bad days -------------------------------------------------------------------------------

    def hub_dies(self, *, midnight: bool = False) -> None:
        """Killed while numbers are asked for; then both kiosks go on alone."""
        self.findings.count("kills of the hub")
        killer = threading.Timer(self.chance.uniform(0.0, 0.05), self.hub.kill)
        killer.start()
        for kiosk in self.kiosks:
            self.visitors(kiosk)
        killer.join()
        for kiosk in self.kiosks:
            self.visitors(kiosk)
        if midnight:
            self._pass_midnight()
        self._come_to_a_dying_hub()
        self.hub.start()

    def _pass_midnight(self) -> None:
        self.findings.count("midnights")
        local = self.clock.local()
        night = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), local.tzinfo)
        self.clock.pass_by(int((night - local).total_seconds() * 1_000) - 20 * _MINUTE_MS)
        for late in (0, 15, 30):  # 23.40, 23.55, 00.10
            self.clock.pass_by(late and 15 * _MINUTE_MS)
            for kiosk in self.kiosks:
                self.visitors(kiosk, most=1 if late == 0 else 2)

    def _come_to_a_dying_hub(self) -> None:
        """Half of the papers are handed over when it is killed again."""
        if self.chance.random() < 0.5:
            return
        self.hub.start()
        killer = threading.Timer(self.chance.uniform(0.0, 0.03), self.hub.kill)
        killer.start()
        with suppress(NoLine, Dies):
            for kiosk in self.kiosks:
                kiosk.come(self.hub.url)
        killer.join()
        for kiosk in self.kiosks:
            kiosk.start()

    def kiosk_is_wiped(self) -> None:
        kiosk = self.chance.choice(self.kiosks)
        self.findings.count("wiped disks")
        kiosk.leave()
        self.visitors(kiosk)
        kiosk.wipe()

    def kiosk_is_cut_off(self) -> None:
        """Alone: an officer serves somebody with a paper that the hub has never heard of."""
        self._sign_on()
        cut, other = self.chance.sample(self.kiosks, 2)
        cut.leave()
        before = len(cut.given)
        self.visitors(cut)
        self.visitors(other)
        for paper in cut.given[before:]:
            if self.chance.random() < 0.6 and paper.date == self.clock.local().date().isoformat():
                self._officer_types(paper)

    def _officer_types(self, paper: Paper) -> None:
        body = {"number": paper.number, "service": SERVICE}
        try:
            entered = self._call("POST", "/api/v1/counters/1/enter-paper", body)
        except HubRefused as refused:
            self.findings.require(False, f"{paper.number} could not be entered: {refused}")
            return
        self.typed.add(paper.ticket)
        self.findings.count("papers typed by an officer")
        if self.chance.random() < 0.5:
            called = {"ticket": entered["id"], "reason": "darurat"}
            self._call("POST", "/api/v1/counters/1/call", called)
            self._call("POST", "/api/v1/counters/1/finish", {})

    def _sign_on(self) -> None:
        body = {"officer": "officer-1", "pin": "1234"}
        self._call("POST", "/api/v1/counters/1/open", body)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        return self.hub.address().call(method, path, body)

    # What must be ---------------------------------------------------------------------------

    def judge(self) -> None:
        """All are on the line: what stands on paper, and where its people stand."""
        self._no_number_twice()
        today = self._call("GET", "/healthz")["date"]
        queue: list[dict[str, Any]] = self._call("GET", "/api/v1/queue")["tickets"]
        known = {one["id"]: one for one in queue}
        papers = {
            one.ticket: one
            for kiosk in self.kiosks
            for one in kiosk.disk.papers.values()
            if one.date == today
        }
        for paper in papers.values():
            self._stands(paper, known)
        places = [one["place"] for one in queue]
        self.findings.require(places == sorted(places), "the queue is not in the order of places")
        self._in_order([papers[one["id"]] for one in queue if one["id"] in papers])
        self._everyone_sees(queue)

    def _no_number_twice(self) -> None:
        given = Counter((p.date, p.number) for kiosk in self.kiosks for p in kiosk.given)
        for (date, number), times in given.items():
            self.findings.require(times == 1, f"{number} of {date} stands on {times} papers")

    def _stands(self, paper: Paper, queue: dict[str, Any]) -> None:
        """The visitor of a paper waits, since they came; or was served under a typed number."""
        try:
            ticket = self._call("GET", f"/api/v1/tickets/{paper.ticket}")
        except HubRefused:
            self.findings.require(False, f"{paper.number} of {paper.date} is not known")
            return
        came = int(dt.datetime.fromisoformat(ticket["issued_at"]).timestamp() * 1_000)
        self.findings.most("arrivals, at most off by (ms)", abs(came - paper.at))
        words = f"{paper.number}: came {came - paper.at} ms too late or too early"
        self.findings.require(abs(came - paper.at) <= NEAR_MS, words)
        waits = ticket["id"] in queue
        served = paper.ticket in self.typed and ticket["state"] == "done"
        self.findings.require(waits or served, f"{paper.number} is {ticket['state']}")

    def _in_order(self, papers: list[Paper]) -> None:
        for one, other in pairwise(papers):
            in_order = one.at <= other.at + NEAR_MS
            self.findings.require(in_order, f"{one.number} stands before {other.number}")

    def _everyone_sees(self, queue: list[dict[str, Any]]) -> None:
        """Whoever was there before a paper came in, and stands behind it, is told."""
        entries = {ticket: seq for seq, ticket in self._recorded()}
        for place, one in enumerate(queue):
            told = {passer["number"] for passer in one.get("passed_by", ())}
            ahead = [
                other["number"]
                for other in queue[:place]
                if other.get("emergency") and entries[other["id"]] > entries[one["id"]]
            ]
            unseen = set(ahead) - told if len(told) < PASSERS_TOLD else set()
            self.findings.count("passed, and told why", len(told))
            self.findings.require(not unseen, f"{one['number']} does not see {unseen}")

    def _recorded(self) -> list[tuple[int, str]]:
        """Which entry set the place of each ticket: its first, or the one that merged it."""
        return [
            (entry.seq, str(msgspec.json.decode(entry.body)["ticket"]))
            for entry in _entries(self.hub, "TicketIssued", "TicketMerged")
        ]


def _entries(hub: Hub, *types: str) -> list[Entry]:
    with closing(Reader(hub.directory / JOURNAL_FILE)) as reader:
        return [entry for entry in reader.read(0, 1_000_000) if entry.type in types]


def _series_of(hub: Hub) -> tuple[str, str]:
    """The code and the prefix of the service's series."""
    site = hub.address().call("GET", "/api/v1/site")["site"]
    code = next(one["series"] for one in site["services"] if one["code"] == SERVICE)
    return code, next(one["prefix"] for one in site["series"] if one["code"] == code)


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    rounds = SHORT if short else LONG
    with ExitStack() as stack:
        hall = _Hall(directory, stack, findings)
        hall.come_back()
        for number in range(rounds):
            _one_round(hall, number)
            if findings.broken:
                break
            if not short and number % 20 == 19:
                say(f"{number + 1} of {rounds} rounds", (number + 1) / rounds)
        hall.hub.stop()
        _look_back(hall, findings)


def _one_round(hall: _Hall, number: int) -> None:
    """The first rounds see everything once; then chance decides."""
    kinds = ("dies", "cut off", "midnight", "wiped", "dies", "cut off")
    kind = kinds[number] if number < len(kinds) else hall.chance.choice(kinds)
    for kiosk in hall.kiosks:
        hall.visitors(kiosk)
    if kind == "cut off":
        hall.kiosk_is_cut_off()
    elif kind == "wiped":
        hall.kiosk_is_wiped()
    else:
        hall.hub_dies(midnight=kind == "midnight")
    hall.come_back()
    hall.judge()
    hall.clock.pass_by(60 * _MINUTE_MS)


def _look_back(hall: _Hall, findings: Findings) -> None:
    findings.figures["papers"] = sum(len(kiosk.given) for kiosk in hall.kiosks)
    normal = sum(paper.normal for kiosk in hall.kiosks for paper in kiosk.given)
    findings.figures["of them without the hub"] = int(findings.figures["papers"]) - normal
    findings.figures["lost with a wiped disk"] = sum(kiosk.lost for kiosk in hall.kiosks)
    ghosts = sum(b'"ghost"' in one.body for one in _entries(hall.hub, "TicketCancelled"))
    findings.figures["wishes in flight taken back"] = ghosts
    retrace = Retrace(lambda kind, seq, words: findings.broken.append(f"{kind} at {seq}: {words}"))
    report = verify(hall.hub.directory / JOURNAL_FILE, on_entry=retrace.take)
    findings.broken += [f"{fault.kind} at {fault.seq}: {fault.words}" for fault in report.faults]
    if report.sound:
        retrace.end()


TRIALS = (Trial("two-kiosks", 3, run, short_seconds=60, long_seconds=3_600),)

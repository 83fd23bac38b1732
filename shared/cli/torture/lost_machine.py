"""The hub's machine is lost for good: another one goes on from the replica, and the kiosks fill it.

Two kiosks print as fast as they are answered. The hub is killed and its directory deleted at a
moment of chance; what nobody has any more but the replica and the kiosks has to be enough. Before,
the replica's place is emptied once, as a disk that was exchanged is; in the long form one replica
more lies behind SFTP.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from shared.cli.environment import environment, python
from shared.cli.torture.asking import Broken, LineAsker, Reply
from shared.cli.torture.hub import Hub
from shared.cli.torture.sftp_place import NoSftp, sftp_place
from shared.cli.torture.trial import Findings, Say, Skipped, Trial, dice
from shared.domain.numbering import read_number
from shared.domain.site import Site
from shared.hub.backup.litestream import NoLitestream, program
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.restored import read_mark
from shared.protocol.messages import OLDEST, PROTOCOL, Hello
from shared.protocol.site_file import site_from

KIOSKS = ("kiosk-1", "kiosk-2")
SERVICES = ("KTP-BARU", "KK-BARU", "BIODATA")
SHORT, LONG = 1, 20
"""Machines that are lost; in the long form every other hub has died once before."""

LOAD_SECONDS = (1.5, 4.0)
MOST_LOST_SECONDS = 1.0
"""Promised: what was acknowledged longer ago than this is in the replica."""

RESTORE_SECONDS = 120
PATIENCE_SECONDS = 30.0
MANY = 1_000_000


@dataclass(slots=True)
class Paper:
    """A number that came out of a printer."""

    ticket: dict[str, Any]
    acknowledged: float
    """By the machine's monotonic clock."""


@dataclass(slots=True)
class Kiosk:
    """A kiosk's disk and its line; it outlives the hubs."""

    name: str
    papers: list[Paper] = field(default_factory=list)
    count: int = 0

    def hello(self, site: Site, date: str) -> Hello:
        """What it tells of itself: the numbers that are on paper."""
        printed: dict[str, int] = {}
        for paper in self.papers:
            found = read_number(site, paper.ticket["number"])
            assert found is not None
            series, ordinal = found
            printed[series.code] = max(ordinal, printed.get(series.code, 0))
        return Hello(
            protocol=PROTOCOL,
            oldest=OLDEST,
            role="kiosk",
            device=self.name,
            grant=None,
            printed=printed,
            printed_date=date if printed else "",
        )

    async def take(self, line: LineAsker, service: str) -> Reply:
        """A visitor's number: once the hub has answered, the paper comes out."""
        self.count += 1
        reply = await line.ask(f"{self.name}-{self.count}", "IssueTicket", {"service": service})
        if reply.done and reply.ticket is not None:
            self.papers.append(Paper(reply.ticket, time.monotonic()))
        return reply

    async def hand_over(self, line: LineAsker, date: str) -> list[Reply]:
        """All its papers, as after every greeting of a restored hub."""
        return [
            await line.ask(one.ticket["id"], "HandOver", _body(one, date)) for one in self.papers
        ]


def _body(paper: Paper, date: str) -> dict[str, Any]:
    told = {name: paper.ticket[name] for name in ("number", "service", "visit")}
    age = round((time.monotonic() - paper.acknowledged) * 1000)
    return {"ticket": paper.ticket["id"], "date": date, "age": age, "lost": True} | told


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    try:
        program()
    except NoLitestream as missing:
        raise Skipped(str(missing)) from None
    chance = dice("lost-machine")
    machines = SHORT if short else LONG
    for number in range(machines):
        room = directory / f"machine-{number}"
        loss = Loss(room, findings, Backup(str(room / "replica")))
        lives = [chance.uniform(*LOAD_SECONDS) for _ in range(1 + number % 2)]
        asyncio.run(loss.live(lives))
        words = f"machine {number + 1} lost after {loss.papers} papers, {loss.lost} were not in it"
        say(words, (number + 1) / machines)
        if not findings.broken:
            shutil.rmtree(room)
    if not short:
        _behind_sftp(directory / "sftp", findings, say)


def _behind_sftp(room: Path, findings: Findings, say: Say) -> None:
    try:
        with sftp_place(room / "server") as place:
            backup = Backup(place.address, {"key-path": str(place.key)})
            loss = Loss(room / "machine", findings, backup)
            asyncio.run(loss.live([LOAD_SECONDS[1]]))
            findings.figures["behind SFTP: papers before the loss"] = loss.papers
            say(f"machine lost, its replica behind SFTP: {loss.lost} papers were not in it", 1.0)
    except NoSftp as no:
        findings.figures["behind SFTP"] = f"not held: {no}"


@dataclass(frozen=True, slots=True)
class Backup:
    """Where the replica lies, and what Litestream needs to get there."""

    place: str
    options: dict[str, str] = field(default_factory=dict)

    def write(self, data: Path) -> None:
        """The hub's setting."""
        data.mkdir(exist_ok=True)
        options = "".join(f"{name} = {json.dumps(value)}\n" for name, value in self.options.items())
        text = f"to = {json.dumps(self.place)}\n[options]\n{options}"
        (data / "backup.toml").write_text(text, encoding="utf-8")

    def source(self, hub: str) -> list[str]:
        """What `giliran restore` is told."""
        options = [f"--option={name}={value}" for name, value in self.options.items()]
        return [f"{self.place}/{hub}" if "://" in self.place else self.place, *options]


class Loss:
    """One machine, its loss, and the next one."""

    def __init__(self, room: Path, findings: Findings, backup: Backup) -> None:
        room.mkdir(parents=True)
        self._room = room
        self._findings = findings
        self._backup = backup
        self._hub = ""
        self._kiosks = [Kiosk(name) for name in KIOSKS]
        self.lost = 0

    @property
    def papers(self) -> int:
        return sum(len(kiosk.papers) for kiosk in self._kiosks)

    async def live(self, lives: list[float]) -> None:
        """`lives`: how long each hub of the first machine answers; with the last one it is lost."""
        killed = 0.0
        for seconds in lives:
            killed = await self._first_machine(seconds)
        shutil.rmtree(self._room / "first")
        began = time.monotonic()
        data = self._restore()
        self._look_at_what_is_missing(data, killed)
        with Hub(data, "--always-open") as hub:
            self._findings.most("back after (s)", round(time.monotonic() - began, 2))
            await self._second_machine(hub)
        self._judge(data)

    async def _first_machine(self, seconds: float) -> float:
        """Under load until it is killed; when that was."""
        data = self._room / "first"
        self._backup.write(data)
        with Hub(data, "--always-open") as hub:
            await self._replica_runs(hub)
            await self._place_is_emptied(hub)
            self._hub = str(_health(hub)["hub"])
            site, date = _facts(hub)
            lines = [_line(hub, kiosk.hello(site, date)) for kiosk in self._kiosks]
            work = [
                asyncio.create_task(_take_until_it_breaks(kiosk, line))
                for kiosk, line in zip(self._kiosks, lines, strict=True)
            ]
            await asyncio.sleep(seconds)
            hub.kill()
            killed = time.monotonic()
            await asyncio.gather(*work)
            for line in lines:
                await line.close()
        return killed

    async def _replica_runs(self, hub: Hub, running: bool = True) -> float:
        """Waits for it to run, or to run no more; how long (s) that took."""
        began = time.monotonic()
        while (_health(hub)["backup"]["state"] == "running") is not running:
            if time.monotonic() > began + PATIENCE_SECONDS:
                raise RuntimeError(f"no replica, or one that is none: {hub.said()[-600:]}")
            await asyncio.sleep(0.05)
        return time.monotonic() - began

    async def _place_is_emptied(self, hub: Hub) -> None:
        """A disk is exchanged, or mounted empty: the next paper shows it, and the hub mends it."""
        place = Path(self._backup.place)
        if self._hub or not place.is_dir():  # once a machine; what is far away nobody can empty
            return
        shutil.rmtree(place)
        line = _line(hub, self._kiosks[0].hello(*_facts(hub)))
        await self._kiosks[0].take(line, SERVICES[0])
        await line.close()
        noticed = await self._replica_runs(hub, running=False)
        self._findings.most("an emptied place noticed after (s)", round(noticed, 2))
        again = await self._replica_runs(hub)
        self._findings.most("… and whole again after (s)", round(again, 2))

    def _restore(self) -> Path:
        data = self._room / "second"
        source = self._backup.source(self._hub)
        command = python("shared.cli", "restore", *source, "--data", str(data))
        done = subprocess.run(
            command, capture_output=True, env=environment(), timeout=RESTORE_SECONDS, check=False
        )
        if done.returncode:
            raise RuntimeError(f"restore ended with {done.returncode}: {done.stderr.decode()}")
        return data

    def _look_at_what_is_missing(self, data: Path, killed: float) -> None:
        known = _issued(data)
        papers = [paper for kiosk in self._kiosks for paper in kiosk.papers]
        lost = [paper for paper in papers if paper.ticket["id"] not in known]
        self.lost = len(lost)
        oldest = max((killed - paper.acknowledged for paper in lost), default=0.0)
        self._findings.count("papers before the loss", len(papers))
        self._findings.count("of them not in the replica", len(lost))
        self._findings.most("the oldest missing (s before the loss)", round(oldest, 2))
        self._findings.require(
            oldest <= MOST_LOST_SECONDS, f"what was acknowledged {oldest:.2f} s before is missing"
        )

    async def _second_machine(self, hub: Hub) -> None:
        site, date = _facts(hub)
        first, second = self._kiosks
        lines = {kiosk.name: _line(hub, kiosk.hello(site, date)) for kiosk in self._kiosks}
        try:
            await self._must_wait(first, lines[first.name])
            for kiosk in self._kiosks:
                await self._fill(kiosk, lines[kiosk.name], date)
            for kiosk in (first, second) * 10:
                reply = await kiosk.take(lines[kiosk.name], SERVICES[kiosk.count % len(SERVICES)])
                self._findings.require(reply.done, f"no number after all had reported: {reply}")
        finally:
            for line in lines.values():
                await line.close()

    async def _must_wait(self, kiosk: Kiosk, line: LineAsker) -> None:
        """One kiosk has been heard, the other has not."""
        reply = await kiosk.take(line, SERVICES[0])
        held = (reply.status, reply.code) == (503, "restoring")
        self._findings.require(held, f"a number before all kiosks had reported: {reply}")

    async def _fill(self, kiosk: Kiosk, line: LineAsker, date: str) -> None:
        for paper, reply in zip(kiosk.papers, await kiosk.hand_over(line, date), strict=True):
            number = paper.ticket["number"]
            self._findings.require(reply.done, f"{number} was not taken back: {reply}")
            same = reply.ticket is not None and reply.ticket["number"] == number
            self._findings.require(same, f"{number} leads to {reply.ticket}")

    def _judge(self, data: Path) -> None:
        papers = [paper for kiosk in self._kiosks for paper in kiosk.papers]
        twice = [
            n for n, times in Counter(one.ticket["number"] for one in papers).items() if times > 1
        ]
        self._findings.require(not twice, f"on two papers: {twice[:9]}")
        issued = _issued(data)
        gone = [one.ticket["number"] for one in papers if one.ticket["id"] not in issued]
        self._findings.require(not gone, f"on paper and unknown to the hub: {gone[:9]}")
        mark = read_mark(data)
        self._findings.require(
            mark is not None and mark.over == "reported", f"the mark says {mark}"
        )
        self._findings.count("papers in all", len(papers))


async def _take_until_it_breaks(kiosk: Kiosk, line: LineAsker) -> None:
    try:
        while True:
            await kiosk.take(line, SERVICES[kiosk.count % len(SERVICES)])
    except Broken:
        return


def _line(hub: Hub, hello: Hello) -> LineAsker:
    return LineAsker(hub.url, "kiosk", hello.device, hello=hello)


def _health(hub: Hub) -> Any:
    return hub.address().call("GET", "/healthz")


def _facts(hub: Hub) -> tuple[Site, str]:
    return site_from(hub.address().call("GET", "/api/v1/site")["site"]), _health(hub)["date"]


def _issued(data: Path) -> set[str]:
    with closing(Reader(data / JOURNAL_FILE)) as reader:
        entries = reader.read_type("TicketIssued", 0, MANY)
    return {msgspec.json.decode(entry.body)["ticket"] for entry in entries}


TRIALS = (Trial("lost-machine", 8, run, short_seconds=60, long_seconds=1_800),)

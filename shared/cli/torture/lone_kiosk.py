"""A kiosk as plain as it can be: a disk, a line to the hub, and numbers of its own without it.

It stands for the real one where a trial needs kiosks that die at any point, a hundred times.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from shared.protocol.machine import Shift
from shared.protocol.messages import PROTOCOL

SERVICE = "KTP-BARU"
"""Of the sample site; counters 1 to 8 serve it."""

ANSWER_SECONDS = 10.0

Message = dict[str, Any]


class Dies(Exception):
    """The kiosk's power is gone, here."""


class NoLine(Exception):
    """The hub is away."""


class Clock:
    """What all machines of a trial show: the right time, moved together."""

    def __init__(self, path: Path, timezone: str = "Asia/Jakarta") -> None:
        self._shift = Shift(path)
        self._zone = ZoneInfo(timezone)

    def wall(self) -> int:
        """ms since the epoch."""
        return time.time_ns() // 1_000_000 + self._shift.get()[0]

    def elapsed(self) -> int:
        """ms that have passed since some moment."""
        return time.monotonic_ns() // 1_000_000 + self._shift.get()[1]

    def pass_by(self, ms: int) -> None:
        """So much time passes at once."""
        wall, elapsed = self._shift.get()
        self._shift.set(wall + ms, elapsed + ms)

    def local(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.wall() / 1_000, self._zone)


class Paper(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number in somebody's hand."""

    ticket: str
    number: str
    ordinal: int
    visit: str
    date: str
    at: int
    """The hall's time, ms since the epoch."""
    elapsed: int
    normal: bool = False
    ghost: str = ""


class Disk:
    """What outlives a kiosk's power: lines of JSON, each on the disk when `note` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.ranges: dict[str, list[int]] | None = None
        self.free: tuple[str, int] = ("", 0)
        """The date, and the lowest free number that the hub has told for it."""
        self.papers: dict[str, Paper] = {}
        self.settled: set[str] = set()
        """Papers that the hub knows."""
        self.printed: set[str] = set()
        """Normal papers of whose printing the hub has been told."""
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._take(json.loads(line))

    def note(self, **fact: Any) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(fact) + "\n")
        self._take(fact)

    def wipe(self) -> None:
        self._path.unlink(missing_ok=True)

    def _take(self, fact: Message) -> None:
        if "ranges" in fact:
            self.ranges, self.free = fact["ranges"], (fact["date"], fact["next"])
        if "paper" in fact:
            paper = msgspec.convert(fact["paper"], Paper)
            self.papers[paper.ticket] = paper
        if "settled" in fact:
            self.settled.add(fact["settled"])
        if "printed" in fact:
            self.printed.add(fact["printed"])


class LoneKiosk:
    """One kiosk. `series`: the code and prefix of the service's numbers."""

    def __init__(
        self,
        name: str,
        directory: Path,
        series: tuple[str, str],
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self.name = name
        self.given: list[Paper] = []
        """Every paper that ever came out, be the disk wiped since."""
        self.lost = 0
        """Papers whose hand-over went with the disk."""
        self._directory = directory
        self._series, self._prefix = series
        self._clock = clock
        self._chance = chance
        self._line: ClientConnection | None = None
        self.disk = Disk(directory / f"{name}.disk")

    # Its power and its disk -----------------------------------------------------------------

    def start(self) -> None:
        """After a power cut: what is on the disk is all it knows."""
        self.leave()
        self.disk = Disk(self._directory / f"{self.name}.disk")

    def wipe(self) -> None:
        self.lost += len(self.owed())
        self.disk.wipe()
        self.start()

    def may_die(self, share: float = 0.1) -> None:
        if self._chance.random() < share:
            raise Dies

    def owed(self) -> list[Paper]:
        """Papers that the hub does not know yet."""
        known = self.disk.settled
        return [one for one in self.disk.papers.values() if one.ticket not in known]

    # Its line -------------------------------------------------------------------------------

    @property
    def there(self) -> bool:
        return self._line is not None

    def come(self, url: str) -> None:
        """Says hello, keeps what it is granted, and hands over. Raises `NoLine` and `Dies`."""
        self.leave()
        try:
            self._line = connect(
                url.replace("http", "ws", 1) + "/ws",
                proxy=None,
                compression=None,
                ping_interval=None,
                close_timeout=0.1,
            )
            self._say(self._hello())
            self._keep(self._await(lambda heard: heard["type"] == "welcome")["grant"])
            self.may_die(0.03)
            self._tell_printed()
            for paper in self.owed():
                self._hand_over(paper)
        except (OSError, WebSocketException, NoLine):
            self.leave()
            raise NoLine from None

    def leave(self) -> None:
        """The cable is out."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, WebSocketException):
                line.close()

    def _hello(self) -> Message:
        held = self.disk.ranges
        normal = [one for one in self.disk.papers.values() if one.normal]
        date = max((one.date for one in normal), default="")
        highest = max((one.ordinal for one in normal if one.date == date), default=0)
        return {
            "type": "hello",
            "protocol": PROTOCOL,
            "role": "kiosk",
            "device": self.name,
            "grant": None if held is None else {"ranges": held},
            "printed": {self._series: highest} if highest else {},
            "printed_date": date,
        }

    def _keep(self, grant: Message) -> None:
        ranges = {code: [one["first"], one["last"]] for code, one in grant["ranges"].items()}
        mine = grant["ranges"].get(self._series, {"next": 0})
        self.disk.note(ranges=ranges, date=grant["date"], next=mine["next"])

    def _hand_over(self, paper: Paper) -> None:
        body = {
            "ticket": paper.ticket,
            "number": paper.number,
            "service": SERVICE,
            "visit": paper.visit,
            "date": paper.date,
            "age": self._clock.elapsed() - paper.elapsed,
        }
        answer = self._order("HandOver", body | ({"ghost": paper.ghost} if paper.ghost else {}))
        if answer["status"] >= 500:
            raise NoLine
        self.may_die()
        self.disk.note(settled=paper.ticket, status=answer["status"])

    def _tell_printed(self) -> None:
        for paper in self.disk.papers.values():
            if paper.normal and paper.ticket not in self.disk.printed:
                body = {"ticket": paper.ticket, "outcome": "printed", "device": self.name}
                self._order("RecordPrint", body)
                self.disk.note(printed=paper.ticket)

    # Numbers --------------------------------------------------------------------------------

    def take(self) -> Paper | None:
        """A visitor: with the hub if it answers, else without. Raises `Dies`."""
        wish = secrets.token_hex(12)
        if self._line is None:
            return self.take_alone()
        try:
            self.may_die(0.03)
            answer = self._order("IssueTicket", {"service": SERVICE, "kiosk": self.name}, wish)
        except NoLine:
            return self.take_alone(wish)
        ticket = answer["ticket"]
        paper = self._paper(ticket["id"], int(ticket["number"].partition("-")[2]), ticket["visit"])
        paper = msgspec.structs.replace(paper, normal=True)
        self._give(paper)
        self.disk.note(settled=paper.ticket)
        with suppress(NoLine):
            self._tell_printed()
        return paper

    def take_alone(self, ghost: str = "") -> Paper | None:
        """From its own block; None where that is used up, or there never was one."""
        if self.disk.ranges is None or self._series not in self.disk.ranges:
            return None
        first, last = self.disk.ranges[self._series]
        today = self._clock.local().date().isoformat()
        mine = [one.ordinal for one in self.disk.papers.values() if one.date == today]
        used = max((n for n in mine if first <= n <= last), default=first - 1)
        ordinal = max(used + 1, self.disk.free[1] if self.disk.free[0] == today else first)
        if ordinal > last:
            return None
        made = secrets.token_urlsafe(36)
        paper = self._paper(made[:24], ordinal, made[24:])
        self._give(msgspec.structs.replace(paper, ghost=ghost))
        return paper

    def _paper(self, ticket: str, ordinal: int, visit: str) -> Paper:
        return Paper(
            ticket=ticket,
            number=f"{self._prefix}-{ordinal:03d}",
            ordinal=ordinal,
            visit=visit,
            date=self._clock.local().date().isoformat(),
            at=self._clock.wall(),
            elapsed=self._clock.elapsed(),
        )

    def _give(self, paper: Paper) -> None:
        """First on the disk, then printed: whoever dies between prints it later."""
        self.disk.note(paper=msgspec.to_builtins(paper))
        self.given.append(paper)
        self.may_die(0.05)

    # ----------------------------------------------------------------------------------------

    def _order(self, name: str, body: Message, id_: str = "") -> Message:
        id_ = id_ or body["ticket"] if name == "HandOver" else id_ or secrets.token_hex(12)
        self._say({"type": "command", "id": id_, "name": name, "body": body})
        return self._await(lambda heard: heard["type"] == "answer" and heard["id"] == id_)

    def _say(self, message: Message) -> None:
        if self._line is None:
            raise NoLine
        try:
            self._line.send(json.dumps(message))
        except (OSError, ConnectionClosed):
            self.leave()
            raise NoLine from None

    def _await(self, wanted: Callable[[Message], bool]) -> Message:
        while self._line is not None:
            try:
                heard: Message = json.loads(self._line.recv(ANSWER_SECONDS))
            except (OSError, ConnectionClosed, TimeoutError):
                self.leave()
                break
            if heard["type"] == "numbers":
                self._keep(heard["grant"])
            if wanted(heard):
                return heard
        raise NoLine

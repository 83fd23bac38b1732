"""Apps' lines as processes of their own: what they were told, and what they ask for meanwhile."""

from __future__ import annotations

import json
import random
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shared.cli.environment import environment, python
from shared.cli.torture.asking import Reply
from shared.cli.torture.ledger import Asked, Ledger

END_SECONDS = 5.0

Report = dict[str, Any]


class Silent(Exception):
    """A line did not tell what was waited for."""


class AppLine:
    """`python -m shared.link ROLE`: a line without an app (see shared/link/plain_app.py).

    `told` grows with all that it tells; its orders go into the ledger.
    """

    def __init__(
        self,
        name: str,
        role: str,
        directory: Path,
        ledger: Ledger,
        *options: str,
        prefix: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.role = role
        self.told: list[Report] = []
        self._ledger = ledger
        self._asked: dict[str, Asked] = {}
        self._news = threading.Condition()
        self._log = directory / f"{name}.log"
        where = ("--data", str(directory / name), "--device", name)
        self._command = [*prefix, *python("shared.link", role, *where, *options)]

    def __enter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment(),
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, name=f"hears {self.name}")
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    # What it tells --------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """The last state that its line told."""
        return next((str(one["state"]) for one in reversed(self.told) if "state" in one), "")

    @property
    def changes(self) -> list[int]:
        """The entries that it was told of, in its order."""
        return [one["change"] for one in self.told if "change" in one]

    @property
    def resumed(self) -> list[bool]:
        """Of each welcome, whether it brought only what was missing."""
        return [one["resumed"] for one in self.told if "welcome" in one]

    def said(self) -> str:
        """Its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def until(self, wanted: Callable[[Report], bool], seconds: float, since: int = 0) -> Report:
        """The first report of this kind after the first `since` ones; raises `Silent`."""
        deadline = time.monotonic() + seconds
        with self._news:
            while True:
                for report in self.told[since:]:
                    if wanted(report):
                        return report
                left = deadline - time.monotonic()
                if left <= 0 or not self._news.wait(left):
                    raise Silent(f"{self.name} told nothing of it within {seconds:g} s")

    def live(self, seconds: float) -> Report:
        """Waits for the first time that its line is live."""
        return self.until(lambda report: report.get("state") == "live", seconds)

    # What it asks for -----------------------------------------------------------------------

    def ask(self, name: str, body: dict[str, Any], *, wait: bool = False) -> Asked:
        """Gives an order; its reply is filled in when it is answered. `wait`: also for the hub."""
        asked = Asked(self.name, uuid.uuid4().hex, name, body)
        self._asked[asked.id] = asked
        if name != "FindTicket":
            self._ledger.orders.append(asked)
        self._tell(do="order", id=asked.id, name=name, body=body, wait=wait)
        return asked

    def answer(self, asked: Asked, seconds: float) -> Report:
        """Waits for an order's answer; raises `Silent`."""
        return self.until(lambda report: report.get("answer") == asked.id, seconds)

    def copy(self) -> str:
        """What stands for its copy of the hall now."""
        since = len(self.told)
        self._tell(do="copy")
        return str(self.until(lambda report: "copy" in report, END_SECONDS, since)["copy"])

    def _tell(self, **direction: Any) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended: what is waited for will not come
            self._process.stdin.write(json.dumps(direction) + "\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            report = json.loads(line)
            with self._news:
                if "answer" in report:
                    self._settle(report)
                self.told.append(report)
                self._news.notify_all()

    def _settle(self, report: Report) -> None:
        """What was never answered by the hub stays without a reply: nobody knows."""
        asked = self._asked.get(report["answer"])
        if asked is not None and report["code"] != "away":
            ticket = {"id": report["ticket"]} if report["ticket"] else None
            asked.reply = Reply(report["status"], ticket, report["code"])


SERVICES = ("KTP-BARU", "KTP-CETAK", "KK-BARU")
"""Of the sample site; counters 1 to 8 serve them all."""

PAUSE_SECONDS = 0.25
"""Between two looks at who has something to do."""

AGAIN = 0.3
"""The share of visitors whose ticket is to be printed again."""

_DAYS_WORK: tuple[tuple[str, ...], ...] = (
    ("CallNext", "Recall", "StartService", "FinishService"),
    ("CallNext", "RecordNoShow"),
    ("CallNext", "StartService", "HoldTicket", "ResumeTicket", "FinishService"),
    ("CallNext", "StartService", "TransferTicket"),
)


class Officer:
    """Works at one counter through an app's line, one act after the other."""

    def __init__(self, line: AppLine, counter: str, chance: random.Random) -> None:
        self._line = line
        self._desk: dict[str, Any] = {"counter": counter}
        self._chance = chance
        self._acts: list[str] = []
        self._ticket = ""
        self._asked: Asked | None = None

    def sign_on(self, pin: str) -> None:
        """Opens the counter; raises `Silent`."""
        counter = self._desk["counter"]
        body = {**self._desk, "officer": f"officer-{counter}", "pin": pin}
        answer = self._line.answer(self._line.ask("OpenCounter", body, wait=True), 10)
        if answer["status"] != 200:
            raise Silent(f"{self._line.name} could not sign on: {answer['code']}")
        self._desk["session"] = answer["body"]["session"]

    def go_on(self) -> None:
        """The next act, once the last one is answered; after a failure begins a new visitor."""
        told = self._answer()
        if told is None and self._asked is not None:
            return
        if told is not None and told["status"] not in (200, 201):
            tidied_up = self._asked is not None and self._asked.name == "FinishService"
            self._acts = [] if tidied_up else ["FinishService"]
        if not self._acts:
            self._acts = list(self._chance.choice(_DAYS_WORK))
        self._asked = self._line.ask(*self._act(self._acts.pop(0)))

    def _answer(self) -> Report | None:
        if self._asked is None:
            return None
        wanted = self._asked.id
        told = next((one for one in self._line.told if one.get("answer") == wanted), None)
        if told is not None and told["ticket"]:
            self._ticket = told["ticket"]
        return told

    def _act(self, name: str) -> tuple[str, dict[str, Any]]:
        body = dict(self._desk)
        if name == "ResumeTicket":
            body["ticket"] = self._ticket
        if name == "TransferTicket":
            body["service"] = self._chance.choice(SERVICES)
        return name, body


class Traffic:
    """Visitors and an officer who go on whatever happens to their lines, on a thread of its own."""

    def __init__(self, kiosks: Sequence[AppLine], officer: Officer, chance: random.Random) -> None:
        self._kiosks = kiosks
        self._officer = officer
        self._chance = chance
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="traffic")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Nobody asks for anything more."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(PAUSE_SECONDS):
            for kiosk in self._kiosks:
                self._visit(kiosk)
            self._officer.go_on()

    def _visit(self, kiosk: AppLine) -> None:
        """A new ticket, or one that is to be printed again: of that, kiosks are told."""
        given = next((one["ticket"] for one in reversed(kiosk.told) if one.get("ticket")), "")
        if given and self._chance.random() < AGAIN:
            kiosk.ask("RequestReprint", {"ticket": given})
        else:
            kiosk.ask("IssueTicket", {"service": self._chance.choice(SERVICES)})

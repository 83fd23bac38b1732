"""The real kiosk, counter and display, each on a host of its own, and an officer beside the hub."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from shared.cli.demo.cast import DemoFailed, Player
from shared.cli.environment import python, without_screen
from shared.cli.torture.cut_off import (
    BACK_SECONDS,
    HUB,
    NOTICED_SECONDS,
    PATIENCE_SECONDS,
    PORT,
)
from shared.cli.torture.hub import Hub
from shared.cli.torture.ledger import Ledger
from shared.cli.torture.lines import SERVICES, AppLine, Report, Silent
from shared.cli.torture.network import HallNetwork
from shared.cli.torture.trial import Findings, Say
from shared.hub.journal.reading import LAST_SEQ, Reader
from shared.hub.journal.schema import JOURNAL_FILE

KIOSK, COUNTER, DISPLAY = "kiosk-1", "pc-1", "tv-biru"
APPS = (KIOSK, COUNTER, DISPLAY)
AT_WORK = ("2", "3", "4")
"""Counters whose officers are the trial's own."""

TV_WORDS = "Layar tidak terhubung."
COUNTER_WORDS = "Terputus, mencoba lagi"

_LOOK_SECONDS = 0.05


class App:
    """One app as an installation starts it, but for the strings it can be directed with."""

    def __init__(self, name: str, player: Player) -> None:
        self.name = name
        self.player = player
        self._said = 0

    def direct(self, **direction: object) -> dict[str, object]:
        """One direction and its answer (see shared/qml/director.py)."""
        self.player.say(direction)
        within = direction.get("within", PATIENCE_SECONDS)
        assert isinstance(within, float | int)
        return self.player.hear(within + PATIENCE_SECONDS)

    def sees(self, what: str, within: float) -> bool:
        return bool(self.direct(see=what, within=within)["ok"])

    def sees_no(self, what: str, within: float) -> bool:
        return bool(self.direct(gone=what, within=within)["ok"])

    def mark(self) -> None:
        """From here on its log is looked at."""
        self._said = self.player.log.stat().st_size

    def until(self, state: str, seconds: float) -> float | None:
        """When its line came into this state, by the monotonic clock; None where it did not."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if f"line {state}".encode() in self.player.log.read_bytes()[self._said :]:
                return time.monotonic()
            time.sleep(_LOOK_SECONDS)
        return None


class Hall:
    """The network, the hub, the three apps, and an officer for three counters beside the hub."""

    def __init__(self, directory: Path, stack: ExitStack, findings: Findings, say: Say) -> None:
        self.directory = directory
        self.findings = findings
        self.say = say
        self._stack = stack
        self.network = stack.enter_context(HallNetwork(*APPS, HUB))
        for host in (*APPS, HUB):
            self.network.give_address(host)
        self.network.wait_until_forwarding()
        beyond = ("--listen", f"0.0.0.0:{PORT}", "--advertise", "--always-open")
        prefix = self.network.prefix(HUB)
        self.hub = stack.enter_context(Hub(directory / "data", *beyond, prefix=prefix))
        self._pins = {
            f"officer-{counter}": self.hub.own_pin(f"officer-{counter}", self._at_the_hub)
            for counter in ("1", *AT_WORK)
        }
        self.staff = self._staff(prefix)
        self._sessions = {counter: self._session(counter) for counter in AT_WORK}
        self.apps = {name: self._app(name) for name in APPS}
        self._begin()

    def _staff(self, prefix: list[str]) -> AppLine:
        self.hub.let_in("counter", "staff", self.directory / "staff", self._at_the_hub)
        line = AppLine("staff", "counter", self.directory, Ledger(), prefix=prefix)
        self._stack.enter_context(line).live(PATIENCE_SECONDS)
        return line

    def _session(self, counter: str) -> str:
        officer = f"officer-{counter}"
        body = {"counter": counter, "officer": officer, "pin": self._pins[officer]}
        return str(self._answer("OpenCounter", body)["body"]["session"])

    def _app(self, name: str) -> App:
        options: dict[str, list[str]] = {
            KIOSK: ["--printer", self._printer(), "--windowed", "1080x1920"],
            COUNTER: ["--counter", "1", "--officer", "officer-1", "--windowed", "1280x800"],
            DISPLAY: ["--sound-file", str(self.directory / "heard.wav"), "--windowed", "1920x1080"],
        }
        module = {KIOSK: "kiosk", COUNTER: "counter", DISPLAY: "display"}[name]
        common = ["--device", name, "--data", str(self.directory / name), "--directed"]
        self.hub.let_in(module, name, self.directory / name, self._at_the_hub)
        return App(name, self._start(name, name, module, *common, *options[name]))

    def _at_the_hub(self, ask: Callable[[], Any]) -> Any:
        """What is found on the hub's machine."""
        return self.network.on(HUB, ask)

    def _printer(self) -> str:
        listen = ("--listen", "127.0.0.1:0", "--out", str(self.directory / "paper"))
        printer = self._start("printer", KIOSK, "kiosk.printing.virtual", *listen)
        return f"tcp://127.0.0.1:{printer.hear()['port']}"

    def _start(self, name: str, host: str, module: str, *arguments: str) -> Player:
        log = self.directory / f"{name}.log"
        with log.open("wb") as errors:
            process = subprocess.Popen(
                [*self.network.prefix(host), *python(module, *arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=without_screen(),
                start_new_session=True,
            )
        player = Player(name, process, log)
        self._stack.callback(player.end)
        return player

    def _begin(self) -> None:
        """Every app stands on its screen, is live, and the real officer has signed on."""
        for app in self.apps.values():
            app.player.hear()
            if app.until("live", PATIENCE_SECONDS) is None:
                raise DemoFailed(f"{app.name} found no hub: {app.player.tail()}")
        counter = self.apps[COUNTER]
        counter.sees("pin", PATIENCE_SECONDS)
        counter.direct(keys=self._pins["officer-1"])
        counter.direct(key="Return")

    # What people do -------------------------------------------------------------------------

    def _answer(self, name: str, body: dict[str, Any]) -> Report:
        answer = self.staff.answer(self.staff.ask(name, body), PATIENCE_SECONDS)
        if answer["status"] not in (200, 201):
            raise Silent(f"{name} was refused: {answer['code']}")
        return answer

    def at(self, counter: str, name: str, **body: object) -> str:
        """An act at one of the three counters; the id of its ticket."""
        desk = {"counter": counter, "session": self._sessions[counter], **body}
        return str(self._answer(name, desk)["ticket"])

    def call(self, counter: str) -> str:
        """A visitor comes, and is called; the ticket's id."""
        taken = {"service": SERVICES[0], "session": self._sessions[counter]}
        self._answer("IssueTicket", taken)
        return self.at(counter, "CallNext")

    def finish(self, counter: str) -> None:
        """Whoever is called there is served, or was already."""
        for act in ("StartService", "FinishService"):
            body = {"counter": counter, "session": self._sessions[counter]}
            self.staff.answer(self.staff.ask(act, body, wait=True), PATIENCE_SECONDS)

    def events(self, type_: str, ticket: str) -> int:
        """How many entries of a type there are for a ticket."""
        reader = Reader(self.hub.directory / JOURNAL_FILE)
        try:
            entries = reader.read_type(type_, 0, LAST_SEQ)
        finally:
            reader.close()
        bodies = (msgspec.json.decode(entry.body) for entry in entries)
        return sum(body.get("ticket") == ticket for body in bodies)

    def until(self, true: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                return False
            time.sleep(_LOOK_SECONDS)
        return True

    # Promises -------------------------------------------------------------------------------

    def mark(self) -> None:
        for app in self.apps.values():
            app.mark()

    def all_notice(self, what: str, since: float) -> None:
        """The lines are missed in time, and the screens say so in plain words."""
        for app in self.apps.values():
            noticed = app.until("away", PATIENCE_SECONDS)
            took = (noticed or time.monotonic()) - since
            self.findings.most(f"{app.name}: missed after {what} (s)", round(took, 2))
            self.findings.require(took <= NOTICED_SECONDS, f"{app.name}: {what} after {took:.1f} s")
        self._words_in_time(self.apps[COUNTER], COUNTER_WORDS, since)
        self._words_in_time(self.apps[DISPLAY], TV_WORDS, since)

    def _words_in_time(self, app: App, words: str, since: float) -> None:
        seen = app.sees(words, PATIENCE_SECONDS)
        took = time.monotonic() - since
        self.findings.require(seen, f"{app.name} never showed {words!r}")
        self.findings.most(f"{app.name}: said so on its screen after (s)", round(took, 2))

    def all_back(self, what: str, since: float, *, names: tuple[str, ...] = APPS) -> None:
        for name in names:
            back = self.apps[name].until("live", PATIENCE_SECONDS)
            took = (back or time.monotonic()) - since
            self.findings.most(f"back after {what} (s)", round(took, 2))
            self.findings.require(
                took <= BACK_SECONDS, f"{name}: back after {what} in {took:.1f} s only"
            )
        gone = self.apps[DISPLAY].sees_no(TV_WORDS, 5), self.apps[COUNTER].sees_no(COUNTER_WORDS, 5)
        self.findings.require(all(gone), f"after {what} a screen still says that it is away")

"""One hub and a few real apps on loopback, directed without eyes: for faults beside the network."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shared.cli.demo.cast import Cast, DemoFailed, Player
from shared.cli.environment import environment, python, without_screen
from shared.cli.torture.hub import Hub
from shared.hub.journal.reading import LAST_SEQ, Reader
from shared.hub.journal.schema import JOURNAL_FILE

PATIENCE_SECONDS = 30.0
"""A cold start on a loaded machine; the usual is a few."""

LOOK_SECONDS = 0.05


class App:
    """A running app that does as it is directed (shared/qml/director.py)."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.player.hear()  # its first frame

    def direct(self, within: float = PATIENCE_SECONDS, **direction: Any) -> dict[str, Any]:
        """A direction and its answer; `DemoFailed` where what it names is not there in time."""
        answer = self._answer(within, direction)
        if not answer["ok"]:
            shown = answer.get("texts")
            raise DemoFailed(f"{self.player.name}: {answer['error']}; it shows {shown}")
        return answer

    def _answer(self, within: float, direction: dict[str, Any]) -> dict[str, Any]:
        self.player.say({**direction, "within": within})
        return self.player.hear(within + PATIENCE_SECONDS)

    def tap(self, name: str) -> None:
        self.direct(tap=name)

    def tap_if_there(self, name: str, within: float = 1.5) -> None:
        """What may have gone by itself meanwhile."""
        self._answer(within, {"tap": name})

    def sees(self, name: str, text: str = "") -> str:
        return str(self.direct(see=name, text=text)["text"])

    def noted(self, kind: str, nth: int, within: float = PATIENCE_SECONDS) -> dict[str, Any]:
        return self.direct(within, note=kind, nth=nth)

    def look(self, kind: str, nth: int) -> dict[str, Any] | None:
        """The nth thing of a kind that it has noted by now."""
        answer = self._answer(0.0, {"note": kind, "nth": nth})
        return answer if answer["ok"] else None

    def pulse(self) -> float:
        """The longest time (ms) since the last asking in which no finger was heeded."""
        return float(self.direct(pulse=True)["longest_ms"])

    def freeze(self) -> None:
        """No turn of its processor until `thaw`."""
        os.kill(self.player.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.player.pid, signal.SIGCONT)


class Printer:
    """A virtual printer in a process of its own, with whoever plays with its paper."""

    def __init__(self, player: Player, papers: Path) -> None:
        ready = player.hear()
        self.papers = papers
        self.address = f"tcp://127.0.0.1:{ready['port']}"
        self._control = int(ready["control"])

    def do(self, words: str) -> None:
        """A command of kiosk.printing.virtual.control."""
        with socket.create_connection(("127.0.0.1", self._control), PATIENCE_SECONDS) as line:
            line.sendall(words.encode() + b"\n")
            with line.makefile("r") as answers:
                state = json.loads(answers.readline())
        if "error" in state:
            raise DemoFailed(state["error"])

    def names(self) -> list[str]:
        """Its whole papers so far."""
        return sorted(path.stem for path in self.papers.glob("ticket-*.bin"))

    def printed(self) -> list[dict[str, Any]]:
        """What stands on each whole paper so far, in order."""
        papers = [str(path) for path in sorted(self.papers.glob("ticket-*.bin"))]
        if not papers:
            return []
        command = python("kiosk.printing.virtual", "--read", *papers)
        done = subprocess.run(command, capture_output=True, check=True, env=environment())
        return [json.loads(line) for line in done.stdout.splitlines()]


class Stage:
    """Entered with a hub that answers; left with nothing running."""

    def __init__(
        self, directory: Path, env: Mapping[str, str] | None = None, *options: str
    ) -> None:
        """`env` is added to the environment of the apps; the hub has its own."""
        self.directory = directory
        self.hub = Hub(directory / "hub", "--always-open", *options)
        self._cast = Cast(directory, without_screen(environment() | dict(env or {})))
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self.hub)
        self._open.enter_context(self._cast)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def app(self, module: str, *options: object, name: str = "") -> App:
        """A kiosk, counter or display; the same `name` again is the same machine."""
        name = name or module
        line = ("--hub", self.hub.url, "--data", self.directory / name, "--directed")
        return App(self._cast.start(name, module, *line, *options))

    def printer(self, name: str) -> Printer:
        papers = self.directory / name
        ports = ("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--out", papers)
        return Printer(self._cast.start(name, "kiosk.printing.virtual", *ports), papers)

    # What can be known ------------------------------------------------------------------------

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self.hub.address().call(method, f"/api/v1{path}", body)

    def troubles(self) -> list[str]:
        """``device code`` of all that staff are told of now."""
        told = self.call("GET", "/troubles")["troubles"]
        return [f"{one['device']} {one['code']}{one.get('part', '')}" for one in told]

    def bodies(self, type_: str, **fits: object) -> list[dict[str, Any]]:
        """The bodies of all entries of a type, with their moment in ``at``."""
        reader = Reader(self.hub.directory / JOURNAL_FILE)
        try:
            entries = reader.read_type(type_, 0, LAST_SEQ)
        finally:
            reader.close()
        found = [{**json.loads(entry.body), "at": entry.at} for entry in entries]
        return [body for body in found if fits.items() <= body.items()]

    def until(self, true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> float | None:
        """Seconds until something is true; None where it does not come true in time."""
        began = time.monotonic()
        while not true():
            if time.monotonic() - began > seconds:
                return None
            time.sleep(LOOK_SECONDS)
        return time.monotonic() - began

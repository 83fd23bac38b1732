"""A whole hall for a scenario: the real hub, the real apps, the virtual printer, all processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import environment, python
from shared.hub.journal.port import Entry
from tests.integration.real_hub import RealHub

PATIENCE_S = 20.0
LOOK_S = 0.05
BEGUN_BYTES = 100
"""Of a paper."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the journal; `at` is in ms since the epoch."""

    seq: int
    at: int
    type: str
    body: dict[str, Any]

    @classmethod
    def of(cls, entry: Entry) -> Told:
        return cls(entry.seq, entry.at, entry.type, json.loads(entry.body))


class App:
    """A running app that obeys directions; what it cannot do in time fails the test."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.first_frame: float = player.hear()["first_frame"]

    def direct(self, within: float = PATIENCE_S, **direction: Any) -> dict[str, Any]:
        """One direction (shared.qml.director) and its answer."""
        self.player.say({**direction, "within": within})
        answer = self.player.hear(within + 10)
        assert answer["ok"], f"{self.player.name}: {answer['error']}; it shows {answer['texts']}"
        return answer

    def see(self, name: str, text: str = "", within: float = PATIENCE_S) -> str:
        """What an item shows, as soon as `text` is in it."""
        return str(self.direct(within, see=name, text=text)["text"])

    def gone(self, name: str, within: float = PATIENCE_S) -> None:
        """Returns as soon as no such item is to be seen."""
        self.direct(within, gone=name)

    def tap(self, name: str, within: float = PATIENCE_S, *, at_once: bool = False) -> float:
        """Presses in the middle of an item; when that was, in seconds since the epoch."""
        return float(self.direct(within, tap=name, at_once=at_once)["tapped"])

    def noted(self, kind: str, nth: int = 1, within: float = PATIENCE_S) -> dict[str, Any]:
        """The nth thing of a kind that the app has noted by itself."""
        return self.direct(within, note=kind, nth=nth)

    def kill(self) -> None:
        """As a power cut does; returns when it is gone."""
        os.kill(self.player.pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_S
        while self.player.running:
            assert time.monotonic() < deadline
            time.sleep(LOOK_S)


class Printer:
    """The virtual printer and its control port."""

    def __init__(self, player: Player, papers: Path) -> None:
        ready = player.hear()
        self.papers = papers
        self.pid = player.pid
        self.address = f"tcp://127.0.0.1:{ready['port']}"
        self._control = int(ready["control"])

    def read(self, name: str, within: float = PATIENCE_S) -> dict[str, Any]:
        """What the printer's own reader finds on a paper, as soon as the paper is there."""
        paper = self.papers / f"{name}.bin"
        deadline = time.monotonic() + within
        while not paper.exists():
            assert time.monotonic() < deadline, f"no {name} came out"
            time.sleep(LOOK_S)
        command = python("kiosk.printing.virtual", "--read", str(paper))
        done = subprocess.run(command, capture_output=True, check=True, env=environment())
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def do(self, words: str) -> dict[str, Any]:
        """Plays with its paper (kiosk.printing.virtual.control); the state after it."""
        with socket.create_connection(("127.0.0.1", self._control), PATIENCE_S) as line:
            line.sendall(words.encode() + b"\n")
            with line.makefile("r") as answers:
                state: dict[str, Any] = json.loads(answers.readline())
        return state

    @contextmanager
    def stuck(self) -> Iterator[None]:
        """The next paper is begun and not finished: its kiosk waits, for three seconds. One that
        is stopped says nothing at all, and is given up after half a second."""
        self.do(f"unplug after {BEGUN_BYTES}")
        try:
            yield
        finally:
            for words in ("power off", "plug in", "power on"):
                self.do(words)


class Hall:
    """One hall: entered with a hub that answers, left with nothing running."""

    def __init__(self, directory: Path, around: Mapping[str, str], *options: str) -> None:
        """`around` is the environment of the apps: their screen, their sound."""
        self.hub = RealHub(directory / "hub", "--always-open", *options)
        self._directory = directory
        self._cast = Cast(directory, around)
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

    def start(self, module: str, *options: object, name: str = "") -> App:
        """Starts kiosk, counter or display and returns once it has drawn its first frame.

        The same `name` again is the same machine, with the same data.
        """
        name = name or module
        line = ("--hub", self.hub.url, "--data", self._directory / name, "--directed")
        return App(self._cast.start(name, module, *line, *options))

    def printer(self, *options: object, name: str = "printer") -> Printer:
        """Starts a virtual printer that keeps its papers in a directory."""
        papers = self._directory / ("papers" if name == "printer" else f"papers-{name}")
        ports = ("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--out", papers)
        player = self._cast.start(name, "kiosk.printing.virtual", *ports, *options)
        return Printer(player, papers)

    def journal(self, *types: str) -> list[Told]:
        """What stands in the journal, of these types."""
        entries = self.hub.entries()
        return [Told.of(entry) for entry in entries if not types or entry.type in types]

    def says(self, path: str, within: float = PATIENCE_S, **fields: object) -> dict[str, Any]:
        """What the hub answers, once it has these `fields`: its answers come after the journal."""
        deadline = time.monotonic() + within
        while True:
            answer: dict[str, Any] = self.hub.get(path)
            if fields.items() <= answer.items():
                return answer
            assert time.monotonic() < deadline, f"{path} is {answer}, without {fields}"
            time.sleep(LOOK_S)

    def told(self, type_: str, nth: int = 1, within: float = PATIENCE_S, **body: object) -> Told:
        """The nth entry of a type with this in its body, as soon as it stands in the journal."""
        deadline = time.monotonic() + within
        while True:
            fits = [one for one in self.journal(type_) if body.items() <= one.body.items()]
            if len(fits) >= nth:
                return fits[nth - 1]
            assert time.monotonic() < deadline, f"the journal has {len(fits)} {type_} with {body}"
            time.sleep(LOOK_S)

"""The processes of a demo: started, heard, ended in order; each logs into a file of its own."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from shared.cli.ending import dies_with_us
from shared.cli.environment import python

READY_SECONDS = 30.0
"""A cold start from a slow disk; the usual is under two."""

END_SECONDS = 5.0


class DemoFailed(Exception):
    """A part of the demo did not do what it should; the words say which, and where its log is."""


class Player:
    """One process of the cast. `say` and `hear` exchange lines of JSON with it."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.name = name
        self.log = log
        self._process = process
        self._rest = b""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Its status once it has ended."""
        return self._process.poll()

    def tail(self, lines: int = 12) -> str:
        """The end of its log, for a person."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def say(self, line: dict[str, Any]) -> None:
        self.tell(json.dumps(line))

    def tell(self, line: str) -> None:
        """The same for a line of plain words."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise DemoFailed(f"{self.name} has ended; see {self.log}") from None

    def hear(self, within: float = READY_SECONDS) -> dict[str, Any]:
        """The next line that it prints; DemoFailed when none comes in time."""
        deadline = time.monotonic() + within
        while b"\n" not in self._rest:
            self._read(deadline)
        line, _, self._rest = self._rest.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read(self, deadline: float) -> None:
        output: IO[bytes] | None = self._process.stdout
        assert output is not None
        left = max(0.0, deadline - time.monotonic())
        if not select.select([output], [], [], left)[0]:
            raise DemoFailed(f"{self.name} did not answer in time; see {self.log}")
        data = os.read(output.fileno(), 65_536)
        if not data:
            raise DemoFailed(f"{self.name} has ended; see {self.log}")
        self._rest += data

    def ask_to_end(self) -> None:
        """SIGTERM."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut does; returns when it is gone."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """SIGTERM, and SIGKILL when that is not heard."""
        self.ask_to_end()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


class Cast:
    """All processes of one demo; leaving the context ends them, the last one first.

    They end too when this process is killed, where the system can do that (Linux).
    """

    def __init__(self, directory: Path, environment: Mapping[str, str]) -> None:
        self.directory = directory
        self._environment = dict(environment)
        self._players: list[Player] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for player in reversed(self._players):
            player.ask_to_end()
        for player in reversed(self._players):
            player.end()

    def start(self, name: str, module: str, *arguments: object) -> Player:
        """Starts ``python -m module``; its stderr goes to NAME.log."""
        log = self.directory / f"{name}.log"
        with log.open("wb") as errors:
            process = subprocess.Popen(
                python(module, *map(str, arguments)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self._environment,
                start_new_session=True,
                preexec_fn=dies_with_us(),  # noqa: PLW1509 - one system call, loaded before
            )
        player = Player(name, process, log)
        self._players.append(player)
        return player

    def first_to_end(self) -> Player | None:
        """A player that has ended by itself."""
        return next((player for player in self._players if not player.running), None)

    def hub(self) -> tuple[Player, str]:
        """A hub with the sample site that ignores the hours; and its address."""
        data = self.directory / "hub"
        hub = self.start("hub", "shared.cli", "hub", "--data", data, "--always-open")
        return hub, str(hub.hear()["url"])

    def printer(self, out: Path, *more: object) -> tuple[Player, str]:
        """The virtual printer; and its address for the kiosk."""
        listen = ("--listen", "127.0.0.1:0", "--out", out)
        printer = self.start("printer", "kiosk.printing.virtual", *listen, *more)
        return printer, f"tcp://127.0.0.1:{printer.hear()['port']}"

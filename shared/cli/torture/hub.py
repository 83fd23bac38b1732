"""A real hub that a trial starts, kills and starts again; its directory outlives it."""

from __future__ import annotations

import csv
import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shared.cli.enrolling import enrol_app
from shared.cli.environment import environment, python
from shared.cli.hub_calls import TOKEN_FILE, HubAddress, hub_address
from shared.hub.first_pins import FIRST_PINS_FILE

READY_SECONDS = 30.0
"""A cold start on a loaded machine; the usual is under one."""

STOP_SECONDS = 10.0


Ask = Callable[[Callable[[], Any]], Any]
"""Asks somewhere, and gives what was found there."""


def _here(ask: Callable[[], Any]) -> Any:
    return ask()


class HubEnded(Exception):
    """It ended, or did not answer, instead of getting ready; `status` is None where it hung."""

    def __init__(self, status: int | None, said: str) -> None:
        super().__init__(f"hub ended with status {status}: {said.strip()[-600:]}")
        self.status = status
        self.said = said


class Hub:
    """`giliran hub --data DIRECTORY`: started on entering, gone on leaving.

    Its stderr is appended to ``DIRECTORY.log``. `env` is added to its environment, `prefix` goes
    before its command, to start it on another host.
    """

    def __init__(
        self,
        directory: Path,
        *options: str,
        env: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
    ) -> None:
        self.prefix = list(prefix)
        self.directory = directory
        self.log = directory.with_name(directory.name + ".log")
        self.options = ["--no-advertise", *options]
        self.url = ""
        self.ready_seconds = 0.0
        """How long the last start took, until it answered."""
        self._env = environment() | dict(env or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def __enter__(self) -> Self:
        self._ended = False  # a trial may enter it again after it has left it
        try:
            self.start()
        except BaseException:  # Ctrl-C in the middle: nobody leaves what was never entered
            self.end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def add_to_environment(self, env: Mapping[str, str]) -> None:
        """For its next start."""
        self._env |= env

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, within: float = READY_SECONDS) -> None:
        """Start it, and wait until it answers. Raises `HubEnded`."""
        began = time.monotonic()
        logged = self.log.stat().st_size if self.log.exists() else 0
        self.launch()
        line = self._line(began + within)
        if line is None:
            status = self._process.poll() if self._process is not None else None
            self.kill()
            raise HubEnded(status, self.said(logged))
        self.url = str(line["url"])
        self.ready_seconds = time.monotonic() - began

    def launch(self) -> None:
        """Start it, and wait for nothing."""
        start = python("shared.cli", "hub", "--data", str(self.directory), *self.options)
        command = [*self.prefix, *start]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=self._env,
                start_new_session=True,  # Ctrl-C is ours: it must not look like a crash
            )
        if self._ended:
            self.kill()

    def kill(self) -> None:
        """SIGKILL, as a crash does. Does nothing where it has been seen to end."""
        if self._process is not None:
            self._process.kill()
            self._reap()

    def end(self) -> None:
        """Kill it for good: a thread that is about to start it (Ctrl-C) does not."""
        self._ended = True
        self.kill()

    def stop(self) -> int:
        """SIGTERM; the exit status. Raises subprocess.TimeoutExpired where it does not end."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._reap()

    def said(self, since: int = 0) -> str:
        """Its logs, from a byte of the file on."""
        return self.log.read_bytes()[since:].decode(errors="replace")

    def address(self) -> HubAddress:
        """For single requests (`HubAddress.call`), with the directory's token."""
        return hub_address(self.url, self.directory)

    def let_in(self, role: str, device: str, folder: Path, host: Ask = _here) -> None:
        """An app gets in without a screen; `folder` is its data directory, `host` asks the hub on
        its own machine."""
        address = self.address()
        host(lambda: enrol_app(address, folder, role=role, device=device))

    def own_pin(self, officer: str, host: Ask = _here) -> str:
        """The PIN that an officer has chosen in the place of the one that the hub made up."""
        address = self.address()
        path = self.directory / FIRST_PINS_FILE
        with path.open(encoding="utf-8", newline="") as file:
            first = {row["id"]: row["pin"] for row in csv.DictReader(file)}[officer]
        own = f"{first[::-1]}9"
        change = {"officer": officer, "pin": first, "new": own}
        host(lambda: address.call("POST", "/api/v1/change-pin", change))
        return own

    def token(self) -> str:
        return (self.directory / TOKEN_FILE).read_text(encoding="utf-8").strip()

    def _line(self, deadline: float) -> dict[str, Any] | None:
        """Its one line on stdout; None where it ended or the time is over."""
        process = self._process
        if process is None or process.stdout is None:
            return None
        raw = b""
        while b"\n" not in raw:
            left = max(0.0, deadline - time.monotonic())
            if not select.select([process.stdout], [], [], left)[0]:
                return None
            data = os.read(process.stdout.fileno(), 4_096)
            if not data:
                process.wait(STOP_SECONDS)
                return None
            raw += data
        line: dict[str, Any] = json.loads(raw)
        return line

    def _reap(self) -> int:
        process, self._process = self._process, None
        assert process is not None
        assert process.stdout is not None
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()


def free_port() -> int:
    """A port for a hub that is to answer at the same address after each start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""The tiny hub as a process of its own, which can be killed and started again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from tests.integration.tiny_hub import Entry


class HubProcess:
    """Starts on entering, and is gone on leaving; keeps its journal file and, if asked, its port.

    `prefix` goes before the command, to start it in another network namespace.
    """

    def __init__(
        self, journal: Path, *options: str, hub: str = "tinyhub", prefix: Sequence[str] = ()
    ) -> None:
        self.journal = journal
        self.prefix = list(prefix)
        self._options = [*options, "--hub", hub]
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def start(self, port: int = 0) -> None:
        """Start it, on a free port unless one is given, and wait until it is ready."""
        self._process = subprocess.Popen(self.command(port), stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = self.port_in(json.loads(self._process.stdout.readline()))

    def command(self, port: int) -> list[str]:
        return [
            *(*self.prefix, sys.executable, "-m", "tests.integration.tiny_hub"),
            *("--journal", str(self.journal), "--port", str(port), *self._options),
        ]

    def port_in(self, ready: dict[str, Any]) -> int:
        """The port that its ready line tells."""
        return int(ready["port"])

    def kill(self) -> None:
        """As a power cut does: SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._reap()

    def end(self) -> None:
        """As a stop does: SIGTERM."""
        if self._process is not None:
            self._process.terminate()
            self._reap()

    def ended(self) -> bool:
        """Whether it has ended by itself."""
        if self._process is not None and self._process.poll() is not None:
            self._reap()
        return self._process is None

    def entries(self) -> list[Entry]:
        """What its file holds."""
        lines = self.journal.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Entry) for line in lines]

    def _reap(self) -> None:
        assert self._process is not None
        self._process.wait(timeout=30)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

"""The test's end of a line agent."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shared.protocol.pairing_file import FILE_NAME

Report = dict[str, Any]

PATIENCE_S = 20.0


class AgentProcess:
    """A process on one host that holds one line at a time."""

    def __init__(self, prefix: Sequence[str], vouched: Path) -> None:
        """`vouched`: the certificate of hubs that a technician vouches for."""
        self._vouched = vouched
        self._command = [*prefix, sys.executable, "-m", "tests.integration.netns.line_agent"]
        self._reports: queue.Queue[Report] = queue.Queue()

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.until(lambda report: "ready" in report)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def start(self, role: str, data: Path, token: str = "a tool's", *, new: bool = False) -> float:
        """Start a line; when it was started, by the monotonic clock. `new`: of a device that
        nobody has let in, and that knows no hub."""
        knows = new or (data / FILE_NAME).exists()
        known = {} if knows else {"ca": str(self._vouched), "token": token}
        self._tell(do="start", role=role, data=str(data), **known)
        return float(self.until(lambda report: "started" in report)["at"])

    def close(self) -> None:
        """Close the line; what it had reported is forgotten."""
        self._tell(do="close")
        self.until(lambda report: "closed" in report)

    def choose(self, hub: str) -> None:
        self._tell(do="choose", hub=hub)

    def live(self, seconds: float = PATIENCE_S) -> float:
        """When the line became live."""
        return float(self.state("live", seconds)["at"])

    def state(self, state: str, seconds: float = PATIENCE_S) -> Report:
        return self.until(lambda report: report.get("state") == state, seconds)

    def until(self, wanted: Callable[[Report], bool], seconds: float = PATIENCE_S) -> Report:
        """The next report of this kind; those before it are passed over."""
        deadline = time.monotonic() + seconds
        passed: list[Report] = []
        while True:
            try:
                report = self._reports.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"not within {seconds:g} s; only {passed}") from None
            if wanted(report):
                return report
            passed.append(report)

    def _tell(self, **command: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._reports.put(json.loads(line))

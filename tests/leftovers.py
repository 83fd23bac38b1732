"""Which threads and processes a test has left behind, told by looking at the machine itself."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

MARK = "GILIRAN_TEST_RUN"
"""Set in our environment and so in that of all our processes, however far down they are."""
PATIENCE_S = 10.0
"""How long a thread or process may take to finish what its owner has already ended."""
LASTING = ("resource_tracker", "forkserver", "tests.warm.server")
"""Processes that live as long as the run does: the standard library's, and those that programs
are forked from."""


@dataclass(frozen=True)
class Leftovers:
    """The threads of ours and the processes of the whole machine at one moment."""

    threads: frozenset[threading.Thread]
    processes: frozenset[int]

    @classmethod
    def now(cls) -> Leftovers:
        """Look around."""
        return cls(frozenset(_threads()), frozenset(_pids()))

    def since(self, patience_s: float = PATIENCE_S) -> list[str]:
        """What is there now and was not then, in words; waits a little for it to go away."""
        deadline = time.monotonic() + patience_s
        while (left := self._difference()) and time.monotonic() < deadline:
            time.sleep(0.01)
        return left

    def _difference(self) -> list[str]:
        now = Leftovers.now()
        threads = [f"thread {thread.name!r}" for thread in now.threads - self.threads]
        processes = [_describe(pid) for pid in now.processes - self.processes if _is_ours(pid)]
        return sorted(threads) + sorted(filter(None, processes))


def _threads() -> list[threading.Thread]:
    # Qt's own threads appear as dummies once they have called Python, and never go away.
    return [t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)]


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]


def _is_ours(pid: int) -> bool:
    """Whether it carries our mark, or is a child of ours that may be waiting to be reaped."""
    mine = os.getpid()
    marked = f"\0{MARK}={mine}\0".encode() in b"\0" + _read(f"/proc/{pid}/environ")
    return marked or _parent(pid) == mine


def _parent(pid: int) -> int:
    """-1 for a process that has ended."""
    facts = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    return int(facts[1]) if facts else -1


def _read(file: str) -> bytes:
    """Empty when the process has ended meanwhile, or belongs to somebody else."""
    try:
        with open(file, "rb", buffering=0) as facts:
            return facts.readall() or b""
    except OSError:
        return b""


def _describe(pid: int) -> str:
    """Empty for a process that has ended since, or that is allowed to stay."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
    if any(name in words for name in LASTING):
        return ""
    return f"process {pid}, ended but not waited for" if state == "Z" else f"process {pid} {words}"

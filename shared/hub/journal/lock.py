"""The data directory's lock: two hubs never write one journal file."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

LOCK_FILE = "hub.lock"
HOLDER_FILE = "hub.pid"


class DirectoryBusy(Exception):
    """Another process has the data directory; `pid` is its number, None when it cannot be told."""

    def __init__(self, directory: Path, pid: int | None) -> None:
        holder = f"process {pid}" if pid else "another process"
        look = f"ps -fp {pid}" if pid else f"fuser -v {directory / LOCK_FILE}"
        super().__init__(
            f"{directory} belongs to {holder} (see: {look}). "
            "Stop that hub first, or choose another directory with --data."
        )
        self.pid = pid


class DirectoryLock:
    """Holds a data directory for as long as this object lives, or until `release`.

    The system lets go of it when the process dies, however it dies: there is nothing to clean up
    after a crash. Use it as a context manager, or call `acquire` and `release`.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = FileLock(directory / LOCK_FILE, mode=0o600, thread_local=False)

    def acquire(self) -> None:
        """Take the directory at once. Raises `DirectoryBusy`, or OSError where it cannot write."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise DirectoryBusy(self._directory, holder(self._directory)) from None
        with contextlib.suppress(OSError):  # only for people; a full disk must not forbid a repair
            (self._directory / HOLDER_FILE).write_text(f"{os.getpid()}\n", encoding="ascii")

    def release(self) -> None:
        """Let others have it. May be called twice."""
        if self._lock.is_locked:
            (self._directory / HOLDER_FILE).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> DirectoryLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder(directory: Path) -> int | None:
    """The process that said last that it holds the directory, or None."""
    with contextlib.suppress(OSError, ValueError):
        return int((directory / HOLDER_FILE).read_text(encoding="ascii"))
    return None

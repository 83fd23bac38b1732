"""What this machine's clocks show: the one place where the hub and the apps read them.

Trials move the clocks of single processes: ``GILIRAN_CLOCK`` names a file of two signed 64-bit
numbers (`Shift`), which may change at any time. Nothing else in a process knows of it.
"""

from __future__ import annotations

import mmap
import os
import secrets
import time
from pathlib import Path

VARIABLE = "GILIRAN_CLOCK"

_ELAPSED = getattr(time, "CLOCK_BOOTTIME", None)
"""Goes on while the machine sleeps; where there is no such clock (macOS, Windows), the one that
every system has."""


class Shift:
    """How far the clocks of the processes that were given `path` are moved, in milliseconds.

    Each number is written and read in one go: a clock that is moved on all the time never shows
    half of a change.
    """

    _BYTES = 16

    def __init__(self, path: Path) -> None:
        """Raises OSError. A file that is new or too short begins with clocks that are right."""
        with path.open("a+b") as file:
            missing = self._BYTES - file.seek(0, os.SEEK_END)
            file.write(bytes(max(0, missing)))
            file.flush()
            self._numbers = memoryview(mmap.mmap(file.fileno(), self._BYTES)).cast("q")

    def set(self, wall: int, elapsed: int = 0) -> None:
        """`wall`: the clock that people set; `elapsed`: so long the machine has slept."""
        self._numbers[0], self._numbers[1] = wall, elapsed

    def get(self) -> tuple[int, int]:
        return self._numbers[0], self._numbers[1]


def _shift() -> Shift | None:
    named = os.environ.get(VARIABLE)
    return Shift(Path(named)) if named else None


_moved = _shift()


def wall_ms() -> int:
    """Milliseconds since the epoch, as far as this machine knows; may jump at any time."""
    return time.time_ns() // 1_000_000 + (_moved.get()[0] if _moved else 0)


def elapsed_ms() -> int:
    """Milliseconds that have really passed since some moment, a machine's sleep included."""
    since = time.monotonic_ns() if _ELAPSED is None else time.clock_gettime_ns(_ELAPSED)
    return since // 1_000_000 + (_moved.get()[1] if _moved else 0)


def boot_id() -> str:
    """Changes whenever the machine starts: `elapsed_ms` can be compared within one boot alone.

    Where the system tells none, it is this process' own.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return _PROCESS


_PROCESS = secrets.token_hex(16)

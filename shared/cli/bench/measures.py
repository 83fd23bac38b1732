"""What is measured of a process and of its files from outside; for the bench and for trials."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean

from shared.protocol.database import reading


def memory(pid: int) -> dict[str, float]:
    """What a process holds (VmRSS) and held at most (VmHWM), in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    pairs = (line.split(":") for line in lines if line.startswith(("VmRSS", "VmHWM")))
    return {name: int(value.split()[0]) / 1024 for name, value in pairs}


def cpu_seconds(pid: int) -> float:
    """What a process has had of the processors so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_files(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


def size(path: Path) -> int:
    """Bytes of a file, or of all that a folder holds; 0 where there is none."""
    if path.is_dir():
        return sum(one.stat().st_size for one in path.iterdir())
    return path.stat().st_size if path.exists() else 0


def rows_size(path: Path) -> int:
    """Bytes of what a SQLite database holds, be it in the file or still in its log."""
    if not path.exists():
        return 0
    with closing(reading(path)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        return int(pages * page)


def bare_select(path: Path) -> float:
    """Seconds that reading all rows of a journal takes at least."""
    with closing(sqlite3.connect(path)) as connection:
        began = time.perf_counter()
        for _ in connection.execute("SELECT * FROM entries"):
            pass
        return time.perf_counter() - began


def compiled(directory: Path) -> dict[str, str]:
    """For programs that are to start as an installed one does: with bytecode kept in `directory`.
    The first start fills it."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(directory / "bytecode")}


def creep(values: Sequence[float]) -> float:
    """How much a series grows from its begin to its end, as a share of its mean: by the line that
    fits it best (least squares), so that no single value decides."""
    middle = (len(values) - 1) / 2
    mean = fmean(values)
    spread = sum((n - middle) ** 2 for n in range(len(values)))
    slope = sum((n - middle) * (value - mean) for n, value in enumerate(values)) / spread
    return slope * (len(values) - 1) / mean

"""A database as a killed program leaves it: a change half in the file, the way back beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_WRITER = """
import os, signal, sqlite3, sys
rows = sqlite3.connect(sys.argv[1])
rows.execute("CREATE TABLE IF NOT EXISTS begun (words TEXT)")
rows.commit()
rows.execute("PRAGMA cache_size = 1")
rows.executemany("INSERT INTO begun VALUES (?)", [("x" * 4000,)] * 50)
os.kill(os.getpid(), signal.SIGKILL)
"""


def half_written(path: Path) -> None:
    """Leaves fifty rows half in `path`, in a table of their own that has none."""
    done = subprocess.run([sys.executable, "-c", _WRITER, str(path)], check=False, timeout=60)
    assert done.returncode == -9
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0

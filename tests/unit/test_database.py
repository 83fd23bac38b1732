"""sqlite-utils comes without numpy, and everybody takes it from the one place that sees to that."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from shared.protocol.database import reading
from tests.unit.half_written import half_written

ROOT = Path(__file__).parents[2]
HERE = ROOT / "shared/protocol/database.py"

_DIRECT = re.compile(r"^\s*(from|import) sqlite_utils\b", re.MULTILINE)


def test_everybody_takes_it_from_one_place() -> None:
    files = (
        one
        for top in ("shared", "kiosk", "counter", "display")
        for one in (ROOT / top).rglob("*.py")
    )
    direct = [one for one in files if _DIRECT.search(one.read_text(encoding="utf-8"))]
    assert direct == [HERE]


def test_numpy_is_left_where_it_is_and_nobody_looks_for_plugins() -> None:
    """And numpy can be imported afterwards by whoever wants it."""
    words = (
        "import sys; from shared.protocol.database import Database; Database(memory=True);"
        "print('numpy' in sys.modules, 'importlib.metadata' in sys.modules);"
        "import numpy; print(numpy.arange(3).sum())"
    )
    said = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "False", "3"]


def test_what_a_killed_program_left_half_done_is_taken_back_by_who_reads(tmp_path: Path) -> None:
    path = tmp_path / "rows.db"
    half_written(path)
    plain = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with closing(plain), pytest.raises(sqlite3.OperationalError, match="readonly"):
        plain.execute("SELECT count(*) FROM begun").fetchall()  # what this is about
    with closing(reading(path)) as rows:
        assert rows.execute("SELECT count(*) FROM begun").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            rows.execute("INSERT INTO begun VALUES ('more')")


def test_what_is_no_database_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_bytes(b"no database at all, but long enough " * 40)
    for name in ("other.db", "missing.db"):
        with pytest.raises(sqlite3.DatabaseError):
            reading(tmp_path / name)
    assert not (tmp_path / "missing.db").exists()

"""sqlite-utils comes without numpy, and everybody takes it from the one place that sees to that."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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

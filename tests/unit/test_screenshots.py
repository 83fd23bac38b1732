"""Pictures can be made on a machine that has no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("app", "shot"), [("display", "closed"), ("counter", "sign-on")])
def test_pictures_need_no_screen(tmp_path: Path, app: str, shot: str) -> None:
    screenless = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("QT_") and name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    subprocess.run(
        [sys.executable, "-m", f"{app}.screenshots", "--out", str(tmp_path), shot],
        env=screenless,
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert (tmp_path / f"{shot}.png").stat().st_size > 1_000

"""The bench of a TV: its officers wait until a frame has each call."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from shared.cli.bench import tv_hall
from shared.cli.demo.cast import DemoFailed
from tests.integration.real_hub import RealHub


@pytest.mark.long
def test_nobody_stands_up_before_a_frame_had_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No TV draws here: a counter that has called somebody may not go on."""
    monkeypatch.setattr(tv_hall, "COUNTERS", ("1",))
    with (
        RealHub(tmp_path / "data", "--always-open") as real,
        closing(tv_hall.Hub(real.url)) as officers,
    ):
        officers.open_counters()
        officers.call(1)
        with pytest.raises(DemoFailed, match="1 calls, and only 0 of them were drawn"):
            officers.call(2, within=0.2)
        assert officers.ask("GET", "queue")["waiting"] == 1

"""Quick, on a screen: human pauses, a real window, a printer over TCP, the hub's report."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from shared.cli.environment import environment, python
from shared.hub.quick import SLOWEST, TARGETS
from tests.pauses import Person, Place, Step
from tests.scenarios.hall import App, Hall
from tests.scenarios.screen import Screen, missing

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

SERVICE = "KTP-BARU"
CONFIRMATION = Step("take", 70, 31, Place(731, 1721, 140), optional=True)
"""As tests.ui.kiosk_routes finds it on an upright kiosk."""
TILE = Place(282, 304, 209)
VISITS = 2


def test_the_report_says_what_visitors_needed(tmp_path: Path) -> None:
    with Screen(1200, 2000) as screen, Hall(tmp_path, screen.environment) as hall:
        printer = hall.printer()
        place = ("--windowed", "1080x1920+20+20", "--device", "kiosk-1")
        kiosk = hall.start("kiosk", *place, "--printer", printer.address)
        needed = []
        for seed in range(VISITS):
            kiosk.see("heading", text="Layanan apa yang Anda perlukan?", within=20)
            first = touch(kiosk, screen, f"service-{SERVICE}")
            # A person's pause, not a wait for the kiosk: it is what is measured.
            time.sleep(Person.of(seed).pause_ms(CONFIRMATION, TILE) / 1_000)
            touch(kiosk, screen, "take")
            if seed:
                touch(kiosk, screen, "forOtherYes")
            kiosk.see("paper", text="Ambil tiket di bawah")
            needed.append(time.monotonic() - first)
            touch(kiosk, screen, "finish")
        kiosk.see("heading", text="Layanan apa yang Anda perlukan?")
        hall.hub.stop()
    command = python("shared.cli", "report", "quick", "--json", "--data", str(tmp_path / "hub"))
    done = subprocess.run(command, capture_output=True, check=True, env=environment())
    (pace,) = json.loads(done.stdout)["services"]
    print(f"stood there for {needed} s; the report: {pace}")
    assert (pace["group"], pace["visits"]) == ("first screen", VISITS)
    assert pace["median"] == pytest.approx(min(needed), abs=1.5)
    assert pace["ninetieth"] == pytest.approx(max(needed), abs=1.5)
    assert pace["median"] <= TARGETS[True]
    assert pace["ninetieth"] <= SLOWEST


def touch(kiosk: App, screen: Screen, name: str) -> float:
    """With the pointer, where the thing of that name stands; when that was."""
    x, y = kiosk.direct(20, where=name)["at"]
    screen.click(x, y)
    return time.monotonic()

"""Whatever is sent to it, a hub neither falls, nor hangs, nor fails, nor grows.

The short form is part of every run; the long one (`./giliran test -m long tests/fuzz`) fires more
than a hundred thousand inputs. FUZZ_SEED chooses another course of chance.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz import described, frames, http_bytes, inputs, printer_bytes
from tests.fuzz.fire import Fire, Seen, require_no_leak, under_fire
from tests.integration.real_hub import RealHub

SEED = int(os.environ.get("FUZZ_SEED", "1"))

SHORT: dict[Fire, int] = {
    http_bytes.fire: 300,
    frames.fire: 900,
    inputs.fire: 80,
    described.fire: 6,
    printer_bytes.fire: 100,
}
LONG: dict[Fire, int] = {
    http_bytes.fire: 32_000,
    frames.fire: 60_000,
    inputs.fire: 8_000,
    described.fire: 6_000,
    printer_bytes.fire: 6_000,
}
FIRES_THROUGH_TLS: dict[Fire, int] = {frames.fire_through_tls: 5_000, frames.come_and_go: 600}
HERE = ("--always-open",)
ON_THE_LAN = ("--listen", "0.0.0.0:0", "--always-open")


def fired(directory: Path, fires: dict[Fire, int], rounds: int, *options: str) -> Seen:
    seen = Seen()
    with RealHub(directory, *options) as hub:
        under_fire(hub, fires, seen, SEED, rounds)
        assert hub.stop() == 0
    print(seen.report())
    assert seen.faults == [], seen.report()
    return seen


def test_some_of_everything(tmp_path: Path) -> None:
    seen = fired(tmp_path / "data", SHORT, 1, *HERE)
    assert sum(seen.inputs.values()) > 1_300


def test_some_of_it_through_tls(tmp_path: Path) -> None:
    fires: dict[Fire, int] = {frames.fire_through_tls: 200, frames.come_and_go: 90}
    seen = fired(tmp_path / "data", fires, 2, *ON_THE_LAN)
    require_no_leak(seen)


@pytest.mark.long
@pytest.mark.timeout(3_000)
def test_a_hundred_thousand_inputs(tmp_path: Path) -> None:
    seen = fired(tmp_path / "data", LONG, 5, *HERE)
    assert sum(seen.inputs.values()) >= 100_000
    require_no_leak(seen)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_many_frames_through_tls(tmp_path: Path) -> None:
    seen = fired(tmp_path / "data", FIRES_THROUGH_TLS, 5, *ON_THE_LAN)
    require_no_leak(seen)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_every_answer_of_three_bytes_means_something() -> None:
    assert printer_bytes.every_meaning() == 256**3
    seen = Seen()
    for first in range(256):
        for second in range(256):
            printer_bytes.ask([bytes([first]), bytes([second])], seen, "two bytes")
    assert seen.faults == []

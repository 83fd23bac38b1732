"""What a site may wish of its voice, heard: once more, softer by the hour, no voice at all."""

from __future__ import annotations

import faulthandler
import json
import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from display.playlist.ducking import amplitude
from display.voice.sound import RATE
from shared.cli.environment import ROOT
from shared.hub.voice import REPEAT_SECONDS
from tests.integration.sound_server import missing
from tests.listening import FRAME, is_chime, loud_seconds, next_sound
from tests.scenarios.sounding import SoundingHall, sounding_hall

pytestmark = [
    pytest.mark.long,
    pytest.mark.sound,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

ALL_DAY = {"begins": "00:00", "ends": "00:00"}
ENDED_SECONDS = 2.0
"""Silence that no call has within itself."""


@contextmanager
def hall_with(directory: Path, **voice: Any) -> Iterator[SoundingHall]:
    """A hall whose site wishes this of its voice."""
    faulthandler.cancel_dump_traceback_later()  # pytest takes so long a test for a hung one
    site = json.loads((ROOT / "assets" / "sample_site.json").read_bytes())
    site["voice"] = {**site.get("voice", {}), **voice}
    with sounding_hall(directory) as hall:
        loaded = hall.hub.request("PUT", "/api/v1/site", site)
        assert loaded.status_code == 200, loaded.text
        yield hall


def one_call(hall: SoundingHall, *, spoken: int = 1) -> array[int]:
    """What is heard from the press on until the TV has fallen silent so often."""
    display = hall.television()
    hall.hub.open("1")
    with hall.server.recording() as recording:
        pressed = recording.position()
        hall.called("1")
        display.noted("silent", nth=spoken, within=40)
        return recording.samples()[pressed:]


def ended(samples: array[int], start: int) -> int:
    """Where a call that sounds from `start` on has ended."""
    at = last = start
    while at < len(samples) and at - last < ENDED_SECONDS * RATE:
        if max(map(abs, samples[at : at + FRAME])) > 300:
            last = at
        at += FRAME
    return last


def loudness(samples: array[int]) -> float:
    """Root mean square of what is heard, the silences left out."""
    heard = [one for one in samples if abs(one) > 30]
    return math.sqrt(sum(one * one for one in heard) / max(1, len(heard)))


def test_a_call_is_spoken_once_more_while_nobody_comes(tmp_path: Path) -> None:
    with hall_with(tmp_path, repeat=True) as hall:
        samples = one_call(hall, spoken=2)
    first = next_sound(samples, 0)
    over = ended(samples, first)
    again = next_sound(samples, over + FRAME)
    assert is_chime(samples[first:])
    assert is_chime(samples[again:])
    pause = (again - over) / RATE
    print(f"spoken again after {pause:.1f} s")
    assert REPEAT_SECONDS - 0.5 < pause < REPEAT_SECONDS + 3
    once, twice = loud_seconds(samples, first, over), loud_seconds(samples, again, len(samples))
    assert 0.4 * once < twice <= 1.1 * once, "the second time it may be said in short"


def test_by_the_hour_and_in_quiet_hours_it_is_as_soft_as_the_site_says(tmp_path: Path) -> None:
    wishes: dict[str, dict[str, Any]] = {
        "full": {},
        "by the hour": {"volume_by_hour": {"00:00": 50}},
        "quiet": {"quiet": [{**ALL_DAY, "percent": 25}]},
    }
    heard = {}
    for name, wish in wishes.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        with hall_with(folder, **wish) as hall:
            heard[name] = loudness(one_call(hall))
    shares = {name: level / heard["full"] for name, level in heard.items()}
    print(", ".join(f"{name} {share:.2f}" for name, share in shares.items()))
    assert shares["by the hour"] == pytest.approx(amplitude(0.50), rel=0.3)
    assert shares["quiet"] == pytest.approx(amplitude(0.25), rel=0.4)


def test_in_hours_without_a_voice_a_call_is_shown_and_not_heard(tmp_path: Path) -> None:
    with hall_with(tmp_path, quiet=[ALL_DAY]) as hall:
        display = hall.television()
        hall.hub.open("1")
        with hall.server.recording() as recording:
            pressed = recording.position()
            number = hall.called("1")
            display.see("number", text=number)
            hall.told("CallShown")
            recording.go_on(4_000)
            samples = recording.samples()[pressed:]
        assert next_sound(samples, 0) == len(samples)
        assert hall.journal("CallSpoken") == []

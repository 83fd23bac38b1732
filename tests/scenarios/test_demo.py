"""`giliran demo --headless`: what it leaves, and that one number runs through all of it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import wave
from array import array
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shared.cli.demo.headless import LEFT, spelled
from shared.cli.environment import environment, python
from tests.listening import is_chime, loud_seconds, next_sound

SIZES = {"kiosk": (1080, 1920), "counter": (1366, 768), "display": (1920, 1080)}
ORDER = [
    "TicketIssued",
    "TicketPrinted",
    "TicketCalled",
    "CallShown",
    "CallSpoken",
]
"""What happens to the ticket, as the journal has it."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """What one demo left."""
    out = tmp_path / "out"
    command = python("shared.cli", "demo", "--headless", "--out", str(out))
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert all(name in done.stderr for name in LEFT)
    return out


def test_one_number_runs_through_all_that_the_demo_leaves(out: Path) -> None:
    assert sorted(one.name for one in out.iterdir()) == sorted(LEFT)
    lines = [json.loads(line) for line in (out / "transcript.jsonl").read_text().splitlines()]
    moments = [dt.datetime.fromisoformat(line["at"]) for line in lines]
    assert moments == sorted(moments)
    assert {line["at"][-6:] for line in lines} == {"+07:00"}  # the site's own time throughout
    number = the_tickets_number(lines)
    assert numbers_on(out / "ticket.bin") == [number]
    assert_photographed(lines, number)
    for app, size in SIZES.items():
        assert_drawn(out / f"{app}.png", size)
    assert_drawn(out / "ticket.png", None)
    spoken = [line for line in lines if line["kind"] == "spoken"]
    assert [line["number"] for line in spoken] == [number]
    assert spelled(number) in spoken[0]["text"].replace(",", "")
    assert_heard(out / "call.wav")


def the_tickets_number(lines: list[dict[str, Any]]) -> str:
    """The number of the only ticket, about which every event is."""
    events = [line for line in lines if line["kind"] == "event" and "ticket" in line["body"]]
    assert [line["type"] for line in events] == ORDER
    assert len({line["body"]["ticket"] for line in events}) == 1
    return str(events[0]["body"]["number"])


def numbers_on(paper: Path) -> list[str]:
    command = python("kiosk.printing.virtual", "--read", str(paper))
    said = subprocess.run(command, capture_output=True, check=True, env=environment()).stdout
    numbers: list[str] = json.loads(said)["numbers"]
    return numbers


def assert_photographed(lines: list[dict[str, Any]], number: str) -> None:
    """Each app showed the number before its picture was taken."""
    for app in SIZES:
        done = [line["do"] for line in lines if line["kind"] == "command" and line["app"] == app]
        seen = done.index({"see": "number", "text": number})
        shot = next(place for place, do in enumerate(done) if "shot" in do)
        assert seen < shot, f"the {app} was photographed without its number"


def assert_drawn(file: Path, size: tuple[int, int] | None) -> None:
    with Image.open(file) as picture:
        assert size in (None, picture.size)
        assert len(picture.convert("L").getcolors() or []) > 8, f"{file.name} is hardly drawn"


def assert_heard(file: Path) -> None:
    """A chime, and words after it."""
    with wave.open(str(file), "rb") as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
        second = sound.getframerate()
    first = next_sound(samples, 0)
    assert is_chime(samples[first:])
    words = loud_seconds(samples, round(first + 1.4 * second), len(samples))
    assert 3.0 < words < 8.0, f"{words:.1f} s of words after the chime"

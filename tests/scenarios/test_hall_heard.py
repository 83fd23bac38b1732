"""What a hall hears: real hub, real TV, real sound server; calls made at the counters over REST."""

from __future__ import annotations

import faulthandler
import json
import random
import subprocess
import threading
import time
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from display.voice.sound import RATE
from shared.cli.demo.headless import spelled
from shared.cli.environment import ROOT, python
from tests.integration.sound_server import Recording, missing
from tests.listening import is_chime, is_silent, loud_seconds, next_sound, onsets
from tests.scenarios.hall import App, Hall, Told
from tests.scenarios.sounding import SERVICE, TV, SoundingHall, sounding_hall

pytestmark = [
    pytest.mark.sound,
    pytest.mark.slow,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

MS = RATE / 1_000
CHIME_MS = 1_200
WORD_MS = 1_500
"""The first word comes after the chime and its pause."""
FIRST_WORD_S = 2.0
SOUND_S = 10.0
ALL_SPOKEN_S = 60.0
MANY = 24


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[SoundingHall]:
    with sounding_hall(tmp_path) as hall:
        yield hall


def test_two_calls_at_the_same_moment_are_heard_one_after_the_other(hall: SoundingHall) -> None:
    display = hall.television()
    hall.hub.open("1", "2")
    hall.hub.take(SERVICE)
    hall.hub.take(SERVICE)
    together = threading.Barrier(2)

    def press(counter: str) -> str:
        together.wait()
        return hall.press(counter)

    with hall.server.recording() as recording:
        with ThreadPoolExecutor(2) as officers:
            pressed = set(officers.map(press, ("1", "2")))
        hall.told("CallSpoken", nth=2, within=40)
        samples = recording.samples()

    called, spoken = hall.journal("TicketCalled"), hall.journal("CallSpoken")
    numbers = [number_of(hall, one) for one in called]
    assert set(numbers) == pressed
    assert called[1].seq < spoken[0].seq, "the first was over before the second was made"
    assert tickets(spoken) == tickets(called)
    assert_words(display, numbers)
    assert_one_voice(samples, calls=2)


def number_of(hall: Hall, about: Told) -> str:
    """The number of the ticket that an entry is about."""
    return str(hall.told("TicketIssued", ticket=about.body["ticket"]).body["number"])


def tickets(entries: Sequence[Told]) -> list[str]:
    return [one.body["ticket"] for one in entries]


def assert_words(display: App, numbers: Sequence[str]) -> None:
    """The display says that it spoke these, in this order, and none of them before the last."""
    said = [display.noted("sounding", nth=nth) for nth in range(1, len(numbers) + 1)]
    done = [display.noted("silent", nth=nth) for nth in range(1, len(numbers) + 1)]
    for number, words in zip(numbers, said, strict=True):
        assert spelled(number) in words["words"].replace(",", "")
    for before, after in zip(done, said[1:], strict=False):
        assert before["noted"] <= after["noted"], "one voice began before the other had ended"


def assert_one_voice(samples: array[int], calls: int) -> None:
    """Chime, speech, chime, speech: silence before every chime, the pause after it, then words."""
    begun = onsets(samples)
    chimes = [at for at in begun if is_chime(samples[at:])]
    assert len(chimes) == calls
    assert chimes[0] == begun[0], "something is heard before the first chime"
    for chime in chimes:
        before = max(0, chime - round(100 * MS))
        assert is_silent(samples, before, chime - round(20 * MS)), "a chime into another's words"
        assert is_silent(samples, chime + round(1_230 * MS), chime + round(1_460 * MS))
        word = next_sound(samples, chime + round(1_230 * MS))
        assert (word - chime) / MS == pytest.approx(WORD_MS, abs=60)
    ends = [*chimes[1:], len(samples)]
    for chime, end in zip(chimes, ends, strict=True):
        spoken = loud_seconds(samples, chime + round((CHIME_MS + 30) * MS), end)
        assert 3.0 < spoken < 8.0, f"{spoken:.1f} s of words for one call"


@pytest.mark.alone
def test_one_press_with_nobody_before_it_is_heard_at_once(hall: SoundingHall) -> None:
    display = hall.television()
    hall.hub.open("1")
    hall.hub.take(SERVICE)
    hall.hub.take(SERVICE)
    with hall.server.recording() as recording:
        cold = first_sounds(hall, recording)
        display.noted("silent", within=30)
        assert hall.hub.at("1", "finish").status_code == 200
        warm = first_sounds(hall, recording)
    for name, (chime_ms, word_ms) in (("first of the day", cold), ("later", warm)):
        print(f"press to sound {chime_ms:.0f} ms, to the first word {word_ms:.0f} ms: {name}")
        assert word_ms < FIRST_WORD_S * 1_000, name


def first_sounds(hall: SoundingHall, recording: Recording) -> tuple[float, float]:
    """ms from the press to the chime and to the first word, as the recording has them."""
    pressed = recording.position()
    hall.press("1")
    deadline = time.monotonic() + SOUND_S
    while True:
        samples = recording.samples()
        chime = next_sound(samples, pressed)
        word = next_sound(samples, chime + round((CHIME_MS + 30) * MS))
        if word < len(samples):
            break
        assert time.monotonic() < deadline, "no word is heard"
        time.sleep(0.1)
    assert is_chime(samples[chime:])
    return (chime - pressed) / MS, (word - pressed) / MS


@pytest.mark.long
def test_a_tv_that_dies_while_it_speaks(hall: SoundingHall) -> None:
    display = hall.television()
    hall.hub.open("1", "2")
    with hall.server.recording() as recording:
        first, second = hall.called("1"), hall.called("2")
        display.noted("sounding")
        display.kill()
        killed = recording.position()
        again = hall.start("display", *TV)  # its own test comes when nobody waits for its voice
        again.noted("silent", nth=2, within=40)
        samples = recording.samples()

    called = hall.journal("TicketCalled")
    hall.told("CallSpoken", nth=2)
    assert tickets(hall.journal("CallSpoken")) == tickets(called)
    assert_words(again, [first, second])
    falls_silent = killed + round(1_000 * MS)
    speaks_again = next_sound(samples, falls_silent)
    assert is_silent(samples, falls_silent, speaks_again)
    assert_one_voice(samples[speaks_again - round(200 * MS) :], calls=2)


@pytest.mark.long
def test_a_muted_tv_shows_and_does_not_speak(hall: SoundingHall) -> None:
    display = hall.television()
    hall.hub.open("1", "2")
    with hall.server.recording() as recording:
        cut_off = hall.called("1")
        display.noted("sounding")
        set_television(hall, "--mute")
        display.see("corner", text="Suara dimatikan")
        muted = recording.position()
        unheard = hall.called("2")
        display.see("number", text=unheard)
        hall.told("CallShown", nth=2)
        for counter in ("1", "2"):
            assert hall.hub.at(counter, "start").status_code == 200
            assert hall.hub.at(counter, "finish").status_code == 200
        set_television(hall, "--unmute")
        unmuted = recording.position()
        heard = hall.called("1")
        hall.told("CallSpoken")
        samples = recording.samples()

    assert is_silent(samples, muted + round(700 * MS), unmuted), "a muted TV is heard"
    assert is_chime(samples[next_sound(samples, unmuted) :])
    spoken = [number_of(hall, one) for one in hall.journal("CallSpoken")]
    shown = [number_of(hall, one) for one in hall.journal("CallShown")]
    assert spoken == [heard]
    assert shown == [cut_off, unheard, heard]


def set_television(hall: SoundingHall, *options: str) -> None:
    """As a technician does at the hub's machine."""
    command = python("shared.cli", "display", "set", "tv-biru", "--hub", hall.hub.url, *options)
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.timeout(300)
def test_24_calls_within_one_minute_are_spoken_within_the_next(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # pytest takes so long a test for a hung one
    with sounding_hall(tmp_path) as hall:
        loaded = hall.hub.request("PUT", "/api/v1/site", site_with_one_large_zone())
        assert loaded.status_code == 200, loaded.text
        hall.television()
        counters = [str(number) for number in range(1, MANY + 1)]
        hall.hub.open(*counters)
        for _ in counters:
            hall.hub.take(SERVICE)
        with hall.server.recording() as recording:
            press_within_a_minute(hall, counters)
            hall.told("CallSpoken", nth=MANY, within=ALL_SPOKEN_S + 10)
            samples = recording.samples()
        called, spoken = hall.journal("TicketCalled"), hall.journal("CallSpoken")

    assert len(called) == MANY
    assert called[-1].at - called[0].at <= 60_000
    assert tickets(spoken) == tickets(called), "not in the order of the journal"
    waits = sorted(after.at - before.at for before, after in zip(called, spoken, strict=True))
    after_the_last = (spoken[-1].at - called[-1].at) / 1_000
    chimes = [at for at in onsets(samples) if is_chime_alone(samples, at)]
    print(
        f"24 calls in a minute: all spoken {after_the_last:.1f} s after the last press; from press"
        f" to spoken {waits[MANY // 2] / 1_000:.1f} s in the middle, {waits[-1] / 1_000:.1f} s at"
        f" most; {len(chimes)} chimes"
    )
    assert after_the_last <= ALL_SPOKEN_S
    assert 4 <= len(chimes) <= MANY


def press_within_a_minute(hall: SoundingHall, counters: Sequence[str]) -> None:
    """As officers do: whenever they are ready, the last at the very end of the minute."""
    chance = random.Random(MANY)
    moments = [0.0, *sorted(chance.uniform(0, 59) for _ in counters[2:]), 59.0]
    began = time.monotonic()
    for counter, moment in zip(counters, moments, strict=True):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        hall.press(counter)


def is_chime_alone(samples: array[int], at: int) -> bool:
    """A chime has its pause behind it; looking there first is a hundred times as fast."""
    pause = is_silent(samples, at + round(1_230 * MS), at + round(1_460 * MS))
    return pause and is_chime(samples[at:])


def site_with_one_large_zone() -> dict[str, object]:
    """The sample site with 24 counters of one service in one zone, as the largest halls have it."""
    site: dict[str, object] = json.loads((ROOT / "assets" / "sample_site.json").read_bytes())
    counters = site["counters"]
    assert isinstance(counters, list)
    for counter in counters:
        if counter["number"] <= MANY:
            counter["zone"] = "biru"
            counter["services"] = [SERVICE, *(one for one in counter["services"] if one != SERVICE)]
    return site

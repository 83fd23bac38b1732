"""Every journey at the kiosk with real clicks, in both languages and every mode of access, upright
and lying.

The long form goes through all of them and prints what came of each; `-k large` is one mode alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.integration.sound_server import SoundServer
from tests.integration.sound_server import missing as no_sound
from tests.scenarios.journey_hall import LYING, UPRIGHT, JourneyHall
from tests.scenarios.journeys import JOURNEYS
from tests.scenarios.passing import Passing
from tests.scenarios.screen import Screen, missing
from tests.scenarios.visitor import Manner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]
LANGUAGES = ("id", "en")
MANNERS = {
    "usual": Manner(),
    "large": Manner(("large",)),
    "contrast": Manner(("contrast",)),
    "reach": Manner(("reach",)),
    "easy": Manner(("easy",)),
    "keys": Manner(keys=True),
    "spoken": Manner(("spoken",), keys=True),
    "all": Manner(("large", "contrast", "reach", "easy")),
    "lying": Manner(),
    "large lying": Manner(("large",)),
}
"""On a screen that stands upright where nothing else is said."""
FAIR_PART = (("one of the twelve", "keys", "en"), ("priority", "large", "id"))
"""Walked every time."""


@contextmanager
def opened(
    directory: Path, clocks: Passing, *, hears: bool = False, lying: bool = False
) -> Iterator[JourneyHall]:
    """One hub, one printer and one kiosk for many visitors, as on a day; with headphones."""
    with ExitStack() as all_of_it:
        sound = all_of_it.enter_context(a_sound_server()) if hears else {}
        screen = all_of_it.enter_context(Screen(2000, 2000))
        hall = all_of_it.enter_context(JourneyHall(directory, screen, clocks, sound))
        heard = ("--headphones", "*") if hears else ()
        hall.open(*heard, window=LYING if lying else UPRIGHT)
        yield hall


@contextmanager
def a_sound_server() -> Iterator[dict[str, str]]:
    """What programs have to know that are to play there."""
    with tempfile.TemporaryDirectory(prefix="snd") as short:
        server = SoundServer(Path(short))
        server.start()
        try:
            yield {"PULSE_SERVER": server.address, "PULSE_RUNTIME_PATH": f"{short}/run"}
        finally:
            server.stop()


@pytest.fixture(scope="module")
def table() -> Iterator[dict[tuple[str, str, str], str]]:
    """What came of each journey, printed in the end."""
    seen: dict[tuple[str, str, str], str] = {}
    yield seen
    columns = [(manner, language) for manner in MANNERS for language in LANGUAGES]
    print("\n" + " " * 20 + "".join(f"{f'{one} {two}':>12}" for one, two in columns))
    for journey in JOURNEYS:
        cells = "".join(f"{seen.get((journey, *column), ''):>12}" for column in columns)
        print(f"{journey:20}{cells}")


def test_some_journeys(tmp_path: Path, passing: Passing) -> None:
    with opened(tmp_path, passing) as hall:
        for journey, manner, language in FAIR_PART:
            JOURNEYS[journey](hall, hall.begin(MANNERS[manner], language))


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("manner", MANNERS)
def test_every_journey(
    tmp_path: Path, passing: Passing, table: dict[tuple[str, str, str], str], manner: str
) -> None:
    hears = "spoken" in MANNERS[manner].modes
    if hears and no_sound():
        pytest.skip(f"not installed here: {no_sound()}")
    faults = []
    with opened(tmp_path, passing, hears=hears, lying="lying" in manner) as hall:
        for journey, walk in JOURNEYS.items():
            for language in LANGUAGES:
                try:
                    walk(hall, hall.begin(MANNERS[manner], language))
                    table[journey, manner, language] = "done"
                except AssertionError as fault:
                    table[journey, manner, language] = "FAILED"
                    faults.append(f"{journey}, {language}: {fault}")
    assert not faults, "\n".join(faults)

"""The whole cross: every screen of the kiosk in every mode of access, on five screens.

`python -m tests.ui.access_cross [--screen "upright 32"] [--mode reach] [--language en]` walks it,
or the part that is named, and prints what it found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.access.modes import Modes
from kiosk.access.speech import Silence
from shared.qml import draw_into_memory
from tests.ui.access_walk import (
    Fault,
    faults_of,
    in_other_words,
    lead_in,
    standing,
    table,
    ways,
)
from tests.ui.kiosk_screen import KioskScreen

UPRIGHT, ACROSS, SMALL = ((1080, 1920), 21.5), ((1920, 1080), 21.5), ((1366, 768), 15.6)
LARGE_UPRIGHT, LARGE_ACROSS = ((1080, 1920), 32.0), ((1920, 1080), 32.0)
SCREENS = {
    "upright": UPRIGHT,
    "across": ACROSS,
    "small": SMALL,
    "upright 32": LARGE_UPRIGHT,
    "across 32": LARGE_ACROSS,
}
MODES = {
    "usual": Modes(),
    "large": Modes(large=True),
    "contrast": Modes(contrast=True),
    "reach": Modes(reach=True),
    "easy": Modes(easy=True),
    "spoken": Modes(spoken=True),
    "large reach": Modes(large=True, reach=True),
    "all": Modes(large=True, contrast=True, reach=True, easy=True, spoken=True),
}
LANGUAGES = ("id", "en")


class Voice:
    """Says nothing aloud, and remembers what it would have said."""

    available = True
    busy = False

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, language: str, *, slowly: bool = False) -> None:
        self.said.append((text, language))

    def add(self, text: str, language: str) -> None:
        self.said.append((text, language))

    def set_volume(self, percent: int) -> None:
        """There is nothing to be heard."""

    def stop(self) -> None:
        self.said.clear()


@dataclass(frozen=True)
class Part:
    """One screen of glass, one set of modes, one language: all screens of the kiosk."""

    screen: str
    mode: str
    language: str
    walked: int
    faults: tuple[Fault, ...]


BEFORE_VISITORS = ("80-pairing", "81-pairing", "82-pairing", "83-paired", "84-taken")
"""Screens of a kiosk that nobody has let in, or that was taken out: a technician stands there, and
no mode can be chosen (`tests/ui/test_pairing_screen.py` looks at them)."""


def all_shots(kiosk: KioskScreen) -> list[str]:
    """Every screen of visitors and staff that can be led to."""
    return [shot for shot in ways(kiosk, "id") if not shot.startswith(BEFORE_VISITORS)]


def walked(
    kiosk: KioskScreen, mode: str, shots: Iterable[str], languages: Sequence[str]
) -> dict[str, list[Fault]]:
    """What is wrong on these screens in this mode, by the language."""
    modes = MODES[mode]
    kiosk.model.access_modes.speech = Voice() if modes.easy or modes.spoken else Silence()
    found: dict[str, list[Fault]] = {language: [] for language in languages}
    first, *others = languages
    for shot in shots:
        lead_in(kiosk, shot, modes, first)
        stood = standing(kiosk)
        found[first] += faults_of(kiosk, shot)
        for language in others:
            in_other_words(kiosk, shot, modes, language, stood)
            found[language] += faults_of(kiosk, shot)
    return found


def cross(
    screens: Sequence[str] = tuple(SCREENS),
    modes: Sequence[str] = tuple(MODES),
    languages: Sequence[str] = LANGUAGES,
    shots: Sequence[str] = (),
) -> Iterable[Part]:
    """One part after the other; without `shots` all of them."""
    for screen in screens:
        kiosk = KioskScreen(*SCREENS[screen])
        led = shots or all_shots(kiosk)
        for mode in modes:
            for language, faults in walked(kiosk, mode, led, languages).items():
                yield Part(screen, mode, language, len(led), tuple(faults))
        kiosk.close()


def told(part: Part) -> str:
    """A part as a line."""
    heads = (part.screen.ljust(11), part.mode.ljust(12), part.language)
    return "  ".join((*heads, f"{part.walked} screens", f"{len(part.faults)} faults"))


def main() -> int:
    """The command; its exit status is 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, known in (("screen", SCREENS), ("mode", MODES), ("language", LANGUAGES)):
        parser.add_argument(f"--{name}", action="append", choices=list(known))
    parser.add_argument("--shot", action="append", default=[])
    args = parser.parse_args()
    draw_into_memory()
    faults = 0
    for part in cross(
        args.screen or tuple(SCREENS),
        args.mode or tuple(MODES),
        args.language or LANGUAGES,
        args.shot,
    ):
        faults += len(part.faults)
        print(told(part), flush=True)
        if part.faults:
            print(table(list(part.faults)), flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

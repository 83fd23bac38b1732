"""Whether a voice pack can be used in a hall: its files, their sound, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from string import ascii_uppercase

from display.voice.packs.clip import Quality, quality, read_clip
from display.voice.packs.manifest import Form, Pack
from display.voice.packs.sentence import parts_of
from display.voice.sound import BadSound
from shared.language.numbers import Reading
from shared.language.phrases import Phrases
from shared.language.spoken import languages

APART_LU = 9.0
"""A clip that is so much louder or softer than the middle one was recorded otherwise."""
_COUNTERS = (*range(1, 22), *range(30, 200, 10), 101, 111, 199)
_NUMBERS = (1, 12, 20, 35, 68, 79, 104, 110, 111, 215, 999)


@dataclass(frozen=True, slots=True)
class Fault:
    where: str
    what: str
    grave: bool = True
    """False: the pack speaks all the same."""


def faults_of(pack: Pack, letters: str = ascii_uppercase) -> list[Fault]:
    """All of them, the grave ones first. `letters`: of the site's series."""
    found = [*_clips(pack), *_sayings(pack, letters), *_melody(pack)]
    return sorted(found, key=lambda fault: not fault.grave)


def _clips(pack: Pack) -> Iterator[Fault]:
    measured: dict[str, Quality] = {}
    for name in sorted({name for forms in pack.clips.values() for name in forms.values()}):
        try:
            measured[name] = quality(read_clip(pack.folder / name))
        except BadSound as error:
            yield Fault(name, str(error))
            continue
        for fault in measured[name].faults:
            yield Fault(name, fault, grave=fault == "silent")
    yield from _uneven(measured)


def _uneven(measured: dict[str, Quality]) -> Iterator[Fault]:
    usable = {name: one.lufs for name, one in measured.items() if not one.faults}
    if not usable:
        return
    middle = median(usable.values())
    for name, lufs in usable.items():
        if abs(lufs - middle) > APART_LU:
            what = f"{abs(lufs - middle):.0f} LU {'louder' if lufs > middle else 'softer'}"
            yield Fault(name, f"{what} than most clips: it will sound of another room", grave=False)


def _sayings(pack: Pack, letters: str) -> Iterator[Fault]:
    """Every kind of call is tried; what is lacking is named once."""
    known = languages().get(pack.language)
    if known is None:
        yield Fault("language", f"nobody speaks '{pack.language}' here")
        return
    lacking: dict[str, None] = {}
    for text in calls(known, letters):
        try:
            parts_of(text, pack.clips.keys())
        except LookupError as error:
            lacking.update(dict.fromkeys(str(error).removeprefix("no clip of: ").split(", ")))
    for words in lacking:
        yield Fault("calls", f"'{words}' is in no clip: calls with it go to the next engine")


def calls(phrases: Phrases, letters: str) -> Iterator[str]:
    """Calls that need every word which any call needs."""
    for letter in letters:
        yield phrases.call(f"{letter}-0", "1").engine
    for counter in _COUNTERS:
        yield phrases.call("0", str(counter)).engine
    for reading, number in product(Reading, _NUMBERS):
        yield phrases.short_call(str(number), "1", reading=reading).engine


def _melody(pack: Pack) -> Iterator[Fault]:
    """A sentence without a falling end sounds as if it went on."""
    known = languages().get(pack.language)
    digits = [known.cardinal(digit) for digit in range(10)] if known else []
    flat = [word for word in digits if word in pack.clips and not _falls(pack, word)]
    if flat:
        yield Fault("digits", f"no falling form of {', '.join(flat)}", grave=False)


def _falls(pack: Pack, word: str) -> bool:
    return Form.FALLING in pack.clips[word]


def files_besides(pack: Pack) -> list[Path]:
    """Sounds in the folder that the manifest does not name."""
    named = {pack.folder / name for forms in pack.clips.values() for name in forms.values()}
    named.add(pack.folder / pack.room)
    return [path for path in sorted(pack.folder.rglob("*.wav")) if path not in named]


def summary(faults: Sequence[Fault]) -> str:
    grave = sum(fault.grave for fault in faults)
    return f"{grave} faults, {len(faults) - grave} warnings"

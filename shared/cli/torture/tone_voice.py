"""A voice of pure tones: a pack whose words can be told apart again in a recording.

Each word is a short tone of its own, each TV hums a pilot above them. What was said, by whom, and
whether two spoke at once, is then measured from what came out of the sound server, sample by
sample, and no display has to be believed.
"""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shared.language.spoken import phrases

Samples = npt.NDArray[np.float64]

RATE = 22_050
TONE_MS, REST_MS = 42, 14
"""Of one word, at eight times the pace of speech."""
FIRST_HZ, STEP_HZ = 2_300.0, 300.0
PILOTS_HZ = (9_100.0, 9_900.0)
CHIME_HZ = 523.25
"""The first note of the first zone's chime."""
LOUD, PILOT = 0.30, 0.12

NUMBER, GO = "nomor antrean", "silakan menuju"
_DIGITS = tuple(phrases("id").cardinal(digit) for digit in range(10))
_MORE = ("sepuluh", "sebelas", "belas", "puluh")
DESK = phrases("id").counter_word
FORMAT = 1

_WINDOW, _HOP = RATE * 12 // 1_000, RATE * 3 // 1_000
_HEARD = 0.35
"""Of its usual strength: a word, a pilot or a chime is there."""
_CHUNK = 20_000
_ONE_WORD_MS, _DROPPED_MS = 55, 80
"""Two pieces of one tone that last less together, and are no further apart, were one word."""
_APART_MS = 45
"""Silence within a call is shorter, except at its stops; between two calls the words tell."""


def words(letters: Sequence[str]) -> list[str]:
    """All words of Indonesian calls of series with these letters, in the order of their tones."""
    return [NUMBER, GO, DESK, *_DIGITS, *_MORE, *letters]


def make_pack(folder: Path, known: Sequence[str], pilot: int) -> None:
    """A finished pack: nothing of it is levelled or cut."""
    folder.mkdir(parents=True)
    lines = [f"format = {FORMAT}", 'language = "id"', "levelled = false"]
    lines += ["[gaps]", "word = 0", "comma = 24", "stop = 48", "[phrases]"]
    for place, word in enumerate(known):
        _write(folder / f"{place}.wav", _word(place, pilot))
        lines.append(f'"{word}" = "{place}.wav"')
    (folder / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _word(place: int, pilot: int) -> Samples:
    at = np.arange(RATE * (TONE_MS + REST_MS) // 1_000) / RATE
    tone = LOUD * np.sin(2 * np.pi * (FIRST_HZ + place * STEP_HZ) * at)
    tone[at > TONE_MS / 1_000] = 0.0
    hum: Samples = tone + PILOT * np.sin(2 * np.pi * PILOTS_HZ[pilot] * at)
    return hum


def _write(path: Path, samples: Samples) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())


@dataclass(frozen=True, slots=True)
class Heard:
    """One word in a recording; times in seconds from its start."""

    word: str
    pilot: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was heard to its end."""

    digits: str
    """Letters and digits as spoken: ``a nol satu dua``."""
    counter: int
    pilot: int
    start: float
    end: float
    full: bool


@dataclass(slots=True)
class Hearing:
    words: list[Heard]
    chimes: list[float]
    together: list[tuple[float, float]]
    """When both TVs were heard at once."""


def listen(path: Path, known: Sequence[str]) -> Hearing:
    """What is in a recording of 16-bit samples at `RATE`."""
    levels = np.concatenate(list(_levels(np.fromfile(path, "<i2") / 32_768, known)))
    tones, pilots, chime = levels[:, : len(known)], levels[:, -3:-1], levels[:, -1]
    loudest = tones.argmax(axis=1)
    there = tones.max(axis=1) > _HEARD * LOUD
    humming = pilots > _HEARD * PILOT
    spoken = np.where(there, loudest, -1)
    return Hearing(
        words=_mended(_words(spoken, pilots, known)),
        chimes=[_seconds(start) for start, _ in _runs(chime > 0.05, least=8)],
        together=[
            (_seconds(start), _seconds(end)) for start, end in _runs(humming.all(axis=1), least=4)
        ],
    )


def _levels(samples: Samples, known: Sequence[str]) -> Iterator[Samples]:
    """The amplitude of each tone in each window."""
    hertz = [FIRST_HZ + place * STEP_HZ for place in range(len(known))]
    at = np.arange(_WINDOW) / RATE
    shape = np.hanning(_WINDOW)
    turns = np.exp(-2j * np.pi * np.outer(at, [*hertz, *PILOTS_HZ, CHIME_HZ])) * shape[:, None]
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    for first in range(0, len(frames), _CHUNK):
        yield np.abs(frames[first : first + _CHUNK] @ turns) * 2 / shape.sum()


def _words(spoken: npt.NDArray[np.int64], pilots: Samples, known: Sequence[str]) -> Iterator[Heard]:
    edges = np.flatnonzero(np.diff(spoken)) + 1
    for start, end in zip([0, *edges], [*edges, len(spoken)], strict=True):
        if spoken[start] >= 0 and end - start >= 3:
            pilot = int(pilots[start:end].sum(axis=0).argmax())
            yield Heard(known[spoken[start]], pilot, _seconds(start), _seconds(end))


def _mended(heard: Iterable[Heard]) -> list[Heard]:
    """A busy sound server drops some milliseconds now and then: that parts a word, it adds none."""
    found: list[Heard] = []
    for one in heard:
        if found and _one_word(found[-1], one):
            found[-1] = replace(found[-1], end=one.end)
        else:
            found.append(one)
    return found


def _one_word(before: Heard, one: Heard) -> bool:
    same = (before.word, before.pilot) == (one.word, one.pilot)
    lasting = before.end - before.start + one.end - one.start
    near = one.start - before.end < _DROPPED_MS / 1_000
    return same and near and lasting < _ONE_WORD_MS / 1_000


def _runs(true: npt.ArrayLike, least: int) -> list[tuple[int, int]]:
    edges = np.diff(np.concatenate(([0], np.asarray(true, dtype=np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a >= least]


def _seconds(frame: int) -> float:
    return float(frame * _HOP / RATE)


def calls(heard: Sequence[Heard], letters: Sequence[str], counters: int) -> list[Call]:
    """The whole calls among the words; what was broken off is none."""
    desks = {phrases("id").cardinal(number): number for number in range(1, counters + 1)}
    found = []
    for at, word in enumerate(heard):
        if word.word in letters:
            call = _call(heard, at, letters, desks)
            if call is not None:
                found.append(call)
    return found


def _call(
    heard: Sequence[Heard], at: int, letters: Sequence[str], desks: Mapping[str, int]
) -> Call | None:
    """The call whose letter stands at a place: digits, the word for a counter, and which."""
    first = heard[at]
    mine = [one for one in heard[at : at + 14] if one.pilot == first.pilot]
    number, rest = [first.word], mine[1:]
    while rest and rest[0].word in _DIGITS:
        number.append(rest.pop(0).word)
    full = bool(rest) and rest[0].word == GO
    rest = rest[1:] if full else rest
    if len(number) < 2 or not rest or rest.pop(0).word != DESK:
        return None
    desk: list[Heard] = []
    for one in rest:
        near = not desk or one.start - desk[-1].end < _APART_MS / 1_000
        if not near or one.word not in (*_DIGITS, *_MORE):
            break
        desk.append(one)
    counter = desks.get(" ".join(one.word for one in desk))
    begins = heard[at - 1] if full and at and heard[at - 1].word == NUMBER else first
    if counter is None:
        return None
    return Call(" ".join(number), counter, first.pilot, begins.start, desk[-1].end, full)

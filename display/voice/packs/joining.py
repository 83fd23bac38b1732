"""Clips put together so that nobody hears where: equal loudness, soft seams, one room.

Each clip begins and ends where its wave goes through zero and is faded there; neighbours without a
stop between them overlap in these fades. The silence of the room where the clips were recorded,
if the pack has it, lies in the gaps: a murmur that comes and goes is what gives a seam away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from display.voice.loudness import Samples
from display.voice.packs.manifest import Gaps
from display.voice.sound import RATE

FADE_MS = 20
_FULLY = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A clip's speech, and the stop after it as in `sentence.Part`."""

    samples: Samples
    after: str


def joined(pieces: Sequence[Piece], gaps: Gaps, room: Samples | None = None) -> Samples:
    """One sentence."""
    starts = _starts(pieces, gaps)
    ends = [start + len(one.samples) for start, one in zip(starts, pieces, strict=True)]
    sound = np.zeros(max(ends, default=0))
    covered = np.zeros(len(sound))
    for start, piece in zip(starts, pieces, strict=True):
        shape = _shape(len(piece.samples))
        sound[start : start + len(shape)] += piece.samples * shape
        here = covered[start : start + len(shape)]
        np.maximum(here, shape, out=here)
    if room is not None and room.size:
        sound += np.resize(_seamless(room), len(sound)) * np.sqrt(_FULLY - covered**2)
    return sound


def _starts(pieces: Sequence[Piece], gaps: Gaps) -> list[int]:
    starts, at = [], 0
    for piece in pieces:
        starts.append(max(0, at))
        gap = {"": gaps.word, ",": gaps.comma, ".": gaps.stop}[piece.after]
        # Never deeper than the fades: half of a short clip must not vanish in the next one.
        gap = max(gap, -FADE_MS)
        at = starts[-1] + len(piece.samples) + RATE * gap // 1_000
    return starts


def _shape(length: int) -> Samples:
    """1 with soft ends; two that overlap add up to the same power."""
    fade = min(RATE * FADE_MS // 1_000, length // 4)
    shape = np.ones(length)
    if fade:
        slope = np.sin(np.linspace(0, np.pi / 2, fade, endpoint=False))
        shape[:fade], shape[-fade:] = slope, slope[::-1]
    return shape


def _seamless(room: Samples) -> Samples:
    """Forward and back again, so that its repetition has no corner."""
    return np.concatenate([room, room[::-1]])

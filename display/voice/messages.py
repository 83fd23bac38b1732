"""What the display and its two voice processes say to each other, a line of JSON each."""

from __future__ import annotations

import msgspec

from display.voice.sound import SHORTEST_MS
from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume


class Order(msgspec.Struct):
    """To the speech worker: one phrase, at `rate` words a minute, into the WAV file `path`."""

    id: int
    text: str
    voice: str
    rate: int
    path: str
    shortest_ms: int = SHORTEST_MS
    """What is spoken more quickly than this is no speech."""
    language: str = ""
    """Two letters."""


class Answer(msgspec.Struct, omit_defaults=True):
    """From the speech worker: what became of the phrase `id`; a `reason` means failure."""

    id: int
    reason: str = ""
    unable: bool = False
    """The engine is well, but lacks the words or the language."""


class Play(msgspec.Struct, tag="play"):
    """To the loudspeaker: play the WAV file `path` now."""

    id: int
    path: str


LoudspeakerOrder = Play | Stop | Volume
LoudspeakerNews = Devices | Started | Ended

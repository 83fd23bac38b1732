"""What the display and its two voice processes say to each other, a line of JSON each."""

from __future__ import annotations

import msgspec

from display.voice.sound import SHORTEST_MS


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


class Stop(msgspec.Struct, tag="stop"):
    """To the loudspeaker: fall silent at once."""


class Volume(msgspec.Struct, tag="volume"):
    """To the loudspeaker: loudness as people feel it, 0 to 1."""

    volume: float


class Devices(msgspec.Struct, tag="devices"):
    """From the loudspeaker: whether there is a sound device."""

    available: bool


class Started(msgspec.Struct, tag="started"):
    """From the loudspeaker: the first sound of `id` leaves now."""

    id: int


class Ended(msgspec.Struct, tag="ended"):
    """From the loudspeaker: `id` was played to its end, or was not, for a `reason`."""

    id: int
    reason: str = ""


LoudspeakerOrder = Play | Stop | Volume
LoudspeakerNews = Devices | Started | Ended

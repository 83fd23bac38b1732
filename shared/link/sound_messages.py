"""What an app and a process of its that sounds say to each other, a line of JSON each.

What is to be heard each of them orders in its own words.
"""

from __future__ import annotations

import msgspec


class Stop(msgspec.Struct, tag="stop"):
    """To the process: fall silent at once."""


class Volume(msgspec.Struct, tag="volume"):
    """To the process: loudness as people feel it, 0 to 1."""

    volume: float


class Devices(msgspec.Struct, tag="devices"):
    """From the process: whether the sound device that it may use is there."""

    available: bool


class Started(msgspec.Struct, tag="started"):
    """From the process: the first sound of `id` leaves now."""

    id: int


class Ended(msgspec.Struct, tag="ended"):
    """From the process: `id` was heard to its end, or was not, for a `reason`."""

    id: int
    reason: str = ""

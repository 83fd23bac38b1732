"""What the display and its video process say to each other, a line of JSON each.

The frames themselves go through memory that both have mapped: a ring of `SLOTS` slots, which the
process writes and the display reads. A slot is the display's from `Drawn` until `Seen`.
"""

from __future__ import annotations

import msgspec

SLOTS = 3
BYTES_A_PIXEL = 4


class Play(msgspec.Struct, tag="play"):
    """To the process: play this file from its beginning, in place of any other."""

    id: int
    path: str
    ring: str
    """The file of the ring; `serial` tells one ring from the next under the same name."""
    serial: int
    width: int
    height: int
    """The room that a frame is made to fit; a slot holds as many pixels."""
    volume: float
    """0 to 1; below 0: its sound is not even read."""
    frames_a_second: int
    """At most."""


class Pause(msgspec.Struct, tag="pause"):
    """To the process: stand still."""


class Resume(msgspec.Struct, tag="resume"):
    """To the process: go on."""


class Stop(msgspec.Struct, tag="stop"):
    """To the process: nobody wants it any more."""


class Loud(msgspec.Struct, tag="loud"):
    """To the process: go to this volume within so many ms."""

    volume: float
    within: int


class Seen(msgspec.Struct, tag="seen"):
    """To the process: this slot may be written again."""

    slot: int


class Opened(msgspec.Struct, tag="opened"):
    """From the process: it can be read; `duration` in ms, 0 where it does not say."""

    id: int
    duration: int
    width: int
    height: int


class Drawn(msgspec.Struct, tag="drawn"):
    """From the process: a frame of this size lies in a slot."""

    id: int
    slot: int
    width: int
    height: int


class Ended(msgspec.Struct, tag="ended"):
    """From the process: it was played to its end. `memory`: what the process holds, MB."""

    id: int
    memory: int


class Failed(msgspec.Struct, tag="failed"):
    """From the process: it cannot be played, and why."""

    id: int
    reason: str


VideoOrder = Play | Pause | Resume | Stop | Loud | Seen
VideoNews = Opened | Drawn | Ended | Failed

"""What the kiosk and the process that speaks say to each other, a line of JSON each."""

from __future__ import annotations

import msgspec

from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume


class Use(msgspec.Struct, tag="use"):
    """To the speaker: speak on the output whose name has `device` in it, and on no other."""

    device: str


class Say(msgspec.Struct, tag="say"):
    """To the speaker: say these pieces one after the other, instead of what it says now."""

    id: int
    pieces: list[str]
    voice: str
    rate: int
    """Words a minute."""


SpeakerOrder = Use | Say | Stop | Volume
SpeakerNews = Devices | Started | Ended

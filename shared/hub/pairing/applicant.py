"""A device that asks to be let in: what it says of itself, and what people make of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Protocol

from shared.domain.ids import CounterId, DeviceId, ZoneCode
from shared.hub.senders import is_kept
from shared.protocol.messages import Bye, Message
from shared.protocol.pairing import picture_of

LONGEST_NAME = 64


class Outside(Protocol):
    """The line of a device that is not let in yet."""

    @property
    def address(self) -> str: ...

    def say(self, message: Message) -> None: ...

    def stay(self) -> None:
        """Nobody else's connection can push it out; how long it stays is said here."""

    def part(self, bye: Bye | None) -> None:
        """Says `bye`, if there is one, and ends the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a device is let in as."""

    device: DeviceId
    role: str
    name: str
    zones: tuple[ZoneCode, ...] = ()
    counter: CounterId | None = None


@dataclass(eq=False, slots=True, kw_only=True)
class Applicant:
    """A device that waits for its code to be typed."""

    number: int = 0
    """What people call it at the hub."""
    role: str
    device: str
    name: str
    key: bytes
    start: bytes
    line: Outside
    since: float
    """When it asked, and these digits began."""
    came: float
    """The same, or before, where it has come anew in the place that it had."""
    machine: str
    """Whom it is counted with."""
    at_home: bool = False
    """It has one of the places for machines where a device lives."""
    proof: asyncio.Future[bytes] | None = None
    """While a code is tried: what the device answers."""
    timer: asyncio.TimerHandle | None = field(default=None)

    @property
    def picture(self) -> tuple[str, str, str]:
        return picture_of(self.key)

    @property
    def address(self) -> str:
        return self.line.address

    @property
    def needed(self) -> bool:
        """Whether its code is being tried."""
        return self.proof is not None


def is_device_id(text: str) -> bool:
    return 0 < len(text) <= 64 and "/" not in text and text.isprintable() and not is_kept(text)


def plain_name(text: str) -> str:
    """A name as it may stand in a list: it is shown before anybody is let in."""
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST_NAME].strip()

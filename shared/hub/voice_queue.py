"""What waits for the voice in one earshot, and whom it is lent to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from shared.domain.ids import Moment, TicketId, ZoneCode
from shared.domain.ladder import Waiting
from shared.hub.presence import Line
from shared.hub.voice_watch import HolderWatch


@dataclass(slots=True)
class Pending:
    """A call that nobody has spoken yet."""

    ticket: TicketId
    call: int
    waiting: Waiting
    tries: int = 0
    heard_of: bool = False
    """A display has been there for it without a break: then it waits as long as it must."""
    again: bool = False
    """It has been spoken, and nobody has come."""


@dataclass(slots=True)
class Words:
    """An announcement in one earshot."""

    id: str
    zones: tuple[ZoneCode, ...]
    text: str
    english: str
    since: Moment
    until: Moment
    """Then it is left to the screen."""
    tries: int = 0


@dataclass(slots=True)
class Lease:
    """Whom the voice is lent to, and for what."""

    id: str
    line: Line
    zones: tuple[ZoneCode, ...]
    """Whoever speaks is to be heard in one of them."""
    calls: list[Pending]
    timer: asyncio.TimerHandle
    watch: HolderWatch | None = None
    words: Words | None = None


@dataclass(slots=True)
class Group:
    """One earshot."""

    name: str
    queue: list[Pending] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    """They wait until nobody is to be called."""
    lease: Lease | None = None

"""Who can speak: pyttsx3, a pack of recorded clips, Piper; each behind the same small port.

An engine lives in a worker process of its own (`display.voice.worker`), for it may hang or die.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from display.voice.messages import Order
from shared.domain.site import PACK, PIPER, PYTTSX3


class CannotSay(Exception):
    """The engine is well, but has no words for this: the next one says the whole phrase."""


class NotThere(LookupError):
    """What the engine needs is not on this machine: what, where it is looked for, and what to do,
    in words for whoever looks after the TV."""


class Engine(Protocol):
    """Renders one phrase at a time."""

    def render(self, order: Order) -> bytes:
        """The phrase in the voice's format, polished.

        `CannotSay` where the engine lacks words or the language; `BadSound`, OSError,
        RuntimeError, ValueError or LookupError where it failed.
        """


def named(name: str, voices: Path) -> Engine:
    """The engine that a site names; paths are taken from the folder `voices`.

    ValueError for a name that is none; `NotThere` where what it needs is missing; OSError and
    `BadSound` where it cannot be read.
    """
    kind, _, path = name.partition(":")
    if kind == PYTTSX3:
        from display.voice.engines.synthesiser import Synthesiser

        return Synthesiser()
    if kind == PACK:
        from display.voice.engines.recorded import Recorded

        return Recorded(voices / path)
    if kind == PIPER:
        from display.voice.engines.neural import Neural

        return Neural(voices / path)
    raise ValueError(f"no engine {name!r}")

"""Python's garbage collector in a hub: it looks through what is young, and leaves the hall alone.

The state stays for a day. To look through all of it for garbage, again and again, takes a tenth of
a busy hub's time and stops it for a tenth of a second.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence

from shared.domain.events import DayOpened, Recorded
from shared.protocol.messages import Head

AFTER_TURN_SECONDS = 5.0
"""The night's collection waits until everyone has been told of the new day."""


def hold() -> None:
    """Looks for nothing while the state is put together: all of it stays."""
    gc.disable()


def release() -> None:
    """What is there now stays; what comes is looked through, the older the less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def turned_day(recorded: Sequence[Recorded], head: Head) -> None:
    """Listens to the engine: once a day, when nobody waits, everything is looked through. A hub
    that runs for a year must not keep what it left out of sight at its start."""
    if any(isinstance(one.event, DayOpened) for one in recorded):
        asyncio.get_running_loop().call_later(AFTER_TURN_SECONDS, _collect)


def _collect() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()

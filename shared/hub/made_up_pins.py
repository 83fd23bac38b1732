"""PINs that the hub made up itself: shown until they are noted, hashed while it answers already.

A PIN that is not hashed yet is waited for by whoever signs on with it, and by nobody else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from shared.hub.first_pins import FIRST_PINS_FILE, FirstPins
from shared.hub.people import People
from shared.hub.pin_hashes import AT_ONCE, PinHashes

OnThread = Callable[..., Awaitable[Any]]
"""Runs work on the thread that owns the tables."""

log = logging.getLogger(__name__)


class MadeUpPins:
    """`hashes`: of all officers, as the table has them when it is opened."""

    def __init__(
        self,
        directory: Path,
        people: People,
        pin_hashes: PinHashes,
        on_thread: OnThread,
        hashes: dict[str, str],
    ) -> None:
        self.file = FirstPins(directory / FIRST_PINS_FILE)
        self._people = people
        self._hashes = pin_hashes
        self._on_thread = on_thread
        self._shown = self.file.read()
        self._unhashed = self._left_unhashed(hashes)
        self._hashing: dict[str, asyncio.Task[None]] = {}
        self._rest: asyncio.Task[None] | None = None

    def close(self) -> None:
        for task in (*self._hashing.values(), self._rest):
            if task is not None:
                task.cancel()

    def _left_unhashed(self, hashes: dict[str, str]) -> dict[str, str]:
        """PINs of officers that a hub had no time to hash before it ended."""
        waiting = [id_ for id_, pin_hash in hashes.items() if not pin_hash]
        lost = [id_ for id_ in waiting if id_ not in self._shown]
        if lost:
            log.warning("%s have no PIN any more: 'giliran officer reset' gives one", lost)
        return {id_: self._shown[id_] for id_ in waiting if id_ in self._shown}

    def unnoted(self) -> dict[str, str]:
        """Those that nobody has said to have noted, nor signed on with."""
        return dict(self._shown)

    async def add(self, pins: dict[str, str]) -> None:
        """They are to be shown, and hashed."""
        if pins:
            await self._on_thread(self.file.add, pins)
            self._shown |= pins
            self._unhashed |= pins

    async def forget(self, officers: Iterable[str]) -> int:
        """Nothing but the hashes is left of these PINs; says how many there were."""
        shown = [officer for officer in officers if officer in self._shown]
        if not shown:
            return 0
        await asyncio.gather(*map(self.hashed, shown))
        await self._on_thread(self.file.drop, shown)
        return sum(self._shown.pop(officer, None) is not None for officer in shown)

    def replaced(self, officer: str) -> None:
        """The officer has another PIN, which is hashed already."""
        self._unhashed.pop(officer, None)

    async def keep(self, officers: set[str]) -> None:
        """Nobody else may sign on any more."""
        await self.forget(self._shown.keys() - officers)

    # Hashing --------------------------------------------------------------------------------

    async def hashed(self, officer: str) -> None:
        """Returns when the officer's PIN, if it is a new one, is hashed."""
        if officer not in self._unhashed:
            return
        if officer not in self._hashing:
            work = self._hash_one(officer, self._unhashed[officer])
            self._hashing[officer] = asyncio.get_running_loop().create_task(work)
        await asyncio.shield(self._hashing[officer])

    def hash_the_rest(self) -> None:
        """Begins to hash all of them; who signs on meanwhile waits for one hash."""
        if self._unhashed and (self._rest is None or self._rest.done()):
            self._rest = asyncio.get_running_loop().create_task(self._hash_all())

    async def _hash_all(self) -> None:
        since, count = monotonic(), len(self._unhashed)
        log.info("hashing %s new PINs meanwhile; their officers can sign on already", count)
        officers = iter(list(self._unhashed))
        await asyncio.gather(*(self._hash_each(officers) for _ in range(AT_ONCE)))
        log.info("%s new PINs are hashed, after %.1f s", count, monotonic() - since)

    async def _hash_each(self, officers: Iterator[str]) -> None:
        for officer in officers:
            await self.hashed(officer)

    async def _hash_one(self, officer: str, pin: str) -> None:
        try:
            pin_hash = await self._hashes.of(pin)
            await self._on_thread(self._people.put_hash, officer, pin_hash)
            if self._unhashed.get(officer) == pin:
                del self._unhashed[officer]
        finally:
            del self._hashing[officer]

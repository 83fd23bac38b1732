"""Files come in and go: the disk first, then the journal's entry; never the other way round."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

from shared.domain import commands as c
from shared.domain.hall import Hall, Medium, Receipt
from shared.hub.media.pace import Pace
from shared.hub.media.store import PIECE, Coming, Store, Unwelcome

log = logging.getLogger(__name__)


class MediaDesk:
    """The hub's media. All methods belong to its loop; the disk is touched on threads."""

    def __init__(
        self, directory: Path, hall: Hall, submit: Callable[[c.Order], Awaitable[Receipt]]
    ) -> None:
        self.store = Store(directory)
        self.pace = Pace()
        self._hall = hall
        self._submit = submit
        self._writing = asyncio.Lock()
        """One at a time: what is coming in must not be swept away as a stray."""
        self._lost: frozenset[str] = frozenset()

    async def begin(self) -> None:
        """After a start: strays go, and what is listed and not there is remembered."""
        async with self._writing:
            await self._sweep()

    def lost(self) -> list[str]:
        """Names whose content is not on the disk: a restored hub has the journal alone."""
        return [one.name for one in self._hall.media.values() if one.digest in self._lost]

    async def add(
        self,
        name: str,
        pieces: AsyncIterator[bytes],
        order: Callable[[c.Command], c.Order],
        lufs: float | None = None,
    ) -> Medium:
        """Takes a file in under a name; Unwelcome, Refusal. What had the name before is gone.

        `lufs`: how loud it is, where whoever brings it has measured that.
        """
        async with self._writing:
            try:
                digest, coming = await self._receive(pieces)
            except OSError as error:
                raise _of_disk(error) from None
            kept = Medium(name=name, digest=digest, size=coming.size, kind=coming.kind, lufs=lufs)
            try:
                await self._submit(order(c.AddMedium(**asdict(kept))))
            finally:
                await self._sweep()
        return self._hall.media.get(name, kept)

    async def remove(self, name: str, order: Callable[[c.Command], c.Order]) -> None:
        """Refusal where there is none."""
        async with self._writing:
            await self._submit(order(c.RemoveMedium(name=name)))
            await self._sweep()

    async def _receive(self, pieces: AsyncIterator[bytes]) -> tuple[str, Coming]:
        coming = await asyncio.to_thread(self.store.begin)
        try:
            room = await asyncio.to_thread(self.store.room)
            async for piece in _gathered(pieces):
                await asyncio.to_thread(coming.add, piece)
                if coming.size > room:
                    raise Unwelcome(507, "disk-full", "The hub's disk has no room for this file.")
            return await asyncio.to_thread(coming.finish), coming
        except BaseException:
            coming.give_up()
            raise

    async def _sweep(self) -> None:
        listed = frozenset(one.digest for one in self._hall.media.values())
        try:
            gone = await asyncio.to_thread(self.store.sweep, listed)
        except OSError as error:
            log.warning("media: %s", error)
            gone = 0
        if gone:
            log.info("media: %s files that nothing names are deleted", gone)
        here = {digest for digest in listed if self.store.has(digest)}
        self._lost = frozenset(listed - here)


async def _gathered(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Pieces of a size that is worth a trip to the disk."""
    kept = bytearray()
    async for piece in pieces:
        kept += piece
        if len(kept) >= PIECE:
            yield bytes(kept)
            kept.clear()
    if kept:
        yield bytes(kept)


def _of_disk(error: OSError) -> Unwelcome:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = "disk-full" if full else "disk"
    return Unwelcome(507 if full else 503, code, f"The hub's disk refuses: {error.strerror}.")

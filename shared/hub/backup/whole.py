"""Whether a restore from a replica's place would bring everything: asked of the place itself.

Litestream remembers what it has brought over, not whether it is still there: a disk that was
exchanged or mounted empty takes the next piece as readily as the last one. What is restored is a
whole image and every piece after it; where one is missing, Litestream restores nothing at all.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from asyncio.subprocess import PIPE
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from shared.hub.backup.litestream import program
from shared.hub.backup.setting import Setting

LISTING_SECONDS = 30.0

_PIECE = re.compile(r"([0-9a-f]{16})-([0-9a-f]{16})\.ltx")
_SMALLEST = 100
"""Bytes of a piece's own head: a shorter file is none."""


class NotWhole(Exception):
    """A restore from the place would not bring what it should; the words say why."""


class NoListing(Exception):
    """The place cannot be looked into; the words say why."""


class Piece(NamedTuple):
    """A file of a replica: the changes from one transaction to another, as counted there."""

    first: int
    last: int


def require_whole(pieces: Iterable[Piece], upto: int) -> None:
    """Raises `NotWhole` where the pieces do not follow one another from an image to `upto`."""
    listed = sorted(pieces)
    reached = 0
    for piece in listed:
        if piece.first <= reached + 1:
            reached = max(reached, piece.last)
    if not reached:
        raise NotWhole("no whole image stands there any more")
    if reached < max(upto, *(piece.last for piece in listed)):
        raise NotWhole("pieces are missing there")


class Place:
    """One database's replica in a folder; what was found once is looked for first."""

    def __init__(self, folder: Path) -> None:
        self._pieces = folder / "ltx"
        self._seen: list[Path] = []
        """The image, and the newest piece of the last look."""

    def require_whole(self, upto: int) -> None:
        """Raises `NotWhole`; cheap where the image seen before and the newest piece are there."""
        newest = self._pieces / "0" / f"{upto:016x}-{upto:016x}.ltx"
        if not self._seen or not all(path.exists() for path in (*self._seen, newest)):
            self.look(upto)  # the last piece of before may be gone for its age, or with its disk
        self._seen[1:] = [newest] if newest.exists() else []

    def look(self, upto: int) -> None:
        """Looks at every piece. Raises `NotWhole`."""
        found = dict(self._found())
        self._seen = []
        require_whole(found, upto)
        self._seen = [found[max(piece for piece in found if piece.first == 1)]]

    def _found(self) -> Iterable[tuple[Piece, Path]]:
        try:
            levels = sorted(self._pieces.iterdir())
            for level in levels:
                for entry in os.scandir(level):
                    named = _PIECE.fullmatch(entry.name)
                    if named and entry.stat().st_size >= _SMALLEST:
                        yield Piece(int(named[1], 16), int(named[2], 16)), Path(entry.path)
        except OSError as error:
            raise NotWhole(f"it cannot be looked into ({error.strerror})") from error


async def look(setting: Setting, config: Path, database: Path, upto: int) -> None:
    """One look at all of a database's replica, wherever it lies. Raises `NotWhole`, `NoListing`.

    `config` is the running Litestream's.
    """
    if setting.folder is not None:
        place = Place(setting.folder / database.name)
        await asyncio.to_thread(place.look, upto)
    else:
        require_whole(await _listed(config, database), upto)


async def _listed(config: Path, database: Path) -> list[Piece]:
    command = (str(program()), "ltx", "-config", str(config), "-level", "all", "-json")
    asked = await asyncio.create_subprocess_exec(*command, str(database), stdout=PIPE, stderr=PIPE)
    try:
        async with asyncio.timeout(LISTING_SECONDS):
            told, said = await asked.communicate()
        rows = json.loads(told) if not asked.returncode else None
    except (TimeoutError, ValueError) as error:
        raise NoListing(f"its pieces cannot be listed: {error!r}") from None
    finally:
        if asked.returncode is None:
            asked.kill()
    if rows is None:
        raise NoListing(f"its pieces cannot be listed: {said.decode(errors='replace').strip()}")
    return [Piece(int(row["min_txid"], 16), int(row["max_txid"], 16)) for row in rows]

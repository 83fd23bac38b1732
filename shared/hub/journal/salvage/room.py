"""A repair writes a second journal beside the first: what it says, and takes back, without room."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shared.hub.journal.fitness import MARKER
from shared.hub.journal.port import Unreadable
from shared.hub.journal.schema import JOURNAL_FILE

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def nothing_left_without_room(directory: Path, *made: Path) -> Iterator[None]:
    """Where the disk is full: takes away what was `made` (files, then folders that are empty), and
    raises `Unreadable` (``disk-full``) with the place and the room that is needed."""
    try:
        yield
    except (OSError, sqlite3.Error, Unreadable) as error:
        if not _is_full(error) or (directory / MARKER).exists():
            raise
        for path in made:
            _take_away(path)
        size = sum(path.stat().st_size for path in directory.glob(f"{JOURNAL_FILE}*"))
        raise Unreadable(
            "disk-full",
            f"{directory}: the disk is full, and nothing was changed. A repair writes a new journal"
            f" beside the damaged one: make room for {max(1, round(2 * size / 1e6))} MB, then run"
            " it again.",
        ) from error


def _is_full(error: Exception) -> bool:
    if isinstance(error, Unreadable):
        return error.code == "disk-full"
    if isinstance(error, OSError):
        return error.errno in _FULL
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL


def _take_away(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()

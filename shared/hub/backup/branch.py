"""In which folder below the place this directory's replica lies: nobody writes over what is newer.

It is the hub's id, so that two halls may share a place. A directory that was restored, or whose
journal was cut or repaired, has a history of its own from there on, and a folder of its own:
``ID-RESTORE``. So has one that finds at its place what its journal does not hold.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from shared.hub.restored import read_mark

log = logging.getLogger(__name__)

BRANCH_FILE = "replica.json"
"""In the data directory, and in no backup: which branch was begun here, and why it is that one."""

LETTERS = 8


class _Begun(msgspec.Struct):
    to: str
    mark: str
    branch: str


def branch_of(directory: Path, to: str) -> str:
    """The branch that a data directory is on at the place `to`; empty: the first history's."""
    mark = _mark(directory)
    with suppress(OSError, msgspec.DecodeError):
        begun = msgspec.json.decode((directory / BRANCH_FILE).read_bytes(), type=_Begun)
        if (begun.to, begun.mark) == (to, mark):
            return begun.branch
    return mark[:LETTERS]


def new_branch(directory: Path, to: str) -> str:
    """Leaves the folder as it is, and begins another one; kept over restarts."""
    begun = _Begun(to=to, mark=_mark(directory), branch=secrets.token_hex(LETTERS // 2))
    try:
        (directory / BRANCH_FILE).write_bytes(msgspec.json.encode(begun))
    except OSError as error:  # the next start finds the same again, and begins one more
        log.warning("%s cannot be written: %s", directory / BRANCH_FILE, error)
    return begun.branch


def folder_name(hub: str, branch: str) -> str:
    """Of a hub's replica below the place."""
    return f"{hub}-{branch}" if branch else hub


def hub_of(folder: str) -> str:
    """The hub whose replica has a folder of this name."""
    return folder.partition("-")[0]


def _mark(directory: Path) -> str:
    mark = read_mark(directory)
    return mark.id if mark is not None else ""

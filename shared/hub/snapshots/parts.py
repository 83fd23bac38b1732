"""The files of a snapshot: each says what it fits, and carries a checksum of every byte.

The first line is the SHA-256 of the rest, the second is JSON (`Header`), then comes the content.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from functools import cache
from pathlib import Path

import msgspec

import shared
from shared import __version__
from shared.protocol.messages import Head

FOLDER = "snapshots"
"""Within a hub's data directory."""

STATE_FILE = "state.snapshot"

_CODE = ("domain", "protocol", "hub/snapshots", "hub/codec.py")
"""What the content of a snapshot hangs on, within the package `shared`."""


SPARE = 64 * 2**20
"""Bytes that a snapshot leaves free on the disk."""


class Unfit(Exception):
    """A file that is of no use here; the words say why."""


class Segment(msgspec.Struct, frozen=True):
    """A file of receipts that belongs to a state."""

    name: str
    checksum: str
    newest: int
    """When the last of its receipts was given, ms since the epoch."""


class Header(msgspec.Struct, frozen=True):
    """What a file fits: this journal at this entry, and the program that wrote it."""

    program: str
    code: str
    head: Head
    segments: list[Segment] = []
    """Of a state: where the receipts are that it does not hold itself, oldest first."""


@cache
def code_digest() -> str:
    """Stands for everything that makes a state what it is; another program starts afresh."""
    root = Path(shared.__file__).parent
    digest = hashlib.sha256()
    for name in _CODE:
        place = root / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def write(path: Path, head: Head, content: bytes, segments: list[Segment] | None = None) -> str:
    """Put a file in the place of the one before, whole or not at all; gives its checksum.

    It is not forced to the disk: that would keep the journal's commits waiting, and what a power
    cut leaves half written is found out by its checksum. Raises OSError, also where the journal
    would soon want for the room.
    """
    header = Header(__version__, code_digest(), head, segments or [])
    rest = msgspec.json.encode(header) + b"\n" + content
    checksum = hashlib.sha256(rest).hexdigest()
    if shutil.disk_usage(path.parent).free < len(rest) + SPARE:
        raise OSError(errno.ENOSPC, "too little room on the disk for a cache")
    new = path.with_name(path.name + ".new")
    try:
        new.touch(mode=0o600)
        new.write_bytes(checksum.encode() + b"\n" + rest)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return checksum


def read(path: Path, checksum: str = "") -> tuple[Header, memoryview]:
    """A file's header and content. Raises `Unfit`; with `checksum` also for any other file."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Unfit(f"there is no {path.name}") from None
    except OSError as error:
        raise Unfit(f"{path.name} cannot be read ({error.strerror})") from None
    noted, rest = raw[:64].decode(errors="replace"), memoryview(raw)[65:]
    if hashlib.sha256(rest).hexdigest() != noted:
        raise Unfit(f"{path.name} is damaged")
    if checksum and noted != checksum:
        raise Unfit(f"{path.name} belongs to another state")
    ends = raw.index(b"\n", 65)
    header = msgspec.json.decode(memoryview(raw)[65:ends], type=Header)
    if (header.program, header.code) != (__version__, code_digest()):
        raise Unfit(f"{path.name} was written by another version of this program")
    return header, memoryview(raw)[ends + 1 :]

"""The hub's signatures in a file beside the journal, one a line: to be copied off, and printed.

Whoever keeps a copy elsewhere can show later that the journal was cut, or written and signed anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from shared.domain.events import DaySigned, SigningKeyChanged
from shared.domain.ids import Moment

BOOK_FILE = "signatures.jsonl"
"""In the data directory."""


class DayLine(msgspec.Struct, frozen=True, tag_field="kind", tag="day", forbid_unknown_fields=True):
    """A signature under the journal's head after a day's end."""

    journal: str
    date: str
    seq: int
    hash: str
    signed_at: int
    key: str
    signature: str
    entry: int
    """Where it stands in the journal itself."""

    @property
    def event(self) -> DaySigned:
        return DaySigned(
            date=self.date,
            seq=self.seq,
            hash=self.hash,
            signed_at=Moment(self.signed_at),
            key=self.key,
            signature=self.signature,
        )


class KeyLine(msgspec.Struct, frozen=True, tag_field="kind", tag="key", forbid_unknown_fields=True):
    """The old key's word for a new one."""

    journal: str
    old: str
    new: str
    changed_at: int
    signature: str

    @property
    def event(self) -> SigningKeyChanged:
        return SigningKeyChanged(
            old=self.old,
            new=self.new,
            changed_at=Moment(self.changed_at),
            signature=self.signature,
        )


Line = DayLine | KeyLine

_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


class Book(NamedTuple):
    """What a file of signatures holds."""

    lines: tuple[tuple[int, Line], ...] = ()
    """Each with its number in the file, from 1."""
    unreadable: tuple[int, ...] = ()
    """Numbers of the lines that are none."""

    @property
    def days(self) -> Iterator[tuple[int, DayLine]]:
        return ((number, one) for number, one in self.lines if isinstance(one, DayLine))

    @property
    def changes(self) -> Iterator[KeyLine]:
        return (one for _, one in self.lines if isinstance(one, KeyLine))


def read_book(path: Path) -> Book | None:
    """None where there is no such file. Raises OSError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    lines: list[tuple[int, Line]] = []
    unreadable: list[int] = []
    for number, text in enumerate(content.split(b"\n"), start=1):
        if not text.strip():
            continue
        try:
            lines.append((number, _decode(text)))
        except (msgspec.DecodeError, UnicodeDecodeError):
            unreadable.append(number)
    return Book(tuple(lines), tuple(unreadable))


def day_line(journal: str, signed: DaySigned, entry: int) -> DayLine:
    """The line of a signature that stands in an entry of a journal."""
    return DayLine(
        journal=journal,
        date=signed.date,
        seq=signed.seq,
        hash=signed.hash,
        signed_at=signed.signed_at,
        key=signed.key,
        signature=signed.signature,
        entry=entry,
    )


def key_line(journal: str, changed: SigningKeyChanged) -> KeyLine:
    """The line of a change of keys."""
    return KeyLine(journal, changed.old, changed.new, changed.changed_at, changed.signature)


def add_lines(path: Path, lines: Sequence[Line]) -> None:
    """Puts lines at the end; on return they are on the disk. Raises OSError."""
    if not lines:
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        if file.tell() and not _ends_a_line(path):
            file.write(b"\n")
        file.write(text_of(lines))
        file.flush()
        os.fsync(file.fileno())


def text_of(lines: Sequence[Line]) -> bytes:
    """Lines as they stand in the file."""
    return b"".join(_encode(line) + b"\n" for line in lines)


def _ends_a_line(path: Path) -> bool:
    """A power cut may have left half a line at the end."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

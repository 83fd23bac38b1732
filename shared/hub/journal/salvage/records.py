"""Rows out of the pages of a SQLite file, by its published format, whatever tree they hang in.

Source: sqlite.org/fileformat2.html, sections 1.6 and 2. Only leaves of tables are looked at.
Everything that is read here may be damaged: what makes no sense is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

LEAF = 0x0D
_PAGE_HEADER = 8
_FILE_HEADER = 100
"""Before the header of page 1."""

_LARGEST = 64 * 1024 * 1024
"""A payload that claims more is damage, not a row."""

Value = int | bytes | None
"""A text is its bytes: what is damaged need not be UTF-8."""

PageOf = Callable[[int], bytes]
"""A page by its number; empty where there is none."""


class Cell(NamedTuple):
    """A row as it lies in its leaf."""

    at: int
    """Its first byte within the page."""
    rowid: int
    payload: bytes


class Malformed(Exception):
    """These bytes are no row."""


def cells(page: bytes, number: int, page_of: PageOf) -> Iterator[Cell]:
    """The rows of a page, if it is a leaf of a table; damaged ones are left out."""
    start = _FILE_HEADER if number == 1 else 0
    if len(page) <= start + _PAGE_HEADER or page[start] != LEAF:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + _PAGE_HEADER
    for place in range(first, min(first + 2 * count, len(page) - 1), 2):
        try:
            yield cell(page, int.from_bytes(page[place : place + 2], "big"), page_of)
        except (Malformed, IndexError):
            continue


def cell(page: bytes, begin: int, page_of: PageOf) -> Cell:
    """The row at a place within a leaf. Raises `Malformed` and IndexError."""
    length, at = _varint(page, begin)
    rowid, at = _varint(page, at)
    if not 0 < length <= _LARGEST:
        raise Malformed
    here = _length_here(length, len(page))
    payload = page[at : at + here]
    if here < length:
        payload += _overflow(page[at + here : at + here + 4], length - here, page_of)
    if len(payload) != length:
        raise Malformed
    return Cell(begin, rowid, payload)


def values(payload: bytes) -> list[Value]:
    """The columns of a row. Raises `Malformed`."""
    try:
        size, at = _varint(payload, 0)
        kinds = []
        while at < size:
            kind, at = _varint(payload, at)
            kinds.append(kind)
        return list(_columns(payload, kinds, at))
    except IndexError:
        raise Malformed from None


def _length_here(length: int, usable: int) -> int:
    """So many bytes of a payload are in the leaf, the rest is in overflow pages."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - 4)
    return kept if kept <= most else least


def _overflow(pointer: bytes, length: int, page_of: PageOf) -> bytes:
    parts: list[bytes] = []
    number = 0
    while length > 0:
        # Where a page was lost, the next one is mostly its neighbour; the hash will tell.
        number = int.from_bytes(pointer, "big") or number + 1
        page = page_of(number)
        if len(page) < 4:
            raise Malformed
        parts.append(page[4 : 4 + length])
        length -= len(parts[-1])
        pointer = page[:4]
    return b"".join(parts)


def _columns(payload: bytes, kinds: list[int], at: int) -> Iterator[Value]:
    sizes = (0, 1, 2, 3, 4, 6, 8)
    for kind in kinds:
        if kind == 0:
            yield None
        elif kind in (8, 9):
            yield kind - 8
        elif kind < len(sizes):
            yield int.from_bytes(payload[at : at + sizes[kind]], "big", signed=True)
            at += sizes[kind]
        elif kind >= 12:
            size = (kind - 12) // 2
            yield payload[at : at + size]
            at += size
        else:
            raise Malformed
    if at != len(payload):
        raise Malformed


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9

"""Every row that lies anywhere in a journal's files, by its number; the chain judges them later."""

from __future__ import annotations

import mmap
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.hub.journal.salvage.records import Malformed, Value, cell, cells, values
from shared.hub.journal.salvage.wal import Frame, Wal, read_wal

LARGE = 4_096
"""A row with more bytes holds a whole site."""

_COLUMNS = 9
_PAGE_SIZES = frozenset({512 << n for n in range(8)})
_USUAL_PAGE = 4_096
_JOURNAL_ID = re.compile(rb"[0-9a-f]{32}")

Place = tuple[bool, int, int]
"""Where a row lies: in the log or not, its page's offset in that file, its own within the page."""


class Carving:
    """The rows of a journal's main file and its log. A context manager; raises OSError.

    `rows(seq)` gives all candidates for a number, those of the log first: mostly one, none where
    it is lost, and several where old versions of a page still lie about.
    """

    def __init__(self, path: Path) -> None:
        self.wal: Wal = read_wal(path.with_name(path.name + "-wal"))
        self._main = _bytes_of(path)
        self._log = _bytes_of(path.with_name(path.name + "-wal"))
        self.page_size = _page_size(self._main, self.wal)
        written = self.wal.written
        self._latest = {frame.page: frame for frame in written}
        self._latest |= {frame.page: frame for frame in written if frame.whole}
        self._places: dict[int, list[Place]] = defaultdict(list)
        self._large: list[Place] = []
        self.ids: list[str] = []
        """What may be the journal's id."""
        self._index()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for data in (self._main, self._log):
            if isinstance(data, mmap.mmap):
                data.close()

    def numbers(self) -> list[int]:
        """The numbers of which there is a row, in order."""
        return sorted(self._places)

    def large(self) -> Iterator[bytes]:
        """The payloads of all large rows: they hold the site, and mostly the same one."""
        return (self._payload(place) for place in self._large)

    def rows(self, seq: int) -> list[bytes]:
        """The payloads of all rows with this number, without repetition."""
        found = (self._payload(place) for place in self._places.get(seq, ()))
        return list(dict.fromkeys(payload for payload in found if payload))

    # ----------------------------------------------------------------------------------------

    def _index(self) -> None:
        for in_log, offset, page in self._pages():
            for found in cells(self._at(in_log, offset), page, self._page):
                try:
                    row = values(found.payload)
                except Malformed:
                    continue
                if looks_like_entry(row):
                    place = (in_log, offset, found.at)
                    self._places[found.rowid].append(place)
                    if len(found.payload) > LARGE:
                        self._large.append(place)
                elif row[:1] == [b"journal"] and isinstance(row[-1], bytes):
                    self._add_id(row[-1])

    def _add_id(self, text: bytes) -> None:
        if _JOURNAL_ID.fullmatch(text) and text.decode() not in self.ids:
            self.ids.append(text.decode())

    def _pages(self) -> Iterator[tuple[bool, int, int]]:
        for frame in reversed(self.wal.written):
            yield True, frame.offset, frame.page
        for offset in range(0, len(self._main) - self.page_size + 1, self.page_size):
            yield False, offset, offset // self.page_size + 1

    def _payload(self, place: Place) -> bytes:
        in_log, offset, at = place
        return cell(self._at(in_log, offset), at, self._page).payload

    def _page(self, number: int) -> bytes:
        """The latest version of a page, a whole one if there is: what an overflowing row goes on
        in."""
        frame: Frame | None = self._latest.get(number)
        if frame is not None:
            return self._at(True, frame.offset)
        return self._at(False, (number - 1) * self.page_size) if number > 0 else b""

    def _at(self, in_log: bool, offset: int) -> bytes:
        return (self._log if in_log else self._main)[offset : offset + self.page_size]


def looks_like_entry(row: list[Value]) -> bool:
    """Whether a row can be one of `entries`; their number is the row's own, its column empty."""
    return (
        len(row) == _COLUMNS
        and row[0] is None
        and isinstance(row[1], int)
        and isinstance(row[3], int)
        and all(isinstance(row[column], bytes) for column in (2, 4, 5, 6, 7, 8))
    )


def _bytes_of(path: Path) -> bytes | mmap.mmap:
    if not path.exists() or path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _page_size(main: bytes | mmap.mmap, wal: Wal) -> int:
    told = int.from_bytes(main[16:18], "big")
    for size in (wal.page_size, 65_536 if told == 1 else told):
        if size in _PAGE_SIZES:
            return size
    return _USUAL_PAGE

"""The write-ahead log of a SQLite file, read by its published format.

Source: sqlite.org/fileformat2.html, section 4. SQLite itself reads the log up to the first frame
that does not fit its checksum and takes that for the end, as after a power cut in mid-write. But
a frame that was damaged later looks the same, and what was committed after it would be lost in
silence. The two can be told apart: a commit is on the disk before the next one is begun.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WAL_HEADER = 32
FRAME_HEADER = 24

_HEADER = struct.Struct(">IIIIIIII")
_FRAME = struct.Struct(">IIIIII")
_MAGIC = 0x377F0682
"""Its lowest bit says in which byte order the checksums are made."""

_LOOKS, _REST_SECONDS = 2, 0.02

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """One page as a transaction left it."""

    page: int
    commit: bool
    """The last of its transaction."""
    whole: bool
    """It fits its checksum, given the one that the frame before it bears."""
    offset: int
    """Where the page's bytes begin in the file."""


@dataclass(slots=True)
class Wal:
    """The log's present course: frames of earlier courses, which it is written over, are left
    out. `fault` says what is damaged, empty where nothing is."""

    page_size: int = 0
    frames: list[Frame] = field(default_factory=list)
    good: int = 0
    """So many frames SQLite reads: up to the last commit before the first that does not fit."""
    fault: str = ""

    @property
    def written(self) -> list[Frame]:
        """The frames of everything that was committed, damaged ones included."""
        if not self.fault:
            return self.frames[: self.good]
        commits = [n for n, frame in enumerate(self.frames) if frame.commit]
        return self.frames[: commits[-1] + 1] if commits else []


def fault_of(path: Path) -> str:
    """What is damaged in the log at `path`; empty where nothing is. A hub may be writing it.

    Raises OSError.
    """
    found = read_wal(path).fault
    for _ in range(_LOOKS):
        if not found:
            break
        time.sleep(_REST_SECONDS)  # a log that is written over while it is read looks damaged too
        again = read_wal(path).fault
        found = found if again == found else ""
    return found


def read_wal(path: Path) -> Wal:
    """The log at `path`; an empty one where there is none. Raises OSError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Wal()
    if len(raw) < WAL_HEADER:
        return Wal()
    magic, _, page_size, _, salt, more_salt, *sums = _HEADER.unpack_from(raw)
    order = ">" if magic & 1 else "<"
    sound = magic & ~1 == _MAGIC and _sums(raw[:24], order, (0, 0)) == (sums[0], sums[1])
    if not sound:
        return _headless(raw)
    wal = Wal(page_size)
    wal.frames = list(_frames(raw, page_size, (salt, more_salt), order, (sums[0], sums[1])))
    wal.good = _good(wal.frames)
    wal.fault = _fault(wal.frames)
    return wal


def _headless(raw: bytes) -> Wal:
    """A log without its header: of its frames nothing can be checked, but their rows can."""
    wal = Wal(4_096)
    if len(raw) < WAL_HEADER + FRAME_HEADER + wal.page_size:
        return Wal()
    salts = _FRAME.unpack_from(raw, WAL_HEADER)[2:4]
    wal.frames = list(_frames(raw, wal.page_size, salts, "<", (0, 0)))
    wal.fault = "its header does not fit its checksum"
    return wal


def _frames(
    raw: bytes, page_size: int, salts: tuple[int, ...], order: str, sums: Sums
) -> Iterator[Frame]:
    """The frames with these salts; one whose own salts are damaged is kept as not whole."""
    size = FRAME_HEADER + page_size
    starts = range(WAL_HEADER, len(raw) - size + 1, size)
    ours = [_FRAME.unpack_from(raw, start)[2:4] == salts for start in starts]
    for start in starts[: _last(ours) + 1]:
        page, pages, salt, more_salt, first, second = _FRAME.unpack_from(raw, start)
        begin = start + FRAME_HEADER
        summed = _sums(raw[start : start + 8] + raw[begin : begin + page_size], order, sums)
        whole = (salt, more_salt) == salts and summed == (first, second)
        yield Frame(page, pages > 0, whole, begin)
        sums = (first, second)


def _last(ours: list[bool]) -> int:
    return max((n for n, one in enumerate(ours) if one), default=-1)


def _good(frames: list[Frame]) -> int:
    good = 0
    for n, frame in enumerate(frames):
        if not frame.whole:
            break
        if frame.commit:
            good = n + 1
    return good


def _fault(frames: list[Frame]) -> str:
    """Damage shows where, behind a frame that does not fit, a commit is followed by a frame that
    was written after it: that commit had reached the disk, and so had the frame."""
    bad = next((n for n, frame in enumerate(frames) if not frame.whole), None)
    if bad is None:
        return ""
    for n in range(bad, len(frames) - 1):
        if frames[n].commit and frames[n + 1].whole:
            return f"frame {bad + 1} of {len(frames)} does not fit its checksum"
    return ""


def _sums(data: bytes, order: str, sums: Sums) -> Sums:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second

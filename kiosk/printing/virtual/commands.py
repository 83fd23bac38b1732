"""ESC/POS bytes taken apart into commands, as far as tickets use them.

Sources: the public command references of ticket printer makers (ESC/POS, TM series).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a command does."""

    TEXT = "text"
    LINE_FEED = "line feed"
    INIT = "initialise"
    MODE = "print mode"
    SIZE = "character size"
    BOLD = "bold"
    FONT = "font"
    ALIGN = "align"
    INVERSE = "white on black"
    CODE_PAGE = "code page"
    LINE_SPACING = "line spacing"
    FEED_LINES = "feed lines"
    FEED_DOTS = "feed dots"
    CUT = "cut"
    SYMBOL = "two-dimensional code"
    RASTER = "raster image"
    TRANSMIT_STATUS = "transmit status"
    STATUS = "real-time status"
    CLEAR = "clear buffer"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its bytes as received and, in `body`, its parameters."""

    kind: Kind
    raw: bytes
    body: bytes = b""


CLEAR_BUFFER = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"

# Prefix → what it is, how many parameter bytes follow.
_FIXED: dict[bytes, tuple[Kind, int]] = {
    b"\n": (Kind.LINE_FEED, 0),
    b"\x1b@": (Kind.INIT, 0),
    b"\x1b!": (Kind.MODE, 1),
    b"\x1bE": (Kind.BOLD, 1),
    b"\x1bG": (Kind.BOLD, 1),
    b"\x1bM": (Kind.FONT, 1),
    b"\x1ba": (Kind.ALIGN, 1),
    b"\x1bt": (Kind.CODE_PAGE, 1),
    b"\x1bd": (Kind.FEED_LINES, 1),
    b"\x1bJ": (Kind.FEED_DOTS, 1),
    b"\x1b2": (Kind.LINE_SPACING, 0),
    b"\x1b3": (Kind.LINE_SPACING, 1),
    b"\x1b-": (Kind.IGNORED, 1),
    b"\x1bR": (Kind.IGNORED, 1),
    b"\x1b{": (Kind.IGNORED, 1),
    b"\x1c.": (Kind.IGNORED, 0),
    b"\x1d!": (Kind.SIZE, 1),
    b"\x1dB": (Kind.INVERSE, 1),
    b"\x1da": (Kind.IGNORED, 1),
    b"\x1db": (Kind.IGNORED, 1),
    b"\x1dr": (Kind.TRANSMIT_STATUS, 1),
    b"\x10\x04": (Kind.STATUS, 1),
    CLEAR_BUFFER: (Kind.CLEAR, 0),
}
_LEADS = b"\x10\x1b\x1c\x1d"


def take_command(data: bytes) -> Command | None:
    """The command at the start of `data`; None while its last bytes have not arrived."""
    if data[0] >= 0x20:
        return _text(data)
    for prefix, (kind, length) in _FIXED.items():
        if data.startswith(prefix):
            return _whole(kind, data, len(prefix), length)
        if len(data) < len(prefix) and prefix.startswith(data):
            return None
    return _variable(data)


def commands_in(data: bytes) -> Iterator[Command]:
    """All commands of a complete piece of bytes; a command cut off at the end is left out."""
    rest = data
    while rest and (command := take_command(rest)):
        yield command
        rest = rest[len(command.raw) :]


def _text(data: bytes) -> Command:
    end = next((at for at, byte in enumerate(data) if byte < 0x20), len(data))
    return Command(Kind.TEXT, data[:end], data[:end])


def _whole(kind: Kind, data: bytes, start: int, length: int) -> Command | None:
    end = start + length
    return Command(kind, data[:end], data[start:end]) if len(data) >= end else None


def _variable(data: bytes) -> Command | None:
    if data[0] not in _LEADS:
        return Command(Kind.IGNORED, data[:1])
    if data[:2] == b"\x1dV":
        return _cut(data)
    if data[:2] == b"\x1d(":
        return _block(data)
    if data[:2] == b"\x1dv":
        return _raster(data)
    if len(data) < 2:
        return None
    return Command(Kind.IGNORED, data[:2])


def _cut(data: bytes) -> Command | None:
    """GS V m, and GS V m n where m says "feed to the cutter first"."""
    if len(data) < 3:
        return None
    feeds = data[2] in (65, 66)
    return _whole(Kind.CUT, data, 2, 2 if feeds else 1)


def _block(data: bytes) -> Command | None:
    """GS ( x pL pH …: two length bytes, then as many as they say."""
    if len(data) < 5:
        return None
    length = data[3] + 256 * data[4]
    return _whole(Kind.SYMBOL if data[2:3] == b"k" else Kind.IGNORED, data, 5, length)


def _raster(data: bytes) -> Command | None:
    """GS v 0 m xL xH yL yH …: the body starts at m."""
    if len(data) < 8:
        return None
    across, down = data[4] + 256 * data[5], data[6] + 256 * data[7]
    return _whole(Kind.RASTER, data, 3, 5 + across * down)

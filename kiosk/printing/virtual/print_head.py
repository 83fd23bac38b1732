"""The print head: holds the current style and turns commands into marks on the paper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import segno

from kiosk.printing.virtual.commands import Command, Kind
from kiosk.printing.virtual.marks import BlankMark, DotsMark, Look, Mark, Run, TextMark

_CODE_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
_DEFAULT_SPACING = 30
_QR_LEVELS = {48: "l", 49: "m", 50: "q", 51: "h"}


@dataclass(slots=True)
class _Symbol:
    """The QR code being set up by GS ( k, one function at a time."""

    module_dots: int = 3
    level: str = "l"
    payload: str = ""


@dataclass(slots=True)
class PrintHead:
    """Turns each command into the marks it makes; most only change the style."""

    look: Look = field(default_factory=Look)
    align: int = 0
    spacing: int = _DEFAULT_SPACING
    code_page: str = "cp437"
    line: list[Run] = field(default_factory=list)
    _symbol: _Symbol = field(default_factory=_Symbol)

    def execute(self, command: Command) -> list[Mark]:
        """The marks of this command, in order."""
        match command.kind:
            case Kind.TEXT:
                self.line.append(Run(command.body.decode(self.code_page, "replace"), self.look))
            case Kind.LINE_FEED:
                return self._end_line()
            case Kind.FEED_LINES:
                return self._feed(command.body[0] * self.spacing)
            case Kind.FEED_DOTS:
                return self._feed(command.body[0])
            case Kind.CUT:
                return self._flush()
            case Kind.SYMBOL:
                return self._set_symbol(command.body)
            case Kind.RASTER:
                return self._flush() + _raster(command.body, self.align)
            case Kind.INIT:
                self._reset()
            case _:
                self._set_style(command)
        return []

    def _set_style(self, command: Command) -> None:
        value = command.body[0] if command.body else 0
        match command.kind:
            case Kind.SIZE:
                self.look = replace(self.look, width=(value >> 4) + 1, height=(value & 15) + 1)
            case Kind.MODE:
                self.look = _mode(value)
            case Kind.BOLD:
                self.look = replace(self.look, bold=bool(value & 1))
            case Kind.FONT:
                self.look = replace(self.look, font_b=bool(value & 1))
            case Kind.INVERSE:
                self.look = replace(self.look, inverse=bool(value & 1))
            case Kind.ALIGN:
                self.align = value % 48
            case Kind.CODE_PAGE:
                self.code_page = _CODE_PAGES.get(value, "cp437")
            case Kind.LINE_SPACING:
                self.spacing = value if command.body else _DEFAULT_SPACING

    def _reset(self) -> None:
        fresh = PrintHead()
        self.look, self.align = fresh.look, fresh.align
        self.spacing, self.code_page = fresh.spacing, fresh.code_page
        self.line.clear()

    def _end_line(self) -> list[Mark]:
        if not self.line:
            return [BlankMark(max(self.spacing, self.look.cell[1]))]
        runs, self.line = tuple(self.line), []
        height = max([self.spacing, *(run.look.cell[1] for run in runs)])
        return [TextMark(runs, self.align, height)]

    def _flush(self) -> list[Mark]:
        return self._end_line() if self.line else []

    def _feed(self, dots: int) -> list[Mark]:
        flushed = self._flush()
        rest = dots - sum(mark.height for mark in flushed)
        return [*flushed, BlankMark(rest)] if rest > 0 else flushed

    def _set_symbol(self, body: bytes) -> list[Mark]:
        """GS ( k for QR codes: size, level, data, print."""
        if body[:1] != b"1" or len(body) < 3:
            return []
        function, symbol = body[1], self._symbol
        if function == 67:
            symbol.module_dots = min(16, max(1, body[2]))
        elif function == 69:
            symbol.level = _QR_LEVELS.get(body[2], "l")
        elif function == 80:
            symbol.payload = body[3:].decode("utf-8", "replace")
        elif function == 81 and symbol.payload:
            return self._flush() + _qr(symbol, self.align)
        return []


def _mode(value: int) -> Look:
    return Look(
        width=2 if value & 0x20 else 1,
        height=2 if value & 0x10 else 1,
        bold=bool(value & 0x08),
        font_b=bool(value & 0x01),
    )


def _qr(symbol: _Symbol, align: int) -> list[Mark]:
    """The code; nothing where the data fits no code, as real printers do."""
    try:
        rows = _modules(symbol.payload, symbol.level)
    except segno.DataOverflowError:
        return []
    return [DotsMark(rows, align, symbol.payload, symbol.module_dots)]


@lru_cache(maxsize=16)
def _modules(payload: str, level: str) -> tuple[tuple[bool, ...], ...]:
    # Kept, because a line that does not fit the roll's end is made again on the next one.
    code = segno.make(payload, error=level, boost_error=False, micro=False)
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def _raster(body: bytes, align: int) -> list[Mark]:
    across = body[1] + 256 * body[2]
    data = body[5:]
    rows = (data[at : at + across] for at in range(0, len(data), across or 1))
    dots = tuple(tuple(_bits(row)) for row in rows)
    return [DotsMark(dots, align)] if dots else []


def _bits(row: bytes) -> list[bool]:
    return [bool(byte >> shift & 1) for byte in row for shift in range(7, -1, -1)]

"""The few steps a layout is made of; every size counts in the printer's own units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import segno

from kiosk.printing.stock import DOTS_PER_MM

Align = Literal["left", "center"]

QR_SIDE_MM = 22


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look: 1 to 8 times as wide and high, bold, font B, white on black."""

    width: int = 1
    height: int = 1
    bold: bool = False
    small: bool = False
    inverse: bool = False


PLAIN = Style()
BOLD = Style(bold=True)
SMALL = Style(small=True)
TALL = Style(height=2, bold=True)
DOUBLE = Style(width=2, height=2, bold=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Its spans must fit the paper together."""

    spans: tuple[Span, ...]
    align: Align = "center"

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines of the normal height (3.75 mm)."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code about 22 mm wide, each module `module_dots` dots wide."""

    payload: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of the ticket: fed to the cutter and cut."""


Step = Line | Feed | QrCode | Cut


def line(text: str, style: Style = PLAIN, align: Align = "center") -> Line:
    """A line in one style."""
    return Line((Span(text, style),), align)


def qr_code(payload: str) -> QrCode:
    """The code for `payload` whose size comes nearest to 22 mm; more text means finer modules."""
    modules = segno.make(payload, error="m", boost_error=False, micro=False).symbol_size(border=0)
    across = modules[0]
    # Below three dots a module smears on thermal paper and phones give up.
    return QrCode(payload, max(3, round(QR_SIDE_MM * DOTS_PER_MM / across)))


def narrowed(style: Style, length: int, columns: int) -> Style:
    """`style` made no wider than lets `length` characters stand on one line of `columns`."""
    return replace(style, width=max(1, min(style.width, columns // max(1, length))))

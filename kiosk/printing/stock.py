"""The two widths of paper that halls use, and what their printers can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CodePage = Literal["CP437", "CP858", "CP1252"]


@dataclass(frozen=True, slots=True)
class PaperStock:
    """A paper width with the ability of the printers that take it.

    `columns` counts characters of font A (12 dots wide), `small_columns` those of font B (9 dots).
    `profile` is python-escpos' name of a typical printer of this kind. CP437 is the code page
    that even the cheapest clone has, in slot 0.
    """

    name: str
    dots: int
    columns: int
    small_columns: int
    number_scale: int
    profile: str
    code_page: CodePage = "CP437"
    native_qr: bool = True
    cutter: bool = True


MM80 = PaperStock("80 mm", 576, 48, 64, 8, "TM-T20II")
MM58 = PaperStock("58 mm", 384, 32, 42, 6, "POS-5890")

DOTS_PER_MM = 8
"""203 dots per inch, as good as all ticket printers."""


def stock_for(width_mm: int) -> PaperStock:
    """The stock for a width of 80 or 58 mm; ValueError for any other."""
    for stock in (MM80, MM58):
        if stock.name == f"{width_mm} mm":
            return stock
    raise ValueError(f"paper of {width_mm} mm is not known, only 80 and 58")

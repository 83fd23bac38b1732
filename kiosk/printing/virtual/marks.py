"""What a print head leaves on the paper: lines of characters, codes and images, each of a height.

Lengths are dots, eight to the millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a character looks; `font_b` is the small font of 9 × 17 dots."""

    width: int = 1
    height: int = 1
    bold: bool = False
    font_b: bool = False
    inverse: bool = False

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of one character in dots."""
        across, down = (9, 17) if self.font_b else (12, 24)
        return across * self.width, down * self.height


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look that stand side by side."""

    text: str
    look: Look

    @property
    def width(self) -> int:
        """How wide they are together."""
        return len(self.text) * self.look.cell[0]


@dataclass(frozen=True, slots=True)
class TextMark:
    """A printed line."""

    runs: tuple[Run, ...]
    align: int
    height: int

    @property
    def text(self) -> str:
        """The line as a reader sees it."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def scale(self) -> int:
        """How many times higher than normal its tallest character is."""
        return max((run.look.height for run in self.runs if run.text.strip()), default=1)


@dataclass(frozen=True, slots=True)
class BlankMark:
    """Paper fed without a mark."""

    height: int


@dataclass(frozen=True, slots=True)
class DotsMark:
    """A code or an image: rows of squares `scale` dots wide, True is black."""

    rows: tuple[tuple[bool, ...], ...]
    align: int
    payload: str = ""
    scale: int = 1

    @property
    def height(self) -> int:
        """How much paper it takes."""
        return len(self.rows) * self.scale


Mark = TextMark | BlankMark | DotsMark


def height_of(marks: list[Mark]) -> int:
    """How long the paper is on which these marks stand."""
    return sum(mark.height for mark in marks)

"""Setting text on one paper width: wrapped, printable, in the largest size that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.printing.lettering import packed, printable, wrap
from kiosk.printing.steps import PLAIN, Align, Line, Span, Style, line
from kiosk.printing.stock import PaperStock

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The printable width of a stock, in columns of whichever style is asked for."""

    stock: PaperStock

    def columns(self, style: Style) -> int:
        """How many characters of `style` stand on one line."""
        font = self.stock.small_columns if style.small else self.stock.columns
        return font // style.width

    def text(self, text: str) -> str:
        """`text` as this stock's printers can show it."""
        return printable(text, self.stock.code_page)

    def set(self, text: str, style: Style = PLAIN, align: Align = "center") -> list[Line]:
        """`text` on as many lines as it needs; no lines for an empty text."""
        return [line(part, style, align) for part in self.wrapped(text, style)]

    def wrapped(self, text: str, style: Style) -> list[str]:
        """The lines `text` takes in `style`."""
        return wrap(self.text(text), self.columns(style))

    def sentences(self, text: str) -> list[Line]:
        """`text` on one line, or each of its sentences on lines of its own."""
        whole = self.set(text)
        if len(whole) < 2:
            return whole
        return [each for part in _SENTENCE_END.split(text) for each in self.set(part)]

    def shortest(self, text: str, styles: Iterable[Style], lines: int) -> list[Line]:
        """`text` in the first style that needs no more than `lines`, else in the last of them."""
        chosen = PLAIN
        for chosen in styles:
            if len(self.wrapped(text, chosen)) <= lines:
                break
        return self.set(text, chosen)

    def joined(self, parts: Iterable[str], style: Style) -> list[Line]:
        """The parts with a middle dot between, on further lines where that is too long."""
        lines = packed(map(self.text, parts), self.columns(style))
        return [line(each, style) for each in lines]

    def label(self, text: str, style: Style) -> list[Line]:
        """`text` with a space on both sides, white on black."""
        inverse = replace(style, inverse=True)
        inner = self.columns(inverse) - 2
        return [line(f" {part} ", inverse) for part in wrap(self.text(text), inner)]

    def led(self, lead: str, text: str, styles: Iterable[Style]) -> list[Line]:
        """A plain `lead` and then `text` in the first style that leaves both on one line.

        Where no style does, `text` stands below, in the last of them.
        """
        before, after = f"{self.text(lead)} ", self.text(text)
        chosen = PLAIN
        for chosen in styles:
            if len(before) + len(after) * chosen.width <= self.stock.columns:
                return [Line((Span(before), Span(after, chosen)))]
        return [*self.set(before), *self.set(after, chosen)]

    def hanging(self, lead: str, parts: Iterable[str]) -> list[Line]:
        """The parts from the left edge after `lead`, further lines indented as far."""
        mark = f"{self.text(lead)} "
        lines = packed(map(self.text, parts), self.stock.columns - len(mark))
        leads = [mark] + [" " * len(mark)] * len(lines)
        pairs = zip(leads, lines, strict=False)
        return [line(f"{lead}{part}", align="left") for lead, part in pairs]

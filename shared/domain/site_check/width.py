"""How wide a text runs and how well a colour stands out, without drawing either."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WIDTHS = (
    (0.27, "ijlI'|.,:; "),
    (0.37, "frt()/-"),
    (0.55, "sckxzyvaJL1"),
    (0.75, "DCGHUNOQ"),
    (0.88, "mwMW@%"),
)
_EM = {letter: width for width, letters in _WIDTHS for letter in letters}
_USUAL = 0.62
_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


def em_width(words: str) -> float:
    """The width of a text in ems of a usual sans-serif, to within some five per cent."""
    return sum(_EM.get(letter, _USUAL) for letter in words)


def lines(words: str, line_em: float) -> int:
    """How many lines of `line_em` ems a text needs, wrapped between words and broken in none.

    A word that is too long for a line counts as many lines as it would be cut into.
    """
    return sum(1 for _ in _wrapped(words, line_em))


def _wrapped(words: str, line_em: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and em_width(longer) > line_em:
            yield line
            longer = word
        while em_width(longer) > line_em and len(longer) > 1:
            cut = _longest_start(longer, line_em)
            yield longer[:cut]
            longer = longer[cut:]
        line = longer
    if line:
        yield line


def _longest_start(word: str, line_em: float) -> int:
    fits = [cut for cut in range(1, len(word)) if em_width(word[:cut]) <= line_em]
    return max(fits, default=1)


def contrast(one: str, other: str) -> float | None:
    """The contrast ratio of two colours (WCAG 2.2), 1 to 21; None when one is no ``#rrggbb``."""
    first, second = _luminance(one), _luminance(other)
    if first is None or second is None:
        return None
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(colour: str) -> float | None:
    match = _COLOUR.fullmatch(colour)
    if match is None:
        return None
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

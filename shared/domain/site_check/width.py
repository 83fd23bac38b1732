"""How wide a text runs, without drawing it."""

from __future__ import annotations

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

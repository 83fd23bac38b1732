"""Text that a ticket printer can show, broken into lines that fit, with no word lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kiosk.printing.stock import CodePage

# What the old code pages lack, said with what they have. Anything else falls back to its
# letter without the accent.
_STAND_INS = {
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "•": "·",
    "★": "*",
    "→": "->",
    "←": "<-",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "€": "EUR",
    "©": "(c)",
}


_BETWEEN = " · "


def printable(text: str, code_page: CodePage) -> str:
    """`text` with every character the code page lacks replaced, white space made single.

    A character without any stand-in is left out: a box or a question mark says nothing either.
    """
    shown = "".join(_shown(character, code_page) for character in text)
    return " ".join(shown.split())


def _shown(character: str, code_page: CodePage) -> str:
    if character.isspace():
        return " "
    if not character.isprintable():
        return ""
    if _fits(character, code_page):
        return character
    if character in _STAND_INS:
        return printable(_STAND_INS[character], code_page)
    plain = unicodedata.normalize("NFKD", character)
    return "".join(part for part in plain if _fits(part, code_page) and part.isprintable())


def _fits(character: str, code_page: CodePage) -> bool:
    try:
        character.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True


def wrap(text: str, columns: int) -> list[str]:
    """`text` in as few lines of at most `columns` as words allow, and these about equally long.

    A word longer than a line is broken across lines; nothing is left out. Even lines read
    better in the middle of a ticket than one full line with one word under it.
    """
    fewest = _fill(text, columns)
    if len(fewest) < 2:
        return fewest
    narrow, wide = 1, columns
    while narrow < wide:
        middle = (narrow + wide) // 2
        if _same_shape(text, middle, fewest):
            wide = middle
        else:
            narrow = middle + 1
    return _fill(text, narrow)


def packed(parts: Iterable[str], columns: int) -> list[str]:
    """The parts with a middle dot between them, broken only between two parts if that can be."""
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and len(lines[-1]) + len(_BETWEEN) + len(part) <= columns:
            lines[-1] += f"{_BETWEEN}{part}"
        else:
            lines += wrap(part, columns)
    return lines


def _same_shape(text: str, columns: int, fewest: list[str]) -> bool:
    longest_word = max(map(len, text.split()))
    breaks_more = columns < min(longest_word, max(map(len, fewest)))
    return not breaks_more and len(_fill(text, columns)) <= len(fewest)


def _fill(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines += [word[at : at + columns] for at in range(0, len(word), columns)]
    return lines

"""What staff may write: short, and nothing that names a person.

A note about a ticket, a message to a counter and an announcement are read by others and kept for
some days. An identity number, a telephone number or an address of the post does not belong there.
"""

from __future__ import annotations

import re

LONGEST_WRITTEN = 200
"""Characters of a note, a message or an announcement."""

_DIGITS = re.compile(r"\d(?:[\s.\-\u2010-\u2015/]*\d){5,}")
"""Six or more in a row; blanks, dots and dashes between them hide nothing."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def tidy(text: str) -> str:
    """One line, without what cannot be seen."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())


def personal_data(text: str) -> bool:
    """Whether it holds what looks like an identity number, a telephone number or an e-mail
    address. Names cannot be told from other words: the screen asks not to write any."""
    return _DIGITS.search(text) is not None or _ADDRESS.search(text) is not None

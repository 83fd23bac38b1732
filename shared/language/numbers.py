"""Reading a ticket's or a counter's number aloud, the same way for every language.

A number is taken apart into runs of letters and runs of digits ("A-012" is ``A`` and ``012``);
what a letter and a digit are called is the language's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

_RUN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_SPELLED = 3
"""A longer run of letters at a counter is a word ("Anjungan"), not a prefix to be spelled."""


class Reading(StrEnum):
    """How the digits of a ticket's number are read."""

    DIGITS = "digits"
    """One by one: "nol satu dua"."""
    WORD = "word"
    """As a number: "dua belas"."""


def runs(number: str) -> list[str]:
    """The runs of letters and of digits in `number`; ValueError where there are none."""
    found = _RUN.findall(number)
    if not found:
        raise ValueError(f"nothing to say in the number {number!r}")
    return found


def read_digits(digits: str, reading: Reading, cardinal: Callable[[int], str]) -> str:
    """A run of digits as words, leading zeros included when it is read digit by digit."""
    if reading is Reading.WORD:
        return cardinal(int(digits))
    return " ".join(cardinal(int(digit)) for digit in digits)


def is_spelled(letters: str) -> bool:
    """Whether a run of letters at a counter is spelled out ("12B") rather than read as a word."""
    return len(letters) <= _LONGEST_SPELLED and letters.isupper()

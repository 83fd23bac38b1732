"""Numbers in the words of a hall's own language file."""

from __future__ import annotations

from shared.domain.tongue import Numerals

HIGHEST = 9_999
"""Beyond it digits are said one by one, unless the language says how thousands are counted."""
THOUSAND, MILLION = 1_000, 1_000_000


def cardinal(number: int, numerals: Numerals) -> str:
    """A number in words: 412 → "sekawan atus kalih welas"."""
    exact = numerals.exact.get(str(number))
    if exact is not None:
        return exact
    if number > HIGHEST:
        return _large(number, numerals)
    for value, names in (
        (1_000, numerals.thousands),
        (100, numerals.hundreds),
        (10, numerals.tens),
    ):
        if number >= value:
            return _joined(names[number // value - 1], number % value, numerals)
    return numerals.units[number]


def _large(number: int, numerals: Numerals) -> str:
    """50000 → "seket ewu"."""
    for value, name in ((MILLION, numerals.million), (THOUSAND, numerals.thousand)):
        if name and value <= number < value * THOUSAND:
            head = f"{cardinal(number // value, numerals)} {name}"
            return _joined(head, number % value, numerals)
    return " ".join(numerals.units[int(digit)] for digit in str(number))


def _joined(head: str, rest: int, numerals: Numerals) -> str:
    return f"{head} {cardinal(rest, numerals)}" if rest else head

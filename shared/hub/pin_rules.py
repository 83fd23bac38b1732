"""Which PINs and passwords are too easily guessed to be anybody's own."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Callable, Collection
from enum import StrEnum

SHORTEST_PIN, LONGEST_PIN = 4, 12
"""Digits."""

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
"""Characters, where they are not digits alone."""

_PIN = rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}"
_PASSWORD = rf"(?![0-9]+$).{{{SHORTEST_PASSWORD},{LONGEST_PASSWORD}}}"

SECRET = rf"^({_PIN}|{_PASSWORD})$"
"""What a PIN or a password looks like."""


class Weakness(StrEnum):
    """Why one is refused; stable, for apps have words for each."""

    LENGTH = "length"
    """A PIN has 4 to 12 digits, a password at least 8 characters."""
    SAME = "same"
    """The one that was to be changed."""
    REPEATED = "repeated"
    """1111, 1212, abcabcabc."""
    SEQUENCE = "sequence"
    """1234, 9876, 7890."""
    DATE = "date"
    """A year, or a date as people write their birthday."""
    KNOWN = "known"
    """Among those that everybody tries first."""
    NAME = "name"
    """A name or id of the officer's own, or it has one in it."""


_KNOWN = frozenset(
    {
        *("2580", "0852", "1379", "1397", "159753", "147258", "147258369", "258456", "1478963"),
        *("112233", "445566", "1122", "2233", "1221", "1331", "1004", "0007", "5683", "6969"),
        *("password", "password1", "passw0rd", "qwertyui", "qwerty123", "qwertyuiop"),
        *("katasandi", "rahasia123", "rahasiaku", "indonesia", "banyuwangi", "giliran123"),
        *("admin123", "administrator", "bismillah", "sayang123", "iloveyou", "abcd1234"),
    }
)

_DATES = (
    re.compile(r"(19[3-9]|20[0-4])\d"),
    re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d\d|19\d\d|20\d\d)"),
    re.compile(r"(19\d\d|20\d\d|\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"),
)


def weakness(secret: str, *, old: str = "", names: Collection[str] = ()) -> Weakness | None:
    """Why it cannot be an officer's own; None: it can. `names` are those of the officer."""
    tests: tuple[tuple[Weakness, Callable[[], bool]], ...] = (
        (Weakness.LENGTH, lambda: re.fullmatch(SECRET, secret) is None),
        (Weakness.SAME, lambda: secret == old),
        (Weakness.REPEATED, lambda: _repeats(secret)),
        (Weakness.SEQUENCE, lambda: _runs(secret)),
        (Weakness.DATE, lambda: any(one.fullmatch(secret) for one in _DATES)),
        (Weakness.KNOWN, lambda: secret.casefold() in _KNOWN),
        (Weakness.NAME, lambda: _names(secret, names)),
    )
    return next((code for code, is_so in tests if is_so()), None)


def random_pin() -> str:
    """Six digits that nobody is going to guess first."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06d}"
        if weakness(pin) is None:
            return pin


def _repeats(secret: str) -> bool:
    """The same few characters again and again."""
    return any(
        secret == (secret[:size] * len(secret))[: len(secret)]
        for size in range(1, len(secret) // 2 + 1)
    )


def _runs(secret: str) -> bool:
    """Each character a step after the one before, up or down; 0 follows 9."""
    if secret.isascii() and secret.isdigit():
        steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(secret)}
        return steps in ({1}, {9})
    codes = [ord(one) for one in secret.casefold()]
    steps = {b - a for a, b in itertools.pairwise(codes)}
    return steps in ({1}, {-1})


def _names(secret: str, names: Collection[str]) -> bool:
    words = {part.casefold() for name in names for part in (name, *re.split(r"[\s._,-]+", name))}
    return any(len(word) >= SHORTEST_PIN and word in secret.casefold() for word in words)

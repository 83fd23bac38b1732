"""A day's closing: where the journal stood, as it can be printed, kept, scanned and typed.

Whoever keeps the paper can prove later that nothing up to that entry was changed or cut off.
"""

from __future__ import annotations

import re

import msgspec

from shared.protocol.messages import Head

GROUP = 4
"""Digits that stand together on the paper."""

ROW = 4 * GROUP
"""Digits in a row of the paper: so many must be typed at least."""

DIGITS = 64
"""Of a whole hash."""

_SCANNED = re.compile(r"GILIRAN:1:([0-9-]*):([0-9]+):([0-9A-F]{32}):([0-9A-F]{64})")
_TYPED = re.compile(r"#?\s*([0-9][0-9.,]*)[\s:;/]+([0-9a-fA-FoOlI\s.-]+)")
_MISREAD = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1"})


class Closing(msgspec.Struct, kw_only=True):
    """What stands on the paper."""

    hall: str
    place: str
    date: str
    """The business date, ``YYYY-MM-DD``."""
    over: bool
    """Whether the day is closed; else the paper says how far it had come."""
    timezone: str
    at: int
    """When the last entry was made; ms since the epoch, UTC."""
    first: int
    """The day's first entry."""
    seq: int
    """Its last one, whose hash it is."""
    hash: str
    journal: str
    tickets: int
    by_rule: int
    beside: int
    """Calls beside the rule."""
    key: str = ""
    """The fingerprint of the key with which the hub signs; empty where it has none."""

    @property
    def head(self) -> Head:
        return Head(self.journal, self.seq, self.hash)


def scanned_text(closing: Closing) -> str:
    """What the QR code holds; capitals alone, so that it stays coarse."""
    return f"GILIRAN:1:{closing.date}:{closing.seq}:{closing.journal}:{closing.hash}".upper()


def rows(digits: str) -> list[str]:
    """A hash in rows of groups, for eyes and fingers: ``5794 5555 b33d 4826``."""
    groups = [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]
    return [" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]


def head_from(text: str) -> Head:
    """The head on a paper, scanned, or typed as ``ENTRY GROUPS``: the entry's number and its hash.

    Of a typed one the journal's id is empty, and the hash as long as it was typed: a whole row is
    enough. Raises ValueError with words for people.
    """
    scanned = _SCANNED.fullmatch("".join(text.split()).upper())
    if scanned is not None:
        return Head(scanned[3].lower(), int(scanned[2]), scanned[4].lower())
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        raise ValueError(
            f"'{text}' is neither a file nor what stands on a closing: the entry's number, then"
            ' groups of its hash, as in "5312 5794 5555 b33d 4826"'
        )
    digits = re.sub(r"[\s.-]", "", typed[2]).translate(_MISREAD).lower()
    if not ROW <= len(digits) <= DIGITS:
        raise ValueError(
            f"{len(digits)} digits of the hash were typed: give at least one row of the paper"
            f" ({ROW}), and at most all of them ({DIGITS})"
        )
    return Head("", int(re.sub(r"[.,]", "", typed[1])), digits)


def likely_mistyped(given: str, true: str) -> list[str]:
    """The groups that differ, where so much else agrees that it can only be a slip of the finger.

    Empty for a hash that is another one: of those about one digit in sixteen agrees.
    """
    differing = sum(one != other for one, other in zip(given, true, strict=False))
    if not 0 < differing <= len(given) // 4:
        return []
    pairs = zip(rows(given), rows(true), strict=False)
    groups = [pair for row in pairs for pair in zip(*(one.split() for one in row), strict=False)]
    return [told for told, kept in groups if not kept.startswith(told)]

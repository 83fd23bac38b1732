"""A ticket's number as somebody types it: "12", "a12" and "A-012" are all A-012."""

from __future__ import annotations

import re


def number_fits(number: str, typed: str) -> bool:
    """Whether a ticket's number is, or begins with, what was typed."""
    letters, digits = _parts(number)
    wanted_letters, wanted_digits = _parts(typed)
    if wanted_letters and not letters.startswith(wanted_letters):
        return False
    return not wanted_digits or digits.lstrip("0").startswith(wanted_digits.lstrip("0") or "0")


def _parts(text: str) -> tuple[str, str]:
    """Its letters, small, and its digits; nothing else counts."""
    bare = text.lower()
    return re.sub(r"[^a-z]", "", bare), re.sub(r"[^0-9]", "", bare)

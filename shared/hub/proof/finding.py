"""What a proof finds at one entry: kinds, and words that go on after ``Entry 12``."""

from __future__ import annotations

from shared.domain.ids import MINUTE

Found = list[tuple[str, str]]
"""Kinds and words of all that does not fit."""


def span(ms: int) -> str:
    """``30 min``, or seconds where it is no whole minute."""
    return f"{ms // MINUTE} min" if ms % MINUTE == 0 else f"{ms / 1_000:g} s"

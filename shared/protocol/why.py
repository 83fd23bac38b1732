"""The answer to "why was that number called before mine?" as the hub gives it."""

from __future__ import annotations

import msgspec


class WhyBefore(msgspec.Struct, kw_only=True):
    """Nothing in it is for staff alone: a visitor may see all of it."""

    number: str
    """Whose visitor asks."""
    before: str
    """The number that was asked about."""
    cause: str = ""
    """`shared.domain.precedence.Cause`; empty where it was not called before it."""
    sentences: dict[str, str]
    """The answer, by language: ``id`` and ``en``."""

"""Moments as they stand on the wire: ISO 8601 with an offset."""

from __future__ import annotations

import datetime as dt

from shared.domain.ids import Moment

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def moment_of(text: str) -> Moment:
    """The moment that a text names; ValueError for anything without an offset."""
    parsed = dt.datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(f"a time without an offset: {text!r}")
    return Moment((parsed - _EPOCH) // dt.timedelta(milliseconds=1))

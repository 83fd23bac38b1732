"""What visitors wanted and did not get: the kinds that are told, and what may be told of words."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

LONGEST_SEARCH = 40

STEPS = frozenset({"agencies", "groups", "services", "search", "confirm", "find"})
"""Screens on which somebody may have left with nothing; what ends on others is no loss."""

OTHER_STEP = "other"
"""Stands for a step that this hub does not know."""

# With what people put between digits: an identity or telephone number must not stay readable.
_DIGIT_RUN = re.compile(r"\d(?:[ ./-]{0,2}\d)+")


class TallyKind(StrEnum):
    """What became of a wish."""

    SEARCH = "search-without-result"
    ABANDONED = "abandoned"
    REFUSED = "refused-at-kiosk"


class Tally(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A wish that came to nothing before a command was given: the body of `RecordTally`."""

    kind: str
    """One of TallyKind; others are not counted."""
    step: str = ""
    """The kiosk's screen on which it ended."""
    service: str = ""
    reason: str = ""
    """The code for which the service is closed."""
    text: str = ""
    """What was searched for, as `search_text` leaves it."""
    at: str = ""
    """When it was; empty: now. A kiosk whose line was away tells of it later."""


def search_text(typed: str) -> str:
    """A search as it may be kept: digit runs masked, small letters, single spaces, cut."""
    plain = " ".join(_DIGIT_RUN.sub("#", typed).casefold().split())
    return plain[:LONGEST_SEARCH].rstrip()

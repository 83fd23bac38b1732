"""What kiosks tell of their visitors: what came to nothing, and how long a paper took."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

LONGEST_SEARCH = 40

STEPS = frozenset(
    {"agencies", "groups", "services", "events", "event", "search", "confirm", "find"}
)
"""Screens on which somebody may have left with nothing; what ends on others is no loss."""

MODES = ("large", "contrast", "reach", "easy", "spoken")
"""How a kiosk may show itself to a visitor; several are told in this order, joined by `+`."""

OTHER_STEP = "other"
"""Stands for a step that this hub does not know."""

# With what people put between digits: an identity or telephone number must not stay readable.
_DIGIT_RUN = re.compile(r"\d(?:[ ./-]{0,2}\d)+")


class TallyKind(StrEnum):
    """What became of a wish."""

    SEARCH = "search-without-result"
    ABANDONED = "abandoned"
    REFUSED = "refused-at-kiosk"
    PAPER = "paper"
    """It came to a number: how long the visitor needed to the paper."""


class Tally(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A wish that came to nothing before a command was given, or how long one took that did not:
    the body of `RecordTally`."""

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
    ms: int = 0
    """From the first touch of the visit to its first paper."""
    language: str = ""
    modes: str = ""
    """Some of MODES, in their order, joined by `+`; empty: none."""
    popular: bool = False
    """The service stands on the kiosk's first screen."""


def search_text(typed: str) -> str:
    """A search as it may be kept: digit runs masked, small letters, single spaces, cut."""
    plain = " ".join(_DIGIT_RUN.sub("#", typed).casefold().split())
    return plain[:LONGEST_SEARCH].rstrip()

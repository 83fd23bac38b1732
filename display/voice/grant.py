"""What the hub lends the voice for: one utterance of one or several calls."""

from __future__ import annotations

import msgspec

from shared.domain.ladder import Style


class SpokenCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call in an utterance."""

    ticket: str
    call: str
    number: str
    """As printed: "A-012"."""
    counter: str
    """The counter's number: "5"."""
    counter_label: str = ""
    """The site's word for a counter: "Loket"."""
    zone: str
    english: bool = False
    """The ticket was taken in English."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The lease of the voice for one utterance; the ladder has chosen its style."""

    lease: str
    style: Style
    calls: tuple[SpokenCall, ...]
    english: bool = False
    """English follows."""

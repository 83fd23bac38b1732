"""What the hub lends the voice for: one utterance of one or several calls, or an announcement."""

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


class SpokenWords(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement: words that no call is about."""

    id: str
    zone: str
    text: str
    english: str = ""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The lease of the voice for one utterance; the ladder has chosen its style."""

    lease: str
    style: Style
    calls: tuple[SpokenCall, ...] = ()
    second: str = ""
    """The language that follows the hall's first one; empty: none does."""
    words: SpokenWords | None = None
    """Instead of calls."""

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of what is to be spoken: the calls, or the words."""
        return (self.words.id,) if self.words is not None else tuple(one.call for one in self.calls)

    @property
    def zone(self) -> str:
        """Whose chime goes before it."""
        return self.words.zone if self.words is not None else self.calls[0].zone

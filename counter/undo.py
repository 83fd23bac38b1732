"""How long the last finish or no-show can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.ids import SECOND
from shared.protocol.views import CounterView

OFFERED_SECONDS = 5
"""The hub takes it a little longer, for the way of the message."""


@dataclass(slots=True)
class UndoOffer:
    """Begins when the counter's undo appears before our eyes; one found at sign-on may be old."""

    _counter: str = ""
    _seen: tuple[str, str] = ("", "")
    _ends: int = 0

    def look(self, view: CounterView | None, steady: int) -> None:
        """The counter as it is now; `steady` in milliseconds."""
        if view is None:
            self._counter, self._seen, self._ends = "", ("", ""), 0
            return
        found = (view.undo, view.undo_ticket)
        if view.id == self._counter and found != self._seen:
            self._ends = steady + OFFERED_SECONDS * SECOND if view.undo else 0
        self._counter, self._seen = view.id, found

    def seconds(self, steady: int) -> int:
        """Seconds that are left, 0 when there is nothing to undo."""
        return max(0, -(-(self._ends - steady) // SECOND))

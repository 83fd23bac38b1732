"""Whose turn it is where not everything has room at once: nobody is left out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from display.timing import LIST_TURN
from shared.domain.ids import Moment


class Turns:
    """A queue that moves on by what was seen, every `LIST_TURN`.

    Whoever leaves is closed up for, whoever joins stands at the end: so each waits at most for
    those who stand before them.
    """

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._ends: Moment | None = None

    @property
    def ends(self) -> Moment | None:
        """When the next turn begins; None while nobody takes turns."""
        return self._ends

    def rest(self) -> None:
        """Everything has room."""
        self._queue.clear()
        self._ends = None

    def take(self, waiting: Iterable[str], slots: int, now: Moment) -> list[str]:
        """Who stands in the `slots` now, of all that wait."""
        self._update(list(waiting))
        if self._ends is None:
            self._ends = Moment(now + LIST_TURN)
        elif now >= self._ends:
            self._queue.rotate(-slots)
            self._ends = Moment(now + LIST_TURN)
        return list(self._queue)[:slots]

    def _update(self, waiting: list[str]) -> None:
        present = set(waiting)
        self._queue = deque(one for one in self._queue if one in present)
        queued = set(self._queue)
        self._queue.extend(one for one in waiting if one not in queued)

"""After finishing the next one is called by itself, where the site wants that: a countdown that
everybody sees and anybody stops."""

from __future__ import annotations

from dataclasses import dataclass

from counter.acts import ENDS_A_VISIT
from counter.desk import Desk, Mode
from counter.questions import Draft
from shared.domain.ids import SECOND


@dataclass(slots=True)
class AutoCall:
    """Times are a steady clock's milliseconds."""

    leaving: str = ""
    """The ticket that was finished: it may stand on the screen a moment longer."""
    _ends: int | None = None

    def begin(self, seconds: int, steady: int, leaving: str = "") -> None:
        """Somebody was finished; with 0 seconds the officer calls."""
        self.leaving = leaving
        self._ends = steady + seconds * SECOND if seconds > 0 else None

    def stop(self) -> bool:
        """Nobody is called by itself; whether somebody would have been."""
        running, self._ends, self.leaving = self._ends is not None, None, ""
        return running

    def seconds(self, steady: int) -> int:
        """Seconds that are left; 0 where nobody is called by itself."""
        return max(0, -(-(self._ends - steady) // SECOND)) if self._ends is not None else 0

    def due(self, steady: int, *, free: bool) -> bool:
        """Whether it is time, once. `free`: people wait, nothing is asked, the hub is there; where
        that is not so, the officer calls."""
        if not free:
            self.stop()
        if self._ends is None or steady < self._ends:
            return False
        return self.stop()

    def follow(self, draft: Draft, desk: Desk, seconds: int, steady: int) -> None:
        """The hub has done an order: where it ended a visit, nobody need press anything."""
        calls = draft.body.get("then_call") or draft.body.get("here")
        if draft.act in ENDS_A_VISIT and not calls:
            self.begin(seconds, steady, desk.ticket.id if desk.ticket is not None else "")

    def look(self, desk: Desk, steady: int, *, free: bool) -> bool:
        """The desk as it is now; whether it is time. `free`: nothing is asked, the hub is there."""
        if desk.ticket is not None and desk.ticket.id == self.leaving:
            return False  # the hub has said yes; the hall has not heard yet
        return self.due(steady, free=free and desk.mode is Mode.WAITING)

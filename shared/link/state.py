"""What an app can say of its line, and since when."""

from __future__ import annotations

import time
from enum import StrEnum

from shared.domain.ids import Moment
from shared.link.clock import own_now


class LineState(StrEnum):
    SEARCHING = "searching"
    """No address of a hub is known yet."""
    CONNECTING = "connecting"
    LIVE = "live"
    AWAY = "away"
    """It was live and broke; it is being tried again."""
    REFUSED = "refused"
    """The hub will not have this app; it is asked again now and then."""
    PAIRING = "pairing"
    """A hub waits for the digits of this device: nobody has let it in yet."""
    CHOOSING = "choosing"
    """Several hubs and none is ours: a person must choose."""


class Standing:
    """The state of a line with the time it began."""

    def __init__(self) -> None:
        self._was_live = False
        self._enter(LineState.SEARCHING)

    def _enter(self, state: LineState) -> None:
        self.state = state
        self.since: Moment = own_now()
        """By this machine's own clock."""
        self._tick = time.monotonic()
        self._was_live |= state is LineState.LIVE

    def lasted(self) -> float:
        """Seconds in this state, whatever a clock does meanwhile."""
        return time.monotonic() - self._tick

    def move(self, wanted: LineState) -> bool:
        """Go to the state that people should be told of; whether that is a new one.

        After a break trying again is still the one `AWAY`, and a refusal stands until a hub
        takes us: a screen that flickers between words tells nothing.
        """
        state = wanted
        if wanted in (LineState.SEARCHING, LineState.CONNECTING):
            if self.state is LineState.REFUSED:
                return False
            state = LineState.AWAY if self._was_live else wanted
        if state is self.state:
            return False
        self._enter(state)
        return True

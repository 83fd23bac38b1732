"""The hub's time on the app's side: a kiosk's own clock may be years off."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain.ids import Moment
from shared.protocol.machine import elapsed_ms, wall_ms
from shared.protocol.moments import moment_of


def own_now() -> Moment:
    """What this machine's clock shows."""
    return Moment(wall_ms())


def _passed() -> float:
    """Seconds, those included in which the machine slept."""
    return elapsed_ms() / 1_000


class HubClock:
    """What the hub's clock shows now, as far as its messages told."""

    def __init__(self, monotonic: Callable[[], float] = _passed) -> None:
        self._monotonic = monotonic
        self._set_at = monotonic()
        self._shown = own_now()

    def set(self, text: str) -> None:
        """Take the hub's time from a message; ValueError if it is none.

        Its way through the network is not made up for: it is milliseconds.
        """
        shown = moment_of(text)
        self._shown, self._set_at = shown, self._monotonic()

    def now(self) -> Moment:
        """The hub's time; this machine's own until the hub has been heard."""
        return Moment(self._shown + round((self._monotonic() - self._set_at) * 1000))

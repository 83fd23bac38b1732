"""Which presses count: a nervous finger is one press, and so is one that comes a moment late."""

from __future__ import annotations

from dataclasses import dataclass

DOUBLE_PRESS_MS = 400
"""The same key again within this time is the same press: after a fast answer the second half of
a double press would land on the next state's button."""

CLICK = "click"
"""The mouse, or a button that has the focus: the second half may land anywhere."""


@dataclass(slots=True)
class Presses:
    """Tells a double press from two presses. Times are a steady clock's milliseconds."""

    _key: str = ""
    _at: int = -DOUBLE_PRESS_MS
    _shown: tuple[str, ...] = ()
    _large_turned: int = -DOUBLE_PRESS_MS
    _moved: int = -DOUBLE_PRESS_MS

    def takes(self, key: str, now: int) -> bool:
        """Whether this press counts. `key` is its name on the cap, or `CLICK`."""
        again = key == self._key or CLICK in (key, self._key)
        if again and now - self._at < DOUBLE_PRESS_MS:
            return False
        self._key, self._at = key, now
        return True

    def show(self, buttons: tuple[str, ...], now: int) -> None:
        """What the buttons do from now on, the large one first."""
        if buttons[:1] != self._shown[:1]:
            self._large_turned = now
        if buttons != self._shown:
            self._shown, self._moved = buttons, now

    def early(self, key: str, now: int, *, large: bool) -> bool:
        """Whether a button has only just become what it is: who presses it now meant what it was
        before, whether a slow answer changed it, time, or somebody else."""
        if key == CLICK:
            return now - self._moved < DOUBLE_PRESS_MS
        return large and now - self._large_turned < DOUBLE_PRESS_MS

    def settled(self, now: int) -> bool:
        """Whether any press would count now."""
        return now - max(self._at, self._large_turned, self._moved) >= DOUBLE_PRESS_MS

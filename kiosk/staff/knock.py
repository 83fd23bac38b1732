"""The way in that no visitor finds by chance: five touches in one of the two left corners."""

from __future__ import annotations

from dataclasses import dataclass

TOUCHES = 5
WITHIN_MS = 4_000


@dataclass(slots=True)
class Knock:
    """Counts touches in a corner; two corners, so that one of them is low enough for everybody."""

    _corner: str = ""
    _count: int = 0
    _began: int = 0

    def touch(self, x: float, y: float, height: float, side: float, now: int) -> bool:
        """Whether this touch is the last of them. `side` is the corner's, in pixels like the rest;
        `now` a steady clock's milliseconds."""
        corner = _corner(x, y, height, side)
        if not corner:
            self._count = 0
            return False
        if corner != self._corner or self._count == 0 or now - self._began > WITHIN_MS:
            self._corner, self._count, self._began = corner, 0, now
        self._count += 1
        if self._count < TOUCHES:
            return False
        self._count = 0
        return True


def _corner(x: float, y: float, height: float, side: float) -> str:
    if x > side:
        return ""
    return "top" if y <= side else "foot" if y >= height - side else ""

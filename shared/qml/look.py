"""How large things are on a certain screen: from its diagonal, resolution and distance."""

from __future__ import annotations

import math
from dataclasses import dataclass

MM_PER_INCH = 25.4
DESK_DPI = 96
"""Pixels an inch at which a desk's unit is one pixel."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the QML theme is told: a style, pixels per millimetre, and pixels per unit.

    `style` is ``kiosk``, ``tv`` or ``desk``. A unit is a pixel of a screen that is 1080 pixels
    wide on its short side, or of a desk screen with 96 dpi.
    """

    style: str
    px_per_mm: float
    unit: float

    @classmethod
    def for_kiosk(cls, width: int, height: int, diagonal_inches: float) -> Look:
        """A touchscreen read from half a metre."""
        return cls("kiosk", px_per_mm(width, height, diagonal_inches), min(width, height) / 1080)

    @classmethod
    def for_tv(cls, width: int, height: int, diagonal_inches: float) -> Look:
        """A TV: 4K shows the same picture as 1080p, finer."""
        return cls("tv", px_per_mm(width, height, diagonal_inches), min(width, height) / 1080)

    @classmethod
    def for_desk(cls, dpi: float = DESK_DPI) -> Look:
        """An officer's own screen."""
        return cls("desk", dpi / MM_PER_INCH, dpi / DESK_DPI)


def px_per_mm(width: int, height: int, diagonal_inches: float) -> float:
    """Pixels per millimetre of a screen with square pixels; ValueError for an impossible one."""
    if min(width, height) < 1 or diagonal_inches <= 0:
        raise ValueError(f"no screen has {width} × {height} pixels on {diagonal_inches} inches")
    return math.hypot(width, height) / (diagonal_inches * MM_PER_INCH)

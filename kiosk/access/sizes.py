"""Sizes that follow from where a screen hangs and from where it is read. Millimetres, no Qt."""

from __future__ import annotations

import math

CAP_DEGREES = 0.7
"""EN 301 549, 5.1.4: the height of a capital H, seen from where the screen is read."""

CAP_RATIO = 0.727
"""Height of the font's capitals as a part of its size (the theme's `capRatio`)."""

HIGHEST_MM, LOWEST_MM = 1220, 380
"""Between them is every control (EN 301 549, 8.3; ADA 308)."""

LEAST_TEXT = 28
"""The theme's smallest text, in its units."""

LEAST_ZOOM = 1.25
"""Who asks for larger text gets it, however large the usual one is."""


def cap_height_mm(distance_mm: float) -> float:
    """How high capitals of large text stand at this reading distance."""
    return distance_mm * math.tan(math.radians(CAP_DEGREES))


def text_zoom(distance_mm: float, px_per_mm: float, unit: float) -> float:
    """The factor of all text sizes at which even the smallest text is large text."""
    needed = cap_height_mm(distance_mm) * px_per_mm / CAP_RATIO
    # The theme rounds sizes to whole pixels: half of one more keeps the height.
    return max(LEAST_ZOOM, (needed + 0.5) / (LEAST_TEXT * unit))


def reach_top(bottom_mm: float, height_px: float, px_per_mm: float) -> float:
    """From which pixel row downwards everything is low enough; 0 where the whole screen is."""
    above = bottom_mm + height_px / px_per_mm - HIGHEST_MM
    return min(height_px, max(0, math.ceil(above * px_per_mm)))


def reach_foot(bottom_mm: float, px_per_mm: float) -> float:
    """How many pixel rows at the foot of the screen are too low for a hand."""
    return max(0, math.ceil((LOWEST_MM - bottom_mm) * px_per_mm))

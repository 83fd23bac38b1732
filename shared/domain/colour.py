"""How well colours stand out against one another, and the nearest one that does."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_STEPS = 200

Demand = tuple[str, float]
"""Another colour, and the least contrast to it."""


def contrast(one: str, other: str) -> float | None:
    """The contrast ratio of two colours (WCAG 2.2), 1 to 21; None when one is no ``#rrggbb``."""
    first, second = _luminance(one), _luminance(other)
    if first is None or second is None:
        return None
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def is_colour(words: str) -> bool:
    """Whether it is a ``#rrggbb``."""
    return _COLOUR.fullmatch(words) is not None


def nearest(colour: str, demands: Iterable[Demand]) -> str | None:
    """The same hue, lighter or darker by as little as all demands allow; None: none does."""
    parts, wanted = _parts(colour), tuple(demands)
    if parts is None:
        return None
    hue, light, full = colorsys.rgb_to_hls(*parts)
    tried = sorted((step / _STEPS for step in range(_STEPS + 1)), key=lambda at: abs(at - light))
    candidates = (_written(colorsys.hls_to_rgb(hue, at, full)) for at in tried)
    return next((one for one in (colour, *candidates) if _meets(one, wanted)), None)


def _meets(colour: str, demands: Iterable[Demand]) -> bool:
    return all((contrast(colour, other) or 0.0) >= least for other, least in demands)


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _parts(colour: str) -> tuple[float, float, float] | None:
    match = _COLOUR.fullmatch(colour)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / 255 for part in match.groups())
    return red, green, blue


def _luminance(colour: str) -> float | None:
    parts = _parts(colour)
    if parts is None:
        return None
    red, green, blue = (_linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

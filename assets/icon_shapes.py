"""The drawings of assets/icons as SVG path data: own work, on a grid of 48 × 48.

Lines are 3 wide with round ends; what stands under ``fills`` is solid. A drawing keeps 4 free on
each side and says one thing: it is seen at 64 to 128 px from an arm's length.
"""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A drawing: path data of its lines and of its solid parts."""

    lines: str
    fills: str = ""
    weight: int = 3
    """How wide the lines are; signs of one stroke and what is seen from afar need more."""


def _dot(x: float, y: float, r: float) -> str:
    """Path data of a circle."""
    return f"M{x - r:g} {y}a{r} {r} 0 1 0 {2 * r:g} 0a{r} {r} 0 1 0 {-2 * r:g} 0Z"


def _box(x: float, y: float, w: float, h: float, r: float) -> str:
    """Path data of a rectangle with round corners."""
    right, down = w - 2 * r, h - 2 * r
    return (
        f"M{x + r:g} {y:g}h{right:g}a{r} {r} 0 0 1 {r} {r}v{down:g}a{r} {r} 0 0 1 -{r} {r}"
        f"h-{right:g}a{r} {r} 0 0 1 -{r} -{r}v-{down:g}a{r} {r} 0 0 1 {r} -{r}Z"
    )


_SHEET = "M13 5h15l9 9v29H13Z M28 5v9h9"
"""A sheet of paper with a folded corner."""
_PERSON = _dot(24, 15, 7) + "M9 42c0-9 6-15 15-15s15 6 15 15"

SITE_SHAPES: dict[str, Shape] = {
    "baby": Shape(
        _dot(24, 23, 17) + "M17 29c2 4 5 5 7 5s5-1 7-5 M24 6c-3 3-2 7 2 7s4-4 1-5",
        _dot(17.5, 22, 2.4) + _dot(30.5, 22, 2.4),
    ),
    "book": Shape(
        "M24 12C19 8 12 7 5 8v31c7-1 14 0 19 4c5-4 12-5 19-4V8c-7-1-14 0-19 4Z M24 12v31"
    ),
    "briefcase": Shape(
        _box(5, 15, 38, 27, 4) + "M17 15v-5a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v5 M5 27h38 M24 24v6"
    ),
    "building": Shape(
        "M11 43V7a2 2 0 0 1 2-2h22a2 2 0 0 1 2 2v36 M5 43h38 M20 43v-9h8v9"
        "M18 13h3 M27 13h3 M18 20h3 M27 20h3 M18 27h3 M27 27h3"
    ),
    "calendar": Shape(
        _box(6, 9, 36, 33, 4) + "M6 19h36 M15 5v8 M33 5v8",
        _dot(15.5, 27, 2.3)
        + _dot(24, 27, 2.3)
        + _dot(32.5, 27, 2.3)
        + _dot(15.5, 34.5, 2.3)
        + _dot(24, 34.5, 2.3),
    ),
    "car": Shape(
        "M9.5 36H7a1 1 0 0 1-1-1v-9l5-2l4-10a3 3 0 0 1 3-2h12a3 3 0 0 1 3 2l4 10l5 2v9"
        "a1 1 0 0 1-1 1h-2.5 M18.5 36h11 M12 24h24" + _dot(14, 36, 4.5) + _dot(34, 36, 4.5)
    ),
    "certificate": Shape(
        "M27 37H9a3 3 0 0 1-3-3V10a3 3 0 0 1 3-3h30a3 3 0 0 1 3 3v14 M13 16h22 M13 24h11"
        + _dot(35, 31, 6.5)
        + "M31 36.5V44l4-2.5l4 2.5v-7.5"
    ),
    "court": Shape(
        "M5 18L24 6l19 12Z M9 18v4 M39 18v4 M12 24v12 M20 24v12 M28 24v12 M36 24v12"
        "M7 37h34 M5 43h38"
    ),
    "document": Shape(_SHEET + "M19 22h12 M19 29h12 M19 36h8"),
    "electricity": Shape("M27 4L10 27h12l-2 17l18-24H26Z"),
    "faith": Shape(
        "M8 43V28 M40 43V28 M8 31h32 M5 43h38 M24 11c5 5 12 8 12 15a6 6 0 0 1-2 5H14a6 6 0 0 1-2-5"
        "c0-7 7-10 12-15Z M24 11V5 M19 43v-4a5 5 0 0 1 10 0v4"
    ),
    "family": Shape(
        _dot(14, 12, 5.5)
        + _dot(34, 12, 5.5)
        + _dot(24, 27, 4.5)
        + "M4 40V30c0-5 4-9 10-9c2 0 3.5 .4 5 1.2 M44 40V30c0-5-4-9-10-9c-2 0-3.5 .4-5 1.2"
        "M15 43c0-5 4-8 9-8s9 3 9 8"
    ),
    "fingerprint": Shape(
        "M9 18C11 10 17 5 24 5s13 5 15 13 M8 33c1-4 1-6 1-9a15 15 0 0 1 30 0c0 4-.2 7-1 11"
        "M14 39c2-5 2-10 2-15a8 8 0 0 1 16 0c0 7-1 13-4 19 M24 24c0 7-1 13-4 19"
    ),
    "food": Shape("M10 5v8a6 6 0 0 0 12 0V5 M16 5v38 M36 43V5c-5 2-7 7-7 13v10h7"),
    "hands": Shape(
        "M24 21c-5-4-8-7-8-11c0-3 2-5 4.5-5c2 0 3 1 3.5 2.500c.5-1.5 1.5-2.5 3.5-2.5"
        "c2.5 0 4.5 2 4.5 5c0 4-3 7-8 11Z"
        "M5 31h7l6 4h8a3 3 0 0 1 0 6h-7 M26 39l12-8a3 3 0 0 1 4 4L30 43H5"
    ),
    "health": Shape(
        "M24 42C12 33 5 26 5 17c0-6 4-10 9.5-10c4 0 7.5 2 9.5 6c2-4 5.5-6 9.5-6C39 7 43 11 43 17"
        "c0 9-7 16-19 25Z M24 18v12 M18 24h12"
    ),
    "house": Shape("M5 24L24 7l19 17 M10 20v22h28V20 M33 14.5V7h4.500v11 M20 42V30h8v12"),
    "id-card": Shape(
        _box(4, 9, 40, 30, 4)
        + _dot(16, 20, 4)
        + "M9 33c0-4 3-7 7-7s7 3 7 7 M29 18h9 M29 25h9 M29 32h6"
    ),
    "land": Shape(
        "M9 24l-5 18h40l-5-18 M24 34c-7-8-11-13-11-18a11 11 0 0 1 22 0c0 5-4 10-11 18Z"
        + _dot(24, 16, 3.5)
    ),
    "leaf": Shape("M8 40C6 20 16 8 41 7c1 22-9 33-26 31 M6 43C12 32 19 25 29 19"),
    "licence": Shape(
        _box(4, 9, 40, 30, 4) + "M10 31l2-6l2-4a2 2 0 0 1 2-1h6a2 2 0 0 1 2 1l2 4l2 2v4Z M11 25h14"
        "M34 17h4 M34 24h4 M34 31h4",
        _dot(14.5, 31.5, 2.6) + _dot(23.5, 31.5, 2.6),
    ),
    "medicine": Shape(
        "M8.5 27.500L27.5 8.500a9 9 0 0 1 12.7 12.700L21.2 40.200A9 9 0 0 1 8.5 27.500Z"
        "M18 18l12.7 12.7"
        "M13 28l4-4"
    ),
    "money": Shape(
        _box(4, 12, 40, 24, 3) + _dot(24, 24, 5.5) + "M11 12c0 4-3 7-7 7 M37 12c0 4 3 7 7 7"
        "M11 36c0-4-3-7-7-7 M37 36c0-4 3-7 7-7"
    ),
    "motorcycle": Shape(
        _dot(11, 33, 7)
        + _dot(37, 33, 7)
        + "M11 33l7-11h11l8 11 M18 22l-4-4H8 M29 22l-3-10h-6 M26 12l6-2 M18 33h9l5-7"
    ),
    "moving": Shape(
        "M4 12h24v24h-4 M28 19h8l8 9v8h-3 M4 12v24h4 M17 36h15 M36 19v9h8"
        + _dot(12.5, 37, 4.5)
        + _dot(36.5, 37, 4.5)
    ),
    "passport": Shape(
        _box(9, 4, 30, 40, 4)
        + _dot(24, 20, 8)
        + "M16 20h16 M24 12c-4 5-4 11 0 16 M24 12c4 5 4 11 0 16 M18 37h12"
    ),
    "people": Shape(
        _dot(17, 16, 6.5)
        + "M4 41c0-8 5-13 13-13s13 5 13 13 M30 10.500a6.5 6.5 0 0 1 0 12 M35 29c6 1 9 6 9 12"
    ),
    "phone": Shape(_box(13, 4, 22, 40, 4) + "M13 34h22 M21 9h6", _dot(24, 39, 1.8)),
    "ring": Shape(_dot(24, 30, 13) + "M18 18L14 10l5-5h10l5 5l-4 8 M14 10h20"),
    "scales": Shape(
        "M24 6v36 M14 42h20 M9 13c6 0 10-3 15-3s9 3 15 3 M9 13L3.5 28 M9 13l5.5 15 M39 13"
        "l-5.5 15 M39 13l5.5 15"
        "M3.5 28c0 4 2.5 6 5.5 6s5.5-2 5.5-6Z M33.5 28c0 4 2.5 6 5.5 6s5.5-2 5.5-6Z"
    ),
    "school": Shape("M3 19L24 9l21 10l-21 10Z M12 24v10c3 4 7 6 12 6s9-2 12-6V24 M44 20v13"),
    "shield": Shape("M24 4l17 6v12c0 11-7 18-17 22C14 40 7 33 7 22V10Z M16 24l6 6l11-12"),
    "ship": Shape("M5 31h38l-5 11H10Z M11 31V19h26v12 M18 19v-8h12v8 M24 11V5 M11 25h26"),
    "shop": Shape(
        "M8 22v20h32V22 M5 17L9 6h30l4 11c0 3-2 5-5 5s-4.5-2-4.5-5c0 3-2 5-4.75 5"
        "S24 20 24 17c0 3-2 5-4.75 5"
        "S14.5 20 14.5 17c0 3-2 5-4.75 5S5 20 5 17Z M18 42V30h12v12"
    ),
    "stamp": Shape(
        "M20 26c0-5-3-6-3-12a7 7 0 0 1 14 0c0 6-3 7-3 12 M10 26h28a2 2 0 0 1 2 2v7H8v-7"
        "a2 2 0 0 1 2-2Z M8 43h32"
    ),
    "talk": Shape(
        "M8 6h24a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H18l-8 7v-7H8a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Z"
        "M41 16.5a3 3 0 0 1 2 2.800V33a3 3 0 0 1-3 3h-1.500v6.5L31 36H22 M13 13h14 M13 19h9"
    ),
    "tax": Shape(_SHEET + "M31 22L19 36", _dot(20, 24, 3) + _dot(30, 34, 3)),
    "tools": Shape(
        "M34 6l-7 7l1.5 6.5l6.5 1.500l7-7a11 11 0 0 1-14 14L14 42a4.5 4.5 0 0 1-6.4 0"
        "l-1.6-1.6a4.5 4.5 0 0 1 0-6.400L20 20A11 11 0 0 1 34 6Z"
    ),
    "umbrella": Shape(
        "M4 25C5 14 13 7 24 7s19 7 20 18c-3-3-7-3-10 0c-3-3-7-3-10 0c-3-3-7-3-10 0"
        "c-3-3-7-3-10 0Z M24 25v13a4.5 4.5 0 0 1-9 0 M24 7V4"
    ),
    "water": Shape(
        "M24 4c8 10 14 16 14 25a14 14 0 0 1-28 0C10 20 16 14 24 4Z M17 30a7 7 0 0 0 7 7"
    ),
    "work": Shape(
        "M5 34h38 M8 34v-4a16 16 0 0 1 32 0v4 M19 15v11 M29 15v11 M19 15c0-4 2-5 5-5"
        "s5 1 5 5 M5 34v5h38v-5"
    ),
}

UI_SHAPES: dict[str, Shape] = {
    "access": Shape(
        "M20 17v13h11l6 11 M20 22h10 M14 25a10 10 0 1 0 14 13",
        _dot(20, 9, 4.2),
    ),
    "back": Shape("M41 24H9 M21 10L7.5 24L21 38", weight=4),
    "check": Shape("M7 26l12 11L41 12", weight=5),
    "clock": Shape(_dot(24, 24, 19) + "M24 13v12l8 5"),
    "close": Shape("M10 10l28 28 M38 10L10 38", weight=5),
    "disconnected": Shape(
        "M4 18a30 30 0 0 1 40 0 M11 26a20 20 0 0 1 24-1.5 M18 33.5a9.5 9.5 0 0 1 8-2.3"
        "M33 32l10 10 M43 32L33 42",
        _dot(22, 40, 2.6),
    ),
    "down-floor": Shape("M5 10h10v9h10v9h10v9h9 M34 6v14 M28 14.500l6 6l6-6"),
    "globe": Shape(
        _dot(24, 24, 19)
        + "M5 24h38 M24 5c-11 11-11 27 0 38 M24 5c11 11 11 27 0 38 M8 14h32 M8 34h32"
    ),
    "grid": Shape(
        _box(6, 6, 15, 15, 3)
        + _box(27, 6, 15, 15, 3)
        + _box(6, 27, 15, 15, 3)
        + _box(27, 27, 15, 15, 3)
    ),
    "contrast": Shape(_dot(24, 24, 19), "M24 5a19 19 0 0 1 0 38Z"),
    "headphones": Shape(
        "M7 29v-4a17 17 0 0 1 34 0v4" + _box(5, 28, 9, 14, 3) + _box(34, 28, 9, 14, 3)
    ),
    "large-text": Shape("M4 40L16 9l12 31 M8.5 29h15 M30 40l6.500-17L43 40 M32.5 34h8"),
    "picture": Shape(_box(5, 8, 38, 32, 4) + "M6 35l11-12l9 10l6-7l10 10", _dot(33, 17, 3.2)),
    "wheelchair": Shape(
        "M20 16v12h12l6 11h4 M20 21h9 M15 23a11 11 0 1 0 14.500 14.500", _dot(20, 8, 3.6)
    ),
    "help": Shape(
        _dot(24, 24, 19) + "M18 19a6 6 0 1 1 9 5.500c-2 1.2-3 2.5-3 4.5",
        _dot(24, 35, 2.3),
    ),
    "home": Shape("M5 24L24 7l19 17 M10 20v22h9V30h10v12h9V20"),
    "list": Shape(
        "M18 12h25 M18 24h25 M18 36h25", _dot(8, 12, 3) + _dot(8, 24, 3) + _dot(8, 36, 3)
    ),
    "loudspeaker": Shape(
        "M5 18h8L25 8v32L13 30H5Z M32 17a9.5 9.5 0 0 1 0 14 M37 10a19 19 0 0 1 0 28"
    ),
    "map": Shape(
        "M24 30C16 21 12.500 17.500 12.500 14.500a11.500 11.500 0 0 1 23 0c0 3-3.500 6.500-11.500"
        " 15.500Z M10 25H8L5 43h38l-3-18h-2",
        _dot(24, 14.5, 3.4),
    ),
    "mute": Shape("M5 18h8L25 8v32L13 30H5Z M32 18l12 12 M44 18L32 30"),
    "next": Shape("M17 8l16 16l-16 16", weight=5),
    "paper-out": Shape(
        "M12 20V5h24v15 M12 35H8a4 4 0 0 1-4-4v-7a4 4 0 0 1 4-4h32a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4h-4"
        "M12 31h24v12H12Z M19 9l10 8 M29 9l-10 8"
    ),
    "pause": Shape("M16 9v30 M32 9v30", weight=7),
    "person": Shape(_PERSON),
    "previous": Shape("M31 8L15 24l16 16", weight=5),
    "printer": Shape(
        "M12 17V5h24v12 M12 35H8a4 4 0 0 1-4-4V21a4 4 0 0 1 4-4h32a4 4 0 0 1 4 4v10"
        "a4 4 0 0 1-4 4h-4"
        "M12 28h24v15H12Z M18 36h12",
        _dot(37, 23, 2),
    ),
    "scan": Shape(
        "M5 15V9a4 4 0 0 1 4-4h6 M33 5h6a4 4 0 0 1 4 4v6 M43 33v6a4 4 0 0 1-4 4h-6 M15 43"
        "H9a4 4 0 0 1-4-4v-6"
        "M14 14h7v7h-7Z M28 14h6v7 M14 28h7v6 M28 28v6h6"
    ),
    "search": Shape(_dot(21, 21, 15) + "M32 32l11 11"),
    "star": Shape(
        "M24 5l5.8 12.200l13.2 1.700l-9.7 9.200l2.5 13.200L24 35l-11.8 6.300l2.5-13.200"
        "L5 18.900l13.2-1.700Z"
    ),
    "ticket": Shape(
        "M6 12h36v7a5 5 0 0 0 0 10v7H6v-7a5 5 0 0 0 0-10Z M30 13v3 M30 22v4 M30 32v3"
        "M13 20h9 M13 28h6"
    ),
    "up-floor": Shape("M5 38h10v-9h10v-9h10v-9h9 M14 20V6 M8 11.500l6-6l6 6"),
    "warning": Shape("M24 5L45 42H3Z M24 18v11", _dot(24, 35.5, 2.3)),
}

ARROW = Shape("M24 41V9 M9.5 22L24 7.5L38.5 22", weight=6)
"""Points up; the eight arrows are turns of it."""

"""Where things lie in the sample hall, as fractions of a floor's plan: made up, like its desks."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]


class Area(NamedTuple):
    """A waiting area: its middle, and the rectangle it takes (left, top, right, bottom)."""

    zone: str
    floor: int
    middle: Point
    room: tuple[float, float, float, float]


AREAS = (
    Area("biru", 1, (0.22, 0.44), (0.1, 0.2, 0.36, 0.7)),
    Area("kuning", 1, (0.5, 0.28), (0.4, 0.2, 0.61, 0.36)),
    Area("hijau", 1, (0.775, 0.44), (0.65, 0.2, 0.9, 0.7)),
    Area("jingga", 2, (0.25, 0.46), (0.1, 0.2, 0.36, 0.72)),
    Area("toska", 2, (0.5, 0.28), (0.4, 0.2, 0.64, 0.36)),
    Area("ungu", 2, (0.79, 0.46), (0.68, 0.2, 0.9, 0.72)),
    Area("merah", 3, (0.25, 0.44), (0.1, 0.2, 0.42, 0.68)),
    Area("putih", 3, (0.75, 0.44), (0.58, 0.2, 0.9, 0.68)),
)

KIOSKS: dict[str, Point] = {"kiosk-1": (0.46, 0.86), "kiosk-2": (0.74, 0.86)}
STAIRS: Point = (0.5, 0.48)
DESK: Point = (0.5, 0.66)
DESK_FLOOR = DOOR_FLOOR = 1
NORTH, WEST, EAST = 0.1, 0.05, 0.95


def _along(first: int, ends: tuple[float, float], count: int) -> dict[int, float]:
    step = (ends[1] - ends[0]) / max(1, count - 1)
    return {first + place: round(ends[0] + place * step, 3) for place in range(count)}


def _north(first: int, ends: tuple[float, float], count: int) -> dict[int, Point]:
    return {number: (x, NORTH) for number, x in _along(first, ends, count).items()}


def _side(x: float, first: int, ends: tuple[float, float], count: int) -> dict[int, Point]:
    return {number: (x, y) for number, y in _along(first, ends, count).items()}


COUNTERS: dict[int, Point] = {
    **_side(WEST, 1, (0.7, 0.2), 5),
    **_north(6, (0.11, 0.36), 5),
    **_north(18, (0.44, 0.56), 3),
    **_north(11, (0.67, 0.83), 3),
    **_side(EAST, 14, (0.2, 0.7), 4),
    **_side(WEST, 21, (0.68, 0.24), 3),
    **_north(24, (0.14, 0.34), 3),
    **_north(32, (0.43, 0.61), 4),
    **_north(27, (0.74, 0.84), 2),
    **_side(EAST, 29, (0.24, 0.68), 3),
    **_side(WEST, 36, (0.6, 0.3), 2),
    **_north(38, (0.25, 0.25), 1),
    **_north(39, (0.64, 0.78), 2),
    **_side(EAST, 41, (0.32, 0.58), 2),
}

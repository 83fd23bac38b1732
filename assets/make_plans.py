"""Draws the sample hall's floor plans: ``python -m assets.make_plans``.

Walls, waiting areas, counters, stairs: no words, for a kiosk writes them in its visitor's language.
The same places give the same files, byte for byte.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from assets.sample_plan import AREAS, COUNTERS, DESK, DESK_FLOOR, DOOR_FLOOR, KIOSKS, STAIRS, Area

FOLDER = Path(__file__).parent / "plans"
WIDTH, HEIGHT = 1600, 1000
WALL, FURNITURE, FLOOR, LINE = "#55606a", "#b9b2a3", "#fbf9f4", "#8b939a"
SEAT = 22


def plan(floor: int, colours: dict[str, str], zones: dict[int, str]) -> str:
    """The drawing of a floor; `zones`: the zone of each counter."""
    areas = [area for area in AREAS if area.floor == floor]
    here = {area.zone for area in areas}
    parts = [
        *_walls(floor),
        *(part for area in areas for part in _waiting(area, colours[area.zone])),
        *(_counter(number) for number, zone in sorted(zones.items()) if zone in here),
        *_stairs(),
        *(_desk() if floor == DESK_FLOOR else ()),
        *(_kiosk(x, y) for x, y in KIOSKS.values() if floor == DOOR_FLOOR),
    ]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"


def _rect(box: tuple[float, float, float, float], round_: int, style: str) -> str:
    left, top, right, bottom = box
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}"'
        f' height="{bottom - top:.0f}" rx="{round_}" {style}/>'
    )


def _walls(floor: int) -> Iterator[str]:
    yield _rect((20, 20, 1580, 980), 18, f'fill="{FLOOR}" stroke="{WALL}" stroke-width="14"')
    if floor == DOOR_FLOOR:
        yield f'<path d="M700 980H900" stroke="{FLOOR}" stroke-width="16"/>'
        yield (
            f'<path d="M700 980a100 100 0 0 1 100-100 M900 980a100 100 0 0 0-100-100"'
            f' fill="none" stroke="{LINE}" stroke-width="4"/>'
        )


def _waiting(area: Area, colour: str) -> Iterator[str]:
    left, top, right, bottom = _scaled(area.room)
    style = f'fill="{colour}" fill-opacity="0.28" stroke="{colour}" stroke-width="4"'
    yield _rect((left, top, right, bottom), 24, style)
    for y in _rows(top, bottom):
        for x in _rows(left, right):
            box = (x - SEAT / 2, y - SEAT / 2, x + SEAT / 2, y + SEAT / 2)
            yield _rect(box, 7, f'fill="{colour}" fill-opacity="0.55"')


def _rows(low: float, high: float) -> Iterator[float]:
    """Seats stand 46 apart, as many as there is room for."""
    count = int((high - low - 50) // 46)
    first = (low + high - (count - 1) * 46) / 2
    return (first + place * 46 for place in range(count))


def _scaled(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return box[0] * WIDTH, box[1] * HEIGHT, box[2] * WIDTH, box[3] * HEIGHT


def _counter(number: int) -> str:
    x, y = COUNTERS[number][0] * WIDTH, COUNTERS[number][1] * HEIGHT
    wide, high = (66, 44) if COUNTERS[number][1] < 0.15 else (44, 66)
    box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    return _rect(box, 8, f'fill="{FURNITURE}" stroke="{LINE}" stroke-width="3"')


def _stairs() -> Iterator[str]:
    x, y = STAIRS[0] * WIDTH, STAIRS[1] * HEIGHT
    yield _rect((x - 90, y - 50, x + 90, y + 50), 10, f'fill="#ffffff" stroke="{LINE}"')
    steps = "".join(f"M{x - 75 + 25 * step:.0f} {y - 50:.0f}v100" for step in range(7))
    yield f'<path d="{steps}" stroke="{LINE}" stroke-width="4"/>'
    yield (
        f'<path d="M{x - 70:.0f} {y:.0f}h120m-26-22l26 22l-26 22" fill="none" stroke="{WALL}"'
        ' stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _desk() -> Iterator[str]:
    x, y = DESK[0] * WIDTH, DESK[1] * HEIGHT
    ring = f'r="46" fill="#ffffff" stroke="{WALL}" stroke-width="6"'
    yield f'<circle cx="{x:.0f}" cy="{y:.0f}" {ring}/>'
    yield f'<circle cx="{x:.0f}" cy="{y - 20:.0f}" r="6" fill="{WALL}"/>'
    stroke = f'stroke="{WALL}" stroke-width="11" stroke-linecap="round"'
    yield f'<path d="M{x:.0f} {y - 4:.0f}v26" {stroke}/>'


def _kiosk(x: float, y: float) -> str:
    box = (x * WIDTH - 20, y * HEIGHT - 14, x * WIDTH + 20, y * HEIGHT + 14)
    return _rect(box, 6, f'fill="{WALL}"')


def main(folder: Path = FOLDER) -> int:
    """Writes the plans into `folder`; the exit status is always 0."""
    hall = tomllib.loads((FOLDER.parent / "sample" / "hall.toml").read_text(encoding="utf-8"))
    colours = {zone["code"]: zone["colour"] for zone in hall["zones"]}
    zones: dict[int, str] = {}
    for desk in hall["desks"]:
        first, _, last = desk["numbers"].partition("-")
        zones |= dict.fromkeys(range(int(first), int(last or first) + 1), desk["zone"])
    folder.mkdir(exist_ok=True)
    for floor in sorted({area.floor for area in AREAS}):
        (folder / f"floor-{floor}.svg").write_text(plan(floor, colours, zones), encoding="utf-8")
    sys.stderr.write(f"plans: {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

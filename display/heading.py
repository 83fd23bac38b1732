"""The zones in a TV's header: what stands there, and how many lines that takes."""

from __future__ import annotations

from collections.abc import Sequence

from display.sizes import Screen, aside_cap, note_cap
from shared.domain.site import Site, Zone, text
from shared.domain.site_check.width import em_width

MANY = 4
"""So many zones of one kind ("Zona Biru", "Zona Hijau" …) stand without their common word."""
CAP = 0.727
_CLOCK, _LOGO, _GAPS = 230, 240, 90
"""Beside the zones, in units: of a picture 1080 pixels on its short side."""
_DATE_EM = 8.0
"""Of the longest date."""
_FLOOR_EM, _BLOCK_EM, _GAP_EM, _BOLD = 4.4, 2.1, 0.7, 1.0
"""In ems: a floor before its zones, a zone's block of colour with its gaps, the gap behind a zone,
heavy letters."""


def names(zones: Sequence[Zone]) -> list[str]:
    """As they stand in the header."""
    full = [text(zone.name, "id") for zone in zones]
    first = {name.split(" ", 1)[0] for name in full}
    if len(full) < MANY or len(first) > 1 or not all(" " in name for name in full):
        return full
    return [name.split(" ", 1)[1] for name in full]


def zone_lines(site: Site | None, zones: Sequence[str], screen: Screen) -> int:
    """How many lines the zones take in letters that the last chair reads; a floor that does not
    fit behind another one begins a line."""
    shown = [zone for zone in site.zones if zone.code in zones] if site is not None else []
    if site is None or len(shown) < 2:
        return 1
    unit = screen.short / 1080
    em = note_cap(screen) / CAP
    beside = (_CLOCK + (_LOGO if site.theme.logo else 0)) * unit
    if not screen.portrait:
        hall = em_width(site.name) * aside_cap(screen) / CAP
        beside += max(hall, _DATE_EM * em) + _GAPS * unit
    room = (screen.width - beside) / em + _GAP_EM
    wide: dict[int, list[float]] = {}
    for zone, name in zip(shown, names(shown), strict=True):
        wide.setdefault(zone.floor, []).append(_BLOCK_EM + _BOLD * em_width(name))
    lines, used = 1, 0.0
    for floor in wide.values():
        whole = _FLOOR_EM + sum(floor)
        if used and used + whole > room:
            lines, used = lines + 1, 0.0
        used += _FLOOR_EM
        for one in floor:  # what goes on in another line stands below the first
            if used + one > room and used > _FLOOR_EM:
                lines, used = lines + 1, _FLOOR_EM
            used += one
    return lines

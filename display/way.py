"""The way from where a TV hangs to a counter: an arrow, and the floor where it is another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.icons import ARROWS
from shared.domain.site import Counter, Site

TURNS = {name: 45 * eighth for eighth, name in enumerate(ARROWS)}
"""The arrows a site may name, as degrees clockwise from straight up (ahead)."""

NO_ARROW = -1


@dataclass(frozen=True, slots=True)
class Way:
    """`turn` in degrees clockwise from up, or NO_ARROW; `floor` None on the TV's own floor."""

    turn: int = NO_ARROW
    floor: int | None = None


class Ways:
    """All ways from one TV."""

    def __init__(self, site: Site, zones: tuple[str, ...], arrows: Mapping[str, str]) -> None:
        self._arrows = arrows
        self._counters: dict[str, Counter] = {counter.id: counter for counter in site.counters}
        self._floors: dict[str, int] = {zone.code: zone.floor for zone in site.zones}
        self._floor = next((self._floors[zone] for zone in zones if zone in self._floors), None)

    def to(self, counter: str) -> Way:
        """The way to a counter: its own arrow, else its zone's, else up or down the stairs."""
        zone = self._counters[counter].zone if counter in self._counters else ""
        floor = self._floors.get(zone)
        elsewhere = floor if floor is not None and floor != self._floor else None
        name = self._arrows.get(counter) or self._arrows.get(zone) or self._stairs(elsewhere)
        return Way(TURNS.get(name, NO_ARROW), elsewhere)

    def _stairs(self, floor: int | None) -> str:
        if floor is None or self._floor is None:
            return ""
        return "up" if floor > self._floor else "down"

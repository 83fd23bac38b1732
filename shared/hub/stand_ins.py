"""Zones without a living TV: which other TV shows their calls meanwhile.

Somebody may have named it, by hand or in the site (`Display.stands_in_for`); otherwise one of the
same voice group does, on the same floor before another, and of these the one with the fewest
zones. A zone is taken over once its last TV has been away for `GRACE_SECONDS`, and given back the
moment one is there again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from shared.domain.hall import Hall
from shared.domain.ids import DeviceId, ZoneCode
from shared.domain.plan import Plan
from shared.domain.site import BY_ZONES, Display
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role

log = logging.getLogger(__name__)

GRACE_SECONDS = 3.0
"""A TV that only starts anew, or comes back after the hub did, needs nobody in its place."""
_EARLY = 0.1
"""A loop's timer may go off a little before its time; nothing else would look again."""


class StandIns:
    """Keeps `presence.stand_ins`. `tell` is called when time alone has changed them."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        tell: Callable[[], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], object] | None = None,
    ) -> None:
        self._hall = hall
        self._presence = presence
        self._tell = tell
        self._clock = clock
        self._later = later or _on_loop
        self._dark: dict[ZoneCode, float] = {}
        """Since when a zone has no living TV."""
        presence.watch(self.look)

    def look(self) -> None:
        """Somebody came or went, or was given other zones."""
        plan, now = self._hall.plan, self._clock()
        lines = [] if plan is None else self._presence.lines(Role.DISPLAY)
        seen = {zone for line in lines for zone in self._presence.zones_of(line)}
        dark = [] if plan is None else [zone for zone in plan.zones if zone not in seen]
        for zone in dark:
            if zone not in self._dark:
                self._later(GRACE_SECONDS, self._due)
        self._dark = {zone: self._dark.get(zone, now) for zone in dark}
        over = [zone for zone in dark if now >= self._dark[zone] + GRACE_SECONDS - _EARLY]
        found = {} if plan is None else dict(self._chosen(plan, over, lines))
        self._log(found)
        self._presence.stand_ins = found

    def _due(self) -> None:
        self.look()
        self._tell()

    def _chosen(
        self, plan: Plan, zones: Iterable[ZoneCode], lines: list[Line]
    ) -> Iterable[tuple[ZoneCode, DeviceId]]:
        living = {line.device for line in lines if self._presence.zones_of(line)}
        for zone in zones:
            named = self._named(plan, zone)
            alive = [one for one in named if one in living]
            if alive:
                yield zone, alive[0]
            elif not named and living and self._had_one(plan, zone):
                near = self._in_earshot(plan, zone, living)
                if near:
                    yield zone, near[0]

    def _named(self, plan: Plan, zone: ZoneCode) -> list[DeviceId]:
        """Those of the site first; a TV that became a door panel is none of them."""
        said = {one.id: one.stands_in_for for one in plan.site.displays}
        for device in self._hall.devices.values():
            by_hand = device.settings.get("stands_in_for")
            if by_hand and device.role == Role.DISPLAY:
                said[device.id] = tuple(by_hand)
        willing = (id_ for id_, zones in said.items() if zone in zones)
        return [id_ for id_ in willing if not self._presence.is_door(id_)]

    def _had_one(self, plan: Plan, zone: ZoneCode) -> bool:
        """A zone that has no TV of its own by plan is not dark because of a fault."""
        listed = any(zone in one.zones and _by_zones(one) for one in plan.site.displays)
        met = self._hall.devices.values()
        return listed or any(one.role == Role.DISPLAY and zone in one.zones for one in met)

    def _in_earshot(self, plan: Plan, zone: ZoneCode, living: set[DeviceId]) -> list[DeviceId]:
        """The living TVs of its voice group, the most fitting first."""
        own = plan.zones[zone]
        fitness: list[tuple[bool, int, DeviceId]] = []
        for device in living:
            zones = self._hall.devices[device].zones
            shown = [plan.zones[code] for code in zones if code in plan.zones]
            if any(one.voice_group == own.voice_group for one in shown):
                elsewhere = all(one.floor != own.floor for one in shown)
                fitness.append((elsewhere, len(shown), device))
        return [device for _, _, device in sorted(fitness)]

    def _log(self, found: dict[ZoneCode, DeviceId]) -> None:
        before = self._presence.stand_ins
        for zone in found.keys() - before.keys():
            log.warning("zone %s has no TV: %s stands in", zone, found[zone])
        for zone in before.keys() - found.keys():
            log.info("zone %s: %s stands in no more", zone, before[zone])


def _by_zones(display: Display) -> bool:
    return display.layout == BY_ZONES


def _on_loop(seconds: float, work: Callable[[], None]) -> object:
    return asyncio.get_running_loop().call_later(seconds, work)

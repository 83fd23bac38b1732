"""Kiosks and TVs that were on the line today and are not: nobody can hear of it from themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable

from shared.domain.hall import Hall
from shared.domain.ids import DeviceId
from shared.hub.presence import Presence
from shared.hub.roles import Role
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

log = logging.getLogger(__name__)

AWAY_SECONDS = 30.0
"""A device may start anew, or its cable be plugged in again, without anybody's being told."""

CODES = {Role.KIOSK: TroubleCode.KIOSK_AWAY, Role.DISPLAY: TroubleCode.DISPLAY_AWAY}
"""Roles that are missed. A counter's own screen tells its officer."""

Met = tuple[Role, DeviceId]


class Absent:
    """Since when each device that had a line during this business day has none."""

    def __init__(
        self, hall: Hall, presence: Presence, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` counts seconds, whatever is done to the machine's time."""
        self._hall = hall
        self._presence = presence
        self._clock = clock
        self._here: set[Met] = set()
        self._gone: dict[Met, float] = {}
        self._listed: set[Met] = set()
        """Those of `_gone` that the site named when they went."""
        self._told: set[Met] = set()
        self._date = hall.date
        presence.watch(self.look)

    def adopt(self, heard: Iterable[Met]) -> None:
        """Devices that an earlier process of the hub heard of today: their 30 s begin now."""
        self.look()
        for one in heard:
            if one not in self._here:
                self._go(one)

    def look(self) -> None:
        """Notes who came and who went; yesterday's absences are over."""
        here = {(role, line.device) for role in CODES for line in self._presence.lines(role)}
        if self._date != self._hall.date:
            self._date = self._hall.date
            self._gone.clear()
        for one in self._here - here:
            self._go(one)
        for one in here:
            self._gone.pop(one, None)
        self._here = here

    def _go(self, one: Met) -> None:
        self._gone[one] = self._clock()
        self._listed.discard(one)
        if one in self._named():
            self._listed.add(one)

    def troubles(self) -> list[DeviceTrouble]:
        """One for each device that is missed, told of in the log when it begins and ends."""
        self.look()
        missed = self._missed()
        self._log({(one.role, one.device) for one in missed})
        return missed

    def _missed(self) -> list[DeviceTrouble]:
        long_ago, named = self._clock() - AWAY_SECONDS, self._named()
        return [
            _missing(self._hall, *one)
            for one, since in sorted(self._gone.items())
            if since <= long_ago and (one in named or one not in self._listed)
            if not self._taken_out(one[1])
        ]

    def _taken_out(self, id_: DeviceId) -> bool:
        """Nobody waits for a device that was revoked."""
        device = self._hall.devices.get(id_)
        return device is not None and bool(device.revoked) and not device.key

    def _named(self) -> set[Met]:
        """What the site has; a device that it had and has no more was taken away."""
        if self._hall.plan is None:
            return set()
        site = self._hall.plan.site
        kiosks = {(Role.KIOSK, DeviceId(one.id)) for one in site.kiosks}
        return kiosks | {(Role.DISPLAY, DeviceId(one.id)) for one in site.displays}

    def _log(self, missed: set[tuple[str, str]]) -> None:
        now: set[Met] = {(Role(role), DeviceId(device)) for role, device in missed}
        for role, device in sorted(now - self._told):
            log.warning("%s: no line for %.0f s (%s)", device, AWAY_SECONDS, CODES[role])
        for role, device in sorted(self._told - now):
            log.info("%s: over: %s", device, CODES[role])
        self._told = now


def _missing(hall: Hall, role: Role, id_: DeviceId) -> DeviceTrouble:
    device = hall.devices.get(id_)
    return DeviceTrouble(
        device=id_,
        role=role,
        code=CODES[role],
        name=device.name if device is not None else str(id_),
        zones=[str(zone) for zone in device.zones] if device is not None else [],
    )

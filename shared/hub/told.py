"""What the apps are told outside the frames: services, waits, helps, presence, the time."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from shared.domain.states import CounterState
from shared.hub.presence import packet_of
from shared.hub.roles import SEES_PRESENCE, Role, statuses
from shared.hub.views import helps_now
from shared.protocol import messages as m
from shared.protocol.views import ServiceStatus

if TYPE_CHECKING:
    from shared.hub.hub import Hub

STATUS_SECONDS = 0.25
"""How long changes of services are gathered before they are told."""


class Told:
    """What those on the line know of it, so that only changes are told. `run` is a task."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._statuses: dict[str, ServiceStatus] = {}
        self._open_counters: dict[str, int] = {}
        self.helps: dict[str, list[str]] = {}
        """Of each counter that helps anywhere, what those on the line know."""
        self._presence = m.Presence(zones=[])
        self.stale = asyncio.Event()
        """Set where a service may stand differently."""

    def time(self) -> None:
        """At once: what an app counts from a moment to its own idea of now would be off."""
        packet = packet_of(m.Pong(n=0, now=self._hub.text(self._hub.now())))
        for role in Role:
            self._hub.presence.broadcast(role, packet)

    def popular(self) -> None:
        """The order of the tiles, once a day."""
        packet = packet_of(m.Services(services=[], popular=self._hub.popular.order))
        self._hub.presence.broadcast(Role.KIOSK, packet)

    def presence(self) -> None:
        """Where that has changed."""
        now = self.presence_for(Role.COUNTER)
        if now == self._presence:
            return  # most lines come and go without a zone falling silent
        self._presence = now
        for role in SEES_PRESENCE:
            self._hub.presence.broadcast(role, packet_of(self.presence_for(role)))

    def presence_for(self, role: Role) -> m.Presence:
        """Which zones are seen and heard; for staff also what is wrong with the devices."""
        troubles = self._hub.troubles.everyone() if role is Role.COUNTER else []
        return m.Presence(zones=self._hub.presence.zones(), troubles=troubles)

    async def run(self) -> None:
        """Gathers what changed, and tells all roles; with time alone as the cause as well."""
        while True:
            await self.stale.wait()
            self.stale.clear()
            changed, helps = self._changed_statuses(), self._changed_helps()
            if changed:
                self._hub.presence.broadcast(Role.DISPLAY, packet_of(m.Services(services=changed)))
            self._tell_kiosks(changed)
            self._hub.frames.look_next(self._hub.now())
            waits = self._hub.waits.changed()
            if changed or helps or waits:
                packet = packet_of(m.Services(services=changed, helps=helps, waits=waits))
                self._hub.presence.broadcast(Role.COUNTER, packet)
            await asyncio.sleep(STATUS_SECONDS)

    def _tell_kiosks(self, changed: list[ServiceStatus]) -> None:
        """With how many counters are open, which passers-by see."""
        before, self._open_counters = self._open_counters, self.open_counters()
        news = None if before == self._open_counters else self._open_counters
        if changed or news is not None:
            packet = packet_of(m.Services(services=changed, open_counters=news))
            self._hub.presence.broadcast(Role.KIOSK, packet)

    def open_counters(self) -> dict[str, int]:
        """By zone, of those that have any."""
        hall = self._hub.engine.hall
        counters = hall.plan.counters if hall.plan is not None else {}
        open_now = (one.id for one in hall.desks.values() if one.state is CounterState.OPEN)
        return dict(Counter(str(counters[one].zone) for one in open_now if one in counters))

    def services(self) -> list[ServiceStatus]:
        """What those on the line know of the services; whoever joins them is told of the next
        change with them. After a power cut a hundred apps ask at once."""
        if not self._statuses:
            self._changed_statuses()
        return list(self._statuses.values())

    def statuses(self) -> list[ServiceStatus]:
        """All services as they stand now."""
        found = statuses(self._hub.engine.hall, self._hub.now(), self._hub.forecast.of_service)
        return self._hub.restored.shut(found)

    def _changed_statuses(self) -> list[ServiceStatus]:
        now = self.statuses()
        changed = [status for status in now if self._statuses.get(status.code) != status]
        self._statuses = {status.code: status for status in now}
        return changed

    def _changed_helps(self) -> dict[str, list[str]]:
        """Help begins and ends with the length of lines, and by time alone."""
        now = helps_now(self._hub.engine.hall, self._hub.now())
        changed = {one: found for one, found in now.items() if self.helps.get(one) != found}
        self.helps = now
        return changed

"""The lines that are open now: which apps are there, and what goes out to all of a role.

Every line has a bounded queue; one that falls behind is closed, comes back, and resumes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from shared.domain.hall import Hall
from shared.domain.ids import DeviceId, ZoneCode
from shared.hub.roles import Role
from shared.protocol.views import ZonePresence

QUEUE = 512
"""Messages that may wait for one client; a TV that is so far behind resumes faster anew."""


@dataclass(eq=False, slots=True)
class Line:
    """One open line. `send` never blocks: it queues, or marks the line as fallen behind."""

    role: Role
    device: DeviceId
    voice: bool = False
    counter: str = ""
    outbox: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))
    closing: bool = False
    behind: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the client cannot keep up: what it has not got by now it asks for anew."""

    def send(self, text: str) -> None:
        if self.closing:
            return
        try:
            self.outbox.put_nowait(text)
        except asyncio.QueueFull:
            self.closing = True
            self.behind.set()

    def close(self) -> None:
        """The sender ends once it has sent what waits; at once if the line fell behind."""
        if self.outbox.full():
            self.behind.set()
        elif not self.closing:
            self.outbox.put_nowait(None)
        self.closing = True


class Presence:
    """All open lines, and what zones they show and speak for."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._lines: dict[Role, set[Line]] = {role: set() for role in Role}
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        """`watcher` is told whenever a line came, went, or changed its voice."""
        self._watchers.append(watcher)

    def join(self, line: Line) -> None:
        self._lines[line.role].add(line)
        self.changed()

    def leave(self, line: Line) -> None:
        self._lines[line.role].discard(line)
        self.changed()

    def changed(self) -> None:
        for watcher in self._watchers:
            watcher()

    def lines(self, role: Role | None = None) -> list[Line]:
        if role is not None:
            return list(self._lines[role])
        return [line for lines in self._lines.values() for line in lines]

    def count(self, role: Role) -> int:
        return len(self._lines[role])

    def broadcast(self, role: Role, text: str) -> None:
        for line in self._lines[role]:
            line.send(text)

    def zones_of(self, line: Line) -> tuple[ZoneCode, ...]:
        device = self._hall.devices.get(line.device)
        return device.zones if device is not None else ()

    def speakers(self, zone: ZoneCode) -> Iterable[Line]:
        """Displays that can be heard in a zone."""
        for line in self._lines[Role.DISPLAY]:
            device = self._hall.devices.get(line.device)
            if line.voice and device is not None and zone in device.zones and not device.muted:
                yield line

    def zones(self) -> list[ZonePresence]:
        """For each zone how many living displays and voices it has."""
        if self._hall.plan is None:
            return []
        return [
            ZonePresence(
                zone=zone,
                displays=sum(zone in self.zones_of(line) for line in self._lines[Role.DISPLAY]),
                voices=len(list(self.speakers(zone))),
            )
            for zone in self._hall.plan.zones
        ]

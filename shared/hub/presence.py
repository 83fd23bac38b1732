"""The lines that are open now: which apps are there, and what goes out to all of a role.

A client that falls behind is closed, comes back, and resumes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from shared.domain.hall import Hall
from shared.domain.ids import BEGINNING, DeviceId, Moment, ZoneCode
from shared.domain.site import DOOR
from shared.hub.caller import Caller, CallerKind
from shared.hub.roles import Role
from shared.hub.wire import RESTART, packed
from shared.protocol.messages import Message
from shared.protocol.views import Trouble, ZonePresence

if TYPE_CHECKING:
    from shared.hub.people import Session

log = logging.getLogger(__name__)

PROOF_SECONDS = 2.0
"""How long a line may take to answer when it is doubted."""

_encode = msgspec.json.Encoder().encode


_LOCAL = Caller(CallerKind.LOCAL)


def packet_of(message: Message) -> bytes:
    """A message as it goes out to any number of clients."""
    return packed(_encode(message))


class Outlet(Protocol):
    """Where packets go out to one client (`shared.hub.wire.Wire`)."""

    @property
    def address(self) -> str: ...

    @property
    def silent_seconds(self) -> float: ...

    def send(self, packet: bytes) -> bool: ...

    def close(self, code: int) -> None: ...

    def prove(self, seconds: float) -> None: ...

    def ping(self) -> None: ...


@dataclass(eq=False, slots=True)
class Line:
    """One app that has been greeted, and its wire. Sending never blocks."""

    role: Role
    device: DeviceId
    wire: Outlet
    voice: bool = False
    counter: str = ""
    caller: Caller = _LOCAL
    address: str = ""
    """The client's machine; empty where it is not known."""
    keeps_numbers: bool = False
    """A kiosk that goes on without the hub."""
    told_numbers: str = ""
    """What stands for the numbers it was told that it holds."""
    troubles: tuple[Trouble, ...] = ()
    """What is wrong with the device, by its own word."""
    officer: str = ""
    """Who works at it, by the last session that was shown or given."""
    sitting: Session | None = None
    """That session."""
    left: bool = False
    """It is over, and nobody has signed on since."""
    next: str = ""
    """The ticket that a line with a limited sight was told is next."""
    tests_sound: bool = False
    announces: bool = False
    hushes: bool = False
    """A display that shows and speaks announcements."""
    reads: bool = False
    """A counter that shows messages."""
    draws_itself: bool = False
    """A display that can be asked what it shows."""
    contact: Moment = BEGINNING
    """When the device was last heard of before this line."""
    owes_until: float = 0.0
    """Until then (`time.monotonic`) a kiosk may have papers that it has not handed over."""

    def send(self, packet: bytes) -> None:
        if not self.wire.send(packet):
            log.warning("%s could not keep up: its line is closed", self.device)

    def tell(self, message: Message) -> None:
        self.send(packet_of(message))

    def close(self) -> None:
        """Ends the line once it has been sent what waits."""
        self.wire.close(RESTART)


class Presence:
    """All open lines, and what zones they show and speak for."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._lines: dict[Role, set[Line]] = {role: set() for role in Role}
        self._watchers: list[Callable[[], None]] = []
        self.stand_ins: dict[ZoneCode, DeviceId] = {}
        """Which display shows a zone that has no living one (`shared.hub.stand_ins`)."""

    def watch(self, watcher: Callable[[], None]) -> None:
        """`watcher` is told whenever a line came, went, or changed its voice."""
        self._watchers.append(watcher)

    def join(self, line: Line) -> None:
        self._lines[line.role].add(line)
        self.changed()

    def doubt(self, role: Role, device: DeviceId) -> None:
        """A device comes anew: a line that it still has is most likely one whose cable was pulled.

        It is asked, for two apps may have been given one id; a dead one would be lent the voice.
        """
        for line in self._lines[role]:
            if line.device == device:
                line.wire.prove(PROOF_SECONDS)

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

    def broadcast(self, role: Role, packet: bytes, *, but: Collection[Line] = ()) -> None:
        for line in self._lines[role]:
            if line not in but:
                line.send(packet)

    def zones_of(self, line: Line) -> tuple[ZoneCode, ...]:
        """A counter's door panel has none: it shows that counter's calls alone."""
        device = self._hall.devices.get(line.device)
        if device is None or (line.role is Role.DISPLAY and self.is_door(line.device)):
            return ()
        return device.zones

    def zones_shown(self, line: Line) -> tuple[ZoneCode, ...]:
        """Its own, and those that it stands in for."""
        others = [zone for zone, device in self.stand_ins.items() if device == line.device]
        return (*self.zones_of(line), *others)

    def is_door(self, device: DeviceId) -> bool:
        """By what was set by hand, else by the site."""
        met = self._hall.devices.get(device)
        if met is not None and met.settings.get("door"):
            return True
        plan = self._hall.plan
        listed = () if plan is None else plan.site.displays
        return any(one.id == device and one.layout == DOOR for one in listed)

    def speakers(self, zone: ZoneCode) -> Iterable[Line]:
        """Displays that can be heard in a zone."""
        for line in self._lines[Role.DISPLAY]:
            device = self._hall.devices.get(line.device)
            if (
                line.voice
                and device is not None
                and zone in self.zones_of(line)
                and not device.muted
            ):
                yield line

    def seen_in(self, zone: ZoneCode) -> bool:
        """Whether a living display shows a zone, be it muted or without a loudspeaker."""
        return any(zone in self.zones_of(line) for line in self._lines[Role.DISPLAY])

    def zones(self) -> list[ZonePresence]:
        """For each zone how many living displays and voices it has."""
        if self._hall.plan is None:
            return []
        return [
            ZonePresence(
                zone=zone,
                displays=sum(zone in self.zones_of(line) for line in self._lines[Role.DISPLAY]),
                voices=len(list(self.speakers(zone))),
                stand_in=str(self.stand_ins.get(zone, "")),
            )
            for zone in self._hall.plan.zones
        ]

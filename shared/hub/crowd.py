"""Who is connected: devices and tools that have shown who they are keep their room, strangers share
a small one.

A connection begins as a stranger's. Where theirs run out of room, one of the machine that has most
of them goes, the oldest first; so whoever floods the hub pushes out its own connections. Addresses
from where paired devices have come are no strangers': their rates and their room are their own,
whoever else comes, also after a restart. And a machine that comes seldom has a share of what is
left to strangers which those that come often cannot use up. A hub on loopback alone knows one
machine and sets no limit to it, but sheds what never says anything.
"""

from __future__ import annotations

import resource
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from shared.hub.buckets import Buckets, Rate
from shared.hub.homes import Homes
from shared.hub.machine import HERE

STRANGERS = 256
"""Connections of all strangers together; a hall's devices all come at once after a restart."""

FROM_ONE_MACHINE = 16
"""Connections of strangers from one address; an app has two at most, a phone's browser six."""

AT_ALL = 4_096
"""Connections, whoever has them; fewer where the system gives fewer files to a process."""

FILES_KEPT_BACK = 256
"""For the journal, the backup, media and whatever else is no connection."""

COMING = Rate(per_second=10, burst=30)
"""New connections of one address: a TLS greeting is what costs the hub most."""

COMING_KNOWN = Rate(per_second=200, burst=400)
"""The same where devices live: whoever sits on such an address, or hundreds of apps in a trial."""

ALL_STRANGERS_COMING = Rate(per_second=10, burst=60)
"""New connections of all addresses where no device lives."""

SELDOM = Rate(per_second=0.15, burst=2)
"""New connections of an address that comes seldom, such as a screen that asks to be paired."""

ALL_SELDOM_COMING = Rate(per_second=50, burst=200)
"""The same of all such addresses, beside the others: who would use this up needs more than three
hundred addresses, and a small network has not so many."""

ASKING = Rate(per_second=10, burst=40)
"""Requests of strangers, by address. Behind one may be a mall's whole Wi-Fi, and each phone looks
at its ticket some times a minute."""


@dataclass(eq=False, slots=True)
class Place:
    """One connection's room. `leave` ends it: the room is then free once it is `gone`."""

    crowd: Crowd
    address: str
    machine: str
    """Whom it is counted with."""
    leave: Callable[[], None]
    believed: bool = False

    def believe(self, device: str) -> None:
        """Whoever is there has shown who it is; `device` is empty for a tool of the hub's own
        machine."""
        if not self.believed:
            self.crowd.believe(self, device)

    def stay(self) -> None:
        """It waits for somebody to come and let it in: how long, and how many of them, is not
        decided here."""
        self.crowd.keep(self)

    def doubt(self) -> None:
        """It has not, this time; or is no more let in."""
        if self.believed:
            self.crowd.doubt(self)

    def may_ask(self) -> bool:
        """Whether a request may be looked at."""
        return self.believed or self.crowd.may_ask(self.machine)

    def gone(self) -> None:
        """The connection is no more."""
        self.leave = _nowhere
        self.crowd.gone(self)


@dataclass(slots=True)
class Shed:
    """What was not let in, or sent away, since the start."""

    refused: int = 0
    sent_away: int = 0
    requests: int = 0
    slow: int = 0


@dataclass
class Crowd:
    """All connections of a hub, by what it knows of them."""

    limited: bool = True
    """False: only this machine can come, and is limited by its own files alone."""
    at_all: int = AT_ALL
    clock: Callable[[], float] = monotonic
    homes: Homes = field(default_factory=Homes)
    shed: Shed = field(default_factory=Shed)

    def __post_init__(self) -> None:
        self._believed: set[Place] = set()
        self._waiting: set[Place] = set()
        self._strangers: OrderedDict[str, OrderedDict[Place, None]] = OrderedDict()
        self._count = 0
        self._coming = Buckets(COMING, self.clock)
        self._coming_known = Buckets(COMING_KNOWN, self.clock)
        self._coming_all = Buckets(ALL_STRANGERS_COMING, self.clock)
        self._seldom = Buckets(SELDOM, self.clock)
        self._seldom_all = Buckets(ALL_SELDOM_COMING, self.clock)
        self._asking = Buckets(ASKING, self.clock)

    @property
    def strangers(self) -> int:
        return self._count + len(self._waiting)

    @property
    def believed(self) -> int:
        return len(self._believed)

    def come(self, address: str, leave: Callable[[], None]) -> Place | None:
        """Room for a new connection, for which another one may have to go; None: there is none."""
        machine = self.homes.machine_of(address)
        if not self._may_come(machine) or not self._make_room(machine):
            self.shed.refused += 1
            return None
        place = Place(self, address, machine, leave)
        self._seat(place)
        return place

    def believe(self, place: Place, device: str) -> None:
        """Its room is no longer the strangers'; where one device lives, others may."""
        if not self._unseat(place):
            return
        place.believed = True
        self._believed.add(place)
        self._asking.give_back(place.machine)
        self.homes.met(device, place.address)
        place.machine = self.homes.machine_of(place.address)

    def keep(self, place: Place) -> None:
        """No other stranger can push it out."""
        if self._unseat(place):
            self._waiting.add(place)

    def doubt(self, place: Place) -> None:
        if place in self._believed:
            self._believed.discard(place)
            place.believed = False
            self._seat(place)

    def may_ask(self, machine: str) -> bool:
        if not self.limited or self._asking.take(machine):
            return True
        self.shed.requests += 1
        return False

    def gone(self, place: Place) -> None:
        self._believed.discard(place)
        self._waiting.discard(place)
        self._unseat(place)

    # ----------------------------------------------------------------------------------------

    def _may_come(self, machine: str) -> bool:
        if not self.limited:
            return True
        if machine in self.homes:
            return self._coming_known.take(machine)
        if not self._coming.take(machine):
            return False
        return self._comes_seldom(machine) or self._coming_all.take("")

    def _comes_seldom(self, machine: str) -> bool:
        """Only who is let in by it has used any of its own share."""
        if not self._seldom.peek(machine) or not self._seldom_all.take(""):
            return False
        return self._seldom.take(machine)

    def _make_room(self, machine: str) -> bool:
        if self._count + len(self._waiting) + len(self._believed) >= self.at_all:
            return self._send_away(self._fullest(machine))
        if not self.limited:
            return True
        if len(self._strangers.get(machine, ())) >= FROM_ONE_MACHINE and machine != HERE:
            return self._send_away(machine)
        if machine in self.homes:
            return True
        return self._count < STRANGERS or self._send_away(self._fullest(machine))

    def _fullest(self, coming: str) -> str | None:
        """The machine that has most connections of strangers; devices' own ones last, and for
        another device alone."""
        if not self._strangers:
            return None
        found = max(self._strangers, key=self._burden)
        return None if found in self.homes and coming not in self.homes else found

    def _burden(self, machine: str) -> tuple[bool, int]:
        return machine not in self.homes, len(self._strangers[machine])

    def _send_away(self, machine: str | None) -> bool:
        if machine is None:
            return False
        oldest = next(iter(self._strangers[machine]))
        self._unseat(oldest)
        self.shed.sent_away += 1
        oldest.leave()
        return True

    def _seat(self, place: Place) -> None:
        self._strangers.setdefault(place.machine, OrderedDict())[place] = None
        self._count += 1

    def _unseat(self, place: Place) -> bool:
        """Whether it had a stranger's room."""
        mine = self._strangers.get(place.machine)
        if mine is None or place not in mine:
            return False
        del mine[place]
        self._count -= 1
        if not mine:
            del self._strangers[place.machine]
        return True


def _nowhere() -> None:
    """For whoever has left already."""


def room_for_connections() -> int:
    """So many the system lets this process have, after it was asked for as many as it may give."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = AT_ALL + FILES_KEPT_BACK
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return AT_ALL if soft == resource.RLIM_INFINITY else max(64, min(AT_ALL, soft - 256))

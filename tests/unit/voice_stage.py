"""A hall on a stage: its voice desk, TVs that come and go, and time that the test moves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from shared.domain import commands as c
from shared.domain.hall import Ticket
from shared.domain.ids import CounterId, DeviceId, Moment, ZoneCode
from shared.domain.site import Site
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.voice import VoiceDesk
from shared.protocol.site_file import site_document, site_from
from tests.unit.played_hall import PlayedHall, two_agency_site


class TravelLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock stands still until it is put forward: timers go off without anyone
    waiting, and none because the machine was busy."""

    ahead = 0.0

    def time(self) -> float:
        return self.ahead


def three_zones(english: str = "ticket") -> Site:
    """Blue and green hear each other, red does not; counters 1, 2 and 3 stand in them. Counter 4,
    5 … stand in blue."""
    document = site_document(two_agency_site())
    blue = document["zones"][0]
    document["zones"] = [
        blue,
        {**blue, "code": "hijau"},
        {**blue, "code": "merah", "voice_group": "lantai-2"},
    ]
    for counter, zone in zip(document["counters"], ("biru", "hijau", "merah"), strict=True):
        counter["zone"] = zone
        counter["services"] = ["KTP-BARU"]
    for number in range(4, 16):
        more = {"id": str(number), "number": number, "zone": "biru", "services": ["KTP-BARU"]}
        document["counters"] = [*document["counters"], more]
    document["voice"] = {"english": english}
    return site_from(document)


class Paper:
    """An outlet that keeps what goes out."""

    address = "127.0.0.1"
    silent_seconds = 0.0

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def send(self, packet: bytes) -> bool:
        self.packets.append(packet)
        return True

    def close(self, code: int) -> None:
        raise AssertionError("nobody ends this line")

    def prove(self, seconds: float) -> None:
        raise AssertionError("nobody doubts this line")

    def ping(self) -> None:
        """Answered at once, unless `silent_seconds` says otherwise."""


class Stage:
    """A hall, its voice desk, and TVs that come and go."""

    def __init__(self, loop: TravelLoop, site: Site) -> None:
        self.play = PlayedHall(site, always_open=True)
        self.play.open(*(counter.id for counter in site.counters))
        self.presence = Presence(self.play.hall)
        self.voice = self.voice_desk()
        self._loop = loop
        self._seen = len(self.play.entries)

    def voice_desk(self) -> VoiceDesk:
        """A fresh one, as after a restart."""
        return VoiceDesk(
            self.play.hall, self.presence, lambda: self.play.now, passed=lambda: self.play.now
        )

    def tv(self, name: str, *zones: str, voice: bool = True, announces: bool = False) -> Line:
        codes = tuple(ZoneCode(zone) for zone in zones)
        device = DeviceId(name)
        self.do(c.EnrolDevice(device=device, role="display", name=name, zones=codes))
        line = Line(Role.DISPLAY, device, Paper(), voice=voice, announces=announces)
        self.presence.join(line)
        return line

    def do(self, command: c.Command) -> Any:
        receipt = self.play.do(command)
        fresh, self._seen = self.play.entries[self._seen :], len(self.play.entries)
        self.voice.committed(fresh)
        return receipt

    def call(self, counter: str, language: str = "id") -> Ticket:
        """Somebody comes and is called at once."""
        ticket = self.play.issue(language=language)
        receipt = self.do(c.CallNext(counter=CounterId(counter)))
        assert receipt.ticket.id == ticket.id
        return ticket

    def goes(self, line: Line) -> None:
        self.presence.leave(line)
        self.voice.left(line)

    async def wait(self, seconds: float) -> None:
        self.play.now = Moment(self.play.now + round(seconds * 1000))
        self._loop.ahead += seconds
        for _ in range(3):
            await asyncio.sleep(0)

    def heard(self, line: Line) -> list[dict[str, Any]]:
        """Grants and revocations since the last asking."""
        assert isinstance(line.wire, Paper)
        packets, line.wire.packets = line.wire.packets, []
        return [json.loads(packet[packet.index(b'{"') :]) for packet in packets]

    def granted(self, line: Line) -> dict[str, Any]:
        (grant,) = self.heard(line)
        assert grant["type"] == "grant"
        assert grant["seconds"] > 0
        found: dict[str, Any] = grant
        return found

    def spoken(self, line: Line, grant: dict[str, Any]) -> None:
        """The display says all of it, reports it, and gives the voice back."""
        calls = tuple(c.CallRef(ticket=one["ticket"], call=one["call"]) for one in grant["calls"])
        self.do(c.ReportSpoken(display=line.device, calls=calls))
        self.voice.done(line, grant["lease"], "")


def on_stage(work: Callable[[Stage], Awaitable[None]], english: str = "ticket") -> None:
    loop = TravelLoop()
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:

            async def run() -> None:
                await work(Stage(loop, three_zones(english)))

            runner.run(run())
    finally:
        loop.close()


def tickets(grant: dict[str, Any]) -> list[str]:
    return [call["ticket"] for call in grant["calls"]]

"""A zone whose only TV is dead is shown by another one, and given back when it is there again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import DeviceId, ZoneCode
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.stand_ins import GRACE_SECONDS, StandIns
from shared.protocol.site_file import site_document, site_from
from tests.unit.played_hall import PlayedHall, two_agency_site
from tests.unit.voice_stage import Paper


class Lobby:
    """Three zones, two of them within earshot; `seconds` moves with the test."""

    def __init__(self, change: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
        document = site_document(two_agency_site())
        first = document["zones"][0]
        document["zones"] = [
            {**first, "code": code, "voice_group": group, "floor": floor}
            for code, group, floor in (
                (first["code"], "east", 1),
                ("hijau", "east", 1),
                ("merah", "west", 2),
            )
        ]
        self.first = str(first["code"])
        document["displays"] = [
            {"id": f"tv-{zone['code']}", "name": "TV", "zones": [zone["code"]]}
            for zone in document["zones"]
        ]
        change(document)
        self.play = PlayedHall(site_from(document), always_open=True)
        self.play.do(c.TurnDay())
        self.seconds, self.told = 1_000.0, 0
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.presence = Presence(self.play.hall)
        self.stand_ins = StandIns(
            self.play.hall, self.presence, self._tell, clock=lambda: self.seconds, later=self._later
        )
        self.lines = {
            zone: self.come(f"tv-{zone}", zone) for zone in (self.first, "hijau", "merah")
        }

    def _tell(self) -> None:
        self.told += 1

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        self.timers.append((self.seconds + seconds, work))

    def come(self, device: str, *zones: str) -> Line:
        codes = tuple(ZoneCode(zone) for zone in zones)
        self.play.do(
            c.EnrolDevice(device=DeviceId(device), role="display", name=device, zones=codes)
        )
        line = Line(Role.DISPLAY, DeviceId(device), Paper())
        self.presence.join(line)
        return line

    def die(self, zone: str) -> None:
        self.presence.leave(self.lines[zone])

    def wait(self, seconds: float = GRACE_SECONDS) -> None:
        self.seconds += seconds
        due = [work for at, work in self.timers if at <= self.seconds]
        self.timers = [one for one in self.timers if one[0] > self.seconds]
        for work in due:
            work()

    def who(self) -> dict[str, str]:
        return {one.zone: one.stand_in for one in self.presence.zones() if one.stand_in}


def test_the_nearest_of_the_voice_group_takes_over_and_gives_back() -> None:
    lobby = Lobby()
    lobby.wait()
    told = lobby.told
    lobby.die("hijau")
    lobby.wait(GRACE_SECONDS - 0.5)
    assert lobby.who() == {}
    lobby.wait(0.5)
    assert lobby.who() == {"hijau": f"tv-{lobby.first}"}
    assert lobby.told > told
    assert lobby.presence.zones_shown(lobby.lines[lobby.first]) == (lobby.first, "hijau")
    lobby.come("tv-hijau", "hijau")
    assert lobby.who() == {}


def test_one_that_only_starts_anew_needs_nobody() -> None:
    lobby = Lobby()
    lobby.die("hijau")
    lobby.wait(2)
    lobby.presence.join(lobby.lines["hijau"])
    lobby.wait(10)
    assert lobby.who() == {}


def test_whoever_is_out_of_earshot_is_asked_only_by_name() -> None:
    lobby = Lobby()
    lobby.die("merah")
    lobby.wait()
    assert lobby.who() == {}

    def name_it(document: dict[str, Any]) -> None:
        document["displays"][1]["stands_in_for"] = ["merah"]

    named = Lobby(name_it)
    named.die("merah")
    named.wait()
    assert named.who() == {"merah": "tv-hijau"}
    named.die("hijau")
    named.wait()
    assert named.who() == {"hijau": f"tv-{named.first}"}, "nobody takes the place of who is named"


def test_who_stands_in_and_who_is_a_door_panel_may_be_said_by_hand() -> None:
    lobby = Lobby()
    green, west = DeviceId("tv-hijau"), DeviceId("tv-merah")
    lobby.play.do(c.ConfigureDisplay(display=west, stands_in_for=(ZoneCode("hijau"),)))
    lobby.die("hijau")
    lobby.wait()
    assert lobby.who() == {"hijau": "tv-merah"}, "before the one of the voice group"
    lobby.presence.join(lobby.lines["hijau"])
    counter = next(iter(lobby.play.hall.desks))
    for tv in (green, west):
        lobby.play.do(c.ConfigureDisplay(display=tv, door=str(counter)))
    lobby.stand_ins.look()
    lobby.wait()
    assert lobby.who() == {"hijau": f"tv-{lobby.first}"}, "neither is a TV of its zone any more"
    lobby.play.do(c.ConfigureDisplay(display=green, door=""))
    lobby.stand_ins.look()
    assert lobby.who() == {}


def test_a_door_panel_is_no_tv_of_its_zone() -> None:
    def add_door(document: dict[str, Any]) -> None:
        counter = document["counters"][0]["id"]
        door = {"id": "door", "name": "D", "zones": ["hijau"], "layout": "door", "counter": counter}
        document["displays"].append(door)

    lobby = Lobby(add_door)
    lobby.come("door", "hijau")
    lobby.die("hijau")
    lobby.wait()
    assert lobby.who() == {"hijau": f"tv-{lobby.first}"}
    lobby.die(lobby.first)
    lobby.wait()
    assert lobby.who() == {}, "the door panel stands in for nobody"
    (green,) = (one for one in lobby.presence.zones() if one.zone == "hijau")
    assert green.displays == 0


@pytest.mark.parametrize("zones", [("hijau", "merah"), ()])
def test_a_tv_of_several_zones_is_asked_last(zones: tuple[str, ...]) -> None:
    lobby = Lobby()
    if zones:
        lobby.come("tv-both", *zones)
    lobby.die(lobby.first)
    lobby.wait()
    assert lobby.who() == {lobby.first: "tv-hijau"}

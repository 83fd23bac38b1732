"""A kiosk or a TV that was on the line today and is not: the hub misses it, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import DAY, SECOND, DeviceId, Moment, ZoneCode
from shared.domain.site import Site
from shared.hub.absent import AWAY_SECONDS, Absent
from shared.hub.contacts import CONTACTS_FILE, Contacts
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.troubles import Troubles
from shared.protocol.site_file import site_document, site_from
from tests.unit.played_hall import PlayedHall, two_agency_site
from tests.unit.voice_stage import Paper


class Lobby:
    """A hall whose kiosk and TV come and go; `seconds` moves with the test."""

    def __init__(self) -> None:
        self.play = PlayedHall(two_agency_site(), always_open=True)
        self.play.do(c.TurnDay())
        self.seconds = 1_000.0
        self.restart()

    def restart(self) -> None:
        """The hub's process is another one."""
        self.presence = Presence(self.play.hall)
        self.absent = Absent(self.play.hall, self.presence, lambda: self.seconds)
        self.troubles = Troubles(self.play.hall, self.presence, self.absent, tuple)

    def come(self, role: Role, device: str, name: str, *zones: str) -> Line:
        codes = tuple(ZoneCode(zone) for zone in zones)
        self.play.do(c.EnrolDevice(device=DeviceId(device), role=role, name=name, zones=codes))
        line = Line(role, DeviceId(device), Paper())
        self.presence.join(line)
        return line

    def leave(self, line: Line, seconds: float = AWAY_SECONDS) -> None:
        self.presence.leave(line)
        self.seconds += seconds

    def told(self) -> list[str]:
        return [f"{one.name}: {one.code} {one.zones}" for one in self.troubles.everyone()]

    def load(self, change: Callable[[dict[str, Any]], None]) -> None:
        document = site_document(self.site)
        change(document)
        self.play.do(c.LoadSite(site=site_from(document), document=document))

    @property
    def site(self) -> Site:
        assert self.play.hall.plan is not None
        return self.play.hall.plan.site


@pytest.fixture
def lobby() -> Lobby:
    return Lobby()


def test_a_kiosk_is_missed_after_half_a_minute_and_until_it_is_back(lobby: Lobby) -> None:
    line = lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1")
    lobby.leave(line, AWAY_SECONDS - 1)
    assert lobby.told() == []
    lobby.seconds += 1
    assert lobby.told() == ["Kiosk 1: kiosk-away []"]
    back = lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1")
    assert lobby.told() == []
    lobby.leave(back, 1)
    assert lobby.told() == []


def test_a_tv_is_missed_with_its_zone_and_a_counter_is_not(lobby: Lobby) -> None:
    zone = str(lobby.site.zones[0].code)
    lobby.leave(lobby.come(Role.COUNTER, "pc-1", "PC 1"))
    lobby.leave(lobby.come(Role.DISPLAY, "tv-1", "TV Timur", zone))
    assert lobby.told() == [f"TV Timur: display-away ['{zone}']"]


def test_a_second_line_of_the_same_kiosk_keeps_it_here(lobby: Lobby) -> None:
    old = lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1")
    lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1")
    lobby.leave(old)
    assert lobby.told() == []


def test_it_ends_with_the_day(lobby: Lobby) -> None:
    lobby.leave(lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1"))
    assert lobby.told()
    lobby.play.now = Moment(lobby.play.now + DAY)
    lobby.play.do(c.TurnDay())
    assert lobby.told() == []


def test_it_ends_when_the_site_has_it_no_more(lobby: Lobby) -> None:
    lobby.load(lambda site: site.update(kiosks=[{"id": "kiosk-1", "name": "Kiosk 1"}]))
    for name in ("kiosk-1", "kiosk-unlisted"):
        lobby.leave(lobby.come(Role.KIOSK, name, name), 0)
    lobby.seconds += AWAY_SECONDS
    assert len(lobby.told()) == 2
    lobby.load(lambda site: site.update(kiosks=[]))
    assert lobby.told() == ["kiosk-unlisted: kiosk-away []"]


def test_a_restarted_hub_misses_who_was_heard_today(lobby: Lobby, tmp_path: Path) -> None:
    def contacts() -> Contacts:
        return Contacts(
            tmp_path / CONTACTS_FILE, lobby.play.hall, lobby.presence, lambda: lobby.play.now
        )

    before = contacts()
    for line in (
        lobby.come(Role.KIOSK, "kiosk-1", "Kiosk 1"),
        lobby.come(Role.KIOSK, "kiosk-2", "Kiosk 2"),
        lobby.come(Role.DISPLAY, "tv-1", "TV 1"),
    ):
        before.meet(line)
        line.owes_until = 0
    before.save()
    lobby.restart()
    lobby.absent.adopt(contacts().today())
    lobby.come(Role.KIOSK, "kiosk-2", "Kiosk 2")
    assert lobby.told() == []
    lobby.seconds += AWAY_SECONDS
    assert lobby.told() == ["TV 1: display-away []", "Kiosk 1: kiosk-away []"]
    lobby.play.now = Moment(lobby.play.now + DAY + SECOND)
    lobby.play.do(c.TurnDay())
    assert contacts().today() == []

"""Devices let in, named and taken out: what the hall makes of it."""

from __future__ import annotations

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import CounterId, DeviceId, SeriesCode, ZoneCode
from shared.domain.refusal import Code, Refusal
from tests.unit.played_hall import PlayedHall

TV, KIOSK = DeviceId("tv-lobi"), DeviceId("kiosk-9")
ONE_KEY, OTHER_KEY = "b25l", "b3RoZXI="


@pytest.fixture
def play() -> PlayedHall:
    return PlayedHall()


def let_in(device: DeviceId = TV, key: str = ONE_KEY, role: str = "display") -> c.PairDevice:
    return c.PairDevice(device=device, role=role, name="TV", key=key, by="manager")


def taken_out(device: DeviceId = TV) -> c.RevokeDevice:
    return c.RevokeDevice(device=device, reason="lost", by="")


def refused(play: PlayedHall, command: c.Command) -> Code:
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    return refusal.value.code


def test_what_was_set_by_hand_stays_with_the_place(play: PlayedHall) -> None:
    play.do(c.EnrolDevice(device=TV, role="display", name="TV", zones=(ZoneCode("biru"),)))
    play.do(c.ConfigureDisplay(display=TV, volume=40))
    play.do(let_in())
    device = play.hall.devices[TV]
    assert (device.key, device.volume, device.zones) == (ONE_KEY, 40, ())
    play.do(c.RenameDevice(device=TV, name="TV Pintu"))
    assert play.hall.devices[TV].name == "TV Pintu"
    assert play.replayed() == play.hall


def test_the_panel_at_a_door_shows_its_counter(play: PlayedHall) -> None:
    at_door = c.PairDevice(
        device=TV, role="display", name="Door", key=ONE_KEY, counter=CounterId("1"), by=""
    )
    play.do(at_door)
    assert play.hall.devices[TV].settings == {"door": "1"}


def test_a_key_that_was_revoked_never_comes_back(play: PlayedHall) -> None:
    play.do(let_in())
    assert refused(play, let_in(key=OTHER_KEY)) is Code.DEVICE_TAKEN
    play.do(taken_out())
    assert play.hall.devices[TV].key == ""
    for device in (TV, DeviceId("another")):
        assert refused(play, let_in(device)) is Code.DEVICE_REVOKED
    play.do(let_in(key=OTHER_KEY))
    play.do(taken_out())
    assert play.hall.devices[TV].revoked == (ONE_KEY, OTHER_KEY)
    before = len(play.entries)
    play.do(taken_out())  # there is nothing to take out any more
    assert len(play.entries) == before
    assert refused(play, taken_out(DeviceId("nobody"))) is Code.UNKNOWN_DEVICE


def test_one_key_is_one_device(play: PlayedHall) -> None:
    play.do(let_in())
    play.do(let_in(DeviceId("tv-9")))
    assert play.hall.devices[TV].key == ""
    assert play.hall.devices[DeviceId("tv-9")].key == ONE_KEY


def test_it_outlives_the_night_and_a_hub_on_loopback(play: PlayedHall) -> None:
    play.do(let_in())
    play.do(let_in(KIOSK, OTHER_KEY, "kiosk"))
    play.do(taken_out())
    play.wait(24 * 60)
    play.do(c.TurnDay())
    devices = play.hall.devices
    assert (devices[TV].revoked, devices[KIOSK].key) == ((ONE_KEY,), OTHER_KEY)
    play.do(c.EnrolDevice(device=TV, role="kiosk", name="met on loopback"))
    assert play.hall.devices[TV].revoked == (ONE_KEY,)
    assert play.replayed() == play.hall


def test_a_kiosk_that_was_taken_out_holds_no_numbers(play: PlayedHall) -> None:
    play.do(let_in(KIOSK, role="kiosk"))
    play.do(c.GrantNumbers(kiosk=KIOSK, held=None))
    held = dict(play.hall.grants[KIOSK].ranges)
    assert held
    play.do(taken_out(KIOSK))
    assert KIOSK not in play.hall.grants
    resting = {one.series: one.block for one in play.hall.resting if one.kiosk == KIOSK}
    assert resting == held
    for series, block in held.items():
        assert block in play.hall.kept_blocks(SeriesCode(series))
    assert isinstance(play.entries[-1].event, e.DeviceRevoked)

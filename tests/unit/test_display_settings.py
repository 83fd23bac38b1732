"""What is set by hand for a TV goes before the site's document, and outlives the night."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import DeviceId
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Display
from shared.hub.views import device_view
from tests.unit.played_hall import PlayedHall, two_agency_site

TV = DeviceId("tv")
LISTED = Display(
    id=TV,
    name="TV Biru",
    zones=(),
    diagonal_inches=65,
    distance_metres=12,
    arrows={"biru": "up", "1": "left"},
    pictures="/srv/site",
)


@pytest.fixture
def play() -> PlayedHall:
    site = dataclasses.replace(two_agency_site(), displays=(LISTED,))
    play = PlayedHall(site, always_open=True)
    play.do(c.EnrolDevice(device=TV, role="display", name="TV"))
    return play


def settings(play: PlayedHall) -> dict[str, Any]:
    return device_view(play.hall, play.hall.devices[TV]).settings


def configure(play: PlayedHall, **changes: Any) -> None:
    play.do(c.ConfigureDisplay(display=TV, **changes))


def zone(play: PlayedHall) -> str:
    assert play.hall.plan is not None
    return next(iter(play.hall.plan.zones))


def test_the_sites_entry_is_what_holds_at_first(play: PlayedHall) -> None:
    found = settings(play)
    assert (found["diagonal_inches"], found["distance_metres"]) == (65, 12)
    assert (found["pictures"], found["arrows"]) == ("/srv/site", {"biru": "up", "1": "left"})


def test_what_is_set_goes_first_and_the_rest_stays(play: PlayedHall) -> None:
    configure(play, pictures="/srv/feast", diagonal_inches=43, arrows={"1": "down"})
    configure(play, distance_metres=7.5, arrows={zone(play): "right"})
    found = settings(play)
    assert (found["diagonal_inches"], found["distance_metres"]) == (43, 7.5)
    assert found["pictures"] == "/srv/feast"
    assert found["arrows"] == {"biru": "up", "1": "down", zone(play): "right"}
    assert found["name"] == "TV Biru"


def test_nothing_gives_it_back_to_the_site(play: PlayedHall) -> None:
    configure(play, pictures="/srv/feast", diagonal_inches=43, arrows={"1": "down"})
    configure(play, pictures="", diagonal_inches=0, arrows={"1": ""})
    assert settings(play) == dataclasses.asdict(LISTED)
    assert play.hall.devices[TV].settings == {}


def test_the_same_again_changes_nothing(play: PlayedHall) -> None:
    configure(play, pictures="/srv/feast", arrows={"1": "down"})
    before = len(play.entries)
    configure(play, pictures="/srv/feast", arrows={"1": "down"})
    configure(play, arrows={})
    assert len(play.entries) == before


def test_what_no_tv_has_is_brought_within_bounds(play: PlayedHall) -> None:
    configure(play, diagonal_inches=2_000, distance_metres=0.1)
    found = settings(play)
    assert (found["diagonal_inches"], found["distance_metres"]) == (300, 0.5)


@pytest.mark.parametrize(
    ("arrows", "code"),
    [({"nowhere": "up"}, Code.UNKNOWN_ZONE), ({"1": "sideways"}, Code.UNKNOWN_ARROW)],
)
def test_a_way_to_nowhere_is_refused(play: PlayedHall, arrows: dict[str, str], code: Code) -> None:
    with pytest.raises(Refusal) as refused:
        configure(play, arrows=arrows)
    assert refused.value.code is code


def test_a_door_and_a_stand_in_by_hand_go_before_the_site_until_given_back(
    play: PlayedHall,
) -> None:
    configure(play, door="1", stands_in_for=(zone(play),))
    found = settings(play)
    assert (found["door"], found["stands_in_for"]) == ("1", [zone(play)])
    before = len(play.entries)
    configure(play, door="1", stands_in_for=(zone(play),))
    assert len(play.entries) == before, "the same again changes nothing"
    configure(play, door="", stands_in_for=())
    assert settings(play) == dataclasses.asdict(LISTED)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"door": "99"}, Code.UNKNOWN_COUNTER), ({"stands_in_for": ("no",)}, Code.UNKNOWN_ZONE)],
)
def test_a_door_or_zone_that_is_not_there_is_refused(
    play: PlayedHall, changes: dict[str, Any], code: Code
) -> None:
    with pytest.raises(Refusal) as refused:
        configure(play, **changes)
    assert refused.value.code is code


def test_it_outlives_the_night(play: PlayedHall) -> None:
    configure(play, pictures="/srv/feast", arrows={"1": "down"})
    before = settings(play)
    play.wait(24 * 60)
    play.do(c.TurnDay())
    assert any(isinstance(one.event, e.Carried) for one in play.entries)
    assert settings(play) == before


def test_one_of_the_sites_can_be_set_before_it_was_ever_on() -> None:
    site = dataclasses.replace(two_agency_site(), displays=(LISTED,))
    play = PlayedHall(site, always_open=True)
    configure(play, zones=(zone(play),), volume=40)
    met = play.hall.devices[TV]
    assert (met.role, met.name, met.zones, met.volume) == ("display", "TV Biru", (zone(play),), 40)
    with pytest.raises(Refusal) as refused:
        play.do(c.ConfigureDisplay(display=DeviceId("other"), volume=40))
    assert refused.value.code == Code.UNKNOWN_DISPLAY

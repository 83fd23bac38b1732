"""The plans of the floors: which are shown, what is marked, and where the drawings come from."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from assets.make_plans import FOLDER, main
from assets.sample_plan import AREAS, COUNTERS, KIOSKS, Area
from kiosk.catalogue import Catalogue
from kiosk.plans import COUNTER, GOAL, HERE, FloorPlan, floor_plans
from shared.domain.site import Site, Zone
from shared.protocol.site_file import read_site


@pytest.fixture(scope="module")
def site() -> Site:
    sample = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    return read_site(sample, toml=False)


def plans(site: Site, service: str, numbers: tuple[int, ...] = ()) -> tuple[FloorPlan, ...]:
    catalogue = Catalogue(site, "kiosk-1")
    return floor_plans(catalogue, catalogue.services[service], numbers, "id")


def marked(plan: FloorPlan, kind: str) -> list[str]:
    return [mark.label for mark in plan.marks if mark.kind == kind]


def test_one_floor_shows_here_and_there(site: Site) -> None:
    (plan,) = plans(site, "KTP-BARU", (1, 2))
    assert (plan.here, plan.goal, plan.number) == (True, True, 1)
    assert marked(plan, GOAL) == ["Zona Biru"]
    assert marked(plan, COUNTER) == ["1", "2"]
    assert len(marked(plan, HERE)) == 1


def test_the_way_to_another_floor_begins_here(site: Site) -> None:
    here, there = plans(site, "PBB-BAYAR", (30, 31))
    assert (here.number, here.here, here.goal) == (1, True, False)
    assert (there.number, there.here, there.goal) == (2, False, True)
    assert marked(here, COUNTER) == []


def test_a_kiosk_of_no_known_place_shows_the_goal_alone(site: Site) -> None:
    lost = replace(site, kiosks=())
    (there,) = plans(lost, "PBB-BAYAR")
    assert (there.number, there.here) == (2, False)


def test_without_the_goals_plan_or_place_nothing_is_shown(site: Site) -> None:
    assert plans(replace(site, floors=site.floors[:1]), "PBB-BAYAR") == ()
    zones = tuple(replace(zone, at=()) for zone in site.zones)
    assert plans(replace(site, zones=zones), "KTP-BARU") == ()


def test_a_drawing_may_stand_in_the_site_or_on_the_machine(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "lantai satu.svg"
    file.write_text("<svg/>")
    found = {}
    for name, picture in (("text", "<svg xmlns='x'/>"), ("file", str(file)), ("none", "gone.svg")):
        floors = tuple(replace(floor, picture=picture) for floor in site.floors)
        found[name] = plans(replace(site, floors=floors), "KTP-BARU")[0].picture
    assert found["text"].startswith("data:image/svg+xml;base64,")
    assert found["file"] == f"file://{tmp_path}/lantai%20satu.svg"
    assert found["none"] == ""


def test_one_of_the_hubs_is_shown_once_it_is_drawn(site: Site) -> None:
    named = replace(site.floors[0], picture="media:Lantai 1.png")
    drawn: dict[str, str] = {}
    catalogue = Catalogue(replace(site, floors=(named,)), "kiosk-1", (), drawn)

    def shown() -> str:
        service = catalogue.services["KTP-BARU"]
        return floor_plans(catalogue, service, (), "id")[0].picture

    assert shown() == ""
    drawn["Lantai 1.png"] = "file:///drawn.png"
    assert shown() == "file:///drawn.png"


def test_the_sample_plans_are_what_the_script_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 0
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert drawn == {path.name: path.read_bytes() for path in FOLDER.glob("*.svg")}
    assert len(drawn) == 3
    assert "plans" in capsys.readouterr().err


def test_everything_of_the_sample_hall_has_its_place(site: Site) -> None:
    assert {zone.code for zone in site.zones} == {area.zone for area in AREAS}
    assert all(zone.at and zone.floor == area.floor for zone, area in _areas(site))
    assert {counter.number for counter in site.counters} == COUNTERS.keys()
    assert {kiosk.id for kiosk in site.kiosks} == KIOSKS.keys()
    places = [(_floor(site, one.zone), one.at) for one in site.counters]
    assert len(set(places)) == len(places), "no two counters stand in one place"


def _areas(site: Site) -> list[tuple[Zone, Area]]:
    by_zone = {area.zone: area for area in AREAS}
    return [(zone, by_zone[zone.code]) for zone in site.zones]


def _floor(site: Site, zone: str) -> int:
    return next(one.floor for one in site.zones if one.code == zone)

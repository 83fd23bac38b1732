"""A kiosk for one agency, or for some: its first screen, and what it does not ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.catalogue import POPULAR, Catalogue
from shared.domain.ids import AgencyCode
from shared.domain.site import Site
from tests.ui.kiosk_screen import KioskScreen, sample_site


def site_for(*agencies: str) -> Site:
    """The sample, with its first kiosk for these alone."""
    site = sample_site()
    first = replace(site.kiosks[0], agencies=tuple(map(AgencyCode, agencies)))
    return replace(site, kiosks=(first, *site.kiosks[1:]))


def catalogue_for(*agencies: str) -> Catalogue:
    site = site_for(*agencies)
    return Catalogue(site, str(site.kiosks[0].id))


def test_the_first_screen_is_filled_with_what_there_is() -> None:
    small, large = catalogue_for("SAMSAT"), catalogue_for("DUKCAPIL")
    assert (len(small.popular), small.all_first) == (9, True)
    assert (len(large.popular), large.all_first) == (POPULAR, False)
    assert {one.agency for one in large.popular} == {"DUKCAPIL"}
    wanted = [one.popular for one in large.popular if one.popular is not None]
    assert wanted == sorted(wanted), "what is wanted most comes first"
    assert large.popular[: len(wanted)] == [one for one in large.popular if one.popular is not None]


def test_of_some_agencies_all_tiles_are_theirs() -> None:
    some = catalogue_for("SAMSAT", "BPJSKES")
    assert some.sole is None
    assert len(some.popular) == POPULAR
    assert {one.agency for one in some.popular} == {"SAMSAT", "BPJSKES"}


def test_a_kiosk_for_all_is_as_it_was() -> None:
    everything = catalogue_for()
    assert everything.sole is None
    assert all(one.popular is not None for one in everything.popular)


@pytest.fixture(scope="module")
def large() -> Iterator[KioskScreen]:
    screen = KioskScreen((1920, 1080), site=site_for("DUKCAPIL"))
    yield screen
    screen.close()


def test_a_tile_has_its_agencys_colour_beside_its_name(large: KioskScreen) -> None:
    large.begin()
    rows = large.model._shelves.property("popular").rows
    here = sum(row.available for row in rows)
    assert {row.colour for row in rows} == {"#0b4a8f"}
    assert [i.name for i in large.items()].count("tileColour") == here
    large.model.access_modes.toggle("contrast")
    large.pass_time(1_000)
    assert not large.shows("tileColour"), "high contrast has its own"


def test_nobody_is_asked_which_agency(large: KioskScreen) -> None:
    large.begin()
    assert large.reads("Dinas Kependudukan dan Pencatatan Sipil")
    assert large.reads("Semua layanan")
    large.go("agencies")
    assert large.at == "groups"
    large.go("back")
    assert large.at == "start"


def test_in_a_plain_mode_neither(large: KioskScreen) -> None:
    large.begin()
    large.model.access_modes.toggle("reach")
    large.pass_time(1_000)
    while not large.shows("agencies"):
        large.go("pagerOn")
    large.go("agencies")
    assert large.at == "groups"


def test_where_all_stands_there_no_way_leads_to_more() -> None:
    small = KioskScreen((1080, 1920), site=site_for("SAMSAT"))
    try:
        small.begin()
        assert not small.shows("agencies")
        assert small.shows("search")
        assert sum(item.name.startswith("service-") for item in small.items()) == 9
    finally:
        small.close()

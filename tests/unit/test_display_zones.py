"""A TV's zones: started with, known to the hub, or remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from display.facts import Contact, Facts
from display.zones import FILE_NAME, ZoneKeeper
from shared.protocol.site_file import site_from
from shared.protocol.views import DeviceView
from tests.unit.small_site import small_document, small_site


def facts(*zones: str, contact: Contact = Contact.LIVE) -> Facts:
    return Facts(
        contact=contact, device=DeviceView(id="tv", role="display", name="TV", zones=list(zones))
    )


def in_site(known: Facts) -> Facts:
    """With a site whose only zone is "biru"."""
    return replace(known, site=small_site())


def test_the_hub_knows() -> None:
    keeper = ZoneKeeper(None)
    assert keeper.zones(facts("biru")) == ("biru",)
    assert keeper.keep(facts("biru")) == ()


def test_what_it_was_started_with_wins_and_is_told_once(tmp_path: Path) -> None:
    keeper = ZoneKeeper(tmp_path, ("hijau",))
    assert keeper.zones(facts("biru")) == ("hijau",)
    assert keeper.keep(facts("biru")) == ("hijau",)
    assert keeper.keep(facts("biru")) == ()
    keeper.keep(facts("biru", contact=Contact.AWAY))
    assert keeper.keep(facts("biru")) == ("hijau",)


def test_a_hub_that_forgot_is_told(tmp_path: Path) -> None:
    ZoneKeeper(tmp_path).keep(facts("biru", "kuning"))
    again = ZoneKeeper(tmp_path)
    assert again.zones(facts()) == ("biru", "kuning")
    assert again.keep(facts()) == ("biru", "kuning")


def test_zones_that_are_gone_give_way_to_those_that_are_there(tmp_path: Path) -> None:
    ZoneKeeper(tmp_path).keep(facts("biru"))
    keeper = ZoneKeeper(tmp_path, ("abu-abu",))
    known = in_site(facts("hitam"))
    assert keeper.zones(known) == ("biru",)
    assert keeper.keep(known) == ("biru",)


def test_the_sites_own_entry_goes_before_the_memory(tmp_path: Path) -> None:
    document = small_document()
    document["zones"].append({**document["zones"][0], "code": "hijau"})
    ZoneKeeper(tmp_path).keep(facts("biru"))
    known = replace(facts("hitam"), site=site_from(document))
    assert known.device is not None
    known.device.settings["zones"] = ["hijau"]
    assert ZoneKeeper(tmp_path).zones(known) == ("hijau",)


def test_all_gone_are_still_named() -> None:
    assert ZoneKeeper(None).zones(in_site(facts("hitam"))) == ("hitam",)
    assert ZoneKeeper(None).keep(in_site(facts("hitam"))) == ()


def test_one_that_is_gone_does_not_keep_the_hub_from_the_others() -> None:
    """The hub refuses an order that names an unknown zone."""
    keeper = ZoneKeeper(None, ("biru", "hitam"))
    assert keeper.keep(in_site(facts())) == ("biru",)
    assert keeper.keep(in_site(facts("biru"))) == ()


def test_a_damaged_memory_is_no_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).write_text("{")
    assert ZoneKeeper(tmp_path).zones(facts()) == ()
    assert FILE_NAME in caplog.text

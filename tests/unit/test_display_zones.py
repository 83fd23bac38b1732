"""A TV's zones: started with, known to the hub, or remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from display.facts import Contact, Facts
from display.zones import FILE_NAME, ZoneKeeper
from shared.protocol.views import DeviceView


def facts(*zones: str, contact: Contact = Contact.LIVE) -> Facts:
    return Facts(
        contact=contact, device=DeviceView(id="tv", role="display", name="TV", zones=list(zones))
    )


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


def test_a_damaged_memory_is_no_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).write_text("{")
    assert ZoneKeeper(tmp_path).zones(facts()) == ()
    assert FILE_NAME in caplog.text

"""Several hubs and none is ours, or one that will not have this kiosk: what staff see and do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shared.link.choice import HubOffer
from tests.ui.kiosk_screen import KioskScreen


@pytest.fixture(scope="module")
def machine() -> Iterator[KioskScreen]:
    screen = KioskScreen()
    yield screen
    screen.close()


@pytest.fixture
def kiosk(machine: KioskScreen) -> KioskScreen:
    machine.begin()
    return machine


def test_of_several_hubs_staff_choose_with_two_touches(kiosk: KioskScreen) -> None:
    kiosk.lead_to("32-hubs", "id")
    assert kiosk.at == "hubs"
    assert not kiosk.find("hubDecide").enabled
    kiosk.go("hub-0f9e8d7c6b5a")
    assert kiosk.hall.chosen == []
    assert kiosk.reads("Ya, mesin ini milik Mal Pelayanan Publik Kabupaten Situbondo")
    kiosk.go("hubDecide")
    assert kiosk.hall.chosen == ["0f9e8d7c6b5a"]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_2, Qt.Key.Key_Return], ["0f9e8d7c6b5a"]),
        ([Qt.Key.Key_Down, Qt.Key.Key_Enter], ["a1b2c3d4e5f6"]),
        ([Qt.Key.Key_Down] * 5 + [Qt.Key.Key_Up, Qt.Key.Key_Return], ["a1b2c3d4e5f6"]),
        ([Qt.Key.Key_9, Qt.Key.Key_Return], []),
    ],
)
def test_of_several_hubs_the_keyboard_chooses(
    kiosk: KioskScreen, keys: list[Qt.Key], chosen: list[str]
) -> None:
    kiosk.lead_to("32-hubs", "id")
    for key in keys:
        QTest.keyClick(kiosk.window, key)
    assert kiosk.hall.chosen == chosen


def test_ten_hubs_have_pages_and_one_that_goes_leaves_nothing_marked(
    kiosk: KioskScreen,
) -> None:
    kiosk.hall.hubs = [HubOffer(f"h{n}", f"Mal {n}", f"10.0.0.{n}:8080") for n in range(10)]
    kiosk.hall.tell()
    kiosk.draw()
    assert [i.name for i in kiosk.items() if i.name.startswith("hub-")] == [
        f"hub-h{n}" for n in range(3)
    ]
    kiosk.go("pagerOn", "pagerOn", "hub-h7")
    kiosk.hall.hubs.pop()
    kiosk.hall.tell()
    kiosk.draw()
    assert not kiosk.find("hubDecide").enabled
    kiosk.hall.hubs.clear()
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.at == "start"


def test_a_hub_that_was_chosen_in_vain_is_named(kiosk: KioskScreen) -> None:
    kiosk.lead_to("33-hubs-tried", "en")
    assert kiosk.find("hubTried").text.startswith("No connection to Mal Pelayanan Publik Kab")


@pytest.mark.parametrize("code", ["token", "protocol", "distrusted", "clock-unset"])
@pytest.mark.parametrize(
    ("language", "begins", "ends"), [("id", "Mesin|Sistem", "petugas"), ("en", "Th", "staff")]
)
def test_why_the_hub_refuses_is_said_in_the_visitors_words(
    kiosk: KioskScreen, code: str, language: str, begins: str, ends: str
) -> None:
    kiosk.lead_to("34-refused", language)
    kiosk.hall.refusal = code
    kiosk.hall.tell()
    kiosk.draw()
    said = kiosk.find("refusal").text
    assert re.match(begins, said)
    assert said.endswith(f"{ends}: {code}")

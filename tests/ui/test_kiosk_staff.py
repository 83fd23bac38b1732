"""The staff menu on the kiosk's real screen: found by those who know, reached by every hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.access.modes import Modes
from kiosk.access.sizes import HIGHEST_MM
from kiosk.lock import Lock
from tests.ui.access_cross import SCREENS, walked
from tests.ui.access_walk import table, ways
from tests.ui.kiosk_screen import KioskScreen

PIN = "482915"
TARGET_MM = 20


@pytest.fixture(scope="module")
def machine() -> Iterator[KioskScreen]:
    screen = KioskScreen((1920, 1080))
    yield screen
    screen.close()


@pytest.fixture
def kiosk(machine: KioskScreen) -> KioskScreen:
    machine.begin()
    machine.machine.recorded.clear()
    return machine


@pytest.fixture
def upright() -> Iterator[KioskScreen]:
    screen = KioskScreen((1080, 1920))
    yield screen
    screen.close()


def knock(kiosk: KioskScreen, *, foot: bool = False) -> None:
    place = QPoint(12, kiosk.size[1] - 12 if foot else 12)
    for _ in range(5):
        QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton, pos=place)
    kiosk.draw()


def come_in(kiosk: KioskScreen) -> None:
    knock(kiosk)
    for digit in PIN:
        kiosk.menu.type(digit)
    kiosk.draw()
    kiosk.touch("staff-enter")


@pytest.mark.parametrize("foot", [False, True])
def test_five_touches_in_a_left_corner_lead_to_the_door(kiosk: KioskScreen, foot: bool) -> None:
    knock(kiosk, foot=foot)
    assert kiosk.shows("staff")
    kiosk.touch("staff-leave")
    assert not kiosk.shows("staff")
    assert kiosk.at == "start"


def test_it_opens_from_a_resting_kiosk_and_one_without_its_hub(kiosk: KioskScreen) -> None:
    kiosk.pass_time(181_000)
    assert kiosk.shows("rest")
    knock(kiosk)
    assert kiosk.shows("staff")
    kiosk.touch("staff-leave")
    kiosk.hall.live = False
    kiosk.hall.tell()
    knock(kiosk)
    assert kiosk.shows("staff")


def test_no_visitor_loses_anything_to_it(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU")
    knock(kiosk)
    assert kiosk.at == "confirm"
    assert not kiosk.shows("staff")


@pytest.mark.parametrize("mode", ["large", "reach", "easy", "contrast"])
def test_every_mode_has_the_way_in(kiosk: KioskScreen, mode: str) -> None:
    kiosk.model.access_modes.toggle(mode)
    kiosk.pass_time(1_000)
    knock(kiosk, foot=True)
    assert kiosk.shows("staff")


@pytest.mark.parametrize("placed", ["kiosk", "upright"])
def test_what_is_touched_is_large_and_low_and_nothing_else_is_there(
    placed: str, request: pytest.FixtureRequest
) -> None:
    kiosk: KioskScreen = request.getfixturevalue(placed)
    come_in(kiosk)
    for sheet in ("", "paper"):
        kiosk.menu.ask(sheet)
        kiosk.draw()
        targets = [item for item in kiosk.items() if item.is_target]
        assert targets
        for item in targets:
            assert item.name.startswith("staff-"), item.name
            least = min(item.box.width(), item.box.height()) / kiosk.px_per_mm
            assert least >= TARGET_MM, item.name
            up = (kiosk.size[1] - item.box.top()) / kiosk.px_per_mm
            assert kiosk.bottom_mm + up <= HIGHEST_MM, item.name
        assert not [item.text for item in kiosk.items() if item.text and item.is_cut]


def test_staff_keep_what_they_need_to_see_and_visitors_begin_anew(kiosk: KioskScreen) -> None:
    for mode in ("large", "reach", "easy"):
        kiosk.model.access_modes.toggle(mode)
    kiosk.pass_time(1_000)
    knock(kiosk)
    assert kiosk.model.flow.visitor.modes == Modes(large=True, reach=True)
    for digit in PIN:
        kiosk.touch(f"staff-key-{digit}")
    assert kiosk.find("typed").text == "•" * len(PIN) + "|"
    kiosk.touch("staff-enter")
    assert kiosk.reads("192.168.1.10:8710")
    kiosk.touch("staff-paper")
    assert kiosk.reads("Kertas sudah diganti?")
    kiosk.touch("staff-sure-yes")
    assert kiosk.menu.notes.papers == 0
    kiosk.touch("staff-leave")
    assert kiosk.model.flow.visitor.modes == Modes()
    assert kiosk.at == "start"


@pytest.mark.parametrize(
    ("screen", "mode"), [("small", "large reach"), ("upright 32", "reach"), ("across", "large")]
)
@pytest.mark.long
def test_the_staff_screens_hold_in_every_mode(screen: str, mode: str) -> None:
    kiosk = KioskScreen(*SCREENS[screen])
    shots = [shot for shot in ways(kiosk, "id") if "-staff-" in shot]
    found = walked(kiosk, mode, shots, ("id", "en"))
    kiosk.close()
    assert not any(found.values()), table([*found["id"], *found["en"]])


def test_the_pin_is_never_shown(kiosk: KioskScreen) -> None:
    knock(kiosk)
    for digit in PIN:
        kiosk.touch(f"staff-key-{digit}")
    pin = kiosk.find("staff-pin").box
    typed = [item.text for item in kiosk.items() if item.text and pin.contains(item.box)]
    assert typed == []


def test_keys_of_a_keyboard_suffice(kiosk: KioskScreen) -> None:
    QTest.keyClick(kiosk.window, Qt.Key.Key_F12)
    for digit in PIN:
        QTest.keyClick(kiosk.window, ord(digit))
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    kiosk.draw()
    assert kiosk.reads("dibuka oleh Sri Wahyuni")
    for _ in range(30):
        QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
        QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
        if kiosk.shows("staff-sure"):
            break
    kiosk.draw()
    assert kiosk.shows("staff-sure")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Escape)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Escape)
    kiosk.draw()
    assert not kiosk.shows("staff")


def test_printer_and_network_stand_there_and_follow(kiosk: KioskScreen) -> None:
    come_in(kiosk)
    assert kiosk.reads("192.168.1.10:8710")
    assert kiosk.reads("4 milidetik")
    kiosk.touch("staff-print")
    assert kiosk.reads("Cetak uji sedang dicetak")
    assert kiosk.machine.on_test is not None
    kiosk.machine.on_test(True, "")
    kiosk.draw()
    assert kiosk.reads("Garisnya harus utuh")


def test_the_screen_of_staff_does_not_rest_beneath_their_hands(kiosk: KioskScreen) -> None:
    come_in(kiosk)
    for _ in range(4):
        kiosk.pass_time(60_000)
        kiosk.touch("staff-louder")
    assert kiosk.shows("staff")
    kiosk.pass_time(121_000)
    assert not kiosk.shows("staff")
    assert [one["act"] for one in kiosk.machine.recorded] == ["opened", "volume"]


def test_nobody_closes_the_window_or_makes_it_small(kiosk: KioskScreen) -> None:
    lock = Lock(kiosk.window)
    try:
        kiosk.window.showFullScreen()
        assert not kiosk.window.close()
        kiosk.window.showMinimized()
        kiosk.app.processEvents()
        kiosk.app.processEvents()
        assert kiosk.window.windowState() is Qt.WindowState.WindowFullScreen
        assert kiosk.window.isVisible()
        assert kiosk.window.cursor().shape() is Qt.CursorShape.BlankCursor
    finally:
        kiosk.window.removeEventFilter(lock)
        kiosk.window.windowStateChanged.disconnect(lock._on_state)
        kiosk.window.showNormal()

"""A kiosk before which nobody stands: the hall's state by day, dim by night, woken by a touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.studio import closed_status
from tests.ui.kiosk_screen import KioskScreen

FIRST = "service-KTP-BARU"


@pytest.fixture(scope="module", params=[(1920, 1080), (1080, 1920)])
def machine(request: pytest.FixtureRequest) -> Iterator[KioskScreen]:
    screen = KioskScreen(request.param)
    yield screen
    screen.close()


@pytest.fixture
def kiosk(machine: KioskScreen) -> Iterator[KioskScreen]:
    opened = machine.hall.at
    machine.begin()
    yield machine
    machine.hall.at = opened


def set_clock(kiosk: KioskScreen, hour: int, minute: int, day: int = 23) -> None:
    assert kiosk.hall.site is not None
    zone = ZoneInfo(kiosk.hall.site.timezone)
    at = dt.datetime(2026, 11, day, hour, minute, tzinfo=zone)
    kiosk.hall.at = int(at.timestamp() * 1000)


def shut(kiosk: KioskScreen) -> None:
    assert kiosk.hall.site is not None
    text = {"id": "Belum buka", "en": "Not open yet"}
    codes = [str(service.code) for service in kiosk.hall.site.services]
    kiosk.hall.statuses = {code: closed_status(code, "not-yet-open", text, "") for code in codes}
    kiosk.hall.tell()


def test_the_halls_state_comes_after_a_while_and_the_first_touch_only_wakes(
    kiosk: KioskScreen,
) -> None:
    place = kiosk.find(FIRST).box.center().toPoint()
    kiosk.pass_time(170_000)
    assert not kiosk.shows("rest")
    kiosk.pass_time(12_000)
    assert kiosk.shows("rest")
    assert kiosk.reads("Sentuh layar")
    assert kiosk.reads("orang menunggu")
    assert kiosk.reads("Buka hari ini")
    kiosk.touch_place(place)
    kiosk.touch_place(place)
    assert not kiosk.shows("rest")
    assert kiosk.at == "start", "neither the touch nor a double tap's second half chose anything"
    kiosk.pass_time(1_000)
    kiosk.touch_place(place)
    assert kiosk.at == "confirm"


def test_a_key_of_the_keypad_wakes_it_too(kiosk: KioskScreen) -> None:
    kiosk.pass_time(181_000)
    assert kiosk.shows("rest")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    kiosk.draw()
    assert not kiosk.shows("rest")


def test_what_it_covers_is_not_to_be_seen_or_reached(kiosk: KioskScreen) -> None:
    kiosk.pass_time(181_000)
    assert [item.name for item in kiosk.items() if item.is_target] == ["wake"]


def test_nobody_who_stands_there_is_covered(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST)
    kiosk.pass_time(200_000)
    assert not kiosk.shows("rest")


def test_the_clock_and_the_lines_go_on(kiosk: KioskScreen) -> None:
    kiosk.pass_time(181_000)
    for status in kiosk.hall.statuses.values():
        status.waiting = 0
    kiosk.hall.tell()
    kiosk.draw()
    assert not kiosk.reads("orang menunggu")
    assert kiosk.reads("Tidak ada yang menunggu")


def test_it_says_how_many_counters_are_open_where_that_is_known(kiosk: KioskScreen) -> None:
    kiosk.hall.counters_open = {"biru": 7, "hijau": 0}
    kiosk.pass_time(181_000)
    assert kiosk.reads("7 loket buka · DUKCAPIL")
    assert kiosk.reads("Loket belum buka")
    kiosk.hall.counters_open.clear()
    kiosk.hall.alone = True
    kiosk.hall.tell()
    kiosk.pass_time(1_000)
    assert not kiosk.reads("loket buka")


def test_passers_by_read_it_in_one_language_after_the_other(kiosk: KioskScreen) -> None:
    kiosk.pass_time(181_000)
    read = []
    for _ in range(3):
        read.append(kiosk.reads("orang menunggu"))
        kiosk.pass_time(10_000)
    assert read == [True, False, True]
    assert kiosk.reads("people waiting")
    kiosk.touch_place(QPoint(500, 500))
    assert kiosk.reads("Layanan apa yang Anda perlukan?"), "whoever comes finds the hall's language"


def test_out_of_hours_it_is_dim_and_says_when_it_opens(kiosk: KioskScreen) -> None:
    set_clock(kiosk, 20, 0)
    shut(kiosk)
    kiosk.pass_time(181_000)
    assert kiosk.reads("Buka lagi besok, pukul 08.00–15.30")
    assert kiosk.reads("Nomor antrean mulai pukul 07.30")
    assert kiosk.window.grabWindow().pixelColor(4, 4).name() == "#000000"
    was = kiosk.find("nightClock").box.top()
    set_clock(kiosk, 20, 1)
    kiosk.pass_time(1_000)
    assert kiosk.find("nightClock").box.top() != was, "no pixel stays lit"
    kiosk.touch_place(QPoint(500, 500))
    assert kiosk.shows("shut")
    assert kiosk.at == "start"
    kiosk.pass_time(181_000)
    assert kiosk.shows("nightHours"), "and it is dim again"


def test_it_wakes_when_numbers_are_given(kiosk: KioskScreen) -> None:
    set_clock(kiosk, 6, 0)
    shut(kiosk)
    kiosk.pass_time(181_000)
    assert kiosk.shows("nightHours")
    set_clock(kiosk, 7, 45)
    kiosk.hall.statuses.clear()
    kiosk.hall.tell()
    kiosk.pass_time(1_000)
    assert not kiosk.shows("nightHours")
    assert kiosk.reads("Sentuh layar")


def test_a_hall_that_gives_numbers_beside_its_hours_has_no_night(kiosk: KioskScreen) -> None:
    set_clock(kiosk, 22, 0)
    kiosk.pass_time(181_000)
    assert kiosk.shows("rest")
    assert not kiosk.shows("nightHours")

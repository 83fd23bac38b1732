"""Several hubs and none is ours: the TV asks, and a keyboard, a mouse or a finger answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from display.facts import Contact
from display.screenshots import Shot, several_hubs
from shared.qml import application
from tests.ui.display_screen import SITE, Tv, place

SITUBONDO = "0f9e8d7c6b5a"


@pytest.fixture(autouse=True)
def app() -> QGuiApplication:
    return application("test")


@pytest.fixture
def tv() -> Iterator[Tv]:
    one = Tv(Shot(name="several-hubs", script=several_hubs))
    one.picture()
    yield one
    one.close()


def click(tv: Tv, item: QQuickItem) -> None:
    middle = place(item).center().toPoint()
    QTest.mouseClick(tv.window, Qt.MouseButton.LeftButton, pos=middle)
    tv.picture()


def test_one_touch_marks_and_another_settles(tv: Tv) -> None:
    assert not tv.item("hubDecide").isEnabled()
    click(tv, tv.item(f"hub-{SITUBONDO}"))
    assert tv.hall.chosen == []
    click(tv, tv.item("hubDecide"))
    assert tv.hall.chosen == [SITUBONDO]


def test_the_keys_of_a_remote_control_do_as_well(tv: Tv) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(tv.window, key)
    assert tv.hall.chosen == [SITUBONDO]


def test_the_site_that_was_tried_in_vain_is_named(tv: Tv) -> None:
    assert "Situbondo" in str(tv.item("hubTried").property("text"))


def test_once_chosen_the_hall_is_shown(tv: Tv) -> None:
    tv.hall.know(contact=Contact.LIVE, hubs=(), hub_tried="", site=SITE)
    tv.picture()
    assert tv.items("hubDecide") == []
    assert tv.model.property("stage") == "hall"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_however_many_there_are(size: tuple[int, int]) -> None:
    tv = Tv(Shot(name="several-hubs", script=several_hubs, size=size, diagonal=32, metres=6))
    offers = tv.hall.facts().hubs
    many = [replace(offers[1], hub=f"hub-{place}") for place in range(10)]
    tv.hall.know(hubs=(*offers, *many))
    tv.picture()
    screen = place(tv.window.contentItem())
    inside = [screen.contains(place(text)) for text in tv.texts()]
    tv.close()
    assert inside
    assert all(inside)

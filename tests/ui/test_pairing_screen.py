"""The screen on which a device asks to be let in, as people meet it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shared.qml import Look, Stage, grab
from shared.qml.pairing_face import PairingFace, PairingFacts
from shared.qml.pairing_face import Stage as Shown

CODE = PairingFacts(
    stage=Shown.CODE,
    role="display",
    name="TV-7K",
    site="Mal Pelayanan Publik Banyuwangi",
    digits="482 913",
    signs=("motorcycle", "leaf", "umbrella"),
    seconds_left=272,
    part_left=0.9,
)
SIZES = {
    "tv": (Look.for_tv(1920, 1080, 55), 1920, 1080),
    "small tv": (Look.for_tv(1280, 720, 40), 1280, 720),
    "kiosk": (Look.for_kiosk(1080, 1920, 21.5), 1080, 1920),
    "kiosk across": (Look.for_kiosk(1024, 600, 10.1), 1024, 600),
    "counter": (Look.for_desk(), 1366, 768),
    "snug counter": (Look.for_desk(), 800, 500),
    "strip": (Look.for_desk(), 400, 200),
}
DOOR = """
import QtQuick
import Giliran.Controls
import Giliran.Pairing
Window {
    id: root
    required property PairingFace model
    PairingDoor { anchors.fill: parent; face: root.model }
}
"""
Show = Callable[..., QQuickWindow]


@pytest.fixture
def face() -> PairingFace:
    return PairingFace()


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path, face: PairingFace) -> Iterator[Show]:
    file = tmp_path / "Door.qml"
    file.write_text(DOOR)
    with ExitStack() as stages:

        def open_at(size: str, facts: PairingFacts = CODE) -> QQuickWindow:
            look, width, height = SIZES[size]
            stage = Stage(look)
            stages.callback(stage.close)
            face.show(facts)
            window = stage.show(file, model=face, width=width, height=height, visible=True)
            qtbot.waitUntil(lambda: window.contentItem().childItems()[0].width() == width)
            assert stage.faults == []
            grab(window)  # everything is in its place once it was drawn
            return window

        yield open_at


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from below(child)


def all_seen(window: QQuickWindow, name: str) -> list[QQuickItem]:
    items = below(window.contentItem())
    return [one for one in items if one.objectName() == name and one.isVisible()]


def seen(window: QQuickWindow, name: str) -> QQuickItem:
    found = all_seen(window, name)
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0]


def text(window: QQuickWindow, name: str) -> str:
    item: QObject = seen(window, name)
    if item.property("text") is not None:
        return str(item.property("text"))
    return str(item.property("words")[0])


def box(window: QQuickWindow, name: str) -> tuple[float, float, float, float]:
    item = seen(window, name)
    at = item.mapToScene(QPointF())
    return at.x(), at.y(), at.x() + item.width(), at.y() + item.height()


@pytest.mark.parametrize("size", SIZES)
def test_everything_stands_inside_and_nothing_on_something_else(show: Show, size: str) -> None:
    """Also with the longest of the notes, and the question whether this is the right hub."""
    facts = replace(CODE, note="forgotten", several=True)
    window = show(size, facts)
    boxes = {name: box(window, name) for name in ("command", "picture", "digits", "timeBar")}
    for left, top, right, bottom in boxes.values():
        assert 0 <= left < right <= window.width() + 0.5
        assert 0 <= top < bottom <= window.height() + 0.5
    order = sorted(("picture", "digits", "timeBar"), key=lambda name: boxes[name][1])
    assert order == ["picture", "digits", "timeBar"]
    for above, under in itertools.pairwise(order):
        assert boxes[above][3] <= boxes[under][1] + 0.5, (above, under)


@pytest.mark.parametrize("size", SIZES)
def test_the_digits_are_not_wider_than_their_room(show: Show, size: str) -> None:
    item = seen(show(size), "digits")
    assert item.property("contentWidth") <= item.width() + 0.5


@pytest.mark.parametrize("size", ["tv", "small tv"])
def test_the_digits_are_read_from_five_metres(show: Show, size: str) -> None:
    """Letters of a two-hundredth of the distance are read at ease, on the smaller TV of 40 inches
    too (498 mm high)."""
    window = show(size)
    caps = seen(window, "digits").property("size") * 0.727
    assert caps / window.height() * 498 >= 5_000 / 200


def test_a_reader_of_screens_hears_the_digits_one_by_one(face: PairingFace) -> None:
    face.show(CODE)
    assert face.property("digitsAloud") == "4 8 2 9 1 3"


def test_taken_out_it_says_by_which_name_and_enter_asks_anew(
    show: Show, face: PairingFace, qtbot: QtBot
) -> None:
    facts = PairingFacts(
        stage=Shown.REVOKED, role="display", name="TV Lobi", site="Mal Pelayanan Publik Contoh"
    )
    window = show("tv", facts)
    assert "TV Lobi" in text(window, "pairingMore")
    button = seen(window, "pairAgain")
    assert button.hasActiveFocus()
    assert "Pair again" in text(window, "pairAgain")
    with qtbot.waitSignal(face.againWanted):
        QTest.keyClick(window, Qt.Key.Key_Return)


def test_it_is_gone_when_the_device_was_let_in(show: Show, face: PairingFace, qtbot: QtBot) -> None:
    window = show("kiosk")
    facts = PairingFacts(stage=Shown.CONNECTED, role="kiosk", name="Mesin 1", site="Mal")
    face.show(facts)
    qtbot.waitUntil(lambda: text(window, "pairingName") == "Mesin 1")
    face.show(PairingFacts())
    assert all_seen(window, "pairingName") == []

"""A mouse and a keyboard that somebody plugs into a kiosk: nothing comes of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest

from tests.ui.kiosk_screen import KioskScreen

SCREENS = ("01-start", "07-confirm", "15-search", "39-hubs-many", "97-staff-menu")
BUTTONS = (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
META, SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
# Not F12: it knocks at the door of the staff, which a PIN keeps shut.
KEYS = (
    *((key, CONTROL) for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_Q)),
    *((key, CONTROL) for key in (Qt.Key.Key_W, Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Tab)),
    *((key, ALT) for key in (Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space)),
    *((key, META) for key in (Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_Return)),
    *((key, CONTROL | ALT) for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2)),
    (Qt.Key.Key_F10, SHIFT),
    *((Qt.Key(Qt.Key.Key_F2 + step), NONE) for step in range(10)),
    *((key, NONE) for key in (Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_SysReq)),
    *((key, NONE) for key in (Qt.Key.Key_Super_L, Qt.Key.Key_Insert, Qt.Key.Key_Pause)),
)


@pytest.fixture(scope="module")
def kiosk() -> Iterator[KioskScreen]:
    screen = KioskScreen((1080, 1920))
    yield screen
    screen.close()


@pytest.mark.parametrize("shot", SCREENS)
def test_no_button_no_menu_no_drop_and_no_key_changes_a_screen(
    kiosk: KioskScreen, shot: str
) -> None:
    kiosk.lead_to(shot, "id")
    before = picture(kiosk)
    targets = [item for item in kiosk.items() if item.is_target and item.enabled]
    assert targets
    for item in targets[:6]:
        place = item.box.center().toPoint()
        for button in BUTTONS:
            QTest.mouseClick(kiosk.window, button, pos=place)
        QTest.mouseDClick(kiosk.window, Qt.MouseButton.RightButton, pos=place)
        ask_for_menu(kiosk, place)
        drop(kiosk, place)
    for key, held in KEYS:
        QTest.keyClick(kiosk.window, key, held)
    assert picture(kiosk) == before
    touched = targets[0].box.center().toPoint()
    QTest.mousePress(kiosk.window, Qt.MouseButton.LeftButton, pos=touched)
    assert picture(kiosk) != before, "a finger is seen"
    QTest.mouseRelease(kiosk.window, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))


def picture(kiosk: KioskScreen) -> QImage:
    kiosk.app.processEvents()
    return kiosk.window.grabWindow()


def ask_for_menu(kiosk: KioskScreen, place: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    QCoreApplication.sendEvent(kiosk.window, event)


def drop(kiosk: KioskScreen, place: QPoint) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl("file:///etc/hosts")])
    dragged.setText("https://example.org")
    buttons = Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(place, Qt.DropAction.CopyAction, dragged, buttons, NONE)
    QCoreApplication.sendEvent(kiosk.window, entered)
    assert not entered.isAccepted()
    dropped = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, dragged, buttons, NONE)
    QCoreApplication.sendEvent(kiosk.window, dropped)
    assert not dropped.isAccepted()

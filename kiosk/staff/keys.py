"""A keyboard that staff have brought: F12 knocks, digits are the PIN, arrows and Enter walk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.model import KioskModel
from kiosk.staff.menu import Place

KNOCK = Qt.Key.Key_F12
_ON = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right})
_BACK = frozenset({Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Left})
_DO = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})


class StaffKeys(QObject):
    """Sees a window's keys before the visitors' keypad does; install it after that one."""

    stepped = Signal(bool)
    pressed = Signal()

    def __init__(self, window: QQuickWindow, model: KioskModel) -> None:
        super().__init__(window)
        self._model = model
        for signal, name in ((self.stepped, "keyStep"), (self.pressed, "keyPress")):
            signal.connect(getattr(window, name))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if self._model.staff_face.shown:
            self._take(key, event.text())
            return True
        if key is KNOCK:
            self._model.knock()
            return True
        return False

    def _take(self, key: Qt.Key, text: str) -> None:
        menu = self._model.staff_face.menu
        assert menu is not None
        typing = menu.place is Place.DOOR
        if key in _ON or key in _BACK:
            self.stepped.emit(key in _ON)
        elif key is Qt.Key.Key_Escape:
            menu.leave() if not menu.asks else menu.ask("")
        elif typing and key is Qt.Key.Key_Backspace:
            menu.erase()
        elif typing and key in _DO and menu.typed:
            menu.enter()
        elif key in _DO or key is Qt.Key.Key_Space:
            self.pressed.emit()
        elif text:
            menu.type(text)

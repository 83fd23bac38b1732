"""Arrow keys and Enter, as a keypad sends them: they walk from one control to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

_ON = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right})
_BACK = frozenset({Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Left})
_DO = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})


class Keypad(QObject):
    """Sees a window's keys before its items do.

    `scans` says whether a scanner is in the middle of a code: its Enter is none of ours. `idle`:
    keys go to the screen itself (where staff choose a hub). What is walked, QML knows: Python's
    handles of items do not survive a change of screens.
    """

    used = Signal()
    """Any key of the keypad, before it does anything."""
    stepped = Signal(bool)
    """To the next control, or back."""
    pressed = Signal()
    """What the mark stands on is wanted."""
    typed = Signal(str)
    """Any other key, as a scanner sends them, and the Enter at the end of a code."""
    released = Signal()
    """A finger is there: it needs no mark."""

    def __init__(
        self, window: QQuickWindow, *, scans: Callable[[], bool], idle: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._scans, self._idle = scans, idle
        self._wire(window)
        window.installEventFilter(self)

    def _wire(self, window: QQuickWindow) -> None:
        for signal, name in (
            (self.stepped, "keyStep"),
            (self.pressed, "keyPress"),
            (self.released, "keyRelease"),
        ):
            signal.connect(getattr(window, name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self.released.emit()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if self._idle():
            return False
        self._take(Qt.Key(event.key()), event.text())
        return True

    def _take(self, key: Qt.Key, text: str) -> None:
        if key in _ON or key in _BACK:
            self.used.emit()
            self.stepped.emit(key in _ON)
        elif key in _DO and not self._scans():
            self.used.emit()
            self.pressed.emit()
        elif text:
            self.typed.emit(text)

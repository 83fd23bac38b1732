"""Arrow keys and Enter, as a keypad sends them: they walk from one control to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

_TABS = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
_ARROWS = {
    Qt.Key.Key_Down: (True, False),
    Qt.Key.Key_Right: (True, True),
    Qt.Key.Key_Up: (False, False),
    Qt.Key.Key_Left: (False, True),
}
"""Whether it goes forward, and to the side."""
_DO = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})
_COMMANDS = {
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Back: "back",
    Qt.Key.Key_Delete: "back",
    Qt.Key.Key_Home: "top",
    Qt.Key.Key_F1: "help",
    Qt.Key.Key_Help: "help",
    Qt.Key.Key_F5: "repeat",
    Qt.Key.Key_MediaPlay: "repeat",
    Qt.Key.Key_VolumeUp: "louder",
    Qt.Key.Key_VolumeDown: "softer",
}
"""What a keypad may have besides; heard in the spoken mode."""
_PAD_COMMANDS = {
    Qt.Key.Key_Asterisk: "repeat",
    Qt.Key.Key_Plus: "louder",
    Qt.Key.Key_Minus: "softer",
}
"""These only from the block of digits: a scanner types them as well."""


class Keypad(QObject):
    """Sees a window's keys before its items do.

    `scans` says whether a scanner is in the middle of a code: its Enter is none of ours. `idle`:
    keys go to the screen itself (where staff choose a hub). `begins`: this key only begins the
    spoken mode. What is walked, QML knows: Python's handles of items do not survive a change of
    screens.
    """

    used = Signal()
    """Any key of the keypad, before it does anything, but for the one that begins the speech."""
    stepped = Signal(bool)
    """To the next control as they stand, or back: Tab."""
    walked = Signal(bool, bool)
    """An arrow: forward or back, and whether to the side."""
    pressed = Signal()
    """What the mark stands on is wanted."""
    commanded = Signal(str)
    """A key with a meaning of its own: back, top, help, repeat, louder, softer."""
    digit = Signal(str)
    """A digit of the block of digits."""
    typed = Signal(str)
    """Any other key, as a scanner sends them, and the Enter at the end of a code."""
    released = Signal()
    """A finger is there: it needs no mark."""

    def __init__(
        self,
        window: QQuickWindow,
        *,
        scans: Callable[[], bool],
        idle: Callable[[], bool],
        begins: Callable[[], bool],
        speaks: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._scans, self._idle, self._begins, self._speaks = scans, idle, begins, speaks
        self._wire(window)
        window.installEventFilter(self)

    def _wire(self, window: QQuickWindow) -> None:
        for signal, name in (
            (self.stepped, "keyStep"),
            (self.walked, "keyWalk"),
            (self.pressed, "keyPress"),
            (self.commanded, "keyCommand"),
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
        pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        self._take(Qt.Key(event.key()), event.text(), pad=pad)
        return True

    def _take(self, key: Qt.Key, text: str, *, pad: bool) -> None:
        if not self._is_ours(key, text, pad=pad):
            if text:
                self.typed.emit(text)
        elif key in _TABS or not self._begins():
            self.used.emit()
            self._act(key, text)

    def _is_ours(self, key: Qt.Key, text: str, *, pad: bool) -> bool:
        """A scanner types letters and digits, and ends with Enter."""
        if key in _TABS or key in _ARROWS:
            return True
        if self._scans():
            return False
        if key in _DO:
            return True
        return self._speaks() and (
            key in _COMMANDS or (pad and (key in _PAD_COMMANDS or text.isdigit()))
        )

    def _act(self, key: Qt.Key, text: str) -> None:
        if key in _TABS:
            self.stepped.emit(_TABS[key])
        elif key in _ARROWS:
            self.walked.emit(*_ARROWS[key])
        elif key in _DO:
            self.pressed.emit()
        elif key in _COMMANDS or key in _PAD_COMMANDS:
            self.commanded.emit(_COMMANDS.get(key) or _PAD_COMMANDS[key])
        else:
            self.digit.emit(text)

"""No way out of the kiosk's window to what lies behind it, and one kiosk to a data directory."""

from __future__ import annotations

import logging
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickWindow

log = logging.getLogger(__name__)

FILE_NAME = "running.lock"
PATIENCE_S = 1.0
"""One that is just ending lets go within it."""
_TOUCHES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd})
_MENUS = frozenset({QEvent.Type.ContextMenu, QEvent.Type.ShortcutOverride})
_FOREIGN = frozenset(
    {
        *(QEvent.Type.ContextMenu, QEvent.Type.NativeGesture),
        *(QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop),
    }
)
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_OURS = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class AlreadyRuns(Exception):
    """Another kiosk uses this directory."""


class OnlyOne:
    """This kiosk's claim to its data directory. It ends with the process, however that ends."""

    def __init__(self, directory: Path) -> None:
        """`AlreadyRuns` where another one has it; OSError where the directory cannot be used."""
        directory.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(directory / FILE_NAME, mode=0o600, thread_local=False)
        try:
            self._lock.acquire(timeout=PATIENCE_S)
        except Timeout:
            raise AlreadyRuns(f"another kiosk runs with {directory}") from None

    def release(self) -> None:
        self._lock.release()


class Fence(QObject):
    """Lets through to a window what fingers, a keypad and a scanner send, and nothing else.

    No other mouse button than the one that a finger is taken for, no menu, nothing dropped, no key
    together with Ctrl, Alt or the like: what a keyboard brings that somebody plugs in.
    """

    def __init__(self, window: QQuickWindow) -> None:
        """After all that looks at the window's keys: whoever comes last sees them first."""
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOREIGN:
            event.ignore()
            return True
        if isinstance(event, QMouseEvent):
            return bool((event.button() | event.buttons()) & ~Qt.MouseButton.LeftButton)
        return isinstance(event, QKeyEvent) and bool(event.modifiers() & _HELD)


class Lock(QObject):
    """Holds a window in front, full screen and open; hides the pointer while fingers are used.

    Nobody closes it but the program itself: Alt+F4 and the like ask the window to close, and it
    does not; what makes it small is undone at once.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setFlags(window.flags() | _OURS)
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.installEventFilter(self)
        window.windowStateChanged.connect(self._on_state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Close:
            log.info("somebody wanted to close the kiosk's window; it stays")
            event.ignore()
            return True
        if kind in _MENUS:
            event.accept()
            return True
        if kind in _TOUCHES:
            self._point(Qt.CursorShape.BlankCursor)
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            by_hand = event.source() is Qt.MouseEventSource.MouseEventNotSynthesized
            self._point(Qt.CursorShape.ArrowCursor if by_hand else Qt.CursorShape.BlankCursor)
        return False

    def _point(self, shape: Qt.CursorShape) -> None:
        if self._window.cursor().shape() is not shape:
            self._window.setCursor(shape)

    def _on_state(self, state: Qt.WindowState) -> None:
        if state is not Qt.WindowState.WindowFullScreen:
            # Not from within the change itself: some window systems lose one of the two.
            QTimer.singleShot(0, self._window, self._window.showFullScreen)

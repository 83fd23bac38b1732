"""Knows when something was really drawn, and not only asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

FRAMES = 2
"""The first frame after a change may have been under way before it; the second has it."""


class FrameWitness(QObject):
    """Calls back once the window has shown what was set before the request.

    A window that is hidden or whose screen is off draws nothing, and nothing is witnessed.
    """

    def __init__(self, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._waiting: list[tuple[int, Callable[[], None]]] = []
        window.frameSwapped.connect(self._on_frame)

    def when_drawn(self, done: Callable[[], None]) -> None:
        """Calls `done` after the present state of the window was drawn."""
        self._waiting.append((FRAMES, done))
        self._window.update()

    def _on_frame(self) -> None:
        due = [done for frames, done in self._waiting if frames == 1]
        self._waiting = [(frames - 1, done) for frames, done in self._waiting if frames > 1]
        if self._waiting:
            self._window.update()
        for done in due:
            done()

"""Knows when calls were really drawn, and not only asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickWindow

from display.facts import CallRef


class FrameWitness(QObject):
    """Tells of calls once the window has shown what was set before they were given to it.

    A window that is hidden or whose screen is off draws nothing, and nothing is witnessed.
    """

    drawn = Signal(list)
    """list[CallRef]"""

    def __init__(self, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._asked: dict[CallRef, None] = {}
        """The next frame may have been under way before them, and does not count."""
        self._due: dict[CallRef, None] = {}
        window.frameSwapped.connect(self._on_frame)

    def watch(self, calls: Iterable[CallRef]) -> None:
        """These stand on the screen from now on."""
        self._asked |= dict.fromkeys(calls)
        self._window.update()

    def keep(self, standing: Collection[CallRef]) -> list[CallRef]:
        """Forgets all but those that stand there still; returns what it has forgotten. A screen
        that is off for a month must not bring a month of calls back."""
        gone = [call for call in (*self._due, *self._asked) if call not in standing]
        for call in gone:
            self._asked.pop(call, None)
            self._due.pop(call, None)
        return gone

    def _on_frame(self) -> None:
        seen, self._due, self._asked = list(self._due), self._asked, {}
        if self._due:
            self._window.update()
        if seen:
            self.drawn.emit(seen)

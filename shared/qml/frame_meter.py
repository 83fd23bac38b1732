"""How many frames a window draws, and how evenly: for measuring, not for use."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow


class FrameMeter(QObject):
    """Counts frames from `begin` to `take`. Driven, the window draws the next one at once: then it
    is seen how many it could draw, else how many there was a reason for."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._window = window
        self._driven = False
        self._counting = False
        self._gaps: list[float] = []
        self._began = self._last = 0.0
        window.frameSwapped.connect(self._on_frame)

    def begin(self, *, driven: bool) -> None:
        self._driven, self._counting = driven, True
        self._gaps = []
        self._began = self._last = time.monotonic()
        if driven:
            self._window.update()

    def take(self) -> dict[str, Any]:
        """``frames``, ``seconds``, and of the gaps between them the 95th percentile and the
        longest, in ms."""
        self._counting = False
        gaps = sorted(self._gaps)
        return {
            "frames": len(gaps),
            "seconds": time.monotonic() - self._began,
            "gap_95_ms": gaps[int(len(gaps) * 0.95)] if gaps else 0.0,
            "longest_ms": gaps[-1] if gaps else 0.0,
        }

    def _on_frame(self) -> None:
        if not self._counting:
            return
        now = time.monotonic()
        self._gaps.append((now - self._last) * 1_000)
        self._last = now
        if self._driven:
            self._window.update()

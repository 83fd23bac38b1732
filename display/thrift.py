"""Memory that this process does not use any more goes back to the system.

A screen of 1920 x 1080 that is drawn again and again takes and frees large pieces. The C library
learns from their size to keep what is freed, between small pieces that stay: a TV that shows calls
for days grows though it holds no more than before.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from shared.domain.ids import MINUTE

EVERY = 5 * MINUTE
CALLS = 250
"""After so many calls as well, however fast they come."""

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
"""Of the GNU C library; other systems look after it themselves."""


def give_back() -> None:
    """Some tens of milliseconds at worst; what is in use stays where it is."""
    if _TRIM is not None:
        _TRIM(0)


class Thrift(QObject):
    """Gives back what is free every few minutes, and whenever much has been drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawn = 0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(give_back)
        self._timer.start()

    def drew(self, calls: Sequence[object]) -> None:
        """More calls stand on the screen; their frame comes first."""
        self._drawn += len(calls)
        if self._drawn >= CALLS:
            self._drawn = 0
            QTimer.singleShot(0, self, give_back)

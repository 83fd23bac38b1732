"""The soft sound when somebody comes after a quiet time. Without a sound device: nothing.

It is played by a small process of its own: a sound server that hangs must not hold up a counter.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[1]
SOUND = ROOT / "assets" / "arrival" / "arrival.wav"
LONGEST_MS = 6_000
"""A player that is still there by then hangs, and is ended."""


class ArrivalSound(QObject):
    """Rings once at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        path = environment.value("PYTHONPATH")
        environment.insert("PYTHONPATH", f"{ROOT}{os.pathsep}{path}" if path else str(ROOT))
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._on_finished)
        self._deadline = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._deadline.timeout.connect(self._process.kill)

    @property
    def ringing(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def ring(self) -> None:
        """Starts the sound, unless it sounds already."""
        if not self.ringing:
            self._process.start(sys.executable, ["-P", "-m", "counter.ring", str(SOUND)])
            self._deadline.start()

    def close(self) -> None:
        self._deadline.stop()
        if self.ringing:
            self._process.kill()
            self._process.waitForFinished(LONGEST_MS)

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._deadline.stop()
        if code:
            log.info("no sound: the player ended with status %s", code)

"""A process of ours that does what may hang or die, asked and answering in lines of JSON.

The speech engine, the sound device and picture files live in such processes: the screen goes on
whatever happens to them, and a fresh process is the one cure that always works.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import (
    QByteArray,
    QCoreApplication,
    QElapsedTimer,
    QObject,
    QProcess,
    QProcessEnvironment,
    QTimer,
    Signal,
)

log = logging.getLogger(__name__)

RESTART_MS = 500
LONGEST_RESTART_MS = 30_000
HEALTHY_MS = 10_000
"""One that lived so long is started again at once; one that dies sooner is given more time."""
KILLED_MS = 5_000
"""A killed process is gone at once, but on a machine that swaps it may take a while."""
_ROOT = Path(__file__).resolve().parents[2]


class LineProcess(QObject):
    """Keeps ``python -m MODULE`` running and warm, and passes lines to and fro."""

    line = Signal(bytes)
    """One line it has written."""
    gone = Signal()
    """It has ended, by itself or killed; orders it had not answered are lost."""

    def __init__(
        self, module: str, parent: QObject | None = None, *, arguments: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._module, self._arguments = module, arguments
        self._closed = self._renewing = False
        self._restart_ms = RESTART_MS
        self._age = QElapsedTimer()
        self._restart = QTimer(self, singleShot=True)
        self._restart.timeout.connect(self.start)
        self._process = self._make()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)
        self.start()

    @property
    def pid(self) -> int:
        """The process id, 0 while there is none."""
        return int(self._process.processId())

    def start(self) -> None:
        """Starts it now unless it runs already."""
        self._restart.stop()
        if not self._closed and self._process.state() == QProcess.ProcessState.NotRunning:
            self._age.start()
            self._process.start()

    def renew(self) -> None:
        """A fresh one in its place, at once and without blame."""
        self._renewing = True
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._renewing = False
            self.start()
        else:
            self._process.kill()

    def send(self, order: msgspec.Struct) -> None:
        """Hands it an order, starting it where needed."""
        self.start()
        self._process.write(QByteArray(msgspec.json.encode(order) + b"\n"))

    def kill(self) -> None:
        """Ends a process that hangs; `gone` follows, and after a while a new one."""
        self._process.kill()

    def close(self) -> None:
        """Ends it for good; nothing is heard of it any more, not even what it has just written."""
        self._closed = True
        self._restart.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(KILLED_MS)

    def _make(self) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        paths = [str(_ROOT), environment.value("PYTHONPATH")]
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        environment.insert("QT_LOGGING_RULES", "qt.multimedia.*=false")  # tells of every backend
        process.setProcessEnvironment(environment)
        process.setProgram(sys.executable)
        process.setArguments(["-m", self._module, *self._arguments])
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_gone)
        process.errorOccurred.connect(self._on_error)
        return process

    def _read(self) -> None:
        while not self._closed and self._process.canReadLine():
            self.line.emit(self._process.readLine().data())

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            log.error("cannot start %s: %s", self._module, self._process.errorString())
            self._on_gone()

    def _on_gone(self) -> None:
        if self._closed:
            return
        if self._renewing:
            self._renewing = False
            self._restart.start(0)
        else:
            if self._age.elapsed() >= HEALTHY_MS:
                self._restart_ms = RESTART_MS
            self._restart.start(self._restart_ms)
            self._restart_ms = min(2 * self._restart_ms, LONGEST_RESTART_MS)
        self.gone.emit()

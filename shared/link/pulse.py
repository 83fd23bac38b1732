"""An app's sign of life to the service manager: given by its event loop, so a window that hangs is
mute and is started anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from shared.link.line import Line
from shared.link.state import LineState
from shared.protocol.supervision import Manager

_WORDS = {
    LineState.SEARCHING: "looks for its hub",
    LineState.CONNECTING: "calls its hub",
    LineState.LIVE: "with its hub",
    LineState.AWAY: "its hub is away",
    LineState.REFUSED: "its hub refuses it",
    LineState.CHOOSING: "somebody must say which hub is its own",
}
"""For whoever asks ``systemctl status``."""


class Pulse(QObject):
    """Beats from `start` until `stop`, on the thread that draws, and tells how the line does."""

    def __init__(self, line: Line, manager: Manager | None = None) -> None:
        super().__init__(line)
        self._line = line
        self._manager = manager or Manager.from_environment()
        self._timer = QTimer(self, interval=self._manager.beat_ms)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._manager.alive)
        line.stateChanged.connect(self._tell)

    def start(self) -> None:
        """The window stands and its loop is about to run."""
        self._manager.ready(self._words())
        if self._manager.beat_ms:
            self._timer.start()

    def stop(self, *, for_good: bool = True) -> None:
        """`for_good`: the process ends, and does not begin anew as another program."""
        self._timer.stop()
        if for_good:
            self._manager.stopping()

    def _tell(self, _state: str) -> None:
        self._manager.says(self._words())

    def _words(self) -> str:
        return _WORDS.get(self._line.state, str(self._line.state))

"""What the system's signals ask for is done between two events, never in the middle of one.

Python would run a handler wherever it happens to be: while a picture is being drawn, or before the
event loop has begun, when a wish to quit is lost and the app would stay for ever.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSocketNotifier

ENDING = (signal.SIGTERM, signal.SIGINT)
"""By which an app is told to stop."""


class Signals(QObject):
    """Does for each signal what `actions` says, from the event loop; one that comes before the loop
    has begun is obeyed as its first. To be made, and kept, in the main thread."""

    def __init__(self, actions: Mapping[int, Callable[[], object]]) -> None:
        super().__init__()
        self._actions = dict(actions)
        self._heard, told = socket.socketpair()
        self._told = told
        for end in (self._heard, told):
            end.setblocking(False)
        # More at once than it holds are the same few signals again.
        signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        for number in self._actions:
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._obey)

    def close(self) -> None:
        """Signals are ignored from now on."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._heard.close()
        self._told.close()

    def _obey(self) -> None:
        for number in dict.fromkeys(self._heard.recv(4096)):
            action = self._actions.get(number)
            if action is not None:
                action()

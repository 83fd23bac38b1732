"""Qt's network, made ready without holding up the screen."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtNetwork import QSslConfiguration


class Sockets(QObject):
    """Loads what a process's first socket needs, on a thread.

    Qt reads all the certificates of the system then, encrypted line or not: a quarter of a second
    in which nothing would be drawn.
    """

    ready = Signal()
    """Told once, on the GUI's thread."""

    _loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.are_ready = False
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._load, name="certificates", daemon=True)

    def prepare(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Leaves no thread."""
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        QSslConfiguration.defaultConfiguration()
        self._loaded.emit()

    @Slot()
    def _on_loaded(self) -> None:
        self.are_ready = True
        self.ready.emit()

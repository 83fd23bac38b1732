"""The hubs on the local network, told on the GUI's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from shared.link.addresses import HubAddress
from shared.link.browser import Browser


class Discovery(QObject):
    """Browses for hubs until closed.

    `found` comes again whenever a hub is met anew, at the same address or another one.
    """

    found = Signal(object)
    """HubAddress"""
    lost = Signal(str)
    """The hub's id."""

    _crossed_found = Signal(object)
    _crossed_lost = Signal(str)

    def __init__(self, look_seconds: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        queued = Qt.ConnectionType.QueuedConnection
        self._crossed_found.connect(self._on_found, queued)
        self._crossed_lost.connect(self._on_lost, queued)
        self._browser: Browser | None = Browser(
            self._crossed_found.emit, self._crossed_lost.emit, look_seconds
        )

    def start(self) -> None:
        if self._browser is not None:
            self._browser.start()

    def seek(self, seeking: bool) -> None:
        """Ask the network again and again, or only listen."""
        if self._browser is not None:
            self._browser.seek(seeking)

    def close(self) -> None:
        """Leaves no thread; what was still on its way over is not told any more."""
        if self._browser is not None:
            self._browser.close()
            self._browser = None

    @Slot(object)
    def _on_found(self, address: HubAddress) -> None:
        if self._browser is not None:
            self.found.emit(address)

    @Slot(str)
    def _on_lost(self, hub: str) -> None:
        if self._browser is not None:
            self.lost.emit(hub)

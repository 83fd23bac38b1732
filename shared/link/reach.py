"""Where an app's hub can be reached: discovery, pairing and the choice between hubs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.link.addresses import HubAddress, socket_url
from shared.link.discovery import Discovery
from shared.link.hubs import Hubs
from shared.link.memory import Remembered
from shared.link.pairing.trust import Trust
from shared.link.timing import Timing, ms
from shared.protocol.announcement import local_interfaces


class Reach(QObject):
    """Tells when a connection is worth a try at once; the line asks it where."""

    opened = Signal()
    """A new way to our hub is known."""
    undecided = Signal(list)
    """list[HubAddress]: a person must choose one; empty when that is over."""

    def __init__(
        self,
        hub_url: str,
        remembered: Remembered,
        timing: Timing,
        trust: Trust,
        parent: QObject | None = None,
    ) -> None:
        """ValueError when `hub_url` is given and no address."""
        super().__init__(parent)
        self.hubs = Hubs(
            local_interfaces,
            fixed_url=socket_url(hub_url) if hub_url else "",
            paired=remembered.hub,
            last_url=remembered.url,
            fits=trust.fits,
        )
        self._settle = QTimer(self, singleShot=True, interval=ms(timing.settle))
        self._settle.timeout.connect(self._on_settled)
        self._choosing = False
        self._discovery = None if hub_url else self._make_discovery(timing.look)

    def start(self) -> None:
        if self._discovery is not None:
            self._discovery.start()

    def close(self) -> None:
        """Leaves no thread."""
        self._settle.stop()
        if self._discovery is not None:
            self._discovery.close()

    def ask(self) -> None:
        """No hub is ours again: take the only one, or have a person choose."""
        self._on_settled()

    def seek(self, seeking: bool) -> None:
        """No hub answers: ask the network again and again. One does: only listen."""
        if self._discovery is not None:
            self._discovery.seek(seeking)

    def _make_discovery(self, look_seconds: float) -> Discovery:
        discovery = Discovery(look_seconds, self)
        discovery.found.connect(self._on_found)
        discovery.lost.connect(self._on_lost)
        return discovery

    @Slot(object)
    def _on_found(self, address: HubAddress) -> None:
        new_way = self.hubs.found(address)
        if self.hubs.paired:
            if new_way:
                self.opened.emit()
        elif not self._settle.isActive():
            self._settle.start()

    @Slot(str)
    def _on_lost(self, hub: str) -> None:
        self.hubs.lost(hub)
        if self._choosing:
            self._on_settled()

    @Slot()
    def _on_settled(self) -> None:
        """A new app has listened for a moment: is there one hub, or are there several?"""
        hubs = self.hubs.undecided
        if hubs or self._choosing:
            self._choosing = bool(hubs)
            self.undecided.emit(hubs)
        if self.hubs.ours:
            self.opened.emit()

"""The kiosk's headphones: which output they hang on, whether they are there, who speaks there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.access.face import Access
from kiosk.speech.socket import Socket
from kiosk.speech.voice import HeadphoneVoice


class Headphones(QObject):
    """Serves one kiosk. Without an output that is named to it there is no voice at all."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._device = ""
        self._socket: Socket | None = None
        self.voice = HeadphoneVoice(self)
        self.voice.availableChanged.connect(lambda _: access.changed.emit())
        access.speech = self.voice

    def follow(self, device: str) -> None:
        """The output, by a part of its name; `*`: whichever the machine uses; empty: none."""
        if device == self._device:
            return
        self._device = device
        self._leave_socket()
        self.voice.use(device)
        if device:
            self._socket = Socket(device, self)
            self._socket.changed.connect(self._on_change)
            self._socket.pluggedIn.connect(self._on_plug)

    def close(self) -> None:
        self._leave_socket()
        self.voice.close()

    def _leave_socket(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket.deleteLater()
        self._socket = None

    def _on_change(self) -> None:
        """A jack that is known to be empty may have the loudspeakers behind it."""
        assert self._socket is not None
        there = self._socket.plugged is not False
        self.voice.set_plugged(there)
        self.voice.expect(there=there)

    def _on_plug(self) -> None:
        """Who brings headphones wants to hear; said as soon as there is something to hear it on."""
        self.voice.when_available(self._access.begin_speaking)

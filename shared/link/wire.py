"""One connection to a hub: messages in, messages out, and knowing when it is dead."""

from __future__ import annotations

import time

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import (
    QAbstractSocket,
    QNetworkProxy,
    QSslCertificate,
    QSslError,
    QSslSocket,
)
from PySide6.QtWebSockets import QWebSocket

from shared.link.pairing.belief import Belief
from shared.link.timing import Timing, ms
from shared.protocol.messages import FromHub, Message, Ping, Pong

LARGEST_MESSAGE = 16 * 1024 * 1024
"""Bytes; a snapshot of a large hall is well under a megabyte. Qt's own limit is two gigabytes."""

_LAST_CHANCE = 0.2
"""Seconds in which a busy GUI may still read what arrived before a line is called dead."""

_PLAIN = "wrong version number"
"""How OpenSSL calls an answer in plain text."""

_DISTRUST = (
    QAbstractSocket.SocketError.SslHandshakeFailedError,
    QAbstractSocket.SocketError.SslInvalidUserDataError,
    QAbstractSocket.SocketError.SslInternalError,
)


class Wire(QObject):
    """A single connection, from `open` to the one `closed` that ends it; never opened twice.

    QWebSocket stays "connected" for half a minute after a cable is pulled, so the time-outs
    and the heartbeat are our own.
    """

    opened = Signal()
    received = Signal(object)
    """A message from the hub (one of FromHub)."""
    closed = Signal(str)
    """Why, in English, for the log."""
    unreadable = Signal(str)
    """What came is no message, and why."""
    distrusted = Signal(str)
    """Why whoever answers is not believed; told before `closed`."""

    def __init__(
        self,
        url: str,
        timing: Timing,
        belief: Belief | None = None,
        parent: QObject | None = None,
    ) -> None:
        """With a `belief` the line is encrypted, or it is none."""
        super().__init__(parent)
        self.url = url
        self._timing = timing
        self._over = False
        self._pings = 0
        self._pinged = 0.0
        self.latency: int | None = None
        """To the hub and back, in ms, by the last ping that was answered."""
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(FromHub)
        self._connecting = self._timer(timing.connect, self._on_no_connection)
        self._beat = self._timer(timing.beat, self._on_beat)
        self._dead = self._timer(timing.dead - _LAST_CHANCE, self._on_silence)
        self._last_chance = self._timer(_LAST_CHANCE, self._on_dead)
        self._proof = self._timer(timing.proof, self._on_silence)
        self._belief = belief
        self._socket = self._make_socket()

    def open(self) -> None:
        if self._belief is not None and not self.url.startswith("wss:"):
            QTimer.singleShot(0, self, self._on_plain)
            return
        self._connecting.start()
        self._socket.open(QUrl(self.url))

    @property
    def certificate(self) -> bytes:
        """Whoever answers has shown that this is theirs (DER); empty in plain text."""
        return bytes(self._peer().toDer().data())

    def prove(self) -> None:
        """Ask for a sign of life: without one, `closed` comes sooner than by silence alone."""
        if not self._over and self._dead.isActive() and not self._proof.isActive():
            self._proof.start()
            self._on_beat()

    def send(self, message: Message) -> None:
        """Hand a message to the network; whether it arrives, only an answer says."""
        if self._over:
            return
        self._socket.sendTextMessage(self._encoder.encode(message).decode())
        self._beat.start()

    def hang_up(self) -> None:
        """Say goodbye and be gone, without a `closed`."""
        connected = self._socket.isValid()
        if not self._end():
            return
        if connected:
            self._socket.close()
            self._socket.flush()
        # Not left to the event loop, which may have ended: the hub would keep half a line.
        self._socket.abort()

    def drop(self, reason: str) -> None:
        """Cut the connection at once; `closed` says why."""
        if self._end():
            self._socket.abort()
            self.closed.emit(reason)

    def _end(self) -> bool:
        """Whether this was the first end."""
        if self._over:
            return False
        self._over = True
        for timer in (self._connecting, self._beat, self._dead, self._last_chance, self._proof):
            timer.stop()
        self._socket.disconnect(self)
        return True

    def _make_socket(self) -> QWebSocket:
        socket = QWebSocket(parent=self)
        socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        socket.setMaxAllowedIncomingMessageSize(LARGEST_MESSAGE)
        socket.setMaxAllowedIncomingFrameSize(LARGEST_MESSAGE)
        if self._belief is not None:
            socket.setSslConfiguration(self._belief.configuration())
            socket.sslErrors.connect(self._on_amiss)
        socket.connected.connect(self._on_connected)
        socket.disconnected.connect(self._on_disconnected)
        socket.errorOccurred.connect(self._on_error)
        socket.textFrameReceived.connect(self._on_sign_of_life)
        socket.textMessageReceived.connect(self._on_text)
        socket.binaryMessageReceived.connect(self._on_bytes)
        return socket

    def _timer(self, seconds: float, slot: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=ms(seconds))
        timer.timeout.connect(slot)
        return timer

    def _peer(self) -> QSslCertificate:
        encrypted = self._socket.findChild(QSslSocket)
        return encrypted.peerCertificate() if encrypted is not None else QSslCertificate()

    @Slot(list)
    def _on_amiss(self, errors: list[QSslError]) -> None:
        """Without a word from us Qt ends the handshake."""
        if self._belief is not None and self._belief.bears(errors, self._peer()):
            self._socket.ignoreSslErrors()

    @Slot()
    def _on_connected(self) -> None:
        if self._belief is not None and not self._belief.believes(self._peer()):
            self._distrust("another certificate than that of our hub")
            return
        self._connecting.stop()
        self._beat.start()
        self._dead.start()
        self.opened.emit()

    @Slot()
    def _on_disconnected(self) -> None:
        self.drop(self._socket.closeReason() or "the hub closed the line")

    @Slot(QAbstractSocket.SocketError)
    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        words = self._socket.errorString()
        if _PLAIN in words:
            words = "it does not encrypt the line"
        if error in _DISTRUST:
            self.distrusted.emit(words)
        self.drop(f"{words} ({error.name})")

    @Slot()
    def _on_plain(self) -> None:
        self._distrust("the line is not encrypted, and this app accepts no other")

    def _distrust(self, words: str) -> None:
        self.distrusted.emit(words)
        self.drop(words)

    @Slot()
    def _on_sign_of_life(self) -> None:
        """A frame, also one of many of a message that a slow network brings bit by bit."""
        self._last_chance.stop()
        self._proof.stop()
        self._dead.start()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        try:
            message = self._decoder.decode(text)
        except msgspec.DecodeError as error:
            self.unreadable.emit(f"a message that cannot be read: {error}")
            return
        if isinstance(message, Pong) and message.n == self._pings:
            self.latency = ms(time.monotonic() - self._pinged)
        self.received.emit(message)

    @Slot()
    def _on_bytes(self) -> None:
        self.unreadable.emit("a binary message; the line speaks text")

    @Slot()
    def _on_no_connection(self) -> None:
        self.drop(f"no connection within {self._timing.connect:g} s")

    @Slot()
    def _on_beat(self) -> None:
        self._pings += 1
        self._pinged = time.monotonic()
        self.send(Ping(n=self._pings))

    @Slot()
    def _on_silence(self) -> None:
        self._last_chance.start()

    @Slot()
    def _on_dead(self) -> None:
        silent = self._timing.proof if self._dead.isActive() else self._timing.dead
        self.drop(f"nothing heard for {silent:g} s")

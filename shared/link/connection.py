"""The way to our hub: one wire at a time, tried anew whenever it breaks or another way opens."""

from __future__ import annotations

import logging
import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.link.backoff import Backoff
from shared.link.pairing.trust import Footing, Trust, Way
from shared.link.reach import Reach
from shared.link.sockets import Sockets
from shared.link.timing import Timing, ms
from shared.link.wire import Wire
from shared.protocol.messages import Message

log = logging.getLogger(__name__)


class Connection(QObject):
    """Says where the next try goes and carries messages; what they mean is the line's.

    After `broke` nothing happens until the line says when to `retry`, or a new way to our hub
    opens.
    """

    trying = Signal()
    """A wire is about to be opened."""
    opened = Signal()
    """It is open: say hello."""
    received = Signal(object)
    """A message from the hub (one of FromHub)."""
    broke = Signal(str, str)
    """The address, and why the wire to it ended or did not come about."""
    unreadable = Signal(str)
    """What came is no message, and why; cut the wire."""
    distrusted = Signal(str)
    """Why whoever answers there is not believed; `broke` follows."""

    def __init__(
        self,
        reach: Reach,
        timing: Timing,
        trust: Trust,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reach = reach
        self._hubs = reach.hubs
        self._timing = timing
        self._trust = trust
        self._way = Way("", Footing.HERE)
        self._backoff = Backoff(timing.retry)
        self._tried_at = 0.0
        self._was_open = False
        self._wire: Wire | None = None
        self._sockets = Sockets(self)
        self._sockets.ready.connect(self.attempt)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.attempt)

    @property
    def exists(self) -> bool:
        """Whether there is a wire, open or opening."""
        return self._wire is not None

    @property
    def url(self) -> str:
        """Where the wire leads; empty without one."""
        return self._wire.url if self._wire is not None else ""

    @property
    def footing(self) -> Footing:
        """On which footing we stand with whoever is at the other end."""
        return self._way.footing

    @property
    def certificate(self) -> bytes:
        """What the other end has shown to be its own (DER); empty in plain text."""
        return self._wire.certificate if self._wire is not None else b""

    @property
    def latency(self) -> int | None:
        """To the hub and back (ms), as far as it was measured on this wire."""
        return self._wire.latency if self._wire is not None else None

    def start(self) -> None:
        self._sockets.prepare()
        self._reach.start()

    def hush(self) -> None:
        """Hang up, and try no more by itself."""
        self._retry.stop()
        self.hang_up()

    def close(self) -> None:
        """Leaves no thread."""
        self._reach.close()
        self._sockets.close()

    @Slot()
    def attempt(self) -> None:
        """Tries the next address, unless the wire leads there already or none is known."""
        self._retry.stop()
        url = self._hubs.next_url() if self._sockets.are_ready else None
        way = self._trust.way(url) if url is not None else None
        if way is None or (self.url == way.url and self.footing is way.footing):
            return
        self.hang_up()
        self._way = way
        log.debug("trying %s", way.url)
        self.trying.emit()
        self._tried_at, self._was_open = time.monotonic(), False
        self._wire = self._make_wire(way)
        self._wire.open()

    def retry(self, *, refused: bool, rest: float = 0.0) -> None:
        """Looks for our hub again, and tries the next address after a pause of `rest` seconds at
        least.

        A hub that refused us is there, and is asked again only now and then.
        """
        if not refused:
            self._hubs.doubt()
        self._reach.seek(True)
        self._retry.start(ms(max(rest, self._timing.refused if refused else self._pause())))

    def proved(self) -> None:
        """The wire held for long: the next pauses are short again."""
        self._backoff.reset()

    def prove(self) -> None:
        """Have the wire show that it lives."""
        if self._wire is not None:
            self._wire.prove()

    def _pause(self) -> float:
        """Seconds. A try that met silence has waited already; after a line that broke, or a
        refusal, nobody has, and a hall must not come back in step."""
        if not self._hubs.round_over:
            return 0.0
        waited = 0.0 if self._was_open else time.monotonic() - self._tried_at
        return max(0.0, self._backoff.pause() - waited)

    def send(self, message: Message) -> None:
        """Lost where there is no wire."""
        if self._wire is not None:
            self._wire.send(message)

    def drop(self, reason: str) -> None:
        """Cuts the wire; `broke` says why."""
        if self._wire is not None:
            self._wire.drop(reason)

    def hang_up(self) -> None:
        """Ends the wire, without a `broke`."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.hang_up()
            wire.deleteLater()

    def _make_wire(self, way: Way) -> Wire:
        wire = Wire(way.url, self._timing, way.belief, self)
        wire.opened.connect(self._on_opened)
        wire.received.connect(self.received)
        wire.closed.connect(self._on_closed)
        wire.distrusted.connect(self.distrusted)
        wire.unreadable.connect(self.unreadable)
        return wire

    @Slot()
    def _on_opened(self) -> None:
        self._was_open = True
        self.opened.emit()

    @Slot(str)
    def _on_closed(self, reason: str) -> None:
        url = self.url
        self.hang_up()
        self.broke.emit(url, reason)

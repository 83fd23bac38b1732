"""Where connections come in: each is counted before a byte of it is read, and before TLS.

The server's own way of accepting would take all that come, and show those that are in the middle of
a TLS greeting to nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import ssl
import struct
from collections.abc import Callable

from shared.hub.crowd import Crowd, Place

log = logging.getLogger(__name__)

BACKLOG = 2_048

AT_ONCE = 64
"""Connections taken in one turn of the loop; between two turns the hall goes on."""

GREETING_SECONDS = 5.0
"""How long TLS may take; a tired PC on a bad network needs one."""

PARTING_SECONDS = 2.0
"""How long the other side may take to end TLS."""

BREATH_SECONDS = 0.2
"""Without a file to spare nothing is accepted for so long."""

_OUT_OF_FILES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

_RESET = struct.pack("ii", 1, 0)

MakeProtocol = Callable[[Place], asyncio.Protocol]


class Doorway:
    """Accepts on one socket; has what uvicorn asks of a server."""

    def __init__(
        self,
        listener: socket.socket,
        crowd: Crowd,
        make: MakeProtocol,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._listener = listener
        self._crowd = crowd
        self._make = make
        self._tls = tls
        if tls is not None:
            tls.num_tickets = 0  # nobody resumes a session: a greeting is as cheap, and says less
        self._loop = asyncio.get_running_loop()
        self._coming: set[asyncio.Task[None]] = set()
        self._open = False

    def open(self) -> None:
        self._listener.setblocking(False)
        self._listener.listen(BACKLOG)
        self._open = True
        self._watch()

    def close(self) -> None:
        """Accepts no more; whoever is still greeting goes."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._listener)
        for task in self._coming:
            task.cancel()

    async def wait_closed(self) -> None:
        if self._coming:
            await asyncio.wait(self._coming)

    # ----------------------------------------------------------------------------------------

    def _watch(self) -> None:
        if self._open:
            self._loop.add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            try:
                connection, peer = self._listener.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                if error.errno in _OUT_OF_FILES:
                    self._take_breath(error)
                    return
                continue  # that one is gone again
            self._meet(connection, str(peer[0]))

    def _take_breath(self, error: OSError) -> None:
        log.error("no connection can be accepted for a moment: %s", error.strerror)
        self._loop.remove_reader(self._listener)
        self._loop.call_later(BREATH_SECONDS, self._watch)

    def _meet(self, connection: socket.socket, address: str) -> None:
        visitor = _Visitor(connection)
        place = self._crowd.come(address, visitor.leave)
        if place is None:
            _reset(connection)
            return
        visitor.task = self._loop.create_task(self._let_in(visitor, place))
        self._coming.add(visitor.task)
        visitor.task.add_done_callback(self._coming.discard)

    async def _let_in(self, visitor: _Visitor, place: Place) -> None:
        seconds = None if self._tls is None else GREETING_SECONDS
        ending = None if self._tls is None else PARTING_SECONDS
        try:
            visitor.transport, _ = await self._loop.connect_accepted_socket(
                lambda: self._make(place),
                visitor.connection,
                ssl=self._tls,
                ssl_handshake_timeout=seconds,
                ssl_shutdown_timeout=ending,
            )
        except (OSError, asyncio.CancelledError):  # no TLS, too slow, gone, or sent away
            place.gone()
            _reset(visitor.connection)


class _Visitor:
    """A connection on its way in, and after."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.task: asyncio.Task[None] | None = None
        self.transport: asyncio.BaseTransport | None = None

    def leave(self) -> None:
        """Ends it, however far it has come."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()
        elif self.transport is not None:
            self.transport.close()
        elif self.task is not None:
            self.task.cancel()


def _reset(connection: socket.socket) -> None:
    """Closes without a farewell: nothing of it stays in the system's tables."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    with contextlib.suppress(OSError):
        connection.close()

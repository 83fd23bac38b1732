"""A cable between an app and its hub that can be pulled: a TCP proxy on a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self

SPOONS = 20
"""A slow cable carries its bytes of a second in so many pieces."""


class TcpProxy:
    """Forwards to a local port; `pull` makes every byte vanish while all sockets stay open."""

    def __init__(self, target: int, *, bytes_a_second: int = 0) -> None:
        """A port of this machine; `bytes_a_second` each way, 0: as many as there are."""
        self._target = target
        self._rate = bytes_a_second
        self._pulled = threading.Event()
        self._mute = threading.Event()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in (self._server, *self._sockets):
            _shut(each)
        for thread in self._threads:
            thread.join(timeout=5)

    def pull(self) -> None:
        """Every byte vanishes, on the connections there are and on new ones."""
        self._pulled.set()

    def mute(self) -> None:
        """What the port answers vanishes; what it is told still arrives."""
        self._mute.set()

    def cut(self) -> None:
        """The connections there are break, and new ones say nothing."""
        self.pull()
        self._break()

    def plug(self) -> None:
        """New connections work again; what was lost stays lost, and so do the old ones."""
        self._break()
        self._pulled.clear()
        self._mute.clear()

    def _break(self) -> None:
        for each in self._sockets:
            _shut(each)
        self._sockets.clear()

    def _spawn(self, target: object, *args: object) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=args)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            self._sockets += [near, far]
            self._spawn(self._forward, near, far, threading.Event())
            self._spawn(self._forward, far, near, self._mute)

    def _forward(self, source: socket.socket, sink: socket.socket, mute: threading.Event) -> None:
        try:
            while data := source.recv(max(1, self._rate // SPOONS) if self._rate else 65536):
                if not self._pulled.is_set() and not mute.is_set():
                    sink.sendall(data)
                if self._rate:
                    time.sleep(len(data) / self._rate)
        except OSError:
            return
        finally:
            if not self._pulled.is_set():
                _shut(sink)


def _shut(each: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is not connected, or closed already
        each.shutdown(socket.SHUT_RDWR)
    each.close()

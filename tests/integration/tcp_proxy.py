"""A cable between an app and its hub that can be pulled: a TCP proxy on a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class TcpProxy:
    """Forwards to a local port; `pull` makes every byte vanish while all sockets stay open."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._pulled = threading.Event()
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

    def plug(self) -> None:
        """New connections work again; what was lost stays lost, and so do the old ones."""
        for each in self._sockets:
            _shut(each)
        self._sockets.clear()
        self._pulled.clear()

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
            self._spawn(self._forward, near, far)
            self._spawn(self._forward, far, near)

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if not self._pulled.is_set():
                    sink.sendall(data)
        except OSError:
            return
        finally:
            if not self._pulled.is_set():
                _shut(sink)


def _shut(each: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is not connected, or closed already
        each.shutdown(socket.SHUT_RDWR)
    each.close()

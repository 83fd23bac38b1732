"""A printer that only tells when the first byte of a paper came: for the bench."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType
from typing import Self

_ASK = b"\x10\x04"
"""DLE EOT n: the real-time status request."""

_READY = b"\x12"
"""The answer of a printer that lacks nothing."""

_STATUS = (b"\x1dr", b"\x1da")


class FirstBytes:
    """Listens like a network printer, answers status requests, throws the paper away."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._came = threading.Event()
        self._at = 0.0
        self._thread = threading.Thread(target=self._serve, name="first-bytes", daemon=True)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def forget(self) -> None:
        """The next first byte is waited for."""
        self._came.clear()

    def first(self, within: float) -> float:
        """When the first byte of a paper came (seconds since the epoch)."""
        if not self._came.wait(within):
            raise TimeoutError("no paper came to the printer")
        return self._at

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._print, args=(line,), daemon=True).start()

    def _print(self, line: socket.socket) -> None:
        with line:
            while data := line.recv(65_536):
                now = time.time()
                paper = self._answer(line, data)
                if paper and not self._came.is_set():
                    self._at = now
                    self._came.set()

    def _answer(self, line: socket.socket, data: bytes) -> bytes:
        """Answers what asks for a status; gives back the rest."""
        while (at := data.find(_ASK)) >= 0:
            line.sendall(_READY)
            data = data[:at] + data[at + 3 :]
        for ask in _STATUS:
            while (at := data.find(ask)) >= 0:
                line.sendall(b"\0")
                data = data[:at] + data[at + 3 :]
        return data

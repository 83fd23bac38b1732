"""A printer on the network: raw TCP, by custom on port 9100."""

from __future__ import annotations

import os
import select
import socket
from threading import Event

from kiosk.printing.port import BrokenOff, Cancelled, NoAnswer, Unreachable
from kiosk.printing.wire import Deadline, on_own_thread

_CHUNK = 4096
_Resolved = tuple[int, int, int, str, tuple[object, ...]]


class NetworkWire:
    """One TCP connection per conversation: these printers serve a single host at a time."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._socket: socket.socket | None = None
        self._cancelled = Event()

    def open(self, timeout_ms: int) -> None:
        if self._socket is not None:
            return
        deadline = Deadline(timeout_ms)
        family, kind, protocol, _, address = self._resolved(deadline)
        connection = socket.socket(family, kind, protocol)
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = connection
        try:
            connection.connect(address)
        except BlockingIOError:
            self._finish_connecting(connection, deadline)
        except OSError as error:
            raise Unreachable(f"{self._name}: {error.strerror}") from error

    def _resolved(self, deadline: Deadline) -> _Resolved:
        def look_up() -> _Resolved:
            return socket.getaddrinfo(*self._address, type=socket.SOCK_STREAM)[0]

        try:
            return on_own_thread(look_up, deadline.left_ms, self._cancelled)
        except (OSError, NoAnswer) as error:
            raise Unreachable(f"{self._name}: the name is not known ({error})") from error

    def _finish_connecting(self, connection: socket.socket, deadline: Deadline) -> None:
        if not self._wait(connection, deadline, write=True):
            raise Unreachable(f"{self._name}: no connection in time")
        if number := connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise Unreachable(f"{self._name}: {os.strerror(number)}")

    def send(self, data: bytes, timeout_ms: int) -> None:
        connection, deadline, rest = self._open_socket(), Deadline(timeout_ms), data
        while rest:
            if not self._wait(connection, deadline, write=True):
                raise NoAnswer(f"{self._name}: takes no data")
            try:
                rest = rest[connection.send(rest) :]
            except OSError as error:
                raise BrokenOff(f"{self._name}: {error.strerror}") from error

    def receive(self, timeout_ms: int) -> bytes:
        connection = self._open_socket()
        if not self._wait(connection, Deadline(timeout_ms), write=False):
            return b""
        try:
            heard = connection.recv(_CHUNK)
        except OSError as error:
            raise BrokenOff(f"{self._name}: {error.strerror}") from error
        if not heard:
            raise BrokenOff(f"{self._name}: the printer hung up")
        return heard

    def rest(self) -> None:
        self.close()

    def close(self) -> None:
        connection, self._socket = self._socket, None
        if connection is not None:
            connection.close()

    def cancel(self) -> None:
        self._cancelled.set()

    def _wait(self, connection: socket.socket, deadline: Deadline, *, write: bool) -> bool:
        """Whether the socket is ready before the deadline."""
        while True:
            if self._cancelled.is_set():
                raise Cancelled("stopped while talking to the printer")
            last = deadline.passed
            waiting = ([], [connection]) if write else ([connection], [])
            ready = select.select(*waiting, [], deadline.slice_s())
            if ready[0] or ready[1]:
                return True
            if last:
                return False

    def _open_socket(self) -> socket.socket:
        if self._socket is None:
            raise BrokenOff(f"{self._name}: not connected")
        return self._socket

    @property
    def _name(self) -> str:
        return f"tcp://{self._address[0]}:{self._address[1]}"

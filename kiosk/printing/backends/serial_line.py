"""A printer on a serial port, or on a USB adapter that looks like one."""

from __future__ import annotations

import select
from threading import Event

import serial

from kiosk.printing.port import BrokenOff, Cancelled, NoAnswer, Unreachable
from kiosk.printing.wire import Deadline


class SerialWire:
    """Stays open between conversations: opening a port makes some printers restart."""

    def __init__(self, device: str, baudrate: int, *, hardware_flow: bool = False) -> None:
        self._device = device
        self._baudrate = baudrate
        self._hardware_flow = hardware_flow
        self._port: serial.Serial | None = None
        self._cancelled = Event()

    def open(self, timeout_ms: int) -> None:
        if self._port is not None:
            return
        try:
            self._port = serial.Serial(
                self._device,
                self._baudrate,
                dsrdtr=self._hardware_flow,
                exclusive=True,
                # Returns what it could write: with any other limit a late write loses the count.
                write_timeout=0,
            )
        except (serial.SerialException, ValueError, OSError) as error:
            raise Unreachable(f"serial://{self._device}: {error}") from error

    def send(self, data: bytes, timeout_ms: int) -> None:
        port, deadline, rest = self._open_port(), Deadline(timeout_ms), data
        while rest:
            self._look(deadline)
            if not select.select([], [port.fileno()], [], deadline.slice_s())[1]:
                continue
            try:
                rest = rest[port.write(rest) :]
            except (serial.SerialException, OSError) as error:
                raise BrokenOff(f"serial://{self._device}: {error}") from error

    def _look(self, deadline: Deadline) -> None:
        if self._cancelled.is_set():
            raise Cancelled("stopped while talking to the printer")
        if deadline.passed:
            raise NoAnswer(f"serial://{self._device}: takes no data")

    def receive(self, timeout_ms: int) -> bytes:
        port, deadline = self._open_port(), Deadline(timeout_ms)
        while True:
            if self._cancelled.is_set():
                raise Cancelled("stopped while talking to the printer")
            last = deadline.passed
            heard = self._read(port, deadline.slice_s())
            if heard or last:
                return heard

    def _read(self, port: serial.Serial, seconds: float) -> bytes:
        try:
            port.timeout = seconds
            first: bytes = port.read(1)
            return first + port.read(port.in_waiting) if first else b""
        except (serial.SerialException, OSError) as error:
            raise BrokenOff(f"serial://{self._device}: {error}") from error

    def rest(self) -> None:
        """Nothing to do: the cable has no other host."""

    def close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def cancel(self) -> None:
        self._cancelled.set()

    def _open_port(self) -> serial.Serial:
        if self._port is None:
            raise BrokenOff(f"serial://{self._device}: not open")
        return self._port

"""A printer on USB, through python-escpos and libusb."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

import usb.core

from kiosk.printing.escpos_library import EscposError, Usb
from kiosk.printing.port import BrokenOff, Cancelled, NoAnswer, Unreachable
from kiosk.printing.wire import Deadline, on_own_thread

_PACKET = 64


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """Vendor and product id, and the end points (the library's defaults fit most printers)."""

    vendor: int
    product: int
    in_endpoint: int = 0x82
    out_endpoint: int = 0x01

    def __str__(self) -> str:
        return f"usb://{self.vendor:04x}:{self.product:04x}"


class UsbWire:
    """Stays open between conversations: opening resets the printer.

    The library's opening has no time limit, so it happens on a thread that can be left behind.
    """

    def __init__(self, address: UsbAddress) -> None:
        self._address = address
        self._usb: Usb | None = None
        self._cancelled = Event()

    def open(self, timeout_ms: int) -> None:
        if self._usb is not None:
            return
        try:
            self._usb = on_own_thread(self._opened, timeout_ms, self._cancelled)
        except (EscposError, usb.core.USBError, usb.core.NoBackendError) as error:
            raise Unreachable(f"{self._address}: {error}") from error
        except NoAnswer as error:
            raise Unreachable(f"{self._address}: did not open in time") from error

    def _opened(self) -> Usb:
        where = self._address
        device = Usb(
            where.vendor, where.product, in_ep=where.in_endpoint, out_ep=where.out_endpoint
        )
        device.open()
        return device

    def send(self, data: bytes, timeout_ms: int) -> None:
        device = self._device()

        def write() -> None:
            # In one piece: a write that times out does not say how far it came.
            device.write(self._address.out_endpoint, data, timeout_ms)

        try:
            on_own_thread(write, timeout_ms, self._cancelled)
        except usb.core.USBTimeoutError as error:
            raise NoAnswer(f"{self._address}: takes no data") from error
        except usb.core.USBError as error:
            raise BrokenOff(f"{self._address}: {error}") from error

    def receive(self, timeout_ms: int) -> bytes:
        device, deadline = self._device(), Deadline(timeout_ms)
        while True:
            if self._cancelled.is_set():
                raise Cancelled("stopped while talking to the printer")
            last = deadline.passed
            heard = self._read(device, _ms(deadline))
            if heard or last:
                return heard

    def _read(self, device: usb.core.Device, timeout_ms: int) -> bytes:
        try:
            return bytes(device.read(self._address.in_endpoint, _PACKET, timeout_ms))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise BrokenOff(f"{self._address}: {error}") from error

    def rest(self) -> None:
        """Nothing to do: the cable has no other host."""

    def close(self) -> None:
        device, self._usb = self._usb, None
        if device is not None:
            device.close()

    def cancel(self) -> None:
        self._cancelled.set()

    def _device(self) -> usb.core.Device:
        if self._usb is None:
            raise BrokenOff(f"{self._address}: not open")
        return self._usb.device


def _ms(deadline: Deadline) -> int:
    # To libusb, zero means for ever.
    return max(1, round(deadline.slice_s() * 1000))

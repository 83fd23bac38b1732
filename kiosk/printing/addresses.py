"""From an address in the settings to a printer: "tcp://10.0.0.9:9100", "usb://04b8:0202"."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kiosk.printing.backends.cups import CupsPrinter
from kiosk.printing.backends.file import FilePrinter
from kiosk.printing.backends.misnamed import MisnamedPrinter
from kiosk.printing.backends.network import NetworkWire
from kiosk.printing.backends.serial_line import SerialWire
from kiosk.printing.backends.usb_device import UsbAddress, UsbWire
from kiosk.printing.port import Printer
from kiosk.printing.talking_printer import TalkingPrinter
from kiosk.printing.wire import TimeLimits

_log = logging.getLogger(__name__)

_PORT = 9100
_BAUDRATE = 19200
_USB_IDS = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)
_EXAMPLES = (
    "tcp://HOST:9100, usb://04b8:0202, serial:///dev/ttyUSB0?baudrate=19200, "
    "file:///dev/usb/lp0 or cups://QUEUE"
)

Options = dict[str, str]


class AddressError(ValueError):
    """The printer's address cannot be understood; the message says what to write instead."""


def printer_from_address(address: str, limits: TimeLimits | None = None) -> Printer:
    """The printer at `address`. Nothing is opened yet; AddressError for a wrong address."""
    try:
        parts = urlsplit(address.strip())
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError as error:
        raise AddressError(f"printer address {address!r}: {error}") from error
    make = _KINDS.get(parts.scheme)
    if make is None:
        raise AddressError(f"printer address {address!r}: write {_EXAMPLES}")
    printer = make(parts, options, limits or TimeLimits())
    if options:
        raise AddressError(f"printer address {address!r}: unknown option {', '.join(options)}")
    return printer


def printers_at(addresses: Iterable[str], limits: TimeLimits | None = None) -> list[Printer]:
    """A printer for each address, in order; for a wrong one a printer that is never there."""
    return [_printer_at(address, limits) for address in addresses]


def _printer_at(address: str, limits: TimeLimits | None) -> Printer:
    try:
        return printer_from_address(address, limits)
    except AddressError as error:
        _log.error("%s", error)
        return MisnamedPrinter(str(error))


def _network(parts: SplitResult, options: Options, limits: TimeLimits) -> Printer:
    try:
        host, port = parts.hostname, parts.port or _PORT
    except ValueError as error:
        raise AddressError(f"printer address {parts.geturl()!r}: {error}") from error
    if not host or parts.path.strip("/"):
        raise AddressError(f"printer address {parts.geturl()!r}: write tcp://HOST:{_PORT}")
    return TalkingPrinter(NetworkWire(host, port), limits)


def _usb(parts: SplitResult, options: Options, limits: TimeLimits) -> Printer:
    ids = _USB_IDS.fullmatch(parts.netloc)
    if ids is None:
        raise AddressError(
            f"printer address {parts.geturl()!r}: write usb://VENDOR:PRODUCT, "
            "four hexadecimal digits each, as lsusb shows them"
        )
    address = UsbAddress(
        int(ids[1], 16),
        int(ids[2], 16),
        _number(options, "in_ep", 0x82),
        _number(options, "out_ep", 0x01),
    )
    return TalkingPrinter(UsbWire(address), limits)


def _serial(parts: SplitResult, options: Options, limits: TimeLimits) -> Printer:
    device = _path(parts, "serial:///dev/ttyUSB0")
    flow = options.pop("flow", "none")
    if flow not in ("none", "dtr"):
        raise AddressError(f"printer address {parts.geturl()!r}: flow is none or dtr")
    baudrate = _number(options, "baudrate", _BAUDRATE)
    wire = SerialWire(str(device), baudrate, hardware_flow=flow == "dtr")
    return TalkingPrinter(wire, limits)


def _file(parts: SplitResult, options: Options, limits: TimeLimits) -> Printer:
    return FilePrinter(_path(parts, "file:///dev/usb/lp0"), limits)


def _cups(parts: SplitResult, options: Options, limits: TimeLimits) -> Printer:
    queue = unquote(parts.netloc)
    # A name that begins with a dash would be an option of the programs it is handed to.
    if not queue or queue.startswith("-") or parts.path.strip("/"):
        raise AddressError(f"printer address {parts.geturl()!r}: write cups://QUEUE")
    return CupsPrinter(queue, limits)


def _path(parts: SplitResult, example: str) -> Path:
    if parts.netloc or len(parts.path) < 2:
        raise AddressError(
            f"printer address {parts.geturl()!r}: write {example}, with three slashes"
        )
    return Path(unquote(parts.path))


def _number(options: Options, name: str, default: int) -> int:
    text = options.pop(name, None)
    if text is None:
        return default
    try:
        return int(text, 0)
    except ValueError as error:
        raise AddressError(f"{name}={text!r} is not a number") from error


_KINDS: dict[str, Callable[[SplitResult, Options, TimeLimits], Printer]] = {
    "tcp": _network,
    "usb": _usb,
    "serial": _serial,
    "file": _file,
    "cups": _cups,
}

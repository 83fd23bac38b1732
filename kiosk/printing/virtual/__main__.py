"""`python -m kiosk.printing.virtual`: a ticket printer for people who have none.

Prints one line of JSON when it answers. Ends with status 0 at SIGTERM or SIGINT.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from kiosk.printing.stock import stock_for
from kiosk.printing.virtual.reading import read
from kiosk.printing.virtual.server import Address, VirtualPrinter
from kiosk.printing.virtual.shelf import PrintedPaper


def main(arguments: list[str] | None = None) -> int:
    """Runs the printer until it is told to end; returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.read is not None:
        for ticket in options.read:
            _say(asdict(read(ticket.read_bytes())))
        return 0
    if options.window:
        from kiosk.printing.virtual.window import run_window

        return run_window(lambda on_paper: _printer(options, on_paper), announce, options.geometry)
    # Before the port opens: a signal that comes early must not kill us half-way.
    signals = (signal.SIGTERM, signal.SIGINT)
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    with _printer(options, None) as printer:
        announce(printer)
        signal.sigwait(signals)
    return 0


def _printer(
    options: argparse.Namespace, on_paper: Callable[[PrintedPaper], None] | None
) -> VirtualPrinter:
    stock = stock_for(options.width)
    return VirtualPrinter(options.listen, options.control, options.out, stock, on_paper)


def announce(printer: VirtualPrinter) -> None:
    """The one line on stdout that says where the printer answers."""
    _say({"ready": True, "port": printer.port, "control": printer.control_port or None})


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk.printing.virtual", description=__doc__)
    parser.add_argument("--listen", type=_address, default=("127.0.0.1", 9100))
    parser.add_argument("--control", type=_address, help="HOST:PORT for playing with the paper")
    parser.add_argument("--out", type=Path, help="directory for ticket-0001.bin and .png")
    parser.add_argument("--width", type=int, choices=(80, 58), default=80, help="paper, in mm")
    parser.add_argument("--window", action="store_true", help="show the paper in a window")
    parser.add_argument("--geometry", help="place of the window: WIDTHxHEIGHT+X+Y")
    parser.add_argument(
        "--read", type=Path, nargs="+", metavar="FILE", help="say what is on tickets, one a line"
    )
    return parser


def _address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]"), int(port)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m kiosk.printing.closing_slip`: prints the closing that stands on stdin, once.

Ends with status 0 when the paper is out, else with 1 and the reason on stderr.
"""

from __future__ import annotations

import argparse
import sys

import msgspec

from kiosk.printing.addresses import AddressError, printer_from_address
from kiosk.printing.closing_layout import closing_steps
from kiosk.printing.escpos_bytes import rendered
from kiosk.printing.port import Failed
from kiosk.printing.stock import stock_for
from shared.protocol.closing import Closing


def main(arguments: list[str] | None = None) -> int:
    """Prints and says what became of it; returns the exit status."""
    options = _parser().parse_args(arguments)
    closing = msgspec.json.decode(sys.stdin.buffer.read(), type=Closing)
    stock = stock_for(options.paper)
    try:
        printer = printer_from_address(options.printer)
    except AddressError as error:
        return _failed(str(error))
    try:
        result = printer.print(rendered(closing_steps(closing, stock), stock))
    finally:
        printer.close()
    if isinstance(result, Failed):
        half = "; some of it may be on paper" if result.may_be_half_printed else ""
        return _failed(f"{result.reason} {result.detail}{half}")
    return 0


def _failed(words: str) -> int:
    print(f"giliran: the closing was not printed: {words}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk.printing.closing_slip", description=__doc__)
    parser.add_argument("--printer", required=True, help="its address, as a kiosk's")
    parser.add_argument("--paper", type=int, choices=(80, 58), default=80, help="in mm")
    return parser


if __name__ == "__main__":
    sys.exit(main())

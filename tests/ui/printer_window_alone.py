"""Shows the virtual printer's window, prints a ticket, and says where its paper lies.

In a process of its own: widgets need another kind of application than the apps' QML.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.virtual.shelf import PrintedPaper
from kiosk.printing.virtual.window import PrinterWindow
from tests.unit.printing_samples import TICKET


def place(window: PrinterWindow) -> list[float]:
    found = window.slot.paper_place()
    return [found.left(), found.top(), found.right(), found.bottom()]


def until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not there():
        assert time.monotonic() < deadline
        QTest.qWait(10)


def main(width: int, height: int) -> dict[str, object]:
    app = QApplication([])
    papers: list[PrintedPaper] = []
    with VirtualPrinter(on_paper=papers.append) as printer:
        window = PrinterWindow(printer)
        window.resize(width, height)
        window.show()
        before = place(window)
        with socket.create_connection(("127.0.0.1", printer.port)) as line:
            line.sendall(ticket_bytes(TICKET, MM80))
        until(lambda: bool(papers))
        window.show_paper(papers[0])
        until(lambda: window.slot.property("shown") == 1.0)
        hanging = place(window)
        for _ in range(10):
            QTest.keyClick(window.slot, Qt.Key.Key_PageDown)
        app.processEvents()
        return {
            "before": before,
            "hanging": hanging,
            "at_its_end": place(window),
            "room": window.slot.height(),
        }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))

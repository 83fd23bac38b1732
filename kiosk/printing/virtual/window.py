"""The virtual printer in a window: the paper slides out of the slot, its troubles are buttons."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from threading import Thread
from typing import Any

from PIL import Image
from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QObject,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.virtual.shelf import PrintedPaper

OnPaper = Callable[[PrintedPaper], None]

_SLIDE_MS = 700
_WATCH_MS = 300
_SLOT_HEIGHT = 18
_MARGIN = 14
_GEOMETRY = re.compile(r"(\d+)x(\d+)(?:\+(\d+)\+(\d+))?")

_ROOM = "#39424e"
_SLOT = "#12161b"
_SHADOW = QColor(0, 0, 0, 70)
_STYLE = f"""
    QWidget#printer {{ background: {_ROOM}; }}
    QLabel {{ color: #ffffff; font-size: 15px; }}
    QLabel#state {{ background: {_SLOT}; border-radius: 8px; padding: 10px; font-weight: 600; }}
    QPushButton {{
        background: #f4f1ea; color: #1c1b24; border: none; border-radius: 8px;
        padding: 12px 8px; font-size: 15px;
    }}
    QPushButton:focus {{ border: 2px solid #ffd479; }}
    QPushButton:pressed {{ background: #d9d4c8; }}
"""


class _Reports(QObject):
    """Carries news from the printer's threads to the window's."""

    paper = Signal(object)
    ended = Signal()


class _Slot(QWidget):
    """The slot and the paper below it; `shown` is how much of the paper is out, 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._paper = QPixmap()
        self._shown = 0.0
        self._slide = QPropertyAnimation(self, b"shown", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEndValue(1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def put_out(self, picture: Image.Image) -> None:
        """Lets a new paper slide out; the one before has been taken."""
        rgb = picture.convert("RGB")
        image = QImage(
            rgb.tobytes(), rgb.width, rgb.height, 3 * rgb.width, QImage.Format.Format_RGB888
        )
        self._paper = QPixmap.fromImage(image)
        self._slide.stop()
        self._slide.setStartValue(0.0)
        self._slide.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._paper.isNull():
            self._paint_paper(painter)
        painter.setClipping(False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_SLOT))
        painter.drawRoundedRect(0, 0, self.width(), _SLOT_HEIGHT, 8, 8)

    def _paint_paper(self, painter: QPainter) -> None:
        room = self.height() - _SLOT_HEIGHT - _MARGIN
        scale = min((self.width() - 2 * _MARGIN) / self._paper.width(), room / self._paper.height())
        width, height = self._paper.width() * scale, self._paper.height() * scale
        top = _SLOT_HEIGHT / 2 - height * (1 - self._shown)
        place = QRectF((self.width() - width) / 2, top, width, height)
        painter.setClipRect(0, _SLOT_HEIGHT // 2, self.width(), self.height())
        painter.fillRect(place.translated(4, 4), _SHADOW)
        painter.drawPixmap(place, self._paper, QRectF(self._paper.rect()))

    def _get_shown(self) -> float:
        return self._shown

    def _set_shown(self, shown: float) -> None:
        self._shown = shown
        self.update()

    shown = Property(float, _get_shown, _set_shown)


class PrinterWindow(QWidget):
    """The printer as a person sees it, with what can go wrong as buttons."""

    def __init__(self, printer: VirtualPrinter) -> None:
        super().__init__()
        self.setObjectName("printer")
        self._printer = printer
        self.setWindowTitle("Giliran · Printer tiket")
        self.setStyleSheet(_STYLE)
        self._slot = _Slot()
        self._state = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._state.setObjectName("state")
        layout = QVBoxLayout(self)
        layout.addWidget(self._state)
        layout.addWidget(self._slot, 1)
        layout.addLayout(self._buttons())
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(lambda: self._do("state"))
        self._watch.start()
        self._do("state")

    def show_paper(self, paper: PrintedPaper) -> None:
        """Lets a paper slide out."""
        self._slot.put_out(paper.picture)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        for at, (text, words) in enumerate(_BUTTONS):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked, words=words: self._do(words))
            grid.addWidget(button, at // 2, at % 2)
        return grid

    def _do(self, words: str) -> None:
        self._state.setText(_state_text(self._printer.do(words)))


_BUTTONS = (
    ("Kertas habis", "out"),
    ("Isi kertas", "refill"),
    ("Hampir habis", "near"),
    ("Habis di tengah tiket", "after 60"),
    ("Buka tutup", "cover open"),
    ("Pasang tutup", "cover closed"),
)


def _state_text(state: dict[str, Any]) -> str:
    if state["cover_open"]:
        return "⚠ Tutup terbuka"
    if state["paper_out"]:
        return "⚠ Kertas habis"
    if state["offline"]:
        return "⚠ Tidak aktif"
    return "◔ Kertas hampir habis" if state["near_end"] else "✓ Siap mencetak"


def run_window(
    make: Callable[[OnPaper], VirtualPrinter],
    announce: Callable[[VirtualPrinter], None],
    geometry: str | None,
) -> int:
    """Shows the printer until the window is closed or the process is told to end."""
    signals = (signal.SIGTERM, signal.SIGINT)
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    app = QApplication(["giliran-printer"])
    reports = _Reports()
    with make(reports.paper.emit) as printer:
        window = PrinterWindow(printer)
        reports.paper.connect(window.show_paper, Qt.ConnectionType.QueuedConnection)
        reports.ended.connect(app.quit, Qt.ConnectionType.QueuedConnection)
        Thread(target=_await_signal, args=(signals, reports), daemon=True).start()
        _place(window, geometry)
        window.show()
        announce(printer)
        return app.exec()


def _await_signal(signals: tuple[signal.Signals, ...], reports: _Reports) -> None:
    signal.sigwait(signals)
    reports.ended.emit()


def _place(window: QWidget, geometry: str | None) -> None:
    found = _GEOMETRY.fullmatch(geometry or "420x760")
    if found is None:
        raise SystemExit(f"--geometry {geometry!r}: write WIDTHxHEIGHT+X+Y")
    width, height, x, y = (int(part) if part else None for part in found.groups())
    window.resize(width or 420, height or 760)
    if x is not None and y is not None:
        window.move(x, y)

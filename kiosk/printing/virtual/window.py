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
    QPoint,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.virtual.shelf import PrintedPaper
from shared.qml.stage import family

OnPaper = Callable[[PrintedPaper], None]

_SLIDE_MS = 700
_WATCH_MS = 300
_SLOT_HEIGHT = 10
_MARGIN = 12
_FADE = 28
"""Pixels at the lower edge over which a paper that goes on fades out."""
_LINE = 48
"""Pixels that an arrow key moves the paper."""
_GEOMETRY = re.compile(r"(\d+)x(\d+)(?:\+(\d+)\+(\d+))?")

_ROOM = "#39424e"
_SLOT = "#12161b"
_HINT = QColor("#c9d1da")
_SHADOW = QColor(0, 0, 0, 70)
_EMPTY = "Tiket keluar\ndi sini"
_STYLE = f"""
    QWidget#printer {{ background: {_ROOM}; }}
    QWidget#housing {{ background: {_SLOT}; }}
    QLabel {{ color: #ffffff; font-size: 15px; font-weight: 600; }}
    QToolButton {{
        background: #f4f1ea; color: #1c1b24; border: 2px solid transparent; border-radius: 8px;
        padding: 5px 10px; font-size: 14px;
    }}
    QToolButton:focus {{ border-color: #ffd479; }}
    QToolButton:pressed {{ background: #d9d4c8; }}
    QToolButton::menu-indicator {{ image: none; }}
    QMenu {{ background: #f4f1ea; color: #1c1b24; font-size: 15px; padding: 4px; }}
    QMenu::item {{ padding: 9px 18px; border-radius: 6px; }}
    QMenu::item:selected {{ background: #1f5f8b; color: #ffffff; }}
"""


class _Reports(QObject):
    """Carries news from the printer's threads to the window's."""

    paper = Signal(object)
    ended = Signal()


class _Slot(QWidget):
    """The slot and the paper below it, at the window's full width: its head hangs at the slot,
    and what does not fit is reached with the wheel, a finger or the arrow keys.

    `shown` is how much of the paper is out, 0 to 1.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QImage()
        self._paper = QPixmap()
        self._shown = 0.0
        self._scrolled = 0.0
        self._held: QPoint | None = None
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
        self._picture = image.copy()  # the bytes are the other one's
        self._scrolled = 0.0
        self._cut_to_width()
        self._slide.stop()
        self._slide.setStartValue(0.0)
        self._slide.start()

    def paper_place(self) -> QRectF:
        """Where the whole paper lies, in the widget's pixels; empty before the first."""
        size = self._paper.deviceIndependentSize()
        top = _SLOT_HEIGHT - size.height() * (1 - self._shown) - self._scrolled
        return QRectF((self.width() - size.width()) / 2, top, size.width(), size.height())

    def scroll(self, pixels: float) -> None:  # type: ignore[override]
        """Moves the paper up by so much, as far as it goes on."""
        beyond = self._paper.deviceIndependentSize().height() + _SLOT_HEIGHT + _MARGIN
        self._scrolled = max(0.0, min(self._scrolled + pixels, beyond - self.height()))
        self.update()

    def _cut_to_width(self) -> None:
        """Scaled once, smoothly: thin strokes would drop out where the painter does it."""
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = max(1, round((self.width() - 2 * _MARGIN) * ratio))
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = self._picture.scaledToWidth(min(width, self._picture.width()), smooth)
        scaled.setDevicePixelRatio(ratio)
        self._paper = QPixmap.fromImage(scaled)

    # What Qt tells -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cut_to_width()
        self.scroll(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scroll(-event.angleDelta().y() / 120 * _LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = float(self.height() - _LINE)
        ways = {
            Qt.Key.Key_Down: float(_LINE),
            Qt.Key.Key_Up: -float(_LINE),
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.scroll(way)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._held is not None:
            self.scroll(self._held.y() - at.y())
        self._held = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._paper.isNull():
            self._paint_empty(painter)
        else:
            self._paint_paper(painter)
        painter.setClipping(False)
        painter.fillRect(0, 0, self.width(), _SLOT_HEIGHT, QColor(_SLOT))

    def _paint_empty(self, painter: QPainter) -> None:
        """Where a paper will hang, so that nobody takes the window for broken."""
        outline = QRectF(self.rect()).adjusted(_MARGIN, _SLOT_HEIGHT, -_MARGIN, -_MARGIN)
        painter.setPen(QPen(_HINT, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(outline, 4, 4)
        font = QFont(self.font())
        font.setPixelSize(max(14, min(22, self.width() // 13)))
        painter.setFont(font)
        painter.drawText(outline, Qt.AlignmentFlag.AlignCenter, _EMPTY)

    def _paint_paper(self, painter: QPainter) -> None:
        place = self.paper_place()
        painter.setClipRect(0, _SLOT_HEIGHT, self.width(), self.height())
        painter.fillRect(place.translated(3, 3), _SHADOW)
        painter.drawPixmap(place.topLeft(), self._paper)
        if place.bottom() > self.height() and self._shown == 1.0:
            fade = QLinearGradient(0, self.height() - _FADE, 0, self.height())
            clear = QColor(_ROOM)
            clear.setAlpha(0)
            fade.setColorAt(0, clear)
            fade.setColorAt(1, QColor(_ROOM))
            painter.fillRect(0, self.height() - _FADE, self.width(), _FADE, fade)

    def _get_shown(self) -> float:
        return self._shown

    def _set_shown(self, shown: float) -> None:
        self._shown = shown
        self.update()

    shown = Property(float, _get_shown, _set_shown)


class PrinterWindow(QWidget):
    """The printer as a person sees it; what can go wrong is folded into one button."""

    def __init__(self, printer: VirtualPrinter) -> None:
        super().__init__()
        self.setObjectName("printer")
        self._printer = printer
        self.setWindowTitle("Giliran · Printer tiket")
        self.setFont(QFont(family()))
        self.setStyleSheet(_STYLE)
        self.slot = _Slot()
        self._state = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._housing())
        layout.addWidget(self.slot, 1)
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(lambda: self._do("state"))
        self._watch.start()
        self._do("state")

    def show_paper(self, paper: PrintedPaper) -> None:
        """Lets a paper slide out."""
        self.slot.put_out(paper.picture)

    def _housing(self) -> QWidget:
        """One low row: how the printer is, and the troubles that one may try."""
        housing = QWidget()
        housing.setObjectName("housing")
        row = QHBoxLayout(housing)
        row.setContentsMargins(_MARGIN, 6, 8, 2)
        row.addWidget(self._state, 1)
        row.addWidget(self._troubles())
        return housing

    def _troubles(self) -> QToolButton:
        button = QToolButton()
        button.setText("Gangguan ▾")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(button)
        for text, words in _TROUBLES:
            menu.addAction(text).triggered.connect(lambda _=False, words=words: self._do(words))
        button.setMenu(menu)
        return button

    def _do(self, words: str) -> None:
        self._state.setText(_state_text(self._printer.do(words)))


_TROUBLES = (
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
    return "◔ Hampir habis" if state["near_end"] else "✓ Siap"


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

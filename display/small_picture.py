"""What this TV shows, small enough to be sent to whoever supervises the hall."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

from display.hall import Hall
from display.model import DisplayModel
from shared.protocol.pictures import LONGEST_SIDE, MOST_BYTES
from shared.qml import grab

log = logging.getLogger(__name__)

LATER_MS = 400
"""A call has just come in: its frames go first."""

_QUALITIES = (82, 65, 45, 25, 10)


class Portrait(QObject):
    """Draws the screen once more whenever it is asked to, and sends it off; nothing is kept."""

    def __init__(
        self,
        hall: Hall,
        model: DisplayModel,
        window: QQuickWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._model = model
        self._window = window
        hall.pictureWanted.connect(self._on_wanted)
        model.drawn.connect(self._on_drawn)
        self._busy = QTimer(self, singleShot=True, interval=LATER_MS)

    def _on_drawn(self, _calls: object) -> None:
        self._busy.start()

    def _on_wanted(self, id_: str) -> None:
        if self._busy.isActive():
            QTimer.singleShot(LATER_MS, self, partial(self._send, id_))
        else:
            self._send(id_)

    def _send(self, id_: str) -> None:
        """A window that cannot be drawn (its screen is off) is told as no picture at all."""
        picture = small(grab(self._window))
        if picture:
            self._hall.show_picture(id_, picture)


def small(screen: QImage) -> bytes:
    """A JPEG of a screen, its longer side `LONGEST_SIDE` pixels; empty for no picture."""
    if screen.isNull():
        return b""
    rough = _scaled(screen, 3 * LONGEST_SIDE, Qt.TransformationMode.FastTransformation)
    fine = _scaled(rough, LONGEST_SIDE, Qt.TransformationMode.SmoothTransformation)
    plain = fine.convertToFormat(QImage.Format.Format_RGB32)
    found = (_jpeg(plain, quality) for quality in _QUALITIES)
    return next((one for one in found if len(one) <= MOST_BYTES), b"")


def _scaled(image: QImage, side: int, how: Qt.TransformationMode) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, how)


def _jpeg(image: QImage, quality: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    buffer.close()
    return bytes(content.data())

"""What a hall gives its TVs of its own, for their pictures: a poster of the playlist, a theme."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from shared.domain.site import Playing, Theme
from shared.protocol.views import MediumView

POSTER = Playing(kind="picture", file="poster.png")
THEME = Theme(
    colours={
        "tv": {
            "background": "#0b1410",
            "surface": "#12201a",
            "raised": "#182a22",
            "muted": "#16241e",
            "accent": "#f2c14e",
            "accentInk": "#0b1410",
        }
    },
    logo=(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'>"
        "<path fill='#f2c14e' d='M24 2 44 10v14c0 12-9 19-20 22C13 43 4 36 4 24V10z'/>"
        "<path fill='#0b1410' d='M12 32c4-9 8-13 12-20 4 7 8 11 12 20-4-3-8-3-12 0-4-3-8-3-12 0z'/>"
        "</svg>"
    ),
)
_SIZE = (1280, 720)
_SAID = (
    ("Perpanjang SIM", 104, 150),
    ("Sabtu juga buka", 104, 270),
    ("pukul 08.00 sampai 11.00, Lantai 1", 60, 430),
    ("Bawa SIM lama dan KTP", 60, 520),
)


@cache
def poster() -> bytes:
    """A PNG as a hall may draw one."""
    image = QImage(*_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#123a5e"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffd56b"))
    painter.drawEllipse(QRectF(960, -180, 520, 520))
    painter.fillRect(0, 640, _SIZE[0], 80, QColor("#ffd56b"))
    painter.setPen(QColor("#ffffff"))
    font = painter.font()
    for words, size, top in _SAID:
        font.setPixelSize(size)
        painter.setFont(font)
        painter.drawText(QRect(80, top, 1140, 130), Qt.AlignmentFlag.AlignLeft, words)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def poster_told() -> MediumView:
    """As the hub tells of it."""
    digest, size = hashlib.sha256(poster()).hexdigest(), len(poster())
    return MediumView(name=POSTER.file, digest=digest, size=size, kind=POSTER.kind)


def lay_poster(folder: Path) -> None:
    """A copy of it in the TV's stock."""
    (folder / poster_told().digest).write_bytes(poster())

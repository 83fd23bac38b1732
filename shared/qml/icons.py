"""The icons of assets/icons as QML pictures in any colour: ``image://icons/NAME/RRGGBB``."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

_log = logging.getLogger(__name__)
_NAME = re.compile(r"[a-z0-9-]+")
_FALLBACK = "document"
_DEFAULT_SIZE = 48


class IconProvider(QQuickImageProvider):
    """Draws an icon at the size asked for; an unknown name gives the plain document."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:
        name, _, colour = id.partition("/")
        wanted = requested if requested.width() > 0 else QSize(_DEFAULT_SIZE, _DEFAULT_SIZE)
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return _kept_icon(name, colour or "000000", wanted.width(), wanted.height())


@lru_cache(maxsize=512)
def _kept_icon(name: str, colour: str, width: int, height: int) -> QImage:
    """Screens come and go with the same few icons."""
    return draw_icon(name, QColor(f"#{colour}"), QSize(width, height))


def draw_icon(name: str, colour: QColor, size: QSize) -> QImage:
    """An icon in one colour on nothing."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source = icon_source(name) or icon_source(_FALLBACK)
    if source is None:
        _draw_blank(painter, colour, size)
    else:
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), colour)
    painter.end()
    return image


@lru_cache(maxsize=256)
def icon_source(name: str) -> bytes | None:
    """The drawing of an icon, or None where there is none of that name (said once in the log)."""
    file = files("assets") / "icons" / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        _log.warning("there is no icon %r", name)
        return None
    return file.read_bytes()


def _draw_blank(painter: QPainter, colour: QColor, size: QSize) -> None:
    edge = max(1.0, size.width() / 16)
    painter.setPen(QPen(colour, edge))
    inside = QRectF(edge, edge, size.width() - 2 * edge, size.height() - 2 * edge)
    painter.drawRoundedRect(inside, 3 * edge, 3 * edge)

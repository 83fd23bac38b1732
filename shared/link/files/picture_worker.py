"""The process that reads pictures for an app: ``python -m shared.link.files.picture_worker``.

Files come from people: half a download, a photograph of a hundred megapixels, something that
breaks a decoder, a folder on a machine that is switched off. Here all that can hang or die without
the screen noticing; the screen only ever loads what this process has drawn itself.
"""

from __future__ import annotations

import os
import resource
import signal
import stat
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageIOHandler, QImageReader

from shared.link.files.picture_messages import (
    List,
    Listed,
    PictureNews,
    PictureOrder,
    Prepare,
    Prepared,
    Source,
)

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".svg"})
MOST = 200
"""More pictures than are seen in forty minutes are left out."""
LARGEST_BYTES = 64 * 1024 * 1024
LARGEST_PIXELS = 120_000_000
MEMORY_BYTES = 2 * 1024**3
"""Of address space, libraries included; what needs more ends this process, not the app."""
LAST_RESORT_SECONDS = 30
DRAWING = b"svg"

_kept: list[QGuiApplication] = []
"""Qt's application lives as long as this process."""


class NoPicture(Exception):
    """The file cannot be shown."""


def main() -> None:
    """Answers orders until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    orders: msgspec.json.Decoder[PictureOrder] = msgspec.json.Decoder(PictureOrder)
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(msgspec.json.encode(carry_out(orders.decode(line))) + b"\n")
        sys.stdout.buffer.flush()


def carry_out(order: PictureOrder) -> PictureNews:
    """Does it; whatever goes wrong becomes the answer's reason."""
    signal.alarm(LAST_RESORT_SECONDS)
    try:
        return _carry_out(order)
    finally:
        signal.alarm(0)


def _carry_out(order: PictureOrder) -> PictureNews:
    if isinstance(order, List):
        try:
            return Listed(order.folder, sources(Path(order.folder)))
        except OSError as error:
            return Listed(order.folder, [], str(error))
    try:
        prepare(order)
    except (NoPicture, OSError, MemoryError) as error:
        return Prepared(order.out, str(error) or type(error).__name__)
    return Prepared(order.out)


def sources(folder: Path) -> list[Source]:
    """The pictures in a folder in the order of their names; OSError where it cannot be read."""
    with os.scandir(folder) as entries:
        found = sorted((one for one in entries if _is_wanted(one)), key=lambda one: one.name)
    listed = []
    for entry in found[:MOST]:
        known = entry.stat()
        listed.append(Source(entry.name, f"{known.st_mtime_ns}-{known.st_size}"))
    return listed


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    """A plain file with a picture's ending; hidden ones are other programs' notes."""
    try:
        entry.name.encode()
        named = not entry.name.startswith(".") and Path(entry.name).suffix.lower() in SUFFIXES
        return named and entry.is_file()
    except (OSError, UnicodeEncodeError):
        return False


def prepare(order: Prepare) -> None:
    """Draws the picture as a PNG, turned as its camera was held, no larger than asked."""
    reader = QImageReader()
    reader.setAutoTransform(True)
    buffer = QBuffer()
    buffer.setData(QByteArray(_read(order.path)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader.setDevice(buffer)
    image = _scaled(reader, QSize(order.width, order.height))
    if not image.save(order.out):
        raise NoPicture(f"cannot write {order.out}")


def _read(path: str) -> bytes:
    """The file's bytes. A pipe that looks like a picture must not be waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        known = os.fstat(file.fileno())
        if not stat.S_ISREG(known.st_mode):
            raise NoPicture("no plain file")
        if known.st_size > LARGEST_BYTES:
            raise NoPicture(f"larger than {LARGEST_BYTES // 1024**2} MB")
        return file.read(LARGEST_BYTES)


def _scaled(reader: QImageReader, room: QSize) -> QImage:
    if bytes(reader.format().data()) == DRAWING:
        _be_able_to_write()
        reader.setScaledSize(_of_drawing(reader.size(), room))
        return _read_from(reader)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > LARGEST_PIXELS:
            raise NoPicture(f"{size.width()} × {size.height()} pixels are too many")
        if _is_on_its_side(reader):
            room = room.transposed()
        if size.width() > room.width() or size.height() > room.height():
            fitting = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    return _read_from(reader)


def _read_from(reader: QImageReader) -> QImage:
    image = reader.read()
    if image.isNull():
        raise NoPicture(reader.errorString())
    return image


def _of_drawing(size: QSize, room: QSize) -> QSize:
    """As large as there is room: a drawing has no pixels of its own."""
    if size.isEmpty():
        raise NoPicture("a drawing without a size")
    return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _be_able_to_write() -> None:
    """The letters of a drawing need fonts, and those an application that has no screen here."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication(sys.argv[:1]))


def _is_on_its_side(reader: QImageReader) -> bool:
    turned = QImageIOHandler.Transformation.TransformationRotate90
    return bool(reader.transformation().value & turned.value)


if __name__ == "__main__":
    main()

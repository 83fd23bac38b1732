"""What the hub and its forecasting process say to each other: MessagePack, each with its length."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import Scene

LENGTH_BYTES = 4

_encode = msgspec.msgpack.Encoder().encode
_scene = msgspec.msgpack.Decoder(Scene).decode
_foreseen = msgspec.msgpack.Decoder(Foreseen).decode


def packed(message: Scene | Foreseen) -> bytes:
    content = _encode(message)
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def scene_from(content: bytes) -> Scene:
    return _scene(content)


def foreseen_from(content: bytes) -> Foreseen:
    return _foreseen(content)


def read(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end."""
    length = _exactly(stream, LENGTH_BYTES)
    return _exactly(stream, int.from_bytes(length, "big")) if length is not None else None


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    """A pipe gives what it has."""
    content = b""
    while len(content) < size:
        piece = stream.read(size - len(content))
        if not piece:
            return None
        content += piece
    return content

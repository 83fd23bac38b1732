"""DATA/media: each file once, under the SHA-256 of its content, whole or not at all."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from shared.hub.media.kinds import HEAD, LARGEST, MB, kind_of

log = logging.getLogger(__name__)

FOLDER = "media"
"""Within a hub's data directory."""
SPARE = 1024 * MB
"""Bytes that stay free on the disk: the journal comes before any advertisement."""
PIECE = 256 * 1024

_UNFINISHED = ".coming-"


class Unwelcome(Exception):
    """A file that is not kept; `status` and `code` as they are told."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


class Store:
    """The folder. Its methods touch the disk: off the hub's loop, please."""

    def __init__(self, directory: Path) -> None:
        """`directory` is the hub's data directory; nothing is made before it is needed."""
        self.folder = directory / FOLDER

    def path(self, digest: str) -> Path:
        return self.folder / digest

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def begin(self) -> Coming:
        """A file that comes in pieces; OSError."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return Coming(self.folder)

    def sweep(self, listed: Collection[str]) -> int:
        """Deletes what no name stands for any more, and what never came whole; how many."""
        if not self.folder.is_dir():
            return 0
        stray = [one for one in self.folder.iterdir() if one.name not in listed]
        for one in stray:
            one.unlink(missing_ok=True)
        return len(stray)

    def room(self) -> int:
        """Bytes that may still come."""
        place = self.folder if self.folder.is_dir() else self.folder.parent
        return max(0, shutil.disk_usage(place).free - SPARE)


class Coming:
    """A file on its way in: hashed as it comes, kept under its digest once it is whole."""

    def __init__(self, folder: Path) -> None:
        handle, path = tempfile.mkstemp(prefix=_UNFINISHED, dir=folder)
        self._file: BinaryIO = os.fdopen(handle, "wb")
        self._path = Path(path)
        self._hash = hashlib.sha256()
        self._head = b""
        self.size = 0
        self.kind = ""

    def add(self, piece: bytes) -> None:
        """Unwelcome for what is no picture or video, or too large; OSError."""
        self._head = (self._head + piece)[:HEAD] if len(self._head) < HEAD else self._head
        self.size += len(piece)
        if not self.kind and len(self._head) >= HEAD:
            self.kind = kind_of(self._head)
            if not self.kind:
                raise Unwelcome(
                    415,
                    "media-kind",
                    "TVs show PNG, JPEG, GIF, WebP, BMP and SVG, and videos: MP4, WebM, MKV, AVI.",
                )
        if self.kind and self.size > LARGEST[self.kind]:
            most = LARGEST[self.kind] // MB
            raise Unwelcome(413, "too-large", f"A {self.kind} may have {most} MB.")
        self._hash.update(piece)
        self._file.write(piece)

    def finish(self) -> str:
        """Its digest, once it lies on the disk; Unwelcome, OSError."""
        if not self.kind:
            raise Unwelcome(415, "media-kind", "The file is empty, or cut off.")
        digest = self._hash.hexdigest()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._path.replace(self._path.with_name(digest))
        _sync(self._path.parent)
        return digest

    def give_up(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

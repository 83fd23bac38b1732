"""The pictures of the idle state: whatever lies in one folder, one after the other."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QImageReader

from display.timing import PICTURE
from shared.domain.ids import Moment

log = logging.getLogger(__name__)
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"})


class Pictures:
    """Still pictures, `PICTURE` milliseconds each; the folder may change at any time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: list[Path] = []
        self._slot = -1
        self._bad: set[Path] = set()

    def at(self, now: Moment) -> Path | None:
        """The picture of a moment; None: there are none."""
        slot = now // PICTURE
        if slot != self._slot:
            self._slot, self._files = slot, self._look()
        return self._files[slot % len(self._files)] if self._files else None

    def until(self, now: Moment) -> Moment:
        """When the next picture is due."""
        return Moment((now // PICTURE + 1) * PICTURE)

    def _look(self) -> list[Path]:
        if self._folder is None or not self._folder.is_dir():
            return []
        try:
            return sorted(one for one in self._folder.iterdir() if self._is_picture(one))
        except OSError as error:
            log.warning("cannot read the pictures: %s", error)
            return []

    def _is_picture(self, file: Path) -> bool:
        if file.suffix.lower() not in SUFFIXES:
            return False
        known = QImageReader(str(file)).canRead()
        if not known and file not in self._bad:
            self._bad.add(file)
            log.warning("%s is no picture that can be shown", file)
        return known

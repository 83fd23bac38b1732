"""A folder for files that an app and its own processes hand to each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QTemporaryDir

_NAME = "giliran-screen-XXXXXX"


class Scratch:
    """Gone with the program, and made anew where something else has cleaned it away: systems
    empty their temporary folders of what nobody touched for some days, and a hall has holidays."""

    def __init__(self) -> None:
        self._directory = _fresh()

    def path(self, name: str) -> Path:
        """The place of a file in it; OSError where there is no room for a folder."""
        if not (self._directory.isValid() and Path(self._directory.path()).is_dir()):
            self._directory = _fresh()
            if not self._directory.isValid():
                raise OSError(self._directory.errorString())
        return Path(self._directory.filePath(name))


def _fresh() -> QTemporaryDir:
    return QTemporaryDir(QDir.temp().filePath(_NAME))

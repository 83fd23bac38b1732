"""Translations straight from ``.ts`` files: no compiled copies that could be out of date.

The source language of every string in QML is Indonesian. What has no translation stays so. A
language that the hall adds comes from its site; what it lacks is said as the ``.ts`` files have it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTranslator

from shared.domain.tongue import Tongue
from shared.language.ts import Phrases, read_ts

__all__ = ["Phrases", "TsTranslator", "read_ts"]


class TsTranslator(QTranslator):
    """Translates by a hall's own language, then with the finished messages of `.ts` files; the rest
    is left to the source."""

    def __init__(self, sources: Iterable[Path], tongue: Tongue | None = None) -> None:
        super().__init__()
        self._tongue = tongue
        self._phrases: Phrases = {}
        for source in sources:
            self._phrases.update(read_ts(source))

    def isEmpty(self) -> bool:
        return not self._phrases and self._tongue is None

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """None (a null string) hands the question on to the next translator."""
        return self._own(context, source) or self._phrases.get((context, source))

    def _own(self, context: str, source: str) -> str | None:
        if self._tongue is None:
            return None
        here = self._tongue.screens_in.get(context, {})
        return here.get(source) or self._tongue.screens.get(source)

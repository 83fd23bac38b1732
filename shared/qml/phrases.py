"""Translations straight from ``.ts`` files: no compiled copies that could be out of date.

The source language of every string in QML is Indonesian. What has no translation stays so.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTranslator

Phrases = dict[tuple[str, str], str]
"""(context, source text) → translation; the context is the QML file's name without ``.qml``."""


class TsTranslator(QTranslator):
    """Translates with the finished messages of `.ts` files; the rest is left to the source."""

    def __init__(self, sources: Iterable[Path]) -> None:
        super().__init__()
        self._phrases: Phrases = {}
        for source in sources:
            self._phrases.update(read_ts(source))

    def isEmpty(self) -> bool:
        return not self._phrases

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """None (a null string) hands the question on to the next translator."""
        return self._phrases.get((context, source))


def read_ts(source: Path) -> Phrases:
    """The finished translations of one ``.ts`` file; ET.ParseError for a broken one."""
    phrases: Phrases = {}
    for context in ET.parse(source).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and not translation.get("type"):
                phrases[name, message.findtext("source", "")] = translation.text
    return phrases

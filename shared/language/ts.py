"""Reading translations from ``.ts`` files, as Qt's tools write them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

Phrases = dict[tuple[str, str], str]
"""(context, source text) → translation; the context is the QML file's name without ``.qml``."""


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

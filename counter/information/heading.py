"""What stands over what was found, and in the place of what was not."""

from __future__ import annotations

from counter.information import words
from counter.information.finding import wanted
from counter.sitting import keys
from counter.words import say


def heading(typed: str, count: int, language: str) -> str:
    """How many fit, and what was understood: ``3 cocok, diambil sekitar 09.15``."""
    asked = wanted(typed)
    if asked.nothing:
        return say(words.NEWEST, language)
    if asked.time.minute is None:
        return say(words.FOUND, language, count=count)
    minute, mark = asked.time.minute, ":" if language == "en" else "."
    time = f"{minute // 60:02}{mark}{minute % 60:02}"
    return say(words.FOUND_AT, language, count=count, time=time)


def nothing_found(typed: str, paper: str, language: str) -> str:
    """And what to do then. `paper`: the number, where it may be one of an emergency paper."""
    texts = words.NOBODY if wanted(typed).nothing else words.NOTHING_FOUND
    if paper:
        texts = words.PERHAPS_PAPER
    return say(texts, language, key=keys.NEW, number=paper)

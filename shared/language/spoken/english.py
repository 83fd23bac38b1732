"""Calls in English."""

from __future__ import annotations

from num2words import num2words

from shared.language.phrases import Phrases


def cardinal(number: int) -> str:
    """A number in English words, without the comma that would be heard as a pause."""
    return str(num2words(number, lang="en")).replace(",", "")


PHRASES = Phrases(
    code="en",
    voice="en",
    cardinal=cardinal,
    full="Queue number {number}. Please proceed to {counter}.",
    short="{number}, {counter}",
    counter_word="counter",
    counter_words={"loket": "counter", "gerai": "counter", "meja": "desk"},
)

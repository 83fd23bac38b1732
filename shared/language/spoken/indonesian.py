"""Calls in Indonesian."""

from __future__ import annotations

from num2words import num2words

from shared.language.phrases import Phrases

_LETTERS = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet"


def cardinal(number: int) -> str:
    """A number in Indonesian words: 112 → "seratus dua belas"."""
    return str(num2words(number, lang="id"))


PHRASES = Phrases(
    code="id",
    voice="id",
    cardinal=cardinal,
    full="Nomor antrean, {number}. Silakan menuju {counter}.",
    short="{number}, {counter}",
    counter_word="loket",
    letters=dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTERS.split(), strict=True)),
)

"""Recorded words: what speaks for the engine while it fails, made from the engine while it is well.

One WAV for each word of a call, in a folder of the display's own; a call is joined from them. It
sounds like a station of forty years ago, and everybody understands it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

from display.voice.sound import BadSound, read_wav, silence, write_wav
from display.voice.utterance import VoiceSettings
from shared.language.phrases import Phrases

BETWEEN_WORDS_MS = 30
AT_A_COMMA_MS = 220
"""Where a sentence, or the number, ends."""
SHORTEST_MS = 40
"""A letter is said so quickly."""
NUMBERS = (*range(200), *range(200, 1_000, 100), 1_000, 2_000, 9_999)
"""All number words are in these."""

_VERSION = "1"
"""Of the recordings: with another number all are made anew."""
_WORD = re.compile(r"[^\W_]+|[,.]")
_STOPS = ",."


def words_in(text: str) -> list[str]:
    """The words and stops of what the engine would be given, in order."""
    return _WORD.findall(text)


def vocabulary(phrases: Phrases, settings: VoiceSettings) -> list[str]:
    """Every word that a call at this site may need, each once."""
    texts = _texts(phrases, settings)
    return list(dict.fromkeys(w for text in texts for w in words_in(text) if w not in _STOPS))


def _texts(phrases: Phrases, settings: VoiceSettings) -> Iterator[str]:
    word = settings.counter_words.get(phrases.code, "")
    yield phrases.call("A-0", "1", word).engine
    yield from (phrases.number(letter).engine for letter in ascii_uppercase)
    yield from map(phrases.cardinal, NUMBERS)


class Clips:
    """The recordings in a folder. What cannot be read counts as missing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def missing(self, voice: str, rate: int, words: list[str]) -> list[str]:
        """Those that are still to be recorded."""
        return [word for word in words if not self._path(voice, rate, word).is_file()]

    def keep(self, voice: str, rate: int, word: str, pcm: bytes) -> None:
        """Takes a recording; a file that exists is whole. Raises OSError."""
        path = self._path(voice, rate, word)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        write_wav(fresh, pcm)
        fresh.replace(path)

    def spoken(self, voice: str, rate: int, text: str) -> bytes | None:
        """`text` joined from its words; None where one is missing."""
        sound = bytearray()
        for word in words_in(text):
            if word in _STOPS:
                sound += silence(AT_A_COMMA_MS)
                continue
            try:
                sound += read_wav(self._path(voice, rate, word))
            except BadSound:
                return None
            sound += silence(BETWEEN_WORDS_MS)
        return bytes(sound) or None

    def _path(self, voice: str, rate: int, word: str) -> Path:
        """Named by the word's bytes: two words never share a file, whatever the file system."""
        name = word.encode().hex()
        return self._directory / f"{_VERSION}-{voice}-{rate}" / f"{name}.wav"

"""What is said for a call in one language: a table of words, and the sentences made of it.

Each phrase exists twice. `Said.text` is for people (captions, transcripts): "A, nol nol satu".
`Said.engine` is for the speech engine, which has to be told how letters are called: "a, nol nol
satu", and "be em, …" where people read "BM".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.language.numbers import Reading, is_spelled, read_digits, runs


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase, as people read it and as the speech engine is given it."""

    text: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words of one language. `full` and `short` take ``{number}`` and ``{counter}``."""

    code: str
    """Two letters: ``id``."""
    voice: str
    """The speech engine's voice."""
    cardinal: Callable[[int], str]
    """A number as words, for 0 to 9999 and beyond."""
    full: str
    short: str
    counter_word: str
    """What a counter is called when the site does not say."""
    counter_words: Mapping[str, str] = field(default_factory=dict)
    """The site's word for a counter, in lower case, in this language."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """What the engine is to say for a capital letter; itself where none is given."""
    rate: int | None = None
    """Words a minute; None: as the site wants it."""

    def number(self, number: str, reading: Reading = Reading.DIGITS) -> Said:
        """A ticket's number: "A-012" → "A, nol satu dua". ValueError for an empty one."""
        parts = [self._part(run, reading) for run in runs(number)]
        return Said(", ".join(p.text for p in parts), ", ".join(p.engine for p in parts))

    def counter(self, counter: str, word: str = "") -> Said:
        """A counter: ("23", "Loket") → "loket dua puluh tiga". ValueError for an empty one."""
        parts = [self._counter_part(run) for run in runs(counter)]
        word = self._counter_word(word)
        text = " ".join([word, *(p.text for p in parts)])
        return Said(text, " ".join([word, *(p.engine for p in parts)]))

    def call(
        self, number: str, counter: str, word: str = "", reading: Reading = Reading.DIGITS
    ) -> Said:
        """The whole sentence of a call."""
        return self._fill(self.full, self.number(number, reading), self.counter(counter, word))

    def short_call(
        self, number: str, counter: str, word: str = "", reading: Reading = Reading.DIGITS
    ) -> Said:
        """A call among several: the number and where to go, nothing else.

        Without the engine's pause after the letters: 0.2 s in each of many calls.
        """
        said = self.number(number, reading)
        brisk = Said(said.text, said.engine.replace(", ", " "))
        return self._fill(self.short, brisk, self.counter(counter, word))

    def _part(self, run: str, reading: Reading) -> Said:
        if run.isdigit():
            words = read_digits(run, reading, self.cardinal)
            return Said(words, words)
        return self._spelled(run)

    def _counter_part(self, run: str) -> Said:
        if run.isdigit():
            return self._part(run, Reading.WORD)
        return self._spelled(run) if is_spelled(run) else Said(run, run)

    def _spelled(self, letters: str) -> Said:
        capitals = letters.upper()
        return Said(capitals, " ".join(self.letters.get(one, one) for one in capitals))

    def _counter_word(self, word: str) -> str:
        known = word.strip().lower()
        return self.counter_words.get(known, known) or self.counter_word

    @staticmethod
    def _fill(sentence: str, number: Said, counter: Said) -> Said:
        return Said(
            sentence.format(number=number.text, counter=counter.text),
            sentence.format(number=number.engine, counter=counter.engine),
        )

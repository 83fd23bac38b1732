"""What has to be said into a microphone for a whole pack: each word in the melody of its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from display.voice.packs.manifest import Form, plain
from display.voice.packs.sentence import stretches
from shared.language.phrases import Phrases
from shared.language.spoken import languages

MIDDLE, RISING, FALLING = Form.MIDDLE, Form.RISING, Form.FALLING
_NUMBERS = (*range(10, 200), *range(200, 1_000, 100), 1_000, 2_000)
_MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One recording."""

    table: str
    words: str
    """As they stand in the manifest."""
    spoken: str
    """As they are looked up: a letter by its name."""
    form: Form

    @property
    def file(self) -> str:
        """Named so that people find it, whatever letters the language has."""
        name = "".join(one if one.isascii() and one.isalnum() else "-" for one in self.words)
        if name.strip("-") == "" or not self.words.isascii():
            name = self.words.encode().hex()
        return f"{self.table}/{name.lower()}-{self.form}.wav"


def prompts(phrases: Phrases, letters: str, words: tuple[str, ...] = ()) -> list[Prompt]:
    """Everything for a language; `letters` are those of the site's series, `words` what its
    counters are called."""
    made = [
        *_phrases(phrases, words),
        *_letters(phrases, letters),
        *_digits(phrases),
        *_number_words(phrases),
    ]
    return list({(one.spoken, one.form): one for one in reversed(made)}.values())[::-1]


def _phrases(phrases: Phrases, words: tuple[str, ...]) -> Iterator[Prompt]:
    sentence = phrases.full.format(number=_MARK, counter=_MARK)
    for index, piece in enumerate(sentence.split(_MARK)):
        for run, stop in stretches(piece):
            said = " ".join(run)
            ends = piece.rstrip().endswith((",", ".")) and stop
            form = RISING if index == 0 and ends else MIDDLE
            yield Prompt("phrases", said, said, form)
    for word in dict.fromkeys([*words, phrases.counter_word]):
        yield Prompt("phrases", plain(word), plain(word), MIDDLE)


def _letters(phrases: Phrases, letters: str) -> Iterator[Prompt]:
    for letter in dict.fromkeys(letters.upper()):
        spoken = plain(phrases.letters.get(letter, letter))
        # A pack in a hall's own language names its letters itself: who plays it has no such file.
        written = letter if phrases.code in languages() else spoken
        yield from (Prompt("letters", written, spoken, form) for form in (RISING, MIDDLE))


def _digits(phrases: Phrases) -> Iterator[Prompt]:
    for digit in range(10):
        word = plain(phrases.cardinal(digit))
        yield from (Prompt("digits", word, word, form) for form in (MIDDLE, RISING, FALLING))


def _number_words(phrases: Phrases) -> Iterator[Prompt]:
    """The words that numbers above nine are made of."""
    digits = {plain(phrases.cardinal(digit)) for digit in range(10)}
    spoken = (plain(phrases.cardinal(number)).replace("-", " ") for number in _NUMBERS)
    words = dict.fromkeys(word for one in spoken for word in one.split())
    for word in words:
        if word not in digits:
            yield from (Prompt("numbers", word, word, form) for form in (MIDDLE, FALLING))

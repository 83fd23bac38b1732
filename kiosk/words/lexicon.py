"""The everyday words that the search knows beside the site's own: kiosk/words/everyday.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-z0-9]+")
_TWICE = re.compile(r"\b([a-z]{3,})2\b")
_AGAIN = re.compile(r"\b([a-z]{3,}) \1\b")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a word stands for, whatever the site."""

    same: dict[str, str]
    """A word to the one that stands for its meaning ("ilang", "lost": "hilang")."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    """By its first word: words that together mean others, the longest first."""
    compounds: frozenset[str]
    """What phrases come to; right as they are."""
    fillers: frozenset[str]
    """Words that say nothing about what is wanted."""
    places: frozenset[str]
    """Places; they count as fillers, wherever somebody comes from."""
    opening: frozenset[str]
    """Words said of a business and its licence ("buka", "izin")."""
    helpers: frozenset[str]
    """People whose help is sought, seldom their licence ("dokter")."""
    weak: frozenset[str]
    """Words that many services have, and that alone make no hit a sure one ("kartu")."""
    common: frozenset[str]
    """Ordinary words, spelled right: they are no misspelling of a service's name."""
    whole: frozenset[str]
    """Words that look like forms of another and are not ("perdata")."""

    def joined(self, words: list[str]) -> list[str]:
        """The words with each phrase in them replaced."""
        result: list[str] = []
        place = 0
        while place < len(words):
            for said, meant in self.phrases.get(words[place], ()):
                if tuple(words[place : place + len(said)]) == said:
                    result += meant
                    place += len(said)
                    break
            else:
                result.append(words[place])
                place += 1
        return result


def plain_words(text: str) -> list[str]:
    """The words of a text in small plain letters; ``surat2`` and ``surat-surat`` are ``surat``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    spaced = _TWICE.sub(r"\1", " ".join(_WORD.findall(plain)))
    return _AGAIN.sub(r"\1", spaced).split()


@cache
def lexicon() -> Lexicon:
    """The project's own; read once."""
    source = files("kiosk.words").joinpath("everyday.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    same = {word: meant for meant, words in table["same"].items() for word in words.split()}
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for meant, texts in table["phrases"].items():
        for text in texts:
            said = tuple(text.split())
            phrases.setdefault(said[0], []).append((said, tuple(meant.split())))
    return Lexicon(
        same=same,
        phrases={
            first: tuple(sorted(ways, key=lambda way: -len(way[0])))
            for first, ways in phrases.items()
        },
        compounds=frozenset(word for meant in table["phrases"] for word in meant.split()),
        **{
            name: frozenset(table["words"][name].split())
            for name in ("fillers", "places", "opening", "helpers", "weak", "common", "whole")
        },
    )

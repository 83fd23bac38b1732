"""Finding a service by what people type: forgiving of spelling, order and everyday words.

Every word asked for is met by words of the site (`kiosk.words`), each text of a service by the
words it has of them. Rare words count more than common ones, and a text that is met as a whole more
than one that shares a word. A find is a sure one only if the words that carry the meaning are met
by one and the same service: what is not here shall not look found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import extract

from kiosk.catalogue import Catalogue
from kiosk.search_index import Index, Scores, names
from kiosk.search_named import Named
from kiosk.words.lexicon import plain_words
from kiosk.words.vocabulary import STILL_BEGUN
from shared.domain.site import Service

LETTERS = 2
"""Results from this many letters on."""
ROWS = 6
NEAREST = 3
"""What is offered when nothing was found."""
_SURE = 0.6
"""The share of a query's meaning that a sure find has."""
_WITHIN = 0.72
"""Rows below this share of the best one's score are left out."""
_WHOLE = 0.45
"""How much a text counts that is met as a whole, against words met anywhere in the service."""
_REST = 0.3
"""What a text's words cost that were not asked for."""
_BEGUN = 2
"""Letters of a word that has just been begun."""
_LIKE = 60.0
"""From what likeness of the letters on a name is worth a hint, of 100."""
_WEAK = 0.3
_COMMON = 0.15
"""What an ordinary word adds to a find's sureness: a kitchen, a horse, are seldom the errand. One
beside a single word of a service makes none sure."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search shows. `near` says that nothing fitted, and these are only the nearest."""

    services: tuple[Service, ...] = ()
    near: bool = False


class Search:
    """The search over one kiosk's catalogue; made once for each site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._index = Index(catalogue)
        self._services = self._index.services
        self._lexicon, self._vocabulary = self._index.lexicon, self._index.vocabulary
        self._sure = Named(self._index.texts, self._vocabulary)
        named = [(place, name) for place, s in enumerate(self._services) for name in names(s)]
        self._named = [place for place, _ in named]
        self._names = [" ".join(plain_words(name)) for _, name in named]

    def find(self, query: str) -> Findings:
        """The best services for a query; nothing before the second letter."""
        words = plain_words(query)
        if not self._services or sum(map(len, words)) < LETTERS:
            return Findings()
        unfinished = not query[-1:].isspace()
        open_end = unfinished and not self._vocabulary.says_nothing(words[-1])
        best, share = np.zeros(len(self._services)), np.zeros(len(self._services))
        readings = self._readings(words, unfinished)
        if not readings:
            return Findings()
        for said in readings:
            scores, shares = self._score(said, open_end)
            share = np.maximum(share, shares)
            share[list(self._sure.found(said))] = 1.0
            best = np.maximum(best, scores)
        ranked = np.argsort(-np.round(best + self._index.order * best, 6), kind="stable")
        least = _WITHIN * best[ranked[0]]
        good = [p for p in ranked[:ROWS] if share[p] >= _SURE and best[p] >= least > 0]
        if good:
            return Findings(tuple(self._services[place] for place in good))
        if unfinished and len(words) == 1 and self._is_begun(words[0]):
            return Findings()
        near = [place for place in ranked[:NEAREST] if best[place] > 0]
        return Findings(tuple(self._services[p] for p in near or self._resembling(words)), True)

    def _resembling(self, words: list[str]) -> list[int]:
        """Services whose names look a little like it, where no word of theirs was met."""
        found = extract(" ".join(words), self._names, scorer=fuzz.WRatio, score_cutoff=_LIKE)
        owners = dict.fromkeys(self._named[place] for _, _, place in found)
        return list(owners)[:NEAREST]

    # How a query may be read -----------------------------------------------------------------

    def _readings(self, words: list[str], unfinished: bool) -> list[list[str]]:
        """The words as typed, and as meant: slips mended, words joined, split, phrases known.

        Of a word just begun nothing is known yet: it takes no find away. None where nothing has
        been said yet ("saya mau").
        """
        lexicon, vocabulary = self._lexicon, self._vocabulary
        typed = lexicon.joined(self._spaced(vocabulary.spelled(words)))
        mended = lexicon.joined([vocabulary.nearest(word) for word in typed])
        readings = [typed] if mended == typed else [typed, mended]
        if unfinished and typed and self._is_begun(typed[-1]):
            readings.append(typed[:-1])
        meanings = [self._meaning(reading) for reading in readings]
        return [meaning for meaning in meanings if meaning]

    def _is_begun(self, word: str) -> bool:
        """Whether it is no word yet; ``kk`` is one, however short."""
        vocabulary = self._vocabulary
        short = len(word) <= _BEGUN or vocabulary.begins_nothing(word)
        return short and not vocabulary.means_something(word)

    def _meaning(self, words: list[str]) -> list[str]:
        """Each word once, without those that say nothing."""
        vocabulary = self._vocabulary
        return list(dict.fromkeys(word for word in words if not vocabulary.says_nothing(word)))

    def _spaced(self, words: list[str]) -> list[str]:
        """Words typed apart that are one (``ka ka``), and one that is two (``aktelahir``)."""
        vocabulary = self._vocabulary
        result: list[str] = []
        for word in words:
            before = result[-1] if result else ""
            apart = not (vocabulary.knows(before) and vocabulary.knows(word))
            if before and apart and before + word in vocabulary.words:
                result[-1] = before + word
            elif not vocabulary.knows(word) and (halves := vocabulary.halves(word)):
                result += halves
            else:
                result.append(word)
        return result

    # What a query meets ----------------------------------------------------------------------

    def _score(self, words: list[str], unfinished: bool) -> tuple[Scores, Scores]:
        """For each service its score, and the share of the query's meaning that it has."""
        index = self._index
        worth, sense = [index.worth(word) for word in words], [self._sense(word) for word in words]
        have = np.zeros(len(index.lengths))
        score, share = np.zeros(len(self._services)), np.zeros(len(self._services))
        for place, word in enumerate(words):
            last = unfinished and place == len(words) - 1
            met = index.met(word, last)
            have += worth[place] * met
            of_service = index.best(met)
            score += worth[place] * of_service
            begun = last and len(words) == 1 and len(word) <= STILL_BEGUN
            share += sense[place] * of_service * (1.0 if begun else self._sureness(word))
        rest = np.maximum(0.0, index.lengths - have)
        whole = index.best(have / (sum(worth) + _REST * rest))
        return (1 - _WHOLE) * score / sum(worth) + _WHOLE * whole, share / sum(sense)

    def _sense(self, word: str) -> float:
        """What a word carries of a query's meaning."""
        return _WEAK if self._vocabulary.root(word) in self._lexicon.weak else 1.0

    def _sureness(self, word: str) -> float:
        plain = {word, self._vocabulary.root(word)} & self._lexicon.common
        return _COMMON if plain else 1.0

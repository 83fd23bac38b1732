"""Every word the search can meet, and which of them a typed one may be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from kiosk.words.forms import root
from kiosk.words.letters import LETTERS_SAID
from kiosk.words.lexicon import Lexicon
from kiosk.words.slips import consonants, distance, is_shortened, sound

_SAME_ROOT = 0.94
_SAME_SOUND = 0.9
_BEGUN = 0.96
"""The beginning of a word that is still being typed."""
_ABBREVIATED = 0.8
"""The beginning of a word, and more words after it."""
_SLIP_LOSES = 1.15
"""What a slip costs, as a share of the word."""
_VOWEL_LOSES = 0.05
"""What each vowel left out costs."""
_HALF_SHORTENED = 0.12
"""More where others are left: who writes as in chats leaves out all."""
_LEAST = 0.62
_SURE_SLIP = 0.8
STILL_BEGUN = 3
"""Up to this length an ordinary word may be the beginning of another ("pas": "paspor")."""
_SHORT = 4
"""Words up to this length allow one small slip only."""
_CANDIDATES = 24
_SPELLED = 5
"""The longest word that is looked for among letters said one by one."""


class Vocabulary:
    """The words of a site with the lexicon's, each with the root under which it is found."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str]) -> None:
        self.lexicon = lexicon
        self.words = frozenset(words)
        self._known = self.words | lexicon.same.keys() | frozenset(lexicon.same.values())
        self._roots: dict[str, str] = {}
        self._by_root: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        meant = {word for word in self.words if not word.isdigit()} | lexicon.same.keys()
        self._all = sorted(meant | {word for word in lexicon.fillers if len(word) >= _SHORT})
        self._sorted = sorted(self.words)
        for word in self._sorted:
            self._by_root[self.root(word)].append(word)
        self._by_consonants: dict[str, list[str]] = defaultdict(list)
        for word in self._all:
            self._by_sound[sound(word)].append(word)
            self._by_consonants[consonants(word)].append(word)
        self.met = lru_cache(maxsize=4096)(self._met)
        self._slips = lru_cache(maxsize=4096)(self._slips_of)

    def root(self, word: str) -> str:
        """What a word stands for: its everyday sense, or the word it is formed from."""
        found = self._roots.get(word)
        if found is None:
            found = self._roots[word] = self._root(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether it is spelled as some word is, be it of a service or not."""
        lexicon = self.lexicon
        right = word in lexicon.common or word in lexicon.compounds
        return right or word in self._known or self.says_nothing(word)

    def says_nothing(self, word: str) -> bool:
        return word in self.lexicon.fillers or word in self.lexicon.places

    def means_something(self, word: str) -> bool:
        """Whether it is a whole word already, of a service or not."""
        return self.knows(word) and not self.says_nothing(word)

    def begins_nothing(self, word: str) -> bool:
        """Whether a word that says nothing begins like that ("kant")."""
        return any(filler.startswith(word) for filler in self.lexicon.fillers)

    def spelled(self, words: list[str]) -> list[str]:
        """The words, letters said one by one together: ``ka te pe`` is ``ktp``."""
        result: list[str] = []
        place = 0
        while place < len(words):
            for end in range(min(len(words), place + _SPELLED), place + 1, -1):
                letters = "".join(LETTERS_SAID.get(word, "") for word in words[place:end])
                if len(letters) == end - place and letters in self.words:
                    result.append(letters)
                    place = end
                    break
            else:
                result.append(words[place])
                place += 1
        return result

    def halves(self, word: str) -> tuple[str, str] | None:
        """Two known words typed without the space between them; no slip of one explains it."""
        if max(self._slips(word).values(), default=0.0) >= _SURE_SLIP:
            return None
        for place in range(len(word) - 2, 1, -1):
            first, second = word[:place], word[place:]
            if first in self._known and second in self._known:
                return first, second
        return None

    def nearest(self, word: str) -> str:
        """The word itself, or the one that it is a slip of."""
        if self.knows(word) or len(word) <= 2:
            return word
        slips = self._slips(word)
        if not slips:
            return word
        return max(slips, key=lambda have: (slips[have], have in self.words, have))

    def _met(self, word: str, last: bool) -> dict[str, float]:
        """The site's words that `word` may be, each with how likely, 0–1.

        `last`: it may be unfinished.
        """
        found: dict[str, float] = {}
        if self.knows(word) or len(word) <= 2:
            self._add(found, word, 1.0)
        elif (stem := self.root(word)) != word:
            self._add(found, stem, _SAME_ROOT)
        else:
            for have, quality in self._slips(word).items():
                self._add(found, have, quality)
        lexicon = self.lexicon
        ended = not last or len(word) > STILL_BEGUN
        if word not in lexicon.compounds and not (ended and word in lexicon.common):
            self._begin(found, word, last)
        return found

    def _add(self, found: dict[str, float], have: str, quality: float) -> None:
        if have in self.words:
            found[have] = max(quality, found.get(have, 0.0))
        for other in self._by_root.get(self.root(have), ()):
            found[other] = max(quality * _SAME_ROOT, found.get(other, 0.0))

    def _begin(self, found: dict[str, float], word: str, last: bool) -> None:
        if not last and (len(word) < 4 or self.knows(word)):
            return
        quality = _BEGUN if last and not self.knows(word) else _ABBREVIATED
        for have in self._beginning(word):
            if have != word:
                found[have] = max(quality, found.get(have, 0.0))

    def _beginning(self, word: str) -> list[str]:
        """The site's words that begin like that."""
        first = bisect_left(self._sorted, word)
        return self._sorted[first : bisect_right(self._sorted, word + "\x7f")]

    def _slips_of(self, word: str) -> dict[str, float]:
        heard = sound(word)
        alike = self._by_sound.get(heard, ()) if 2 * len(heard) > len(word) else ()
        found = dict.fromkeys(alike, _SAME_SOUND)
        for have in self._by_consonants.get(consonants(word), ()):
            if is_shortened(word, have):
                half = _HALF_SHORTENED if consonants(word) != word else 0.0
                quality = 1.0 - _VOWEL_LOSES * (len(have) - len(word)) - half
                found[have] = max(quality, found.get(have, 0.0))
        limit = 0.85 if len(word) < _SHORT else 1.15 if len(word) <= 6 else 2.0
        changes = 1 if len(word) < _SHORT else 2 if len(word) <= 6 else 3
        close = extract(
            word, self._all, scorer=OSA.distance, score_cutoff=changes, limit=_CANDIDATES
        )
        for have, _, _ in close:
            if len(have) > 2 and (cost := distance(word, have, limit)) <= limit:
                quality = 1.0 - _SLIP_LOSES * cost / max(len(word), len(have))
                if quality >= _LEAST:
                    found[have] = max(quality, found.get(have, 0.0))
        best = max(found.values(), default=0.0)
        return {have: quality for have, quality in found.items() if quality >= best - 0.12}

    def _root(self, word: str) -> str:
        same = self.lexicon.same
        if word in same:
            return same[word]
        if word in self.lexicon.whole or word in self.lexicon.common:
            return word
        stem = root(word, self._known)
        return same.get(stem, stem)

"""What is a sure find because a text of a service says just that, however ordinary its words.

A text typed whole is meant ("atm hilang", "buku nikah"). One that names a business and its licence
("izin bengkel") is met by the business alone, and by any kind of it, which stands behind it as
Indonesian puts it ("buka bengkel las"): nothing but the licence is to be had here for it. Not so
somebody whose help is sought: who types "dokter gigi" wants no licence for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kiosk.words.vocabulary import Vocabulary

_Places = defaultdict[frozenset[str], set[int]]


class Named:
    """For what is said the services whose texts say it."""

    def __init__(self, texts: Iterable[tuple[int, tuple[str, ...]]], words: Vocabulary) -> None:
        self._words = words
        self._opening = words.lexicon.opening
        self._whole: _Places = defaultdict(set)
        self._business: _Places = defaultdict(set)
        self._opened: _Places = defaultdict(set)
        """By a text with a word of opening, beside which its business may be a weak one."""
        lexicon = words.lexicon
        for service, text in texts:
            roots = frozenset(map(words.root, text))
            business = roots - self._opening
            if len(roots) > 1 and not roots <= lexicon.common | lexicon.helpers:
                self._whole[roots].add(service)
            if business and business != roots:
                if not business <= lexicon.weak:
                    self._business[business].add(service)
                if not roots <= lexicon.weak:
                    self._opened[roots].add(service)

    def found(self, said: list[str]) -> set[int]:
        """Services that are a sure find for it, each by its place."""
        roots = [self._words.root(word) for word in said]
        asked = frozenset(roots)
        found = self._whole.get(asked, set()) | self._business.get(asked - self._opening, set())
        if found or len(said) < 3 or not asked & self._opening:
            return found
        of_a_kind = frozenset(roots[:-1])
        found = self._business.get(of_a_kind - self._opening, set())
        return found | (self._opened.get(of_a_kind, set()) if self._is_foreign(said[-1]) else set())

    def _is_foreign(self, word: str) -> bool:
        """Whether it is no word of the site."""
        return word in self._words.lexicon.common or word not in self._words.words

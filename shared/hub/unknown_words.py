"""What of a search in vain may be written down: somebody may have typed a name.

A word that the site itself uses says nothing of a person. Any other one is kept once some searches
had it: that is what a manager looks for, an alias that is missing. Until then there is no more of
it than a keyed digest in memory, and of the search that a word was in it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import OrderedDict

from shared.hub.own_words import OwnWords

HIDDEN = "…"
"""Stands for words that are not kept."""

OFTEN = 3
"""In so many searches a word is nobody's own."""

SHORT = 2
"""Letters of a word that tells of nobody."""

MOST = 5_000
"""Words counted at a time; the one met longest ago goes first."""

_WORD = re.compile(r"\w+")
_KEY_BYTES = 32


class UnknownWords:
    """Counts since the hub's start."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own
        self._key = secrets.token_bytes(_KEY_BYTES)
        self._met: OrderedDict[bytes, int] = OrderedDict()

    def without(self, text: str) -> str:
        """A search (`shared.protocol.tally.search_text`) as it may be kept."""
        parts = text.split()
        shown = {part for part in dict.fromkeys(parts) if self._is_own(part) or self._often(part)}
        kept: list[str] = []
        for part in parts:
            if part in shown:
                kept.append(part)
            elif kept[-1:] != [HIDDEN]:
                kept.append(HIDDEN)
        return " ".join(kept)

    def _is_own(self, part: str) -> bool:
        words = _WORD.findall(part)
        return all(len(word) <= SHORT or word in self._own.words for word in words)

    def _often(self, part: str) -> bool:
        digest = hashlib.blake2b(part.encode(), key=self._key, digest_size=16).digest()
        self._met[digest] = self._met.pop(digest, 0) + 1
        if len(self._met) > MOST:
            self._met.popitem(last=False)
        return self._met[digest] >= OFTEN

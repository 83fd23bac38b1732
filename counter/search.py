"""Finding a number, a service or a counter from what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")

MOST = 40
"""Options that a list shows; whoever needs more types another letter."""
NEAR = 70
"""How alike, of 100, a word must be to be offered when nothing matches."""
_WORDS = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Small letters and digits, the rest as spaces; accents are gone."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORDS.findall(bare))


def found(
    items: Sequence[T], typed: str, names: Callable[[T], Iterable[str]], *, near: bool = True
) -> list[T]:
    """The items all of whose typed words begin a word of theirs, the best first.

    `names` gives an item's names, the most telling first. Where nothing fits, the nearest, unless
    only what was typed will do.
    """
    wanted = plain(typed).split()
    if not wanted:
        return list(items[:MOST])
    texts = [plain(" ".join(names(item))) for item in items]
    ranked = [
        (_rank(text, wanted), place) for place, text in enumerate(texts) if all_begin(text, wanted)
    ]
    if ranked or not near:
        return [items[place] for _, place in sorted(ranked)[:MOST]]
    alike = process.extract(
        plain(typed), texts, scorer=fuzz.partial_token_set_ratio, limit=5, score_cutoff=NEAR
    )
    return [items[place] for _, _, place in alike]


def all_begin(text: str, wanted: Iterable[str]) -> bool:
    """Whether each of the wanted words begins a word of a text; all of them are plain."""
    spaced = f" {text}"
    return all(f" {each}" in spaced for each in wanted)


def _rank(text: str, wanted: list[str]) -> int:
    """Where the first typed word stands: names that begin with it come first."""
    words = text.split()
    return next(place for place, word in enumerate(words) if word.startswith(wanted[0]))

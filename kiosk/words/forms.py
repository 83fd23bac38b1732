"""Indonesian and everyday Javanese word forms: ``pembuatan``, ``ngurusin``, ``banyune``.

A form is taken apart only where a known word remains, so that no dictionary of roots is needed and
``kepala`` stays whole.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

SHORTEST = 3
"""A root has at least so many letters."""
_DEEPEST = 3
"""Affixes taken off one word at most: mem-per-baiki-nya."""

# What stood before the word, and the letters that it may have swallowed.
_BEFORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("memper", ("",)),
    ("diper", ("",)),
    ("menge", ("",)),
    ("penge", ("",)),
    ("meny", ("s", "c")),
    ("peny", ("s", "c")),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("per", ("", "r")),
    ("ber", ("", "r")),
    ("ter", ("", "r")),
    ("bel", ("",)),
    ("pel", ("",)),
    ("tak", ("",)),
    ("nge", ("",)),
    ("ny", ("s", "c")),
    ("ng", ("", "k")),
    ("di", ("",)),
    ("ke", ("",)),
    ("ka", ("",)),
    ("se", ("",)),
    ("me", ("",)),
    ("pe", ("",)),
    ("be", ("",)),
    ("te", ("",)),
    ("n", ("", "t")),
    ("m", ("", "p")),
)
_AFTER = (
    "kannya", "annya", "inya", "nya", "kan", "ake", "kah", "lah", "pun", "an", "in", "en",
    "no", "ne", "ku", "mu", "e", "i", "k",
)  # fmt: skip


def root(word: str, known: Container[str]) -> str:
    """The shortest known word in `word`; `word` itself where there is none."""
    found = [one for one in sorted(_parts(word), key=lambda one: (len(one), one)) if one in known]
    return found[0] if found else word


def _parts(word: str) -> set[str]:
    seen, fresh = {word}, {word}
    for _ in range(_DEEPEST):
        fresh = {part for one in fresh for part in _without_one(one)} - seen
        seen |= fresh
    return seen - {word}


def _without_one(word: str) -> Iterator[str]:
    for before, swallowed in _BEFORE:
        if word.startswith(before):
            rest = word[len(before) :]
            yield from (letter + rest for letter in swallowed if len(rest) >= SHORTEST)
    for after in _AFTER:
        if word.endswith(after) and len(word) - len(after) >= SHORTEST:
            yield word[: -len(after)]

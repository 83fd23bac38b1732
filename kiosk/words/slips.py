"""How far a typed word is from a meant one, as fingers on a keyboard and ears make mistakes.

The distance counts changes: 1.0 for a wrong letter, less for what happens easily: a neighbouring
key, two letters swapped, one doubled, a vowel left out as in chats, letters that sound alike.
"""

from __future__ import annotations

from functools import cache

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.25, 0.75)
"""How far each row begins to the right of the first, in keys."""
_NEIGHBOUR = 0.5
_SWAPPED = 0.5
_DOUBLED = 0.4
_VOWEL_LEFT_OUT = 0.6
_ALIKE = 0.3
_FAR = 1.0
_FIRST = 0.3
"""More for a change of the first letter, which people seldom get wrong."""
_VOWELS = frozenset("aeiou")
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ks", "x"), ("ph", "f"), ("th", "t"),
    ("kh", "k"), ("ck", "k"), ("sh", "s"), ("q", "k"), ("v", "p"), ("f", "p"), ("z", "s"),
    ("y", "i"), ("x", "ks"),
)  # fmt: skip


def sound(word: str) -> str:
    """A word as it sounds: one spelling for f, v and p, x and ks, oe and u; no double letters."""
    for spelled, same in _SOUNDS:
        word = word.replace(spelled, same)
    single = "".join(a for a, b in zip(word, " " + word, strict=False) if a != b)
    return single[1:] if single.startswith("h") and len(single) > 3 else single


def consonants(word: str) -> str:
    """What chats leave of a word: ``perpanjang`` is ``prpnjng``."""
    return "".join(letter for letter in word if letter not in _VOWELS)


def is_shortened(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant` with some of its vowels left out, and three letters or more."""
    letters = iter(meant)
    fits = all(letter in letters for letter in typed)
    return 3 <= len(typed) < len(meant) and fits and consonants(typed) == consonants(meant)


def distance(typed: str, meant: str, limit: float) -> float:
    """Changes from `meant` to `typed`; more than `limit` as soon as it is certain."""
    before2: list[float] = []
    before = [float(place) for place in range(len(meant) + 1)]
    for place in range(1, len(meant) + 1):
        before[place] = before[place - 1] + _left_out(meant, place - 1)
    for row, letter in enumerate(typed):
        now = [before[0] + _added(typed, row)]
        for column, other in enumerate(meant):
            cost = min(
                before[column] + _changed(letter, other),
                before[column + 1] + _added(typed, row),
                now[column] + _left_out(meant, column),
            )
            if row and column and letter == meant[column - 1] and typed[row - 1] == other:
                cost = min(cost, before2[column - 1] + _SWAPPED * (letter != other))
            now.append(cost)
        if min(now) > limit and (not row or min(before) > limit):
            return limit + 1
        before2, before = before, now
    first = _FIRST if typed[:1] != meant[:1] else 0.0
    return before[-1] + first


def _added(typed: str, place: int) -> float:
    doubled = place > 0 and typed[place - 1] == typed[place]
    return _DOUBLED if doubled else _FAR


def _left_out(meant: str, place: int) -> float:
    if place > 0 and meant[place - 1] == meant[place]:
        return _DOUBLED
    return _VOWEL_LEFT_OUT if place > 0 and meant[place] in _VOWELS else _FAR


@cache
def _changed(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    if sound(letter) == sound(other):
        return _ALIKE
    return _NEIGHBOUR if _beside(letter, other) else _FAR


@cache
def _places() -> dict[str, tuple[float, int]]:
    return {
        letter: (column + _SHIFTS[row], row)
        for row, letters in enumerate(_ROWS)
        for column, letter in enumerate(letters)
    }


def _beside(letter: str, other: str) -> bool:
    here, there = _places().get(letter), _places().get(other)
    if here is None or there is None:
        return False
    return abs(here[0] - there[0]) <= 1.0 and abs(here[1] - there[1]) <= 1

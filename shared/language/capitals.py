"""Words in capitals, made ready to be heard: read as words where they can be, else spelled.

How one is said that the letters tell wrongly (KIA, SIM, QRIS) stands in lists: the hall's language
file, the hall's site, and one that comes with the product (`assets/aloud`), in this order.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from shared.domain.tongue import SPELLED, WORD
from shared.language.tongues import said_aloud

SOURCE = "id"
"""Whose abbreviations they are."""
RUN = re.compile(r"\b[A-Z]+(?:\s+[A-Z]+)*\b")
_LONG, _SHORT = 5, 3
"""A word of so many letters is one if its beginning can be said; in so few, no cluster can."""
_FIRST = (
    r"[BCDFGHJKLMNPQRSTVWXYZ]|[BCDFGKPT][LR]|S[CHKLMNPTWY]|[CGKPTW]H|N[GY]|[KQT][UW]"
    r"|STR|SPR|SCR|SCH|THR"
)
_LAST = r"[BCDFGHKLMNPRSTWXY]|NG|N[CDKT]|S[KHT]|R[DKLMNST]|L[DKLMPT]|C[HKT]|GHT?|FT|KS|XT"
_CAN = re.compile(rf"(?:(?:{_FIRST})?[AEIOUY]{{1,2}}(?:{_LAST})?)+")
_SIMPLE = re.compile(r"[BCDFGHJKLMNPQRSTVWXYZ]?[AEIOU]{1,2}[BCDFGHKLMNPRSTWY]?")
_BEGINS = re.compile(rf"(?:{_FIRST})?[AEIOUY]")
_SMALL = frozenset(["DI", "KE", "YA", "OF", "TO", "IN", "AT", "ON", "OR", "BY", "IS", "A", "THE"])
"""Words for all their shortness, in a line that is all in capitals."""


def calmed(text: str, language: str, letters: Mapping[str, str]) -> str:
    """ "AMBIL NOMOR" → "Ambil nomor", "DINAS PU" → "Dinas pe u"; `letters` as they are called."""
    known = aloud(language)
    odd = tuple(one for one in known if not RUN.fullmatch(one))
    text = _any_of(odd).sub(lambda found: _said(found[0], known, letters), text)
    return RUN.sub(lambda found: _run(found[0], known, letters), text)


def aloud(language: str) -> Mapping[str, str]:
    """How abbreviations are said in a language: ``spelled``, ``word``, or what is said."""
    listed, outright = _usual()
    return {**listed, **(outright if language == SOURCE else {}), **said_aloud(language)}


@cache
def _usual() -> tuple[dict[str, str], dict[str, str]]:
    """Those that come with the product: spelled or read in any language, and said in their own."""
    text = files("assets").joinpath("aloud", f"{SOURCE}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    listed = {**dict.fromkeys(table["spelled"], SPELLED), **dict.fromkeys(table["words"], WORD)}
    return listed, table["said"]


@cache
def _any_of(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """Of those that are not capitals alone: KTP-el, PPh, AK1."""
    longest_first = sorted(abbreviations, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _said(abbreviation: str, known: Mapping[str, str], letters: Mapping[str, str]) -> str:
    how = known.get(abbreviation) or (WORD if can_be_said(abbreviation) else SPELLED)
    if how == WORD:
        return abbreviation.lower()
    return _spelled(abbreviation, letters) if how == SPELLED else how


def _spelled(word: str, letters: Mapping[str, str]) -> str:
    return " ".join(letters.get(sign.upper(), sign) for sign in word if sign.isalnum())


def _run(run: str, known: Mapping[str, str], letters: Mapping[str, str]) -> str:
    words = run.split()
    if len(run) == 1:
        return run
    line = any(len(word) >= _LONG and word not in known and can_be_said(word) for word in words)
    said = [
        word.lower() if line and word in _SMALL else _said(word, known, letters) for word in words
    ]
    first = said[0].capitalize() if said[0] == words[0].lower() else said[0]
    return " ".join([first, *said[1:]])


def can_be_said(word: str) -> bool:
    """Whether an abbreviation in capitals is read as a word: SAMSAT, SIM; not KTP, PU, BPKAD."""
    if len(word) < _SHORT:
        return False
    if len(word) == _SHORT:
        return bool(_SIMPLE.fullmatch(word))
    if len(word) >= _LONG:
        return bool(_BEGINS.match(word))
    return bool(_CAN.fullmatch(word))

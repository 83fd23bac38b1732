"""Why a ticket was called, from the hub's note in figures to a sentence.

The note is ``A-012: 14 + 30 = 44; B-031: 38`` by the rule, ``A-012: REASON; B-031: 38`` by an
officer's choice; the part after ``;`` is the next in order, and may be missing.
"""

from __future__ import annotations

import re

from counter import words
from counter.catalogue import Catalogue
from counter.words import say
from shared.domain.site import Texts

_BY_RULE = re.compile(r"(?P<number>[^:]+): (?P<waited>-?\d+) \+ (?P<head>\d+) = (?P<score>-?\d+)")
_BY_CHOICE = re.compile(r"(?P<number>[^:]+): (?P<reason>.+)")
_OTHER = re.compile(r"(?P<number>[^:]+): (?P<score>-?\d+)")


def why_called(note: str, catalogue: Catalogue) -> str:
    """The sentence; the note itself where it is of another form, empty without one."""
    first, _, other = note.partition("; ")
    by_rule = _BY_RULE.fullmatch(first)
    if by_rule is not None:
        return _by_rule(by_rule, catalogue) + _other(other, words.WHY_NEXT, catalogue)
    by_choice = _BY_CHOICE.fullmatch(first)
    if by_choice is None:
        return note
    reasons = catalogue.site.reasons.out_of_order
    reason = catalogue.reason(by_choice["reason"], reasons)
    number = by_choice["number"]
    said = say(words.WHY_REASON, catalogue.language, number=number, reason=reason)
    return said + _other(other, words.WHY_DUE, catalogue)


def chosen_by_officer(note: str) -> bool:
    """Whether the note is of a call beside the rule."""
    first = note.partition("; ")[0]
    return _BY_RULE.fullmatch(first) is None and _BY_CHOICE.fullmatch(first) is not None


def _by_rule(found: re.Match[str], catalogue: Catalogue) -> str:
    language = catalogue.language
    said = say(words.WHY_WAITED, language, number=found["number"], waited=found["waited"])
    if found["head"] == "0":
        return said
    return said + say(words.WHY_PRIORITY, language, minutes=found["head"], score=found["score"])


def _other(other: str, texts: Texts, catalogue: Catalogue) -> str:
    found = _OTHER.fullmatch(other)
    if found is None:
        return "."
    return say(texts, catalogue.language, number=found["number"], score=found["score"])

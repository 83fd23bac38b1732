"""How somebody who does not understand the welcome is told the way to another language."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.languages import WHICH
from shared.language.fixed_words import SPOKEN, filled
from shared.language.tongues import first_language, name_of, spoken_word, tongue

WAY, THEN = (source for source in SPOKEN if "{language}" in source)
"""To the key; and what follows where the key asks which language is wanted."""
TWO = 2
"""Between two languages the key changes at once."""


def invitation(wanted: str, offered: Sequence[str]) -> tuple[str, str]:
    """The sentence, and the language that it is in: the hall's first, where `wanted` lacks it."""
    own = tongue(wanted)
    there = own.spoken.words if own is not None else SPOKEN
    whole = all(there.get(one, "").strip() for one in (WAY, THEN))
    language = wanted if whole else first_language()
    name = name_of(wanted)
    asks = len(offered) > TWO
    said = [_said(WAY, language, language=name, key=WHICH if asks else name)]
    if asks:
        said.append(_said(THEN, language, language=name, key=""))
    return " ".join(said), language


def _said(source: str, code: str, **places: str) -> str:
    return filled(spoken_word(source, SPOKEN[source], code), **places)

"""Why somebody does not get into a room, in plain words."""

from __future__ import annotations

from counter.catalogue import Catalogue
from counter.refusals import refusal_words
from counter.sitting import words
from counter.sitting.sitting import SIGN_IN, Place
from counter.words import say
from shared.protocol.messages import Answer


def way_in_words(why: Answer | Place | None, catalogue: Catalogue | None, language: str) -> str:
    """The hub's refusal; or the room that the role does not open; or that it opens none."""
    if isinstance(why, Place):
        return say(words.NOT_PERMITTED, language, place=say(words.PLACES[why], language))
    if why is None or why.problem is None:
        return say(words.NO_PLACE, language)
    return refusal_words(why.problem, catalogue, language, SIGN_IN)

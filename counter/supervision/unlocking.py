"""An officer who typed wrong PINs too often may try again at once."""

from __future__ import annotations

from collections.abc import Sequence

from counter.questions import Draft, Option, Question
from counter.roster import Officer
from counter.search import found
from counter.sitting.sight import Sight, order
from counter.supervision import words


def unlock_question(sight: Sight, officers: Sequence[Officer]) -> Question:
    """Whoever is chosen is unlocked, locked or not: the hub tells nobody who is."""
    names = {one.id: one.name for one in officers}

    def options(typed: str) -> list[Option]:
        fitting = found(officers, typed, lambda one: (one.name, one.id), near=False)
        return [Option(one.id, one.name, one.id if one.id != one.name else "") for one in fitting]

    def draft(officer: str) -> Draft:
        return order("UnlockOfficer", {"officer": officer}, names.get(officer, officer))

    return Question(
        title=sight.say(words.UNLOCK),
        detail=sight.say(words.UNLOCK_DETAIL),
        search=sight.say(words.UNLOCK_HINT),
        empty=sight.say(words.UNLOCK_EMPTY),
        options=options,
        chosen=draft,
    )

"""The words that stand in the site's own document: whoever uses them tells nothing of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.hub.personal.person import NAME, compared

_WORD = re.compile(r"\w+")


class OwnWords:
    """Names of services, offices, zones and streets as the site has them now; looked through when
    they are asked for first, and anew with another site."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._plan: Plan | None = None
        self._said = ""
        self._words: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Each of them in small letters."""
        self._look()
        return self._words

    def say(self, name: str) -> bool:
        """Whether the site itself says this, as `person.compared` has it: a street, a building."""
        self._look()
        return f" {name} " in self._said

    def _look(self) -> None:
        if self._plan is self._hall.plan:
            return
        self._plan = self._hall.plan
        texts = list(_texts_in(msgspec.to_builtins(self._plan.site))) if self._plan else []
        self._said = " | ".join(["", *(compared(NAME, one) for one in texts), ""])
        self._words = frozenset(_WORD.findall(self._said))


def _texts_in(part: object) -> Iterator[str]:
    """Every text in a document; its fields' names are none of the site's words."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _texts_in(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts_in(one)

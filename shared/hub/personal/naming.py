"""What staff write to others names nobody whom the hub knows as a visitor.

A name without a title cannot be told from other words (`shared.protocol.written`). But one that
stands in the table of what is known of people can: each group of words is compared with the blind
index, so nothing is opened, and nobody is shown anything.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from shared.domain.refusal import Code, Refusal
from shared.hub.own_words import OwnWords
from shared.hub.personal.desk import PersonalDesk
from shared.hub.personal.person import NAME, compared
from shared.hub.written import Asked
from shared.protocol.written import LONGEST_WRITTEN, says_who

MOST_WORDS = 10
"""Of a name that is looked for."""

SHORTEST_ALONE = 4
"""Letters of a name of one word: ``Mei`` and ``Adi`` are too often something else."""

CALL_BY_NUMBER = "This names a visitor: names no person, call by number."

_CODES = ("reason", "result", "take_over", "choice")
"""Some are limited by no list of the site: ``name-of-somebody`` would be one."""

_WORD = re.compile(r"\w+")

StaffOrder = Callable[[Asked], Awaitable[dict[str, Any]]]


class Naming:
    """Stands before the orders that bring words of staff."""

    def __init__(self, desk: PersonalDesk, own: OwnWords) -> None:
        self._desk = desk
        self._own = own

    def before(self, order: StaffOrder, *fields: str) -> StaffOrder:
        """The order, which is refused where one of these texts names somebody who is known."""

        async def asked_for(asked: Asked) -> dict[str, Any]:
            for field in fields:
                if await self._names_somebody(asked.string(field)):
                    raise Refusal(Code.PERSONAL_DATA, CALL_BY_NUMBER, field=field)
            return await order(asked)

        return asked_for

    def might_name(self, body: Mapping[str, Any]) -> bool:
        """Whether one of an order's codes is none of the site's and might be a name; the journal
        would keep it for good."""
        return bool(self._free_codes(body))

    async def require_no_name(self, body: Mapping[str, Any]) -> None:
        """Refusal where one of an order's codes names somebody who is known."""
        for code in self._free_codes(body):
            if await self._names_somebody(code):
                raise Refusal(Code.PERSONAL_DATA, CALL_BY_NUMBER)

    def _free_codes(self, body: Mapping[str, Any]) -> list[str]:
        codes = (str(body.get(field) or "") for field in _CODES)
        return [one for one in codes if names_in(one) and not self._own.say(compared(NAME, one))]

    async def _names_somebody(self, text: str) -> bool:
        if len(text) > LONGEST_WRITTEN:
            return False  # refused for that
        names = names_in(text)
        known = await self._desk.known(names) if names else set()
        return any(says_who(name) and not self._own.say(name) for name in known)


def names_in(text: str) -> set[str]:
    """What might be a name, as names are compared: two words or more that follow each other, and a
    single one that is written like a name."""
    words = compared(NAME, text.replace("_", " ")).split()
    groups = {
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 2, min(start + MOST_WORDS, len(words)) + 1)
    }
    return groups if text.isupper() else groups | set(_alone(text))


def _alone(text: str) -> Iterator[str]:
    """Words with a capital letter in the middle of a sentence; any word may have one at its
    beginning."""
    for found in _WORD.finditer(text):
        word, before = found[0], text[: found.start()].rstrip()
        begins = not before or before[-1] in ".!?"
        if len(word) >= SHORTEST_ALONE and word[0].isupper() and not begins:
            yield compared(NAME, word)

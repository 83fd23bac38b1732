"""The notes of the chosen ticket: asked of the hub, kept in memory while it is chosen."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import msgspec

from counter.hall import Hall
from counter.information import words
from counter.sitting.sight import Sight
from counter.sitting.writing import note_words
from shared.protocol.messages import Answer

LIST = "ListNotes"


Seal = Callable[[dict[str, Any]], dict[str, Any]]
"""Makes a question the one of whoever sits here."""


class Note(msgspec.Struct):
    """As the hub tells it; `name` is the officer's."""

    at: str
    name: str = ""
    officer: str = ""
    code: str = ""
    text: str = ""


class Notes:
    """Of one ticket at a time; anew whenever it has got another one."""

    def __init__(self, hall: Hall, on_change: Callable[[], None]) -> None:
        self._hall = hall
        self._on_change = on_change
        self._asked: tuple[str, int] | None = None
        self._notes: list[Note] = []

    def ask(
        self,
        ticket: str,
        count: int,
        seal: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        live: bool,
    ) -> None:
        """`count`: how many the ticket says that it has."""
        if (ticket, count) == self._asked or not live:
            return
        self._asked, self._notes = (ticket, count), []
        body, asked = seal({"ticket": ticket}), self._asked
        self._hall.send(LIST, body, lambda answer: self._take(asked, answer), uuid.uuid4().hex)

    def _take(self, asked: tuple[str, int], answer: Answer) -> None:
        if asked == self._asked and answer.problem is None and answer.body is not None:
            self._notes = msgspec.convert(answer.body.get("notes", []), list[Note])
            self._on_change()

    def last(self, ticket: str) -> Note | None:
        """The latest note on a ticket, as far as the hub has told."""
        known = self._asked is not None and self._asked[0] == ticket
        return self._notes[-1] if known and self._notes else None

    def words(self, ticket: str, sight: Sight) -> list[str]:
        """The newest first."""
        if self._asked is None or self._asked[0] != ticket:
            return []
        reasons = sight.catalogue.site.reasons.note
        return [
            sight.say(
                words.NOTE_ROW,
                time=sight.clock_of(one.at),
                name=one.name or one.officer,
                text=note_words(reasons, one.code, one.text, sight),
            )
            for one in reversed(self._notes)
        ]

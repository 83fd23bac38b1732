"""Tickets that are over: the line's copy has dropped them, the hub is asked for those that fit."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from counter.hall import Hall
from shared.protocol.messages import Answer
from shared.protocol.views import TicketView

FIND = "FindEnded"

OVER = frozenset({"done", "cancelled", "unserved"})
"""Nothing can be done for these any more; they can only be told about."""


class Ended:
    """Those of the last search; asked for again when another one has ended since."""

    def __init__(self, hall: Hall, on_change: Callable[[], None]) -> None:
        self._hall = hall
        self._on_change = on_change
        self._asked: object = None
        self._alive: frozenset[str] = frozenset()
        self._gone = 0
        self.tickets: dict[str, TicketView] = {}

    def look(self, alive: Mapping[str, TicketView]) -> None:
        """Who is still alive: one that is missing now has ended."""
        now = frozenset(alive)
        self._gone += bool(self._alive - now)
        self._alive = now

    def ask(
        self,
        wish: Mapping[str, Any] | None,
        seal: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        live: bool,
    ) -> None:
        """`wish`: what the hub is to look for; None: nothing is looked for."""
        if wish is None:
            self._asked, self.tickets = None, {}
            return
        asked = (self._gone, msgspec.json.encode(wish))
        if asked == self._asked or not live:
            return
        self._asked = asked
        body = seal(dict(wish))
        self._hall.send(FIND, body, lambda answer: self._take(asked, answer), uuid.uuid4().hex)

    def _take(self, asked: object, answer: Answer) -> None:
        """An answer to an older search is passed over; so is a hub that does not know."""
        if asked != self._asked or answer.problem is not None or answer.body is None:
            return
        told = msgspec.convert(answer.body.get("tickets", []), list[TicketView])
        self.tickets = {one.id: one for one in told}
        self._on_change()

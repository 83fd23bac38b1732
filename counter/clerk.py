"""Gives the officer's orders, one at a time, and keeps what the hub said to the last one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from counter.acts import Act
from counter.hall import Hall
from counter.questions import Draft
from shared.protocol.messages import Answer
from shared.protocol.views import Problem

OnDone = Callable[[Draft, Answer], None]
OnRefused = Callable[[Draft, Problem], None]


class Seal(Protocol):
    """Whose orders they are: it puts the hub's token for a sitting into them."""

    def sealed(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def heard(self, draft: Draft, answer: Mapping[str, Any] | None) -> None: ...


class Clerk:
    """`on_done` and `on_refused` are told what became of each order; `on_change` of every turn."""

    def __init__(
        self,
        hall: Hall,
        session: Seal,
        on_done: OnDone,
        on_refused: OnRefused,
        on_change: Callable[[], None],
    ) -> None:
        self.hall = hall
        self._session = session
        self._on_done = on_done
        self._on_refused = on_refused
        self._on_change = on_change
        self._order = ""
        self.draft: Draft | None = None
        """The order whose answer is awaited."""

    @property
    def doing(self) -> Act | None:
        """The act whose answer is awaited: its button says so, the others wait."""
        return self.draft.act if self.draft is not None else None

    def give(self, draft: Draft) -> bool:
        """Sends an order unless one is under way; whether it was sent."""
        if self.draft is not None:
            return False
        self._order = uuid.uuid4().hex
        self.draft = draft
        self._on_change()
        order, body = self._order, self._session.sealed(draft.body)
        self.hall.send(draft.name, body, lambda answer: self._settle(order, draft, answer), order)
        return True

    def _settle(self, order: str, draft: Draft, answer: Answer) -> None:
        if order == self._order:
            self.draft = None
        if answer.problem is not None:
            self._on_refused(draft, answer.problem)
        else:
            self._session.heard(draft, answer.body)
            self._on_done(draft, answer)
            if draft.then is not None and answer.ticket is not None:
                self.give(draft.then(answer.ticket))
        self._on_change()

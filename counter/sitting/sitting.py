"""Somebody who works here without a counter, or beside one: who, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from counter.questions import Draft
from shared.domain.permits import Permit

SIGN_IN = "SignIn"
SIGN_OUT = "SignOut"
WHO_AM_I = "WhoAmI"


class Place(StrEnum):
    """Where somebody works at this terminal when not at a counter."""

    DESK = "desk"
    SUPERVISOR = "supervisor"


NEEDS: dict[Place, Permit] = {Place.DESK: Permit.DESK, Place.SUPERVISOR: Permit.SUPERVISE}
"""What one must be permitted to work there."""


@dataclass(slots=True)
class Sitting:
    """The hub's word on who this is. The PIN is never kept; the token lives here alone."""

    officer: str = ""
    role: str = ""
    may: frozenset[str] = frozenset()
    at_counter: bool = False
    """It is the sitting at a counter that is looked out from."""
    _token: str = field(default="", repr=False)

    def begin(self, officer: str, told: Mapping[str, Any], *, at_counter: bool = False) -> None:
        """Takes in what the hub answered to signing in, or to opening a counter."""
        self.officer, self.at_counter = officer, at_counter
        self.role = str(told.get("role", ""))
        self.may = frozenset(map(str, told.get("may", ())))
        self._token = str(told.get("session", ""))

    def leave(self) -> None:
        self.officer, self.role, self._token = "", "", ""
        self.may, self.at_counter = frozenset(), False

    @property
    def begun(self) -> bool:
        return bool(self.officer)

    def allows(self, permit: Permit) -> bool:
        return permit in self.may

    def places(self) -> tuple[Place, ...]:
        """Where this person may work."""
        return tuple(place for place, permit in NEEDS.items() if self.allows(permit))

    def sealed(self, body: dict[str, Any]) -> dict[str, Any]:
        """An order's body as this person's own."""
        return {**body, "session": self._token} if self._token else body

    def heard(self, draft: Draft, answer: Mapping[str, Any] | None) -> None:
        """What follows an order is told by `begin`; nothing else changes who this is."""

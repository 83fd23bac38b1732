"""What the hub needs of whoever knows its people: a port that `Officers` implements.

A hall whose staff are known to a directory (LDAP) or sign on with an account of their own (OIDC)
puts another implementation in its place; docs/people.md says what such a one has to keep. There is
none yet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from shared.hub.sittings import Sittings


class SignOnPort(Protocol):
    """Who there is, what their role is, and whether it is them.

    Ids are opaque and stay the same: the journal names people by them for good. A method that asks
    another machine may take its time, but never the event loop's.
    """

    @property
    def sittings(self) -> Sittings:
        """Who is signed on where: the hub's own, whoever has looked at the PIN."""

    async def check(self, officer: str, pin: str, sources: Collection[str] = ()) -> None:
        """Raises `SignOnRefused` unless the secret is the officer's: ``wrong-pin``,
        ``too-many-attempts``, ``pin-change-needed``, ``sign-on-busy``. `sources` are where it is
        typed; who guesses there is to wait longer each time, and nobody else. `Unavailable` where
        it cannot be said now."""

    async def whose(
        self, pin: str, among: Collection[str], sources: Collection[str]
    ) -> dict[str, str]:
        """Those of `among` whose PIN it is, each with something that changes with the PIN: for a
        kiosk's menu, where nobody is named. Empty where nobody can be found like that."""

    async def change_pin(
        self, officer: str, pin: str, new: str, sources: Collection[str] = ()
    ) -> None:
        """Puts `new` in the place of `pin`; `SignOnRefused` (``weak-pin``, ``wrong-pin``)."""

    async def names(self) -> dict[str, str]:
        """Everybody who may sign on, by id, as colleagues call them."""

    def known(self, officer: str) -> bool:
        """Whether somebody may sign on now."""

    def role_of(self, officer: str) -> str:
        """The code of a role of the site; empty for somebody who may not sign on. Asked with every
        order, so it answers from memory."""

    def forgive(self, officer: str) -> None:
        """A supervisor unlocks somebody."""

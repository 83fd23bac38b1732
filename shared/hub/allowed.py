"""Looks up in the table of permissions whether a caller, and the person behind it, may."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shared.domain.permits import Permit
from shared.hub.caller import PAIRED, Caller, CallerKind
from shared.hub.permissions import Case, Row
from shared.hub.sign_on import SIGN_IN, SignOnRefused
from shared.hub.trust import require_known_caller

Require = Callable[[str, Collection[Permit], str], None]
"""Refuses an officer who has none of these permits (`SigningIn.require`)."""

OF_ANOTHERS = frozenset({"PauseCounter", "CloseCounter"})
"""At one's own counter every officer may; at another's a supervisor."""


@dataclass(frozen=True, slots=True)
class By:
    """From where an order comes. `role` is the line's, empty over REST."""

    caller: Caller
    role: str = ""

    @property
    def kinds(self) -> frozenset[CallerKind]:
        """All of them must be allowed to: a tool that greets as a kiosk is both."""
        own = {self.caller.kind}
        return frozenset(own | {CallerKind(self.role)} if self.role else own)

    @property
    def place(self) -> str:
        """The paired device where it is asked for; empty at the hub's own machine."""
        return self.caller.device if self.caller.kind in PAIRED else ""


def case_of(by: By, name: str, body: Mapping[str, Any], own: str | None = None) -> Case:
    """Which row of a command holds. `own` is the counter where the officer sits."""
    if name == "IssueTicket" and body.get("desk"):
        return Case.FOR_A_VISITOR
    if name in OF_ANOTHERS and body.get("counter") != own:
        return Case.OF_ANOTHER
    if name in ("ResumeTicket", "EnterPaper") and not body.get("counter"):
        return Case.WITHOUT_COUNTER
    if name == "FindTicket" and (body.get("ticket") or not body.get("number")):
        return Case.WITHOUT_PAPER
    if name == "OpenCounter" and body.get("pin") is None:
        return Case.AFTER_A_PAUSE
    if name == "ConfigureDisplay":
        return Case.USUAL if body.get("display") == by.caller.device else Case.OF_ANOTHER
    if name == SIGN_IN and not by.role and by.caller.kind is not CallerKind.COUNTER:
        return Case.AT_THE_HUB
    return Case.USUAL


def may_at_all(by: By, row: Row) -> bool:
    """With a person behind it or without."""
    return by.kinds <= row.alone | row.people


def may_alone(by: By, row: Row) -> bool:
    """With nobody behind it."""
    return by.caller.kind in row.alone and may_at_all(by, row)


def may_person(by: By, row: Row) -> bool:
    """With somebody behind it who has what is needed."""
    return by.caller.kind in row.people and may_at_all(by, row)


def require_at_all(by: By, row: Row, what: str) -> None:
    """Refuses a caller that may not, whoever is behind it. A stranger hears as little as can be."""
    if may_at_all(by, row):
        return
    require_known_caller(by.caller)
    who = by.role or by.caller.kind
    raise SignOnRefused("not-allowed", f"A {who} may not ask for {what}.")


def require_permits(require: Require, officer: str, row: Row, what: str) -> None:
    """Refuses a person whose role lacks what the row needs."""
    require(officer, row.permits, what)
    for permit in row.also:
        require(officer, (permit,), what)

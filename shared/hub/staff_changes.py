"""What of the staff changes, as the journal keeps it: who, by whom, and never a PIN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from shared.domain import commands as c
from shared.domain.ids import CommandId, OfficerId
from shared.hub.officers import Officer
from shared.hub.orders import new_command_id


class Known(Protocol):
    """Who may sign on so far."""

    def known(self, officer: str) -> bool: ...

    def role_of(self, officer: str) -> str: ...


def changes(before: Known, put: Iterable[Officer], gone: Collection[str]) -> Iterator[c.TraceStaff]:
    """What is other than `before` once these are put in and those are gone; a name is none of the
    journal's business."""
    added: defaultdict[str, list[str]] = defaultdict(list)
    moved: defaultdict[str, list[str]] = defaultdict(list)
    given: list[str] = []
    for one in put:
        if not before.known(one.id):
            added[one.role].append(one.id)
            continue
        if before.role_of(one.id) != one.role:
            moved[one.role].append(one.id)
        if one.pin is not None:
            given.append(one.id)
    yield from (of(c.StaffAct.ADDED, ids, role) for role, ids in added.items())
    yield from (of(c.StaffAct.ROLE, ids, role) for role, ids in moved.items())
    yield of(c.StaffAct.PIN_GIVEN, given)
    yield of(c.StaffAct.REMOVED, sorted(gone))


def of(act: c.StaffAct, officers: Iterable[str], role: str = "") -> c.TraceStaff:
    """The command that records it."""
    return c.TraceStaff(act=act, officers=tuple(map(OfficerId, officers)), role=role)


def staff_order(command: c.TraceStaff, sender: str, actor: str) -> c.Order:
    """An order of its own each time: what is done twice is recorded twice."""
    return c.Order(command=command, sender=sender, actor=actor, id=CommandId(new_command_id()))

"""What was done with what is known of people: an entry each time, and in it no word of theirs."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import require_reason
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal

_READS = frozenset({c.PersonalAct.READ, c.PersonalAct.EXPORTED, c.PersonalAct.FOUND})
_KEEPS = frozenset({c.PersonalAct.KEPT, c.PersonalAct.CHANGED})


def trace(hall: Hall, command: c.TracePersonal, now: Moment) -> list[e.Event]:
    """Nobody is shown a whole record, and nothing is erased before its time, without a reason of
    the site's list."""
    if not command.records:
        return []
    if command.act in _KEEPS:
        changed = command.act is c.PersonalAct.CHANGED
        return [
            e.PersonalDataKept(record=one, kind=command.kind, changed=changed)
            for one in command.records
        ]
    if command.act is c.PersonalAct.PURGED:
        return [e.PersonalDataErased(records=command.records, reason=command.act.value)]
    if command.act is not c.PersonalAct.FOUND:
        _require_why(hall, command.reason)
    if command.act in _READS:
        act = command.act.value
        return [e.PersonalDataRead(records=command.records, act=act, reason=command.reason)]
    return [e.PersonalDataErased(records=command.records, reason=command.reason)]


def change_key(hall: Hall, command: c.ChangePersonalKey, now: Moment) -> list[e.Event]:
    return [e.PersonalKeyChanged(key=command.key)]


def _require_why(hall: Hall, reason: str) -> None:
    if not reason:
        raise Refusal(Code.REASON_NEEDED, "What is known of a person is not read without a reason.")
    require_reason(hall, "personal", reason)

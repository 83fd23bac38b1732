"""What `giliran journal verify` says of its findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from shared.domain.ids import MINUTE
from shared.hub.journal.verify import Fault, Report
from shared.hub.proof.calls import Beside, Calls
from shared.hub.proof.whole import Proof

LONG_ROW = 3
"""So many faults of the same kind in a row have one cause, most likely."""

_PREFIX = {
    "mistyped": "NOT COMPARED",
    **dict.fromkeys(("choice", "place", "reason"), "AGAINST THE RULE"),
    "actor": "ANOTHER'S NAME",
    "order": "OUT OF ORDER",
    "rewritten": "REWRITTEN",
    **dict.fromkeys(("signature", "key"), "NOT THE HUB'S WORD"),
    "doubted": "DOUBTED",
}


def in_words(proof: Proof, *, choices: bool) -> Iterator[str]:
    """Line by line; `choices` names every call beside the rule."""
    report = proof.report
    for fault in _in_short(report.faults):
        yield f"{_PREFIX.get(fault.kind, 'DAMAGED')} ({fault.kind}) {fault.words}"
    if report.fault_count > len(report.faults):
        yield f"… and {report.fault_count - len(report.faults)} more."
    for doubt in proof.doubts:
        yield f"TO BE LOOKED AT {doubt}"
    if report.head is None:
        return
    yield f"Journal {report.journal}: {report.entries} entries read, up to {report.head.seq}."
    yield f"Hash of the last: {report.head.hash}"
    for loss in report.lost:
        day = dt.datetime.fromtimestamp(loss.at / 1_000).astimezone()
        yield f"Entries {loss.first} to {loss.last} are lost since the repair of {day:%d %B %Y}."
    if report.sound:
        yield "Whole: every entry fits the one before it."
        yield _calls(proof.calls)
    yield _signed(proof)
    if report.sound and report.against:
        yield _noted(report)
    if choices:
        yield from map(_chosen, proof.calls.listed)


def _in_short(faults: list[Fault]) -> list[Fault]:
    """A row of entries none of which fits is one fault to whoever reads: something was put in or
    taken out before them."""
    told = [fault for fault in faults if fault.kind != "changed"]
    row: list[Fault] = []
    for fault in (one for one in faults if one.kind == "changed"):
        if row and fault.seq != row[-1].seq + 1:
            told += _row(row)
            row = []
        row.append(fault)
    return sorted(told + _row(row), key=lambda fault: fault.seq)


def _row(faults: list[Fault]) -> list[Fault]:
    if len(faults) < LONG_ROW:
        return faults
    first, last = faults[0].seq, faults[-1].seq
    words = (
        f"Entries {first} to {last}: not one fits its hash. An entry was put in or taken out before"
        f" or at {first} and those behind it were given other numbers, or all of them were changed."
    )
    return [Fault("changed", first, words)]


def as_json(proof: Proof, *, choices: bool) -> str:
    """The same for programs; the list of calls beside the rule where `choices` asks for it."""
    calls = msgspec.to_builtins(proof.calls)
    if not choices:
        del calls["listed"]
    fields = {"sound": proof.report.sound} | msgspec.structs.asdict(proof.report)
    fields |= {"calls": calls, "doubts": proof.doubts, "vouched": proof.vouched}
    return msgspec.json.encode(fields).decode()


def _signed(proof: Proof) -> str:
    """How far the hub's signatures go, and what they are worth."""
    vouched, sound = proof.vouched, proof.report.sound
    if not vouched.days and not sound:
        return "No signature bears any of it out."
    if not vouched.days and vouched.unsigned:
        return (
            "NOT SIGNED: no day of it carries the hub's signature; the chain alone speaks for it."
        )
    if not vouched.days:
        return "Not signed yet: the hub signs at the end of each day."
    count = "1 signature" if vouched.days == 1 else f"{vouched.days} signatures"
    reach = f"{count}, the last at the end of {vouched.date}, up to entry {vouched.upto}"
    changed = {"changed", "gap"}.intersection(fault.kind for fault in proof.report.faults)
    if changed:
        return (
            f"The hub has signed these hashes ({reach}), and so that the entries named above were"
            f" others. Key {vouched.fingerprint}"
        )
    if not sound:
        return f"The hub's signatures fit as far as this: {reach}. Key {vouched.fingerprint}"
    more = "1 entry" if vouched.since == 1 else f"{vouched.since} entries"
    rest = f" {more} after that: not signed yet." if vouched.since else ""
    return (
        f"Signed by the hub: {reach}.{rest}\n"
        f"Key {vouched.fingerprint}: is it the one on your papers? If not, it is not your hub's."
    )


def _noted(report: Report) -> str:
    assert report.against is not None
    digits = len(report.against.hash)
    part = "" if digits == 64 else f" ({digits} of 64 digits were compared)"
    return f"The head noted at entry {report.against.seq} is part of it{part}."


def _calls(calls: Calls) -> str:
    """``Calls: 231 by the rule; 3 beside it, each with a reason: 2 urgent, 1 wheelchair.``"""
    if not calls.by_rule and not calls.beside:
        return "Nobody has been called."
    said = f"Calls: {calls.by_rule} were the rule's own choice"
    if not calls.beside:
        return f"{said}, none was made beside it."
    reasons = sorted(calls.reasons.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{count} {reason or 'without'}" for reason, count in reasons)
    return f"{said}; {calls.beside} were made beside it, each with its reason: {told}."


def _chosen(call: Beside) -> str:
    due = f"next was {call.due} with {call.due_score // MINUTE} min" if call.due else "it was next"
    whose = f" by {call.officer}" if call.officer else ""
    own = (call.waited + call.head_start) // MINUTE
    what = f"{call.number} ({own} min) at counter {call.counter}"
    return f"{call.date} entry {call.seq}: {what}, {call.reason or 'NO REASON'}{whose}; {due}."

"""What `giliran journal verify` says of its findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from shared.domain.ids import MINUTE
from shared.hub.journal.verify import Report
from shared.hub.proof.calls import Beside, Calls
from shared.hub.proof.whole import Proof

_PREFIX = {
    "mistyped": "NOT COMPARED",
    **dict.fromkeys(("choice", "place", "reason"), "AGAINST THE RULE"),
    "actor": "ANOTHER'S NAME",
    "order": "OUT OF ORDER",
}


def in_words(proof: Proof, *, choices: bool) -> Iterator[str]:
    """Line by line; `choices` names every call beside the rule."""
    report = proof.report
    for fault in report.faults:
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
    if report.sound and report.against:
        yield _noted(report)
    if choices:
        yield from map(_chosen, proof.calls.listed)


def as_json(proof: Proof, *, choices: bool) -> str:
    """The same for programs; the list of calls beside the rule where `choices` asks for it."""
    calls = msgspec.to_builtins(proof.calls)
    if not choices:
        del calls["listed"]
    fields = {"sound": proof.report.sound} | msgspec.structs.asdict(proof.report)
    return msgspec.json.encode(fields | {"calls": calls, "doubts": proof.doubts}).decode()


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

"""The whole proof: the chain, the queue played from it, and every choice made again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from shared.hub.journal.verify import Progress, Report, verify
from shared.hub.proof.calls import Calls
from shared.hub.proof.judge import Judge
from shared.hub.replay import Retrace
from shared.protocol.messages import Head

_OF_THE_CHAIN = frozenset({"changed", "gap", "file"})
"""Behind the first of these nothing can be said of the queue: entries are not what they were."""


class Proof(msgspec.Struct):
    """What was found: about the journal, and about the calls in it."""

    report: Report
    calls: Calls


def prove(path: Path, against: Head | None = None, progress: Progress | None = None) -> Proof:
    """Walk the journal at `path` as `verify` does, and judge what it says.

    The findings of the judge and of the replay are faults of the report like those of the chain,
    but only as far as the chain is whole: what a broken one says of the queue is worth nothing.
    """
    found: list[tuple[str, int, str]] = []
    judge = Judge(lambda *finding: found.append(finding))
    retrace = Retrace(lambda *finding: found.append(finding), judge.look)
    report = verify(path, against, progress, retrace.take)
    broken = [one.seq for one in report.faults if one.kind in _OF_THE_CHAIN]
    if not broken:
        retrace.end()
    for kind, seq, words in found:
        if seq < min(broken, default=seq + 1):
            report.add(kind, seq, words)
    report.faults.sort(key=lambda fault: fault.seq)
    return Proof(report, judge.calls)

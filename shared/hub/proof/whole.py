"""The whole proof: the chain, the queue played from it, and every choice made again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from shared.hub.journal.port import Entry
from shared.hub.journal.verify import Progress, Report, verify
from shared.hub.people import PEOPLE_FILE
from shared.hub.proof.calls import Calls
from shared.hub.proof.heads import heads_beside, hold_against
from shared.hub.proof.judge import Judge
from shared.hub.replay import Retrace
from shared.hub.witness.judging import Copy, Signatures, Vouched
from shared.protocol.database import reading
from shared.protocol.messages import Head

_OF_THE_CHAIN = frozenset({"changed", "gap", "file"})
"""Behind the first of these nothing can be said of the queue: entries are not what they were."""


class Proof(msgspec.Struct):
    """What was found: about the journal, and about the calls in it."""

    report: Report
    calls: Calls
    doubts: list[str] = []
    """What somebody may look at: no fault, for an officer's role may have been another then."""
    vouched: Vouched = msgspec.field(default_factory=Vouched)
    """How far the hub's signatures go."""


def prove(
    path: Path,
    against: Head | None = None,
    progress: Progress | None = None,
    *,
    key: str = "",
    copy: Copy | None = None,
) -> Proof:
    """Walk the journal at `path` as `verify` does, and judge what it says.

    The findings of the judge and of the replay are faults of the report like those of the chain,
    but only as far as the chain is whole: what a broken one says of the queue is worth nothing.
    What lies beside the journal bears witness: signatures, reports, apps' memories, the officers'
    table; and what was kept elsewhere: a `copy` of the signatures, the `key`'s fingerprint.
    """
    found: list[tuple[str, int, str]] = []
    judge = Judge(lambda *finding: found.append(finding))
    retrace = Retrace(lambda *finding: found.append(finding), judge.look)
    beside = heads_beside(path.parent)
    signatures = Signatures()

    def take(entry: Entry) -> None:
        signatures.take(entry)
        retrace.take(entry)

    report = verify(path, against, progress, take)
    broken = [one.seq for one in report.faults if one.kind in _OF_THE_CHAIN]
    hold_against(path, report, beside)
    doubts: list[str] = []
    if not broken:
        retrace.end()
        doubts = judge.end(roles_beside(path.parent))
    for kind, seq, words in found:
        if seq < min(broken, default=seq + 1):
            report.add(kind, seq, words)
    vouched, seen = signatures.judge(path, report, key=key, copy=copy)
    report.faults.sort(key=lambda fault: fault.seq)
    return Proof(report, judge.calls, [*doubts, *seen], vouched)


def roles_beside(directory: Path) -> dict[str, str] | None:
    """The roles of the officers in a data directory by their ids, empty for those who have gone;
    None where their table cannot be read."""
    path = directory / PEOPLE_FILE
    if not path.is_file():
        return None
    try:
        with closing(reading(path)) as people:
            found = dict.fromkeys((id_ for (id_,) in people.execute("SELECT id FROM former")), "")
            return found | dict(people.execute("SELECT id, role FROM officers"))
    except sqlite3.Error:  # of a version that does not know any more who has gone
        return None

"""Days that were signed together, or long after they were over; and what the hub itself has said.

A signature says how the journal stood when it was made, and nothing of the hours before: whoever
had the file between a day's end and its signature may have changed the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.commands import Doubt
from shared.domain.events import DaySigned, PastDoubted
from shared.domain.ids import MINUTE, Moment
from shared.hub.journal.verify import Report
from shared.hub.witness.doubts import ALARMING, LATE

_NO_FAULT = {
    Doubt.FIRST: "a program of before has written them, and nothing vouches for them",
    Doubt.BOOK: "signatures.jsonl was missing, or lacked signatures, and was made anew",
    Doubt.RESTORED: "an app has seen an entry that a restore has lost",
}
_FAULT = {
    Doubt.HEAD: "it lacks the entry that the hub had signed last",
    Doubt.BOOK: "it lacks an entry that signatures.jsonl says was signed",
    Doubt.KEY: "these days were not signed, and the key was gone",
    Doubt.UNSIGNED: "these days were long over, and not signed",
    Doubt.APP: "an app has seen an entry that it does not hold",
}


class Closed(NamedTuple):
    """The end of a day."""

    seq: int
    date: str
    at: Moment


def judge_doubts(report: Report, doubts: Sequence[tuple[int, PastDoubted]]) -> list[str]:
    """What the hub has entered itself when it started on another journal than it remembered: a
    fault, for nobody can take it back; what somebody may look at."""
    seen: list[str] = []
    for seq, event in doubts:
        reason = Doubt(event.reason) if event.reason in set(Doubt) else Doubt.HEAD
        missing_book = reason is Doubt.BOOK and not event.seq
        if reason in ALARMING and not missing_book:
            report.add("doubted", seq, _words(seq, event, _FAULT[reason]))
        elif reason in _NO_FAULT:
            seen.append(_words(seq, event, _NO_FAULT[reason]))
    return seen


def judge_lateness(
    report: Report,
    closed: Sequence[Closed],
    days: Sequence[tuple[int, DaySigned]],
    doubts: Sequence[tuple[int, PastDoubted]],
) -> None:
    """Each day before the last signature has one of its own, made at once; or an entry says why."""
    last = max((signed.seq for _, signed in days), default=0)
    excused = {date for _, event in doubts for date in event.dates}
    signed_at = {signed.date: signed.signed_at for _, signed in days}
    judged = [one for one in closed if one.seq <= last and one.date not in excused]
    without = [one.date for one in judged if one.date not in signed_at]
    if without:
        words = f"{listed(without)}: over, and without a signature of their own, and no entry"
        report.add("signature", 0, f"{words} says why: signatures were taken out.")
    for one in judged:
        late = signed_at.get(one.date, one.at) - one.at
        if late > LATE:
            words = f"{one.date} was signed {late // MINUTE} min after its end, and no entry says"
            report.add("signature", 0, f"{words} why: whoever had the file may have changed it.")


def listed(days: Sequence[str]) -> str:
    """A few by name, many by the first and the last."""
    return ", ".join(days) if len(days) < 5 else f"{days[0]} to {days[-1]} ({len(days)} days)"


def _words(seq: int, event: PastDoubted, what: str) -> str:
    told = [what]
    told += [f"{event.device}"] if event.device else []
    told += [f"entry {event.seq}, hash {event.hash[:16]}…"] if event.seq else []
    told += [listed(event.dates)] if event.dates else []
    return f"In entry {seq} the hub says of this journal: {'; '.join(told)}."

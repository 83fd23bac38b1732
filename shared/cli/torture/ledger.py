"""What the clients asked and were answered, and whether the journal bears it out."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from shared.cli.torture.asking import Reply
from shared.cli.torture.trial import Findings
from shared.hub.journal.port import Entry
from shared.hub.journal.reading import Reader
from shared.hub.journal.verify import verify
from shared.hub.replay import Retrace

ADDS_NOTHING = frozenset({"Recall", "ReportShown", "ReportSpoken", "OpenCounter"})
"""A yes to these may stand for no entry: the hall knew it already."""

FAULT = 500

_CHUNK = 5_000


@dataclass(slots=True)
class Asked:
    """One order of one sender, and its first answer."""

    sender: str
    id: str
    name: str
    body: dict[str, Any]
    reply: Reply | None = None
    in_doubt: bool = False
    """A line broke when it was sent and not answered."""


@dataclass(slots=True)
class Ledger:
    """All orders on one data directory."""

    orders: list[Asked] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    """Retries that were answered in another way than the first time."""
    again: int = 0
    """Retries of what had been answered."""

    @property
    def faults(self) -> list[Asked]:
        """Orders at which the hub met a fault of its own."""
        return [asked for asked in self.orders if asked.reply and asked.reply.status == FAULT]

    @property
    def acknowledged(self) -> list[Asked]:
        return [asked for asked in self.orders if asked.reply is not None and asked.reply.done]

    def compare(self, asked: Asked, reply: Reply) -> None:
        """Note the answer to an id that had been answered before."""
        if asked.name in ADDS_NOTHING:
            return  # without an entry there is nothing to remember: it is decided anew
        self.again += 1
        if asked.reply is None or _gist(asked.reply) == _gist(reply):
            return
        words = f"{asked.name} {asked.id} of {asked.sender}: first {asked.reply}, then {reply}"
        self.unlike.append(words)

    def judge(self, journal: Path, findings: Findings) -> None:
        """Hold the ledger against the journal, which nobody may be writing."""
        entries = list(_entries(journal))
        findings.require(bool(self.acknowledged), "nothing was acknowledged: this shows nothing")
        findings.broken += _unsound(journal)
        findings.broken += _lost(self.acknowledged, entries)
        findings.broken += _twice(entries)
        findings.broken += _same_number(entries)
        findings.broken += [f"a retry was answered otherwise: {words}" for words in self.unlike]
        findings.broken += [f"a fault of the hub: {asked.name} {asked.id}" for asked in self.faults]
        findings.count("acknowledged", len(self.acknowledged))
        findings.count("in doubt when killed", sum(asked.in_doubt for asked in self.orders))
        findings.count("asked again", self.again)
        findings.count("entries", len(entries))


def _gist(reply: Reply) -> tuple[object, ...]:
    """What must not change: a ticket's view also tells of the hall as it is now."""
    ticket = reply.ticket or {}
    return (reply.status, reply.code, ticket.get("id"), ticket.get("number"), ticket.get("state"))


def _entries(journal: Path) -> list[Entry]:
    found: list[Entry] = []
    with closing(Reader(journal)) as reader:
        while some := reader.read(found[-1].seq if found else 0, _CHUNK):
            found += some
    return found


def _unsound(journal: Path) -> list[str]:
    found: list[str] = []
    retrace = Retrace(lambda kind, seq, words: found.append(f"{kind} at {seq}: {words}"))
    report = verify(journal, on_entry=retrace.take)
    if report.sound:
        retrace.end()
    return found + [f"{fault.kind} at {fault.seq}: {fault.words}" for fault in report.faults]


def _sender_of(entry: Entry) -> str:
    return entry.actor.partition("/")[0]


def _lost(acknowledged: list[Asked], entries: list[Entry]) -> list[str]:
    known = {(_sender_of(entry), entry.command) for entry in entries}
    return [
        f"acknowledged and lost: {asked.name} {asked.id} of {asked.sender}, {asked.reply}"
        for asked in acknowledged
        if asked.name not in ADDS_NOTHING and (asked.sender, asked.id) not in known
    ]


def _twice(entries: list[Entry]) -> list[str]:
    """A command's entries are one append: they stand together, and no type comes twice."""
    places: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.command:
            places[_sender_of(entry), entry.command].append(entry)
    found = []
    for (sender, command), group in places.items():
        together = group[-1].seq - group[0].seq == len(group) - 1
        once = len({entry.type for entry in group}) == len(group)
        if not together or not (once or group[0].type in {"CallShown", "CallSpoken"}):
            where = ", ".join(f"{entry.seq} {entry.type}" for entry in group)
            found.append(f"applied twice: {command} of {sender}: {where}")
    return found


def _same_number(entries: list[Entry]) -> list[str]:
    found, date, given = [], "", dict[tuple[str, str], int]()
    for entry in entries:
        if entry.type == "DayOpened":
            date = msgspec.json.decode(entry.body)["date"]
        elif entry.type == "TicketIssued":
            body = msgspec.json.decode(entry.body)
            key = (body.get("date") or date, body["number"])
            if key in given:
                where = f"entries {given[key]} and {entry.seq}"
                found.append(f"number {key[1]} twice on {key[0]}: {where}")
            given[key] = entry.seq
    return found

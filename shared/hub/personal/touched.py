"""Whose data were read, and whose could have been: what a breach has to be told with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field

from shared.domain import events as e
from shared.domain.ids import Moment
from shared.hub.codec import recorded_of
from shared.hub.journal.port import Entry, Journal

_KINDS = {kind.__name__ for kind in (e.PersonalDataKept, e.PersonalDataRead, e.PersonalDataErased)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that somebody was shown something."""

    seq: int
    at: Moment
    actor: str
    """The officer's id."""
    sender: str
    """The device, or ``api``: a command or program."""
    act: str
    reason: str
    records: tuple[str, ...]


@dataclass(slots=True)
class Touched:
    """What the journal says of the records in a span of time."""

    readings: list[Reading] = field(default_factory=list)
    there: dict[str, Moment | None] = field(default_factory=dict)
    """Each record that was there at some moment of the span, and when it was erased."""


async def touched(journal: Journal, since: Moment, until: Moment) -> Touched:
    """Everything between two moments, both included."""
    found = Touched()
    kept: set[str] = set()
    async for entry in _entries(journal):
        recorded = recorded_of(entry)
        event = recorded.event
        if isinstance(event, e.PersonalDataKept) and entry.at <= until:
            kept.add(event.record)
        elif isinstance(event, e.PersonalDataErased):
            for record in kept.intersection(event.records):
                if entry.at >= since:
                    found.there[record] = recorded.at
                kept.discard(record)
        elif isinstance(event, e.PersonalDataRead) and since <= entry.at <= until:
            found.readings.append(
                Reading(
                    *(recorded.seq, recorded.at, recorded.actor, recorded.sender),
                    *(event.act, event.reason, tuple(map(str, event.records))),
                )
            )
    found.there |= dict.fromkeys(kept)
    return found


async def readings_of(journal: Journal, records: Collection[str]) -> list[Reading]:
    """Each time that one of them was shown to somebody."""
    wanted = frozenset(records)
    found: list[Reading] = []
    async for entry in _entries(journal):
        recorded = recorded_of(entry)
        event = recorded.event
        if isinstance(event, e.PersonalDataRead) and wanted.intersection(event.records):
            found.append(
                Reading(
                    *(recorded.seq, recorded.at, recorded.actor, recorded.sender),
                    *(event.act, event.reason, tuple(wanted.intersection(event.records))),
                )
            )
    return found


async def _entries(journal: Journal) -> AsyncIterator[Entry]:
    """In their order; asked for by their types, for a journal has years of others."""
    found: list[Entry] = []
    for name in _KINDS:
        entry = await journal.last(name)
        while entry is not None:
            found.append(entry)
            entry = await journal.last(name, before=entry.seq)
    for entry in sorted(found, key=lambda one: one.seq):
        yield entry

"""What people changed about the order of the line: a row each, with whose doing it was."""

from __future__ import annotations

import sqlite3

from shared.domain import events as e

Rows = sqlite3.Connection

TODAY = "coalesce((SELECT value FROM state WHERE key = 'date'), '')"
"""The business date, in SQL."""


def intervenes(rows: Rows, recorded: e.Recorded, kind: str) -> None:
    """One row for an event about a ticket. Kinds: ``priority-given``, ``priority-changed``,
    ``priority-withdrawn``, ``priority-confirmed`` (nothing changed, somebody has looked);
    ``rejoined-kept`` (within the grace), ``rejoined-behind`` and ``rejoined-late``;
    ``undone-finish``, ``undone-no-show``; ``moved``. And without a ticket: ``counter-taken-over``
    (`before`: from whom)."""
    event = recorded.event
    counter = getattr(event, "counter", None) or ""
    rows.execute(
        "INSERT INTO interventions"
        " (seq, at, date, kind, ticket, counter, officer, sender, reason, behind, before)"
        f" VALUES (?, ?, {TODAY}, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(recorded.seq, recorded.at, kind, getattr(event, "ticket", ""), counter),
            *(_officer(rows, recorded, counter), recorded.sender),
            *(getattr(event, name, "") for name in ("reason", "behind", "before")),
        ),
    )


def _officer(rows: Rows, recorded: e.Recorded, counter: str) -> str:
    """Who takes a counter over is named by the event; at all others it is who did it."""
    event = recorded.event
    if isinstance(event, e.CounterTakenOver):
        return event.officer
    return officer_behind(rows, recorded, counter)


def officer_behind(rows: Rows, recorded: e.Recorded, counter: str) -> str:
    """The opaque id of who did it: the entry's, else who sits at the counter; else empty."""
    if recorded.actor or not counter:
        return recorded.actor
    seated = rows.execute(
        "SELECT officer FROM counters_log WHERE counter = ? ORDER BY rowid DESC LIMIT 1",
        (counter,),
    ).fetchone()
    return str(seated[0] or "") if seated is not None else ""

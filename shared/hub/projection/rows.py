"""What each event does to the reports' rows: one small function per event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import events as e
from shared.domain.states import CounterState, TicketState
from shared.hub.projection.interventions import TODAY, Rows, intervenes, officer_behind
from shared.hub.projection.visits import (
    FINISHED,
    HELD,
    SENT,
    VISIT_ROWS,
    comes_back,
    stay_ends,
    stay_goes_on,
)

_IN_THE_HALL = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.HELD)

_RowFunction = Callable[[Rows, e.Recorded, Any], None]

ROWS: dict[type[e.Event], _RowFunction] = dict(VISIT_ROWS)
"""The function of each event that leaves rows."""

WITHOUT_ROWS: frozenset[type[e.Event]] = frozenset(
    {
        e.SiteLoaded,
        e.Carried,
        e.ServiceSuspended,
        e.ServiceRestored,
        e.DeviceEnrolled,
        e.DevicePaired,
        e.DeviceRenamed,
        e.DeviceRevoked,
        e.DisplayConfigured,
        e.NumbersGranted,
        e.NumbersSkipped,
        e.AssistanceChanged,
        e.ProfileChanged,
        e.OfficerUnlocked,
        e.StaffChanged,
        e.KioskTended,
        e.AnnouncementMade,
        e.AnnouncementOver,
        e.MediumAdded,
        e.MediumRemoved,
        e.PersonalDataKept,
        e.PersonalDataRead,
        e.PersonalDataErased,
        e.PersonalKeyChanged,
        e.DaySigned,
        e.SigningKeyChanged,
        e.PastDoubted,
        e.WordGiven,
        e.SittingChanged,
    }
)
"""Events that no report asks for; the journal has them."""


def tell(rows: Rows, recorded: e.Recorded) -> None:
    """Put what `recorded` says into the tables, within the transaction that is open."""
    function = ROWS.get(type(recorded.event))
    if function is not None:
        function(rows, recorded, recorded.event)


def _on(kind: type[e.Event]) -> Callable[[_RowFunction], _RowFunction]:
    def remember(function: _RowFunction) -> _RowFunction:
        ROWS[kind] = function
        return function

    return remember


# Days ---------------------------------------------------------------------------------------


@_on(e.DayOpened)
def _day_opened(rows: Rows, recorded: e.Recorded, event: e.DayOpened) -> None:
    rows.execute(
        "INSERT INTO days (date, opened_at) VALUES (?, ?) ON CONFLICT (date) DO NOTHING",
        (event.date, recorded.at),
    )
    rows.execute("INSERT OR REPLACE INTO state VALUES ('date', ?)", (event.date,))


@_on(e.DayClosed)
def _day_closed(rows: Rows, recorded: e.Recorded, event: e.DayClosed) -> None:
    rows.execute(
        "UPDATE days SET closed_at = ?, reason = ? WHERE date = ?",
        (recorded.at, event.reason, event.date),
    )
    rows.executemany(
        "UPDATE tickets SET outcome = ?, finished_at = ? WHERE ticket = ?",
        [(TicketState.UNSERVED, recorded.at, ticket) for ticket in event.unserved],
    )


@_on(e.ClockStepped)
def _clock_stepped(rows: Rows, recorded: e.Recorded, event: e.ClockStepped) -> None:
    """The moments of those in the hall move along, so that no duration holds the step."""
    by = event.after - event.before
    if by <= 0:
        return
    rows.execute(
        "UPDATE tickets SET issued_at = issued_at + ?1, first_called_at = first_called_at + ?1,"
        " last_called_at = last_called_at + ?1, started_at = started_at + ?1,"
        " serving_since = serving_since + ?1, stays_since = stays_since + ?1"
        " WHERE outcome IN (?2, ?3, ?4, ?5)"
        " OR (outcome = ?6 AND date = (SELECT value FROM state WHERE key = 'date'))",
        (by, *_IN_THE_HALL, TicketState.NO_SHOW),
    )


# From the kiosk to the line -----------------------------------------------------------------


@_on(e.TicketIssued)
def _issued(rows: Rows, recorded: e.Recorded, event: e.TicketIssued) -> None:
    rows.execute(
        "INSERT INTO tickets (ticket, number, service, series, date, issued_at, outcome, priority,"
        " people, finished_at) VALUES (?, ?, ?, ?, coalesce(?,"
        " (SELECT value FROM state WHERE key = 'date'), ''), ?, ?, ?, ?, ?)",
        (
            *(event.ticket, event.number, event.service, event.series, event.date or None),
            recorded.at if event.arrival is None else event.arrival,
            TicketState.UNSERVED if event.date else TicketState.WAITING,
            *(event.group is not None, event.people, recorded.at if event.date else None),
        ),
    )


@_on(e.TicketMerged)
def _merged(rows: Rows, recorded: e.Recorded, event: e.TicketMerged) -> None:
    rows.execute(
        "UPDATE tickets SET issued_at = ?1, priority = ?2, people = ?3,"
        " wait_ms = first_called_at - ?1 - away_ms WHERE ticket = ?4",
        (event.arrival, event.group is not None, event.people, event.ticket),
    )


@_on(e.TicketPrinted)
def _printed(rows: Rows, recorded: e.Recorded, event: e.TicketPrinted) -> None:
    _add_print(rows, recorded, event.ticket, "printed", reprint=event.reprint)


@_on(e.PrintFailed)
def _print_failed(rows: Rows, recorded: e.Recorded, event: e.PrintFailed) -> None:
    outcome = "half" if event.half else "failed"
    _add_print(rows, recorded, event.ticket, outcome, reason=event.reason, reprint=event.reprint)


@_on(e.ReprintRequested)
def _reprint_requested(rows: Rows, recorded: e.Recorded, event: e.ReprintRequested) -> None:
    _add_print(rows, recorded, event.ticket, "requested", reprint=True)


def _add_print(
    rows: Rows, recorded: e.Recorded, ticket: str, outcome: str, *, reprint: bool, reason: str = ""
) -> None:
    rows.execute(
        "INSERT INTO prints VALUES (?, ?, ?, ?, ?)", (ticket, recorded.at, outcome, reason, reprint)
    )


@_on(e.PriorityChanged)
def _priority_changed(rows: Rows, recorded: e.Recorded, event: e.PriorityChanged) -> None:
    had = rows.execute("SELECT priority FROM tickets WHERE ticket = ?", (event.ticket,)).fetchone()
    kind = "priority-changed" if had and had[0] else "priority-given"
    if not event.reason:
        kind = "priority-confirmed"  # every change has a reason
    intervenes(rows, recorded, kind if event.group is not None else "priority-withdrawn")
    rows.execute(
        "UPDATE tickets SET priority = ? WHERE ticket = ?",
        (event.group is not None, event.ticket),
    )


@_on(e.TicketRejoined)
def _rejoined(rows: Rows, recorded: e.Recorded, event: e.TicketRejoined) -> None:
    kind = "behind" if event.behind else "kept" if event.kept else "late"
    intervenes(rows, recorded, f"rejoined-{kind}")
    comes_back(rows, recorded, event.ticket)
    _becomes(rows, event, TicketState.WAITING)


@_on(e.TicketResumed)
def _waits_again(rows: Rows, recorded: e.Recorded, event: e.TicketEvent) -> None:
    _becomes(rows, event, TicketState.WAITING)


@_on(e.TicketCancelled)
def _cancelled(rows: Rows, recorded: e.Recorded, event: e.TicketCancelled) -> None:
    _ends(rows, recorded, event, TicketState.CANCELLED)


# Calls --------------------------------------------------------------------------------------


@_on(e.TicketCalled)
def _called(rows: Rows, recorded: e.Recorded, event: e.TicketCalled) -> None:
    comes_back(rows, recorded, event.ticket)
    _add_call(rows, recorded, event, event.choice.by_rule, event.choice.reason)
    rows.execute(
        "UPDATE tickets SET outcome = ?, counter = ?, officer = (SELECT officer FROM counters_log"
        " WHERE counter = ? ORDER BY rowid DESC LIMIT 1) WHERE ticket = ?",
        (TicketState.CALLED, event.counter, event.counter, event.ticket),
    )


@_on(e.TicketRecalled)
def _recalled(rows: Rows, recorded: e.Recorded, event: e.TicketRecalled) -> None:
    _add_call(rows, recorded, event, None, "")


def _add_call(
    rows: Rows,
    recorded: e.Recorded,
    event: e.TicketCalled | e.TicketRecalled,
    by_rule: bool | None,
    reason: str,
) -> None:
    rows.execute(
        "INSERT INTO calls (ticket, call, counter, at, by_rule, reason, seq, date, officer)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, {TODAY}, ?)",
        (
            *(event.ticket, event.call, event.counter, recorded.at, by_rule, reason),
            *(recorded.seq, officer_behind(rows, recorded, event.counter)),
        ),
    )
    rows.execute(
        "UPDATE tickets SET calls = ?1, last_called_at = ?2,"
        " first_called_at = coalesce(first_called_at, ?2),"
        " wait_ms = coalesce(wait_ms, ?2 - issued_at - away_ms) WHERE ticket = ?3",
        (event.call, recorded.at, event.ticket),
    )


@_on(e.CallShown)
def _shown(rows: Rows, recorded: e.Recorded, event: e.CallShown) -> None:
    rows.execute(
        "UPDATE calls SET shown_at = coalesce(shown_at, ?) WHERE ticket = ? AND call = ?",
        (recorded.at, event.ticket, event.call),
    )


@_on(e.CallSpoken)
def _spoken(rows: Rows, recorded: e.Recorded, event: e.CallSpoken) -> None:
    rows.execute(
        "UPDATE calls SET spoken_at = coalesce(spoken_at, ?) WHERE ticket = ? AND call = ?",
        (recorded.at, event.ticket, event.call),
    )


# At the desk --------------------------------------------------------------------------------


@_on(e.ServiceStarted)
def _started(rows: Rows, recorded: e.Recorded, event: e.ServiceStarted) -> None:
    rows.execute(
        "UPDATE tickets SET outcome = ?1, started_at = coalesce(started_at, ?2),"
        " serving_since = ?2, stays_since = ?2, start_estimated = max(start_estimated, ?3)"
        " WHERE ticket = ?4",
        (TicketState.SERVING, event.started_at or recorded.at, event.estimated, event.ticket),
    )


@_on(e.ServiceFinished)
def _finished(rows: Rows, recorded: e.Recorded, event: e.ServiceFinished) -> None:
    stay_ends(rows, recorded, event, FINISHED)
    rows.execute(
        "UPDATE tickets SET result = ? WHERE ticket = ?",
        (event.result, event.ticket),
    )
    _ends(rows, recorded, event, TicketState.DONE)


@_on(e.TicketMissed)
def _missed(rows: Rows, recorded: e.Recorded, event: e.TicketMissed) -> None:
    _becomes(rows, event, TicketState.NO_SHOW)


@_on(e.TicketHeld)
def _held(rows: Rows, recorded: e.Recorded, event: e.TicketHeld) -> None:
    stay_ends(rows, recorded, event, HELD)
    _becomes(rows, event, TicketState.HELD)


@_on(e.TicketTransferred)
def _transferred(rows: Rows, recorded: e.Recorded, event: e.TicketTransferred) -> None:
    stay_ends(rows, recorded, event, SENT)
    rows.execute(
        "UPDATE tickets SET outcome = ?, service = ? WHERE ticket = ?",
        (TicketState.WAITING, event.service, event.ticket),
    )


@_on(e.ActionUndone)
def _undone(rows: Rows, recorded: e.Recorded, event: e.ActionUndone) -> None:
    """As if it had not been done: a service taken up again counts without a break."""
    intervenes(rows, recorded, f"undone-{event.action}")
    if event.action == "finish":
        stay_goes_on(rows, event.ticket)
        rows.execute(
            "UPDATE tickets SET outcome = ?, serving_since = finished_at, finished_at = NULL"
            " WHERE ticket = ?",
            (TicketState.SERVING, event.ticket),
        )
    else:
        _becomes(rows, event, TicketState.CALLED)


def _becomes(rows: Rows, event: e.TicketEvent, state: TicketState) -> None:
    rows.execute("UPDATE tickets SET outcome = ? WHERE ticket = ?", (state, event.ticket))


def _ends(rows: Rows, recorded: e.Recorded, event: e.TicketEvent, state: TicketState) -> None:
    rows.execute(
        "UPDATE tickets SET outcome = ?, finished_at = ? WHERE ticket = ?",
        (state, recorded.at, event.ticket),
    )


# Counters -----------------------------------------------------------------------------------


@_on(e.CounterOpened)
def _counter_opened(rows: Rows, recorded: e.Recorded, event: e.CounterOpened) -> None:
    rows.execute(
        "INSERT INTO counters_log VALUES (?, ?, ?, ?, '')",
        (event.counter, recorded.at, CounterState.OPEN, event.officer),
    )


@_on(e.CounterTakenOver)
def _counter_taken_over(rows: Rows, recorded: e.Recorded, event: e.CounterTakenOver) -> None:
    rows.execute(
        "INSERT INTO counters_log VALUES (?, ?, ?, ?, ?)",
        (event.counter, recorded.at, CounterState.OPEN, event.officer, event.reason),
    )
    intervenes(rows, recorded, "counter-taken-over")


@_on(e.CounterPaused)
def _counter_paused(rows: Rows, recorded: e.Recorded, event: e.CounterPaused) -> None:
    _log(rows, recorded, event.counter, CounterState.PAUSED, event.reason)


@_on(e.CounterClosed)
def _counter_closed(rows: Rows, recorded: e.Recorded, event: e.CounterClosed) -> None:
    _log(rows, recorded, event.counter, CounterState.CLOSED, event.reason)


def _log(rows: Rows, recorded: e.Recorded, counter: str, state: CounterState, reason: str) -> None:
    """A change of a counter whose officer is the one who was there before."""
    rows.execute(
        "INSERT INTO counters_log SELECT ?1, ?2, ?3, coalesce((SELECT officer FROM counters_log"
        " WHERE counter = ?1 ORDER BY rowid DESC LIMIT 1), ''), ?4",
        (counter, recorded.at, state, reason),
    )

"""The reports' tables say what the journal says, while the hall runs and after a rebuild."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.domain import events as e
from shared.domain.ids import (
    MINUTE,
)
from shared.hub.journal.port import Draft
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.projection.follower import Projection, keep, opened
from shared.hub.projection.rebuild import rebuild
from shared.hub.projection.rows import ROWS, WITHOUT_ROWS
from shared.hub.projection.tables import REPORTS_FILE, TABLES
from tests.integration.projection_day import DAY, OPENING, Day, drafts_of
from tests.unit.journal_samples import with_journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data directory whose journal holds the day."""

    async def fill(journal: SqliteJournal) -> None:
        await journal.append(await journal.head(), drafts_of(DAY))

    with_journal(tmp_path / JOURNAL_FILE, fill)
    return tmp_path


@pytest.fixture
def rebuilt(folder: Path) -> Path:
    """Its reports' file, rebuilt."""
    assert rebuild(folder / JOURNAL_FILE, folder / REPORTS_FILE) == len(DAY)
    return folder / REPORTS_FILE


def query(path: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def everything(path: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: query(path, f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES}


def at(minute: float) -> int:
    return int(OPENING + minute * MINUTE)


def test_every_event_is_told_or_left_out_on_purpose() -> None:
    assert set(ROWS) | WITHOUT_ROWS == set(e.EVENTS.values())
    assert not set(ROWS) & WITHOUT_ROWS


def test_a_transferred_tickets_times_are_kept_apart(rebuilt: Path) -> None:
    (ani,) = query(rebuilt, "SELECT * FROM tickets WHERE ticket = 'ani'")
    assert ani == {
        "ticket": "ani",
        "number": "A-001",
        "service": "akta-lahir",
        "series": "A",
        "date": "2026-03-02",
        "issued_at": at(2),
        "first_called_at": at(10),
        "last_called_at": at(22),
        "calls": 3,
        "started_at": at(12),
        "start_estimated": 0,
        "serving_since": None,
        "finished_at": at(25),
        "counter": "6",
        "officer": "officer-6",
        "outcome": "done",
        "priority": 0,
        "people": 1,
        "wait_ms": 8 * MINUTE,
        "service_ms": (8 + 2) * MINUTE,
        "result": "",
        "stays_since": None,
        "away_ms": 0,
    }


def test_a_held_ticket_is_not_being_served(rebuilt: Path) -> None:
    (budi,) = query(rebuilt, "SELECT * FROM tickets WHERE ticket = 'budi'")
    assert (budi["outcome"], budi["people"], budi["priority"]) == ("done", 3, 0)
    assert (budi["start_estimated"], budi["service_ms"]) == (1, 5 * MINUTE)
    assert (budi["officer"], budi["wait_ms"]) == ("officer-7", 28 * MINUTE)


def test_nobody_disappears_at_the_days_end(rebuilt: Path) -> None:
    rows = query(rebuilt, "SELECT ticket, outcome, finished_at, wait_ms FROM tickets ORDER BY 1")
    assert [tuple(row.values()) for row in rows[2:]] == [
        ("citra", "cancelled", at(50), 37 * MINUTE),
        ("dewi", "unserved", at(450), None),
    ]
    assert query(rebuilt, "SELECT * FROM days") == [
        {"date": "2026-03-02", "opened_at": at(0), "closed_at": at(450), "reason": "end-of-day"}
    ]


def test_calls_say_who_chose_and_what_the_hall_saw_and_heard(rebuilt: Path) -> None:
    sql = "SELECT call, by_rule, reason, shown_at, spoken_at FROM calls WHERE ticket = '{}'"
    ani = [tuple(row.values()) for row in query(rebuilt, sql.format("ani"))]
    assert ani == [
        (1, 1, "", at(10.1), at(10.2)),
        (2, None, "", None, None),
        (3, 1, "", None, None),
    ]
    budi = query(rebuilt, sql.format("budi"))
    assert [(row["by_rule"], row["reason"]) for row in budi] == [(0, "lost-call"), (1, "")]


def test_prints_and_counters_are_told_in_order(rebuilt: Path) -> None:
    prints = query(rebuilt, "SELECT outcome, reason, reprint FROM prints WHERE ticket = 'budi'")
    assert [tuple(row.values()) for row in prints] == [
        ("half", "paper-out", 0),
        ("requested", "", 1),
        ("printed", "", 1),
    ]
    log = query(rebuilt, "SELECT state, officer, reason FROM counters_log WHERE counter = '5'")
    assert [tuple(row.values()) for row in log] == [
        ("open", "officer-5", ""),
        ("paused", "officer-5", "istirahat"),
        ("open", "officer-7", ""),
        ("closed", "officer-7", "signed-off"),
    ]


async def follow_to(projection: Projection, seq: int) -> None:
    """Run the follower until it has told entry `seq`."""
    running = asyncio.create_task(projection.run())
    async with asyncio.timeout(10):
        while projection.position.seq < seq:
            await asyncio.sleep(0.005)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def follow_live(journal: SqliteJournal, reports: Path, batches: Sequence[Day]) -> None:
    for day in batches:
        projection = await Projection.open(journal, reports)
        entries = await journal.append(await journal.head(), drafts_of(day))
        await follow_to(projection, entries[-1].seq)
        await projection.close()


@pytest.mark.parametrize("cut", [1, 17, len(DAY) - 1])
def test_following_live_with_restarts_gives_what_a_rebuild_gives(tmp_path: Path, cut: int) -> None:
    path, live = tmp_path / JOURNAL_FILE, tmp_path / "live.db"
    with_journal(path, lambda journal: follow_live(journal, live, (DAY[:cut], DAY[cut:])))
    rebuild(path, tmp_path / REPORTS_FILE)
    assert everything(live) == everything(tmp_path / REPORTS_FILE)


def test_tables_of_another_journal_or_course_are_begun_anew(folder: Path, rebuilt: Path) -> None:
    told = everything(rebuilt)
    for column in ("journal", "projected_hash"):
        with closing(sqlite3.connect(rebuilt)) as connection, connection:
            connection.execute("UPDATE state SET value = 'x' WHERE key = ?", (column,))
            connection.execute("UPDATE tickets SET outcome = 'x'")
        with_journal(folder / JOURNAL_FILE, lambda journal: catch_up(journal, rebuilt))
        assert everything(rebuilt) == told


async def catch_up(journal: SqliteJournal, reports: Path) -> None:
    projection = await Projection.open(journal, reports)
    await follow_to(projection, len(DAY))
    await projection.close()


def test_tables_that_are_up_to_date_are_left_as_they_are(folder: Path, rebuilt: Path) -> None:
    with closing(sqlite3.connect(rebuilt)) as connection, connection:
        connection.execute("UPDATE tickets SET outcome = 'x'")
    with_journal(folder / JOURNAL_FILE, lambda journal: catch_up(journal, rebuilt))
    assert {row["outcome"] for row in query(rebuilt, "SELECT outcome FROM tickets")} == {"x"}


def test_an_entry_of_a_newer_version_is_left_out_and_said(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def extend(journal: SqliteJournal) -> None:
        newer = [Draft(at(451), "TicketPraised", 1, b"{}"), Draft(at(451), "DayClosed", 9, b"{}")]
        await journal.append(await journal.head(), newer)

    with_journal(folder / JOURNAL_FILE, extend)
    with caplog.at_level(logging.WARNING):
        assert rebuild(folder / JOURNAL_FILE, folder / REPORTS_FILE) == len(DAY) + 2
    assert caplog.text.count("The reports leave something out.") == 2
    assert len(query(folder / REPORTS_FILE, "SELECT * FROM tickets")) == 4


def test_reports_that_cannot_be_opened_are_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The hall goes on without them: somebody else holds the file, a folder is in its place."""
    monkeypatch.setattr("shared.hub.projection.follower.MEND_SECONDS", 0.01)
    reports = folder / REPORTS_FILE
    reports.mkdir()

    async def look(journal: SqliteJournal) -> None:
        assert await opened(journal, reports) is None
        running = asyncio.create_task(keep(journal, reports, None))
        async with asyncio.timeout(10):
            while caplog.text.count("the hall goes on without reports") < 3:
                await asyncio.sleep(0.005)
            reports.rmdir()
            while not (reports.is_file() and _stands_at(reports) == len(DAY)):
                await asyncio.sleep(0.005)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    with_journal(folder / JOURNAL_FILE, look)


def _stands_at(reports: Path) -> int:
    try:
        rows = query(reports, "SELECT value FROM state WHERE key = 'projected_seq'")
    except sqlite3.Error:
        return 0
    return int(rows[0]["value"]) if rows else 0


def test_trouble_with_the_reports_does_not_stop_the_follower(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("shared.hub.projection.follower.MEND_SECONDS", 0.01)
    reports = folder / REPORTS_FILE

    async def look(journal: SqliteJournal) -> None:
        projection = await Projection.open(journal, reports)
        with closing(sqlite3.connect(reports)) as connection, connection:
            connection.execute("ALTER TABLE tickets RENAME TO hidden")
        running = asyncio.create_task(projection.run())
        async with asyncio.timeout(10):
            while "The reports stand still at entry 0" not in caplog.text:
                await asyncio.sleep(0.005)
        assert not running.done()
        running.cancel()
        with closing(sqlite3.connect(reports)) as connection, connection:
            connection.execute("ALTER TABLE hidden RENAME TO tickets")
        await follow_to(projection, len(DAY))
        await projection.close()

    with_journal(folder / JOURNAL_FILE, look)
    assert len(query(reports, "SELECT * FROM tickets")) == 4


def test_a_damaged_file_is_filled_anew(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    reports = folder / REPORTS_FILE
    reports.write_bytes(b"not a database, not at all" * 100)
    with_journal(folder / JOURNAL_FILE, lambda journal: catch_up(journal, reports))
    assert "is damaged" in caplog.text
    assert len(query(reports, "SELECT * FROM calls")) == 6


def test_tables_that_were_half_made_are_made_anew(folder: Path) -> None:
    reports = folder / REPORTS_FILE
    with closing(sqlite3.connect(reports)) as connection, connection:
        connection.execute("CREATE TABLE days (date TEXT)")
    with_journal(folder / JOURNAL_FILE, lambda journal: catch_up(journal, reports))
    assert len(query(reports, "SELECT * FROM calls")) == 6


def test_the_command_catches_up_or_begins_anew(folder: Path, rebuilt: Path) -> None:
    told = everything(rebuilt)
    with closing(sqlite3.connect(rebuilt)) as connection, connection:
        connection.execute("DROP TABLE calls")
        connection.execute("UPDATE state SET value = 'x' WHERE key = 'journal'")
    arguments = ["project", "--data", str(folder)]
    failed = CliRunner().invoke(app, arguments)
    assert failed.exit_code == ExitCode.FAILED
    assert "no such table: calls. Try --rebuild." in failed.stderr
    done = CliRunner().invoke(app, [*arguments, "--rebuild"])
    assert done.exit_code == ExitCode.OK
    assert f"stands at entry {len(DAY)}." in done.stdout
    assert everything(rebuilt) == told


def test_nothing_in_the_tables_names_a_group(rebuilt: Path) -> None:
    assert "lansia" not in json.dumps(everything(rebuilt))

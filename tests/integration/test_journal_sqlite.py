"""The journal on a real SQLite file: appends, conflicts, readers and followers."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import aclosing, closing
from functools import partial
from pathlib import Path

import pytest

from shared.hub.journal.chain import head_after, origin
from shared.hub.journal.lane import Lane
from shared.hub.journal.port import (
    APPEND_LIMIT,
    Conflict,
    Draft,
    Entry,
    Refused,
)
from shared.hub.journal.schema import APPLICATION_ID, JOURNAL_FILE, open_reader, open_writer
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.journal.verify import verify
from tests.unit.journal_samples import draft, drafts, extend, filled, with_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / JOURNAL_FILE


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_settings_that_durability_hangs_on_are_really_set(path: Path) -> None:
    with closing(open_writer(path)) as writer, closing(open_reader(path)) as reader:
        assert pragma(writer.conn, "journal_mode") == "wal"
        assert pragma(writer.conn, "synchronous") == 2
        assert pragma(writer.conn, "foreign_keys") == 1
        assert pragma(writer.conn, "application_id") == APPLICATION_ID
        assert pragma(reader.conn, "query_only") == 1
        assert pragma(reader.conn, "foreign_keys") == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.conn.execute("DELETE FROM entries")


def test_only_the_hubs_user_may_read_the_file(path: Path) -> None:
    with closing(open_writer(path)) as writer:
        writer.conn.execute("INSERT INTO meta VALUES ('sample', '')")
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"journal.db": 0o600, "journal.db-shm": 0o600, "journal.db-wal": 0o600}


def test_a_new_journal_is_empty_and_has_an_id_of_its_own(tmp_path: Path) -> None:
    async def look(journal: SqliteJournal) -> str:
        assert await journal.head() == origin(journal.id)
        assert await journal.read(0) == []
        assert await journal.last("DayOpened") is None
        return journal.id

    ids = {with_journal(tmp_path / name / JOURNAL_FILE, look) for name in "abc"}
    assert len(ids) == 3
    assert all(len(bytes.fromhex(one)) == 16 for one in ids)


def test_entries_come_back_as_they_were_also_after_reopening(path: Path) -> None:
    mixed = [draft(1), draft(2, "DayOpened"), draft(3)]

    async def write(journal: SqliteJournal) -> tuple[str, list[Entry]]:
        entries = await journal.append(await journal.head(), mixed)
        return journal.id, entries

    async def read(journal: SqliteJournal) -> tuple[str, list[Entry]]:
        assert (await journal.last("DayOpened")) == (await journal.read(1, 1))[0]
        return journal.id, await journal.read(0)

    written = with_journal(path, write)
    assert with_journal(path, read) == written
    assert [entry.body for entry in written[1]] == [one.body for one in mixed]


def test_bodies_are_text_for_whoever_looks_with_sqlite(tmp_path: Path) -> None:
    path, _, _ = filled(tmp_path, 3)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT json_extract(body, '$.number') FROM entries ORDER BY seq"
        assert [row[0] for row in connection.execute(query)] == ["A-001", "A-002", "A-003"]


def test_reading_takes_the_limit_and_the_place_after_which(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        entries = await extend(journal, 10)
        assert await journal.read(0, 4) == entries[:4]
        assert await journal.read(4, 100) == entries[4:]
        assert await journal.read(10) == []

    with_journal(path, look)


@pytest.mark.parametrize(("count", "code"), [(0, "empty"), (APPEND_LIMIT + 1, "too-many")])
def test_an_append_out_of_range_is_refused(path: Path, count: int, code: str) -> None:
    async def look(journal: SqliteJournal) -> None:
        head = await journal.head()
        with pytest.raises(Refused) as refusal:
            await journal.append(head, drafts(count))
        assert refusal.value.code == code
        assert await journal.head() == head
        assert len(await journal.append(head, drafts(APPEND_LIMIT))) == APPEND_LIMIT

    with_journal(path, look)


def test_an_append_that_cannot_be_stored_leaves_nothing_of_itself(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        head = await journal.head()
        too_large = Draft(2**63, "TicketIssued", 1, b"{}")
        with pytest.raises(OverflowError):
            await journal.append(head, [draft(1), too_large, draft(3)])
        assert await journal.head() == head
        await extend(journal, 1)

    with_journal(path, look)


def test_of_two_hubs_on_one_head_one_wins_and_the_other_reads_on(path: Path) -> None:
    async def race() -> tuple[int, list[Entry]]:
        one, other = await SqliteJournal.open(path), await SqliteJournal.open(path)
        head, conflicts = await one.head(), 0
        for n in range(20):
            hubs = one.append(head, drafts(2, n)), other.append(head, drafts(3, n))
            results = await asyncio.gather(*hubs, return_exceptions=True)
            (won,) = [result for result in results if isinstance(result, list)]
            (lost,) = [result for result in results if isinstance(result, Conflict)]
            head = head_after(head, won)
            assert lost.head == head
            conflicts += 1
        entries = await other.read(0)
        await one.close()
        await other.close()
        return conflicts, entries

    conflicts, entries = asyncio.run(race())
    assert conflicts == 20
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert verify(path).sound


def test_a_follower_sees_every_entry_once_while_others_append(path: Path) -> None:
    total = 400

    async def append(journal: SqliteJournal, upto: int) -> None:
        while (head := await journal.head()).seq < upto:
            try:
                await journal.append(head, drafts(1 + head.seq % 7))
            except Conflict:
                continue

    async def follow(journal: SqliteJournal, after: int) -> list[int]:
        seen: list[int] = []
        async with aclosing(journal.follow(after)) as batches:
            async for entries in batches:
                assert entries
                seen += [entry.seq for entry in entries]
                if seen[-1] >= total:
                    break
        return seen

    async def run(journal: SqliteJournal) -> list[list[int]]:
        foreign = await SqliteJournal.open(path)
        followers = follow(journal, 0), follow(journal, 0), follow(foreign, 100)
        tasks = [asyncio.create_task(follower) for follower in followers]
        await asyncio.gather(append(journal, total), append(foreign, total))
        async with asyncio.timeout(30):
            seen = await asyncio.gather(*tasks)
        await foreign.close()
        return seen

    for after, seen in zip((0, 0, 100), with_journal(path, run), strict=True):
        assert seen == list(range(after + 1, after + len(seen) + 1))


def test_a_follower_ends_with_the_journal(path: Path) -> None:
    async def run() -> list[int]:
        journal = await SqliteJournal.open(path)
        seen: list[int] = []
        arrived = asyncio.Event()

        async def follow() -> None:
            async for entries in journal.follow(0):
                seen.extend(entry.seq for entry in entries)
                arrived.set()

        task = asyncio.create_task(follow())
        await extend(journal, 3)
        async with asyncio.timeout(30):
            await arrived.wait()
            await journal.close()
            await task
        await journal.close()
        return seen

    assert asyncio.run(run()) == [1, 2, 3]


def test_appends_handed_in_before_closing_are_still_written(path: Path) -> None:
    async def run() -> list[Entry]:
        journal = await SqliteJournal.open(path)
        append = asyncio.create_task(journal.append(origin(journal.id), drafts(5)))
        await asyncio.sleep(0)
        await journal.close()
        with pytest.raises(Refused) as refusal:
            await journal.read(0)
        assert refusal.value.code == "closed"
        return await append

    async def read(journal: SqliteJournal) -> list[Entry]:
        return await journal.read(0)

    entries = asyncio.run(run())
    assert len(entries) == 5
    assert with_journal(path, read) == entries


def test_a_caller_that_goes_away_does_not_stop_the_append(path: Path) -> None:
    async def look(journal: SqliteJournal) -> None:
        append = asyncio.create_task(journal.append(origin(journal.id), drafts(3)))
        await asyncio.sleep(0)
        append.cancel()
        with pytest.raises(asyncio.CancelledError):
            await append
        async with asyncio.timeout(30), aclosing(journal.follow(0)) as batches:
            assert [entry.seq for entry in await anext(batches)] == [1, 2, 3]
        await extend(journal, 2)

    with_journal(path, look)


class Divider:
    """A thing for a lane; it notes which threads touch it."""

    def __init__(self) -> None:
        self.threads = {threading.current_thread().name}

    def divide(self, by: int) -> int:
        self.threads.add(threading.current_thread().name)
        return 10 // by

    def close(self) -> None:
        self.threads.add(threading.current_thread().name)


def test_a_lane_works_in_one_thread_and_ends_with_it() -> None:
    async def run() -> set[str]:
        lane = await Lane.start("sample", Divider)
        divider = await lane.call(lambda divider: divider)
        work = [lane.call(partial(Divider.divide, by=by)) for by in (1, 2, 5)]
        assert await asyncio.gather(*work) == [10, 5, 2]
        with pytest.raises(ZeroDivisionError):
            await lane.call(partial(Divider.divide, by=0))
        await lane.close()
        with pytest.raises(RuntimeError, match="closed"):
            lane.call(partial(Divider.divide, by=1))
        return divider.threads

    assert asyncio.run(run()) == {"sample"}

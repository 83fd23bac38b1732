"""Snapshots: a restart that goes on from one, and everything that makes one of no use."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from shared.cli.environment import environment, python
from shared.cli.past.life import Past, live
from shared.domain.evolve import RECEIPT_LIFE
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.hub.snapshots import parts
from shared.hub.snapshots.keeper import Keeper
from shared.hub.snapshots.parts import FOLDER, STATE_FILE
from shared.hub.snapshots.reading import JournalReading
from shared.hub.snapshots.store import Store
from shared.protocol.messages import Head
from tests.integration.real_hub import RealHub
from tests.unit.played_hall import two_agency_site

WITHIN_S = 20.0


def past(directory: Path, first: int, days: int = 1, tickets: int = 120) -> None:
    """A busy day or more from a day of November on, written by the engine."""
    wish = Past(
        site=two_agency_site(),
        first=dt.date(2026, 11, first),
        days=days,
        tickets=tickets,
        counters=3,
    )
    asyncio.run(live(wish, directory))


def snapshot(directory: Path) -> subprocess.CompletedProcess[str]:
    """What the hub starts beside itself; it ends by itself, for its stdin stays open until then."""
    command = python("shared.hub.snapshots", str(directory))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said, complained = process.stdout.read(), process.stderr.read()
        return subprocess.CompletedProcess(command, process.wait(WITHIN_S), said, complained)


def started(directory: Path, *, cached: bool = True) -> tuple[Hall, Head | None]:
    """The state of a hub that starts, and where its snapshot stood."""

    async def start() -> tuple[Hall, Head | None]:
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        try:
            hall = Hall()
            head = await Store(directory).restore(journal, hall) if cached else None
            await replay(journal, hall, head)
            return hall, head
        finally:
            await journal.close()

    return asyncio.run(start())


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day and a snapshot; two more, and a snapshot that goes on from the first; one more."""
    directory = tmp_path_factory.mktemp("lived") / "hub"
    past(directory, 23)
    assert snapshot(directory).returncode == 0
    first = next((directory / FOLDER).glob("receipts-*"))
    past(directory, 24, days=2)
    assert snapshot(directory).returncode == 0
    assert not first.exists()  # all of its receipts are more than a day old
    past(directory, 26)
    return directory


@pytest.fixture
def hub_directory(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "hub"))


def test_a_start_from_a_snapshot_knows_what_a_replay_knows(hub_directory: Path) -> None:
    from_snapshot, head = started(hub_directory)
    replayed, _ = started(hub_directory, cached=False)
    assert head is not None
    assert 0 < head.seq < replayed.seq
    assert from_snapshot == replayed
    assert replayed.receipts


def test_each_receipt_is_found_by_its_key_until_it_is_a_day_old(hub_directory: Path) -> None:
    assert snapshot(hub_directory).returncode == 0
    from_snapshot, head = started(hub_directory)
    replayed, _ = started(hub_directory, cached=False)
    assert head is not None
    assert head.seq == replayed.seq  # so every receipt is a sealed one
    known = list(replayed.receipts.items())
    assert [from_snapshot.receipts.get(key) for key, _ in known] == [one for _, one in known]
    (sender, command), oldest = known[0]
    assert from_snapshot.receipts.get((f"{sender}-", command)) is None
    from_snapshot.receipts.forget_before(Moment(oldest.at + 1))
    assert from_snapshot.receipts.get((sender, command)) is None
    from_snapshot.receipts.forget_before(Moment(replayed.at + RECEIPT_LIFE))
    assert not from_snapshot.receipts


def test_without_the_folder_all_is_as_ever(hub_directory: Path) -> None:
    shutil.rmtree(hub_directory / FOLDER)
    hall, head = started(hub_directory)
    assert head is None
    assert hall == started(hub_directory, cached=False)[0]


def cut_off(directory: Path) -> None:
    """The journal loses its tail, as after a restore of an older copy."""
    with closing(sqlite3.connect(directory / JOURNAL_FILE)) as connection, connection:
        connection.execute("DELETE FROM entries WHERE seq > 20")


def other_journal(directory: Path) -> None:
    with closing(sqlite3.connect(directory / JOURNAL_FILE)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'journal'", ("0" * 32,))


def other_history(directory: Path) -> None:
    with closing(sqlite3.connect(directory / JOURNAL_FILE)) as connection, connection:
        connection.execute("UPDATE entries SET hash = ? WHERE seq > 20", ("0" * 64,))


def no_receipts(directory: Path) -> None:
    next((directory / FOLDER).glob("receipts-*")).unlink()


def receipts_of_another(directory: Path) -> None:
    """Whole in itself, but not the one that the state names."""
    one = next((directory / FOLDER).glob("receipts-*"))
    one.write_bytes((directory / FOLDER / STATE_FILE).read_bytes())


def older_program(directory: Path) -> None:
    path = directory / FOLDER / STATE_FILE
    _, rest = path.read_bytes().split(b"\n", 1)
    rest = rest.replace(b'"program":"', b'"program":"0', 1)
    path.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)


def other_entry(directory: Path) -> None:
    """Whole and of this journal, but it names another of its entries than its state is of."""
    path = directory / FOLDER / STATE_FILE
    _, header, content = path.read_bytes().split(b"\n", 2)
    with closing(sqlite3.connect(directory / JOURNAL_FILE)) as connection:
        (hash_,) = connection.execute("SELECT hash FROM entries WHERE seq = 20").fetchone()
    told = json.loads(header)
    told["head"] |= {"seq": 20, "hash": hash_}
    rest = json.dumps(told).encode() + b"\n" + content
    path.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)


def no_file(directory: Path) -> None:
    (directory / FOLDER / STATE_FILE).unlink()


def torn(directory: Path) -> None:
    path = directory / FOLDER / STATE_FILE
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (cut_off, "restored or cut"),
        (other_journal, "another journal"),
        (other_history, "restored or cut"),
        (no_receipts, "there is no receipts-"),
        (receipts_of_another, "belongs to another state"),
        (older_program, "another version"),
        (other_entry, "holds the state of entry"),
        (no_file, "there is no state.snapshot"),
        (torn, "is damaged"),
    ],
)
def test_what_does_not_fit_is_passed_over(
    hub_directory: Path,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[Path], None],
    says: str,
) -> None:
    spoil(hub_directory)

    hall = Hall()
    journal = JournalReading(hub_directory / JOURNAL_FILE)
    with closing(journal.reader):
        assert asyncio.run(Store(hub_directory).restore(journal, hall)) is None
    assert hall == Hall()  # nothing of it has leaked into the state
    assert says in caplog.text


def test_a_flipped_bit_anywhere_is_found(hub_directory: Path) -> None:
    chance = random.Random(7)

    async def restored() -> Head | None:
        return await Store(hub_directory).restore(journal, Hall())

    async def flip_each() -> None:
        for path in sorted((hub_directory / FOLDER).iterdir()):
            good = path.read_bytes()
            places = [*range(0, 300, 11), *(chance.randrange(len(good)) for _ in range(30))]
            for place in places:
                bad = bytearray(good)
                bad[place] ^= 1 << chance.randrange(8)
                path.write_bytes(bad)
                assert await restored() is None, f"{path.name} at byte {place}"
            path.write_bytes(good)
        assert await restored() is not None

    journal = JournalReading(hub_directory / JOURNAL_FILE)
    with closing(journal.reader):
        asyncio.run(flip_each())


def test_a_damaged_journal_gives_no_snapshot(hub_directory: Path) -> None:
    before = (hub_directory / FOLDER / STATE_FILE).read_bytes()
    with closing(sqlite3.connect(hub_directory / JOURNAL_FILE)) as connection, connection:
        connection.execute(
            "UPDATE entries SET body = '{}' WHERE seq = (SELECT max(seq) FROM entries)"
        )
    ended = snapshot(hub_directory)
    assert ended.returncode == 1
    assert "no snapshot" in ended.stderr
    assert (hub_directory / FOLDER / STATE_FILE).read_bytes() == before


def test_the_journal_goes_first_where_there_is_little_room(
    hub_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SPARE", shutil.disk_usage(hub_directory).total)
    hall, head = started(hub_directory, cached=False)[0], started(hub_directory)[1]
    assert head is not None
    before = sorted((hub_directory / FOLDER).iterdir())
    with pytest.raises(OSError, match="too little room"):
        Store(hub_directory).save(hall, head)
    assert sorted((hub_directory / FOLDER).iterdir()) == before


def test_it_ends_with_whoever_started_it(hub_directory: Path) -> None:
    command = python("shared.hub.snapshots", str(hub_directory))
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment()) as process:
        assert process.stdin is not None
        process.stdin.close()  # as the system does for a hub that was killed
        assert process.wait(WITHIN_S) in (0, 1)


def test_the_keeper_takes_one_every_so_many_entries(hub_directory: Path) -> None:
    shutil.rmtree(hub_directory / FOLDER)
    end = started(hub_directory, cached=False)[0].seq

    async def watch() -> None:
        keeper = Keeper(hub_directory, end - 10, every=20)
        journal = await SqliteJournal.open(hub_directory / JOURNAL_FILE)
        head = await journal.head()
        await journal.close()
        keeper.committed([], head)
        assert not keeper.at_work
        keeper.committed([], Head(head.journal, end + 10, head.hash))
        async with asyncio.timeout(WITHIN_S):
            await keeper.done()

    asyncio.run(watch())
    assert started(hub_directory)[1] is not None


def test_a_keeper_that_stops_leaves_nothing_behind(hub_directory: Path) -> None:
    async def watch() -> None:
        keeper = Keeper(hub_directory, 0, every=1)
        journal = await SqliteJournal.open(hub_directory / JOURNAL_FILE)
        keeper.committed([], await journal.head())
        await journal.close()
        await keeper.stop()
        assert not keeper.at_work

    asyncio.run(watch())


def test_a_hub_killed_and_started_from_a_snapshot_answers_as_before(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub:
        again = {"headers": {"idempotency-key": "the-same"}}
        taken = hub.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"}, **again)
        assert taken.status_code == 201
        hub.open("1")
        called = hub.at("1", "call-next").json()
        assert snapshot(hub.directory).returncode == 0
        later = hub.take()
        hub.kill()
        hub.start()
        assert "passed over" not in hub.said()
        repeated = hub.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"}, **again)
        assert repeated.json() == taken.json()
        assert hub.get(f"/api/v1/tickets/{called['id']}")["state"] == "called"
        assert hub.take()["ahead"] == 1
        assert hub.get(f"/api/v1/tickets/{later['id']}")["number"] == later["number"]


@pytest.mark.long
def test_a_hub_has_its_snapshots_taken(tmp_path: Path) -> None:
    """With the first commit after a start without one, when the journal is long."""
    directory = tmp_path / "hub"
    past(directory, 2, days=11, tickets=200)
    hub = RealHub(directory, "--always-open")
    with hub:
        hub.take()
        deadline = time.monotonic() + WITHIN_S
        while not (directory / FOLDER / STATE_FILE).exists():
            assert time.monotonic() < deadline, hub.said()
            time.sleep(0.05)
        hub.kill()
        hub.start()
        assert "passed over" not in hub.said()

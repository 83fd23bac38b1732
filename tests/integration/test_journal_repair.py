"""`giliran journal repair`: what is whole stays, what is lost is named, nothing is guessed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.hub.codec import recorded_of
from shared.hub.cut_tail import seen_by_reports
from shared.hub.journal.fitness import MARKER, log_of
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.port import Entry, Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.salvage.repair import NEW_FILE, READABLE_FILE
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.hub.restored import MARK_FILE
from shared.protocol.messages import Head
from shared.protocol.site_file import kept_site
from tests.integration.app_line import AppLine
from tests.integration.real_hub import HubDidNotStart, RealHub, problem
from tests.integration.test_hub_days import four_days, played
from tests.integration.test_hub_disk import fill, small_disk
from tests.unit.running_engine import SetClock

__all__ = ["small_disk"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def repaired(directory: Path) -> Result:
    return run("repair", "--data", directory)


def entries_of(directory: Path) -> list[Entry]:
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        return reader.read(0, 1_000_000)


def hall_of(directory: Path) -> Hall:
    """The state that a hub begins with."""

    async def look() -> Hall:
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        try:
            hall = Hall(always_open=True)
            await replay(journal, hall)
            return hall
        finally:
            await journal.close()

    return asyncio.run(look())


@pytest.fixture
def days(tmp_path: Path) -> list[Entry]:
    """A journal of four days in tmp_path, all of it in the main file."""
    played(tmp_path, SetClock(), four_days)
    return entries_of(tmp_path)


def until(there: Callable[[], bool], within: float = 30.0) -> None:
    deadline = time.monotonic() + within
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def openings(entries: list[Entry]) -> list[int]:
    return [entry.seq for entry in entries if entry.type == "DayOpened"]


def place_of(path: Path, entry: Entry) -> int:
    """Where an entry's body begins in the file."""
    at = path.read_bytes().find(entry.body)
    assert at > 0, "the body is spread over pages"
    return at


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(content)


def wipe_page_of(path: Path, entry: Entry) -> None:
    overwrite(path, place_of(path, entry) // 4_096 * 4_096, bytes(4_096))


# ----------------------------------------------------------------------------------------------


def test_a_whole_journal_is_left_alone(tmp_path: Path, days: list[Entry]) -> None:
    before = (tmp_path / JOURNAL_FILE).read_bytes()
    result = repaired(tmp_path)
    assert result.exit_code == ExitCode.OK
    assert "Nothing to repair" in result.stdout
    assert (tmp_path / JOURNAL_FILE).read_bytes() == before
    assert not list(tmp_path.glob("damaged-*"))


def test_a_changed_byte_is_put_right_and_proven(tmp_path: Path, days: list[Entry]) -> None:
    path, whole = tmp_path / JOURNAL_FILE, hall_of(tmp_path)
    victim = days[-2]
    overwrite(path, place_of(path, victim) + 5, b"\xff")
    with pytest.raises(Unreadable, match=f"Entry {victim.seq} does not fit its hash"):
        hall_of(tmp_path)
    result = repaired(tmp_path)
    assert result.exit_code == ExitCode.OK, result.stdout
    assert f"Entry {victim.seq} was damaged, and is as it was" in result.stdout
    assert entries_of(tmp_path) == days
    assert hall_of(tmp_path) == whole
    (aside,) = tmp_path.glob("damaged-*")
    assert b"\xff" in (aside / JOURNAL_FILE).read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_lost_page_of_an_old_day_leaves_today_as_it_was(
    tmp_path: Path, days: list[Entry]
) -> None:
    whole = hall_of(tmp_path)
    with closing(Reader(tmp_path / JOURNAL_FILE)) as reader:
        head = reader.head()
    second, third = openings(days)[1:3]
    wipe_page_of(tmp_path / JOURNAL_FILE, days[(second + third) // 2])
    result = repaired(tmp_path)
    assert result.exit_code == ExitCode.DAMAGED
    kept = entries_of(tmp_path)
    lost = sorted({entry.seq for entry in days} - {entry.seq for entry in kept})
    assert 0 < len(lost) < third
    assert f"LOST: entries {lost[0]} to {lost[-1]}." in result.stdout
    assert all(days[entry.seq - 1] == entry for entry in kept)
    assert hall_of(tmp_path) == whole

    verified = run("verify", "--data", tmp_path)
    assert verified.exit_code == ExitCode.OK, verified.stdout
    assert f"Entries {lost[0]} to {lost[-1]} are lost since the repair" in verified.stdout
    for seq, says in ((lost[0] - 1, "is part of it"), (lost[0], "a repair could not save it")):
        noted = {"journal": head.journal, "seq": seq, "hash": days[seq - 1].hash}
        (tmp_path / "noted.json").write_text(json.dumps(noted))
        verified = run("verify", "--data", tmp_path, "--against", tmp_path / "noted.json")
        assert says in verified.stdout


def test_after_a_loss_the_replay_begins_no_earlier(tmp_path: Path, days: list[Entry]) -> None:
    """Yesterday is gone: the hub begins with today, though it would like a whole day more."""
    third, fourth = openings(days)[2:4]
    wipe_page_of(tmp_path / JOURNAL_FILE, days[third + 1])
    assert repaired(tmp_path).exit_code == ExitCode.DAMAGED
    hall, today = hall_of(tmp_path), Hall(always_open=True)
    for entry in entries_of(tmp_path):
        if entry.seq >= fourth:
            evolve(today, recorded_of(entry), kept_site)
    assert hall == today
    assert hall.date == f"{days[fourth - 1].body.decode()}"[9:19]


def test_what_follows_a_loss_of_today_is_kept_for_people_only(
    tmp_path: Path, days: list[Entry]
) -> None:
    fourth = openings(days)[3]
    wipe_page_of(tmp_path / JOURNAL_FILE, days[fourth + 4])
    result = repaired(tmp_path)
    assert result.exit_code == ExitCode.DAMAGED
    kept = entries_of(tmp_path)
    assert kept == days[: len(kept)]
    assert f"LOST: entries {len(kept) + 1} to {days[-1].seq}." in result.stdout
    (aside,) = tmp_path.glob("damaged-*")
    told = [json.loads(line) for line in (aside / READABLE_FILE).read_text().splitlines()]
    assert told
    assert all(days[one["seq"] - 1].hash == one["hash"] for one in told)
    assert hall_of(tmp_path).seq == len(kept)


def test_a_night_is_kept_as_a_whole_or_not_at_all(tmp_path: Path, days: list[Entry]) -> None:
    """What is carried over the last night is gone: the day before has not ended then."""
    fourth = openings(days)[3]
    carried = days[fourth]
    assert carried.type == "Carried"
    with closing(sqlite3.connect(tmp_path / JOURNAL_FILE)) as connection, connection:
        connection.execute("UPDATE entries SET body = '{}' WHERE seq = ?", [carried.seq])
    assert repaired(tmp_path).exit_code == ExitCode.DAMAGED
    kept = entries_of(tmp_path)
    assert kept == days[: len(kept)]
    assert len(kept) < fourth - 1
    assert not kept[-1].type.startswith("Day")
    hall = hall_of(tmp_path)
    assert hall.tickets


def test_a_running_hub_is_not_repaired(tmp_path: Path, days: list[Entry]) -> None:
    with DirectoryLock(tmp_path):
        result = repaired(tmp_path)
    assert result.exit_code == ExitCode.BUSY
    assert "Stop that hub first" in result.stderr


def test_where_there_is_nothing_nothing_is_made(tmp_path: Path) -> None:
    result = repaired(tmp_path / "nowhere")
    assert result.exit_code == ExitCode.FAILED
    assert not (tmp_path / "nowhere").exists()
    assert repaired(tmp_path).exit_code == ExitCode.FAILED
    assert not (tmp_path / JOURNAL_FILE).exists()


@pytest.mark.parametrize("step", ["nothing moved", "main file moved", "all moved", "new in place"])
def test_an_interrupted_repair_is_ended_by_the_next(
    tmp_path: Path, days: list[Entry], step: str
) -> None:
    """The files as a power cut leaves them at each step."""
    path, aside = tmp_path / JOURNAL_FILE, tmp_path / "damaged-1"
    shutil.copy(path, tmp_path / NEW_FILE)
    log_of(path).write_bytes(b"the damaged one's")
    overwrite(path, 5_000, bytes(5_000))
    aside.mkdir()
    (tmp_path / MARKER).write_text(json.dumps({"aside": aside.name}))
    if step != "nothing moved":
        path.rename(aside / JOURNAL_FILE)
    if step in {"all moved", "new in place"}:
        log_of(path).rename(log_of(aside / JOURNAL_FILE))
    if step == "new in place":
        (tmp_path / NEW_FILE).rename(path)
    with pytest.raises(Unreadable, match="repair was interrupted"):
        hall_of(tmp_path)
    assert repaired(tmp_path).exit_code == ExitCode.OK
    assert entries_of(tmp_path) == days
    assert log_of(aside / JOURNAL_FILE).read_bytes() == b"the damaged one's"
    assert not (tmp_path / MARKER).exists()
    assert hall_of(tmp_path).at == Moment(days[-1].at)


# With a real hub -------------------------------------------------------------------------------


def test_a_hub_stops_at_damage_and_goes_on_after_the_repair(tmp_path: Path) -> None:
    hub = RealHub(tmp_path / "data", "--always-open")
    path = hub.directory / JOURNAL_FILE
    with hub:
        tickets = [hub.take()["id"] for _ in range(12)]
        hub.kill()
        log = log_of(path).read_bytes()
        at = len(log) - 50_000  # some commits before the last
        log_of(path).write_bytes(log[:at] + bytes([log[at] ^ 4]) + log[at + 1 :])
        left = log_of(path).read_bytes()
        with pytest.raises(HubDidNotStart) as refusal:
            hub.start()
        assert refusal.value.status == ExitCode.DAMAGED
        assert "journal.db-wal is damaged (frame" in refusal.value.said
        assert "giliran journal repair --data" in refusal.value.said
        assert "Traceback" not in refusal.value.said
        assert log_of(path).read_bytes() == left  # SQLite would have written over it
        verified = run("verify", "--data", hub.directory)
        assert verified.exit_code == ExitCode.DAMAGED
        assert "journal.db-wal is damaged" in verified.stdout
        result = repaired(hub.directory)
        assert result.exit_code == ExitCode.OK, result.stdout
        assert (hub.directory / MARK_FILE).exists()  # and no kiosk to wait for
        hub.start()
        assert [hub.get(f"/api/v1/tickets/{one}")["number"] for one in tickets] == [
            f"A-{n:03}" for n in range(1, 13)
        ]


def test_a_tail_that_was_cut_off_is_noticed(tmp_path: Path) -> None:
    """The chain is whole, but the reports know more: numbers may be on paper."""
    hub = RealHub(tmp_path / "data", "--always-open")
    with hub, AppLine(hub.url, "kiosk", "kiosk-1") as line:
        line.welcome()
        older = (hub.directory / JOURNAL_FILE).read_bytes()
        log = log_of(hub.directory / JOURNAL_FILE).read_bytes()
        journal = hub.get("/healthz")["journal"]["id"]
        for _ in range(5):
            hub.take()
        last = hub.entries()[-1]
        until(lambda: seen_by_reports(hub.directory) == Head(journal, last.seq, last.hash))
        hub.kill()
        (hub.directory / JOURNAL_FILE).write_bytes(older)
        log_of(hub.directory / JOURNAL_FILE).write_bytes(log)
        hub.start()
        assert "its tail was cut off" in hub.said()
        answer = hub.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"})
        problem(answer, 503, "restoring")
        hub.request("POST", "/api/v1/restore/go", {})
        assert hub.take()["number"] == "A-026"  # five stand in the reports, 20 nobody may know


def test_a_repair_without_room_says_how_much_and_leaves_nothing(
    small_disk: Path, tmp_path: Path, days: list[Entry]
) -> None:
    path = small_disk / JOURNAL_FILE
    shutil.copyfile(tmp_path / JOURNAL_FILE, path)
    wipe_page_of(path, days[len(days) // 2])
    fill(small_disk / "ballast")
    for size in (0, 40_000, 70_000):  # it fails at another step each time
        os.truncate(small_disk / "ballast", (small_disk / "ballast").stat().st_size - size)
        result = repaired(small_disk)
        assert result.exit_code == ExitCode.FAILED
        assert f"{small_disk}: the disk is full" in result.stderr
        assert "make room for 1 MB" in result.stderr
        left = {one.name for one in small_disk.iterdir()} - {"hub.lock", "ballast"}
        assert left - {f"{JOURNAL_FILE}-wal", f"{JOURNAL_FILE}-shm"} == {JOURNAL_FILE}
    (small_disk / "ballast").unlink()
    assert repaired(small_disk).exit_code in {ExitCode.OK, ExitCode.DAMAGED}
    (aside,) = small_disk.glob("damaged-*")
    assert (aside / JOURNAL_FILE).exists()


@pytest.mark.parametrize("gone", [True, False])
def test_an_empty_file_is_not_taken_for_a_new_hall(
    tmp_path: Path, days: list[Entry], gone: bool
) -> None:
    path, log = tmp_path / JOURNAL_FILE, log_of(tmp_path / JOURNAL_FILE)
    path.unlink()
    if not gone:
        path.touch()
    log.write_bytes(b"a log")
    found = "is missing" if gone else "is empty"
    for witness in (log, tmp_path / "people.db"):
        witness.write_bytes(b"something")
        with pytest.raises(Unreadable, match=found):
            hall_of(tmp_path)
        verified = run("verify", "--data", tmp_path)
        assert verified.exit_code == ExitCode.DAMAGED
        assert found in verified.stdout
        assert witness.read_bytes() == b"something"  # SQLite would have deleted the log
        assert repaired(tmp_path).exit_code != ExitCode.OK
        log.unlink(missing_ok=True)


def test_a_hub_says_which_file_keeps_it_from_starting(tmp_path: Path) -> None:
    hub = RealHub(tmp_path / "data", "--always-open")
    with hub:
        assert hub.stop() == 0
        spoilt = {"people.db": "load the officers anew", JOURNAL_FILE: "giliran journal repair"}
        for name, remedy in spoilt.items():
            overwrite(hub.directory / name, 0, bytes(10_000))
            with pytest.raises(HubDidNotStart) as refusal:
                hub.start()
            assert refusal.value.status == ExitCode.DAMAGED
            assert name in refusal.value.said
            assert remedy in refusal.value.said
            assert "Traceback" not in refusal.value.said

"""`giliran journal explain`, `closing` and `giliran report rule` on a day that is on disk."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.printing.virtual.reading import read
from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.cli.report import app as report_app
from shared.domain import commands as c
from shared.domain.ids import CounterId
from shared.hub.journal.lock import DirectoryLock
from shared.hub.people import PEOPLE_FILE, People
from shared.hub.projection.tables import REPORTS_FILE
from shared.protocol.closing import rows
from tests.unit.played_hall import PlayedHall
from tests.unit.rule_day import full_day, rule_day, write_day
from tests.unit.test_queue_machine import QueueMachine

NAMES = {"officer-1": "Siti Rahayu", "officer-2": "Budi Santoso"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(report_app, ["rule", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("day")
    write_day(directory, rule_day())
    people = People(directory / PEOPLE_FILE)
    people.put(
        [
            {"id": id_, "name": name, "role": "officer", "pin_hash": ""}
            for id_, name in NAMES.items()
        ]
    )
    people.close()
    return directory


@pytest.fixture
def data(day: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copytree(day, tmp_path / "hall"))


# A ticket's history -------------------------------------------------------------------------


def test_the_history_is_told_with_entries_officers_and_reasons(day: Path) -> None:
    said = run("explain", "A-001", "--data", day, "--language", "id").stdout
    assert "Untuk petugas: nama, kelompok prioritas dan alasan tidak disampaikan" in said
    assert "16  09:16:00  Dipanggil ke Loket 1 menurut aturan: menunggu 16 mnt + 0 = 16;" in said
    assert "berikutnya A-002 dengan 16  [Siti Rahayu]" in said
    assert "Diurungkan di Loket 1: tidak hadir" in said
    assert "Kembali ke antrean; tempatnya dihitung sejak sekarang" in said


def test_everyone_who_was_called_before_it_is_named_with_the_reason(day: Path) -> None:
    said = run("explain", "A-001", "--data", day, "--language", "en").stdout
    later = said[said.index("Called before A-001 though they came") :]
    for number in ("A-002", "A-003", "A-004", "A-005", "A-006"):
        assert f"{number} → Counter" in later
    assert "A-004 came after A-001, but is entitled to priority, and so was moved forward." in later
    assert "A-006 → Counter 2  beside the rule: Other · Budi Santoso" in later
    assert "A-001 missed its call and came back later: its place counts from 09:37" in later


def test_a_ticket_put_aside_for_some_minutes_says_until_when(tmp_path: Path) -> None:
    play = PlayedHall(always_open=True)
    play.open("2")
    play.issue()
    play.call_next("2")
    play.do(c.HoldTicket(counter=CounterId("2"), minutes=20))
    play.wait(20)
    play.do(c.ResumeDue(), sender="hub")
    write_day(tmp_path, play)
    said = run("explain", "A-001", "--data", tmp_path, "--language", "en").stdout
    assert "Put aside at Counter 2 until 09:20  [officer-2]" in said
    assert "Its time is over: waits again with the place it had" in said
    said = run("explain", "A-001", "--data", tmp_path, "--language", "id").stdout
    assert "Ditunda di Loket 2 sampai pukul 09.20" in said


@pytest.mark.parametrize(
    ("number", "rival", "words"),
    [
        ("A-001", "A-004", "A-004 came after A-001, but is entitled to priority"),
        ("a1", "a6", "A-006 was called by an officer out of order"),
        ("A-006", "A-001", "A-001 was not called before A-006: its call was at 09:16."),
        ("A-002", "A-006", "the place of A-002 did not change"),
    ],
)
def test_one_rival_has_one_answer(day: Path, number: str, rival: str, words: str) -> None:
    arguments = ("explain", number, "--before", rival, "--data", day, "--language", "en")
    assert words in run(*arguments).stdout.splitlines()[-1]


def test_what_a_visitor_is_told_names_neither_group_nor_officer_nor_reason(day: Path) -> None:
    found = json.loads(run("explain", "A-005", "--data", day, "--json").stdout)
    told = " ".join(one["for_visitor"] for one in found["before"])
    assert told
    for secret in (*NAMES, *NAMES.values(), "Lansia", "Lainnya", "other"):
        assert secret not in told
    assert any("Lansia" in one["words"] for one in found["entries"])
    assert {one["name"] for one in found["entries"]} == {"", "Siti Rahayu"}


def test_without_the_officers_table_ids_stand_in(data: Path) -> None:
    (data / PEOPLE_FILE).unlink()
    assert "[officer-1]" in run("explain", "A-001", "--data", data).stdout


def test_explaining_leaves_a_running_hub_alone(data: Path) -> None:
    before = (data / "journal.db").read_bytes()
    with DirectoryLock(data):
        assert run("explain", "A-001", "--data", data).exit_code == ExitCode.OK
    assert (data / "journal.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["A-099"], "There was no A-099 on 2026-11-23."),
        (["A-001", "--before", "B-001"], "There was no B-001"),
        (["A-001", "--date", "2026-11-24"], "it goes from 2026-11-23 to 2026-11-23."),
    ],
)
def test_what_is_not_there_is_said(day: Path, arguments: list[str], words: str) -> None:
    result = run("explain", *arguments, "--data", day)
    assert result.exit_code == ExitCode.FAILED
    assert words in result.stderr


def test_a_day_with_missing_entries_is_damage(data: Path) -> None:
    with closing(sqlite3.connect(data / "journal.db")) as journal, journal:
        journal.execute("DELETE FROM entries WHERE seq = 7")
    result = run("explain", "A-001", "--data", data)
    assert result.exit_code == ExitCode.DAMAGED
    assert "cannot follow the one before" in result.stderr


def test_whatever_a_day_holds_every_number_of_it_can_be_explained(tmp_path: Path) -> None:
    chance = random.Random(4)
    machine = QueueMachine()
    machine.play.open("1", "2", "3")
    for kiosk in machine.kiosks.all:
        machine.kiosks.come(kiosk)
    for _ in range(150):
        machine.something(chance.choice)
        machine.play.wait(chance.choice([0.1, 0.5, 1.0, 2.0]))
    write_day(tmp_path, machine.play)
    numbers = sorted(one.number for one in machine.play.hall.tickets.values())[:8]
    assert len(numbers) > 4
    for number in numbers:
        other = chance.choice(numbers)
        arguments = (number, "--data", tmp_path, "--language", chance.choice(("id", "en")))
        assert run("explain", *arguments).exit_code == ExitCode.OK
        assert run("explain", *arguments, "--before", other).exit_code == ExitCode.OK


# A day's closing ----------------------------------------------------------------------------


def test_a_closing_is_said_in_groups_and_checked_with_what_was_typed(day: Path) -> None:
    found = json.loads(run("closing", "--data", day, "--json").stdout)
    said = run("closing", "--data", day).stdout
    assert f"Entries {found['first']} to {found['seq']}" in said
    assert "Tickets 6; calls by the rule 5, beside it with a reason 1" in said
    assert all(row in said for row in rows(found["hash"]))
    typed = f"{found['seq']} {rows(found['hash'])[0]}"
    assert f'--against "{typed}"' in said
    for head in (typed, found["scan"], f"{found['seq']} {found['hash']}"):
        result = run("verify", "--data", day, "--against", head)
        assert result.exit_code == ExitCode.OK
        assert f"The head noted at entry {found['seq']} is part of it" in result.stdout


def test_a_slip_of_the_finger_is_not_taken_for_a_forgery(day: Path) -> None:
    found = json.loads(run("closing", "--data", day, "--json").stdout)
    digit = "1" if found["hash"][5] != "1" else "2"
    typed = f"{found['seq']} {found['hash'][:5]}{digit}{found['hash'][6:16]}"
    result = run("verify", "--data", day, "--against", typed)
    assert result.exit_code == ExitCode.USAGE
    assert "NOT COMPARED (mistyped) Typed wrong?" in result.stdout


def test_too_little_of_a_hash_is_a_mistake_of_use(day: Path) -> None:
    result = run("verify", "--data", day, "--against", "12 5794 555b")
    assert result.exit_code == ExitCode.USAGE
    assert "give at least one row" in result.stderr


def test_a_paper_older_than_a_cut_finds_it(data: Path) -> None:
    found = json.loads(run("closing", "--data", data, "--json").stdout)
    with closing(sqlite3.connect(data / "journal.db")) as journal, journal:
        journal.execute("DELETE FROM entries WHERE seq > 20")
    result = run("verify", "--data", data, "--against", found["scan"])
    assert result.exit_code == ExitCode.DAMAGED
    assert f"DAMAGED (cut) The journal ends at entry 20, but {found['seq']}" in result.stdout


def test_a_closing_is_printed_through_the_kiosks_printing(day: Path, tmp_path: Path) -> None:
    paper = tmp_path / "closing.bin"
    result = run("closing", "--data", day, "--print", paper.as_uri(), "--paper", "58")
    assert result.exit_code == ExitCode.OK
    found = json.loads(run("closing", "--data", day, "--json").stdout)
    printed = read(paper.read_bytes())
    assert printed.codes == [found["scan"]]
    assert set(rows(found["hash"])) <= set(printed.lines)


def test_a_printer_that_is_none_is_told(day: Path, capfd: pytest.CaptureFixture[str]) -> None:
    result = run("closing", "--data", day, "--print", "parrot://10.0.0.9")
    assert result.exit_code == ExitCode.FAILED
    assert "write tcp://HOST:9100" in capfd.readouterr().err


# The report ---------------------------------------------------------------------------------


def test_the_report_counts_by_officer_and_names_each_act(data: Path) -> None:
    found = json.loads(report("--data", data, "--json").stdout)
    assert found["kinds"] == {
        "by-rule": 5,
        "beside": 1,
        "undone-no-show": 1,
        "rejoined-late": 1,
        "priority-given": 1,
        "priority-withdrawn": 1,
    }
    officers = {one["officer"]: (one["name"], one["kinds"]) for one in found["officers"]}
    assert officers["officer-1"] == ("Siti Rahayu", {"by-rule": 5, "undone-no-show": 1})
    assert officers["officer-2"] == ("Budi Santoso", {"beside": 1})
    acts = [(one["number"], one["kind"], one["reason"], one["officer"]) for one in found["acts"]]
    assert acts[:2] == [
        ("A-006", "beside", "other", "officer-2"),
        ("A-001", "undone-no-show", "mistake", "officer-1"),
    ]
    assert found["reasons"] == {"other": 1}


def test_the_report_in_words(data: Path) -> None:
    said = report("--data", data).stdout
    assert "Beside the rule, by reason: 1 other" in said
    assert "2026-11-23 09:16  A-006  beside at counter 2, other  [Budi Santoso]  entry 13" in said


def test_a_counter_that_was_taken_over_is_reported(tmp_path: Path) -> None:
    write_day(tmp_path, full_day())
    found = json.loads(report("--data", tmp_path, "--json").stdout)
    assert (found["kinds"]["counter-taken-over"], found["taken_over"]) == (1, {"left": 1})
    (row,) = [one for one in found["officers"] if one["taken_over"]]
    assert (row["officer"], row["taken_over"]) == ("officer-3", {"left": 1})
    (act,) = [one for one in found["acts"] if one["kind"] == "counter-taken-over"]
    assert (act["counter"], act["officer"], act["before"]) == ("2", "officer-3", "officer-2")
    said = report("--data", tmp_path).stdout
    assert "Counters taken over, by reason: 1 left" in said
    assert "counter-taken-over at counter 2, left, from officer-2  [officer-3]" in said


def test_days_outside_are_left_out(data: Path) -> None:
    for span in (["--from", "2026-11-24"], ["--to", "2026-11-22"]):
        found = json.loads(report("--data", data, "--json", *span).stdout)
        assert (found["kinds"], found["acts"]) == ({}, [])
    found = json.loads(report("--data", data, "--json", "--from", "2026-11-23").stdout)
    assert found["kinds"]["by-rule"] == 5
    assert report("--data", data, "--from", "yesterday").exit_code == ExitCode.USAGE


def test_the_tables_of_a_running_hub_are_only_read(data: Path) -> None:
    assert report("--data", data).exit_code == ExitCode.OK
    before = (data / REPORTS_FILE).read_bytes()
    with DirectoryLock(data):
        assert report("--data", data).exit_code == ExitCode.OK
    assert (data / REPORTS_FILE).read_bytes() == before


def test_tables_of_the_version_before_are_filled_anew(data: Path) -> None:
    """An upgrade: the columns come with the next start, and the rows from the journal."""
    assert report("--data", data).exit_code == ExitCode.OK
    with closing(sqlite3.connect(data / REPORTS_FILE)) as tables, tables:
        tables.execute("DROP TABLE interventions")
        tables.execute("DROP INDEX idx_calls_date")
        for column in ("seq", "date", "officer"):
            tables.execute(f"ALTER TABLE calls DROP COLUMN {column}")
        later = ("who_did_it", "taken_back", "counters_taken_over")
        tables.execute("DELETE FROM _sqlite_migrations WHERE name IN (?, ?, ?)", later)
    found = json.loads(report("--data", data, "--json").stdout)
    assert (found["kinds"]["by-rule"], found["kinds"]["beside"]) == (5, 1)

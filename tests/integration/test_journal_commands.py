"""`giliran journal …` as a technician types it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shared.cli.bench.journal import measure
from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.hub.journal.lock import DirectoryLock
from shared.protocol.messages import Head
from tests.unit.journal_samples import filled, playable


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def head(tmp_path: Path) -> Head:
    """The head of a journal with 25 entries in tmp_path."""
    return filled(tmp_path, 25, playable)[2]


def test_a_sound_journal_is_said_to_be_whole(tmp_path: Path, head: Head) -> None:
    result = run("verify", "--data", tmp_path)
    assert result.exit_code == ExitCode.OK
    assert f"Journal {head.journal}: 25 entries read, up to 25." in result.stdout
    assert "Whole: every entry fits the one before it." in result.stdout
    assert result.stderr.strip() == ""


def test_the_printed_head_can_be_held_against_the_journal_later(tmp_path: Path, head: Head) -> None:
    noted = tmp_path / "noted.json"
    noted.write_text(run("head", "--data", tmp_path).stdout)
    assert json.loads(noted.read_text()) == {
        "journal": head.journal,
        "seq": 25,
        "hash": head.hash,
    }
    result = run("verify", "--data", tmp_path, "--against", noted)
    assert result.exit_code == ExitCode.OK
    assert "The head noted at entry 25 is part of it." in result.stdout


def test_damage_has_a_status_of_its_own_in_a_real_shell(tmp_path: Path, head: Head) -> None:
    noted = tmp_path / "noted.json"
    noted.write_text(json.dumps({"journal": head.journal, "seq": 25, "hash": head.hash}))
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection, connection:
        connection.execute("DELETE FROM entries WHERE seq > 20")
        connection.execute("UPDATE entries SET body = '{}' WHERE seq = 12")
    command = python("shared.cli", "journal", "verify", "--data", str(tmp_path))
    done = subprocess.run(
        [*command, "--against", str(noted), "--json"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == ExitCode.DAMAGED
    report = json.loads(done.stdout)
    assert report["sound"] is False
    assert [(fault["kind"], fault["seq"]) for fault in report["faults"]] == [
        ("changed", 12),
        ("cut", 25),
    ]
    words = run("verify", "--data", tmp_path).stdout
    assert "DAMAGED (changed) Entry 12 does not fit its hash." in words
    assert "Whole" not in words


def test_a_file_that_is_no_journal_is_damage(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"not a database, not at all" * 100)
    assert run("verify", "--data", tmp_path).exit_code == ExitCode.DAMAGED
    assert run("head", "--data", tmp_path).exit_code == ExitCode.DAMAGED


def test_where_there_is_no_journal_it_says_so(tmp_path: Path) -> None:
    result = run("verify", "--data", tmp_path)
    assert result.exit_code == ExitCode.FAILED
    assert "There is no journal at" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_noted_head_that_is_none_is_a_mistake_of_use(tmp_path: Path, head: Head) -> None:
    result = run("verify", "--data", tmp_path, "--against", tmp_path / "missing.json")
    assert result.exit_code == ExitCode.USAGE
    assert "missing.json" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], range(1, 26)),
        (["--after", "20"], range(21, 26)),
        (["--after", "3", "--limit", "4"], range(4, 8)),
        (["--type", "ClockStepped", "--limit", "2"], range(1, 3)),
        (["--type", "DayOpened"], range(0)),
    ],
)
@pytest.mark.usefixtures("head")
def test_entries_are_shown_one_a_line(tmp_path: Path, arguments: list[str], shown: range) -> None:
    result = run("show", "--data", tmp_path, *arguments)
    entries = [json.loads(line) for line in result.stdout.splitlines()]
    assert [entry["seq"] for entry in entries] == list(shown)
    assert all(entry["body"]["after"] == entry["seq"] for entry in entries)


@pytest.mark.usefixtures("head")
def test_the_reports_are_not_touched_while_a_hub_runs(tmp_path: Path) -> None:
    with DirectoryLock(tmp_path):
        result = run("project", "--data", tmp_path, "--rebuild")
    assert result.exit_code == ExitCode.BUSY
    assert "Stop that hub first" in result.stderr


def test_the_bench_measures_all_three_and_leaves_nothing(tmp_path: Path) -> None:
    figures = measure(tmp_path, turns=2)
    assert figures["ratio_1"] == figures["append_1"] / figures["bare"]
    assert figures["append_32"] > figures["append_1"] > 0
    assert list(tmp_path.iterdir()) == []

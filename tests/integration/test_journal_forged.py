"""A journal that somebody has forged: `giliran journal verify` finds it, and names the entry."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.hub.journal.chain import place
from shared.hub.journal.port import Draft, Entry
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.messages import Head
from tests.unit.rule_day import rule_day, write_day


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class Hall:
    """A day on disk, its entries, and what verify says of it."""

    def __init__(self, directory: Path, entries: list[Entry]) -> None:
        self.directory = directory
        self.entries = entries
        self.head = Head(_journal_id(directory), entries[-1].seq, entries[-1].hash)

    def verify(self, *arguments: str | Path) -> list[tuple[str, int]]:
        """Kind and entry of each fault; the exit status fits."""
        result = run("verify", "--data", self.directory, "--json", *arguments)
        report = json.loads(result.stdout)
        assert result.exit_code == (ExitCode.OK if report["sound"] else ExitCode.DAMAGED)
        return [(fault["kind"], fault["seq"]) for fault in report["faults"]]

    def words(self, *arguments: str) -> str:
        return run("verify", "--data", self.directory, *arguments).stdout

    def forge(self, *statements: str, values: tuple[object, ...] = ()) -> None:
        """Somebody runs these on the file; the values belong to each."""
        with closing(sqlite3.connect(self.directory / JOURNAL_FILE)) as file, file:
            for statement in statements:
                file.execute(statement, values)

    def nth(self, type_: str, nth: int = 0) -> Entry:
        return [one for one in self.entries if one.type == type_][nth]

    def beside(self) -> Entry:
        """The call that an officer chose."""
        return next(one for one in self.entries if b'"by_rule":false' in one.body)

    def rewrite(self, seq: int, body: bytes) -> list[Entry]:
        """Entry `seq` gets another body, and everything from there a fresh, fitting chain."""
        before = Head(self.head.journal, seq - 1, self.entries[seq - 2].hash)
        drafts = [_draft(one) for one in self.entries[seq - 1 :]]
        drafts[0] = msgspec.structs.replace(drafts[0], body=body)
        fresh = place(before, drafts)
        self.forge("DELETE FROM entries WHERE seq >= ?", values=(seq,))
        self.insert(fresh)
        return fresh

    def insert(self, entries: list[Entry]) -> None:
        with closing(sqlite3.connect(self.directory / JOURNAL_FILE)) as file, file:
            file.executemany(
                "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)",
                [msgspec.structs.astuple(one) for one in entries],
            )


def _journal_id(directory: Path) -> str:
    with closing(sqlite3.connect(directory / JOURNAL_FILE)) as file:
        (found,) = file.execute("SELECT value FROM meta WHERE key = 'journal'").fetchone()
        return str(found)


def _draft(entry: Entry) -> Draft:
    return Draft(*msgspec.structs.astuple(entry)[1:-1])


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Entry]]:
    directory = tmp_path_factory.mktemp("day")
    return directory, write_day(directory, rule_day())


@pytest.fixture
def hall(day: tuple[Path, list[Entry]], tmp_path: Path) -> Hall:
    shutil.copytree(day[0], tmp_path / "hall")
    return Hall(tmp_path / "hall", day[1])


def changed(entry: Entry, before: bytes, after: bytes) -> bytes:
    assert before in entry.body
    return entry.body.replace(before, after)


def no_reason(entry: Entry) -> bytes:
    return changed(entry, b'"reason":"other"', b'"reason":""')


def by_the_rule(entry: Entry) -> bytes:
    return changed(entry, b'"by_rule":false', b'"by_rule":true')


def test_the_honest_day_is_whole_and_its_call_beside_the_rule_is_listed(hall: Hall) -> None:
    assert hall.verify() == []
    said = hall.words("--choices")
    assert "Calls: 5 were the rule's own choice; 1 were made beside it" in said
    assert "1 other." in said
    line = f"entry {hall.beside().seq}: A-006 (6 min) at counter 2, other by officer-2;"
    assert f"2026-11-23 {line} next was A-001 with 16 min." in said
    report = json.loads(run("verify", "--data", hall.directory, "--json", "--choices").stdout)
    assert report["calls"]["by_rule"] == 5
    assert [one["number"] for one in report["calls"]["listed"]] == ["A-006"]


def test_an_entry_that_was_changed_is_named(hall: Hall) -> None:
    entry = hall.nth("TicketIssued", 2)
    body = changed(entry, b'"head_start":0', b'"head_start":9')
    hall.forge("UPDATE entries SET body = ? WHERE seq = ?", values=(body.decode(), entry.seq))
    assert hall.verify() == [("changed", entry.seq)]
    assert f"DAMAGED (changed) Entry {entry.seq} does not fit its hash." in hall.words()


def test_an_entry_that_was_changed_with_its_own_hash_is_named(hall: Hall) -> None:
    """The one after it does not fit any more; and what it says is not what the rule gives."""
    call = hall.beside()
    before = Head(hall.head.journal, call.seq - 1, hall.entries[call.seq - 2].hash)
    draft = msgspec.structs.replace(_draft(call), body=no_reason(call))
    (fresh,) = place(before, [draft])
    hall.forge("DELETE FROM entries WHERE seq = ?", values=(call.seq,))
    hall.insert([fresh])
    assert hall.verify() == [("choice", call.seq), ("changed", call.seq + 1)]
    assert f"(Or entry {call.seq} has got a new one with another content.)" in hall.words()


def test_a_harmless_looking_entry_with_its_own_new_hash_is_named_as_one_of_two(hall: Hall) -> None:
    issued = hall.nth("TicketIssued", 1)
    before = Head(hall.head.journal, issued.seq - 1, hall.entries[issued.seq - 2].hash)
    body = changed(issued, b'"language":"id"', b'"language":"en"')
    hall.forge("DELETE FROM entries WHERE seq = ?", values=(issued.seq,))
    hall.insert(place(before, [msgspec.structs.replace(_draft(issued), body=body)]))
    assert hall.verify() == [("changed", issued.seq + 1)]
    assert f"(Or entry {issued.seq} has got a new one" in hall.words()


def test_a_removed_entry_is_named(hall: Hall) -> None:
    call = hall.beside()
    hall.forge("DELETE FROM entries WHERE seq = ?", values=(call.seq,))
    assert hall.verify() == [("gap", call.seq + 1)]
    assert f"entries {call.seq} to {call.seq} are missing" in hall.words()


def test_a_removed_entry_whose_gap_was_closed_is_named(hall: Hall) -> None:
    call = hall.beside()
    hall.forge("DELETE FROM entries WHERE seq = ?", values=(call.seq,))
    for seq in range(call.seq + 1, hall.head.seq + 1):
        hall.forge("UPDATE entries SET seq = seq - 1 WHERE seq = ?", values=(seq,))
    assert hall.verify()[0] == ("changed", call.seq)


def test_swapped_entries_are_named(hall: Hall) -> None:
    seq = hall.nth("TicketIssued", 1).seq
    hall.forge("UPDATE entries SET seq = -1 WHERE seq = ?", values=(seq,))
    hall.forge("UPDATE entries SET seq = ? - 1 WHERE seq = ?", values=(seq + 1, seq + 1))
    hall.forge("UPDATE entries SET seq = ? WHERE seq = -1", values=(seq + 1,))
    assert hall.verify()[:2] == [("changed", seq), ("changed", seq + 1)]


@pytest.mark.parametrize(
    ("forgery", "words"),
    [
        (no_reason, "beside the rule without a reason"),
        (by_the_rule, "by the rule, but the rule's choice was A-001"),
    ],
)
def test_a_call_out_of_order_in_a_chain_that_is_right_is_named(
    hall: Hall, forgery: Callable[[Entry], bytes], words: str
) -> None:
    call = hall.beside()
    hall.rewrite(call.seq, forgery(call))
    assert hall.verify() == [("choice", call.seq)]
    said = hall.words()
    assert f"AGAINST THE RULE (choice) Entry {call.seq} calls A-006 at counter 2" in said
    assert words in said


def test_a_call_out_of_order_appended_with_a_right_chain_is_named(hall: Hall) -> None:
    """The last free ticket is called by somebody with the file in hand, as if by the rule."""
    call = hall.nth("TicketCalled", 0)
    ticket = json.loads(hall.beside().body)["ticket"]
    body = json.loads(call.body) | {"ticket": ticket, "counter": "1"}
    drafts = [msgspec.structs.replace(_draft(call), body=json.dumps(body).encode(), command="x")]
    (forged,) = place(hall.head, [msgspec.structs.replace(drafts[0], at=hall.entries[-1].at)])
    hall.insert([forged])
    assert hall.verify() == [("choice", forged.seq)]


def test_a_place_that_was_bought_in_a_chain_that_is_right_is_named(hall: Hall) -> None:
    issued = hall.nth("TicketIssued", 5)
    told = json.loads(issued.body)["place"]
    body = changed(issued, b'"place":%d' % told, b'"place":%d' % (told - 3_600_000))
    hall.rewrite(issued.seq, body)
    found = hall.verify()
    assert found[0] == ("place", issued.seq)
    assert "gives A-006 a place 60 min too early" in hall.words()


def test_a_chain_written_anew_is_found_only_by_a_head_kept_elsewhere(
    hall: Hall, tmp_path: Path
) -> None:
    issued = hall.nth("TicketIssued", 1)
    hall.rewrite(issued.seq, changed(issued, b'"language":"id"', b'"language":"en"'))
    assert hall.verify() == []
    noted = tmp_path / "noted.json"
    noted.write_bytes(msgspec.json.encode(hall.head))
    assert hall.verify("--against", noted) == [("rewritten", hall.head.seq)]
    typed = f"{hall.head.seq} {hall.head.hash[:16]}"
    assert hall.verify("--against", typed) == [("rewritten", hall.head.seq)]
    earlier = f"{issued.seq - 1} {hall.entries[issued.seq - 2].hash[:20]}"
    assert hall.verify("--against", earlier) == []


def test_a_damaged_chain_says_nothing_of_the_queue_behind_it(hall: Hall) -> None:
    """What follows a broken link may be anybody's: only what stands before it is judged."""
    call = hall.beside()
    fresh = hall.rewrite(call.seq, no_reason(call))
    first = hall.nth("TicketIssued", 0).seq
    hall.forge("UPDATE entries SET actor = 'nobody' WHERE seq = ?", values=(first,))
    assert hall.verify() == [("changed", first)]
    assert fresh[0].seq > first

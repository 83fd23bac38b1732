"""A journal that somebody has forged: `giliran journal verify` finds it, and names the entry."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.hub.journal.chain import place
from shared.hub.journal.port import Draft, Entry
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.people import PEOPLE_FILE, People
from shared.hub.projection.rebuild import rebuild
from shared.hub.projection.tables import REPORTS_FILE
from shared.protocol.messages import Head
from tests.unit.rule_day import full_day, rule_day, write_day


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class Hall:
    """A day on disk, its entries, and what verify says of it."""

    def __init__(self, directory: Path, entries: list[Entry]) -> None:
        self.directory = directory
        self.entries = entries
        self.head = Head(_journal_id(directory), entries[-1].seq, entries[-1].hash)
        self.said = ""
        """What the last `verify` found, in words."""

    def verify(self, *arguments: str | Path) -> list[tuple[str, int]]:
        """Kind and entry of each fault; the exit status fits."""
        result = run("verify", "--data", self.directory, "--json", *arguments)
        report = json.loads(result.stdout)
        faults = [fault["words"] for fault in report["faults"]]
        self.said = "\n".join([*faults, *report["doubts"]])
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

    def rewrite(self, seq: int, body: bytes, **columns: str) -> list[Entry]:
        """Entry `seq` gets another body, and everything from there a fresh, fitting chain."""
        drafts = [_draft(one) for one in self.entries[seq - 1 :]]
        drafts[0] = msgspec.structs.replace(drafts[0], body=body, **columns)
        return self.relink(seq, drafts)

    def relink(self, seq: int, drafts: list[Draft]) -> list[Entry]:
        """What stands from `seq` on is these, each with the hash that it needs."""
        before = Head(self.head.journal, seq - 1, self.entries[seq - 2].hash)
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


@pytest.fixture(scope="module")
def long_day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Entry]]:
    directory = tmp_path_factory.mktemp("long")
    return directory, write_day(directory, full_day())


@pytest.fixture
def long(long_day: tuple[Path, list[Entry]], tmp_path: Path) -> Hall:
    """A day with a kiosk on its own, a counter taken over, somebody sent on, and a night."""
    shutil.copytree(long_day[0], tmp_path / "hall")
    return Hall(tmp_path / "hall", long_day[1])


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
    assert f"entry {call.seq} is missing" in hall.words()


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


# In a chain that is right --------------------------------------------------------------------

HOUR = 3_600_000


def earlier(entry: Entry, by: int = HOUR, **told: Any) -> bytes:
    """A ticket whose visitor is said to have come so much earlier."""
    body = json.loads(entry.body)
    return json.dumps(body | {"arrival": entry.at - by, "place": entry.at - by} | told).encode()


def told(entry: Entry, **fields: object) -> bytes:
    return json.dumps(json.loads(entry.body) | fields).encode()


@pytest.mark.parametrize(
    ("says", "actor", "words"),
    [
        ({}, "test", "lets A-006 arrive 60 min before its entry, but no kiosk gave its paper."),
        ({"emergency": True, "kiosk": "kiosk-1"}, "test", "test says so, not the kiosk kiosk-1."),
        ({"emergency": True, "kiosk": "kiosk-1"}, "kiosk-1", "which is no emergency number of"),
        ({"kiosk": "tv-1"}, "tv-1", "tv-1 says so, not the kiosk tv-1."),
    ],
)
def test_an_arrival_that_no_kiosk_can_have_told_is_named(
    long: Hall, says: dict[str, Any], actor: str, words: str
) -> None:
    issued = long.nth("TicketIssued", 5)
    long.rewrite(issued.seq, earlier(issued, **says), actor=actor)
    assert long.verify()[0] == ("place", issued.seq)
    assert words in long.said


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"emergency": False}, "gives A-980, which is no emergency number of kiosk-1."),
        ({"number": "A-979", "ordinal": 979}, "gives A-979, which is no emergency number of"),
        ({"kiosk": "kiosk-2"}, "kiosk-1 says so, not the kiosk kiosk-2."),
        ({"arrival": None}, "says that a kiosk gave A-980 without the hub, but not when."),
    ],
)
def test_a_paper_that_is_not_its_kiosks_is_named(
    long: Hall, says: dict[str, Any], words: str
) -> None:
    paper = long.nth("TicketIssued", 6)
    arrival = json.loads(paper.body)["arrival"]
    long.rewrite(paper.seq, earlier(paper, paper.at - arrival, **says))
    assert long.verify()[0] == ("place", paper.seq)
    assert words in long.said


def test_a_paper_from_before_its_kiosk_was_heard_of_is_named(long: Hall) -> None:
    paper = long.nth("TicketIssued", 6)
    long.rewrite(paper.seq, earlier(paper))
    assert long.verify()[0] == ("place", paper.seq)
    assert "lets A-980 arrive 50 min before kiosk-1 was last heard of." in long.said


def test_a_ticket_that_came_in_out_of_turn_is_named(long: Hall) -> None:
    issued = long.nth("TicketIssued", 5)
    long.rewrite(issued.seq, told(issued, number="A-050", ordinal=50))
    assert long.verify()[0] == ("order", issued.seq)
    assert "gives the number A-050; the next one was A-006." in long.said


def test_a_number_that_was_given_is_no_lost_paper_of_a_kiosk(long: Hall) -> None:
    """As if a restored hub had lost it: then another one would not have it."""
    issued = long.nth("TicketIssued", 5)
    body = earlier(issued, 60_000, number="A-003", ordinal=3, kiosk="kiosk-1")
    long.rewrite(issued.seq, body, actor="kiosk-1")
    assert long.verify()[0] == ("order", issued.seq)
    assert "gives the number A-003 for the second time." in long.said


@pytest.mark.parametrize(
    ("type_", "nth", "actor"),
    [
        ("TicketCalled", 1, "api/nobody-at-all"),  # beside the rule
        ("TicketCalled", 1, "test/officer-1"),
        ("TicketCalled", 2, "test/officer-2"),
        ("ActionUndone", 0, "api/nobody-at-all"),
        ("TicketMissed", 0, "test/officer-2"),
        ("TicketTransferred", 0, "test/officer-1"),
        ("CounterTakenOver", 0, "test/officer-2"),
        ("CounterOpened", 1, "test/officer-1"),
        ("ServiceFinished", 0, "test/officer-3"),
    ],
)
def test_another_name_at_a_counter_is_named(long: Hall, type_: str, nth: int, actor: str) -> None:
    entry = long.nth(type_, nth)
    long.rewrite(entry.seq, entry.body, actor=actor)
    assert long.verify() == [("actor", entry.seq)]
    assert f"Entry {entry.seq} " in long.said


def test_who_took_a_counter_over_and_from_whom_is_held_against_the_seats(long: Hall) -> None:
    taken = long.nth("CounterTakenOver")
    long.rewrite(taken.seq, told(taken, before="officer-9"))
    assert long.verify() == [("actor", taken.seq)]
    assert "over from officer-9, but officer-2 sat there." in long.said


def test_a_stranger_without_a_counter_is_named_where_the_officers_are_known(long: Hall) -> None:
    """Somebody at the information desk sits at no counter: only their table knows them."""
    moved = long.nth("TicketMoved")
    people = People(long.directory / PEOPLE_FILE)
    people.put([{"id": "desk-1", "name": "Rina", "role": "desk", "pin_hash": ""}])
    long.rewrite(moved.seq, moved.body, actor="counter-1/nobody-at-all")
    assert long.verify() == [("actor", moved.seq)]
    assert "names nobody-at-all, who never sat at a counter and is no officer." in long.said
    long.rewrite(moved.seq, moved.body, actor="counter-1/desk-1")
    assert long.verify() == []
    doubt = f"desk-1 is desk today, and may not do what entry {moved.seq} says"
    assert doubt in long.said
    people.keep([])
    people.close()
    assert long.verify() == []


def test_a_colleagues_name_from_anothers_device_is_told(long: Hall) -> None:
    """No fault: officer-2 signed on last from there, but may have let a colleague do it."""
    back = long.nth("TicketRejoined")
    long.rewrite(back.seq, back.body, actor="test/officer-1")
    assert long.verify() == []
    words = f"entry {back.seq} (TicketRejoined) names officer-1, but came from test, where"
    assert f"TO BE LOOKED AT {words} officer-2 sat." in long.words()


@pytest.mark.parametrize(
    ("type_", "nth", "says", "words"),
    [
        ("CounterTakenOver", 0, {"reason": "bogus"}, "takes counter 2 over for 'bogus', which is"),
        ("CounterTakenOver", 0, {"reason": ""}, "takes counter 2 over without a reason."),
        ("TicketTransferred", 0, {"reason": "bogus"}, "transfers A-006 for 'bogus'"),
        ("TicketTransferred", 0, {"reason": "officer-left"}, "transfers A-006 for 'officer-left'"),
        ("TicketMoved", 0, {"reason": ""}, "moves A-006 without a reason."),
        ("PriorityChanged", 0, {"reason": ""}, "changes the priority of A-005 without a reason."),
        ("PriorityChanged", 1, {"reason": "bogus"}, "withdraws the priority of A-005 for 'bogus'"),
        ("TicketMissed", 0, {"reason": "bogus"}, "records A-001 as absent for 'bogus'"),
        ("ActionUndone", 0, {"reason": "bogus"}, "takes the no-show of A-001 back for 'bogus'"),
        ("TicketRejoined", 1, {"reason": "bogus"}, "takes A-001 back into the line for 'bogus'"),
        ("ServiceFinished", 0, {"result": "bogus"}, "ends KTP-BARU of A-004 for 'bogus'"),
        ("ServiceFinished", 1, {"result": ""}, "ends KTP-BARU of A-002 without a reason."),
    ],
)
def test_a_reason_that_nobody_could_choose_is_named(
    long: Hall, type_: str, nth: int, says: dict[str, Any], words: str
) -> None:
    entry = long.nth(type_, nth)
    long.rewrite(entry.seq, told(entry, **says))
    assert long.verify() == [("reason", entry.seq)]
    assert f"Entry {entry.seq} {words}" in long.said


def test_an_invented_reason_beside_the_rule_is_named(long: Hall) -> None:
    call = long.beside()
    long.rewrite(call.seq, changed(call, b'"reason":"other"', b'"reason":"bogus"'))
    assert long.verify() == [("reason", call.seq)]
    words = f"Entry {call.seq} calls A-006 at counter 2 beside the rule for 'bogus', which is none"
    assert words in long.said


def test_swapped_entries_are_named_with_the_chain_made_anew(long: Hall) -> None:
    """Their times betray them; of one and the same moment, what they say."""
    later = long.nth("TicketIssued", 3)  # ten minutes after the one before it
    _swap(long, later.seq - 1)
    found = long.verify()
    assert ("order", later.seq) in found
    assert f"Entry {later.seq} is 10 min earlier than entry {later.seq - 1} before it" in long.said


def test_swapped_entries_of_one_moment_are_named(long: Hall) -> None:
    seq = long.nth("TicketIssued", 1).seq
    _swap(long, seq)
    assert long.verify()[:2] == [("order", seq), ("order", seq + 1)]
    assert "gives the number A-003; the next one was A-002." in long.said


def _swap(hall: Hall, seq: int) -> None:
    drafts = [_draft(one) for one in hall.entries[seq - 1 :]]
    drafts[0], drafts[1] = drafts[1], drafts[0]
    hall.relink(seq, drafts)


@pytest.mark.parametrize(
    ("what", "says", "words"),
    [
        ("tickets", {"for_counter": "3"}, "carries A-001 over the night with another for_counter."),
        ("tickets", {"id": "none"}, "carries A-001 over the night, which nobody had."),
        ("counters", {"officer": "x"}, "carries counter 1 over the night with another officer."),
    ],
)
def test_what_a_night_changed_is_named(
    long: Hall, what: str, says: dict[str, Any], words: str
) -> None:
    night = long.nth("Carried", 1)
    (kept,) = json.loads(night.body)[what]
    long.rewrite(night.seq, told(night, **{what: [kept | says]}))
    assert ("place", night.seq) in long.verify()
    assert words in long.said


def test_a_tail_that_was_cut_off_is_found_beside_its_own_reports(long: Hall) -> None:
    rebuild(long.directory / JOURNAL_FILE, long.directory / REPORTS_FILE, anew=True)
    assert long.verify() == []
    long.forge("DELETE FROM entries WHERE seq > ?", values=(40,))
    assert long.verify() == [("cut", long.head.seq)]
    assert f"ends at entry 40, but reports.db knows entry {long.head.seq}" in long.said


def test_a_chain_written_anew_is_found_beside_its_own_reports(long: Hall) -> None:
    rebuild(long.directory / JOURNAL_FILE, long.directory / REPORTS_FILE, anew=True)
    issued = long.nth("TicketIssued", 1)
    long.rewrite(issued.seq, changed(issued, b'"language":"id"', b'"language":"en"'))
    assert long.verify() == [("rewritten", long.head.seq)]


def test_a_tail_that_was_cut_off_is_found_by_what_an_app_remembers(long: Hall) -> None:
    app = long.directory.parent / "counter-1"
    app.mkdir()
    (app / "line.json").write_bytes(msgspec.json.encode({"hub": "h", "head": long.head}))
    assert long.verify() == []
    long.forge("DELETE FROM entries WHERE seq > ?", values=(40,))
    assert long.verify() == [("cut", long.head.seq)]
    assert "but counter-1/line.json knows entry" in long.said


def test_a_damaged_chain_says_nothing_of_the_queue_behind_it(hall: Hall) -> None:
    """What follows a broken link may be anybody's: only what stands before it is judged."""
    call = hall.beside()
    fresh = hall.rewrite(call.seq, no_reason(call))
    first = hall.nth("TicketIssued", 0).seq
    hall.forge("UPDATE entries SET actor = 'nobody' WHERE seq = ?", values=(first,))
    assert hall.verify() == [("changed", first)]
    assert fresh[0].seq > first

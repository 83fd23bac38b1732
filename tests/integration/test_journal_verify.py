"""Whatever somebody does to the file, verification sees it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.hub.journal.chain import head_after, origin, place
from shared.hub.journal.port import Entry, JournalError
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import LISTED_FAULTS, Report, read_head, verify
from shared.protocol.messages import Head
from tests.unit.journal_samples import draft, drafts, filled

COUNT = 40
DAMAGE = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Sample:
    """A journal that is damaged over and over, each time from the same sound file."""

    def __init__(self, directory: Path) -> None:
        self.sound, self.entries, self.head = filled(directory / "sound", COUNT)
        self.path = directory / JOURNAL_FILE

    def damage(self, *statements: str, values: tuple[object, ...] = ()) -> None:
        """A copy on which somebody has run these statements (`values` belong to the first)."""
        shutil.copy(self.sound, self.path)
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for statement in statements:
                connection.execute(statement, values if statement is statements[0] else ())

    def kinds(self, against: Head | None = None) -> list[tuple[str, int]]:
        """Kind and entry of each fault."""
        return [(fault.kind, fault.seq) for fault in verify(self.path, against).faults]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("verify"))


def test_a_sound_journal_is_sound(sample: Sample) -> None:
    seen: list[Entry] = []
    report = verify(sample.sound, sample.head, on_entry=seen.append)
    assert report.sound
    assert report.entries == COUNT
    assert report.head == sample.head
    assert report.journal == sample.head.journal
    assert seen == sample.entries


def test_an_empty_journal_is_sound_also_against_its_origin(sample: Sample) -> None:
    sample.damage("DELETE FROM entries")
    nothing = origin(sample.head.journal)
    assert verify(sample.path).sound
    assert verify(sample.path, nothing).sound
    assert sample.kinds(sample.head) == [("cut", COUNT)]


def test_progress_is_told(tmp_path: Path) -> None:
    path, _, _ = filled(tmp_path, 1_000)
    told: list[tuple[int, int]] = []
    verify(path, progress=lambda done, total: told.append((done, total)))
    assert told == [(1_000, 1_000)]


@DAMAGE
@given(
    seq=st.integers(1, COUNT),
    column=st.sampled_from(["type", "body", "actor", "command", "digest", "hash"]),
    where=st.integers(0, 10_000),
    new=st.integers(1, 127),
)
def test_any_changed_text_is_seen(
    sample: Sample, seq: int, column: str, where: int, new: int
) -> None:
    value = getattr(sample.entries[seq - 1], column)
    text = value.decode() if isinstance(value, bytes) else value
    where %= len(text)
    changed = text[:where] + chr(new) + text[where + 1 :]
    sample.damage(f"UPDATE entries SET {column} = ? WHERE seq = ?", values=(changed, seq))
    faults = sample.kinds()
    if changed == text:
        assert faults == []
    elif column == "hash" and seq < COUNT:
        assert faults == [("changed", seq), ("changed", seq + 1)]
    else:
        assert faults == [("changed", seq)]


@DAMAGE
@given(
    seq=st.integers(1, COUNT),
    column=st.sampled_from(["at", "version"]),
    new=st.integers(-(2**63), 2**63 - 1),
)
def test_any_changed_number_is_seen(sample: Sample, seq: int, column: str, new: int) -> None:
    sample.damage(f"UPDATE entries SET {column} = ? WHERE seq = ?", values=(new, seq))
    same = new == getattr(sample.entries[seq - 1], column)
    assert sample.kinds() == ([] if same else [("changed", seq)])


@DAMAGE
@given(first=st.integers(1, COUNT), length=st.integers(1, COUNT))
def test_any_cut_is_seen_with_the_head_that_was_noted(
    sample: Sample, first: int, length: int
) -> None:
    last = min(first + length - 1, COUNT)
    sample.damage(f"DELETE FROM entries WHERE seq BETWEEN {first} AND {last}")
    if last == COUNT:
        assert sample.kinds() == []  # the chain alone cannot know how long it was
        assert sample.kinds(sample.head) == [("cut", COUNT)]
    else:
        assert sample.kinds() == [("gap", last + 1)]


def flipped_everywhere(size: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, size - 1), st.integers(1, 255))


@DAMAGE
@given(data=st.data())
def test_a_flipped_byte_anywhere_in_the_file_is_seen_or_changes_nothing(
    sample: Sample, data: st.DataObject
) -> None:
    content = bytearray(sample.sound.read_bytes())
    where, mask = data.draw(flipped_everywhere(len(content)))
    content[where] ^= mask
    for leftover in sample.path.parent.glob(f"{JOURNAL_FILE}-*"):
        leftover.unlink()
    sample.path.write_bytes(content)
    assert damaged(sample) or unchanged(sample)


def damaged(sample: Sample) -> bool:
    try:
        return not verify(sample.path, sample.head).sound
    except JournalError:
        return True


def unchanged(sample: Sample) -> bool:
    """Whether those who read the journal get what was written."""
    reader = Reader(sample.path)
    with closing(reader):
        by_type = reader.read_type("TicketIssued", 0, COUNT + 1)
        return reader.read(0, COUNT + 1) == by_type == sample.entries


def test_a_cut_off_file_is_seen(sample: Sample) -> None:
    content = sample.sound.read_bytes()
    for size in (0, 10, 4096, len(content) // 2, len(content) - 1):
        sample.path.write_bytes(content[:size])
        assert damaged(sample), f"cut to {size} of {len(content)} bytes"


def test_two_entries_that_changed_places_are_seen(sample: Sample) -> None:
    sample.damage(
        "UPDATE entries SET seq = -1 WHERE seq = 7",
        "UPDATE entries SET seq = 7 WHERE seq = 8",
        "UPDATE entries SET seq = 8 WHERE seq = -1",
    )
    assert sample.kinds() == [("changed", 7), ("changed", 8), ("changed", 9)]


def test_entries_before_the_first_are_seen(sample: Sample) -> None:
    columns = "at, type, version, body, actor, command, digest, hash"
    sample.damage(f"INSERT INTO entries SELECT 0, {columns} FROM entries WHERE seq = 3")
    assert sample.kinds()[0] == ("gap", 0)


def rewritten(sample: Sample, count: int) -> Head:
    """Somebody with the file in hand drops entry 5 and makes a fresh, fitting chain of the rest."""
    start = origin(sample.head.journal)
    forged = place(start, [draft(n) for n in range(1, count + 2) if n != 5])
    sample.damage("DELETE FROM entries")
    with closing(sqlite3.connect(sample.path)) as connection, connection:
        connection.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)",
            [tuple(getattr(entry, field) for field in entry.__struct_fields__) for entry in forged],
        )
    return head_after(start, forged)


def test_a_rewritten_chain_is_seen_with_the_head_that_was_noted(sample: Sample) -> None:
    rewritten(sample, COUNT)
    assert sample.kinds() == []
    assert sample.kinds(sample.head) == [("rewritten", COUNT)]
    noted_before = Head(sample.head.journal, 4, sample.entries[3].hash)
    assert sample.kinds(noted_before) == []


def test_another_journal_in_its_place_is_seen(sample: Sample, tmp_path: Path) -> None:
    path, _, _ = filled(tmp_path, COUNT)
    report = verify(path, sample.head)
    assert [fault.kind for fault in report.faults] == ["other-journal"]


def test_a_journal_that_was_given_another_id_is_seen(sample: Sample) -> None:
    sample.damage("UPDATE meta SET value = ? WHERE key = 'journal'", values=("0" * 32,))
    assert sample.kinds() == [("changed", 1)]


def test_a_lying_index_is_seen(sample: Sample) -> None:
    """A restart begins at the last DayOpened, which the index by type finds."""
    sample.damage(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '\"type\"', '\"actor\"')"
        " WHERE name = 'idx_entries_type'",
    )
    assert {kind for kind, _ in sample.kinds()} == {"file"}


def test_a_report_lists_the_first_faults_and_counts_them_all(tmp_path: Path) -> None:
    path, _, _ = filled(tmp_path, 2 * LISTED_FAULTS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE entries SET actor = 'nobody'")
    report = verify(path)
    assert report.fault_count == 2 * LISTED_FAULTS
    assert [fault.seq for fault in report.faults] == list(range(1, LISTED_FAULTS + 1))


def test_what_is_changed_never_reaches_a_replay(sample: Sample) -> None:
    sample.damage("UPDATE entries SET actor = 'nobody' WHERE seq = 4")
    seen: list[Entry] = []
    verify(sample.path, on_entry=seen.append)
    assert seen == [entry for entry in sample.entries if entry.seq != 4]


def test_verifying_writes_nothing_and_leaves_a_running_hub_alone(sample: Sample) -> None:
    before = sample.sound.read_bytes()
    with closing(sqlite3.connect(sample.sound, isolation_level=None)) as hub:
        hub.execute("BEGIN IMMEDIATE")
        report: Report = verify(sample.sound)
        hub.execute("ROLLBACK")
    assert report.sound
    assert sample.sound.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{}", '{"journal": 1, "seq": 2, "hash": ""}', "head"])
def test_a_noted_head_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "head.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"head\.json holds no journal head"):
        read_head(path)


@pytest.fixture(autouse=True)
def nothing_beside_the_file(sample: Sample) -> Iterator[None]:
    yield
    for leftover in sample.path.parent.glob(f"{JOURNAL_FILE}*"):
        leftover.unlink()


def test_entries_of_a_thousand_and_more_are_walked(tmp_path: Path) -> None:
    path, entries, head = filled(tmp_path, 1_000)
    more = place(head, drafts(1, 1_001))
    with closing(sqlite3.connect(path)) as connection, connection:
        row = tuple(getattr(more[0], field) for field in more[0].__struct_fields__)
        connection.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)", row
        )
    report = verify(path)
    assert report.sound
    assert report.entries == len(entries) + 1

"""An older version's files open in this one; a newer one's are refused with a remedy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from shared.cli.exits import ExitCode
from shared.domain.events import EVENTS
from shared.hub import people
from shared.hub.backup.copied import forget_copied
from shared.hub.backup.copies import manifest_of
from shared.hub.journal import schema
from shared.hub.journal.port import Unreadable
from shared.hub.journal.schema import JOURNAL_FILE, open_reader, open_writer
from shared.hub.people import PEOPLE_FILE, People
from tests.integration.real_hub import HubDidNotStart, RealHub
from tests.samples.sample import Sample, facts_of, samples

SAMPLES = samples()


@pytest.fixture(params=SAMPLES, ids=[path.name for path in SAMPLES])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data directory as an older version left it."""
    data = tmp_path / "data"
    shutil.copytree(request.param, data)
    (data / JOURNAL_FILE).chmod(0o600)
    return data


def test_the_newest_sample_has_every_type_of_entry() -> None:
    missing = EVENTS.keys() - Sample(SAMPLES[-1]).types()
    assert not missing, "python -m tests.samples.make --again"


def test_a_sample_is_what_was_written(written: Path) -> None:
    manifest_of(written)


def test_this_version_makes_the_same_of_it(written: Path) -> None:
    assert facts_of(written) == Sample(written).facts()


def test_a_hub_goes_on_where_the_older_one_ended(written: Path) -> None:
    forget_copied(written / JOURNAL_FILE)  # a sample is kept as a copy; here it stands for itself
    with RealHub(written, "--always-open") as hub:
        ticket = hub.take()
        assert ticket["number"] == "A-001"  # a new day: those left for an earlier one are over
        hub.open("2")
        assert hub.at("2", "call-next").json()["number"] == "A-001"
        assert hub.take()["number"] == "A-003"  # A-002 is at its counter still
        assert hub.stop() == 0
    with RealHub(written, "--always-open") as hub:
        assert hub.get(f"/api/v1/tickets/{ticket['id']}")["state"] == "called"


def with_schema(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(version),))


@pytest.mark.parametrize("name", [JOURNAL_FILE, PEOPLE_FILE])
def test_a_newer_file_is_refused_with_cause_and_remedy(written: Path, name: str) -> None:
    with_schema(written / name, 99)
    with pytest.raises(HubDidNotStart) as refused:
        RealHub(written).start()
    assert refused.value.status == ExitCode.DAMAGED
    assert f"{name} was written by a newer Giliran (tables of version 99" in refused.value.said
    assert "restore a backup made before it" in refused.value.said
    assert "Traceback" not in refused.value.said


def next_version(name: str, table: str) -> Migrations:
    """The migrations of a version to come: one more column in a table."""
    later = Migrations(name)

    @later()
    def first_tables(db: Database) -> None:
        raise AssertionError("it is there already")

    @later()
    def one_more(db: Database) -> None:
        db.table(table).add_column("more", str)

    return later


def test_a_later_version_migrates_the_journal_once(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written / JOURNAL_FILE
    monkeypatch.setattr(schema, "SCHEMA", 2)
    monkeypatch.setattr(schema, "migrations", next_version("journal", "meta"))
    for _ in range(2):
        with closing(open_writer(path).conn) as connection:
            assert schema.meta(Database(connection), "schema") == "2"
            columns = [row[1] for row in connection.execute("PRAGMA table_info(meta)")]
            assert columns == ["key", "value", "more"]
    monkeypatch.setattr(schema, "SCHEMA", 1)
    with pytest.raises(Unreadable, match="newer Giliran"):
        open_reader(path)


def test_a_later_version_migrates_the_officers_once(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "SCHEMA", people.SCHEMA + 1)
    monkeypatch.setattr(people, "migrations", next_version("people", "officers"))
    for _ in range(2):
        opened = People(written / PEOPLE_FILE)
        assert opened.names() == {"officer-1": "Petugas 1", "officer-2": "Petugas 2"}
        opened.close()
    monkeypatch.setattr(people, "SCHEMA", people.SCHEMA - 1)
    with pytest.raises(Unreadable, match="newer Giliran"):
        People(written / PEOPLE_FILE)

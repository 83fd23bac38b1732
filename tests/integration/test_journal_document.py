"""docs/journal.md says what the code does: the events, the files, and a recipe that works."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from shared.domain.events import EVENTS, Choice
from shared.hub.contacts import CONTACTS_FILE
from shared.hub.first_pins import FIRST_PINS_FILE
from shared.hub.homes import HOMES_FILE
from shared.hub.journal.reading import COLUMNS
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import Fault
from shared.hub.media.store import FOLDER as MEDIA
from shared.hub.popular import POPULAR_FILE
from shared.hub.snapshots.parts import FOLDER
from shared.hub.witness.book import BOOK_FILE
from tests.documents import blocks, code, page, rows, sections
from tests.integration.real_hub import RealHub

PAGE = page("journal.md")
SECTIONS = sections(PAGE)


def test_every_event_is_described_with_its_fields() -> None:
    described = {code(cells[0])[0]: code(cells[1]) for cells in rows(SECTIONS["The events"])}
    assert described.keys() == EVENTS.keys()
    for name, kind in EVENTS.items():
        assert described[name] == [field.name for field in fields(kind)], name


def test_the_proof_of_a_call_is_described() -> None:
    named = set(code("\n".join(SECTIONS["The events"])))
    assert {field.name for field in fields(Choice)} <= named


def test_an_entrys_columns_are_described() -> None:
    described = [code(cells[0])[0] for cells in rows(SECTIONS["An entry"])]
    assert described == COLUMNS.split(", ")


def test_the_faults_are_those_that_verify_knows() -> None:
    listed = {code(cells[0])[0] for cells in rows(SECTIONS["Commands"])}
    faults = {name for name in listed if " " not in name}
    assert Fault.__doc__ is not None
    assert faults == set(code(Fault.__doc__.replace("``", "`"))) - {
        "kind",
        "words",
        "shared.hub.replay",
        "shared.hub.proof",
        "shared.hub.witness",
    }


def test_the_recipe_walks_a_real_journal_and_sees_a_changed_entry(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub:
        for _ in range(3):
            hub.take()
        left = {file.name for file in hub.directory.iterdir() if file.suffix != ".new"}
        assert hub.stop() == 0
        last = hub.entries()[-1]
    listed = {
        name
        for cells in rows(SECTIONS["What lies in the data directory"])
        for name in code(cells[0])
    }
    there = {name.removesuffix("-wal").removesuffix("-shm") for name in left}
    assert there - {POPULAR_FILE} == listed - {
        FIRST_PINS_FILE,
        CONTACTS_FILE,
        HOMES_FILE,  # made where devices come over a network
        POPULAR_FILE,  # decided when the reports have reached the day
        BOOK_FILE,  # made with the first day that is over
        f"{FOLDER}/",  # made after some thousand entries
        f"{MEDIA}/",  # made with the first file
    }
    journal = hub.directory / JOURNAL_FILE
    assert walk(journal) == (0, f"{last.seq} entries, the last one hashed {last.hash}\n", "")
    with sqlite3.connect(journal) as database:
        database.execute("UPDATE entries SET body = '{}' WHERE seq = ?", (last.seq - 1,))
    database.close()
    fault = f"entry {last.seq - 1} does not follow entry {last.seq - 2}\n"
    assert walk(journal) == (1, "", fault)


def walk(journal: Path) -> tuple[int, str, str]:
    """The document's own program over a journal."""
    (program,) = blocks(PAGE, "python")
    command = [sys.executable, "-c", program, str(journal)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return done.returncode, done.stdout, done.stderr

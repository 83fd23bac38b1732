"""A scenario learnt from a hub's journal: the hall as it was on some days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from shared.cli.simulation.scenario.document import Document
from shared.cli.simulation.scenario.lessons import Lessons
from shared.cli.simulation.scenario.model import Scenario
from shared.cli.simulation.scenario.reading import ScenarioError, scenario_from
from shared.cli.simulation.scenario.writing import written
from shared.domain.events import Recorded
from shared.domain.hours import day_begins
from shared.domain.ids import DAY, Moment
from shared.domain.site import Site
from shared.hub.codec import Foreign, recorded_of
from shared.hub.journal.port import JournalError
from shared.hub.journal.reading import LAST_SEQ, Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.site_file import kept_site, site_document

LAST_DAYS = 30
"""So many before the last entry, where no first day is named."""

CHUNK = 2_000


def learnt(directory: Path, first: str | None, last: str | None, write: Path | None) -> Scenario:
    """The hall of a data directory as it was from `first` to `last` (dates); a hub may run there.

    `write` gets it as a file, with the site beside it. Raises ScenarioError and OSError.
    """
    path = directory / JOURNAL_FILE
    if not path.is_file():
        raise ScenarioError(str(directory), [("", "there is no journal: name a data directory")])
    try:
        with closing(Reader(path)) as reader:
            site = _site(reader)
            document = _document(reader, site, first, last)
    except (JournalError, Foreign) as error:
        raise ScenarioError(str(path), [("", str(error))]) from None
    except ValueError as error:
        raise ScenarioError(str(directory), [("", str(error))]) from None
    if write is not None:
        _write(document, site, write, directory)
    return scenario_from(document, site, str(directory))


def _site(reader: Reader) -> Site:
    """The one that the hall has now."""
    entries = [entry for kind in ("SiteLoaded", "Carried") if (entry := reader.last(kind))]
    for entry in sorted(entries, key=lambda entry: entry.seq, reverse=True):
        site = json.loads(entry.body).get("site")
        if site:
            return kept_site(site)
    raise ValueError("the journal has no site yet")


def _document(reader: Reader, site: Site, first: str | None, last: str | None) -> Document:
    newest = reader.read(reader.head().seq - 1, 1)
    begins, ends = _span(site, Moment(newest[0].at), first, last)
    lessons = Lessons(site)
    for recorded in _entries(reader, begins, ends):
        lessons.take(recorded)
    return lessons.document()


def _span(site: Site, newest: Moment, first: str | None, last: str | None) -> tuple[int, int]:
    """From and to, in ms; ValueError for what is no date."""
    try:
        begins = day_begins(site, first) if first else newest - LAST_DAYS * DAY
        ends = day_begins(site, last) + DAY if last else LAST_SEQ
    except ValueError as error:
        raise ValueError(f"--from and --to are dates, YYYY-MM-DD: {error}") from None
    return begins, ends


def _entries(reader: Reader, begins: int, ends: int) -> Iterator[Recorded]:
    row = reader.db.conn.execute("SELECT min(seq) FROM entries WHERE at >= ?", (begins,)).fetchone()
    after = (row[0] or LAST_SEQ) - 1
    while entries := reader.read(after, CHUNK):
        for entry in entries:
            if entry.at >= ends:
                return
            yield recorded_of(entry)
        after = entries[-1].seq


def _write(document: Document, site: Site, path: Path, source: Path) -> None:
    beside = path.with_name(f"{path.stem}-site.json")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(site_document(site)), indent=1))
    head = f"Learnt from {source}; the keys are explained in assets/sample_day.toml."
    path.write_text(written(document, beside.name, head), encoding="utf-8")

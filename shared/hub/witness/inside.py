"""The signatures that stand in a journal itself, as the lines of the file beside it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from shared.domain.events import DaySigned, SigningKeyChanged
from shared.hub.codec import recorded_of
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.witness.book import BOOK_FILE, Line, add_lines, day_line, key_line

_CHUNK = 1_000


def signatures_of(reader: Reader) -> list[Line]:
    """All of them, and the changes of keys, in order: small, and worth comparing. Raises
    `Unreadable` and `Foreign`."""
    found: list[tuple[int, Line]] = []
    for kind in (DaySigned, SigningKeyChanged):
        after = 0
        while entries := reader.read_type(kind.__name__, after, _CHUNK):
            for entry in entries:
                event = recorded_of(entry).event
                if isinstance(event, DaySigned):
                    found.append((entry.seq, day_line(reader.journal, event, entry.seq)))
                elif isinstance(event, SigningKeyChanged):
                    found.append((entry.seq, key_line(reader.journal, event)))
            after = entries[-1].seq
    return [line for _, line in sorted(found, key=lambda one: one[0])]


def write_book(directory: Path) -> None:
    """The file of signatures of a directory that has none yet. Raises as `signatures_of`, and
    OSError."""
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        add_lines(directory / BOOK_FILE, signatures_of(reader))

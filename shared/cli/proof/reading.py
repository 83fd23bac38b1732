"""A data directory for a command that only reads: a hub may run on it meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from shared.cli.exits import ExitCode
from shared.hub.codec import Foreign
from shared.hub.journal.lock import DirectoryBusy
from shared.hub.journal.port import JournalError, Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.proof.days import NoSuchDay

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="The hub's data directory.")]
Date = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The business date, YYYY-MM-DD; else the newest day."),
]


@contextmanager
def journal_of(data: Path) -> Iterator[Reader]:
    """The journal of a directory, for reading alone."""
    with told_apart():
        reader = Reader(data / JOURNAL_FILE)
        try:
            yield reader
        finally:
            reader.close()


@contextmanager
def told_apart() -> Iterator[None]:
    """Errors in words, with the exit status that belongs to each."""
    try:
        yield
    except (JournalError, OSError) as error:
        print(f"giliran: {error}", file=sys.stderr)
        damaged = isinstance(error, Unreadable) and error.code == "damaged"
        raise typer.Exit(ExitCode.DAMAGED if damaged else ExitCode.FAILED) from error
    except (NoSuchDay, Foreign) as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from error
    except DirectoryBusy as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.BUSY) from error

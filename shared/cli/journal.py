"""`giliran journal …`: prove that the journal is whole, and read it."""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from shared.cli.exits import ExitCode
from shared.hub.cut_tail import seen_by_reports
from shared.hub.journal.lock import DirectoryBusy, DirectoryLock
from shared.hub.journal.port import Entry, JournalError, Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.salvage.repair import READABLE_FILE, Repaired, repair
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import Progress as ShowProgress
from shared.hub.journal.verify import Report, read_head, verify
from shared.hub.projection.rebuild import rebuild
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.replay import Retrace
from shared.hub.restored import Mark, write_mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

app = typer.Typer(
    name="journal",
    help="Prove that the journal is whole, and read it.",
    no_args_is_help=True,
    add_completion=False,
)

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="The hub's data directory.")]

_LONG = 20_000
"""From so many entries on, a progress bar is worth it."""


@app.command("verify")
def verify_command(
    data: Data,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help='A head noted earlier: {"journal": …, "seq": …, "hash": …}. '
            "It also shows a cut tail and a journal written anew.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Walk the whole chain, and play the queue again from it. Exit status 6 where anything does
    not fit."""
    noted = _noted(against)
    with _told_apart(), _progress() as progress:
        report = _verified(data / JOURNAL_FILE, noted, progress)
    print(_as_json(report) if as_json else "\n".join(_in_words(report)))
    if not report.sound:
        raise typer.Exit(ExitCode.DAMAGED)


@app.command("repair")
def repair_command(
    data: Data,
    as_json: Annotated[bool, typer.Option("--json", help="What was done, as JSON.")] = False,
) -> None:
    """Write what is proven to be whole into a new file, and keep the damaged ones aside.

    Nothing is guessed, and nothing is done to a journal that verifies. The hub must be stopped.
    Exit status 0: nothing is lost; 6: entries are (they are named), or nothing could be done.
    """
    with _told_apart(), DirectoryLock(_existing(data)), _progress() as progress:
        done = repair(data, seen_by_reports(data), progress)
        if done.head is not None:  # what was lost without a trace may be on paper
            write_mark(data, Mark.new("a repair", done.head, wall_ms()))
    print(msgspec.json.encode(done).decode() if as_json else "\n".join(_what_was_done(done)))
    if done.lost:
        raise typer.Exit(ExitCode.DAMAGED)


def _existing(data: Path) -> Path:
    if not data.is_dir():
        raise Unreadable("missing", f"There is no directory {data}.")
    return data


@app.command()
def head(data: Data) -> None:
    """Print where the journal stands: note it elsewhere, and `verify --against` it later."""
    with _reader(data) as reader:
        print(msgspec.json.encode(reader.head()).decode())


@app.command()
def show(
    data: Data,
    after: Annotated[int, typer.Option(metavar="SEQ", help="Begin after this entry.")] = 0,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 1_000,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only these: TicketCalled.")
    ] = None,
) -> None:
    """Print entries as JSON, one a line."""
    with _reader(data) as reader:
        while limit > 0 and (entries := _some(reader, after, min(limit, 1_000), type_)):
            for entry in entries:
                print(_line(entry))
            after = entries[-1].seq
            limit -= len(entries)


@app.command()
def project(
    data: Data,
    rebuild_: Annotated[
        bool, typer.Option("--rebuild", help="Throw the reports' tables away and fill them anew.")
    ] = False,
) -> None:
    """Bring the reports' tables up to the journal's head; the hub must be stopped."""
    with _told_apart(), DirectoryLock(data):
        try:
            done = rebuild(data / JOURNAL_FILE, data / REPORTS_FILE, anew=rebuild_)
        except sqlite3.Error as error:
            print(f"giliran: {data / REPORTS_FILE}: {error}. Try --rebuild.", file=sys.stderr)
            raise typer.Exit(ExitCode.FAILED) from error
    print(f"{data / REPORTS_FILE} stands at entry {done}.")


def _verified(path: Path, noted: Head | None, progress: ShowProgress) -> Report:
    found: list[tuple[str, int, str]] = []
    retrace = Retrace(lambda *finding: found.append(finding))
    report = verify(path, noted, progress, retrace.take)
    if report.sound:  # what a broken chain says of the queue is worth nothing
        retrace.end()
        for finding in found:
            report.add(*finding)
    return report


def _some(reader: Reader, after: int, limit: int, type_: str | None) -> list[Entry]:
    if type_ is None:
        return reader.read(after, limit)
    return reader.read_type(type_, after, limit)


def _line(entry: Entry) -> str:
    fields: dict[str, Any] = msgspec.structs.asdict(entry)
    # The body is JSON already; a broken one is shown as text rather than not at all.
    try:
        fields["body"] = msgspec.json.decode(entry.body)
    except msgspec.DecodeError:
        fields["body"] = entry.body.decode(errors="replace")
    return msgspec.json.encode(fields).decode()


def _in_words(report: Report) -> Iterator[str]:
    for fault in report.faults:
        yield f"DAMAGED ({fault.kind}) {fault.words}"
    if report.fault_count > len(report.faults):
        yield f"… and {report.fault_count - len(report.faults)} more."
    if report.head is None:
        return
    yield f"Journal {report.journal}: {report.entries} entries read, up to {report.head.seq}."
    yield f"Hash of the last: {report.head.hash}"
    for loss in report.lost:
        day = dt.datetime.fromtimestamp(loss.at / 1_000).astimezone()
        yield f"Entries {loss.first} to {loss.last} are lost since the repair of {day:%d %B %Y}."
    if report.sound:
        yield "Whole: every entry fits the one before it."
    if report.sound and report.against:
        yield f"The head noted at entry {report.against.seq} is part of it."


def _what_was_done(done: Repaired) -> Iterator[str]:
    if done.head is None:
        yield "Nothing to repair: every entry fits the one before it."
        return
    yield f"{done.entries} entries are whole; the last is {done.head.seq}, hash {done.head.hash}"
    for seq in done.mended:
        yield f"Entry {seq} was damaged, and is as it was: its hash proves it."
    for first, last in done.lost:
        yield f"LOST: entries {first} to {last}."
    if done.not_kept:
        yield (
            f"{done.not_kept} of them can be read, but not be played: {done.aside}/{READABLE_FILE}."
        )
    yield f"The damaged files are in {done.aside}; keep them until nobody misses anything."
    yield (
        "Numbers may be on paper that the hub does not know: it gives none until the kiosks have"
        " told theirs, or somebody says 'giliran restore go'."
    )


def _as_json(report: Report) -> str:
    fields = {"sound": report.sound} | msgspec.structs.asdict(report)
    return msgspec.json.encode(fields).decode()


def _noted(path: Path | None) -> Head | None:
    if path is None:
        return None
    try:
        return read_head(path)
    except (OSError, ValueError) as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.USAGE) from error


@contextmanager
def _reader(data: Path) -> Iterator[Reader]:
    with _told_apart():
        reader = Reader(data / JOURNAL_FILE)
        try:
            yield reader
        finally:
            reader.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    """Errors in words, with the exit status that belongs to each."""
    try:
        yield
    except (JournalError, OSError) as error:
        print(f"giliran: {error}", file=sys.stderr)
        damaged = isinstance(error, Unreadable) and error.code == "damaged"
        raise typer.Exit(ExitCode.DAMAGED if damaged else ExitCode.FAILED) from error
    except DirectoryBusy as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.BUSY) from error


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on stderr, for long walks on a terminal."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", visible=False)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, visible=total >= _LONG
        )

"""`giliran journal …`: prove that the journal is whole, and read it."""

from __future__ import annotations

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
from shared.cli.proof import words
from shared.cli.proof.closing import closing
from shared.cli.proof.explain import explain
from shared.cli.proof.reading import Data, journal_of, told_apart
from shared.cli.rewinding import rewind_journal
from shared.hub.cut_tail import seen_by_reports
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.port import Entry, Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.salvage.repair import READABLE_FILE, Repaired, repair
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import read_head
from shared.hub.projection.rebuild import rebuild
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.proof.whole import prove
from shared.hub.restored import Mark, write_mark
from shared.protocol.closing import head_from
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

app = typer.Typer(
    name="journal",
    help="Prove that the journal is whole, and read it.",
    no_args_is_help=True,
    add_completion=False,
)

app.command("explain")(explain)
app.command("closing")(closing)
app.command("rewind")(rewind_journal)

_LONG = 20_000
"""From so many entries on, a progress bar is worth it."""


@app.command("verify")
def verify_command(
    data: Data,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|TEXT",
            help="A head noted earlier: the file that `head` gave, or what stands on the paper of"
            ' a closing: its code scanned, or typed as "ENTRY GROUPS", a row of its hash or more.'
            " It also shows a cut tail and a journal written anew.",
        ),
    ] = None,
    choices: Annotated[
        bool, typer.Option("--choices", help="List every call that was made beside the rule.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Walk the whole chain, play the queue again from it, and make every choice anew: each call
    was the rule's own, or stands there with its reason. Exit status 6 where anything does not
    fit."""
    noted = _noted(against)
    with told_apart(), _progress() as progress:
        proof = prove(data / JOURNAL_FILE, noted, progress)
    if as_json:
        print(words.as_json(proof, choices=choices))
    else:
        print("\n".join(words.in_words(proof, choices=choices)))
    if not proof.report.sound:
        slip = {fault.kind for fault in proof.report.faults} == {"mistyped"}
        raise typer.Exit(ExitCode.USAGE if slip else ExitCode.DAMAGED)


@app.command("repair")
def repair_command(
    data: Data,
    as_json: Annotated[bool, typer.Option("--json", help="What was done, as JSON.")] = False,
) -> None:
    """Write what is proven to be whole into a new file, and keep the damaged ones aside.

    Nothing is guessed, and nothing is done to a journal that verifies. The hub must be stopped.
    Exit status 0: nothing is lost; 6: entries are (they are named), or nothing could be done.
    """
    with told_apart(), DirectoryLock(_existing(data)), _progress() as progress:
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
    with journal_of(data) as reader:
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
    with journal_of(data) as reader:
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
    with told_apart(), DirectoryLock(data):
        try:
            done = rebuild(data / JOURNAL_FILE, data / REPORTS_FILE, anew=rebuild_)
        except sqlite3.Error as error:
            print(f"giliran: {data / REPORTS_FILE}: {error}. Try --rebuild.", file=sys.stderr)
            raise typer.Exit(ExitCode.FAILED) from error
    print(f"{data / REPORTS_FILE} stands at entry {done}.")


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


def _noted(given: str | None) -> Head | None:
    """A file's head, else what somebody read from a paper."""
    if given is None:
        return None
    try:
        return read_head(Path(given)) if Path(given).is_file() else head_from(given)
    except (OSError, ValueError) as error:
        print(f"giliran: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.USAGE) from error


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on stderr, for long walks on a terminal."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", visible=False)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, visible=total >= _LONG
        )

"""`giliran journal …`: prove that the journal is whole, and read it."""

from __future__ import annotations

import re
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
from shared.cli.proof.listing import who
from shared.cli.proof.reading import Data, journal_of, told_apart
from shared.cli.proof.witness import change_key, export_journal, verify_exported
from shared.cli.proof.witness import key as key_command
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
from shared.hub.witness.book import Book, read_book
from shared.hub.witness.memory import forget
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
app.command("who")(who)
app.command("rewind")(rewind_journal)
app.command("export")(export_journal)
app.command("key")(key_command)
app.command("new-key")(change_key)

_FINGERPRINT = re.compile("[0-9a-f]{16,32}")

_LONG = 20_000
"""From so many entries on, a progress bar is worth it."""


@app.command("verify")
def verify_command(
    *,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="The hub's data directory.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|TEXT",
            help="A head noted earlier: the file that `head` gave, or what stands on the paper of"
            ' a closing: its code scanned, or typed as "ENTRY GROUPS", a row of its hash or more.'
            " It also shows a cut tail and a journal written anew.",
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            metavar="FINGERPRINT",
            help="The hub's key, as noted elsewhere (on a closing, in an export): 16 digits or"
            " more. It also shows a journal that was signed anew with another key.",
        ),
    ] = None,
    signatures: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A copy of signatures.jsonl that was kept elsewhere. It also shows a journal that"
            " was signed anew with the hub's own key.",
        ),
    ] = None,
    exported: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Check what `export` wrote; with --data, the journal against it as well.",
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
    known = _fingerprint(key)
    if exported is not None:
        verify_exported(exported, known, data)
        return
    if data is None:
        raise typer.BadParameter("a data directory, or --export", param_hint="--data")
    noted = _noted(against)
    copy = _copied(signatures)
    with told_apart(), _progress() as progress:
        proof = prove(data / JOURNAL_FILE, noted, progress, key=known, copy=copy)
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
            forget(data)
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


def _copied(path: Path | None) -> tuple[str, Book] | None:
    """A file of signatures that was kept elsewhere."""
    if path is None:
        return None
    try:
        book = read_book(path)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint="--signatures") from error
    if book is None or not book.lines:
        raise typer.BadParameter(f"{path} holds no signatures", param_hint="--signatures")
    return str(path), book


def _fingerprint(given: str | None) -> str:
    digits = "".join((given or "").split()).lower()
    if given is not None and not _FINGERPRINT.fullmatch(digits):
        words = "16 to 32 digits of the fingerprint, as in '4b1c 09de 77a0 2f31'"
        raise typer.BadParameter(words, param_hint="--key")
    return digits


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on stderr, for long walks on a terminal."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", visible=False)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, visible=total >= _LONG
        )

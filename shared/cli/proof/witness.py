"""`giliran journal export`, `key` and `new-key`: what leaves the machine to bear witness."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from shared.cli.exits import ExitCode
from shared.cli.proof.reading import Data, journal_of, told_apart
from shared.domain.events import SigningKeyChanged
from shared.domain.ids import Moment
from shared.hub.identity.signing import (
    NoKey,
    exchange_key,
    fingerprint,
    new_key,
    public_pem,
    read_key,
)
from shared.hub.journal.lock import DirectoryLock
from shared.hub.witness.book import BOOK_FILE, add_lines, key_line
from shared.hub.witness.exported import checked, differences, opened
from shared.hub.witness.exporting import export, span_of
from shared.hub.witness.statement import of_change
from shared.hub.witness.verify_export import Check
from shared.protocol.machine import wall_ms


def export_journal(
    *,
    data: Data,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="A new folder, or a new file NAME.zip.")
    ],
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first business date.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last business date.")
    ] = None,
) -> None:
    """Write some days of the journal for an auditor: entries, signatures, a table of who did what,
    when and from which device, a text that explains it, and a program that checks it with Python
    alone. It is confidential: the entries have priority groups. The hub may run meanwhile."""
    with told_apart():
        with journal_of(data) as reader:
            span = span_of(reader, from_, to)
        check = export(data, span, out)
    print(f"{out}: {span.from_} to {span.to}, entries {span.first} to {span.last}.")
    _say(check)
    print(f"Later: giliran journal verify --export {out} [--data {data}]")
    if check.faults:
        raise typer.Exit(ExitCode.DAMAGED)


def verify_exported(path: Path, key: str, data: Path | None) -> None:
    """Checks an export, and the journal of `data` against it; exit status 6: something differs."""
    count = 0
    try:
        with told_apart(), opened(path) as folder:
            check = checked(folder, key)
            _say(check)
            if data is not None and not check.faults:
                with journal_of(data) as reader:
                    count, listed = differences(folder, reader)
                _say_differences(count, listed)
    except zipfile.BadZipFile as error:
        print(f"giliran: {path} is no export: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.DAMAGED) from error
    if check.faults or count:
        raise typer.Exit(ExitCode.DAMAGED)


def _say(check: Check) -> None:
    for words in check.faults:
        print(f"NOT SOUND {words}")
    for words in check.said:
        print(words)
    if not check.faults:
        print("The export is sound. Compare the key with the one that was noted elsewhere.")


def _say_differences(count: int, listed: list[str]) -> None:
    for words in listed:
        print(f"REWRITTEN {words}")
    if count > len(listed):
        print(f"… and {count - len(listed)} more.")
    if not count:
        print("The journal holds every entry of it, unchanged.")


def key(
    data: Data,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """Print the public key with which the hub signs, and its fingerprint: keep both elsewhere."""
    public = _read_public(data)
    if as_json:
        print(json.dumps({"key": public, "fingerprint": fingerprint(public)}))
        return
    print(f"Fingerprint: {fingerprint(public)}")
    print(public_pem(public).decode(), end="")


def change_key(data: Data) -> None:
    """Make a new signing key, for which the old one vouches; the old one is gone then. The hub must
    be stopped: it writes the change into the journal at its next start."""
    with told_apart(), DirectoryLock(data), journal_of(data) as reader:
        try:
            old = read_key(data)
        except NoKey as error:
            raise _no_key(error) from error
        fresh = new_key()
        bare = SigningKeyChanged(
            old=old.public, new=fresh.public, changed_at=Moment(wall_ms()), signature=""
        )
        line = key_line(reader.journal, bare)
        signature = old.sign(of_change(reader.journal, bare))
        add_lines(data / BOOK_FILE, [msgspec.structs.replace(line, signature=signature)])
        exchange_key(data, fresh)
    print(f"Before: {fingerprint(old.public)}")
    print(f"Now:    {fingerprint(fresh.public)}")
    print("Note the new fingerprint elsewhere, and start the hub.")


def _read_public(data: Path) -> str:
    try:
        return read_key(data).public
    except NoKey as error:
        raise _no_key(error) from error


def _no_key(error: NoKey) -> typer.Exit:
    print(f"giliran: {error} A hub makes it at its first start.", file=sys.stderr)
    return typer.Exit(ExitCode.FAILED)

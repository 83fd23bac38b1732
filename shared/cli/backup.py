"""`giliran backup …`: a consistent copy of a data directory, and what the replica holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubCallError, hub_address
from shared.hub.backup.copies import copy
from shared.hub.backup.setting import BadSetting, require_apart
from shared.hub.journal.port import Unreadable

app = typer.Typer(
    name="backup",
    help="A consistent copy of the hub's data, and what its replica holds.",
    no_args_is_help=True,
    add_completion=False,
)

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="The hub's data directory.")]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]


@app.command()
def now(
    into: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where copies are put.")],
    data: Data,
    as_json: Json = False,
) -> None:
    """Copy the journal, officers, small files and media into a new folder; the hub may run.

    The copy's journal is walked from its beginning. It holds secrets: keep it as the original.
    """
    try:
        require_apart(into, data, "FOLDER")
        folder, manifest = copy(data, into)
    except BadSetting as bad:
        _give_up(str(bad), ExitCode.REFUSED)
    except (Unreadable, OSError) as error:
        _give_up(str(error), ExitCode.DAMAGED if _damaged(error) else ExitCode.FAILED)
    if as_json:
        print(msgspec.json.encode({"folder": str(folder), "manifest": manifest}).decode())
        return
    print(f"{folder}: {len(manifest.files)} files, the journal up to entry {manifest.head.seq}.")
    if manifest.media:
        print(f"{len(manifest.media)} pictures and videos of TVs and kiosks")
    print(f"Hash of the last: {manifest.head.hash}")
    print(f"On a new machine: giliran restore {folder} --data DIR")


@app.command()
def status(data: Data, as_json: Json = False) -> None:
    """How old a running hub's replica is. Exit status 1 where it is behind, or none is kept."""
    try:
        standing = hub_address(None, data).call("GET", "/healthz")["backup"]
    except HubCallError as error:
        _give_up(str(error), ExitCode.UNREACHABLE)
    if as_json:
        print(msgspec.json.encode(standing).decode())
    elif standing is None:
        print(f"No replica is kept: write 'to = \"FOLDER\"' into {data / 'backup.toml'}, or start")
        print("the hub with --backup FOLDER (or s3://BUCKET/PATH).")
    else:
        print(f"{standing['to']}: {standing['state']}, up to entry {standing['seq']},")
        print(f"behind by {standing['behind_seconds']} s. {standing['trouble']}".rstrip())
        if standing["warning"]:
            print(standing["warning"])
    if standing is None or standing["state"] != "running":
        raise typer.Exit(ExitCode.FAILED)


def _damaged(error: Exception) -> bool:
    return isinstance(error, Unreadable) and error.code == "damaged"


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran backup: {words}", file=sys.stderr)
    raise typer.Exit(code)

"""`giliran media add|list|remove|check`: the files that TVs play beside the calls."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote

import typer
from rich.console import Console
from rich.table import Table

from shared.cli.environment import python, without_screen
from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, hub_address

app = typer.Typer(
    name="media", help="Pictures and videos for the TVs' playlist.", no_args_is_help=True
)

PATH = "/api/v1/media"
FOLDER = "media"
UPLOAD_SECONDS = 600.0
CHECK_SECONDS = 60.0
MB = 1024 * 1024
_PIECE = 1024 * 1024
_OF_MEDIA = ("media-broken", "media-missing", "media-full")

Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The hub's data directory: its address and token."),
]


class Fault(NamedTuple):
    """A file of the playlist that somebody will not see, and why."""

    name: str
    what: str


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False)],
    *,
    name: Annotated[
        str, typer.Option("--name", help="What it is called from now on; default: as the file.")
    ] = "",
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Do not try first whether it can be played.")
    ] = False,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Upload files. One of a name that is known takes its place; TVs fetch it at once.

    They are shown once the site's playlist names them.
    """
    if name and len(files) > 1:
        raise typer.BadParameter("--name goes with one file")
    address = _address(hub, data)
    for verdict in () if unchecked else _looked_at(files):
        if not verdict["ok"]:
            typer.echo(f"giliran media: {verdict['file']}: {verdict['detail']}", err=True)
            raise typer.Exit(ExitCode.FAILED)
    for file in files:
        called = quote(name or file.name, safe="")
        try:
            kept = address.upload(f"{PATH}/{called}", file, UPLOAD_SECONDS)
        except HubCallError as error:
            raise _failed(error) from None
        print(f"{kept['name']}: {kept['kind']}, {_size(kept['size'])}, {kept['digest'][:12]}")


@app.command("list")
def show(hub: Hub = None, data: Data = None) -> None:
    """All files, and whether the playlist names them."""
    address = _address(hub, data)
    answer = _asked(address, "GET", PATH)
    named = set(_named(address))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("file", "kind", "size", "digest", "playlist"):
        table.add_column(heading)
    for one in answer["media"]:
        use = "lost: upload it again" if one["name"] in answer["lost"] else ""
        use = use or ("yes" if one["name"] in named else "no")
        table.add_row(one["name"], one["kind"], _size(one["size"]), one["digest"][:12], use)
    Console().print(table)
    print(f"room for {_size(answer['room'])} more")


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME…")],
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Remove files from the hub; TVs delete their copies."""
    address = _address(hub, data)
    for name in names:
        _asked(address, "DELETE", f"{PATH}/{quote(name, safe='')}")
        print(f"{name}: removed")


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="Files on this machine.")
    ] = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Try whether TVs can show files: those named here, or the hub's whole playlist.

    With --data each file of the hub is read through and played for two seconds. Exit status 1
    where one would not be seen.
    """
    if files:
        verdicts = list(_looked_at(files))
        for one in verdicts:
            print(f"{one['file']}: {'ok' if one['ok'] else 'NOT SHOWN'}: {one['detail']}")
        if not all(one["ok"] for one in verdicts):
            raise typer.Exit(ExitCode.FAILED)
        return
    address = _address(hub, data)
    faults = list(_faults(address, data))
    for fault in faults:
        print(f"{fault.name}: {fault.what}")
    print(f"{len(_named(address))} files of the playlist, {len(faults) or 'no'} faults")
    if faults:
        raise typer.Exit(ExitCode.FAILED)


def _faults(address: HubAddress, data: Path | None) -> Iterator[Fault]:
    """What the playlist names and nobody has; what is damaged or cannot be played; what TVs say."""
    answer = _asked(address, "GET", PATH)
    known = {one["name"]: one for one in answer["media"]}
    for name in _named(address):
        if name not in known:
            yield Fault(name, "the playlist names it, and it was never uploaded")
        elif name in answer["lost"]:
            yield Fault(name, "the hub has lost it: upload it again")
        elif data is not None:
            yield from _of_file(name, known[name]["digest"], data / FOLDER)
    for trouble in _asked(address, "GET", "/api/v1/troubles")["troubles"]:
        if trouble["code"] in _OF_MEDIA:
            who = trouble.get("name") or trouble["device"]
            yield Fault(trouble.get("part", ""), f"{who} says {trouble['code']}")


def _of_file(name: str, digest: str, folder: Path) -> Iterator[Fault]:
    try:
        with (folder / digest).open("rb") as file:
            found = hashlib.sha256()
            while piece := file.read(_PIECE):
                found.update(piece)
    except OSError as error:
        yield Fault(name, f"cannot be read: {error.strerror}")
        return
    if found.hexdigest() != digest:
        yield Fault(name, "is damaged: upload it again")
        return
    for verdict in _looked_at([folder / digest]):
        if not verdict["ok"]:
            yield Fault(name, verdict["detail"])


def _looked_at(files: list[Path]) -> Iterator[dict[str, Any]]:
    """What a display's own processes make of files."""
    command = python("display.playlist.check", *(str(file) for file in files))
    seconds = CHECK_SECONDS * len(files)
    done = subprocess.run(
        command, capture_output=True, text=True, env=without_screen(), check=False, timeout=seconds
    )
    for line in done.stdout.splitlines():
        yield json.loads(line)


def _named(address: HubAddress) -> list[str]:
    """The files that the playlist names, each once."""
    site = _asked(address, "GET", "/api/v1/site")["site"] or {}
    files = (entry.get("file", "") for entry in site.get("playlist", ()))
    return list(dict.fromkeys(one for one in files if one))


def _size(size: int) -> str:
    return f"{size / MB:.1f} MB" if size < 1024 * MB else f"{size / MB / 1024:.1f} GB"


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    try:
        return hub_address(hub, data)
    except HubCallError as error:
        raise _failed(error) from None


def _asked(address: HubAddress, method: str, path: str) -> Any:
    try:
        return address.call(method, path)
    except HubCallError as error:
        raise _failed(error) from None


def _failed(error: HubCallError) -> typer.Exit:
    """Says it, and gives the exit status that goes with it."""
    typer.echo(f"giliran media: {error}", err=True)
    return typer.Exit(ExitCode.REFUSED if isinstance(error, HubRefused) else ExitCode.UNREACHABLE)

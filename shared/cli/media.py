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
from rich.table import Table

from shared.cli.environment import python, without_screen
from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, hub_address
from shared.cli.plain import plain_console
from shared.domain.site_media import medium_named

app = typer.Typer(
    name="media", help="Pictures and videos for the TVs' playlist.", no_args_is_help=True
)

PATH = "/api/v1/media"
FOLDER = "media"
UPLOAD_SECONDS = 600.0
CHECK_SECONDS = 60.0
METER_SECONDS = 600.0
VOICE_LUFS = -18.0
"""Where TVs bring everything (`display.voice.sound`)."""
SOFT_LU = 6.0
"""So much a TV at half its volume can add."""
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
        bool,
        typer.Option("--unchecked", help="Do not try it first; its loudness stays unknown."),
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
    videos = set()
    for verdict in () if unchecked else _looked_at(files):
        if not verdict["ok"]:
            typer.echo(f"giliran media: {verdict['file']}: {verdict['detail']}", err=True)
            raise typer.Exit(ExitCode.FAILED)
        if verdict["kind"] == "video":
            videos.add(verdict["file"])
    for file in files:
        lufs = _loudness(file) if str(file) in videos else None
        called = quote(name or file.name, safe="") + ("" if lufs is None else f"?lufs={lufs}")
        try:
            kept = address.upload(f"{PATH}/{called}", file, UPLOAD_SECONDS)
        except HubCallError as error:
            raise _failed(error) from None
        told = [kept["kind"], _size(kept["size"]), *_loud(kept), kept["digest"][:12]]
        print(f"{kept['name']}: {', '.join(told)}")


def _loudness(file: Path) -> float | None:
    """Of a video, LUFS; None where it has no sound, or none that can be measured."""
    command = python("display.playlist.meter", str(file))
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=without_screen(),
            check=False,
            timeout=METER_SECONDS,
        )
        verdict = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        verdict = {"lufs": None, "detail": "its loudness cannot be measured"}
    if verdict["detail"]:
        typer.echo(f"giliran media: {file}: {verdict['detail']}", err=True)
    return None if verdict["lufs"] is None else float(verdict["lufs"])


def _loud(kept: dict[str, Any]) -> list[str]:
    """What TVs make of a video's loudness."""
    if kept.get("lufs") is None:
        return []
    lufs = float(kept["lufs"])
    if lufs < VOICE_LUFS - SOFT_LU:
        return [f"{lufs:.1f} LUFS: soft, TVs can make it little louder"]
    return [f"{lufs:.1f} LUFS, played at the voice's {VOICE_LUFS:.0f}"]


@app.command("list")
def show(hub: Hub = None, data: Data = None) -> None:
    """All files, and whether the playlist or a floor's plan names them."""
    address = _address(hub, data)
    answer = _asked(address, "GET", PATH)
    named = set(_named(address))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("file", "kind", "size", "LUFS", "digest", "used"):
        table.add_column(heading)
    for one in answer["media"]:
        use = "lost: upload it again" if one["name"] in answer["lost"] else ""
        use = use or ("yes" if one["name"] in named else "no")
        lufs = one.get("lufs")
        loud = "" if lufs is None else f"{lufs:.1f}"
        table.add_row(one["name"], one["kind"], _size(one["size"]), loud, one["digest"][:12], use)
    plain_console().print(table)
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
    print(f"{len(_named(address))} files that the site names, {len(faults) or 'no'} faults")
    if faults:
        raise typer.Exit(ExitCode.FAILED)


def _faults(address: HubAddress, data: Path | None) -> Iterator[Fault]:
    """What the playlist names and nobody has; what is damaged or cannot be played; what TVs say."""
    answer = _asked(address, "GET", PATH)
    known = {one["name"]: one for one in answer["media"]}
    for name in _named(address):
        if name not in known:
            yield Fault(name, "the site names it, and it was never uploaded")
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
    """The files that the playlist and the floors' plans name, each once."""
    site = _asked(address, "GET", "/api/v1/site")["site"] or {}
    files = [entry.get("file", "") for entry in site.get("playlist", ())]
    plans = [medium_named(floor.get("picture", "")) for floor in site.get("floors", ())]
    return list(dict.fromkeys(one for one in files + plans if one))


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

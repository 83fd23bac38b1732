"""`giliran display list|set|test-sound`: a TV has no keyboard, so it is set from here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.table import Table

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import (
    TIMEOUT_SECONDS,
    HubAddress,
    HubCallError,
    HubRefused,
    hub_address,
)
from shared.cli.plain import plain_console
from shared.cli.troubles import in_words
from shared.domain.site import DOOR

app = typer.Typer(name="display", help="See and set the hall's TVs.", no_args_is_help=True)

COMMANDS = frozenset({"list", "set", "test-sound"})
"""What `giliran display` does itself instead of becoming a TV."""

PATH = "/api/v1/displays"

TEST_SECONDS = 40.0
"""A display that speaks just now finishes first."""

Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The hub's data directory: its address and token."),
]


@app.command("list")
def show(hub: Hub = None, data: Data = None) -> None:
    """All TVs of the site, and others that were met: zones, volume, whether they are on now."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("TV", "name", "zones", "volume", "now", "trouble"):
        table.add_column(heading)
    for one in _displays(_address(hub, data)):
        zones = _shows(one)
        volume = "muted" if one.get("muted") else f"{one.get('volume', 100)} %"
        ills = in_words(one.get("troubles", []))
        there = "on" if one["connected"] else "off"
        table.add_row(one["id"], one["name"], zones, volume, there, ills)
    plain_console().print(table)


# What a TV can be told (`configure`).
_Zones = Annotated[
    list[str] | None, typer.Option("--zone", metavar="CODE", help="Its zones (repeatable).")
]
_Name = Annotated[str | None, typer.Option("--name", help="Another name.")]
_Volume = Annotated[int | None, typer.Option("--volume", min=0, max=100)]
_Muted = Annotated[bool | None, typer.Option("--mute/--unmute")]
_Arrows = Annotated[
    list[str] | None,
    typer.Option("--arrow", metavar="TO=ARROW", help="The way to a zone or counter."),
]
_Pictures = Annotated[
    str | None,
    typer.Option("--pictures", metavar="DIR", help="Its pictures, on the TV's own machine."),
]
_Diagonal = Annotated[
    float | None, typer.Option("--diagonal", metavar="INCHES", help="Of its picture.")
]
_Distance = Annotated[
    float | None, typer.Option("--distance", metavar="METRES", help="To the last chair.")
]
_Door = Annotated[
    str | None, typer.Option("--door", metavar="COUNTER", help="The panel above this counter.")
]
_StandsIn = Annotated[
    list[str] | None,
    typer.Option(
        "--stands-in-for", metavar="ZONE", help="Shows its calls while it has no TV (repeatable)."
    ),
]


@app.command("set")
def configure(
    display: Annotated[str, typer.Argument(metavar="TV", help="Its id, or the name it shows.")],
    *,
    zone: _Zones = None,
    name: _Name = None,
    volume: _Volume = None,
    muted: _Muted = None,
    arrow: _Arrows = None,
    pictures: _Pictures = None,
    diagonal: _Diagonal = None,
    distance: _Distance = None,
    door: _Door = None,
    stands_in_for: _StandsIn = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Set a TV up: it follows at once, and the hub remembers.

    What is set here goes before the site's document; an empty value (--pictures "", --arrow
    hijau=, --diagonal 0, --door "", --stands-in-for "") gives it back to the document. Arrows:
    up, up-right, right, down-right, down, down-left, left, up-left. A folder that does not begin
    with / lies in the TV's own data directory. A door panel shows one counter alone, whatever
    its zones, and does not speak.
    """
    wanted = {
        "zones": zone,
        "name": name,
        "volume": volume,
        "muted": muted,
        "arrows": None if arrow is None else _arrows(arrow),
        "pictures": pictures,
        "diagonal_inches": diagonal,
        "distance_metres": distance,
        "door": door,
        "stands_in_for": None if stands_in_for is None else [one for one in stands_in_for if one],
    }
    body = {key: value for key, value in wanted.items() if value is not None}
    if not body:
        raise typer.BadParameter("say what to set, for example --zone hijau --volume 80")
    address = _address(hub, data)
    id_ = _id_of(display, _displays(address))
    now = _asked(address, "PUT", f"{PATH}/{quote(id_, safe='')}", body)
    print(f"{now['name']}: {_shows(now)}")


@app.command("test-sound")
def listen(
    display: Annotated[
        str, typer.Argument(metavar="[TV]", help="Its id or name; none: all that are on.")
    ] = "",
    *,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Have TVs play two tones and listen whether they leave the machine.

    They do so by themselves at every start. Exit status 1 where one is not heard.
    """
    address = _address(hub, data)
    known = _displays(address)
    ids = [_id_of(display, known)] if display else [d["id"] for d in known if d["connected"]]
    silent = False
    for id_ in ids:
        path = f"{PATH}/{quote(id_, safe='')}/test-sound"
        found = _asked(address, "POST", path, {}, TEST_SECONDS)
        silent = silent or not found["ok"]
        how = found.get("how") or "not tested"
        print(f"{id_}: {'ok' if found['ok'] else 'NO SOUND'} ({how}): {found.get('detail', '')}")
    if silent or not ids:
        raise typer.Exit(ExitCode.FAILED)


def _shows(display: dict[str, Any]) -> str:
    """Its zones and those it stands in for, or the counter whose panel it is."""
    settings = display.get("settings", {})
    door = settings.get("door") or (settings.get("layout") == DOOR and settings.get("counter"))
    if door:
        return f"door of counter {door}"
    zones = ", ".join(display.get("zones", [])) or "no zone yet"
    others = ", ".join(settings.get("stands_in_for", ()))
    return f"{zones} (stands in for {others})" if others else zones


def _arrows(said: list[str]) -> dict[str, str]:
    """The arrows of ``hijau=left``, by their target."""
    for one in said:
        if "=" not in one:
            raise typer.BadParameter(f"--arrow {one}: write it as TO=ARROW, such as hijau=left")
    return dict(one.split("=", 1) for one in said)


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    try:
        return hub_address(hub, data)
    except HubCallError as error:
        raise _failed(error) from None


def _displays(address: HubAddress) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _asked(address, "GET", PATH)["displays"]
    return found


def _asked(
    address: HubAddress, method: str, path: str, body: Any = None, seconds: float = TIMEOUT_SECONDS
) -> Any:
    try:
        return address.call(method, path, body, seconds)
    except HubCallError as error:
        raise _failed(error) from None


def _failed(error: HubCallError) -> typer.Exit:
    """Says it, and gives the exit status that goes with it."""
    typer.echo(f"giliran display: {error}", err=True)
    return typer.Exit(ExitCode.REFUSED if isinstance(error, HubRefused) else ExitCode.UNREACHABLE)


def _id_of(said: str, displays: list[dict[str, Any]]) -> str:
    """The id of the TV that a person names by its id or by the name it shows."""
    if any(one["id"] == said for one in displays):
        return said
    named = [one["id"] for one in displays if one["name"].casefold() == said.casefold()]
    if len(named) == 1:
        return str(named[0])
    why = "several TVs are called so" if named else "there is no such TV"
    typer.echo(f"giliran display: {said}: {why}; giliran display list shows them", err=True)
    raise typer.Exit(ExitCode.FAILED)

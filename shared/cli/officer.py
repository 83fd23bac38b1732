"""`giliran officer …`: who may sign on at the counters, and their PINs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.table import Table

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, HubUnreachable, hub_address
from shared.cli.officer_file import OfficerFileError, Row, read_officers, warnings
from shared.cli.plain import plain_console
from shared.cli.signed_in import By, signed_in
from shared.hub.sign_on import span

app = typer.Typer(
    name="officer",
    help="Who may sign on at the counters, and their PINs.",
    no_args_is_help=True,
    add_completion=False,
)

PATH = "/api/v1/officers"

AT_ONCE = 50
"""Each PIN takes the hub some 30 ms to hash, and a request has ten seconds."""

Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The hub's data directory: its address and token."),
]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]


@app.command()
def load(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help=".toml, .json or .csv: id,name,pin,role; the PIN may be left out",
        ),
    ],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Whoever is not in the file may no longer sign on.")
    ] = False,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Give officers to a running hub. It keeps a hash of each PIN; delete the file afterwards.

    Who has no PIN in the file keeps theirs; a new one gets a first PIN ('giliran officer pins').
    """
    with _told_apart():
        address = signed_in(_address(hub, data), by)
        roles = [role["code"] for role in address.call("GET", PATH)["roles"]]
        officers = read_officers(file, roles)
        for start in range(0, len(officers), AT_ONCE):
            address.call("PUT", PATH, {"officers": officers[start : start + AT_ONCE]})
        if replace:
            keep = [officer["id"] for officer in officers]
            address.call("PUT", PATH, {"officers": [], "keep": keep})
    _say_loaded(file, officers, replace=replace)


def _say_loaded(file: Path, officers: list[Row], *, replace: bool) -> None:
    alone = ", and nobody else" if replace else ""
    print(f"{len(officers)} officer(s) may sign on{alone}.")
    for warning in warnings(file, officers):
        typer.echo(f"giliran officer: {warning}", err=True)


@app.command("list")
def show(by: By = None, hub: Hub = None, data: Data = None, as_json: Json = False) -> None:
    """Everyone who may sign on; whose PIN is still the first one, and who has to wait."""
    with _told_apart():
        found = signed_in(_address(hub, data), by).call("GET", PATH)["officers"]
    if as_json:
        _print(found, (), as_json=True)
        return
    rows = [{**row, "PIN": _standing(row)} for row in found]
    _print(rows, ("id", "name", "role", "PIN"), as_json=False)


def _standing(row: dict[str, Any]) -> str:
    waits = f"locked for {span(row['waits'])}" if row["waits"] else ""
    return ", ".join(one for one in ("first PIN" if row["first_pin"] else "", waits) if one)


@app.command()
def role(
    officer: Annotated[str, typer.Argument(metavar="ID")],
    code: Annotated[str, typer.Argument(metavar="ROLE", help="'giliran officer roles' has them.")],
    *,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Give somebody another role. They have to sign on again."""
    with _told_apart():
        address = signed_in(_address(hub, data), by)
        address.call("POST", f"{_path(officer)}/role", {"role": code})
    print(f"{officer}: {code}")


@app.command()
def reset(
    officer: Annotated[str, typer.Argument(metavar="ID")],
    *,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Give somebody who has lost their PIN a new first one. Whoever is signed on as them is out."""
    with _told_apart():
        address = signed_in(_address(hub, data), by)
        found = address.call("POST", f"{_path(officer)}/pin", {})
    print(found["pin"])
    typer.echo(f"{officer} types it once, and then chooses a PIN that nobody else knows.", err=True)


@app.command()
def change(
    officer: Annotated[str, typer.Argument(metavar="ID")], *, hub: Hub = None, data: Data = None
) -> None:
    """Change one's own PIN or password; the old one and the new one are asked for."""
    with _told_apart():
        address = _address(hub, data)
        old = typer.prompt(f"PIN of {officer}", hide_input=True, err=True)
        new = typer.prompt("New PIN", hide_input=True, confirmation_prompt=True, err=True)
        address.call("POST", "/api/v1/change-pin", {"officer": officer, "pin": old, "new": new})
    print(f"{officer} has a new PIN.")


def _path(officer: str) -> str:
    return f"{PATH}/{quote(officer, safe='')}"


@app.command()
def roles(hub: Hub = None, data: Data = None, as_json: Json = False) -> None:
    """The roles of the hall, and what people of each may do."""
    with _told_apart():
        found = _address(hub, data).call("GET", PATH)["roles"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    rows = [
        {"role": role["code"], "name": " / ".join(role["name"].values())}
        | {"may": ", ".join(role["may"])}
        for role in found
    ]
    width = plain_console().width
    widest = (max(len(row[column]) for row in rows) for column in ("role", "name", "may"))
    if rows and sum(widest) + 4 > width:
        print("\n".join(_in_blocks(rows, width)))
    else:
        _print(rows, ("role", "name", "may"), as_json=False)


def _in_blocks(rows: list[Row], width: int) -> Iterator[str]:
    """One role below the other, with what its people may do in as many lines as that takes."""
    for row in rows:
        yield f"{row['role']}  {row['name']}"
        yield textwrap.fill(
            row["may"],
            width=max(width, 24),
            initial_indent="    ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )


@app.command()
def unlock(
    officer: Annotated[str, typer.Argument(metavar="ID")],
    *,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Let somebody who typed wrong PINs try again at once."""
    with _told_apart():
        signed_in(_address(hub, data), by).call("POST", f"{_path(officer)}/unlock", {})
    print(f"{officer} may try again.")


@app.command()
def pins(
    *,
    noted: Annotated[
        bool, typer.Option("--noted", help="They are written down: forget what was shown.")
    ] = False,
    hub: Hub = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The random PINs that the hub made up.

    They can be shown again until --noted; each goes by itself at its officer's first sign-on.
    """
    with _told_apart():
        address = _address(hub, data)
        found = address.call("POST", f"{PATH}/pins", {})["pins"]
        if noted:
            address.call("POST", f"{PATH}/pins", {"noted": [row["id"] for row in found]})
    if not found and not as_json:
        typer.echo("There is no PIN that nobody has noted: giliran officer load FILE", err=True)
        raise typer.Exit(ExitCode.FAILED)
    if noted:
        typer.echo(f"{len(found)} PIN(s) are forgotten; the hub keeps their hashes.", err=True)
        return
    _print(found, ("id", "pin"), as_json=as_json)
    if found:
        typer.echo("Hand them out; then 'giliran officer pins --noted' forgets them.", err=True)


def _print(rows: list[Row], columns: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(*(row[column] for column in columns))
    plain_console().print(table)


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    return hub_address(hub, data)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Each kind of failure in plain words and with its own exit status."""
    try:
        yield
    except OfficerFileError as error:
        for fault in error.faults:
            typer.echo(f"giliran officer: {fault}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None
    except HubCallError as error:
        typer.echo(f"giliran officer: {error}", err=True)
        codes = {HubRefused: ExitCode.REFUSED, HubUnreachable: ExitCode.UNREACHABLE}
        raise typer.Exit(codes.get(type(error), ExitCode.FAILED)) from None

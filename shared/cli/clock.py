"""`giliran clock`: what the hub thinks of its machine's clock, and a person's word on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubCallError, HubUnreachable, hub_address

app = typer.Typer(
    name="clock",
    help="What the hub thinks of its machine's clock.",
    no_args_is_help=True,
    add_completion=False,
)

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The hub's data directory.")
]
Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="Its address.")]


@app.command()
def status(data: Data = None, hub: Hub = None) -> None:
    """Whether it is believed. Exit status 1 where it is not, and nothing is decided."""
    health = _call("GET", "/healthz", data, hub)
    print(f"The hub's time: {health['now']}, its business day: {health['date'] or 'none yet'}.")
    if health["status"] == "ok":
        print("The machine's clock is believed.")
        return
    print(f"The machine's clock is not believed ({health['status']}): nothing is decided.")
    raise typer.Exit(ExitCode.FAILED)


@app.command()
def accept(data: Data = None, hub: Hub = None) -> None:
    """Say that the clock, which was set forward by more than a day, is right as it is."""
    said = _call("POST", "/api/v1/clock/accept", data, hub)
    if said["doubt"]:
        _give_up(
            f"{said['doubt']}: no word helps here, the clock must be set right.", ExitCode.REFUSED
        )
    print("The hub goes on by it." if said["doubted"] else "It was believed already.")


def _call(method: str, path: str, data: Path | None, hub: str | None) -> Any:
    if data is None and hub is None:
        _give_up("name the hub with --data DIR or --hub URL.", ExitCode.USAGE)
    try:
        address = hub_address(hub, data)
        return address.call(method, path, {}) if method == "POST" else address.call(method, path)
    except HubUnreachable as error:
        _give_up(str(error), ExitCode.UNREACHABLE)
    except HubCallError as error:
        _give_up(str(error), ExitCode.REFUSED)


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran clock: {words}", file=sys.stderr)
    raise typer.Exit(code)

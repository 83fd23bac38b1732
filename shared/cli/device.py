"""`giliran device …`: which apps the hub lets in."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.prompt import IntPrompt, Prompt
from rich.table import Table

from shared.cli.device_words import place, print_waiting, state, wide
from shared.cli.enrolling import DEVICES as PATH
from shared.cli.enrolling import enrol_app
from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, HubUnreachable, hub_address
from shared.cli.plain import plain_console
from shared.cli.signs import drawn, in_words
from shared.protocol.pairing import typed
from shared.protocol.pairing_file import FILE_NAME

app = typer.Typer(
    name="device",
    help="Which kiosks, counters and displays the hub lets in.",
    no_args_is_help=True,
    add_completion=False,
)

INSTALLED = Path("/var/lib/giliran")
"""Where `deploy/install` puts a hub's data: the one that is meant where none is named."""

APPROVING_SECONDS = 30.0
"""A device has ten to answer."""

COMES_BACK_SECONDS = 10.0

SLOW_DOWN_SECONDS = 0.2

REASONS = "lost, stolen, replaced, sold"

Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The hub's data directory; an installed hub's is found."
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="OFFICER", help="Who does it; the PIN is asked for."),
]
Zone = Annotated[
    list[str] | None, typer.Option("--zone", help="A zone that a display shows; several times.")
]
Counter = Annotated[str | None, typer.Option("--counter", help="The counter where it stands.")]
Id = Annotated[
    str | None, typer.Option("--device", metavar="ID", help="Its id, as in the site's document.")
]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]
Waiting = Annotated[int | None, typer.Argument(metavar="NUMBER", help="Its number in the list.")]
Named = Annotated[str, typer.Argument(metavar="DEVICE", help="Its id.")]

_say = plain_console(stderr=True, highlight=False)


@app.command()
def pending(hub: Hub = None, data: Data = None, as_json: Json = False) -> None:
    """Who waits to be let in."""
    with _told_apart():
        waiting = _address(hub, data).call("GET", f"{PATH}/pending")["pending"]
    if as_json:
        print(json.dumps(waiting, ensure_ascii=False, indent=1))
    elif not waiting:
        print("No device waits to be let in.")
    else:
        print_waiting(waiting)


@app.command()
def approve(
    number: Waiting = None,
    *,
    code: Annotated[str | None, typer.Option(help="The six digits on its screen.")] = None,
    name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    device: Id = None,
    zone: Zone = None,
    counter: Counter = None,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Let a device in: compare its picture, type its digits. What is not given is asked for."""
    with _told_apart():
        caller = _caller(hub, data, by)
        chosen = _choose(caller, number)
        _show(chosen)
        answers = _Answers(code, name or _ask("What do people call it", chosen["name"]))
        body = {"device": device, "zones": zone, "counter": counter}
        found = _let_in(caller, chosen, answers, {key: one for key, one in body.items() if one})
        _say_let_in(caller, found)


@app.command("list")
def show(hub: Hub = None, data: Data = None, as_json: Json = False) -> None:
    """Every device that the hall has met."""
    with _told_apart():
        found = _address(hub, data).call("GET", PATH)["devices"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    table = Table("id", "role", "name", "place", "state", "picture", box=None)
    for one in found:
        picture = in_words(one["picture"]) if one["picture"] else ""
        table.add_row(one["id"], one["role"], one["name"], place(one), state(one), picture)
    wide(found).print(table)


@app.command()
def rename(
    device: Named,
    name: Annotated[str, typer.Argument(help="What people call it from now on.")],
    *,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Give a device another name."""
    with _told_apart():
        found = _caller(hub, data, by).call("POST", f"{_path(device)}/rename", {"name": name})
    print(f"{found['id']} is called {found['name']}.")


@app.command()
def revoke(
    device: Named,
    *,
    reason: Annotated[str, typer.Option(help=f"A code, such as {REASONS}.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Take a device out, at once and for good: its key is never believed again."""
    if not yes and sys.stdin.isatty():
        typer.confirm(f"Take {device} out for good?", abort=True)
    with _told_apart():
        caller = _caller(hub, data, by)
        found = caller.call("POST", f"{_path(device)}/revoke", {"reason": reason})
    if found["revoked"]:
        print(f"{found['name']} ({found['id']}) is taken out.")
    else:
        print(f"{found['name']} ({found['id']}) was not paired: nothing to take out.")


@app.command()
def enrol(
    *,
    role: Annotated[str, typer.Option(help="kiosk, counter or display.")],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The app's data directory: its pairing goes there.")
    ],
    name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    device: Id = None,
    zone: Zone = None,
    counter: Counter = None,
    hub: Hub = None,
    data: Data = None,
) -> None:
    """Let an app in that runs on the hub's own machine: no screen, no digits."""
    with _told_apart():
        found = enrol_app(
            _address(hub, data),
            out,
            role=role,
            name=name or "",
            device=device or "",
            zones=zone or (),
            counter=counter or "",
        )
    print(f"{found['name']} ({found['id']}) is let in: {out / FILE_NAME}")


# Letting in -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Answers:
    """What was given on the command line; what was not is asked for."""

    code: str | None
    name: str


def _choose(caller: _Caller, number: int | None) -> dict[str, Any]:
    waiting = caller.call("GET", f"{PATH}/pending")["pending"]
    if not waiting:
        raise HubCallError(
            "No device waits to be let in. Is its screen showing six digits? Are both in the same"
            " network?"
        )
    if number is None and len(waiting) == 1:
        return dict(waiting[0])
    if number is None:
        print_waiting(waiting)
        number = IntPrompt.ask("Which number", console=_say, choices=_numbers(waiting))
    for one in waiting:
        if one["number"] == number:
            return dict(one)
    raise HubCallError(f"No device waits as number {number}: {', '.join(_numbers(waiting))} do.")


def _numbers(waiting: list[dict[str, Any]]) -> list[str]:
    return [str(one["number"]) for one in waiting]


def _show(chosen: dict[str, Any]) -> None:
    _say.print(
        f"Number {chosen['number']}: a {chosen['role']} at {chosen['address']}, {chosen['name']}."
    )
    _say.print("Its screen must show this picture:")
    _say.print(drawn(chosen["picture"]))


def _ask(question: str, otherwise: str = "") -> str:
    if not sys.stdin.isatty():
        return otherwise
    return Prompt.ask(question, console=_say, default=otherwise or None) or ""


def _let_in(
    caller: _Caller, chosen: dict[str, Any], answers: _Answers, body: dict[str, Any]
) -> dict[str, Any]:
    """Asks for the digits until they fit; the hub says when there were too many."""
    path = f"{PATH}/pending/{chosen['number']}/approve"
    while True:
        code = answers.code or _asked_code()
        try:
            said = {**body, "name": answers.name, "code": code}
            return dict(caller.call("POST", path, said, APPROVING_SECONDS))
        except HubRefused as refused:
            if refused.problem.get("code") != "wrong-code" or answers.code is not None:
                raise
            _say.print(str(refused))
            _await_new_digits(caller, chosen["number"])


def _asked_code() -> str:
    while True:
        code = typed(Prompt.ask("The six digits on its screen", console=_say))
        if code:
            return code
        _say.print("A code has six digits.")


def _await_new_digits(caller: _Caller, number: int) -> None:
    """The device comes again by itself, with others."""
    until = time.monotonic() + COMES_BACK_SECONDS
    while time.monotonic() < until:
        waiting = caller.call("GET", f"{PATH}/pending")["pending"]
        if any(one["number"] == number for one in waiting):
            return
        time.sleep(SLOW_DOWN_SECONDS)
    raise HubCallError("The device has not come again: look at its screen and at its network.")


def _say_let_in(caller: _Caller, found: dict[str, Any]) -> None:
    """Also whether the device has come back as what it is now."""
    print(f"{found['name']} ({found['id']}) is let in as a {found['role']}{_where(found)}.")
    until = time.monotonic() + COMES_BACK_SECONDS
    while time.monotonic() < until:
        devices = caller.call("GET", PATH)["devices"]
        if any(one["id"] == found["id"] and one["connected"] for one in devices):
            print("It is connected.")
            return
        time.sleep(SLOW_DOWN_SECONDS)
    print("It has not connected yet: look at its screen.")


def _where(found: dict[str, Any]) -> str:
    said = place(found)
    return f" ({said})" if said else ""


# Calling the hub --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Caller:
    """The hub, and the officer who asks it for something."""

    address: HubAddress
    session: str = ""

    def call(self, method: str, path: str, body: Any = None, seconds: float = 10.0) -> Any:
        """As `HubAddress.call`."""
        return self.address.call(method, path, body, seconds, session=self.session)


def _caller(hub: str | None, data: Path | None, by: str | None) -> _Caller:
    address = _address(hub, data)
    if by is None:
        return _Caller(address)
    pin = typer.prompt(f"PIN of {by}", hide_input=True, err=True)
    signed = address.call("POST", "/api/v1/sign-in", {"officer": by, "pin": pin})
    return _Caller(address, str(signed["session"]))


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        data = INSTALLED
        if not _is_there(data):
            raise typer.BadParameter("say which hub: --data DIR on its machine, or --hub URL")
    return hub_address(hub, data)


def _is_there(data: Path) -> bool:
    try:
        return data.is_dir() and any(data.iterdir())
    except PermissionError:
        raise HubUnreachable(f"{data} is the hub's alone: say it again with sudo.") from None


def _path(device: str) -> str:
    return f"{PATH}/{quote(device, safe='')}"


@contextmanager
def _told_apart() -> Iterator[None]:
    """Failures of a call as words and exit codes."""
    try:
        yield
    except HubUnreachable as error:
        _fail(str(error), ExitCode.UNREACHABLE)
    except HubRefused as error:
        _fail(str(error), ExitCode.REFUSED)
    except (HubCallError, OSError) as error:
        _fail(str(error), ExitCode.FAILED)


def _fail(words: str, code: ExitCode) -> None:
    typer.echo(f"giliran device: {words}", err=True)
    raise typer.Exit(code)

"""`giliran personal …`: what is known of visitors: find, show, export, delete; keys and reports.

A name or a number is asked for, or read from standard input: as an argument it would stay in the
shell's history, and everyone on the machine could see it among the processes.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubCallError, HubRefused, HubUnreachable, hub_address
from shared.cli.plain import plain_console

app = typer.Typer(
    name="personal",
    help="What is known of visitors: find, show, export, delete; its keys.",
    no_args_is_help=True,
    add_completion=False,
)

PATH = "/api/v1/personal"

_WIDE = 250
"""Characters of a line where no terminal cuts it."""


class By(StrEnum):
    """What a person is found by; always the whole of it."""

    NAME = "name"
    PHONE = "phone"
    NIK = "nik"


Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="The hub's address.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The hub's data directory: its address and token."),
]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]
Wanted = Annotated[
    By | None, typer.Option("--by", help="What is asked for on the next line, or read from stdin.")
]
Records = Annotated[
    list[str] | None, typer.Option("--record", metavar="ID", help="A record; may be repeated.")
]
Ticket = Annotated[str, typer.Option("--ticket", metavar="ID", help="Whatever its visitor left.")]
Officer = Annotated[
    str, typer.Option("--officer", metavar="ID", help="Who asks; the PIN is asked for.")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="CODE", help="Of the site's list: asked, contact …")
]


@app.command()
def find(
    *,
    by: Wanted = None,
    record: Records = None,
    ticket: Ticket = "",
    officer: Officer = "",
    hub: Hub = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Who is known by exactly this name, telephone or identity number: masked, and recorded."""
    with _asking(hub, data, officer) as ask:
        found = ask("find", _named(by, record, ticket))["records"]
    if not found and not as_json:
        typer.echo("Nothing is known of such a person.", err=True)
        raise typer.Exit(ExitCode.FAILED)
    _print(found, as_json=as_json)


@app.command()
def show(
    *,
    reason: Reason,
    officer: Officer,
    by: Wanted = None,
    record: Records = None,
    ticket: Ticket = "",
    hub: Hub = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """All of it. Who looked, when, from where and why is in the journal before it is shown."""
    with _asking(hub, data, officer) as ask:
        found = ask("read", _named(by, record, ticket) | {"reason": reason})["records"]
    _print(found, as_json=as_json)


@app.command()
def export(
    *,
    officer: Officer,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file, for you alone.")],
    reason: Reason = "asked",
    by: Wanted = None,
    record: Records = None,
    ticket: Ticket = "",
    hub: Hub = None,
    data: Data = None,
) -> None:
    """A person's data for that person: everything, with who was shown it, as readable JSON."""
    if out.exists():
        raise typer.BadParameter(f"{out} is there already: name a new file.")
    with _asking(hub, data, officer) as ask:
        found = ask("export", _named(by, record, ticket) | {"reason": reason})
        _write(out, json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    print(f"{len(found['records'])} record(s), {len(found['notes'])} note(s) in {out}.")


@app.command()
def delete(
    *,
    reason: Reason = "asked",
    by: Wanted = None,
    record: Records = None,
    ticket: Ticket = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether that is meant.")] = False,
    officer: Officer = "",
    hub: Hub = None,
    data: Data = None,
) -> None:
    """A person's contacts, bookings and notes, for good. The queue keeps its numbers."""
    with _asking(hub, data, officer) as ask:
        found = ask("find", _named(by, record, ticket))["records"]
        if not found:
            typer.echo("Nothing is known of such a person.", err=True)
            raise typer.Exit(ExitCode.FAILED)
        _print(found, as_json=False)
        if not yes and not typer.confirm("Delete this for good?", err=True):
            raise typer.Exit(ExitCode.FAILED)
        ids = [one["record"] for one in found]
        gone = ask("erase", {"records": ids, "reason": reason})
    print(f"{len(gone['erased'])} record(s) and {gone['notes']} note(s) are deleted.")
    print("In copies of before: until they are thrown away, or 'giliran personal rotate'.")


@app.command()
def purge(officer: Officer = "", hub: Hub = None, data: Data = None) -> None:
    """What has been kept for as long as the site says; the hub does it by itself each day."""
    with _asking(hub, data, officer) as ask:
        gone = ask("purge", {})
    print(f"{gone['purged']} record(s) of before {gone.get('before', 'today')} are deleted.")


@app.command()
def rotate(officer: Officer = "", hub: Hub = None, data: Data = None) -> None:
    """A new key, all data under it, and the old keys gone: old copies cannot be read any more."""
    with _asking(hub, data, officer) as ask:
        done = ask("rotate", {})
    print(f"The key is {done['key']} now; {len(done['forgotten'])} older one(s) are gone.")
    if done["unreadable"]:
        words = f"{done['unreadable']} row(s) could not be opened: their key is not here."
        typer.echo(f"giliran personal: {words}", err=True)
    print("Keep a copy of it elsewhere: giliran personal keys --save FILE")


@app.command()
def keys(
    *,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Copy the keys, for a place apart."),
    ] = None,
    bring: Annotated[
        Path | None,
        typer.Option("--bring", metavar="FILE", help="Bring keys that were kept elsewhere."),
    ] = None,
    officer: Officer = "",
    hub: Hub = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The names of the keys, and how much each has sealed; the last one seals."""
    if save is not None or bring is not None:
        _carry_keys(data, save, bring)
        return
    with _asking(hub, data, officer) as ask:
        found = ask("keys", None)["keys"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for row in found:
        made = row["made"] or "not here: giliran personal keys --bring FILE"
        print(f"{row['id']}  {row['sealed']:>6} sealed  {made}")
    if not found:
        print("There is no key yet: nothing was kept.")


def _carry_keys(data: Path | None, save: Path | None, bring: Path | None) -> None:
    from shared.hub.personal.keys import IDENTITY, KEY_FILE, KeyFileDamaged, Keyring

    if data is None:
        raise typer.BadParameter("the keys are in the hub's data directory: name it with --data")
    try:
        if bring is not None:
            print(f"{Keyring(data).bring(bring)} key(s) were new here.")
        if save is not None:
            if save.exists():
                raise typer.BadParameter(f"{save} is there already: name a new file.")
            _write(save, (data / IDENTITY / KEY_FILE).read_text(encoding="utf-8"))
            print(f"The keys are in {save}: guard it, apart from the copies of the data.")
    except (OSError, KeyFileDamaged) as error:
        typer.echo(f"giliran personal: {error}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None


@app.command()
def touched(
    *,
    since: Annotated[str, typer.Option("--from", metavar="TIME", help="ISO 8601, or a date.")],
    until: Annotated[str, typer.Option("--to", metavar="TIME", help="The last moment, or date.")],
    officer: Officer = "",
    hub: Hub = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Whose data were read in a span of time, by whom, and whose could have been: for the report
    of a breach, within 3 × 24 hours."""
    body = {"from": _moment(since), "to": _moment(until, ends=True)}
    with _asking(hub, data, officer) as ask:
        found = ask("touched", body)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    _say_touched(found)


def _say_touched(found: dict[str, Any]) -> None:
    print(f"From {found['from']} to {found['to']}:")
    print(f"\n{len(found['readings'])} time(s) somebody was shown something.")
    for one in found["readings"]:
        who = one["officer"] or "a program"
        why = one["reason"] or "no reason asked for"
        records = ", ".join(one["records"])
        print(f"  {one['at']}  {who} from {one['from']}: {one['act']} ({why}): {records}")
    print(f"\n{len(found['read'])} person(s) whose data were shown:")
    _print(found["read"], as_json=False)
    print(f"\n{len(found['there'])} record(s) were there, for whoever had both files and key:")
    _print(found["there"], as_json=False)


def _moment(said: str, *, ends: bool = False) -> str:
    """A date is that day by this machine's clock, from its first to its last moment."""
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        raise typer.BadParameter(f"'{said}' is neither a date nor a time in ISO 8601.") from None
    if len(said) == len("2026-11-23") and ends:
        moment += dt.timedelta(days=1, milliseconds=-1)
    return moment.astimezone().isoformat(timespec="milliseconds")


# How it is asked ----------------------------------------------------------------------------


class _Asks:
    """Asks a hub, in the name of an officer where one was named."""

    def __init__(self, address: HubAddress, officer: str) -> None:
        self._address = address
        self._session: dict[str, str] = {}
        if officer:
            who = {"officer": officer, "pin": _secret(f"PIN of {officer}")}
            self._session = {"session": address.call("POST", "/api/v1/sign-in", who)["session"]}

    def __call__(self, action: str, body: dict[str, Any] | None) -> dict[str, Any]:
        if body is None:
            answer = self._address.call("GET", f"{PATH}/{action}")
        else:
            answer = self._address.call("POST", f"{PATH}/{action}", body | self._session)
        assert isinstance(answer, dict)
        return answer

    def end(self) -> None:
        """The officer's sitting is over with the command."""
        if self._session:
            self._address.call("POST", "/api/v1/sign-out", self._session)


@contextmanager
def _asking(hub: str | None, data: Path | None, officer: str) -> Iterator[_Asks]:
    """Each kind of failure in plain words and with its own exit status."""
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    try:
        ask = _Asks(hub_address(hub, data), officer)
        try:
            yield ask
        finally:
            ask.end()
    except HubCallError as error:
        typer.echo(f"giliran personal: {error}", err=True)
        codes = {HubRefused: ExitCode.REFUSED, HubUnreachable: ExitCode.UNREACHABLE}
        raise typer.Exit(codes.get(type(error), ExitCode.FAILED)) from None


def _named(by: By | None, records: list[str] | None, ticket: str) -> dict[str, Any]:
    ways = [way for way in (by, records, ticket) if way]
    if len(ways) != 1:
        raise typer.BadParameter("say one of --by name|phone|nik, --record ID, --ticket ID")
    if records:
        return {"records": records}
    return {"ticket": ticket} if by is None else {str(by): _secret(str(by))}


def _secret(what: str) -> str:
    """Typed without being shown, or the next line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{what}: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\n")


def _write(out: Path, text: str) -> None:
    """A new file that its owner alone can read."""
    out.touch(mode=0o600, exist_ok=False)
    out.write_text(text, encoding="utf-8")


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    columns = ("record", "kind", "name", "phone", "nik", "ticket", "day", "until", "erased_at")
    shown = [column for column in columns if any(row.get(column) for row in rows)]
    for column in shown:
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(*(str(row.get(column, "")) for column in shown))
    plain_console(width=None if sys.stdout.isatty() else _WIDE).print(table)

"""`giliran restore`: a data directory from a backup; `giliran restore go`: wait no more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubCallError, HubUnreachable, hub_address
from shared.hub.backup.copies import NotWhole
from shared.hub.backup.litestream import NoLitestream
from shared.hub.backup.restore import NoRestore, restore
from shared.hub.backup.setting import BadSetting, Setting, checked
from shared.hub.journal.lock import DirectoryBusy
from shared.hub.journal.port import Unreadable
from shared.hub.restored import Mark

app = typer.Typer(add_completion=False)

GO = "go"

_LONG = 20_000


@app.command()
def restore_command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A copy's folder, a replica's folder or address; or 'go': wait for no kiosk.",
        ),
    ],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="The new data directory.")
    ] = None,
    hub: Annotated[
        str | None, typer.Option("--hub", metavar="URL", help="With 'go': the hub's address.")
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="For Litestream's replica; may be repeated."),
    ] = None,
) -> None:
    """Bring a hub's data back, prove every entry of it, and mark the directory as restored.

    A hub on it gives no numbers until the kiosks that its journal knows have said which ones they
    have printed. Where one of them will not come back: 'giliran restore go'.
    """
    if source == GO:
        _go(hub, data)
        return
    if data is None:
        _give_up("name the new data directory with --data DIR.", ExitCode.USAGE)
    _tell(_restored(source, data, option or []), data)


def _restored(source: str, data: Path, options: list[str]) -> Mark:
    try:
        place = checked(Setting(source, _pairs(options)), source)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Entries", visible=False)

            def show(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total, visible=total >= _LONG)

            return restore(place, data, _say, show)
    except BadSetting as bad:
        _give_up(str(bad), ExitCode.USAGE)
    except NoRestore as no:
        _give_up(str(no), ExitCode.REFUSED)
    except NoLitestream as missing:
        _give_up(str(missing), ExitCode.SETUP_MISSING)
    except DirectoryBusy as busy:
        _give_up(str(busy), ExitCode.BUSY)
    except (NotWhole, Unreadable) as error:
        _give_up(str(error), ExitCode.DAMAGED)
    except OSError as error:
        _give_up(str(error), ExitCode.FAILED)


def _pairs(options: list[str]) -> dict[str, Any]:
    pairs = [option.partition("=") for option in options]
    if not all(name and equals for name, equals, _ in pairs):
        _give_up("an --option is KEY=VALUE.", ExitCode.USAGE)
    return {name: value for name, _, value in pairs}


def _tell(mark: Mark, data: Path) -> None:
    print(f"{data}: whole, up to entry {mark.head.seq}.")
    print(f"Hash of the last: {mark.head.hash}")
    print("Never start the old machine's hub again: there would be two histories.")
    print(f"Start this one: giliran hub --data {data}. It gives no numbers until its kiosks have")
    print(f"told which ones they have printed, or you say: giliran restore go --data {data}")


def _go(hub: str | None, data: Path | None) -> None:
    if hub is None and data is None:
        _give_up("name the hub with --data DIR or --hub URL.", ExitCode.USAGE)
    try:
        answer = hub_address(hub, data).call("POST", "/api/v1/restore/go", {})
    except HubUnreachable as error:
        _give_up(str(error), ExitCode.UNREACHABLE)
    except HubCallError as error:
        _give_up(str(error), ExitCode.REFUSED)
    if not answer["waited"]:
        print("This hub waits for nobody.")
    elif answer["missing"]:
        print(f"Numbers are given again, without a word from {', '.join(answer['missing'])}.")
        print("Some of each series are passed over, for they may be on paper. Whoever holds a")
        print("paper that the hub does not know takes a new number.")
    else:
        print("Numbers are given again.")


def _say(words: str) -> None:
    print(f"giliran restore: {words}", file=sys.stderr)


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran restore: {words}", file=sys.stderr)
    raise typer.Exit(code)

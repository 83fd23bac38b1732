"""`giliran simulate`: visitors and officers for a running hub."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubUnreachable, hub_address

if TYPE_CHECKING:
    from shared.cli.simulation.life import Wishes
    from shared.cli.simulation.tally import Tally

app = typer.Typer(add_completion=False)

ON_TERMINAL_SECONDS, IN_LOG_SECONDS = 1.0, 10.0


Hub = Annotated[str | None, typer.Option("--hub", metavar="URL", help="Its address.")]
Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Its data directory: address and token.")
]
Rate = Annotated[float, typer.Option(min=0.1, max=6_000)]
Waiting = Annotated[int, typer.Option(min=0, help="Visitors who are there at the beginning.")]
Staff = Annotated[
    int, typer.Option(min=1, help="How many officers; only at counters that are closed.")
]
Leave = Annotated[
    list[str] | None, typer.Option(metavar="ID", help="Not this counter (repeatable).")
]
Seconds = Annotated[float, typer.Option(min=0, help="0: until it is told to stop.")]
Seed = Annotated[int, typer.Option(help="The same seed, the same people.")]
Pin = Annotated[str, typer.Option(help="The PIN of the officers officer-COUNTER.")]
Json = Annotated[bool, typer.Option("--json", help="The counts as JSON at the end.")]


@app.command()
def simulate(
    *,
    hub: Hub = None,
    data: Data = None,
    visitors_per_minute: Rate = 8.0,
    waiting: Waiting = 0,
    counters: Staff = 6,
    leave: Leave = None,
    seconds: Seconds = 0.0,
    seed: Seed = 1,
    pin: Pin = "1234",
    as_json: Json = False,
) -> None:
    """Let simulated people use a hub like real ones: uneven services, some priority, some absent.

    Officers serve as fast as the visitors come, so the lines stay alive and do not grow. SIGTERM
    and Ctrl-C end it; the counters are closed then.
    """
    from shared.cli.simulation.life import Wishes

    address = _address(hub, data)
    terminal = sys.stderr.isatty()
    wishes = Wishes(
        url=address.url,
        token=address.token or "",
        visitors_per_minute=visitors_per_minute,
        waiting=waiting,
        counters=counters,
        leave=frozenset(leave or ()),
        seconds=seconds,
        seed=seed,
        pin=pin,
        show=_on_terminal if terminal else _in_log,
        every=ON_TERMINAL_SECONDS if terminal else IN_LOG_SECONDS,
    )
    tally = _lived(wishes)
    if as_json:
        print(json.dumps(asdict(tally)))


def _address(hub: str | None, data: Path | None) -> HubAddress:
    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    try:
        return hub_address(hub, data)
    except HubUnreachable as gone:
        _give_up(str(gone), ExitCode.UNREACHABLE)


def _lived(wishes: Wishes) -> Tally:
    import uvloop

    from shared.cli.simulation.life import NobodyAtWork, live
    from shared.cli.simulation.line import HubGone

    try:
        return uvloop.run(live(wishes))
    except HubGone as gone:
        _give_up(str(gone), ExitCode.UNREACHABLE)
    except (NobodyAtWork, ValueError) as error:
        _give_up(str(error), ExitCode.REFUSED)


def _on_terminal(tally: Tally, seconds: float) -> None:
    print(f"\r\x1b[K{tally.words(seconds)}", end="", file=sys.stderr, flush=True)


def _in_log(tally: Tally, seconds: float) -> None:
    print(tally.words(seconds), file=sys.stderr, flush=True)


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran simulate: {words}", file=sys.stderr)
    raise typer.Exit(code)

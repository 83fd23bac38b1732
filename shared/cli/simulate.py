"""`giliran simulate`: visitors and officers for a running hub."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubUnreachable, hub_address

if TYPE_CHECKING:
    from shared.cli.simulation.tally import Tally

app = typer.Typer(add_completion=False)

ON_TERMINAL_SECONDS, IN_LOG_SECONDS = 1.0, 10.0


@app.command()
def simulate(
    *,
    hub: Annotated[str | None, typer.Option("--hub", metavar="URL", help="Its address.")] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Its data directory: address and token.")
    ] = None,
    visitors_per_minute: Annotated[float, typer.Option(min=0.1, max=6_000)] = 8.0,
    counters: Annotated[
        int, typer.Option(min=1, help="How many officers; only at counters that are closed.")
    ] = 6,
    leave: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Not this counter (repeatable).")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0, help="0: until it is told to stop.")] = 0.0,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
    pin: Annotated[str, typer.Option(help="The PIN of the officers officer-COUNTER.")] = "1234",
    as_json: Annotated[bool, typer.Option("--json", help="The counts as JSON at the end.")] = False,
) -> None:
    """Let simulated people use a hub like real ones: uneven services, some priority, some absent.

    Officers serve as fast as the visitors come, so the lines stay alive and do not grow. SIGTERM
    and Ctrl-C end it; the counters are closed then.
    """
    import uvloop

    from shared.cli.simulation.life import NobodyAtWork, Wishes, live
    from shared.cli.simulation.line import HubGone

    if hub is None and data is None:
        raise typer.BadParameter("name the hub with --hub URL, or its directory with --data DIR")
    terminal = sys.stderr.isatty()
    try:
        address = hub_address(hub, data)
        wishes = Wishes(
            url=address.url,
            token=address.token or "",
            visitors_per_minute=visitors_per_minute,
            counters=counters,
            leave=frozenset(leave or ()),
            seconds=seconds,
            seed=seed,
            pin=pin,
            show=_on_terminal if terminal else _in_log,
            every=ON_TERMINAL_SECONDS if terminal else IN_LOG_SECONDS,
        )
        tally = uvloop.run(live(wishes))
    except (HubUnreachable, HubGone) as gone:
        _give_up(str(gone), ExitCode.UNREACHABLE)
    except (NobodyAtWork, ValueError) as error:
        _give_up(str(error), ExitCode.REFUSED)
    if as_json:
        print(json.dumps(asdict(tally)))


def _on_terminal(tally: Tally, seconds: float) -> None:
    print(f"\r\x1b[K{tally.words(seconds)}", end="", file=sys.stderr, flush=True)


def _in_log(tally: Tally, seconds: float) -> None:
    print(tally.words(seconds), file=sys.stderr, flush=True)


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran simulate: {words}", file=sys.stderr)
    raise typer.Exit(code)

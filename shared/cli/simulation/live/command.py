"""Lets simulated people use a hub like real ones, until it is told to stop."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.cli.hub_calls import HubAddress, HubUnreachable, hub_address
from shared.cli.simulation.live.life import NobodyAtWork, Wishes, live
from shared.cli.simulation.live.line import HubGone
from shared.cli.simulation.live.tally import Tally

ON_TERMINAL_SECONDS, IN_LOG_SECONDS = 1.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the command line asks for."""

    hub: str | None
    data: Path | None
    visitors_per_minute: float
    waiting: int
    counters: int
    leave: frozenset[str]
    seconds: float
    seed: int
    pin: str
    as_json: bool


def load(load: Load) -> None:
    """Officers serve as fast as the visitors come, so the lines stay alive and do not grow; when
    it ends the counters are closed."""
    address = _address(load.hub, load.data)
    terminal = sys.stderr.isatty()
    wishes = Wishes(
        url=address.url,
        token=address.token or "",
        visitors_per_minute=load.visitors_per_minute,
        waiting=load.waiting,
        counters=load.counters,
        leave=load.leave,
        seconds=load.seconds,
        seed=load.seed,
        pin=load.pin,
        show=_on_terminal if terminal else _in_log,
        every=ON_TERMINAL_SECONDS if terminal else IN_LOG_SECONDS,
    )
    tally = _lived(wishes)
    if load.as_json:
        print(json.dumps(asdict(tally)))


def _address(hub: str | None, data: Path | None) -> HubAddress:
    try:
        return hub_address(hub, data)
    except HubUnreachable as gone:
        _give_up(str(gone), ExitCode.UNREACHABLE)


def _lived(wishes: Wishes) -> Tally:
    import uvloop

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

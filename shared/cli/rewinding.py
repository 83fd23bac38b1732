"""`giliran journal rewind`: what a wrong clock has written is taken back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from shared.cli.proof.reading import Data, journal_of, told_apart
from shared.domain.ids import Moment
from shared.hub.clock_file import CLOCK_FILE
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.salvage.rewind import rewind
from shared.hub.restored import Mark, write_mark
from shared.hub.witness.memory import forget
from shared.protocol.machine import wall_ms


def rewind_journal(
    data: Data,
    before: Annotated[
        dt.datetime,
        typer.Option(
            metavar="TIME",
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"],
            help="Keep what is older: 2026-11-23T07:00, the hall's time.",
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take back what a wrong clock has written: the journal ends before TIME again.

    The whole journal is kept aside. A hub on the rest waits for its kiosks as after a restore:
    they hand over what stands on paper. The hub must be stopped.
    """
    with told_apart(), DirectoryLock(data):
        moment = _moment_in(data, before)
        if not yes:
            typer.confirm(f"Take back all entries of {data} from {before} on?", abort=True)
        done = rewind(data, moment)
        if done is not None:
            forget(data)  # days that were signed are taken back by whoever may
            (data / CLOCK_FILE).unlink(missing_ok=True)  # it holds the wrong time too
            write_mark(data, Mark.new("a rewind", done.head, wall_ms()))
    if done is None:
        print("Nothing to take back: no entry is of that time.")
        return
    print(f"{done.taken} entries were taken back; the last is {done.head.seq} now.")
    print(f"The whole journal is in {done.aside}; keep it until nobody misses anything.")
    print(f"Start the hub: it waits for its kiosks, or you say: giliran restore go --data {data}")


def _moment_in(data: Path, local: dt.datetime) -> Moment:
    """A time of the hall; one with an offset stands for itself."""
    with journal_of(data) as reader:
        loaded = reader.last("SiteLoaded")
    zone = json.loads(loaded.body)["site"]["timezone"] if loaded else "UTC"
    at = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(zone))
    return Moment(round(at.timestamp() * 1000))

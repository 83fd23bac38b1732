"""`giliran past`: days that a hall has behind it, lived through the real engine in minutes.

What a year leaves behind can only be looked at once there is one. Nothing here is made up beside
the engine: every entry was decided and appended like in a hall, by a clock that nobody waits for.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)

FIRST = "2026-01-05"

SHOWN_SECONDS = 5.0


@app.command()
def past(
    data: Annotated[Path, typer.Option(metavar="DIR", help="A data directory without a hub.")],
    *,
    days: Annotated[int, typer.Option(min=1, help="Working days; Sundays are left out.")] = 300,
    tickets: Annotated[int, typer.Option(min=1, help="A day.")] = 800,
    counters: Annotated[int, typer.Option(min=1, help="At work; the hall gets as many.")] = 24,
    first: Annotated[str, typer.Option(metavar="DATE", help="The first day.")] = FIRST,
    entries: Annotated[
        int | None, typer.Option(min=1, help="Break off in mid-day at so many entries.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
) -> None:
    """Live days into a data directory: for looking at what a year leaves behind.

    A year of 300 days with 800 tickets each takes some five minutes and a gigabyte. Ctrl-C ends
    it; what was lived until then is whole.
    """
    import uvloop

    from shared.cli.hub import SAMPLE_SITE
    from shared.cli.past.life import Past, live
    from shared.cli.past.site import enlarged
    from shared.protocol.site_file import read_site_file

    site = enlarged(read_site_file(SAMPLE_SITE), counters=counters, displays=0, kiosks=0)
    wish = Past(
        site=site,
        first=dt.date.fromisoformat(first),
        days=days,
        tickets=tickets,
        counters=counters,
        entries=entries,
        seed=seed,
    )
    began = time.perf_counter()

    shown = began

    def watch(date: str, written: int) -> None:
        nonlocal shown
        now = time.perf_counter()
        if now - shown > SHOWN_SECONDS:
            shown = now
            print(f"{date}: {written:,} entries, {now - began:.0f} s", file=sys.stderr, flush=True)

    hall = uvloop.run(live(wish, data, watch))
    print(json.dumps({"entries": hall.seq, "seconds": time.perf_counter() - began}))

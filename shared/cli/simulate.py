"""`giliran simulate`: a hall played in simulated time; or people for a running hub."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer

from shared.cli.simulation.rules import HEAD_START

app = typer.Typer(add_completion=False)

PLAYED, LOADED = "A hall in simulated time", "People for a running hub (--hub or --data)"

Seed = Annotated[int | None, typer.Option(help="The same seed, the same people; default 1.")]
Json = Annotated[bool, typer.Option("--json", help="The figures as JSON.")]

ScenarioFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Who comes, who works, how long it takes; default: a busy day of the sample site"
        " (assets/sample_day.toml, where each key is explained).",
        rich_help_panel=PLAYED,
    ),
]
FromJournal = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Learn it from a hub's data directory.", rich_help_panel=PLAYED
    ),
]
First = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Learn from this day on.", rich_help_panel=PLAYED),
]
Last = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="… to this day.", rich_help_panel=PLAYED),
]
Write = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write what was learnt as a scenario file, to be looked at and changed.",
        rich_help_panel=PLAYED,
    ),
]
Days = Annotated[int | None, typer.Option(min=1, help="So many.", rich_help_panel=PLAYED)]
Tickets = Annotated[
    int | None, typer.Option(min=1, help="Days until so many numbers.", rich_help_panel=PLAYED)
]
Crowd = Annotated[
    float,
    typer.Option(
        min=0.1,
        max=10,
        help="So many times the visitors: 1.2 is a fifth more.",
        rich_help_panel=PLAYED,
    ),
]
WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CHANGE",
        help='Also with other counters, side by side: "+1 dukcapil 09:00-11:00" (an agency or a'
        ' service), "-1 like 7 13:00-15:00". Repeatable.',
        rich_help_panel=PLAYED,
    ),
]
By = Annotated[
    str, typer.Option(help="Waits by agency, service, group or hour.", rich_help_panel=PLAYED)
]
RuleName = Annotated[
    str,
    typer.Option(
        metavar="RULE",
        help="headstart (the hall's own; headstart:15 with other minutes), fifo, strict,"
        " accumulating:WEIGHT or ratio:N:M.",
        rich_help_panel=PLAYED,
    ),
]
CompareRules = Annotated[
    bool, typer.Option("--compare-rules", help="All of them.", rich_help_panel=PLAYED)
]
Plot = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A picture: .svg or .png.", rich_help_panel=PLAYED),
]
Language = Annotated[str, typer.Option(help="Of the tables: id or en.", rich_help_panel=PLAYED)]
Check = Annotated[
    bool,
    typer.Option(
        "--check", help="Watch the invariants; a broken one ends it.", rich_help_panel=PLAYED
    ),
]

Hub = Annotated[
    str | None,
    typer.Option("--hub", metavar="URL", help="Its address.", rich_help_panel=LOADED),
]
Data = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Its data directory: address and token.", rich_help_panel=LOADED
    ),
]
Rate = Annotated[float, typer.Option(min=0.1, max=6_000, rich_help_panel=LOADED)]
Waiting = Annotated[
    int,
    typer.Option(min=0, help="Visitors who are there at the beginning.", rich_help_panel=LOADED),
]
Staff = Annotated[
    int,
    typer.Option(
        min=1, help="How many officers; only at counters that are closed.", rich_help_panel=LOADED
    ),
]
Leave = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Not this counter (repeatable).", rich_help_panel=LOADED),
]
Seconds = Annotated[
    float, typer.Option(min=0, help="0: until it is told to stop.", rich_help_panel=LOADED)
]
Pin = Annotated[
    str, typer.Option(help="The PIN of the officers officer-COUNTER.", rich_help_panel=LOADED)
]

_OF_LOADED = ("visitors_per_minute", "waiting", "counters", "leave", "seconds", "pin")
_OF_PLAYED = (
    *("scenario", "from_journal", "first", "last", "write", "days", "tickets", "crowd"),
    *("what_if", "by", "rule", "compare_rules", "plot", "language", "check"),
)


@app.command()
def simulate(
    context: typer.Context,
    *,
    seed: Seed = None,
    as_json: Json = False,
    scenario: ScenarioFile = None,
    from_journal: FromJournal = None,
    first: First = None,
    last: Last = None,
    write: Write = None,
    days: Days = None,
    tickets: Tickets = None,
    crowd: Crowd = 1.0,
    what_if: WhatIf = None,
    by: By = "",
    rule: RuleName = HEAD_START,
    compare_rules: CompareRules = False,
    plot: Plot = None,
    language: Language = "en",
    check: Check = False,
    hub: Hub = None,
    data: Data = None,
    visitors_per_minute: Rate = 8.0,
    waiting: Waiting = 0,
    counters: Staff = 6,
    leave: Leave = None,
    seconds: Seconds = 0.0,
    pin: Pin = "1234",
) -> None:
    """Play a hall in simulated time: no hub, no disk, a day within a second.

    Visitors and officers give the real commands to the real queue.

    With --hub or --data they use a running hub instead, in real time; Ctrl-C ends it.
    """
    given = dict(locals())
    live = hub is not None or data is not None
    _refuse(context, _OF_PLAYED if live else _OF_LOADED, live=live)
    (_load if live else _play)(given)


def _load(given: Mapping[str, Any]) -> None:
    """People for a running hub, as the options say."""
    from shared.cli.simulation.live.command import Load, load

    wanted = {one.name: given[one.name] for one in fields(Load)}
    wanted["leave"] = frozenset(given["leave"] or ())
    wanted["seed"] = 1 if given["seed"] is None else given["seed"]
    load(Load(**wanted))


def _play(given: Mapping[str, Any]) -> None:
    """A hall in simulated time, as the options say."""
    from shared.cli.simulation.asked import Asked, answer

    wanted = {one.name: given[one.name] for one in fields(Asked)}
    wanted["what_if"] = tuple(given["what_if"] or ())
    answer(Asked(**wanted))


def _refuse(context: typer.Context, options: tuple[str, ...], *, live: bool) -> None:
    """An option of the other kind of simulation is a mistake, not to be passed over."""
    for name in options:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            option = {"first": "from", "last": "to"}.get(name, name.replace("_", "-"))
            why = "it plays no scenario" if live else "name it with --hub URL or --data DIR"
            raise typer.BadParameter(
                f"--{option} is {'not ' if live else ''}for a running hub: {why}"
            )

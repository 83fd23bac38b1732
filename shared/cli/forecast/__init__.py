"""`giliran forecast …`: how good the promises of a wait were, and on simulated days would be."""

from __future__ import annotations

import json
import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from shared.cli.exits import ExitCode

app = typer.Typer(
    name="forecast",
    help="How good the promises of a wait were, and on simulated days would be.",
    no_args_is_help=True,
    add_completion=False,
)


class By(StrEnum):
    SERVICE = "service"
    HOUR = "hour"


@app.command()
def accuracy(
    data: Annotated[Path, typer.Option(metavar="DIR", help="The hub's data directory.")],
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day, YYYY-MM-DD.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="… to this day.")] = None,
    by: Annotated[By | None, typer.Option(help="Each by itself; left out: all together.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Hold each promise in the journal against its first call.

    Beside it what people ahead × average ÷ counters would have said, and the last wait that ended
    in service (LES). Cancelled tickets, those of a service that was suspended while they waited,
    and those called beside the rule are left out and counted.
    """
    from shared.cli.forecast.judging import Judged
    from shared.cli.forecast.tables import show
    from shared.hub.codec import Foreign
    from shared.hub.forecast.accuracy import accuracy as accuracy_of
    from shared.hub.forecast.accuracy import grouped
    from shared.hub.journal.port import JournalError
    from shared.hub.journal.schema import JOURNAL_FILE

    _require_dates(first, last)
    try:
        judged = Judged(data / JOURNAL_FILE, first, last)
    except (JournalError, Foreign) as error:
        _give_up(str(error), ExitCode.DAMAGED)
    verdicts = judged.verdicts
    keys = {By.SERVICE: lambda one: str(one.service), By.HOUR: judged.hour}
    groups = grouped(verdicts, keys[by]) if by is not None else {}
    whole = accuracy_of(verdicts)
    beside = sum(not one.by_rule for one in verdicts)
    left_out = dict(judged.judge.left_out) | {"beside the rule": beside}
    if as_json:
        document = {
            "all": whole and whole.document(),
            "groups": {name: found.document() for name, found in groups.items()},
            "left_out": left_out,
            "without_promise": judged.judge.unpromised,
        }
        print(json.dumps(document, indent=1))
        return
    if whole is None:
        print("No promise of these days has met its call.")
    else:
        show("Promises and their calls (minutes)", groups | {"all": whole})
    listed = ", ".join(f"{why} {count}" for why, count in left_out.items() if count) or "none"
    print(f"Left out: {listed}. Without a promise: {judged.judge.unpromised}.")


@app.command()
def trial(
    *,
    seeds: Annotated[str, typer.Option(metavar="1-5", help="One, or from–to.")] = "1-3",
    days: Annotated[int, typer.Option(min=1, help="Judged days of each seed.")] = 5,
    learning: Annotated[int, typer.Option(min=0, help="Days before them.")] = 3,
    crowd: Annotated[
        list[float], typer.Option(min=0.1, max=3, help="So many times the visitors; repeatable.")
    ] = [0.8, 1.0],  # noqa: B006 - typer reads it once
    scenario: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: assets/sample_day.toml.")
    ] = None,
    oracle: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="For every Nth number also what could be known: the day played on many times.",
        ),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="As tables for docs.")] = False,
) -> None:
    """Promise waits on simulated days, with learned service times, and judge the promises.

    Some minutes for the default. The same seeds give the same figures.
    """
    from shared.cli.forecast.tables import markdown, print_table, trial_table
    from shared.cli.forecast.trial import Wish, rows_of, tried_all
    from shared.cli.simulation.scenario.reading import SAMPLE, ScenarioError, read_scenario

    try:
        read = read_scenario(scenario or SAMPLE)
    except ScenarioError as error:
        _give_up(str(error), ExitCode.FAILED)
    if oracle and not hasattr(os, "fork"):
        _give_up(
            "the oracle plays on in forks of the process, which Windows has not.", ExitCode.FAILED
        )
    for times in crowd:
        found = tried_all(
            Wish(
                scenario=read,
                seeds=_seeds(seeds),
                learning=learning,
                days=days,
                crowd=times,
                oracle=oracle,
            )
        )
        rows = rows_of(found)
        title = f"{times:g} × the visitors, seeds {seeds}, {days} days after {learning}"
        title += f"; counters busy {found.busy:.0%} of the day, the busiest {found.busiest:.0%}"
        if as_json:
            document = {name: row.document() for name, row in rows.items()}
            print(json.dumps({"title": title, "rows": document}))
        elif as_markdown:
            print(f"{title}:\n\n{markdown(*trial_table(rows))}\n", flush=True)
        else:
            print_table(title, *trial_table(rows))


def _seeds(text: str) -> list[int]:
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise typer.BadParameter(f"'{text}' is neither 3 nor 1-5.", param_hint="--seeds")
    return list(range(int(found[1]), int(found[2] or found[1]) + 1))


def _require_dates(*dates: str | None) -> None:
    import datetime as dt

    for date in dates:
        try:
            dt.date.fromisoformat(date or "2026-01-01")
        except ValueError:
            raise typer.BadParameter(f"'{date}' is no date (YYYY-MM-DD).") from None


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran forecast: {words}", file=sys.stderr)
    raise typer.Exit(code)

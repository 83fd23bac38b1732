"""A hall played in simulated time: no hub, no disk, no waiting.

Visitors and officers give the real commands, which are decided and applied by the hall's own
`decide` and `evolve`, on the real site with its hours, breaks and days::

    class Promises(Watcher):
        def on_issue(self, hall, ticket, now): ...

    result = play(sample_scenario(seed=1, days=5), watch=[Promises()])
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from shared.cli.simulation.floor import Floor
from shared.cli.simulation.outcomes import Outcome, Result, outcome_of
from shared.cli.simulation.rules import Rule
from shared.cli.simulation.scenario.model import Scenario
from shared.cli.simulation.stage import Stage
from shared.cli.simulation.watcher import Watcher
from shared.domain.hours import day_begins
from shared.domain.ids import DAY, SECOND, Moment
from shared.domain.refusal import Code

SELDOM = 100_000
"""Things made and not gone, before the collector looks for rings of them."""

__all__ = ["Outcome", "Result", "Scenario", "Watcher", "play", "sample_scenario"]


def _always(result: Result) -> bool:
    return True


def play(
    scenario: Scenario,
    *,
    watch: Sequence[Watcher] = (),
    rule: Rule | None = None,
    goes_on: Callable[[Result], bool] = _always,
) -> Result:
    """Plays all days of a scenario and gives what came of it.

    Each of `watch` is told of every entry and of every number given out. `rule` chooses in place
    of the hall's own; `goes_on` is asked after each day. The same scenario gives the same result,
    up to the seconds it took. ValueError where no day is open.
    """
    with _seldom_collected():
        return _played(scenario, watch, rule, goes_on)


def _played(
    scenario: Scenario,
    watch: Sequence[Watcher],
    rule: Rule | None,
    goes_on: Callable[[Result], bool],
) -> Result:
    began = time.perf_counter()
    stage = Stage(scenario.site, watch)
    floor = Floor(scenario, stage, rule)
    for watcher in watch:
        watcher.on_floor(floor)
    result = Result(use=floor.use)
    midnight = Moment(0)
    for date in scenario.dates:
        midnight = day_begins(scenario.site, date.isoformat())
        stage.turn_day(Moment(midnight + SECOND))
        for watcher in watch:
            watcher.on_day(stage.hall, date)
        floor.plan_day(date)
        stage.run(Moment(midnight + DAY))
        result.days += 1
        result.outcomes += [outcome_of(one, stage.hall.date) for one in stage.hall.tickets.values()]
        enough = scenario.tickets is not None and len(result.outcomes) >= scenario.tickets
        if enough or not goes_on(result):
            break
    if not result.days:
        raise ValueError("the hall is not open on any of the days that are to be played")
    stage.turn_day(Moment(midnight + DAY + SECOND))
    stage.ended()
    result.visitors, result.entries = floor.visitors, stage.hall.seq
    result.refused = {code: n for code, n in stage.refused.items() if code != Code.NOBODY_WAITS}
    result.seconds = time.perf_counter() - began
    return result


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """What a play leaves behind it keeps; the collector would only walk through it once more."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def sample_scenario(**changes: Any) -> Scenario:
    """A busy day of the sample site (assets/sample_day.toml); `changes` are fields of `Scenario`
    to be replaced, such as `seed`, `days` and `tickets`."""
    from shared.cli.simulation.scenario.reading import SAMPLE, read_scenario

    return replace(read_scenario(SAMPLE), **changes)

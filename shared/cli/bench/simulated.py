"""How many visitors go through a hall in simulated time, in a second of the processor's."""

from __future__ import annotations

import time

from shared.cli.bench.figures import Figure
from shared.cli.simulation.checks import Invariants
from shared.cli.simulation.scenario.model import Scenario
from shared.cli.simulation.stage import Stage
from shared.cli.simulation.world import play, sample_scenario
from shared.domain import commands as c
from shared.domain.hours import day_plan
from shared.domain.ids import SECOND, CounterId, Moment, OfficerId, ServiceCode, TicketId, VisitId

DAYS, FEW_DAYS = 20, 2
LIVES, FEW_LIVES = 5_000, 1_000

OFFICER = OfficerId("officer-1")


def simulated(*, rounds: int, quick: bool) -> list[Figure]:
    """Busy days of the sample site, beside what their commands cost with nobody in the hall."""
    scenario = sample_scenario(days=FEW_DAYS if quick else DAYS)
    play(sample_scenario())  # the calendar is read once
    runs, checked, bound = [], [], []
    for _ in range(rounds):
        runs.append(_visitors(scenario))
        checked.append(_visitors(scenario, Invariants(scenario.seed)))
        bound.append(_lives(scenario, FEW_LIVES if quick else LIVES))
    beside = "bare lives"
    return [
        Figure(
            name="visitors in simulated time",
            unit="/s",
            runs=runs,
            bound=bound,
            bound_name=beside,
        ),
        Figure(
            name="… with every entry checked",
            unit="/s",
            runs=checked,
            bound=bound,
            bound_name=beside,
        ),
    ]


def _visitors(scenario: Scenario, *watch: Invariants) -> float:
    began = time.process_time()
    result = play(scenario, watch=watch)
    return result.visitors / (time.process_time() - began)


def _lives(scenario: Scenario, many: int) -> float:
    """Numbers a second that are given, called, begun and finished: decided and applied, no more."""
    stage = Stage(scenario.site)
    opens = day_plan(scenario.site, next(iter(scenario.dates))).opens
    assert opens is not None
    stage.turn_day(opens)
    desk = scenario.site.counters[0]
    stage.do(c.OpenCounter(counter=desk.id, officer=OFFICER), "")
    began = time.process_time()
    for number in range(many):
        stage.now = Moment(stage.now + SECOND)
        _live(stage, desk.id, desk.services[-1], str(number))
    return many / (time.process_time() - began)


def _live(stage: Stage, desk: CounterId, service: ServiceCode, name: str) -> None:
    for command in (
        c.IssueTicket(ticket=TicketId(name), service=service, new_visit=VisitId(name)),
        c.CallNext(counter=desk),
        c.StartService(counter=desk),
        c.FinishService(counter=desk),
    ):
        if not stage.do(command, ""):
            raise RuntimeError(f"refused: {', '.join(stage.refused)}")

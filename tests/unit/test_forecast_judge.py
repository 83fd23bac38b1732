"""Promises held against their calls: what counts, what is left out, and the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.cli.forecast.oracle import Oracle
from shared.cli.forecast.tables import cells, trial_table
from shared.cli.forecast.trial import Wish, rows_of, tried_all
from shared.cli.simulation.scenario.model import crowded
from shared.cli.simulation.world import play, sample_scenario
from shared.domain import events as e
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import (
    MINUTE,
    CounterId,
    Moment,
    OfficerId,
    SeriesCode,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.hub.forecast.accuracy import accuracy, grouped
from shared.hub.forecast.judge import Judge
from shared.protocol.site_file import kept_site
from tests.unit.small_site import small_document

NINE = Moment(1_795_399_200_000)
COUNTER = CounterId("1")
SERVICE = ServiceCode("KTP-BARU")


class Told:
    """A hall to which things happen, and a judge who looks on."""

    def __init__(self) -> None:
        self.hall, self.judge = Hall(), Judge()
        document = small_document()
        self.happens(0, e.SiteLoaded(version=1, site=document))
        counters = document["counters"]
        assert counters[0]["id"] == COUNTER
        self.happens(0, e.CounterOpened(counter=COUNTER, officer=OfficerId("o")))

    def happens(self, minute: float, event: e.Event) -> None:
        at = Moment(round(NINE + minute * MINUTE))
        recorded = e.Recorded(seq=self.hall.seq + 1, at=at, event=event)
        evolve(self.hall, recorded, kept_site)
        self.judge.take(self.hall, recorded)

    def issue(self, minute: float, name: str, *promise: float, ahead: int = 0) -> None:
        early, expected, late = (round(one * MINUTE) for one in promise or (0, 0, 0))
        self.happens(
            minute,
            e.TicketIssued(
                ticket=TicketId(name),
                number=name,
                ordinal=1,
                series=SeriesCode("A"),
                service=SERVICE,
                visit=VisitId(name),
                place=Moment(round(NINE + minute * MINUTE)),
                ahead=ahead,
                promise=(early, expected, late) if promise else None,
            ),
        )

    def call(self, minute: float, name: str, *, by_rule: bool = True) -> None:
        choice = e.Choice(by_rule=by_rule, waited=0, head_start=0, reason="" if by_rule else "x")
        ticket = TicketId(name)
        self.happens(minute, e.TicketCalled(ticket=ticket, counter=COUNTER, call=1, choice=choice))

    def finish(self, minute: float, name: str) -> None:
        self.happens(minute, e.ServiceFinished(ticket=TicketId(name), counter=COUNTER))


def test_errors_are_those_of_the_first_call() -> None:
    told = Told()
    told.issue(0, "a", 5, 10, 20)
    told.issue(1, "b", 5, 10, 20, ahead=1)
    told.call(12, "a")
    told.finish(20, "a")
    told.call(41, "b")
    found = accuracy(told.judge.verdicts)
    assert found is not None
    assert found.promises == 2
    assert found.mean_error == pytest.approx((2 + 30) / 2)
    assert (found.close, found.held, found.late, found.broken) == (0.5, 0.5, 0.5, 0.5)
    assert found.les_error is None
    assert grouped(told.judge.verdicts, lambda one: one.service).keys() == {SERVICE}


def test_the_other_estimates_know_what_was_known_at_that_moment() -> None:
    told = Told()
    told.issue(0, "a")
    told.call(8, "a")
    told.finish(18, "a")
    told.issue(20, "b", 1, 2, 3, ahead=3)
    told.call(23, "b")
    (verdict,) = told.judge.verdicts
    assert verdict.les == 8 * MINUTE
    typical = told.hall.plan.services[SERVICE].minutes if told.hall.plan else 0
    assert verdict.plain == pytest.approx(3 * (10 + typical) / 2 * MINUTE, rel=0.01)


def test_no_call_is_held_against_a_promise_that_could_not_be_kept() -> None:
    told = Told()
    for name in ("suspended", "cancelled", "beside", "kept"):
        told.issue(0, name, 1, 5, 9)
    told.issue(0, "unpromised")
    told.happens(1, e.TicketCancelled(ticket=TicketId("cancelled"), reason="visitor"))
    told.call(2, "beside", by_rule=False)
    told.finish(3, "beside")
    told.call(5, "kept")
    told.finish(6, "kept")
    told.happens(7, e.ServiceSuspended(service=SERVICE, reason="sistem"))
    told.happens(8, e.ServiceRestored(service=SERVICE))
    told.call(60, "suspended")
    assert told.judge.left_out == {"cancelled": 1, "suspended": 1}
    assert told.judge.unpromised == 1
    found = accuracy(told.judge.verdicts)
    assert found is not None
    assert (found.promises, found.mean_error) == (1, 0)


def test_simulated_days_are_promised_with_what_was_learned_alone() -> None:
    """A quiet day; the figures of busy ones stand in docs/forecast.md."""
    scenario = replace(sample_scenario(), tickets=None)
    wish = Wish(scenario=scenario, seeds=(3,), learning=0, days=1, crowd=0.15, oracle=40, plays=3)
    found = tried_all(wish)
    assert len(found.verdicts) > 60
    for one in found.verdicts:
        assert 0 <= one.promise.early <= one.promise.expected <= one.promise.late
        assert one.waited >= 0
    rows = rows_of(found)
    assert rows["all"].all.promises == len(found.verdicts)
    assert rows["all"].all.mean_error < 5
    assert rows["all"].oracle is not None
    assert rows["all"].oracle.promises == len(found.known)
    assert 0 < found.busy < found.busiest < 1
    columns, lines = trial_table(rows)
    assert len(columns) == len(lines[0]) == len(cells("", rows["all"].all)) + 3


def test_the_oracle_changes_nothing_of_the_day_that_it_looks_at() -> None:
    scenario = crowded(replace(sample_scenario(), tickets=None, days=1), 0.15)
    oracle = Oracle(25, 0, plays=5)
    alone, watched = play(scenario), play(scenario, watch=[oracle])
    assert alone.outcomes == watched.outcomes
    assert len(oracle.foreseen) >= 2
    for waits in oracle.foreseen.values():
        assert 0 <= waits.early <= waits.expected <= waits.late

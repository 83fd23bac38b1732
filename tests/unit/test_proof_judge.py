"""Each choice made anew: what the rule gave passes, what it did not give is named."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from shared.domain import events as e
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import MINUTE, Moment
from shared.hub.proof.calls import Calls
from shared.hub.proof.judge import Judge
from shared.protocol.site_file import site_from
from tests.unit.played_hall import PlayedHall
from tests.unit.rule_day import rule_day
from tests.unit.test_queue_machine import QueueMachine

DAY = rule_day().entries
Finding = tuple[str, int, str]


def judged(entries: Sequence[e.Recorded]) -> tuple[list[Finding], Calls]:
    found: list[Finding] = []
    judge, hall = Judge(lambda *finding: found.append(finding)), Hall()
    for recorded in entries:
        judge.look(hall, recorded)
        evolve(hall, recorded, site_from)
    return found, judge.calls


def entry(kind: type[e.Event], nth: int = 0, **fields: Any) -> e.Recorded:
    """The nth entry of a kind whose fields are these."""
    fitting = [
        one
        for one in DAY
        if isinstance(one.event, kind)
        and all(getattr(one.event, name) == value for name, value in fields.items())
    ]
    return fitting[nth]


def forged(target: e.Recorded, change: Callable[[Any], e.Event]) -> list[Finding]:
    """What is found at an entry that says something else than it did."""
    entries = [one._replace(event=change(one.event)) if one is target else one for one in DAY]
    return [finding for finding in judged(entries)[0] if finding[1] == target.seq]


def rechosen(**fields: Any) -> Callable[[e.TicketCalled], e.TicketCalled]:
    return lambda called: replace(called, choice=replace(called.choice, **fields))


def by_rule(nth: int) -> e.Recorded:
    calls = [one for one in DAY if isinstance(one.event, e.TicketCalled)]
    return [one for one in calls if one.event.choice.by_rule][nth]  # type: ignore[attr-defined]


def beside() -> e.Recorded:
    calls = [one for one in DAY if isinstance(one.event, e.TicketCalled)]
    return next(one for one in calls if not one.event.choice.by_rule)  # type: ignore[attr-defined]


def test_an_honest_day_is_found_honest_and_its_calls_are_counted() -> None:
    found, calls = judged(DAY)
    assert found == []
    assert (calls.by_rule, calls.beside, calls.reasons) == (5, 1, {"other": 1})
    (call,) = calls.listed
    assert (call.number, call.counter, call.officer) == ("A-006", "2", "officer-2")
    assert (call.due, call.due_score) == ("A-001", 16 * MINUTE)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_hall_goes_through_the_judge_agrees_with_it(seed: int) -> None:
    chance = random.Random(seed)
    machine = QueueMachine()
    machine.play.open("1", "2", "3")
    for kiosk in machine.kiosks.all:
        machine.kiosks.come(kiosk)
    for _ in range(250):
        machine.something(chance.choice)
        machine.play.wait(chance.choice([0.0, 0.1, 0.5, 1.0, 2.0, 16.0]))
    found, calls = judged(machine.play.entries)
    assert found == []
    assert calls.by_rule > 3


def test_a_call_beside_the_rule_without_a_reason_is_named_with_whose_turn_it_was() -> None:
    ((kind, _, words),) = forged(beside(), rechosen(reason=""))
    assert kind == "choice"
    assert "calls A-006 at counter 2 beside the rule without a reason" in words
    assert "A-001 (waited 16 min + 0)" in words


def test_a_call_that_claims_the_rule_and_was_not_its_choice_is_named() -> None:
    ((kind, seq, words),) = forged(beside(), rechosen(by_rule=True, reason=""))
    assert (kind, seq) == ("choice", beside().seq)
    assert words == (
        f"Entry {seq} calls A-006 at counter 2 by the rule, but the rule's choice was"
        " A-001 (waited 16 min + 0)."
    )


def test_another_visitor_in_the_place_of_the_rules_choice_is_named() -> None:
    other = entry(e.TicketIssued, number="A-005").event.ticket  # type: ignore[attr-defined]
    ((kind, _, words),) = forged(by_rule(0), lambda called: replace(called, ticket=other))
    assert kind == "choice"
    assert "calls A-005 at counter 1 by the rule, but the rule's choice was A-004" in words


@pytest.mark.parametrize(
    "fields",
    [
        {"waited": 0},
        {"head_start": 0},
        {"runner_up": "A-009"},
        {"runner_up_score": 1},
        {"passed_over": ("A-001",)},
    ],
)
def test_wrong_figures_are_named(fields: dict[str, Any]) -> None:
    ((kind, _, words),) = forged(by_rule(0), rechosen(**fields))
    assert kind == "choice"
    assert next(iter(fields)) in words


def test_a_place_that_is_too_early_is_named() -> None:
    target = entry(e.TicketIssued, number="A-005")
    earlier = forged(target, lambda one: replace(one, place=Moment(one.place - MINUTE)))
    assert [(kind, words) for kind, _, words in earlier] == [
        ("place", f"Entry {target.seq} gives A-005 a place 1 min too early.")
    ]


@pytest.mark.parametrize("group", [None, "elderly"])
def test_a_head_start_that_the_site_does_not_give_is_named(group: str | None) -> None:
    start = 45 * MINUTE
    found = forged(
        entry(e.TicketIssued, number="A-005"),
        lambda one: replace(one, group=group, head_start=start, place=Moment(one.place - start)),
    )
    assert [kind for kind, _, _ in found] == ["place"]
    assert "gives A-005 45 min head start; the site says" in found[0][2]


def test_an_arrival_in_the_future_is_named() -> None:
    found = forged(
        entry(e.TicketIssued, number="A-005"),
        lambda one: replace(one, arrival=Moment(one.place + 1), place=Moment(one.place + 1)),
    )
    assert [kind for kind, _, _ in found] == ["place"]


def test_a_late_return_with_the_old_place_is_named() -> None:
    target = entry(e.TicketRejoined)
    ((kind, _, words),) = forged(
        target, lambda one: replace(one, kept=True, place=Moment(one.place - 37 * MINUTE))
    )
    assert kind == "place"
    assert "gives A-001 another place than the rules: 37 min too early" in words


def test_a_priority_without_a_reason_or_with_more_than_its_due_is_named() -> None:
    given = entry(e.PriorityChanged, group="elderly")
    ((kind, _, words),) = forged(given, lambda one: replace(one, reason=""))
    assert (kind, "changes the priority of A-005 without a reason" in words) == ("reason", True)
    more = forged(given, lambda one: replace(one, head_start=60 * MINUTE))
    assert [kind for kind, _, _ in more] == ["place"]


def test_a_withdrawal_that_takes_the_arrival_too_is_named() -> None:
    withdrawn = entry(e.PriorityChanged, group=None)
    found = forged(withdrawn, lambda one: replace(one, place=Moment(one.place + MINUTE)))
    assert "1 min too late" in found[0][2]


def test_a_place_that_is_another_after_the_night_is_named() -> None:
    play = PlayedHall(always_open=True)
    play.open("1")
    number = play.issue().number
    play.call_next("1")
    play.wait(24 * 60)
    play.issue()
    night = next(
        one for one in play.entries if isinstance(one.event, e.Carried) and one.event.tickets
    )
    assert judged(play.entries)[0] == []
    (kept,) = night.event.tickets  # type: ignore[attr-defined]
    for change, words in (
        ({"place": kept["place"] - MINUTE}, "with a place 1 min too early"),
        ({"service": "KTP-CETAK"}, "with another service"),
    ):
        event = replace(night.event, tickets=({**kept, **change},))  # type: ignore[call-arg]
        at_night = [one for one in play.entries if one.seq < night.seq]
        found, _ = judged([*at_night, night._replace(event=event)])
        assert found == [
            ("place", night.seq, f"Entry {night.seq} carries {number} over the night {words}.")
        ]

"""The simulated people: the same seed gives the same ones, and they are as uneven as real ones."""

from __future__ import annotations

import statistics
from itertools import islice

import pytest

from shared.cli.hub import SAMPLE_SITE
from shared.cli.simulation.people import (
    Ending,
    Scene,
    another_service,
    scene,
    treatment,
)
from shared.cli.simulation.visitors import Visitor, gaps, visitors
from shared.domain.ids import CounterId
from shared.protocol.site_file import read_site_file

SITE = read_site_file(SAMPLE_SITE)
ALL = [counter.id for counter in SITE.counters]


def sample(seed: int = 1, free: list[CounterId] = ALL, many: int = 6) -> Scene:
    return scene(SITE, free, many, visitors_per_minute=8, seed=seed)


def some(seed: int, count: int = 2_000) -> list[Visitor]:
    return list(islice(visitors(sample(seed)), count))


def test_a_seed_means_the_same_people() -> None:
    assert some(5) == some(5)
    assert some(5) != some(6)
    assert treatment(sample(5), "A-001") == treatment(sample(5), "A-001")
    assert treatment(sample(5), "A-001") != treatment(sample(5), "A-002")


def test_they_come_at_the_rate_that_was_asked_for() -> None:
    assert statistics.mean(islice(gaps(sample()), 2_000)) == pytest.approx(60 / 8, rel=0.1)


def test_there_is_some_of_everything() -> None:
    crowd = some(2)
    share = {
        "priority": sum(v.priority is not None for v in crowd),
        "english": sum(v.language == "en" for v in crowd),
        "two errands": sum(len(v.services) == 2 for v in crowd),
        "assisted": sum(bool(v.assist) for v in crowd),
        "gives up": sum(v.patience is not None for v in crowd),
        "several people": sum(v.people > 1 for v in crowd),
    }
    assert min(share.values()) > 10
    assert max(share.values()) < 500


def test_officers_keep_up_with_the_visitors_on_the_mean() -> None:
    play = sample()
    plans = [treatment(play, f"A-{n:03}") for n in range(2_000)]
    assert {plan.ending for plan in plans} == set(Ending)
    served = statistics.mean(plan.service for plan in plans)
    assert served == pytest.approx(60 / 8 * 6 * 0.85, rel=0.1)
    assert statistics.pstdev(plan.service for plan in plans) > served * 0.4  # uneven


def test_counters_that_are_at_work_are_left_alone_and_counter_one_is_last() -> None:
    assert [counter.id for counter in sample(many=3).counters] == ["10", "9", "8"]
    free = [id_ for id_ in ALL if id_ not in {"10", "8"}]
    assert [counter.id for counter in sample(free=free, many=3).counters] == ["9", "7", "6"]
    assert len(sample(many=1_000).counters) == len(ALL)
    with pytest.raises(ValueError, match="every counter of this hall is at work"):
        sample(free=[])


def test_they_want_what_is_served_and_are_sent_where_it_is_served() -> None:
    play = sample()
    served = {code for counter in play.counters for code in counter.services}
    assert {code for v in some(1) for code in v.services} <= served
    one = play.services[0].code
    moved = {another_service(play, f"A-{n:03}", one) for n in range(50)}
    assert one not in moved
    assert moved <= served

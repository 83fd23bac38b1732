"""What trials judge by: a creep that is there is seen, a mere spread is not; halls of any size."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from shared.cli.bench.figures import Figure
from shared.cli.bench.measures import creep
from shared.cli.hub import SAMPLE_SITE
from shared.cli.past.site import enlarged
from shared.domain.plan import Plan
from shared.domain.site_check import Severity, problems
from shared.protocol.site_file import read_site_file, site_document, site_from


def test_creep_is_the_growth_over_the_series_as_a_share() -> None:
    assert creep([100.0, 105.0, 110.0]) == pytest.approx(10 / 105)
    assert creep([50.0] * 9) == 0
    assert creep([3.0, 2.0, 1.0]) == pytest.approx(-1.0)


def test_one_bad_day_is_no_creep_and_a_slow_one_is() -> None:
    chance = random.Random(1)
    days = [100 + chance.uniform(-2, 2) for _ in range(30)]
    assert abs(creep([*days[:15], 130.0, *days[15:]])) < 0.1
    assert creep([day + number for number, day in enumerate(days)]) > 0.2


def test_an_aim_below_a_bound() -> None:
    figure = Figure(name="", unit="s", runs=[2.0, 5.0], bound=[1.0, 2.0], at_most_bound=3.0)
    assert figure.ratio == pytest.approx(2.25)
    assert figure.reached
    assert not replace(figure, at_most_bound=2.0).reached


def test_a_larger_hall_is_a_sound_site() -> None:
    site = enlarged(read_site_file(SAMPLE_SITE), counters=100, displays=20, kiosks=10)
    assert (len(site.counters), len(site.displays), len(site.kiosks)) == (100, 20, 10)
    assert site_from(site_document(site)) == site
    assert not [found for found in problems(site) if found.severity is Severity.ERROR]
    assert len(Plan.of(site).counters) == 100


def test_a_hall_that_is_large_enough_stays_as_it_is() -> None:
    site = read_site_file(SAMPLE_SITE)
    assert enlarged(site, counters=1, displays=1, kiosks=1) == site

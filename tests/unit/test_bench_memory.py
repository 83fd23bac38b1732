"""What the bench makes of a display's memory: caches that fill are no growth."""

from __future__ import annotations

import pytest

from shared.cli.bench.display_memory import AIM_PER_THOUSAND, WARM, Sample, _growth


def _run(calls: int, each: float, caches: float = 2.0) -> list[Sample]:
    """`each`: MB that a thousand calls add; `caches` are full after `WARM` calls."""
    return [
        Sample(nth, 90.0 + caches * min(1.0, nth / WARM) + each * nth / 1_000)
        for nth in range(100, calls + 1, 100)
    ]


@pytest.mark.parametrize("each", [0.0, 0.05, 0.5])
def test_what_fills_the_caches_is_no_growth(each: float) -> None:
    growth = _growth(_run(10_000, each))
    assert growth.value == pytest.approx(each)
    assert growth.reached is (each <= AIM_PER_THOUSAND)


def test_a_short_run_claims_nothing() -> None:
    growth = _growth(_run(400, 0.0))
    assert growth.reached is None
    assert "while it warms" in growth.name
    assert growth.value == pytest.approx(2.0 / (WARM / 1_000))

"""When each counter is free to call next, in every run: where a play begins."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
import numpy.typing as npt

from shared.domain.ids import MINUTE
from shared.hub.forecast.luck import Luck
from shared.hub.forecast.measures import Curve
from shared.hub.forecast.pace import Pace
from shared.hub.forecast.scene import NOBODY, Scene, Seat
from shared.hub.forecast.staffing import SLOT

Runs = npt.NDArray[np.float32]
"""One figure a run, ms from now."""

_GRID = np.linspace(-6.0, 6.0, 1201)
"""Of a standard normal; far enough for a visitor who stays for hours."""


def _tails() -> npt.NDArray[np.float64]:
    unit = Curve(0.0, 1.0)
    return np.log([unit.survival(float(np.exp(z))) for z in _GRID])


_LOG_TAILS = _tails()[::-1]
"""Rising, as interpolation wants it."""

LATE_BUS = 5 * MINUTE
"""A counter that is usually open by now, and is not."""

EARLY_LEAVE, AFTER_BREAK = 15 * MINUTE, MINUTE
"""A pause that began no sooner before a break ends with it, or a little later."""

OVERRUN = 2.0
"""A pause that has taken so many times as long as usual has no end that could be foreseen."""

AT_LEAST = 5_000.0
"""ms that a visitor who has been at a counter for very long still takes."""


def free_from(scene: Scene, pace: Pace, seats: list[int], luck: Luck) -> Runs:
    """A row for each; infinite where a counter does not come to work in that run."""
    rows = np.stack([_left_alone(scene, pace, seat, luck) for seat in seats])
    busy = [nth for nth, seat in enumerate(seats) if scene.seats[seat].service != NOBODY]
    if busy:
        stays = _stays(scene, pace, [seats[nth] for nth in busy], luck)
        rows[busy] = np.maximum(rows[busy], through_breaks(stays + pace.gap, pace.breaks))
    return rows.astype(np.float32)


def _left_alone(scene: Scene, pace: Pace, seat: int, luck: Luck) -> npt.NDArray[np.float64]:
    """But for the visitor who is there."""
    one = scene.seats[seat]
    if one.state == "closed":
        return at_work(_arrives(pace.shares[seat], scene.now, one.counter, luck), pace.breaks)
    if one.state == "paused":
        return at_work(_back(one, pace, pace.pauses[seat], luck), pace.breaks)
    if one.service == NOBODY:
        return luck.exponential(f"{one.counter}/calls", pace.pickup)
    return np.zeros(luck.runs)


def _stays(scene: Scene, pace: Pace, seats: list[int], luck: Luck) -> npt.NDArray[np.float64]:
    """How much longer visitors keep their counters, who may also not come at all."""
    ones = [scene.seats[seat] for seat in seats]
    curves = [_curve_at(pace, scene.seats[seat].service, seat) for seat in seats]
    called = [one.called for one in ones]
    chances = luck.uniforms(f"{one.counter}/stays" for one in ones).astype(np.float64)
    stays = remaining(curves, called, chances)
    fresh = [nth for nth, one in enumerate(ones) if not one.started]
    if not fresh:
        return stays
    absent = Curve(log(pace.absent_time), 0.4)
    nobody = luck.uniforms(f"{ones[nth].counter}/absent" for nth in fresh)
    gone = [
        _gone(pace.absent[ones[nth].service], absent, curves[nth], called[nth]) for nth in fresh
    ]
    left = remaining([absent] * len(fresh), [called[nth] for nth in fresh], chances[fresh])
    stays[fresh] = np.where(nobody < np.array(gone)[:, None], left, stays[fresh])
    return stays


def _curve_at(pace: Pace, service: int, seat: int) -> Curve:
    usual = pace.curves[service]
    return Curve(usual.mu + log(pace.counters[seat] * pace.stretch), usual.sigma)


def _gone(share: float, absent: Curve, curve: Curve, called: int) -> float:
    """The chance that nobody will come to a counter that called so long ago."""
    gone = share * absent.survival(called)
    there = (1 - share) * curve.survival(called)
    return gone / max(gone + there, 1e-12)


def remaining(
    curves: Sequence[Curve], elapsed: Sequence[float], chance: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The rest of lognormal times of which so much is over, ms; a row for each."""
    tails = np.array(
        [max(curve.survival(over), 1e-9) for curve, over in zip(curves, elapsed, strict=True)]
    )
    left = np.log(tails[:, None] * (1.0 - chance))
    z = np.interp(left, _LOG_TAILS, _GRID[::-1])
    mu, sigma = (np.array(one) for one in zip(*((c.mu, c.sigma) for c in curves), strict=True))
    over = np.array(elapsed, dtype=np.float64)[:, None]
    rest: npt.NDArray[np.float64] = np.exp(mu[:, None] + sigma[:, None] * z) - over
    found: npt.NDArray[np.float64] = np.maximum(rest, AT_LEAST)
    return found


def _back(one: Seat, pace: Pace, pause: float, luck: Luck) -> npt.NDArray[np.float64]:
    for start, end in pace.breaks:
        if start <= 0 and one.since <= EARLY_LEAVE - start:
            return end + luck.exponential(f"{one.counter}/back", AFTER_BREAK)
    if one.since > OVERRUN * pause:
        return np.full(luck.runs, np.inf)
    curve = Curve(log(pause) - 0.08, 0.4)
    chance = luck.uniform(f"{one.counter}/pause")
    return remaining([curve], [one.since], chance[None, :]).ravel()


def _arrives(
    shares: list[float] | None, now: int, counter: str, luck: Luck
) -> npt.NDArray[np.float64]:
    """A closed counter opens when it usually does, on as many days as it usually does."""
    if shares is None:
        return np.full(luck.runs, np.inf)
    usual = np.asarray(shares)
    there = usual[None, :] > luck.uniform(f"{counter}/comes")[:, None]
    late = there[:, 1] & ~there[:, 0]
    coming = there[:, 2:] & ~there[:, 1:-1]
    soon = np.where(late, luck.exponential(f"{counter}/bus", LATE_BUS), np.inf)
    starts = _slot_starts(now, usual.size)
    opens = np.where(coming.any(1), starts[coming.argmax(1) + 2], np.inf)
    return np.minimum(soon, opens)


def at_work(
    clock: npt.NDArray[np.float64], breaks: list[tuple[int, int]]
) -> npt.NDArray[np.float64]:
    """Time by the clock as time at work: in a break it stands still."""
    passed = np.zeros_like(clock)
    for start, end in breaks:
        passed += np.clip(clock - max(0, start), 0, end - max(0, start))
    return clock - passed


def worked_breaks(breaks: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """At which time at work each begins, and how long it takes (ms)."""
    found, passed = [], 0
    for start, end in breaks:
        begins = max(0, start)
        found.append((float(begins - passed), float(end - begins)))
        passed += end - begins
    return found


def through_breaks(
    until: npt.NDArray[np.float64], breaks: list[tuple[int, int]]
) -> npt.NDArray[np.float64]:
    """When a visitor who is at a counter now leaves it, as time at work: what of the visit falls
    into a break costs none."""
    for start, long in worked_breaks(breaks):
        until = np.where(until > start, np.maximum(start, until - long), until)
    return until


def absences(scene: Scene, pace: Pace, seat: int, luck: Luck) -> tuple[Runs, Runs] | None:
    """When a counter that is at work goes away, and when it is back; None where it stays."""
    shares = pace.shares[seat]
    if shares is None or min(shares[1:]) > 0.99:
        return None
    usual = np.asarray(shares)
    chance = luck.uniform(f"{scene.seats[seat].counter}/leaves")
    there = usual[None, :] > chance[:, None] * max(0.3, usual[1])
    there[:, :2] = True
    gone = ~there
    starts = _slot_starts(scene.now, usual.size)
    first = gone.argmax(1)
    leaves = np.where(gone.any(1), starts[first], np.inf)
    after = there & (np.arange(usual.size)[None, :] > first[:, None])
    back = np.where(gone.any(1) & after.any(1), starts[after.argmax(1)], np.inf)
    leaves, back = at_work(leaves, pace.breaks), at_work(back, pace.breaks)
    return leaves.astype(np.float32), back.astype(np.float32)


def _slot_starts(now: int, count: int) -> npt.NDArray[np.float64]:
    """Of the quarter before now's, of now's, and so on: ms from now. Zones are whole quarters."""
    return (np.arange(count, dtype=np.float64) - 1.0) * float(SLOT) - float(now % SLOT)

"""How long people take before a screen: a model of pauses, for measuring the kiosk with.

A visitor finds their bearings on each new screen, reads what stands before the thing they want,
decides, and moves a finger there. All of it varies from person to person, by a fixed seed:

* reading: 200 words a minute in the middle, log-normal with σ = 0.35 (a tenth read fewer than 130);
  what is only looked through for one's own errand goes by three times as fast
* on the confirmation, which has far more to read than one must: a share of its words, beta(1, 2), a
  third in the mean (people read a fifth to a quarter of the words of a page); what it asks of some
  only (priority, help, how many people) is looked through
* bearings and decision on each screen: 0.7 s in the middle, log-normal with σ = 0.3
* the finger, by Fitts: 0.25 s + 0.15 s · log2(way / size + 1), from where it touched last
* a letter on the keyboard: 0.5 s to find it (0.3 s to 0.9 s by person), and the finger

The figures are those of sighted adults who read the language; nobody has been timed with them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

SEARCHED_FASTER = 3.0
WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands, in pixels."""

    x: float
    y: float
    size: float
    """The smaller of its sides."""


@dataclass(frozen=True, slots=True)
class Step:
    """One touch: what stands there to be read before it, and where it goes."""

    name: str
    read: int
    """Words that are read; of them a share only where that is `optional`."""
    passed: int
    """Words that are looked through on the way to the thing."""
    place: Place
    letter: bool = False
    """One of several on the keyboard: nothing is read."""
    optional: bool = False
    """What is to be read may be left out."""


@dataclass(frozen=True, slots=True)
class Person:
    """One visitor's pace."""

    words_a_second: float
    share_read: float
    bearings_s: float
    key_s: float

    @classmethod
    def of(cls, seed: int) -> Person:
        chance = Random(seed)
        return cls(
            200 / 60 * chance.lognormvariate(0, 0.35),
            chance.betavariate(1, 2),
            0.7 * chance.lognormvariate(0, 0.3),
            chance.uniform(0.3, 0.9),
        )

    def pause_ms(self, step: Step, before: Place) -> int:
        """From when the screen stands there until the finger is down."""
        finger = _finger_s(before, step.place)
        if step.letter:
            return round((self.key_s + finger) * 1_000)
        share = self.share_read if step.optional else WHOLE
        reading = (step.read * share + step.passed / SEARCHED_FASTER) / self.words_a_second
        return round((self.bearings_s + reading + finger) * 1_000)

    def visit_ms(self, steps: Sequence[Step]) -> int:
        """From the first touch to the last."""
        following = zip(steps[1:], steps, strict=False)
        return sum(self.pause_ms(step, before.place) for step, before in following)


def _finger_s(start: Place, end: Place) -> float:
    way = math.hypot(end.x - start.x, end.y - start.y)
    return 0.25 + 0.15 * math.log2(way / end.size + 1)

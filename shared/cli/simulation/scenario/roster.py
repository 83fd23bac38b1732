"""From "so many counters are open from then on" to which counter is at work when."""

from __future__ import annotations

from collections.abc import Mapping, Set

from shared.cli.simulation.scenario.model import Course, Spell
from shared.domain.ids import CounterId, ServiceCode

WHOLE_DAY = (Spell(),)


Own = Mapping[CounterId, tuple[ServiceCode, ...]]
"""What each of some counters serves always, by their numbers."""


def in_turn(counters: Own, weights: Mapping[ServiceCode, float]) -> tuple[CounterId, ...]:
    """The order in which counters are opened: first such that every service is served somewhere,
    what is asked for most before the rest; then by their numbers."""
    left = list(counters)
    chosen: list[CounterId] = []
    unserved = {code for own in counters.values() for code in own}
    while unserved and left:
        best = max(left, key=lambda one: _asked_for(unserved, counters[one], weights))
        unserved -= {*counters[best]}
        left.remove(best)
        chosen.append(best)
    return (*chosen, *left)


def _asked_for(
    unserved: Set[ServiceCode], own: tuple[ServiceCode, ...], weights: Mapping[ServiceCode, float]
) -> float:
    """What a counter would add to what is served already."""
    return sum(weights.get(code, 1.0) for code in own if code in unserved)


def spells(course: Course, place: int) -> tuple[Spell, ...]:
    """When the counter at a place (from 0) in the order of opening is at work."""
    found: list[Spell] = []
    begins: int | None = None
    for minute, many in course.steps:
        if begins is None and many > place:
            begins = minute
        elif begins is not None and many <= place:
            found.append(Spell(begins=begins, ends=minute))
            begins = None
    if begins is not None:
        found.append(Spell(begins=begins))
    return tuple(found)


def rostered(
    counters: Own, course: Course | None, weights: Mapping[ServiceCode, float]
) -> dict[CounterId, tuple[Spell, ...]]:
    """The hours of counters that stand for one another; without a course all day."""
    if course is None:
        return dict.fromkeys(counters, WHOLE_DAY)
    ordered = in_turn(counters, weights)
    return {counter: spells(course, place) for place, counter in enumerate(ordered)}

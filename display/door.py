"""A door panel: the screen above one counter, with its number and whom it serves now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from display.calls import CallState, HallCall
from display.facts import Facts
from shared.domain.roster import duty
from shared.domain.site import BY_ZONES, DOOR, Counter, Site


@dataclass(frozen=True, slots=True)
class Layout:
    """What a display is for: zones, or the counter of a door panel (None: one that is missing)."""

    door: bool = False
    counter: Counter | None = None


def layout(facts: Facts) -> Layout:
    """As the site has it for this display now; else as the hub told of it."""
    if facts.site is None or facts.device is None:
        return Layout()
    settings = facts.device.settings
    listed = next((one for one in facts.site.displays if one.id == facts.device.id), None)
    named = listed.layout if listed else settings.get("layout", BY_ZONES)
    if named != DOOR:
        return Layout()
    wanted = listed.counter if listed else settings.get("counter")
    return Layout(True, next((one for one in facts.site.counters if one.id == wanted), None))


def calls_of(counter: Counter, calls: Sequence[HallCall]) -> list[HallCall]:
    """The calls to one counter."""
    return [call for call in calls if call.counter == counter.id]


def served(calls: Sequence[HallCall]) -> HallCall | None:
    """Who is at the counter."""
    there = [call for call in calls if call.state is CallState.SERVING]
    return max(there, key=lambda call: call.at, default=None)


def agencies_at(site: Site, counter: Counter) -> frozenset[str]:
    """Whose services the counter has for its own."""
    own = set(duty(site, counter).services)
    return frozenset(one.agency for one in site.services if one.code in own)

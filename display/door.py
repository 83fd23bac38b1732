"""A door panel: the screen above one counter, with its number and whom it serves now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from display import words
from display.calls import CallState, HallCall
from display.facts import Facts
from display.occasion import clock
from display.words import both
from shared.domain.ids import Moment
from shared.domain.roster import duty
from shared.domain.site import BY_ZONES, DOOR, Counter, Site, Texts, text
from shared.domain.states import CounterState
from shared.protocol.moments import moment_of


@dataclass(frozen=True, slots=True)
class Layout:
    """What a display is for: zones, or the counter of a door panel (None: one that is missing)."""

    door: bool = False
    counter: Counter | None = None


def layout(facts: Facts) -> Layout:
    """As it was set by hand; else as the site has it for this display now, or the hub told of it.

    The site's word has the keys ``layout`` and ``counter``, so ``door`` is always by hand.
    """
    if facts.site is None or facts.device is None:
        return Layout()
    settings = facts.device.settings
    listed = next((one for one in facts.site.displays if one.id == facts.device.id), None)
    wanted = settings.get("door")
    if not wanted:
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


def works(facts: Facts, counter: Counter) -> bool:
    """Whether somebody sits there, be it in a pause."""
    told = facts.counters.get(counter.id)
    return told is not None and told.state != CounterState.CLOSED


def rest(facts: Facts, site: Site, counter: Counter, now: Moment) -> tuple[Texts, Texts]:
    """Why nobody is called at a counter, and what that means; empty where it works, or where the
    hub does not say."""
    told = facts.counters.get(counter.id)
    if told is None or told.state == CounterState.OPEN:
        return {}, {}
    if told.state == CounterState.PAUSED:
        back = moment_of(told.pause_until) if told.pause_until else None
        if back is None or back <= now:
            return words.DOOR_PAUSED, words.STILL_VALID
        return words.DOOR_PAUSED, both(words.DOOR_BACK, time=clock(site, back))
    zone = next((one.name for one in site.zones if one.code == counter.zone), {})
    names = {language: text(zone, language) for language in words.every(words.WATCH_ZONE)}
    return words.DOOR_CLOSED, both(words.WATCH_ZONE, zone=names)


def agencies_at(site: Site, counter: Counter) -> frozenset[str]:
    """Whose services the counter has for its own."""
    own = set(duty(site, counter).services)
    return frozenset(one.agency for one in site.services if one.code in own)

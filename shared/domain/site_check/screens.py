"""TVs: what each is for, and which stands in for which."""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain.site import BY_ZONES, DOOR, Display, Site
from shared.domain.site_check.finding import Finding, error, warning


def findings(site: Site) -> Iterator[Finding]:
    counters = {str(one.id) for one in site.counters}
    zones = {zone.code for zone in site.zones}
    for index, display in enumerate(site.displays):
        where = f"displays[{index}]"
        yield from _layout(where, display, counters)
        for n, zone in enumerate(display.stands_in_for):
            place = f"{where}.stands_in_for[{n}]"
            if zone not in zones:
                yield error(place, f"'{zone}' is no zone", "add the zone or name another")
            elif zone in display.zones:
                yield warning(place, "is its own zone", "it cannot stand in for itself")
        if display.stands_in_for and display.layout == DOOR:
            yield error(f"{where}.stands_in_for", "a door panel shows one counter alone")
    yield from _alone(site)


def _layout(where: str, display: Display, counters: set[str]) -> Iterator[Finding]:
    if display.layout not in (BY_ZONES, DOOR):
        known = f"one of {BY_ZONES}, {DOOR}"
        yield error(f"{where}.layout", f"'{display.layout}' is no layout", known)
    elif display.layout == DOOR and display.counter not in counters:
        named = f"'{display.counter}' is no counter" if display.counter else "is missing"
        yield error(f"{where}.counter", named, "the id of the counter whose panel it is")
    elif display.layout == BY_ZONES and display.counter:
        yield warning(f"{where}.counter", "is for door panels", f'layout = "{DOOR}"')


def _alone(site: Site) -> Iterator[Finding]:
    """A zone whose only TV may die with nobody to show its calls."""
    whole = [one for one in site.displays if one.layout == BY_ZONES]
    groups = {zone.code: zone.voice_group for zone in site.zones}
    if len(whole) < 2:
        return
    for index, zone in enumerate(site.zones):
        own = [one for one in whole if zone.code in one.zones]
        if len(own) != 1:
            continue
        others = [one for one in whole if one is not own[0]]
        near = any(groups.get(code) == zone.voice_group for one in others for code in one.zones)
        if not near and not any(zone.code in one.stands_in_for for one in others):
            yield warning(
                f"zones[{index}]",
                f"no TV stands in when the only one of '{zone.code}' is dead",
                "name the zone in another display's stands_in_for",
            )

"""The ways to a service and to its place: life events, floors and their plans, the tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.domain.icons import SITE_ICONS
from shared.domain.site import BY_HISTORY, BY_SITE, Floor, LifeEvent, Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.site_media import MEDIA, OWN_PLANS, medium_named

EVENTS_AT_MOST = 12
"""They stand on one page of the kiosk."""

ERRANDS_AT_MOST = 9
"""Of one life event; they stand on one page."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def findings(site: Site) -> Iterator[Finding]:
    yield from _popular_by(site)
    yield from _events(site)
    yield from _floors(site)
    yield from _places(site)


def _popular_by(site: Site) -> Iterator[Finding]:
    chosen = site.rules.popular_by
    if chosen not in (BY_HISTORY, BY_SITE):
        yield error("rules.popular_by", f"'{chosen}' is unknown", f"one of {BY_HISTORY}, {BY_SITE}")


def _events(site: Site) -> Iterator[Finding]:
    services = {service.code: service for service in site.services}
    seen: set[str] = set()
    if len(site.life_events) > EVENTS_AT_MOST:
        many = f"{len(site.life_events)} life events"
        yield warning("life_events", many, f"the kiosk shows {EVENTS_AT_MOST}")
    for index, event in enumerate(site.life_events):
        where = f"life_events[{index}]"
        if not _CODE.fullmatch(event.code) or event.code in seen:
            yield error(f"{where}.code", f"'{event.code}' is no code, or stands twice")
        seen.add(event.code)
        if event.icon not in SITE_ICONS | {"star"}:
            yield warning(f"{where}.icon", f"no drawing of '{event.icon}'")
        yield from _errands(where, event, {code: one.desk_only for code, one in services.items()})


def _errands(where: str, event: LifeEvent, known: dict[str, bool]) -> Iterator[Finding]:
    if not event.services:
        yield error(f"{where}.services", "is empty", "name the services that it needs")
    if len(event.services) > ERRANDS_AT_MOST:
        many = f"{len(event.services)} services"
        yield warning(f"{where}.services", many, f"the kiosk shows {ERRANDS_AT_MOST}")
    for n, code in enumerate(event.services):
        if code not in known:
            yield error(f"{where}.services[{n}]", f"'{code}' is no service", "name another")
        elif known[code]:
            yield warning(f"{where}.services[{n}]", f"'{code}' is given by the desk alone")
        if code in event.services[:n]:
            yield error(f"{where}.services[{n}]", f"'{code}' stands twice")


def _floors(site: Site) -> Iterator[Finding]:
    seen: set[int] = set()
    for index, floor in enumerate(site.floors):
        where = f"floors[{index}]"
        if not -9 <= floor.number <= 99 or floor.number in seen:
            yield error(f"{where}.number", f"{floor.number} is no floor, or stands twice")
        seen.add(floor.number)
        yield from _drawing(where, floor)


def _drawing(where: str, floor: Floor) -> Iterator[Finding]:
    """An address would be looked up by every kiosk, and may be somebody else's."""
    picture = floor.picture.strip()
    if picture.startswith("<svg"):
        return
    if picture.startswith(MEDIA):
        if not medium_named(picture):
            yield error(f"{where}.picture", "names no file", f"{MEDIA} and its name")
    elif "://" in picture:
        yield error(f"{where}.picture", "is an address", f"an SVG drawing as text, or {MEDIA}NAME")
    elif picture and not picture.startswith(OWN_PLANS):
        yield warning(
            f"{where}.picture",
            "is a file on each kiosk's own machine",
            f"'giliran media add' and {MEDIA}NAME: the hub hands it out",
        )


def _places(site: Site) -> Iterator[Finding]:
    planned = {floor.number for floor in site.floors}
    zones = {zone.code: zone.floor for zone in site.zones}
    placed = [(f"zones[{n}]", one.at, one.floor) for n, one in enumerate(site.zones)]
    placed += [(f"kiosks[{n}]", one.at, one.floor) for n, one in enumerate(site.kiosks)]
    placed += [
        (f"counters[{n}]", one.at, zones.get(one.zone, 0)) for n, one in enumerate(site.counters)
    ]
    for where, at, floor in placed:
        # Not `x < 0 or x > 1`: that lets "not a number" pass.
        if at and not (len(at) == 2 and all(0 <= part <= 1 for part in at)):
            yield error(f"{where}.at", "is no place", "two fractions: from the left, from the top")
        if at and floor not in planned:
            yield warning(f"{where}.at", f"floor {floor} has no plan", "add it to `floors`")

"""Every name stands for one thing, and every reference leads to one."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import chain

from shared.domain.icons import ARROWS
from shared.domain.ids import ServiceCode
from shared.domain.roster import duty, services_of
from shared.domain.site import DOOR, Counter, Service, Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.site_check.texts import REASON_LISTS

_CODED = ("priority", "assistance", "profiles", "roles")
_Named = Iterable[tuple[str, Hashable]]


def findings(site: Site) -> Iterator[Finding]:
    yield from _duplicates(site)
    yield from _agencies(site)
    yield from _services(site)
    yield from _counters(site)
    yield from _devices(site)


def _duplicates(site: Site) -> Iterator[Finding]:
    devices = chain(
        ((f"displays[{n}].id", each.id) for n, each in enumerate(site.displays)),
        ((f"kiosks[{n}].id", each.id) for n, each in enumerate(site.kiosks)),
    )
    yield from _unique(devices)
    for name in (*("zones", "agencies", "series", "services"), *_CODED):
        yield from _unique_by(site, name, "code")
    yield from _unique_by(site, "series", "prefix")
    yield from _unique_by(site, "counters", "id")
    yield from _unique_by(site, "counters", "number")
    yield from _unique_by(site.hours, "exceptions", "date", "hours.")
    for kind in REASON_LISTS:
        yield from _unique_by(site.reasons, kind, "code", "reasons.")
    for index, agency in enumerate(site.agencies):
        yield from _unique_by(agency, "groups", "code", f"agencies[{index}].")
    popular = ((f"services[{n}].popular", each.popular) for n, each in enumerate(site.services))
    yield from _unique((where, place) for where, place in popular if place is not None)


def _unique_by(owner: object, name: str, key: str, above: str = "") -> Iterator[Finding]:
    parts = enumerate(getattr(owner, name))
    return _unique((f"{above}{name}[{n}].{key}", getattr(part, key)) for n, part in parts)


def _unique(named: _Named) -> Iterator[Finding]:
    first: dict[Hashable, str] = {}
    for where, value in named:
        if value in first:
            yield error(where, f"'{value}' stands already at {first[value]}", "give it its own")
        first.setdefault(value, where)


def _missing(where: str, name: str, kind: str, known: Collection[str]) -> Iterator[Finding]:
    if name not in known:
        yield error(where, f"'{name}' is no {kind}", f"add the {kind} or name another")


def _agencies(site: Site) -> Iterator[Finding]:
    used = {service.agency for service in site.services}
    for index, agency in enumerate(site.agencies):
        if agency.code not in used:
            yield warning(
                f"agencies[{index}]", f"'{agency.code}' has no service", "its tile leads nowhere"
            )


def _services(site: Site) -> Iterator[Finding]:
    groups = {agency.code: {group.code for group in agency.groups} for agency in site.agencies}
    zones = {zone.code for zone in site.zones}
    series = {each.code for each in site.series}
    for index, service in enumerate(site.services):
        where = f"services[{index}]"
        yield from _missing(f"{where}.agency", service.agency, "agency", groups)
        yield from _missing(f"{where}.series", service.series, "series", series)
        yield from _missing(f"{where}.zone", service.zone, "zone", zones)
        yield from _group(f"{where}.group", service, groups.get(service.agency))


def _group(where: str, service: Service, groups: Collection[str] | None) -> Iterator[Finding]:
    if groups is None:
        return
    if service.group is not None:
        yield from _missing(where, service.group, f"group of {service.agency}", groups)
    elif groups:
        yield warning(
            where,
            f"'{service.code}' is in no group, but {service.agency} is chosen by group",
            "put it into one of the groups",
        )


def _counters(site: Site) -> Iterator[Finding]:
    zones = {zone.code: zone.floor for zone in site.zones}
    floors: dict[str, set[int | None]] = {}
    for index, counter in enumerate(site.counters):
        where = f"counters[{index}]"
        yield from _missing(f"{where}.zone", counter.zone, "zone", zones)
        for code in _called_at(site, counter):
            floors.setdefault(code, set()).add(zones.get(counter.zone))
    for index, service in enumerate(site.services):
        yield from _served(
            f"services[{index}]", service, zones.get(service.zone), floors.get(service.code, set())
        )


def _called_at(site: Site, counter: Counter) -> Iterator[ServiceCode]:
    """Whatever is ever called there, be it as help."""
    one = duty(site, counter)
    yield from one.services
    for help_ in one.help:
        yield from services_of(site, help_)


def _served(
    where: str, service: Service, floor: int | None, floors: set[int | None]
) -> Iterator[Finding]:
    if not floors and not service.desk_only:
        yield error(
            where,
            f"no counter serves '{service.code}'",
            "add it to a counter's services, or make it desk_only",
        )
    if floors and floor is not None and floor not in floors:
        yield warning(
            f"{where}.zone",
            f"visitors of '{service.code}' wait on floor {floor}, and no counter is there",
            "let them wait where they are called",
        )


def _devices(site: Site) -> Iterator[Finding]:
    zones = {zone.code for zone in site.zones}
    agencies = {agency.code for agency in site.agencies}
    targets = zones | {counter.id for counter in site.counters}
    for index, display in enumerate(site.displays):
        for n, code in enumerate(display.zones):
            yield from _missing(f"displays[{index}].zones[{n}]", code, "zone", zones)
        for target, arrow in display.arrows.items():
            yield from _arrow(f"displays[{index}].arrows.{target}", target, arrow, targets)
    for index, kiosk in enumerate(site.kiosks):
        for n, agency in enumerate(kiosk.agencies):
            yield from _missing(f"kiosks[{index}].agencies[{n}]", agency, "agency", agencies)
        for target, arrow in kiosk.arrows.items():
            yield from _arrow(f"kiosks[{index}].arrows.{target}", target, arrow, targets)
    shown = {code for one in site.displays if one.layout != DOOR for code in one.zones}
    for index, zone in enumerate(site.zones):
        if zone.code not in shown:
            yield warning(f"zones[{index}]", f"no display shows '{zone.code}'", "give it a TV")


def _arrow(where: str, target: str, arrow: str, targets: Collection[str]) -> Iterator[Finding]:
    yield from _missing(where, target, "zone or counter", targets)
    if arrow not in ARROWS:
        yield error(where, f"'{arrow}' is no arrow", f"one of {', '.join(ARROWS)}")

"""Halls of any size, made from the sample site: more counters, displays and kiosks of the same."""

from __future__ import annotations

import itertools
from dataclasses import replace

from shared.domain.ids import CounterId, DeviceId
from shared.domain.roster import own_services
from shared.domain.site import Counter, Display, Kiosk, Site


def enlarged(site: Site, *, counters: int, displays: int, kiosks: int) -> Site:
    """`site` with as many of each; those that it has stay as they are."""
    return replace(
        site,
        counters=(*site.counters, *_counters(site, counters)),
        displays=(*site.displays, *_displays(site, displays)),
        kiosks=(*site.kiosks, *_kiosks(site, kiosks)),
    )


def _counters(site: Site, many: int) -> list[Counter]:
    """Beside those with popular services first: there the people are."""
    popular = {service.code for service in site.services if service.popular is not None}
    pattern = [
        one for one in site.counters if popular & {*own_services(site, one)}
    ] or site.counters
    highest = max(counter.number for counter in site.counters)
    numbers = range(highest + 1, highest + 1 + many - len(site.counters))
    return [
        replace(like, id=CounterId(str(number)), number=number)
        for number, like in zip(numbers, itertools.cycle(pattern), strict=False)
    ]


def _displays(site: Site, many: int) -> list[Display]:
    numbers = range(len(site.displays) + 1, many + 1)
    return [
        replace(like, id=DeviceId(f"{like.id}-{number}"), name=f"{like.name} {number}", arrows={})
        for number, like in zip(numbers, itertools.cycle(site.displays), strict=False)
    ]


def _kiosks(site: Site, many: int) -> list[Kiosk]:
    numbers = range(len(site.kiosks) + 1, many + 1)
    return [
        replace(like, id=DeviceId(f"kiosk-{number}"), name=f"{like.name} {number}")
        for number, like in zip(numbers, itertools.cycle(site.kiosks), strict=False)
    ]

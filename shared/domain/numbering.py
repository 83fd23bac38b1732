"""Ticket numbers: how they are written, and the blocks that are kept for kiosks without a hub.

A kiosk that loses the hub prints from its own block of each series. Blocks lie at the top of the
series' width, from above downward (with three digits 980–999, 960–979 …), so that they are the
last numbers that a normal day reaches; normal numbers skip them and widen after 999 to 1000.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from shared.domain.ids import AgencyCode, DeviceId
from shared.domain.site import Series, Service, Site

Block = tuple[int, int]
"""The first and the last ordinal."""


def number_text(series: Series, ordinal: int) -> str:
    """``A-012``: the number as it is printed and called."""
    return f"{series.prefix}-{ordinal:0{series.width}d}"


def read_number(site: Site, number: str) -> tuple[Series, int] | None:
    """The series and the ordinal of a printed number; None for what no series writes.

    The digits may be of another width: a paper may be older than the site's last change.
    """
    prefix, dash, digits = number.partition("-")
    if not dash or not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        return None
    series = next((one for one in site.series if one.prefix == prefix), None)
    return (series, int(digits)) if series is not None else None


def blocks(series: Series, size: int) -> Iterator[Block]:
    """Every place for a block, the highest first; none reaches below half of the width."""
    last = 10**series.width - 1
    while size > 0 and 2 * (last - size + 1) >= 10**series.width:
        yield last - size + 1, last
        last -= size


def lowest_free(known: Container[str], series: Series, block: Block) -> int:
    """The ordinal after the highest of a block's numbers that are known; beyond it: none is free.

    No gap is filled: the kiosk alone knows what it has printed between.
    """
    first, last = block
    used = (n for n in range(last, first - 1, -1) if number_text(series, n) in known)
    return next(used, first - 1) + 1


def overlap(one: Block, other: Block) -> bool:
    """Whether two blocks share a number."""
    return one[0] <= other[1] and other[0] <= one[1]


def series_for(site: Site, kiosk: DeviceId) -> list[Series]:
    """The series that a kiosk gets a block of: whose numbers it gives, unless `needless`."""
    listed = next((one for one in site.kiosks if one.id == kiosk), None)
    offered = set(listed.agencies) if listed is not None else set()
    if site.rules.emergency_numbers <= 0:
        return []
    return [
        one
        for one in site.series
        if (taken := _taken_at_kiosks(site, one, offered)) and not needless(site, taken)
    ]


def _taken_at_kiosks(site: Site, series: Series, offered: set[AgencyCode]) -> list[Service]:
    return [
        service
        for service in site.services
        if service.series == series.code
        and not service.desk_only
        and (not offered or service.agency in offered)
    ]


def needless(site: Site, services: list[Service]) -> bool:
    """Whether the quotas of a series' services make a block pointless: one kiosk alone could then
    give out, without the hub, all that may be given in a day."""
    quotas = [service.quota for service in services]
    known = [quota for quota in quotas if quota is not None]
    return len(known) == len(quotas) and sum(known) <= site.rules.emergency_numbers

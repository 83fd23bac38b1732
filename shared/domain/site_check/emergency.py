"""Whether kiosks can hold numbers for when the hub is away: a block of each series."""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain.numbering import blocks, needless
from shared.domain.site import Series, Service, Site
from shared.domain.site_check.finding import Finding, warning

WIDEST = 5


def findings(site: Site) -> Iterator[Finding]:
    size = site.rules.emergency_numbers
    if not 0 < size <= 10**5:
        return
    for index, series in enumerate(site.series):
        taken = [s for s in site.services if s.series == series.code and not s.desk_only]
        if taken:
            yield from _series(site, series, f"series[{index}]", taken)


def _series(site: Site, series: Series, where: str, taken: list[Service]) -> Iterator[Finding]:
    size = site.rules.emergency_numbers
    if needless(site, taken):
        yield warning(
            where,
            f"the quota of {series.code} is no more than a kiosk's {size} emergency numbers: it"
            " gets none, and is closed while the hub is away",
            "a smaller rules.emergency_numbers, or a larger quota",
        )
        return
    if series.width > WIDEST:
        return  # an error of its own, and too many blocks to count
    kiosks, places = max(1, _kiosks(site, taken)), sum(1 for _ in blocks(series, size))
    if places < kiosks:
        yield warning(
            where,
            f"{series.width} digits have room for the emergency numbers of {places} kiosks, not of"
            f" {kiosks}: the others give none of {series.code} while the hub is away",
            "a larger width, or a smaller rules.emergency_numbers",
        )


def _kiosks(site: Site, taken: list[Service]) -> int:
    agencies = {service.agency for service in taken}
    return sum(1 for one in site.kiosks if not one.agencies or agencies & set(one.agencies))

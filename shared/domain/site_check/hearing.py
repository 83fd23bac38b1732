"""What the ear can tell apart, and what one voice has time to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import fmean

from shared.domain.ids import ServiceCode
from shared.domain.roster import own_services
from shared.domain.site import Site
from shared.domain.site_check.finding import Finding, warning

RHYMING = frozenset("BCDEGJPTVWY")
"""Letters whose Indonesian names end alike: be, ce, de … ye."""
RHYMING_AT_MOST = 2

FULL_CALL_SECONDS = 8.0
SHORT_CALL_SECONDS = 3.5
"""Measured, chime included: the sentence in full, and a call among others in the short form."""
SHORT_LOAD_AT_MOST = 0.7
"""Above it the waiting time of a queue grows without measure, even in the short form."""


def findings(site: Site) -> Iterator[Finding]:
    yield from _rhymes(site)
    yield from _voices(site)
    yield from _cut(site)


def _cut(site: Site) -> Iterator[Finding]:
    """Names that the kiosk's voice would read as they are cut on tiles."""
    for index, agency in enumerate(site.agencies):
        if not agency.spoken and any(mark in agency.short for mark in ".(/"):
            yield warning(
                f"agencies[{index}].short",
                f"'{agency.short}' is read aloud as it is cut",
                f"say it whole in agencies[{index}].spoken",
            )


def _rhymes(site: Site) -> Iterator[Finding]:
    prefixes = {series.code: series.prefix for series in site.series}
    heard: dict[str, set[str]] = defaultdict(set)
    for service in site.services:
        heard[service.zone].add(prefixes.get(service.series, ""))
    for index, zone in enumerate(site.zones):
        rhyming = sorted(prefix for prefix in heard[zone.code] if prefix and _rhymes_all(prefix))
        if len(rhyming) > RHYMING_AT_MOST:
            yield warning(
                f"zones[{index}]",
                f"the prefixes {', '.join(rhyming)} rhyme when they are spoken in '{zone.code}'",
                f"at most {RHYMING_AT_MOST} of {' '.join(sorted(RHYMING))} in one zone",
            )


def _rhymes_all(prefix: str) -> bool:
    return all(letter in RHYMING for letter in prefix)


def _voices(site: Site) -> Iterator[Finding]:
    for group, calls in sorted(calls_per_hour(site).items()):
        full, short = calls * FULL_CALL_SECONDS / 3600, calls * SHORT_CALL_SECONDS / 3600
        where = f"zones (voice group '{group}')"
        said = f"about {calls:.0f} calls an hour take {full:.0%} of the voice in full"
        if short > SHORT_LOAD_AT_MOST:
            yield warning(
                where,
                f"the voice drowns: {said}, {short:.0%} even in the short form",
                "divide it into rooms that do not hear each other, each its own voice group",
            )
        elif full > 1:
            yield warning(
                where,
                f"{said}: the short form ({short:.0%}) will be the rule",
                "fewer counters in earshot of each other, or live with short calls",
            )


def calls_per_hour(site: Site) -> dict[str, float]:
    """Calls an hour in each voice group when all its counters are busy."""
    minutes = {service.code: service.minutes for service in site.services}
    groups = {zone.code: zone.voice_group for zone in site.zones}
    calls: dict[str, float] = defaultdict(float)
    for counter in site.counters:
        if counter.zone in groups:
            calls[groups[counter.zone]] += _calls_of(own_services(site, counter), minutes)
    return dict(calls)


def _calls_of(services: Iterable[ServiceCode], minutes: Mapping[ServiceCode, float]) -> float:
    known = [minutes[code] for code in services if minutes.get(code, 0) > 0]
    return 60 / fmean(known) if known else 0.0

"""Agencies' colours on the TV: a ticket's letter belongs to one agency, and so does its colour.

The colour is never the only sign of anything: the letter says the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from shared.domain.colour import nearest
from shared.domain.site import Agency, Site
from shared.domain.tones import TONES

PLAIN = ""
"""No colour: a letter that several agencies share."""
BLOCK_LEAST = 3.0
"""Contrast of a block of colour with what it stands on (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency as named on the TV."""

    short: str
    colour: str
    name: str = ""


class Agencies:
    """The colours of one site."""

    def __init__(self, site: Site) -> None:
        self._by_code: dict[str, Agency] = {one.code: one for one in site.agencies}
        owners: dict[str, set[str]] = defaultdict(set)
        for service in site.services:
            owners[service.series].add(service.agency)
        self._by_prefix = {
            series.prefix: next(iter(owners[series.code]))
            for series in site.series
            if len(owners[series.code]) == 1
        }

    def of_number(self, number: str) -> str:
        """The colour of a ticket's agency."""
        agency = self._by_code.get(self._by_prefix.get(number.rpartition("-")[0], ""))
        return PLAIN if agency is None else on_tv(agency.colour)

    def lines(self, codes: frozenset[str]) -> tuple[AgencyLine, ...]:
        """Some agencies, in the site's order."""
        return tuple(
            AgencyLine(one.short, on_tv(one.colour), one.name.get("id", ""))
            for code, one in self._by_code.items()
            if code in codes
        )


@lru_cache(maxsize=256)
def on_tv(colour: str) -> str:
    """A colour made for white tiles, as light as near-black needs it."""
    tones = TONES["tv"]
    demands = [(tones[ground], BLOCK_LEAST) for ground in ("background", "surface")]
    return nearest(colour, demands) or tones["line"]

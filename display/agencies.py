"""Colours of zones and agencies on the TV: a ticket's letter belongs to one agency, and so does
its colour.

They are made for paper and white tiles, and a site may dress its TVs as it likes: each is drawn as
light or dark as what it stands on needs it. The colour is never the only sign of anything: the
letter says the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from shared.domain.colour import nearest
from shared.domain.site import Agency, Site
from shared.domain.tones import BLOCK_LEAST, TV, worn

PLAIN = ""
"""No colour: a letter that several agencies share."""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency as named on the TV."""

    short: str
    colour: str
    name: str = ""


class Agencies:
    """The colours of one site."""

    def __init__(self, site: Site) -> None:
        tones = worn(TV, site.theme.colours.get(TV, {}))
        self._grounds = tones["background"], tones["surface"]
        self._line = tones["line"]
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
        return PLAIN if agency is None else self.on_tv(agency.colour)

    def lines(self, codes: frozenset[str]) -> tuple[AgencyLine, ...]:
        """Some agencies, in the site's order."""
        return tuple(
            AgencyLine(one.short, self.on_tv(one.colour), one.name.get("id", ""))
            for code, one in self._by_code.items()
            if code in codes
        )

    def on_tv(self, colour: str) -> str:
        """Of a zone or an agency, as the site's TVs show it."""
        return standing_out(colour, self._grounds) or self._line


@lru_cache(maxsize=256)
def standing_out(colour: str, grounds: tuple[str, ...]) -> str | None:
    """The nearest shade that is seen on all of them; None: none is."""
    return nearest(colour, [(ground, BLOCK_LEAST) for ground in grounds])

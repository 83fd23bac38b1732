"""Colours of agencies on the kiosk's tiles, in the hall's own theme.

The rest of what kiosk and officer's app paint needs no check: no words stand on such a colour, and
a sign on one is drawn in white or ink, whichever stands out; with high contrast an agency's colour
is not shown or has a white edge; a zone's colour has an edge in the colour of the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain.colour import contrast, is_colour, nearest
from shared.domain.site import Site
from shared.domain.site_check.finding import Finding, warning
from shared.domain.tones import BLOCK_LEAST, KIOSK, worn


def findings(site: Site) -> Iterator[Finding]:
    tile = worn(KIOSK, site.theme.colours.get(KIOSK, {}))["surface"]
    for index, agency in enumerate(site.agencies):
        if is_colour(agency.colour):
            yield from _on_tile(f"agencies[{index}].colour", agency.colour, tile)


def _on_tile(where: str, colour: str, tile: str) -> Iterator[Finding]:
    ratio = contrast(colour, tile) or BLOCK_LEAST
    if ratio < BLOCK_LEAST:
        found = nearest(colour, [(tile, BLOCK_LEAST)])
        yield warning(
            where,
            f"{colour} has a contrast of only {ratio:.1f}:1 on the kiosk's tiles"
            f" (surface {tile}), and {BLOCK_LEAST:g}:1 is the least: its block is not seen",
            f"the nearest that does: {found}" if found else "another theme.colours.kiosk.surface",
        )

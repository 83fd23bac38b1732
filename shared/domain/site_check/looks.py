"""The theme: colours that can be read, each pair with the contrast that its distance asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shared.domain.colour import Demand, contrast, is_colour, nearest
from shared.domain.site import Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.tones import LEAST, TONES, pairs, worn

LOGO_AT_MOST = 60_000
"""Letters: it travels with the site to every screen."""
_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+")
_ACTIVE = re.compile(r"<script|\son\w+\s*=|href\s*=\s*[\"'](?!#)|url\((?!#)", re.IGNORECASE)


def findings(site: Site) -> Iterator[Finding]:
    for look, own in site.theme.colours.items():
        where = f"theme.colours.{look}"
        if look not in TONES:
            yield error(where, f"'{look}' is no look", f"one of {', '.join(TONES)}")
        else:
            yield from _tones(where, look, own)
    yield from _logo(site.theme.logo)


def _tones(where: str, look: str, own: Mapping[str, str]) -> Iterator[Finding]:
    wrong = False
    for name, colour in own.items():
        if name not in TONES[look]:
            wrong = True
            yield error(f"{where}.{name}", "is no tone", f"one of {', '.join(TONES[look])}")
        elif not is_colour(colour):
            wrong = True
            yield error(f"{where}.{name}", f"'{colour}' is no colour", 'for example "#0b4a5e"')
    if not wrong:
        yield from _pairs(where, look, own)


def _pairs(where: str, look: str, own: Mapping[str, str]) -> Iterator[Finding]:
    """Of a pair that is too weak the site's own colour is to give way: what is read, first."""
    tones, least = worn(look, own), LEAST[look]
    for over, under in pairs(look):
        ratio = contrast(tones[over], tones[under]) or 0.0
        if ratio >= least or not {over, under} & own.keys():
            continue
        name = over if over in own else under
        other = under if name == over else over
        better = nearest(tones[name], _demands(name, look, tones))
        found = better or nearest(tones[name], [(tones[other], least)])
        yield error(
            f"{where}.{name}",
            f"{over} {tones[over]} on {under} {tones[under]} has a contrast of {ratio:.1f}:1,"
            f" and {least:g}:1 is the least",
            f"the nearest that does: {found}" if found else f"another {other} as well",
        )


def _demands(name: str, look: str, tones: Mapping[str, str]) -> list[Demand]:
    """All that a tone is read with."""
    within = [pair for pair in pairs(look) if name in pair]
    others = [under if name == over else over for over, under in within]
    return [(tones[other], LEAST[look]) for other in others]


def _logo(logo: str) -> Iterator[Finding]:
    if not logo:
        return
    drawn = logo.lstrip().startswith("<svg")
    if not drawn and not _PNG.fullmatch(logo.strip()):
        yield error("theme.logo", "is no picture", "an <svg …> drawing, or data:image/png;base64,…")
    elif drawn and _ACTIVE.search(logo):
        yield error("theme.logo", "has a script, or fetches something", "a drawing alone")
    if len(logo) > LOGO_AT_MOST:
        yield warning("theme.logo", f"{len(logo):,} letters", f"at most {LOGO_AT_MOST:,}")

"""Which language follows the first one when a call is spoken."""

from __future__ import annotations

from shared.domain.site import Site
from shared.domain.tongue import BUILT_IN

ENGLISH = "en"


def second_language(site: Site, taken_in: str) -> str:
    """For a ticket that was taken in a language; empty: the first one alone is spoken."""
    wanted = site.voice.english
    if wanted == "never":
        return ""
    first = site.languages[0]
    known = {*BUILT_IN, *(one.code for one in site.tongues)}
    if taken_in != first and taken_in in known:
        return taken_in
    return ENGLISH if wanted == "always" and first != ENGLISH else ""

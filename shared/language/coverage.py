"""How much of the program a hall's own language says, and what it says in vain.

What a visitor can read is the English ``.ts`` files' list of sources, which `giliran check` keeps
complete, and `FIXED`. Screens that only staff see are left out: staff read Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shared.domain.site import Site, text
from shared.domain.site_check import Finding
from shared.domain.site_check.finding import warning
from shared.domain.site_check.texts import texts_of
from shared.domain.tongue import Tongue
from shared.language.fixed_words import FIXED, SPOKEN, TV
from shared.language.ts import read_ts

_ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("kiosk/i18n/kiosk_en.ts", "shared/qml/i18n/controls_en.ts")
FOR_STAFF = ("HubChooser", "HubsScreen", "Staff", "PlainStaff")
"""How the names of screens begin that no visitor sees."""
NAMED_AT_MOST = 12


class Coverage(NamedTuple):
    """One language beside what is wanted; `missing` and `vain` are Indonesian texts."""

    code: str
    name: str
    reviewed_by: str
    screens: int
    words: int
    texts: int
    """Percent of the program's screens, of its words on paper, in the headphones and on TVs, of the
    site's own texts."""
    missing: tuple[str, ...]
    vain: tuple[str, ...]
    """Said for no text that the program still has."""


@cache
def wanted() -> dict[str, frozenset[str]]:
    """Every text of a visitor's screen, with the screens that have it, in the files' order."""
    found: dict[str, set[str]] = {}
    for source in SOURCES:
        for screen, said in read_ts(_ROOT / source):
            if not screen.startswith(FOR_STAFF):
                found.setdefault(said, set()).add(screen)
    return {said: frozenset(screens) for said, screens in found.items()}


def coverage(site: Site) -> list[Coverage]:
    """Each language that the site adds, in its order."""
    return [_covered(site, tongue) for tongue in site.tongues]


def findings(site: Site) -> Iterator[Finding]:
    """What staff are to know of the site's own languages before its visitors find out."""
    for index, (tongue, one) in enumerate(zip(site.tongues, coverage(site), strict=True)):
        where, first = f"tongues[{index}]", site.languages[0]
        if one.missing:
            yield warning(
                where,
                f"{tongue.name}: {_percent(tongue)} % of the program's texts; missing are"
                f" {_listed(one.missing)}",
                f"'{first}' will show; giliran language draft {tongue.code} writes them down",
            )
        if one.vain:
            yield warning(where, f"{tongue.name} has texts that nothing shows: {_listed(one.vain)}")
        if not tongue.reviewed_by:
            yield warning(
                where,
                f"{tongue.name} was read by no native speaker yet",
                "have it read, then write who did into reviewed_by",
            )


def lacking(site: Site, language: str) -> Iterator[tuple[str, str]]:
    """Every text that visitors read and that is not there in a language: its place, and what shows
    in its stead."""
    for spot in texts_of(site):
        if spot.texts and _is_read(spot.kind) and not spot.texts.get(language, "").strip():
            yield spot.where, text(spot.texts, site.languages[0])
    for tongue in site.tongues:
        if tongue.code == language:
            lacks = missing(tongue)
            yield from (("screens", said) for said in lacks.screens)
            yield from (("words", said) for said in lacks.words)
            yield from (("spoken.words", said) for said in lacks.spoken)
            yield from (("tv", said) for said in lacks.tv)


class Missing(NamedTuple):
    """Texts of screens, on paper, in the headphones, and on TVs that a language lacks."""

    screens: list[str]
    words: list[str]
    spoken: list[str]
    tv: list[str]


def missing(tongue: Tongue) -> Missing:
    return Missing(
        screens=[said for said in wanted() if not _says(tongue, said)],
        words=_lacking(FIXED, tongue.words),
        spoken=_lacking(SPOKEN, tongue.spoken.words),
        tv=_lacking(TV, tongue.tv),
    )


def _lacking(sources: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    return [source for source in sources if not said.get(source, "").strip()]


def _says(tongue: Tongue, said: str) -> bool:
    if tongue.screens.get(said, "").strip():
        return True
    return all(tongue.screens_in.get(one, {}).get(said, "").strip() for one in wanted()[said])


def _covered(site: Site, tongue: Tongue) -> Coverage:
    lacks = missing(tongue)
    own = len(FIXED) + len(SPOKEN) + len(TV)
    beside = (*lacks.words, *lacks.spoken, *lacks.tv)
    spots = [spot.texts for spot in texts_of(site) if spot.texts and _is_read(spot.kind)]
    there = sum(bool(texts.get(tongue.code, "").strip()) for texts in spots)
    return Coverage(
        code=tongue.code,
        name=tongue.name,
        reviewed_by=tongue.reviewed_by,
        screens=_share(len(wanted()) - len(lacks.screens), len(wanted())),
        words=_share(own - len(beside), own),
        texts=_share(there, len(spots)),
        missing=(*lacks.screens, *beside),
        vain=tuple(_vain(tongue)),
    )


def _vain(tongue: Tongue) -> Iterator[str]:
    yield from (said for said in tongue.screens if said not in wanted())
    for screen, texts in tongue.screens_in.items():
        yield from (f"{screen}: {said}" for said in texts if screen not in wanted().get(said, ()))
    yield from (said for said in tongue.words if said not in FIXED)
    yield from (said for said in tongue.spoken.words if said not in SPOKEN)
    yield from (said for said in tongue.tv if said not in TV)


def _is_read(kind: str) -> bool:
    """By visitors: of what staff choose from, only why a service is closed."""
    return kind == "reasons.suspend" or not kind.startswith(("reasons.", "profiles.", "roles."))


def _percent(tongue: Tongue) -> int:
    total = len(wanted()) + len(FIXED) + len(SPOKEN) + len(TV)
    return _share(total - sum(map(len, missing(tongue))), total)


def _share(there: int, total: int) -> int:
    """Rounded down: a hundred means that nothing is missing."""
    return 100 * there // max(total, 1)


def _listed(texts: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{' '.join(text.split())}”" for text in texts[:NAMED_AT_MOST])
    more = len(texts) - NAMED_AT_MOST
    return f"{shown} and {more} more" if more > 0 else shown

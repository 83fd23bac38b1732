"""What the eye can read: names that fit, colours that stand out, pages that end."""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator

from shared.domain.site import Agency, Service, Site
from shared.domain.site_check.finding import Finding, warning
from shared.domain.site_check.texts import texts_of
from shared.domain.site_check.width import contrast, lines

SHORT_AT_MOST = 16
"""Letters of an agency's short name: a line of double-width letters on 58 mm paper."""
SERVICE_AT_MOST = 110
PAPER_ZONE_AT_MOST = 24
"""Letters of "LANTAI 1 · ZONA BIRU": a line of double-width letters on 80 mm paper."""
HALL_AT_MOST = 48
"""Letters in a line of 80 mm paper."""
REQUIREMENTS_AT_MOST = 8
WITHOUT_GROUPS_AT_MOST = 10
GROUPS = range(4, 9)
POPULAR_AT_MOST = 12

TILE_LINE_EM = 9.7
"""The narrowest agency tile, 272 px of six in a row of 1,920, in letters of 28 px."""
POPULAR_LINE_EM = 8.4
"""A popular tile, one of three in a row of 1,080, in letters of 36 px."""

NOTICE_LINE_EM = 45.0
"""The TV's footer of 1,920 px beside its corner, in letters of 34 px; two lines have room."""

NEAR_BLACK = "#0e1116"
CONTRAST_AT_LEAST = 3.0


def findings(site: Site) -> Iterator[Finding]:
    yield from _hall(site)
    yield from _notices(site)
    yield from _zones(site)
    yield from _agencies(site)
    yield from _services(site)
    yield from _menus(site)
    yield from _languages(site)


def _hall(site: Site) -> Iterator[Finding]:
    if len(site.name) > HALL_AT_MOST:
        yield warning(
            "name", f"{len(site.name)} letters: more than a line of paper", f"≤ {HALL_AT_MOST}"
        )


def _notices(site: Site) -> Iterator[Finding]:
    for index, notice in enumerate(site.notices):
        for language, words in notice.items():
            if lines(words, NOTICE_LINE_EM) > 2:
                yield warning(
                    f"notices[{index}].{language}",
                    f"{len(words)} letters stand too small in the TV's footer",
                    "two short sentences at most",
                )


def _zones(site: Site) -> Iterator[Finding]:
    colours: dict[str, str] = {}
    for index, zone in enumerate(site.zones):
        line = max((len(f"Lantai {zone.floor} · {name}") for name in zone.name.values()), default=0)
        if line > PAPER_ZONE_AT_MOST:
            yield warning(
                f"zones[{index}].name",
                f"with its floor {line} letters: more than a line of large print on paper",
                f"at most {PAPER_ZONE_AT_MOST} with the floor",
            )
        colour = zone.colour.lower()
        ratio = contrast(colour, NEAR_BLACK)
        if ratio is not None and ratio < CONTRAST_AT_LEAST:
            yield warning(
                f"zones[{index}].colour",
                f"{colour} has a contrast of only {ratio:.1f}:1 on the TV's near-black",
                f"a lighter one: at least {CONTRAST_AT_LEAST:g}:1",
            )
        if colour in colours:
            yield warning(f"zones[{index}].colour", f"is also the colour of '{colours[colour]}'")
        colours.setdefault(colour, zone.code)


def _agencies(site: Site) -> Iterator[Finding]:
    for index, agency in enumerate(site.agencies):
        if len(agency.short) > SHORT_AT_MOST:
            yield warning(
                f"agencies[{index}].short",
                f"'{agency.short}' has {len(agency.short)} letters",
                f"at most {SHORT_AT_MOST}",
            )
        for language, name in _on_tile(agency).items():
            if lines(name, TILE_LINE_EM) > 2:
                yield warning(
                    f"agencies[{index}].name.{language}",
                    f"'{name}' does not fit into two lines of its tile",
                    f"a shorter one in agencies[{index}].tile.{language}",
                )


def _on_tile(agency: Agency) -> dict[str, str]:
    return {**agency.name, **{key: name for key, name in agency.tile.items() if name}}


def _services(site: Site) -> Iterator[Finding]:
    for index, service in enumerate(site.services):
        where = f"services[{index}]"
        for language, name in service.name.items():
            if len(name) > SERVICE_AT_MOST:
                yield warning(
                    f"{where}.name.{language}",
                    f"{len(name)} letters: it fits on no tile and no paper",
                    f"at most {SERVICE_AT_MOST}",
                )
        for language, needed in service.requirements.items():
            if len(needed) > REQUIREMENTS_AT_MOST:
                yield warning(
                    f"{where}.requirements.{language}",
                    f"{len(needed)} entries do not fit on the confirmation page",
                    f"at most {REQUIREMENTS_AT_MOST}",
                )
        if service.popular is not None:
            yield from _popular_tile(where, service)


def _popular_tile(where: str, service: Service) -> Iterator[Finding]:
    key = "plain" if service.plain else "name"
    for language, name in (service.plain or service.name).items():
        if lines(name, POPULAR_LINE_EM) > 3:
            yield warning(
                f"{where}.{key}.{language}",
                f"'{name}' does not fit into three lines of a popular tile",
                f"a shorter one in {where}.plain.{language}",
            )


def _menus(site: Site) -> Iterator[Finding]:
    popular = sum(service.popular is not None for service in site.services)
    if popular > POPULAR_AT_MOST:
        yield warning(
            "services.popular", f"{popular} popular services", f"the start has {POPULAR_AT_MOST}"
        )
    count = Tally(service.agency for service in site.services)
    for index, agency in enumerate(site.agencies):
        where, many = f"agencies[{index}].groups", count[agency.code]
        if many > WITHOUT_GROUPS_AT_MOST and len(agency.groups) not in GROUPS:
            yield warning(
                where,
                f"{agency.code} has {many} services in {len(agency.groups)} groups",
                f"{GROUPS.start} to {GROUPS.stop - 1} groups, so that nobody leafs through pages",
            )
    yield from _empty_groups(site)


def _empty_groups(site: Site) -> Iterator[Finding]:
    used = {(service.agency, service.group) for service in site.services}
    for a, agency in enumerate(site.agencies):
        for g, group in enumerate(agency.groups):
            if (agency.code, group.code) not in used:
                yield warning(f"agencies[{a}].groups[{g}]", f"'{group.code}' has no service")


def _languages(site: Site) -> Iterator[Finding]:
    """Texts that are missing in a language, counted together: a hall forgets them by the dozen."""
    total: Tally[str] = Tally()
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for spot in texts_of(site):
        if spot.texts:
            total[spot.kind] += 1
            for language in site.languages:
                if not spot.texts.get(language, "").strip():
                    missing[spot.kind, language].append(spot.where)
    for (kind, language), places in missing.items():
        first = site.languages[0]
        yield warning(
            places[0],
            f"{len(places)} of {total[kind]} {kind} are not there in '{language}'",
            f"another language's text will show (usually '{first}')",
        )

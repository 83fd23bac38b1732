"""What the eye can read: names that fit, colours that stand out, pages that end."""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator, Mapping

from shared.domain.colour import contrast, nearest
from shared.domain.site import Agency, Service, Site, Texts
from shared.domain.site_check.finding import Finding, warning
from shared.domain.site_check.texts import REASON_LISTS, texts_of
from shared.domain.site_check.width import lines
from shared.domain.tones import BLOCK_LEAST, TV, worn

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

GROUP_LINE_EM = 10.6
"""A group's tile, one of two in a row of 1,080, in letters of 36 px; three lines have room."""
CHOICE_LINE_EM = 7.0
"""A priority group, one of three beside the rest, in letters of 28 px; two lines have room."""
ASSISTANCE_LINE_EM = 8.7
"""A kind of assistance, one of four in a row, in letters of 28 px; two lines have room."""
CONFIRM_LINE_EM = 29.0
"""The confirmation's list, the width of 1,080, in letters of 32 px; three lines have room."""
COUNTER_WORD_AT_MOST = 12
"""Letters above the list of a TV, and before the numbers on paper."""
DESK_AT_MOST = 32
"""Letters of the desk: with its floor and a question it is a line of the TV's footer."""
ROW_AT_MOST = 32
"""Letters of a profile or a role: a row beside a counter or a name on a supervisor's screen."""
REASON_AT_MOST = 48
"""Letters of a reason: two lines of a grey tile, and a row of an officer's list."""


def findings(site: Site) -> Iterator[Finding]:
    yield from _hall(site)
    yield from _notices(site)
    yield from _zones(site)
    yield from _agencies(site)
    yield from _services(site)
    yield from _menus(site)
    yield from _choices(site)
    yield from _reasons(site)
    yield from _languages(site)


def _hall(site: Site) -> Iterator[Finding]:
    for key, words in (("name", site.name), ("place", site.place)):
        if len(words) > HALL_AT_MOST:
            yield warning(
                key, f"{len(words)} letters: more than a line of paper", f"≤ {HALL_AT_MOST}"
            )
    yield from _too_long("counter_word", site.counter_word, COUNTER_WORD_AT_MOST)
    yield from _too_long("desk_name", site.desk_name, DESK_AT_MOST)


def _too_long(where: str, texts: Texts, most: int) -> Iterator[Finding]:
    for language, words in texts.items():
        if len(words) > most:
            yield warning(
                f"{where}.{language}",
                f"'{words}' has {len(words)} letters: it is cut short on a screen",
                f"at most {most}",
            )


def _unfit(where: str, texts: Texts, line_em: float, most: int) -> Iterator[Finding]:
    """Texts that need more than `most` lines of their place on the kiosk."""
    for language, words in texts.items():
        needed = lines(words, line_em)
        if needed > most:
            yield warning(
                f"{where}.{language}",
                f"'{words}' needs {needed} lines and has room for {most}: its end is cut off",
                "a shorter one",
            )


def _notices(site: Site) -> Iterator[Finding]:
    for index, notice in enumerate(site.notices):
        for language, words in notice.items():
            if lines(words, NOTICE_LINE_EM) > 2:
                yield warning(
                    f"notices[{index}].{language}",
                    f"{len(words)} letters take several pages of the TV's footer",
                    "two short sentences at most",
                )


def _zones(site: Site) -> Iterator[Finding]:
    colours: dict[str, str] = {}
    tones = worn(TV, site.theme.colours.get(TV, {}))
    for index, zone in enumerate(site.zones):
        line = max((len(f"Lantai {zone.floor} · {name}") for name in zone.name.values()), default=0)
        if line > PAPER_ZONE_AT_MOST:
            yield warning(
                f"zones[{index}].name",
                f"with its floor {line} letters: more than a line of large print on paper",
                f"at most {PAPER_ZONE_AT_MOST} with the floor",
            )
        colour = zone.colour.lower()
        yield from _zone_colour(f"zones[{index}].colour", colour, tones)
        if colour in colours:
            yield warning(f"zones[{index}].colour", f"is also the colour of '{colours[colour]}'")
        colours.setdefault(colour, zone.code)


def _zone_colour(where: str, colour: str, tones: Mapping[str, str]) -> Iterator[Finding]:
    """On what the TVs of this site have behind it. They show the nearest shade that is seen."""
    grounds = [tones["background"], tones["surface"]]
    ratios = [(contrast(colour, ground), ground) for ground in grounds]
    ratio, ground = min((one or BLOCK_LEAST, ground) for one, ground in ratios)
    if ratio < BLOCK_LEAST:
        shown = nearest(colour, [(each, BLOCK_LEAST) for each in grounds])
        yield warning(
            where,
            f"{colour} has a contrast of only {ratio:.1f}:1 on the TV's {ground}:"
            + (f" TVs show {shown}, the signs in the hall do not" if shown else " it is not seen"),
            f"one with at least {BLOCK_LEAST:g}:1" + (f", such as {shown}" if shown else ""),
        )


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
        yield from _needs(where, service)
        if service.popular is not None:
            yield from _popular_tile(where, service)


def _needs(where: str, service: Service) -> Iterator[Finding]:
    """What stands on the confirmation."""
    for language, needed in service.requirements.items():
        for index, words in enumerate(needed):
            place = f"{where}.requirements.{language}[{index}]"
            if lines(words, CONFIRM_LINE_EM) > 3:
                yield warning(
                    place, f"{len(words)} letters: its end is cut off", "three lines, some 160"
                )
    fees = {
        language: f"Biaya: {fee} · biasanya {service.minutes:.0f} menit"
        for language, fee in service.fee.items()
    }
    yield from _unfit(f"{where}.fee", fees, CONFIRM_LINE_EM, 2)


def _choices(site: Site) -> Iterator[Finding]:
    for a, agency in enumerate(site.agencies):
        for g, group in enumerate(agency.groups):
            yield from _unfit(f"agencies[{a}].groups[{g}].name", group.name, GROUP_LINE_EM, 3)
    for index, kind in enumerate(site.priority):
        yield from _unfit(f"priority[{index}].name", kind.name, CHOICE_LINE_EM, 2)
    for index, help_ in enumerate(site.assistance):
        yield from _unfit(f"assistance[{index}].name", help_.name, ASSISTANCE_LINE_EM, 2)


def _reasons(site: Site) -> Iterator[Finding]:
    for name in ("profiles", "roles"):
        for index, part in enumerate(getattr(site, name)):
            yield from _too_long(f"{name}[{index}].name", part.name, ROW_AT_MOST)
    for kind in REASON_LISTS:
        for index, reason in enumerate(getattr(site.reasons, kind)):
            yield from _too_long(f"reasons.{kind}[{index}].name", reason.name, REASON_AT_MOST)
    for index, exception in enumerate(site.hours.exceptions):
        where = f"hours.exceptions[{index}].reason"
        yield from _too_long(where, exception.reason, REASON_AT_MOST)


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

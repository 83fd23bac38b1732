"""All texts of a site with their places: what has to be there in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import NamedTuple

from shared.domain.site import Reason, Reasons, Site


class Spot(NamedTuple):
    """One text of the site."""

    where: str
    kind: str
    """The place without its index, by which findings are counted together."""
    texts: Mapping[str, str]
    needed: bool
    """It stands on a screen: empty is an error. Others may be left out altogether."""


_NAMED = ("zones", "agencies", "services", "priority", "assistance", "profiles", "roles")
_OPTIONAL = {
    "agencies": ("tile", "spoken"),
    "services": ("plain", "fee", "completion", "product", "complaints"),
}
REASON_LISTS = (
    *("pause", "no_show", "transfer", "out_of_order", "withdraw_priority", "suspend"),
    *("result", "take_over", "give_priority", "note", "move", "undo", "take_back"),
    "personal",
)

_AS_IT_COMES = {
    field.name: field.default_factory()
    for field in fields(Reasons)
    if field.default_factory is not MISSING
}


def texts_of(site: Site) -> Iterator[Spot]:
    """Every text, in the order of the document."""
    for name in _NAMED:
        for index, part in enumerate(getattr(site, name)):
            yield Spot(f"{name}[{index}].name", f"{name}.name", part.name, True)
            for key in _OPTIONAL.get(name, ()):
                yield Spot(f"{name}[{index}].{key}", f"{name}.{key}", getattr(part, key), False)
    yield from _groups(site)
    yield from _lists(site)
    yield from _ways(site)
    for kind in REASON_LISTS:
        for index, reason in enumerate(_written(site.reasons, kind)):
            yield Spot(f"reasons.{kind}[{index}].name", f"reasons.{kind}", reason.name, True)
    for index, exception in enumerate(site.hours.exceptions):
        where = f"hours.exceptions[{index}].reason"
        yield Spot(where, "hours.exceptions.reason", exception.reason, True)
    for index, notice in enumerate(site.notices):
        yield Spot(f"notices[{index}]", "notices", notice, True)
    yield Spot("counter_word", "counter_word", site.counter_word, True)
    yield Spot("desk_name", "desk_name", site.desk_name, True)


def _written(reasons: Reasons, kind: str) -> tuple[Reason, ...]:
    """A list of reasons that a hall has made its own; one that it leaves as it comes may lack the
    hall's languages, or have others."""
    listed: tuple[Reason, ...] = getattr(reasons, kind)
    return () if listed == _AS_IT_COMES.get(kind) else listed


def _groups(site: Site) -> Iterator[Spot]:
    for a, agency in enumerate(site.agencies):
        for g, group in enumerate(agency.groups):
            where = f"agencies[{a}].groups[{g}]"
            yield Spot(f"{where}.name", "agencies.groups.name", group.name, True)


def _lists(site: Site) -> Iterator[Spot]:
    for index, service in enumerate(site.services):
        for key in ("requirements", "procedure"):
            lists = {language: "\n".join(each) for language, each in getattr(service, key).items()}
            yield Spot(f"services[{index}].{key}", f"services.{key}", lists, False)


def _ways(site: Site) -> Iterator[Spot]:
    for index, event in enumerate(site.life_events):
        yield Spot(f"life_events[{index}].name", "life_events.name", event.name, True)
    for index, floor in enumerate(site.floors):
        yield Spot(f"floors[{index}].name", "floors.name", floor.name, False)
    yield Spot("complaints", "complaints", site.complaints, False)

"""The plans of the floors between a kiosk and a waiting place, with what is marked on them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kiosk.catalogue import Catalogue
from shared.domain.site import Floor, Service, Zone, text
from shared.domain.site_media import OWN_PLANS, medium_named

HERE, GOAL, ZONE, COUNTER = "here", "goal", "zone", "counter"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a plan; `x` and `y` are fractions from the left and the top."""

    kind: str
    """``here``, ``goal`` (where to wait), ``zone`` (another one) or ``counter`` (one that calls)"""
    x: float
    y: float
    label: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """One floor as it is shown: the one of the kiosk first, then the one of the waiting place."""

    number: int
    name: str
    picture: str
    """An address that QML loads; empty: there is no drawing."""
    here: bool
    goal: bool
    marks: tuple[Mark, ...]

    def for_screen(self) -> dict[str, Any]:
        """As QML takes it."""
        return {**asdict(self), "marks": [asdict(mark) for mark in self.marks]}


def floor_plans(
    catalogue: Catalogue, service: Service, numbers: Iterable[int], language: str
) -> tuple[FloorPlan, ...]:
    """The way to where a service waits; `numbers`: the counters that call. Empty: no plan of it."""
    goal, kiosk = catalogue.zone(service.zone), catalogue.kiosk
    called = frozenset(numbers)
    wanted = [goal.floor]
    if kiosk is not None and kiosk.at and kiosk.floor != goal.floor:
        wanted = [kiosk.floor, goal.floor]
    plans = [catalogue.floor(number) for number in wanted]
    if not goal.at or plans[-1] is None:
        return ()
    return tuple(_plan(catalogue, one, goal, called, language) for one in plans if one is not None)


def _plan(
    catalogue: Catalogue, floor: Floor, goal: Zone, called: frozenset[int], language: str
) -> FloorPlan:
    kiosk = catalogue.kiosk
    marks = [*_zones(catalogue, floor.number, goal, language)]
    if floor.number == goal.floor:
        marks += _counters(catalogue, goal, called)
    here = kiosk is not None and bool(kiosk.at) and kiosk.floor == floor.number
    if here and kiosk is not None:
        marks.append(_mark(HERE, kiosk.at))
    return FloorPlan(
        number=floor.number,
        name=text(floor.name, language),
        picture=_picture(catalogue, floor.picture),
        here=here,
        goal=floor.number == goal.floor,
        marks=tuple(marks),
    )


def _zones(catalogue: Catalogue, floor: int, goal: Zone, language: str) -> Iterable[Mark]:
    for zone in catalogue.site.zones:
        if zone.floor == floor and zone.at:
            kind = GOAL if zone.code == goal.code else ZONE
            yield _mark(kind, zone.at, text(zone.name, language), zone.colour)


def _counters(catalogue: Catalogue, goal: Zone, called: frozenset[int]) -> Iterable[Mark]:
    floors: Mapping[str, int] = {zone.code: zone.floor for zone in catalogue.site.zones}
    for counter in catalogue.site.counters:
        if counter.number in called and counter.at and floors.get(counter.zone) == goal.floor:
            yield _mark(COUNTER, counter.at, str(counter.number), goal.colour)


def _mark(kind: str, at: Sequence[float], label: str = "", colour: str = "") -> Mark:
    return Mark(kind, at[0], at[1], label, colour)


def _picture(catalogue: Catalogue, picture: str) -> str:
    """One of the hub's is shown once this kiosk has drawn its copy."""
    name = medium_named(picture)
    return catalogue.drawn.get(name, "") if name else _address(picture)


@lru_cache(maxsize=32)
def _address(picture: str) -> str:
    drawing = picture.strip()
    if drawing.startswith("<svg"):
        return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
    if drawing.startswith(OWN_PLANS):
        return _file(Path(str(files("assets").joinpath(drawing))))
    return _file(Path(drawing)) if drawing else ""


def _file(path: Path) -> str:
    return "file://" + quote(str(path)) if path.is_file() else ""

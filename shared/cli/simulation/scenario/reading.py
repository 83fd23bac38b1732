"""A scenario from its file: every fault is named with its key and what to write instead."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from shared.cli.environment import ROOT
from shared.cli.simulation.scenario.building import Given, built
from shared.cli.simulation.scenario.document import Document
from shared.cli.simulation.scenario.model import Scenario
from shared.domain.site import WEEKDAYS, Site
from shared.protocol.shape import faults
from shared.protocol.site_file import SiteError, read_site_file

SAMPLE = ROOT / "assets" / "sample_day.toml"
"""A busy day of the sample site."""


class ScenarioError(Exception):
    """The file is no scenario: one line for each fault, with its key."""

    def __init__(self, file: str, found: list[tuple[str, str]]) -> None:
        lines = [f"{where}: {what}" if where else what for where, what in found]
        super().__init__("\n".join(f"{file}: {line}" for line in lines))
        self.found = found


def read_scenario(path: Path, *, site: Site | None = None) -> Scenario:
    """The scenario in a file; `site` in place of the one it names. Raises ScenarioError."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ScenarioError(str(path), [("", error.strerror or str(error))]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(path.name, [("", str(error))]) from None
    document = _document(raw, path.name)
    try:
        hall = site or read_site_file(_site_path(document.site, path))
    except SiteError as error:
        raise ScenarioError(path.name, [("site", str(error))]) from None
    return scenario_from(document, hall, path.name)


def _site_path(named: str, scenario: Path) -> Path:
    if named:
        return scenario.parent / named
    from shared.cli.hub import SAMPLE_SITE

    return SAMPLE_SITE


def _document(raw: Any, name: str) -> Document:
    found = list(faults(raw, Document))
    if found:
        raise ScenarioError(name, found)
    return msgspec.convert(raw, Document)


def scenario_from(document: Document, site: Site, name: str = "scenario") -> Scenario:
    """Settles a document on a site; ScenarioError names all that does not fit."""
    found = [*_range_faults(document)]
    given = Given(
        site=site,
        arrivals=document.arrivals,
        weights=document.weights,
        open=document.open,
        times={code: (time.minutes, time.spread) for code, time in document.times.items()},
    )
    made = built(given, found)
    if found:
        raise ScenarioError(name, found)
    return Scenario(
        site=site,
        sources=made.sources,
        times=made.times,
        roster=made.roster,
        shares=document.shares,
        habits=document.habits,
        seed=document.seed,
        first=dt.date.fromisoformat(document.first),
        days=document.days,
        weekdays=document.weekdays,
    )


def _range_faults(document: Document) -> list[tuple[str, str]]:
    found = []
    try:
        dt.date.fromisoformat(document.first)
    except ValueError:
        found.append(("first", f"'{document.first}' is no date: write \"YYYY-MM-DD\""))
    if document.days < 1:
        found.append(("days", f"{document.days} is too few: write 1 or more"))
    for day in document.weekdays:
        if day not in WEEKDAYS:
            found.append(("weekdays", f"'{day}' is none: write some of {', '.join(WEEKDAYS)}"))
    if not document.weekdays:
        found.append(("weekdays", "no day is left: leave it out for all"))
    for name, share in _fields(document.shares):
        if not 0 <= share <= 1:
            found.append((f"shares.{name}", f"{share:g} is no share: write 0 to 1"))
    for name, value in _fields(document.habits):
        if value < 0:
            found.append((f"habits.{name}", f"{value:g} is less than nothing: write 0 or more"))
    return found


def _fields(one: Any) -> list[tuple[str, float]]:
    return [(name, float(getattr(one, name))) for name in one.__dataclass_fields__]

"""A play told to a person, in tables, and to a program, as a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from rich.console import Console, JustifyMethod
from rich.table import Table

from shared.cli.simulation.figures import Busy, Waits, busy_by_agency, waits_by
from shared.cli.simulation.outcomes import Result
from shared.cli.simulation.scenario.model import Scenario
from shared.cli.simulation.what_if import Change
from shared.cli.simulation.words import Language, days, figure, hours, name_of, say
from shared.domain.roster import own_services

ARROW = " → "

COLUMNS = ("tickets", "mean", "median", "late", "worst", "over", "overtaken", "unserved")


class Play:
    """A scenario with what came of it."""

    def __init__(self, scenario: Scenario, result: Result) -> None:
        self.scenario = scenario
        self.result = result

    def waits(self, by: str = "") -> dict[str, Waits]:
        return waits_by(self.result, self.scenario.site, by)

    def busy(self) -> dict[str, Busy]:
        return busy_by_agency(self.result, self.scenario.site)

    def document(self, by: str = "") -> dict[str, Any]:
        result = self.result
        return {
            "seed": self.scenario.seed,
            "days": result.days,
            "visitors": result.visitors,
            "tickets": len(result.outcomes),
            "entries": result.entries,
            "seconds": round(result.seconds, 3),
            "refused": dict(result.refused),
            "waits": {name: asdict(waits) for name, waits in self.waits(by).items()},
            "busy": {name: asdict(busy) for name, busy in self.busy().items()},
        }


class Report:
    """Prints to a console in one language."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language

    def one(self, play: Play, by: str) -> None:
        """A play alone."""
        self._head(play)
        waits, busy = play.waits(by), play.busy()
        self._waits(waits, waits)
        self._busy(busy, busy)
        self._refusals(play)

    def both(self, before: Play, after: Play, changes: Sequence[Change], by: str) -> None:
        """The same visitors with the counters of today, and with those that were asked about."""
        self._head(before)
        for change in changes:
            self._console.print(told(change, self._language), style="bold")
        names = {one for change in changes for one in agencies_of(after, change)}
        self._waits(*(_rows(play, by, names) for play in (before, after)))
        self._busy(before.busy(), after.busy(), {*names, "all"})
        differences = by_day(before, after)
        if len(differences) > 1:
            extremes = (min(differences), max(differences))
            least, most = (self._figure(f"{one:+.1f}") for one in extremes)
            self._console.print(self._say("per-day", least=least, most=most))

    def rules(self, plays: Mapping[str, Play]) -> None:
        """Several rules on the same visitors."""
        columns = ("rule", "who", *COLUMNS)
        table = self._table("rules", columns, names=2)
        for name, play in plays.items():
            for group, waits in play.waits().items():
                table.add_row(
                    name, name_of(self._language, group), *map(self._figure, _cells(waits, waits))
                )
            table.add_section()
        self._console.print(table)

    def stopped(self) -> None:
        self._console.print(self._say("stopped"), style="bold")

    def checked(self, entries: int) -> None:
        self._console.print(self._say("checked", entries=self._figure(f"{entries:,}")))

    def _head(self, play: Play) -> None:
        result, scenario = play.result, play.scenario
        self._console.print(
            self._say(
                "played",
                name=scenario.site.name,
                days=days(self._language, result.days),
                visitors=self._figure(f"{result.visitors:,}"),
                tickets=self._figure(f"{len(result.outcomes):,}"),
                seed=scenario.seed,
            )
        )
        speed = self._figure(f"{result.visitors / (result.seconds or 1):,.0f}")
        entries = self._figure(f"{result.entries:,}")
        self._console.print(self._say("speed", per_second=speed, entries=entries), style="dim")

    def _waits(self, before: Mapping[str, Waits], after: Mapping[str, Waits]) -> None:
        table = self._table("waits", ("who", *COLUMNS))
        for name, waits in before.items():
            if name in after:
                table.add_row(
                    name_of(self._language, name), *map(self._figure, _cells(waits, after[name]))
                )
        self._console.print(table)

    def _busy(
        self,
        before: Mapping[str, Busy],
        after: Mapping[str, Busy],
        only: set[str] | None = None,
    ) -> None:
        table = self._table("busy", ("who", "counters", "hours", "share", "calls"))
        for name, busy in after.items():
            if only is None or name in only:
                was = before.get(name, busy)
                table.add_row(
                    name_of(self._language, name), *map(self._figure, _busy_cells(was, busy))
                )
        self._console.print(table)

    def _refusals(self, play: Play) -> None:
        if play.result.refused:
            refusals = ", ".join(f"{n} {code}" for code, n in play.result.refused.items())
            self._console.print(self._say("refused", refusals=refusals))

    def _table(self, title: str, columns: Sequence[str], names: int = 1) -> Table:
        table = Table(title=self._say(title), title_justify="left")
        for place, column in enumerate(columns):
            justify: JustifyMethod = "left" if place < names else "right"
            table.add_column(self._say(column), justify=justify, no_wrap=place < names)
        return table

    def _figure(self, written: str) -> str:
        return figure(self._language, written)

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, key, **values)


def told(change: Change, language: Language) -> str:
    """A change in words, the counter that it means by its number."""
    key = "fewer" if not change.more else "more-new" if change.new else "more"
    spell = change.spell
    when = hours(spell.begins or 0, spell.ends or 0, language)
    return say(language, key, number=change.number, hours=when)


def by_day(before: Play, after: Play) -> list[float]:
    """The mean wait of each day with the change less the one without, in minutes."""
    means = [_mean_by_date(play.result) for play in (before, after)]
    return [means[1][date] - mean for date, mean in means[0].items() if date in means[1]]


def _mean_by_date(result: Result) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for one in result.outcomes:
        if one.wait is not None:
            found.setdefault(one.date, []).append(one.wait / 60_000)
    return {date: fmean(some) for date, some in found.items()}


def _rows(play: Play, by: str, agencies: set[str]) -> dict[str, Waits]:
    """The three groups, the agencies that a change is about, and what else was asked for."""
    rows = play.waits(by or "agency")
    keep = {*play.waits(), *agencies}
    return {name: waits for name, waits in rows.items() if by or name in keep}


def agencies_of(play: Play, change: Change) -> set[str]:
    """Those whose visitors the counter of a change serves."""
    site = play.scenario.site
    agencies = {service.code: str(service.agency) for service in site.services}
    counter = next(one for one in site.counters if one.id == change.counter)
    return {agencies[code] for code in own_services(site, counter)}


Cell = tuple[Callable[[Any], str], str]
"""A figure's text and its unit, which stands once."""

_WAITS: tuple[Cell, ...] = (
    (lambda one: f"{one.mean:.1f}", ""),
    (lambda one: f"{one.median:.1f}", ""),
    (lambda one: f"{one.late:.0f}", ""),
    (lambda one: f"{one.worst:.0f}", ""),
    (lambda one: f"{100 * one.over_target:.0f}", " %"),
    (lambda one: f"{100 * one.overtaken:.1f}", " %"),
    (lambda one: f"{one.unserved}", ""),
)

_BUSY: tuple[Cell, ...] = (
    (lambda one: f"{one.counters}", ""),
    (lambda one: f"{one.hours:.1f}", ""),
    (lambda one: f"{100 * one.share:.0f}", " %"),
    (lambda one: f"{one.calls:.0f}", ""),
)


def _cells(before: Waits, after: Waits) -> list[str]:
    return [f"{before.tickets:,}", *_together(_WAITS, before, after)]


def _busy_cells(before: Busy, after: Busy) -> list[str]:
    return _together(_BUSY, before, after)


def _together(cells: Sequence[Cell], before: Any, after: Any) -> list[str]:
    return [_side_by_side(told(before), told(after)) + unit for told, unit in cells]


def _side_by_side(before: str, after: str) -> str:
    return before if before == after else f"{before}{ARROW}{after}"

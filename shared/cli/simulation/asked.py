"""Answers what `giliran simulate` was asked about a hall in simulated time."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.cli.plain import plain_console
from shared.cli.simulation.checks import Broken, Invariants
from shared.cli.simulation.figures import BY
from shared.cli.simulation.pictured import picture_of
from shared.cli.simulation.plot import save
from shared.cli.simulation.progress import Progress
from shared.cli.simulation.report import Play, Report, agencies_of, by_day
from shared.cli.simulation.rules import COMPARED, Named, UnknownRule, named
from shared.cli.simulation.scenario.model import Scenario, crowded
from shared.cli.simulation.scenario.reading import SAMPLE, ScenarioError, read_scenario
from shared.cli.simulation.what_if import Change, NotUnderstood, changed
from shared.cli.simulation.words import LANGUAGES, Language
from shared.cli.simulation.world import play


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    scenario: Path | None
    from_journal: Path | None
    first: str | None
    last: str | None
    write: Path | None
    days: int | None
    tickets: int | None
    seed: int | None
    crowd: float
    what_if: tuple[str, ...]
    by: str
    rule: str
    compare_rules: bool
    plot: Path | None
    language: str
    check: bool
    as_json: bool


def answer(asked: Asked) -> None:
    """Plays what is asked for and prints what came of it; a fault ends the program."""
    language = _checked(asked)
    try:
        scenario = _scenario(asked)
        other, changes = _changed(scenario, asked.what_if)
        with Progress(language) as progress:
            _Answer(asked, language, progress).of(scenario, other, changes)
    except NotUnderstood as error:
        raise typer.BadParameter(str(error), param_hint="--what-if") from None
    except UnknownRule as error:
        raise typer.BadParameter(str(error), param_hint="--rule") from None
    except ScenarioError as error:
        _give_up(str(error), ExitCode.USAGE)
    except Broken as error:
        _give_up(f"an invariant is broken: {error}", ExitCode.FAILED)
    except (OSError, ValueError) as error:
        _give_up(str(error), ExitCode.FAILED)


def _checked(asked: Asked) -> Language:
    """Words that have to be one of a few."""
    for option, given, known in (
        ("--language", asked.language, LANGUAGES),
        ("--by", asked.by, ("", *BY)),
    ):
        if given not in known:
            raise typer.BadParameter(
                f"it is one of {', '.join(filter(None, known))}", param_hint=option
            )
    if asked.what_if and (asked.compare_rules or asked.tickets):
        raise typer.BadParameter(
            "goes with --days, not with --tickets or --compare-rules", param_hint="--what-if"
        )
    if (asked.first or asked.last or asked.write) and asked.from_journal is None:
        raise typer.BadParameter("--from, --to and --write go with --from-journal")
    return "id" if asked.language == "id" else "en"


def _scenario(asked: Asked) -> Scenario:
    if asked.from_journal is not None:
        from shared.cli.simulation.scenario.learning import learnt

        found = learnt(asked.from_journal, asked.first, asked.last, asked.write)
    else:
        found = read_scenario(asked.scenario or SAMPLE)
    changes: dict[str, Any] = {"seed": asked.seed, "days": asked.days, "tickets": asked.tickets}
    found = replace(found, **{name: one for name, one in changes.items() if one is not None})
    return found if asked.crowd == 1.0 else crowded(found, asked.crowd)


def _changed(scenario: Scenario, questions: Sequence[str]) -> tuple[Scenario, tuple[Change, ...]]:
    changes: list[Change] = []
    for question in questions:
        scenario, more = changed(scenario, question)
        changes += more
    return scenario, tuple(changes)


class _Answer:
    def __init__(self, asked: Asked, language: Language, progress: Progress) -> None:
        self._asked = asked
        self._progress = progress
        self._language = language
        console = plain_console(width=None if sys.stdout.isatty() else 120, highlight=False)
        self._report = Report(console, language)
        self._rule = named(asked.rule)
        self._entries = 0

    def of(self, scenario: Scenario, other: Scenario, changes: tuple[Change, ...]) -> None:
        if self._asked.compare_rules:
            self._rules(scenario)
        elif changes:
            self._both(scenario, other, changes)
        else:
            self._one(scenario)
        if self._asked.check and not self._asked.as_json:
            self._report.checked(self._entries)
        if self._progress.stopped is not None:
            if not self._asked.as_json:
                self._report.stopped()
            raise typer.Exit(128 + self._progress.stopped)

    def _one(self, scenario: Scenario) -> None:
        alone = self._play(scenario, self._rule)
        self._picture([alone], ())
        if self._asked.as_json:
            _print(alone.document(self._asked.by))
        else:
            self._report.one(alone, self._asked.by)

    def _both(self, scenario: Scenario, other: Scenario, changes: tuple[Change, ...]) -> None:
        before, after = (self._beside(one, self._rule) for one in (scenario, other))
        self._picture([before, after], changes)
        by = self._asked.by
        if self._asked.as_json:
            document = {
                "changes": [change.document() for change in changes],
                "before": before.document(by),
                "after": after.document(by),
                "mean_wait_by_day": by_day(before, after),
            }
            _print(document)
        else:
            self._report.both(before, after, changes, by)

    def _rules(self, scenario: Scenario) -> None:
        plays = {name: self._beside(scenario, named(name)) for name in COMPARED}
        if self._asked.as_json:
            _print({name: one.document(self._asked.by) for name, one in plays.items()})
        else:
            self._report.rules(plays)

    def _beside(self, scenario: Scenario, rule: Named) -> Play:
        """One of several that are to be compared: half of one says nothing."""
        found = self._play(scenario, rule)
        if self._progress.stopped is not None:
            raise typer.Exit(128 + self._progress.stopped)
        return found

    def _play(self, scenario: Scenario, rule: Named) -> Play:
        watch = [Invariants(scenario.seed)] if self._asked.check else []
        if rule.minutes is not None:
            scenario = _with_head_start(scenario, rule.minutes)
        goes_on = self._progress.goes_on(scenario)
        result = play(scenario, watch=watch, rule=rule.make(), goes_on=goes_on)
        self._entries += sum(one.checked for one in watch)
        return Play(scenario, result)

    def _picture(self, plays: Sequence[Play], changes: tuple[Change, ...]) -> None:
        if self._asked.plot is not None:
            agencies = {one for change in changes for one in agencies_of(plays[-1], change)}
            save(picture_of(plays, changes, agencies, self._language), self._asked.plot)


def _with_head_start(scenario: Scenario, minutes: int) -> Scenario:
    site = scenario.site
    groups = tuple(replace(group, minutes=minutes) for group in site.priority)
    return replace(scenario, site=replace(site, priority=groups))


def _print(document: dict[str, Any]) -> None:
    print(json.dumps(document, indent=1))


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran simulate: {words}", file=sys.stderr)
    raise typer.Exit(code)

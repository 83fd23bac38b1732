"""Which figures of a play go into its picture, and under which words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from shared.cli.simulation.figures import key_of, waiting_over_day, waits_over_day
from shared.cli.simulation.outcomes import Result
from shared.cli.simulation.plot import BREAK, CHANGED, Band, Panel, Picture, lines_of
from shared.cli.simulation.report import Play, told
from shared.cli.simulation.what_if import Change
from shared.cli.simulation.words import Language, days, say
from shared.domain.hours import clock_minutes
from shared.domain.site import WEEKDAYS


def picture_of(
    plays: Sequence[Play], changes: Sequence[Change], agencies: Set[str], language: Language
) -> Picture:
    """One play, or the one before and the one after; `agencies`: only their visitors, if any."""
    scenario, site = plays[0].scenario, plays[0].scenario.site
    results = [_only(play, agencies) for play in plays]
    labels = [say(language, "before"), say(language, "after")] if len(plays) > 1 else [""]
    waiting = [waiting_over_day(result, site) for result in results]
    waits = [waits_over_day(result, site) for result in results]
    means = [[(x + 15, mean) for x, mean, _ in one] for one in waits]
    lates = [[(x + 15, late) for x, _, late in one] for one in waits]
    of_mean, of_late = (
        [", ".join(filter(None, [say(language, key), label])) for label in labels]
        for key in ("plot-mean", "plot-late")
    )
    played = days(language, plays[0].result.days)
    note = say(language, "seed-note", days=played, seed=scenario.seed)
    asked = ", ".join(told(change, language) for change in changes)
    return Picture(
        title=" · ".join([site.name, *sorted(agencies)]),
        note=" · ".join(filter(None, [asked, note])),
        panels=(
            Panel(
                title=say(language, "plot-waiting"), lines=lines_of(labels, waiting, filled=True)
            ),
            Panel(
                title=say(language, "plot-waits"),
                lines=(*lines_of(of_mean, means), *lines_of(of_late, lates, dashed=True)),
            ),
        ),
        bands=(*_breaks(plays[0], language), *_changed(changes, language)),
        hour_mark="." if language == "id" else ":",
    )


def _only(play: Play, agencies: Set[str]) -> Result:
    if not agencies:
        return play.result
    agency = key_of(play.scenario.site, "agency")
    some = [one for one in play.result.outcomes if agency(one) in agencies]
    return replace(play.result, outcomes=some)


def _breaks(play: Play, language: Language) -> list[Band]:
    """Those of the first day that was played."""
    scenario = play.scenario
    date = next(iter(scenario.dates))
    day = scenario.site.hours.weekly.get(WEEKDAYS[date.weekday()])
    if day is None or not scenario.habits.keep_breaks:
        return []
    return [
        Band(
            begins=clock_minutes(span.opens),
            ends=clock_minutes(span.closes),
            label=say(language, "break"),
            colour=BREAK,
        )
        for span in day.breaks
    ]


def _changed(changes: Sequence[Change], language: Language) -> list[Band]:
    spans = dict.fromkeys((change.spell.begins or 0, change.spell.ends or 0) for change in changes)
    signs = {change.more for change in changes}
    sign = "+" if signs == {True} else "−" if signs == {False} else "±"
    key = "band-one" if len(changes) == 1 else "band-many"
    label = say(language, key, many=f"{sign}{len(changes)}")
    return [Band(begins=a, ends=b, label=label, colour=CHANGED) for a, b in spans]

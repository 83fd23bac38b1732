"""What an admin asks of a simulated hall: a scenario's file, a changed roster, what was learnt."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from shared.cli.exits import ExitCode
from shared.cli.simulate import app
from shared.cli.simulation.plot import AFTER, WIDTH, Line, Panel, Picture, save
from shared.cli.simulation.scenario.document import Document
from shared.cli.simulation.scenario.lessons import Lessons
from shared.cli.simulation.scenario.model import Scenario, Spell, crowded
from shared.cli.simulation.scenario.reading import (
    SAMPLE,
    ScenarioError,
    read_scenario,
    scenario_from,
)
from shared.cli.simulation.scenario.writing import written
from shared.cli.simulation.watcher import Watcher
from shared.cli.simulation.what_if import NotUnderstood, changed
from shared.cli.simulation.world import play
from shared.domain.events import Recorded
from shared.domain.hall import Hall
from shared.domain.ids import CounterId
from shared.domain.site import Site
from shared.protocol.site_file import kept_site, site_document
from tests.samples.sample import samples
from tests.unit.played_hall import two_agency_site

WITH_QUOTA = two_agency_site()
SITE = replace(
    WITH_QUOTA, services=tuple(replace(service, quota=None) for service in WITH_QUOTA.services)
)

DAY = """
weekdays = ["mon", "tue"]
[arrivals]
DUKCAPIL = { "07:30" = 20, "10:00" = 12, "14:00" = 0 }
[open]
DUKCAPIL = { "08:00" = 2, "09:00" = 3, "13:00" = 1 }
[times]
default = { minutes = 6 }
KK = { minutes = 9, spread = 0.3 }
[shares]
priority = 0.2
"""


def a_day(folder: Path, text: str = DAY) -> Scenario:
    path = folder / "day.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path, site=SITE)


def agency() -> str:
    return SITE.agencies[0].code


@pytest.fixture
def day(tmp_path: Path) -> Scenario:
    assert agency() == "DUKCAPIL"
    return a_day(tmp_path)


def test_a_scenario_says_who_comes_who_works_and_how_long_it_takes(day: Scenario) -> None:
    (source,) = day.sources
    assert [source.per_hour.at(minute) for minute in (0, 450, 599, 600, 900)] == [0, 20, 20, 12, 0]
    assert day.times[source.services[0]].minutes == 6
    own = {code: time for code, time in day.times.items() if code == "KK"}
    assert [(time.minutes, time.spread) for time in own.values()] == [(9, 0.3)]
    # Together the first two serve everything: they begin; the last to come goes first.
    assert day.roster[CounterId("1")] == (Spell(begins=480),)
    assert day.roster[CounterId("2")] == (Spell(begins=480, ends=780),)
    assert day.roster[CounterId("3")] == (Spell(begins=540, ends=780),)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("[arrivals]\nDUKCAPL = {}", "", "arrivals.DUKCAPL: the site has no agency or service"),
        ('"07:30" = 20', '"7.30" = 20', "arrivals.DUKCAPIL.7.30: '7.30' is no time of day"),
        ('"07:30" = 20', '"07:30" = -1', "arrivals.DUKCAPIL.07:30: -1: write 0 or more"),
        ('"09:00" = 3', '"09:00" = 4', "open.DUKCAPIL: 4 counters, but the site has 3"),
        ("minutes = 9", "minutes = 0", "times.KK.minutes: 0: write more than 0"),
        ("spread = 0.3", "spred = 0.3", "times.KK.spred: unknown key (did you mean 'spread'?)"),
        ("priority = 0.2", "priority = 12", "shares.priority: 12 is no share: write 0 to 1"),
        ('"tue"]', '"tuesday"]', "weekdays: 'tuesday' is none: write some of mon, tue"),
        ("[times]", "[time]", "time: unknown key (did you mean 'times'?)"),
        ("weekdays", 'first = "soon"\nweekdays', "first: 'soon' is no date"),
        ("= 0.2", "= ", "line 11"),
    ],
)
def test_what_is_wrong_in_a_scenario_is_named_with_its_remedy(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    text = DAY.replace(wrong, right) if right else DAY.replace("[arrivals]", wrong)
    with pytest.raises(ScenarioError) as error:
        a_day(tmp_path, text)
    assert f"day.toml: {said}" in str(error.value) or said in str(error.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = DAY.replace("0.2", "2").replace("minutes = 9", "minutes = -9").replace('"08:00"', '"8"')
    with pytest.raises(ScenarioError) as error:
        a_day(tmp_path, text)
    assert len(error.value.found) == 3


def test_one_counter_more_is_a_closed_one_else_a_new_one(day: Scenario) -> None:
    early, (change,) = changed(day, "+1 dukcapil 08:00-09:00")
    assert (change.number, change.new) == (3, False)
    assert early.roster[CounterId("3")] == (
        Spell(begins=480, ends=540),
        Spell(begins=540, ends=780),
    )
    later, (change,) = changed(day, "1 dukcapil 9.00–11.00")
    assert (change.number, change.new) == (4, True)
    assert {*later.site.counters[-1].services} == {"KTP-BARU", "KTP-CETAK", "KK"}
    assert later.roster[CounterId("4")] == (Spell(begins=540, ends=660),)
    only, _ = changed(day, "+2 kk 10:00-11:00")
    assert [one.services for one in only.site.counters[3:]] == [("KK",), ("KK",)]


def test_one_counter_fewer_is_away_for_as_long_and_comes_back(day: Scenario) -> None:
    fewer, (change,) = changed(day, "-1 dukcapil 10:00-11:00")
    assert change.number == 3  # it serves least
    assert fewer.roster[CounterId("3")] == (
        Spell(begins=540, ends=600),
        Spell(begins=660, ends=780),
    )
    named, (change,) = changed(day, "-1 loket 2 08:00-09:00")
    assert change.number == 2
    assert named.roster[CounterId("2")] == (Spell(begins=540, ends=780),)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("one more please", "write it like"),
        ("+1 dukcapil 11:00-09:00", "11:00 is not before 09:00"),
        ("+1 dukcapil 11:00-25:00", "'25:00' is no time of day"),
        ("+1 dukcapl 09:00-10:00", "Did you mean 'DUKCAPIL'"),
        ("+1 like 77 09:00-10:00", "no counter 77"),
        ("-1 dukcapil 06:00-18:00", "No counter is open all that time"),
    ],
)
def test_a_question_that_is_not_understood_says_how_it_is_written(
    day: Scenario, question: str, said: str
) -> None:
    with pytest.raises(NotUnderstood, match=said):
        changed(day, question)


class Teaching(Watcher):
    def __init__(self, lessons: Lessons) -> None:
        self.lessons = lessons

    def on_event(self, hall: Hall, recorded: Recorded) -> None:
        self.lessons.take(recorded)


def test_what_was_learnt_from_days_is_what_they_were_made_from(day: Scenario) -> None:
    teaching = Teaching(Lessons(SITE))
    true = replace(crowded(day, 1.5), days=14)
    play(true, watch=[teaching])
    document = teaching.lessons.document()
    learnt = scenario_from(document, SITE)
    (source,) = learnt.sources
    assert source.name == agency()
    for minute in (8 * 60, 11 * 60, 13 * 60):
        assert source.per_hour.at(minute) == pytest.approx(
            true.sources[0].per_hour.at(minute), rel=0.15
        )
    for code in ("KTP-BARU", "KK"):
        told, real = document.times[code], next(t for c, t in true.times.items() if c == code)
        assert told.minutes == pytest.approx(real.minutes, rel=0.1)
        assert told.spread == pytest.approx(real.spread, abs=0.1)
    for share in ("priority", "absent", "held", "transferred", "second_errand", "comes_back"):
        real_share = getattr(true.shares, share)
        assert getattr(learnt.shares, share) == pytest.approx(real_share, abs=0.07), share
    # Whose spell ends with the midday break goes at its beginning; the last one stays on.
    assert [*document.open[agency()].items()][:3] == [("08:00", 2), ("09:00", 3), ("12:00", 1)]


def test_nothing_can_be_learnt_where_nobody_came() -> None:
    with pytest.raises(ValueError, match="nothing to learn"):
        Lessons(SITE).document()


def test_a_scenario_that_was_written_reads_the_same(tmp_path: Path) -> None:
    document = Document(arrivals={agency(): {"08:00": 7.5, "12:00": 0.0}}, weights={"KK": 2.0})
    (tmp_path / "site.json").write_text(json.dumps(site_document(SITE)), encoding="utf-8")
    path = tmp_path / "learnt.toml"
    path.write_text(written(document, "site.json", "Learnt."), encoding="utf-8")
    again = read_scenario(path)
    assert again == scenario_from(document, SITE)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_journals_of_every_version_can_be_learnt_from(sample: Path, tmp_path: Path) -> None:
    directory = shutil.copytree(sample, tmp_path / "data")
    file = tmp_path / "learnt.toml"
    code, said = run("--from-journal", str(directory), "--write", str(file), "--json")
    assert code == ExitCode.OK, said
    assert json.loads(said)["days"] == 1
    learnt = read_scenario(file)
    assert learnt.site == learnt_site(directory)
    assert learnt.sources


def learnt_site(directory: Path) -> Site:
    return kept_site(json.loads((directory / "site.json").read_text(encoding="utf-8")))


def test_a_picture_is_drawn_as_dots_too(tmp_path: Path) -> None:
    line = Line(label="now", points=((480, 0.0), (540, 12.0), (600, 3.0)), filled=True)
    picture = Picture(title="Hall", note="", panels=(Panel(title="Waiting", lines=(line,)),))
    save(picture, tmp_path / "day.png")
    with Image.open(tmp_path / "day.png") as dots:
        assert dots.width == 2 * WIDTH
        colours = {colour for _, colour in dots.convert("RGB").getcolors(1 << 20) or []}
    assert tuple(bytes.fromhex(AFTER[1:])) in colours
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        save(picture, tmp_path / "day.jpg")


# The command ----------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_the_command_answers_what_if_with_tables_and_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "day.svg"
    options = ("--check", "--language", "id", "--plot", str(picture))
    code, said = run("--what-if", "+1 dukcapil 09:00-11:00", *options)
    assert code == ExitCode.OK, said
    assert "+1: loket 10 buka 09.00–11.00" in said
    assert "DUKCAPIL" in said
    assert " → " in said
    assert "catatan diperiksa" in said
    words = [one.text for one in ET.parse(picture).iter() if one.tag.endswith("text")]
    assert {"Orang yang menunggu", "sekarang", "sesudah", "istirahat", "+1 loket"} <= {*words}


def test_the_command_gives_figures_to_programs(tmp_path: Path) -> None:
    code, said = run("--json", "--by", "agency", "--rule", "fifo", "--crowd", "0.3")
    assert code == ExitCode.OK, said
    document = json.loads(said)
    assert document["waits"]["all"]["tickets"] == document["tickets"] > 100
    assert {"priority", "others", "DUKCAPIL", "PLN"} <= document["waits"].keys()
    assert 0 < document["busy"]["all"]["share"] < 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--what-if", "more"], "write it like"),
        (["--rule", "lifo"], "no rule 'lifo'"),
        (["--by", "zone"], "agency, service, group, hour"),
        (["--language", "fr"], "one of id, en"),
        (["--seconds", "5"], "--seconds is for a running hub"),
        (["--hub", "http://127.0.0.1:1", "--days", "2"], "--days is not for a running hub"),
        (["--write", "x.toml"], "go with --from-journal"),
        (["--from-journal", "/nowhere"], "there is no journal"),
        (["--scenario", "/nowhere.toml"], "No such file"),
    ],
)
def test_a_mistake_on_the_command_line_is_said(arguments: list[str], said: str) -> None:
    code, words = run(*arguments)
    assert code == ExitCode.USAGE
    assert said in " ".join(words.replace("│", " ").split())


def test_the_sample_is_read_without_a_fault() -> None:
    sample = read_scenario(SAMPLE)
    assert len(sample.sources) == len(sample.site.agencies)

"""What a counter is told of the hall's devices: the most urgent, and only what concerns it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter.alarms import Alarms
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.phrases import REMEDIES
from counter.studio import sample_site
from counter.troubles import LONGEST_NAME, MESSAGE, alarm_of, hall_alarm
from counter.words import TROUBLES
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

SITE = sample_site()


def of(code: str, role: str = "kiosk", part: str = "", zone: str = "biru") -> DeviceTrouble:
    name = {"kiosk": "Kiosk 1", "display": "TV 1", "hub": ""}[role]
    return DeviceTrouble(device="d", role=role, name=name, code=code, part=part, zones=[zone])


def told(*troubles: DeviceTrouble, language: str = "id") -> tuple[str, str]:
    alarm = alarm_of(troubles, Catalogue(SITE, language), "biru")
    return alarm.words, alarm.mood


def test_every_code_has_words_in_both_languages() -> None:
    for table in (TROUBLES, REMEDIES):
        assert table.keys() == {MESSAGE, *TroubleCode}
        assert all(texts.keys() == {"id", "en"} for texts in table.values())


def test_nothing_wrong_is_nothing_said() -> None:
    assert told() == ("", "plain")


def test_near_the_end_is_a_mild_word() -> None:
    assert told(of("paper-near-end")) == ("Kiosk 1: kertas hampir habis", "warn")


def test_the_second_printer_is_named() -> None:
    assert told(of("paper-out", part="2")) == ("Kiosk 1, printer 2: kertas habis", "bad")


def test_the_most_urgent_stands_first_and_the_rest_is_counted() -> None:
    found = (of("paper-near-end"), of("no-sound", "display"), of("cover-open"))
    alarm = alarm_of(found, Catalogue(SITE, "id"), "biru")
    assert alarm.words == "TV 1 tanpa suara: panggil dengan suara"
    assert (alarm.more, alarm.mood) == (2, "bad")


def test_a_paper_that_was_not_handed_over_says_whom_to_serve() -> None:
    said = told(of("paper-refused", part="A-984"), of("paper-near-end"))
    assert said == ("A-984 tidak dapat diserahkan: layani langsung", "bad")


def test_a_kiosk_that_is_cut_off_is_urgent_and_says_which_key_helps() -> None:
    said = told(of("paper-out"), of("kiosk-away"), of("display-away", "display"))
    assert said == ("Kiosk 1 terputus: ada kertas darurat? F2", "bad")
    assert told(of("display-away", "display", zone="hijau")) == ("", "plain")


def test_what_to_do_names_the_sites_own_desk() -> None:
    site = replace(SITE, desk_name={"id": "Pos Bantuan", "en": "Help point"})
    facts = Facts(site=site, troubles=(of("paper-out"),))
    for language, desk in site.desk_name.items():
        question = Alarms("5", Catalogue(site, language), lambda: facts).question()
        (option,) = question.options("")
        assert desk in option.detail


def test_a_long_name_leaves_room_for_what_is_wrong() -> None:
    trouble = of("paper-out")
    trouble.name = "Anjungan Lobi Utama Lantai 1 Barat"
    said, _ = told(trouble)
    assert said == "Anjungan Lobi Utama…: kertas habis"
    assert len(said.partition(":")[0]) <= LONGEST_NAME


def test_another_zones_display_is_not_this_counters_worry() -> None:
    assert told(of("no-sound", "display", zone="hijau")) == ("", "plain")


def test_a_doubted_past_is_for_who_sees_the_whole_hall() -> None:
    """It stands there for a week, and no officer can do anything about it."""
    found = [of("past-doubted", "hub", part="head"), of("paper-out")]
    assert told(found[0]) == ("", "plain")
    alarm = hall_alarm(found, Catalogue(SITE, "id"))
    assert (alarm.words, alarm.more) == ("Kiosk 1: kertas habis", 1)


def test_the_hubs_clock() -> None:
    said, mood = told(of("clock-ahead", "hub", part="60"), language="en")
    assert said == "The hub’s clock was set back 60 min; the queue keeps its time"
    assert mood == "warn"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_code_of_a_newer_app_is_shown_as_it_is(language: str) -> None:
    assert told(of("ribbon-out"), language=language) == ("Kiosk 1: ribbon-out", "bad")

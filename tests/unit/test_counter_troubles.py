"""What a counter is told of the hall's devices: the most urgent, and only what concerns it."""

from __future__ import annotations

import pytest

from counter.catalogue import Catalogue
from counter.studio import sample_site
from counter.troubles import trouble_words
from counter.words import TROUBLES
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

SITE = sample_site()


def of(code: str, role: str = "kiosk", part: str = "", zone: str = "biru") -> DeviceTrouble:
    name = {"kiosk": "Kiosk 1", "display": "TV 1", "hub": ""}[role]
    return DeviceTrouble(device="d", role=role, name=name, code=code, part=part, zones=[zone])


def told(*troubles: DeviceTrouble, language: str = "id") -> tuple[str, str]:
    return trouble_words(troubles, Catalogue(SITE, language), "biru")


def test_every_code_has_words_in_both_languages() -> None:
    assert TROUBLES.keys() == set(TroubleCode)
    assert all(texts.keys() == {"id", "en"} for texts in TROUBLES.values())


def test_nothing_wrong_is_nothing_said() -> None:
    assert told() == ("", "plain")


def test_near_the_end_is_a_mild_word() -> None:
    assert told(of("paper-near-end")) == ("Kiosk 1: kertas hampir habis", "warn")


def test_the_second_printer_is_named() -> None:
    assert told(of("paper-out", part="2")) == ("Kiosk 1, printer 2: kertas habis", "bad")


def test_the_most_urgent_stands_first_and_the_rest_is_counted() -> None:
    said, mood = told(of("paper-near-end"), of("no-sound", "display"), of("cover-open"))
    assert said == "TV 1 tanpa suara: panggil dengan suara (+2)"
    assert mood == "bad"


def test_another_zones_display_is_not_this_counters_worry() -> None:
    assert told(of("no-sound", "display", zone="hijau")) == ("", "plain")


def test_the_hubs_clock() -> None:
    said, mood = told(of("clock-ahead", "hub", part="60"), language="en")
    assert said == "The hub’s clock was set back 60 min; the queue keeps its time"
    assert mood == "warn"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_code_of_a_newer_app_is_shown_as_it_is(language: str) -> None:
    assert told(of("ribbon-out"), language=language) == ("Kiosk 1: ribbon-out", "bad")

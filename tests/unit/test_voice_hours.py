"""How loud the voice is at an hour, and what is wrong with a site's wishes."""

from __future__ import annotations

from datetime import datetime

import pytest

from shared.domain.site import Quiet, Site, Voice
from shared.domain.site_check import problems
from shared.domain.voice_hours import percent_at
from shared.protocol.site_file import site_document, site_from
from tests.unit.played_hall import two_agency_site


def at(text: str) -> datetime:
    """2026-11-20 is a Friday."""
    return datetime.fromisoformat(f"2026-11-{text}")


def test_without_wishes_it_is_always_as_loud_as_the_tv() -> None:
    assert percent_at(Voice(), at("20T03:00")) == 100


@pytest.mark.parametrize(
    ("moment", "percent"),
    [("20T07:59", 60), ("20T08:00", 80), ("20T11:30", 100), ("20T15:59", 100), ("20T16:00", 60)],
)
def test_each_hour_holds_until_the_next_and_the_last_past_midnight(
    moment: str, percent: int
) -> None:
    voice = Voice(volume_by_hour={"11:30": 100, "08:00": 80, "16:00": 60})
    assert percent_at(voice, at(moment)) == percent


@pytest.mark.parametrize(
    ("moment", "percent"),
    [
        ("20T11:44", 100),
        ("20T11:45", 0),
        ("20T12:59", 0),
        ("20T13:00", 100),
        ("19T12:00", 100),
        ("20T21:30", 30),
        ("21T05:59", 30),
        ("21T06:00", 100),
        ("20T06:00", 100),
    ],
)
def test_quiet_hours_on_their_days_and_past_midnight(moment: str, percent: int) -> None:
    prayer = Quiet(begins="11:45", ends="13:00", days=("fri",))
    night = Quiet(begins="21:00", ends="06:00", percent=30)
    assert percent_at(Voice(quiet=(prayer, night)), at(moment)) == percent


def test_past_midnight_the_day_is_that_of_the_evening() -> None:
    voice = Voice(quiet=(Quiet(begins="22:00", ends="05:00", days=("fri",)),))
    assert percent_at(voice, at("21T04:00")) == 0  # Saturday morning, of Friday's night
    assert percent_at(voice, at("20T04:00")) == 100


def test_the_softest_of_two_holds_and_is_a_share_of_the_hour_s() -> None:
    two = (Quiet(begins="12:00", ends="13:00", percent=50), Quiet(begins="12:30", ends="14:00"))
    voice = Voice(quiet=two, volume_by_hour={"08:00": 80})
    assert percent_at(voice, at("20T12:10")) == 40
    assert percent_at(voice, at("20T12:40")) == 0


def site(**voice: object) -> Site:
    return site_from({**site_document(two_agency_site()), "voice": voice})


@pytest.mark.parametrize(
    ("voice", "where"),
    [
        ({"engines": []}, "voice.engines"),
        ({"engines": ["espeak", "pyttsx3"]}, "voice.engines[0]"),
        ({"engines": ["pack:", "pyttsx3"]}, "voice.engines[0]"),
        ({"engines": ["pyttsx3", "pyttsx3"]}, "voice.engines[1]"),
        ({"quiet": [{"begins": "25:00", "ends": "06:00"}]}, "voice.quiet[0].begins"),
        ({"quiet": [{"begins": "20:00", "ends": "6"}]}, "voice.quiet[0].ends"),
        (
            {"quiet": [{"begins": "20:00", "ends": "06:00", "percent": 101}]},
            "voice.quiet[0].percent",
        ),
        ({"quiet": [{"begins": "20:00", "ends": "06:00", "days": ["jum"]}]}, "voice.quiet[0].days"),
        ({"volume_by_hour": {"8": 80}}, "voice.volume_by_hour.8"),
        ({"volume_by_hour": {"08:00": -1}}, "voice.volume_by_hour.08:00"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(voice: dict[str, object], where: str) -> None:
    assert where in {finding.where for finding in problems(site(**voice))}


def test_a_good_wish_is_none() -> None:
    voice = {
        "engines": ["pack:ayu", "piper:id.onnx", "pyttsx3"],
        "quiet": [{"begins": "20:00", "ends": "06:00", "days": ["fri"]}],
        "volume_by_hour": {"08:00": 80},
        "repeat": True,
    }
    before = {finding.where for finding in problems(site())}
    assert {finding.where for finding in problems(site(**voice))} == before

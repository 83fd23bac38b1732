"""What of a playlist is on: days, hours, zones, and the check of a site that has one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from display.playlist.programme import length, running, shown, wanted
from display.screenshots import moment, sample_site
from shared.domain.ids import ZoneCode
from shared.domain.site import Playing, Site
from shared.domain.site_check import problems
from shared.protocol.site_file import site_document, site_from

SITE = sample_site()
MONDAY, TUESDAY = "2026-11-23", "2026-11-24"


def notice(**more: object) -> Playing:
    return Playing(kind="notice", text={"id": "Bawa KTP asli."}, **more)  # type: ignore[arg-type]


def with_list(*entries: Playing) -> Site:
    return replace(SITE, playlist=entries)


def is_on(entry: Playing, time: str, date: str = MONDAY, zone: str = "hijau") -> bool:
    return shown(with_list(entry), [zone], moment(SITE, time, date)) == [entry]


@pytest.mark.parametrize(
    ("entry", "time", "date", "on"),
    [
        (notice(), "03:00", MONDAY, True),
        (notice(days=("mon",)), "23:59", MONDAY, True),
        (notice(days=("mon",)), "00:00", TUESDAY, False),
        (notice(begins="08:00", ends="10:00"), "08:00", MONDAY, True),
        (notice(begins="08:00", ends="10:00"), "10:00", MONDAY, False),
        (notice(begins="14:00"), "23:59", MONDAY, True),
        (notice(ends="24:00"), "23:59", MONDAY, True),
        (notice(begins="22:00", ends="02:00", days=("mon",)), "23:00", MONDAY, True),
        (notice(begins="22:00", ends="02:00", days=("mon",)), "01:00", TUESDAY, True),
        (notice(begins="22:00", ends="02:00", days=("mon",)), "01:00", MONDAY, False),
        (notice(zones=("biru",)), "09:00", MONDAY, False),
    ],
)
def test_days_hours_and_zones(entry: Playing, time: str, date: str, on: bool) -> None:
    assert is_on(entry, time, date) is on


def test_the_running_text_is_the_footers_alone() -> None:
    text = Playing(kind="running", text={"id": "Kantin di lantai 2."})
    site = with_list(text, notice())
    now = moment(SITE, "09:00")
    assert shown(site, ["hijau"], now) == [notice()]
    assert running(site, ["hijau"], now) == [text.text]


def test_files_are_wanted_once_and_for_any_hour() -> None:
    film = Playing(kind="video", file="a.mp4", begins="06:00", ends="07:00")
    other = Playing(kind="picture", file="b.png", zones=(ZoneCode("biru"),))
    site = with_list(film, replace(film, days=("sun",)), other)
    assert wanted(site, ["hijau"]) == ["a.mp4"]


def test_a_video_ends_by_itself_unless_it_is_given_a_time() -> None:
    film = Playing(kind="video", file="a.mp4")
    assert length(film) == 0
    assert length(replace(film, seconds=20)) == 20_000
    assert length(notice()) > 0


def test_a_playlist_goes_through_a_site_file() -> None:
    site = with_list(notice(days=("mon",), begins="08:00"), Playing(kind="waits"))
    assert site_from(site_document(site)) == site


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        (Playing(kind="film"), "kind"),
        (Playing(kind="video"), "file"),
        (Playing(kind="waits", file="a.mp4"), "file"),
        (Playing(kind="notice", text={"id": " "}), "text"),
        (notice(seconds=1), "seconds"),
        (notice(days=("monday",)), "days"),
        (notice(begins="8:00"), "begins"),
        (notice(ends="24:30"), "ends"),
        (notice(begins="08:00", ends="08:00"), "ends"),
        (notice(zones=("nowhere",)), "zones"),
    ],
)
def test_the_check_names_what_is_wrong(entry: Playing, where: str) -> None:
    assert [one.where for one in problems(with_list(entry)) if "playlist" in one.where] == [
        f"playlist[0].{where}"
    ]

"""The whole screen as values: breaks, closing times, other floors, a lost line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from display import words
from display.calls import CallState
from display.facts import Contact, Facts, Words
from display.scene import Composer, PanelKind, Scene, Stage
from display.way import NO_ARROW, Way, Ways
from shared.domain.colour import contrast
from shared.domain.ids import SECOND, Moment
from shared.domain.site import Site
from shared.protocol.site_file import site_from
from shared.protocol.views import CounterView, DeviceView
from tests.unit.display_calls import made_call
from tests.unit.small_site import small_document


def two_floors() -> Site:
    document = small_document()
    upstairs = {"code": "ungu", "name": {"id": "Zona Ungu"}, "floor": 2, "colour": "#b98cff"}
    nearby = {"code": "hijau", "name": {"id": "Zona Hijau"}, "floor": 1, "colour": "#3ccf6e"}
    for zone in (upstairs, nearby):
        document["zones"].append({**zone, "voice_group": "satu"})
    document["counters"] = [
        {"id": str(number), "number": number, "zone": zone, "services": ["KTP-BARU"]}
        for number, zone in ((1, "biru"), (2, "biru"), (11, "hijau"), (21, "ungu"))
    ]
    return site_from(document)


SITE = two_floors()
ARROWS = {"biru": "up", "2": "left", "hijau": "down-right"}


def at(time: str, date: str = "2026-11-23") -> Moment:
    local = dt.datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=ZoneInfo(SITE.timezone))
    return Moment(int(local.timestamp()) * SECOND)


def facts(**changes: Any) -> Facts:
    device = DeviceView(
        id="tv", role="display", name="TV", zones=["biru"], settings={"arrows": ARROWS}
    )
    known = Facts(contact=Contact.LIVE, site=SITE, device=device, voices={"biru": 1})
    return replace(known, **changes)


def scene(time: str, date: str = "2026-11-23", **changes: Any) -> Scene:
    return Composer(rows=6).scene(facts(**changes), ["biru"], at(time, date))


def called(time: str, counter: str = "1", **changes: Any) -> Any:
    return replace(made_call("A-001", 0, counter=counter), at=at(time), **changes)


@pytest.mark.parametrize(
    ("counter", "way"),
    [
        ("1", Way(turn=0)),
        ("2", Way(turn=270)),
        ("11", Way(turn=135)),
        ("21", Way(turn=0, floor=2)),
        ("99", Way(turn=NO_ARROW)),
    ],
)
def test_the_way_to_a_counter(counter: str, way: Way) -> None:
    assert Ways(SITE, ("biru",), ARROWS).to(counter) == way


def test_downstairs_is_down() -> None:
    assert Ways(SITE, ("ungu",), {}).to("1") == Way(turn=180, floor=1)


def test_an_ordinary_morning_is_idle() -> None:
    found = scene("09:12", waiting={"KTP-BARU": 7})
    assert found.stage is Stage.HALL
    assert found.panel_kind is PanelKind.IDLE
    assert (found.clock, found.date) == ("09.12", "Senin, 23 Nov")
    assert found.waiting == 7
    assert [one.short for one in found.agencies] == ["DUKCAPIL"]
    assert [(zone.name, zone.floor) for zone in found.zones] == [("Zona Biru", "Lantai 1")]


def test_the_break_says_that_numbers_stay_valid() -> None:
    found = scene("12:20", waiting={"KTP-BARU": 7})
    assert found.panel_kind is PanelKind.MESSAGE
    assert found.message.title == "Istirahat 12.00–13.00"
    assert found.message.detail == "Nomor Anda tetap berlaku."
    assert found.message.title_en == "Break 12:00–13:00"
    assert not found.footer.startswith("Istirahat")


@pytest.mark.parametrize("time", ["07:40", "12:20", "17:05"])
def test_where_nobody_is_called_nothing_is_said_of_calls(time: str) -> None:
    composer, known = Composer(rows=6), facts()
    shown = [
        composer.scene(known, ["biru"], Moment(at(time) + s * SECOND)) for s in range(0, 60, 4)
    ]
    assert all(one.wide for one in shown)
    said = " ".join(one.footer for one in shown)
    assert "dengarkan" not in said
    assert "out of order" not in said
    assert shown[0].message.title not in said
    assert ("terlewat" in said) is (time != "17:05")


def test_a_call_that_stands_there_in_the_break_keeps_its_list() -> None:
    standing = scene("12:20", calls=(called("11:55"),))
    assert standing.rows
    assert not standing.wide


def test_a_zone_that_calls_in_the_break_has_none() -> None:
    over = called("12:05", state=CallState.SERVING)
    assert scene("12:20", calls=(over,)).panel_kind is PanelKind.IDLE
    before = called("11:55", state=CallState.SERVING)
    assert scene("12:20", calls=(before,)).panel_kind is PanelKind.MESSAGE


def test_a_call_beats_the_break() -> None:
    found = scene("12:00", calls=(called("11:59"),))
    assert found.panel_kind is PanelKind.CALL
    assert "Istirahat" in found.footer


def test_closed_says_when_numbers_are_given_out_again() -> None:
    found = scene("17:05")
    assert found.message.title == "Tutup"
    assert found.message.detail == "Nomor dibagikan lagi Selasa, 24 November, pukul 07.30."


def test_a_holiday_has_its_name() -> None:
    found = scene("10:00", "2026-12-25")
    assert found.message.title.startswith("Tutup · ")
    assert "Natal" in found.message.title


def test_people_who_still_wait_are_not_told_that_it_is_closed() -> None:
    assert scene("15:40", waiting={"KTP-BARU": 2}).panel_kind is PanelKind.IDLE
    assert scene("22:00", open_services=frozenset({"KTP-BARU"})).panel_kind is PanelKind.IDLE


def test_before_opening_it_says_when_service_starts() -> None:
    assert scene("07:40").message.title == "Layanan mulai pukul 08.00"


def test_a_zone_that_calls_before_its_time_is_open() -> None:
    composer = Composer(rows=6)
    early = composer.scene(facts(calls=(called("07:50"),)), ["biru"], at("07:51"))
    assert early.panel_kind is PanelKind.CALL
    assert composer.scene(facts(), ["biru"], at("07:58")).panel_kind is PanelKind.IDLE


def test_a_lost_line_is_said_after_ten_seconds_and_old_calls_stay_old() -> None:
    composer = Composer(rows=6)
    known = facts(calls=(called("09:00"),))
    composer.scene(known, ["biru"], at("09:00"))
    away = replace(known, contact=Contact.AWAY, away_since=at("09:05"))
    early = composer.scene(away, ["biru"], Moment(at("09:05") + 9_999))
    late = composer.scene(away, ["biru"], Moment(at("09:05") + 10_000))
    assert early.panel_kind is not PanelKind.MESSAGE
    assert early.until == at("09:05") + 10_000
    assert (late.message.title, late.message.detail) == (
        "Layar tidak terhubung.",
        "Dengarkan petugas.",
    )
    assert late.stale == "per pukul 09.05"
    assert [row.fresh for row in late.rows] == [False]


def test_calls_of_other_zones_stay_away() -> None:
    elsewhere = replace(called("09:00"), zone="ungu")
    found = scene("09:00", calls=(elsewhere,))
    assert found.rows == ()
    assert found.panel_kind is PanelKind.IDLE


def test_a_call_to_another_zone_stands_where_its_visitor_waits() -> None:
    elsewhere = replace(called("09:00", "21"), zone="ungu", waits="biru")
    assert scene("09:00", calls=(elsewhere,)).panel.floor == "Lantai 2"


def test_a_counter_upstairs_is_named_with_its_floor() -> None:
    found = scene("09:00", calls=(called("09:00", "21"),))
    assert (found.panel.floor, found.panel.turn) == ("Lantai 2", 0)
    assert found.rows[0].floor == "Lt. 2"


def test_without_a_zone_it_asks_for_one() -> None:
    found = Composer(rows=6).scene(facts(), [], at("09:00"))
    assert found.stage is Stage.UNCONFIGURED
    assert found.zone_codes == ("biru", "ungu", "hijau")


def test_before_the_hub_is_found_it_says_so() -> None:
    found = Composer(rows=6).scene(Facts(), [], at("09:00"))
    assert found.stage is Stage.SEARCHING
    assert found.message.title == "Mencari pusat antrean …"


@pytest.mark.parametrize(
    ("known", "title", "detail"),
    [
        (Facts(contact=Contact.CHOOSING), "Ada beberapa pusat antrean", "--hub"),
        (Facts(contact=Contact.AWAY, refusal="no token"), "Pusat antrean menolak", "no token"),
    ],
)
def test_a_technician_sees_why_there_is_no_hall(known: Facts, title: str, detail: str) -> None:
    found = Composer(rows=6).scene(known, [], at("09:00"))
    assert found.stage is Stage.SEARCHING
    assert found.message.title.startswith(title)
    assert detail in found.message.detail


def test_time_that_goes_back_brings_nothing_back() -> None:
    composer = Composer(rows=6)
    first = composer.scene(facts(), ["biru"], at("09:12"))
    assert composer.scene(facts(), ["biru"], at("09:10")).clock == first.clock


def test_a_clock_that_was_far_ahead_is_put_right() -> None:
    """A TV whose own clock was wrong, or a new hub: time begins anew, and nothing looks new."""
    composer = Composer(rows=6)
    composer.scene(facts(calls=(called("17:00"),)), ["biru"], at("17:00"))
    found = composer.scene(facts(calls=(called("09:00"),)), ["biru"], at("09:12"))
    assert found.clock == "09.12"
    assert [row.fresh for row in found.rows] == [False]
    assert found.until is not None
    assert found.until <= at("09:13")


def test_a_wrong_clock_before_the_hub_is_found_does_not_matter() -> None:
    composer = Composer(rows=6)
    composer.scene(Facts(), [], at("09:12", "2036-01-01"))
    assert composer.scene(facts(), ["biru"], at("09:12")).clock == "09.12"


def test_a_call_dated_far_ahead_does_not_look_new() -> None:
    found = scene("09:00", calls=(called("10:00"),))
    assert [row.fresh for row in found.rows] == [False]


def test_the_calls_of_a_line_long_lost_are_forgotten() -> None:
    composer = Composer(rows=6)
    known = facts(calls=(called("09:00"),))
    composer.scene(known, ["biru"], at("09:00"))
    away = replace(known, contact=Contact.AWAY, away_since=at("09:05"))
    before = composer.scene(away, ["biru"], Moment(at("09:35") - 1))
    assert len(before.rows) == 1
    assert before.until == at("09:35")
    after = composer.scene(away, ["biru"], at("09:35"))
    assert (after.rows, after.stale) == ((), "")
    assert after.message.title == "Layar tidak terhubung."


def test_a_zone_that_the_site_has_no_more_is_named() -> None:
    found = Composer(rows=6).scene(facts(), ["abu-abu", "hitam"], at("09:00"))
    assert found.stage is Stage.UNCONFIGURED
    assert found.message.title == "Zona layar ini sudah tidak ada: abu-abu, hitam."
    assert found.message.title_en == "This screen’s zone is gone: abu-abu, hitam."


def test_one_zone_that_is_gone_leaves_the_others() -> None:
    found = Composer(rows=6).scene(facts(), ["abu-abu", "biru"], at("09:00"))
    assert [zone.name for zone in found.zones] == ["Zona Biru"]


def test_a_zone_without_services_is_an_empty_hall() -> None:
    found = Composer(rows=6).scene(facts(waiting={"KTP-BARU": 7}), ["hijau"], at("09:00"))
    assert (found.stage, found.panel_kind) == (Stage.HALL, PanelKind.IDLE)
    assert (found.waiting, found.agencies) == (0, ())


def test_arrows_that_make_no_sense_are_no_arrows() -> None:
    device = DeviceView(
        id="tv", role="display", name="TV", zones=["biru"], settings={"arrows": {"biru": 7}}
    )
    found = scene("09:00", calls=(called("09:00"),), device=device)
    assert found.panel.turn == NO_ARROW


def test_a_shared_floor_is_named_once() -> None:
    found = Composer(rows=6).scene(facts(), ["biru", "hijau", "ungu"], at("09:00"))
    assert [(zone.name, zone.floor) for zone in found.zones] == [
        ("Zona Biru", "Lantai 1"),
        ("Zona Hijau", ""),
        ("Zona Ungu", "Lantai 2"),
    ]


SAID = Words(id="w", zones=frozenset({"biru"}), text="Harap tenang.", english="Quiet, please.")


def test_an_announcement_has_the_panel_unless_somebody_is_called() -> None:
    found = scene("09:00", announced=(SAID,))
    assert found.panel_kind is PanelKind.MESSAGE
    assert (found.message.title, found.message.detail) == ("Pengumuman", "Harap tenang.")
    assert (found.message.title_en, found.message.detail_en) == ("Announcement", "Quiet, please.")
    assert found.footer_head == ""
    beside = scene("09:00", announced=(SAID,), calls=(called("09:00"),))
    assert beside.panel_kind is PanelKind.CALL
    assert (beside.footer_head, beside.footer) == ("Pengumuman", "Harap tenang.")


def test_of_one_without_english_nothing_is_said_in_english() -> None:
    found = scene("09:00", announced=(replace(SAID, english=""),))
    assert (found.message.title_en, found.message.detail_en) == ("", "")


def test_another_zone_s_announcement_and_a_lost_line_s_are_not_shown() -> None:
    elsewhere = replace(SAID, zones=frozenset({"ungu"}))
    assert scene("09:00", announced=(elsewhere,)).panel_kind is PanelKind.IDLE
    lost = scene("09:00", announced=(SAID,), contact=Contact.AWAY, away_since=at("08:00"))
    assert lost.message.title == "Layar tidak terhubung."


# A zone whose own TV is dead --------------------------------------------------------------------


def test_a_dead_tvs_calls_stand_here_with_their_zone_and_the_way() -> None:
    call = called("09:00", counter="11", zone="hijau")
    alone = scene("09:00", calls=(call,))
    assert alone.rows == ()
    found = scene("09:00", calls=(call,), stands_in=("hijau",), voices={"hijau": 1})
    (row,) = found.rows
    assert (row.zone, row.dot, row.turn) == ("Zona Hijau", "#3ccf6e", 135)
    assert [(zone.name, zone.dark) for zone in found.zones] == [
        ("Zona Biru", False),
        ("Zona Hijau", True),
    ]
    assert found.drawn == ((call.ticket, call.call),)
    assert "Zona Hijau" in found.footer


def test_its_own_calls_are_not_marked() -> None:
    found = scene("09:00", calls=(called("09:00"),), stands_in=("hijau",))
    assert [row.zone for row in found.rows] == [""]


def test_a_letter_of_one_agency_has_its_colour() -> None:
    (row,) = scene("09:00", calls=(called("09:00"),)).rows
    ratio = contrast(row.colour, "#0a0f14")
    assert ratio is not None
    assert ratio >= 3


# A door panel -------------------------------------------------------------------------------------


def door(time: str, counter: str = "2", **changes: Any) -> Scene:
    panel = DeviceView(
        id="door", role="display", name="D", settings={"layout": "door", "counter": counter}
    )
    return scene(time, device=panel, **changes)


def test_a_door_panel_shows_its_own_counters_call_alone() -> None:
    mine = replace(called("09:00", counter="2"), ticket="mine", number="A-007")
    found = door("09:00", calls=(called("09:00"), mine))
    assert (found.stage, found.door) == (Stage.DOOR, "2")
    assert (found.panel_kind, found.panel.number) == (PanelKind.CALL, "A-007")
    assert found.panel.fresh
    assert found.message.title == "Silakan ke loket ini"
    assert found.drawn == (), "what the hall sees is another screen's to report"


def test_a_door_panel_says_who_is_served_until_it_is_over() -> None:
    mine = called("09:00", counter="2", state=CallState.SERVING)
    found = door("09:30", calls=(mine,))
    assert (found.panel.number, found.panel.fresh) == ("A-001", False)
    assert found.message.title == "Sedang dilayani"
    over = door("09:31", calls=(replace(mine, state=CallState.OVER),), open_services={"KTP-BARU"})
    assert (over.panel_kind, over.panel.number) == (PanelKind.IDLE, "")


def test_a_door_panel_follows_the_hours_and_the_line() -> None:
    assert door("12:10").message.title.startswith("Istirahat")
    away = door("09:01", contact=Contact.AWAY, away_since=at("09:00"))
    assert away.message.title == "Layar tidak terhubung."


def test_a_door_panel_of_no_counter_says_so() -> None:
    found = door("09:00", counter="99")
    assert (found.stage, found.wants_counter) == (Stage.UNCONFIGURED, True)


def test_a_counter_set_by_hand_goes_before_the_sites_word() -> None:
    listed = {"layout": "zones", "counter": None, "door": "2"}
    panel = DeviceView(id="tv-1", role="display", name="D", zones=["biru"], settings=listed)
    found = scene("09:00", device=panel)
    assert (found.stage, found.door) == (Stage.DOOR, "2")


def test_on_a_door_panel_a_call_pulses_three_times_and_then_stands_still() -> None:
    composer, mine = Composer(rows=6), called("09:00", counter="2")
    panel = DeviceView(
        id="door", role="display", name="D", settings={"layout": "door", "counter": "2"}
    )
    known = facts(device=panel, calls=(mine,), voices={})
    lit = [
        composer.scene(known, [], Moment(at("09:00") + ms)).panel.lit for ms in range(0, 8000, 250)
    ]
    changes = sum(one != other for one, other in pairwise(lit))
    assert changes == 6, "three gaps, no more than one a second"
    assert all(lit[14:])


def at_counter(state: str, pause_until: str = "") -> dict[str, CounterView]:
    view = CounterView(
        id="2",
        label="Loket 2",
        number=2,
        zone="biru",
        services=[],
        state=state,
        pause_until=pause_until,
    )
    return {"2": view}


def test_a_door_panel_knows_whether_its_counter_works() -> None:
    closed = door("09:00", counters=at_counter("closed"), open_services={"KTP-BARU"})
    assert (closed.panel_kind, closed.message.title) == (PanelKind.MESSAGE, "Loket ini tutup")
    assert closed.message.detail.startswith("Lihat layar Zona")
    works = door("09:00", counters=at_counter("open"))
    assert (works.panel_kind, works.message.title) == (PanelKind.IDLE, words.NEXT_HERE["id"])


def test_a_pause_says_when_it_is_usually_over_until_then() -> None:
    back = at_counter("paused", "2026-11-23T09:15:00.000+07:00")
    assert door("09:10", counters=back).message.detail == "Kira-kira kembali pukul 09.15."
    late = door("09:16", counters=back).message
    assert (late.title, late.detail) == ("Loket ini jeda sebentar", "Nomor Anda tetap berlaku.")


def test_whoever_is_called_to_a_counter_stands_there_first() -> None:
    mine = called("09:00", counter="2")
    found = door("09:00", calls=(mine,), counters=at_counter("paused"))
    assert found.panel.number == mine.number


def test_a_counter_that_works_on_a_closed_day_is_not_closed() -> None:
    assert door("20:00").message.title.startswith("Tutup")
    works = door("20:00", counters=at_counter("open"))
    assert works.message.title == words.NEXT_HERE["id"]


def test_a_door_panel_and_the_tv_say_the_same_of_a_hall_that_is_always_open() -> None:
    sunday = "2026-11-22"
    for open_ in (frozenset({"KTP-BARU"}), frozenset()):
        hall = scene("10:00", sunday, open_services=open_).message.title
        panel = Composer(rows=6).scene(
            facts(
                device=DeviceView(
                    id="door", role="display", name="D", settings={"layout": "door", "counter": "1"}
                ),
                open_services=open_,
            ),
            [],
            at("10:00", sunday),
        )
        assert panel.message.title.startswith("Tutup") == hall.startswith("Tutup") == (not open_)
        assert panel.message.title.casefold().count("tutup") <= 1

"""The modes of access: what follows from them in millimetres, and whose they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.modes import MODES, Modes
from kiosk.access.sizes import (
    CAP_RATIO,
    HIGHEST_MM,
    LEAST_TEXT,
    LOWEST_MM,
    cap_height_mm,
    reach_foot,
    reach_top,
    text_zoom,
)
from kiosk.flow import Flow
from kiosk.screens import Ask, Screen, Waits
from shared.domain.site_check import Severity, problems
from shared.protocol.site_file import site_from
from shared.protocol.views import TicketView
from shared.qml.look import px_per_mm
from tests.unit.small_site import small_document

WAITS = Waits()
SCREENS = st.sampled_from(
    [
        (1080, 1920, 21.5),
        (1920, 1080, 21.5),
        (1366, 768, 15.6),
        (1080, 1920, 32.0),
        (3840, 2160, 43),
    ]
)


def test_capitals_of_large_text_stand_seven_tenths_of_a_degree_high() -> None:
    assert cap_height_mm(500) == pytest.approx(6.11, abs=0.01)
    assert math.degrees(math.atan(cap_height_mm(800) / 800)) == pytest.approx(0.7)


@given(screen=SCREENS, distance=st.integers(300, 1_500))
def test_even_the_smallest_text_is_large_in_whole_pixels(
    screen: tuple[int, int, float], distance: int
) -> None:
    width, height, diagonal = screen
    scale, unit = px_per_mm(width, height, diagonal), min(width, height) / 1080
    zoom = text_zoom(distance, scale, unit)
    drawn = math.floor(LEAST_TEXT * zoom * unit + 0.5)
    assert drawn * CAP_RATIO / scale >= cap_height_mm(distance) - 1e-6
    assert zoom >= 1.25


@given(screen=SCREENS, bottom=st.integers(0, 1_400))
def test_what_stands_below_the_ceiling_is_within_reach(
    screen: tuple[int, int, float], bottom: int
) -> None:
    width, height, diagonal = screen
    scale = px_per_mm(width, height, diagonal)
    top = reach_top(bottom, height, scale)
    assert 0 <= top <= height
    if top < height:
        assert bottom + (height - top) / scale <= HIGHEST_MM
    if top > 0:
        assert bottom + (height - top + 1) / scale > HIGHEST_MM or bottom >= HIGHEST_MM


def test_what_is_too_low_for_a_hand_stays_free() -> None:
    assert reach_foot(900, 4.0) == 0
    assert reach_foot(LOWEST_MM - 80, 4.0) == 320


def test_modes_are_switched_one_by_one_and_combined() -> None:
    modes = Modes()
    for name in MODES:
        modes = modes.toggled(name)
    assert modes == Modes(True, True, True, True, True)
    assert modes.toggled("large") == Modes(False, True, True, True, True)
    assert Modes(contrast=True).any
    assert not Modes(contrast=True).plain
    with pytest.raises(ValueError, match="loud"):
        modes.toggled("loud")


def in_mode(screen: Screen = Screen.START) -> Flow:
    flow = Flow()
    flow.home(0)
    flow.visitor.modes = Modes(large=True)
    if screen is not Screen.START:
        flow.open(screen, 1_000)
    return flow


def test_modes_end_with_the_visitor_and_stay_for_a_further_errand() -> None:
    flow = in_mode(Screen.AGENCIES)
    flow.choose_service("KTP", 2_000, is_open=True)
    flow.take(3_000)
    flow.issued(ticket("t-1"), 4_000)
    flow.another_errand(6_000)
    assert flow.visitor.modes == Modes(large=True)
    flow.home(7_000)
    assert flow.visitor.modes == Modes()


def asked(flow: Flow) -> Ask:
    """What stands over the screen now."""
    return flow.ask


def test_in_a_mode_the_question_comes_after_a_minute_and_never_the_end_without_it() -> None:
    flow = in_mode(Screen.AGENCIES)
    flow.tick(1_000 + WAITS.still_there)
    assert asked(flow) is Ask.NOTHING
    flow.tick(1_000 + WAITS.access)
    assert asked(flow) is Ask.STILL_THERE
    assert flow.seconds_left(1_000 + WAITS.access) == WAITS.countdown // 1_000
    flow.touch(1_000 + WAITS.access + 5_000)
    assert (flow.ask, flow.visitor.modes) == (Ask.NOTHING, Modes(large=True))


@pytest.mark.parametrize("kind", ["start", "done", "no_paper", "panel"])
def test_no_time_out_without_a_question(kind: str) -> None:
    flow = {"start": in_mode, "panel": panel, "done": done, "no_paper": no_paper}[kind]()
    began = max(flow.touched, flow.entered)
    flow.tick(began + WAITS.access - 1)
    assert asked(flow) is not Ask.STILL_THERE
    flow.tick(began + WAITS.access)
    assert asked(flow) is Ask.STILL_THERE
    flow.tick(began + WAITS.access + WAITS.countdown)
    assert (flow.screen, flow.ask, flow.visitor.modes) == (Screen.START, Ask.NOTHING, Modes())


def test_the_choice_of_modes_is_read_on_after_the_question() -> None:
    flow = panel()
    flow.tick(flow.touched + WAITS.access)
    flow.touch(flow.touched + WAITS.access + 1_000)
    assert flow.ask is Ask.ACCESS


def panel() -> Flow:
    flow = Flow()
    flow.home(0)
    flow.open_question(Ask.ACCESS, 1_000)
    return flow


def done() -> Flow:
    flow = in_mode()
    flow.choose_service("KTP", 1_000, is_open=True)
    flow.take(2_000)
    flow.issued(ticket("t-1"), 3_000)
    flow.paper_out("t-1", 4_000)
    return flow


def no_paper() -> Flow:
    flow = in_mode()
    flow.choose_service("KTP", 1_000, is_open=True)
    flow.take(2_000)
    flow.issued(ticket("t-1"), 3_000)
    flow.paper_failed("t-1", "paper_out", 4_000)
    return flow


def ticket(code: str) -> TicketView:
    return TicketView(
        id=code,
        number="A-012",
        state="waiting",
        service="KTP",
        issued_at="2026-11-23T09:12:00+07:00",
        zone="biru",
        visit="v-1",
        ahead=4,
        counters=["1"],
    )


def test_a_screen_out_of_reach_is_named() -> None:
    document = small_document()
    document["kiosks"] = [{"id": "k", "name": "K", "bottom_mm": 1_000}]
    found = [one.where for one in problems(site_from(document)) if one.severity is Severity.WARNING]
    assert found == ["kiosks[0].bottom_mm"]
    document["kiosks"][0]["bottom_mm"] = 900
    assert problems(site_from(document)) == []

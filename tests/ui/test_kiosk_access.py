"""Every screen of the kiosk in every mode of access, walked with a keypad's keys and measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.access.modes import Modes
from kiosk.access.sizes import CAP_RATIO, cap_height_mm
from kiosk.access.speech import Silence
from tests.ui.access_cross import (
    MODES,
    SCREENS,
    SMALL,
    UPRIGHT,
    Voice,
    cross,
    told,
    walked,
)
from tests.ui.access_walk import lead_in, stop_of, table
from tests.ui.kiosk_screen import KioskScreen, sample_site

OFTEN = {
    "usual": (["01-start", "39-hubs-many", "91-rest-night"], "en"),
    "large": (["01-start", "07-confirm"], "en"),  # its lower row has the longest words
    "contrast": (["01-start", "97-staff-menu"], "id"),
    "reach": (["13-no-paper", "83-find-check"], "en"),
    "easy": (["01-start", "54-map"], "id"),
    "spoken": (["07-confirm", "14-closed"], "en"),
    "large reach": (["15-search"], "id"),
    "all": (["12-done", "56-confirm-long"], "id"),
}
"""Walked every time, by the mode; all others in the long form."""


@pytest.fixture(scope="module")
def upright() -> Iterator[KioskScreen]:
    screen = KioskScreen(*UPRIGHT)
    yield screen
    screen.close()


@pytest.fixture
def fresh(upright: KioskScreen) -> KioskScreen:
    upright.model.access_modes.speech = Silence()
    upright.begin()
    return upright


@pytest.mark.parametrize("mode", MODES)
def test_the_usual_screens_can_be_seen_and_reached(upright: KioskScreen, mode: str) -> None:
    shots, language = OFTEN[mode]
    found = walked(upright, mode, shots, [language])[language]
    assert not found, table(found)


def test_a_small_screen_lying_down_has_room_for_all_modes() -> None:
    kiosk = KioskScreen(*SMALL)
    found = walked(kiosk, "all", ["07-confirm"], ["id"])["id"]
    kiosk.close()
    assert not found, table(found)


def test_a_screen_too_small_for_the_usual_screens_shows_the_plain_ones() -> None:
    kiosk = KioskScreen(*SMALL)
    kiosk.begin()
    assert kiosk.plain
    found = walked(kiosk, "usual", ["01-start"], ["en"])["en"]
    kiosk.close()
    assert not found, table(found)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_seen_and_reached(screen: str, mode: str) -> None:
    parts = list(cross([screen], [mode]))
    print(*map(told, parts), sep="\n")
    found = [fault for part in parts for fault in part.faults]
    assert not found, table(found)


def test_a_plan_stands_there_where_its_letters_have_room(upright: KioskScreen) -> None:
    lead_in(upright, "54-map", Modes(large=True), "id")
    (label,) = (one for one in upright.items() if one.text == "Anda di sini")
    least = cap_height_mm(upright.distance_mm) * upright.px_per_mm / CAP_RATIO
    assert label.drawn >= round(least)
    assert upright.shows("markGoal")
    assert upright.reads("Di lantai ini.")


def test_a_plan_whose_words_would_hide_one_another_is_told_in_words() -> None:
    site = sample_site()
    here = site.kiosks[0].at
    close = replace(site, zones=tuple(replace(one, at=here) for one in site.zones))
    kiosk = KioskScreen(*UPRIGHT, site=close)
    lead_in(kiosk, "54-map", Modes(large=True), "id")
    assert not kiosk.shows("markHere")
    assert kiosk.reads("Di lantai ini.")
    kiosk.close()


def stands_plain(kiosk: KioskScreen) -> bool:
    """Whether the plain screen stands there now."""
    return kiosk.plain


# The ways in, and out -----------------------------------------------------------------------


def press(kiosk: KioskScreen, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(kiosk.window, key)
        kiosk.pass_time(1_000)


def press_until(kiosk: KioskScreen, name: str, key: Qt.Key = Qt.Key.Key_Down) -> None:
    """Arrow keys until the mark stands on it, then Enter."""
    for _ in range(60):
        press(kiosk, key)
        here = stop_of(kiosk)
        if here is not None and here.name == name:
            press(kiosk, Qt.Key.Key_Return)
            return
    raise AssertionError(f"the keys never came to {name!r}")


def test_a_whole_visit_with_the_keys_alone(fresh: KioskScreen) -> None:
    for name in ("access", "mode-large", "mode-reach", "accessClose", "service-KTP-BARU"):
        press_until(fresh, name)
    assert fresh.at == "confirm"
    assert stands_plain(fresh)
    for name in ("assistance", "choice-tidak-melihat", "choice-kursi-roda", "partClose", "take"):
        press_until(fresh, name)
    order = fresh.hall.orders("IssueTicket")[0].body
    assert (order["service"], sorted(order["assist"])) == (
        "KTP-BARU",
        ["kursi-roda", "tidak-melihat"],
    )
    fresh.model.paperwork.printed(fresh.press.jobs[-1].id, False)
    fresh.pass_time(2_000)
    assert fresh.find("number").text == "A-012"
    press_until(fresh, "finish")
    assert fresh.at == "start"
    assert not stands_plain(fresh)
    assert fresh.model.flow.visitor.modes == Modes()


def test_modes_never_reach_the_next_visitor(fresh: KioskScreen) -> None:
    fresh.go("access", "mode-contrast", "mode-easy", "accessClose")
    assert stands_plain(fresh)
    dark = fresh.window.grabWindow().pixelColor(2, 2).lightness()
    fresh.pass_time(61_000)
    assert fresh.shows("stay")
    fresh.pass_time(21_000)
    fresh.draw()
    assert not stands_plain(fresh)
    assert dark < 10
    assert fresh.window.grabWindow().pixelColor(2, 2).lightness() > 200


def test_a_long_press_leads_to_the_modes(fresh: KioskScreen) -> None:
    fresh.model.access_modes.callForVoice()
    fresh.draw()
    assert fresh.shows("mode-large")
    assert not fresh.shows("mode-spoken")


def test_a_long_press_or_a_key_begins_the_spoken_mode_where_there_is_a_voice(
    fresh: KioskScreen,
) -> None:
    fresh.model.access_modes.speech = Voice()
    fresh.model.access_modes.callForVoice()
    assert fresh.model.flow.visitor.modes == Modes(spoken=True)
    fresh.begin()
    press(fresh, Qt.Key.Key_Down)
    assert fresh.model.flow.visitor.modes == Modes(spoken=True)


def test_the_loudspeaker_beside_a_choice_says_it_in_the_visitors_language(
    fresh: KioskScreen,
) -> None:
    voice = fresh.model.access_modes.speech = Voice()
    fresh.model.speak("en")
    fresh.go("access", "mode-easy", "accessClose", "hear-service-KTP-BARU", "hear")
    assert voice.said[0] == ("New ID card, DUKCAPIL, Nobody waiting", "en")
    assert voice.said[1][0] == "What do you need today?"


def test_a_scanner_is_heard_while_the_mark_stands_on_a_key(fresh: KioskScreen) -> None:
    fresh.go("service-KTP-BARU", "take")
    fresh.model.paperwork.printed(fresh.press.jobs[-1].id, False)
    fresh.pass_time(2_000)
    ticket = fresh.hall.tickets[max(fresh.hall.tickets)]
    fresh.go("finish")
    press(fresh, Qt.Key.Key_Down)
    fresh.scan(f"giliran:{ticket.id}")
    assert fresh.at == "my_ticket"


def test_a_finger_takes_the_mark_away(fresh: KioskScreen) -> None:
    press(fresh, Qt.Key.Key_Down, 2)
    assert stop_of(fresh) is not None
    fresh.go("agencies")
    assert stop_of(fresh) is None


def test_a_question_keeps_the_keys(fresh: KioskScreen) -> None:
    fresh.go("service-KTP-BARU", "help")
    press(fresh, Qt.Key.Key_Down)
    here = stop_of(fresh)
    assert here is not None
    assert here.name == "helpClose"
    press(fresh, Qt.Key.Key_Return)
    assert not fresh.shows("helpClose")

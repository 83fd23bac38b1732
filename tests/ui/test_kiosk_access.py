"""Every screen of the kiosk in every mode of access, walked with a keypad's keys and measured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.access.modes import Modes
from kiosk.access.speech import Silence
from kiosk.shots import Shots
from tests.ui.access_walk import Fault, faults_of, lead_in, stop_of, table
from tests.ui.kiosk_screen import KioskScreen

UPRIGHT, ACROSS, SMALL = ((1080, 1920), 21.5), ((1920, 1080), 21.5), ((1366, 768), 15.6)
LARGE_UPRIGHT, LARGE_ACROSS = ((1080, 1920), 32.0), ((1920, 1080), 32.0)
SCREENS = {
    "upright": UPRIGHT,
    "across": ACROSS,
    "small": SMALL,
    "upright 32": LARGE_UPRIGHT,
    "across 32": LARGE_ACROSS,
}
MODES = {
    "usual": Modes(),
    "large": Modes(large=True),
    "contrast": Modes(contrast=True),
    "reach": Modes(reach=True),
    "easy": Modes(easy=True),
    "spoken": Modes(spoken=True),
    "large reach": Modes(large=True, reach=True),
    "all": Modes(large=True, contrast=True, reach=True, easy=True, spoken=True),
}


class Voice:
    """Says nothing aloud, and remembers what it would have said."""

    available = True

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, language: str) -> None:
        self.said.append((text, language))

    def stop(self) -> None:
        self.said.clear()


def walked(kiosk: KioskScreen, modes: Modes, shots: list[str], language: str) -> list[Fault]:
    found: list[Fault] = []
    for shot in shots:
        lead_in(kiosk, shot, modes, language)
        found += faults_of(kiosk, shot)
    return found


STAFF = ("32-hubs", "33-hubs-tried", "39-hubs-many", "90-rest", "91-rest-night")
"""For staff, who have keys of their own there (tests/ui/test_kiosk_hubs.py)."""
RESTING = ("90-rest", "91-rest-night")
"""Nobody stands there, and any key ends it (tests/ui/test_kiosk_rest.py)."""
OFTEN = ["01-start", "07-confirm"]
"""Walked every time; all others in the long form."""


def all_shots(kiosk: KioskScreen) -> list[str]:
    return [name for name in Shots(kiosk, "id").all() if name not in (*STAFF, *RESTING)]


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
    upright.model.access_modes.speech = Voice() if MODES[mode].spoken else Silence()
    found = walked(upright, MODES[mode], OFTEN, "id")
    assert not found, table(found)


def test_a_small_screen_lying_down_has_room_for_all_modes() -> None:
    kiosk = KioskScreen(*SMALL)
    kiosk.model.access_modes.speech = Voice()
    found = walked(kiosk, MODES["all"], ["07-confirm", "15-search"], "id")
    kiosk.close()
    assert not found, table(found)


def test_a_screen_too_small_for_the_usual_screens_shows_the_plain_ones() -> None:
    kiosk = KioskScreen(*SMALL)
    kiosk.begin()
    assert kiosk.plain
    found = walked(kiosk, Modes(), ["01-start"], "en")
    kiosk.close()
    assert not found, table(found)


@pytest.mark.long
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_seen_and_reached(screen: str, mode: str, language: str) -> None:
    kiosk = KioskScreen(*SCREENS[screen])
    if MODES[mode].easy or MODES[mode].spoken:
        kiosk.model.access_modes.speech = Voice()
    found = walked(kiosk, MODES[mode], all_shots(kiosk), language)
    kiosk.close()
    assert not found, table(found)


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

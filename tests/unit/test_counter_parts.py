"""The counter's smaller parts: presses, undo, search, keys, memory, and the sound's file."""

from __future__ import annotations

import wave
from itertools import product
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from assets import make_arrival_sound
from counter.acts import KEY_NAMES, PRIMARY, Act, key_name
from counter.desk import Desk, Manner, Mode, desk_of, offers
from counter.facts import Facts
from counter.memory import TerminalMemory
from counter.presses import CLICK, DOUBLE_PRESS_MS, Presses
from counter.search import found
from counter.shift.auto_call import AutoCall
from counter.shift.pause import PauseEnd, left_words, over_words
from counter.sound import SOUND
from counter.timing import Mood, target_mood
from counter.undo import UndoOffer
from shared.domain.ids import Moment
from shared.protocol.moments import moment_of
from shared.protocol.typed_number import number_fits
from shared.protocol.views import CounterView, TicketView

K = Qt.Key
LONG_AGO = "2026-11-23T09:00:00+07:00"


def counter(**more: object) -> CounterView:
    view = CounterView(
        id="5", label="Loket 5", number=5, zone="biru", services=["KTP-BARU"], state="open"
    )
    return msgspec.structs.replace(view, **more)


def test_a_double_press_is_one_press() -> None:
    presses = Presses()
    assert presses.takes(PRIMARY, 1_000)
    assert not presses.takes(PRIMARY, 1_000 + DOUBLE_PRESS_MS - 1)
    assert presses.takes("+", 1_010)
    assert presses.takes(PRIMARY, 1_020)
    assert not presses.settled(1_030)
    assert presses.takes(PRIMARY, 1_020 + DOUBLE_PRESS_MS)


def test_a_click_and_any_key_after_it_may_be_one_press() -> None:
    presses = Presses()
    assert presses.takes(CLICK, 1_000)
    assert not presses.takes(CLICK, 1_200)
    assert not presses.takes(PRIMARY, 1_300)
    assert presses.takes(PRIMARY, 1_000 + DOUBLE_PRESS_MS)


def test_a_button_that_has_just_become_another_is_not_pressed() -> None:
    presses = Presses()
    presses.show(("call-next", "call-number", "undo"), 1_000)
    presses.show(("call-next", "call-number", "pause"), 6_000)
    assert presses.early(CLICK, 6_300, large=False)
    assert not presses.early("7", 6_300, large=False)
    assert not presses.early(PRIMARY, 6_300, large=True)
    assert not presses.early(CLICK, 6_000 + DOUBLE_PRESS_MS, large=False)
    presses.show(("start", "recall", "no-show"), 9_000)
    assert presses.early(PRIMARY, 9_300, large=True)
    assert not presses.settled(9_300)
    assert presses.settled(9_000 + DOUBLE_PRESS_MS)


def test_an_undo_counts_down_from_when_it_appeared() -> None:
    offer = UndoOffer()
    offer.look(counter(), 0)
    offer.look(counter(undo="finish", undo_ticket="t"), 10_000)
    assert [offer.seconds(at) for at in (10_000, 10_001, 14_999, 15_000)] == [5, 5, 1, 0]
    offer.look(counter(undo="finish", undo_ticket="t"), 20_000)
    assert offer.seconds(20_000) == 0
    offer.look(counter(undo="no-show", undo_ticket="u"), 21_000)
    assert offer.seconds(21_000) == 5
    offer.look(counter(), 22_000)
    assert offer.seconds(22_000) == 0


def test_an_undo_of_another_counter_is_not_ours() -> None:
    offer = UndoOffer()
    offer.look(counter(), 0)
    offer.look(counter(id="6", undo="finish", undo_ticket="t"), 1_000)
    assert offer.seconds(1_000) == 0


@pytest.mark.parametrize(
    ("view", "officer", "mode"),
    [
        (counter(officer="officer-5"), "officer-5", Mode.NOBODY),
        (counter(officer="officer-5", state="paused"), "officer-5", Mode.PAUSED),
        (counter(officer="officer-5", state="closed"), "officer-5", Mode.CLOSED),
        (counter(officer="officer-6"), "officer-5", Mode.CLOSED),
        (counter(), "", Mode.CLOSED),
    ],
)
def test_a_desk_belongs_to_its_officer(view: CounterView, officer: str, mode: Mode) -> None:
    assert desk_of(Facts(counters={"5": view}), "5", officer).mode is mode


@pytest.mark.parametrize("typed", ["12", "012", "a12", "A-012", "a 012", "a", "1", ""])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert number_fits("A-012", typed)


@pytest.mark.parametrize("typed", ["2", "b12", "A-013", "0123", "ab"])
def test_another_number_is_not(typed: str) -> None:
    assert not number_fits("A-012", typed)


NAMES = {
    "KTP-BARU": ("Bikin KTP baru", "Perekaman dan cetak KTP-el baru"),
    "KK-BARU": ("Kartu Keluarga baru",),
    "SKCK": ("Surat keterangan catatan kepolisian",),
}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ["KTP-BARU", "KK-BARU", "SKCK"]),
        ("kel", ["KK-BARU"]),
        ("ktp bar", ["KTP-BARU"]),
        ("baru", ["KTP-BARU", "KK-BARU"]),
        ("polisi", ["SKCK"]),
        ("kepolisan", ["SKCK"]),
        ("qqqq", []),
    ],
)
def test_services_are_found_by_the_beginnings_of_words(typed: str, codes: list[str]) -> None:
    assert found(list(NAMES), typed, lambda code: NAMES[code])[: len(codes) or None] == codes


def test_no_key_stands_for_two_acts_at_once() -> None:
    ticket = TicketView(
        id="t",
        number="A-001",
        state="serving",
        service="KTP-BARU",
        issued_at=LONG_AGO,
        zone="biru",
        visit="v",
        ahead=0,
        counters=["5"],
        priority=True,
        group="lansia",
    )
    for mode, view in product(Mode, (None, ticket)):
        desk = Desk(mode=mode, ticket=view, held=(ticket,))
        for undo, results in product((0, 5), (True, False)):
            manner = Manner(undo_seconds=undo, results=results, missed=True)
            names = [KEY_NAMES[act] for act in offers(desk, Moment(0), manner).beside()]
            assert len(names) == len(set(names)), (mode, names)
    assert not {"F5", "F11", "F12"} & set(KEY_NAMES.values())


def test_what_the_role_forbids_moves_the_others_up() -> None:
    desk = Desk(mode=Mode.WAITING)
    made = offers(desk, Moment(0), Manner(may=lambda act: act is not Act.CALL_NUMBER))
    assert [one.act for one in made.small] == [Act.PAUSE, Act.HELP]
    assert [one.act for one in made.more] == [Act.CLOSE]


def test_the_countdown_after_finishing_is_due_once_and_stops_where_nobody_is_free() -> None:
    calling = AutoCall()
    calling.begin(0, 1_000)
    assert calling.seconds(1_000) == 0
    calling.begin(5, 1_000, "t")
    assert [calling.seconds(at) for at in (1_000, 1_001, 5_999)] == [5, 5, 1]
    assert not calling.due(5_999, free=True)
    assert calling.due(6_000, free=True)
    assert not calling.due(7_000, free=True)
    calling.begin(5, 1_000)
    assert not calling.due(2_000, free=False)
    assert not calling.due(9_000, free=True)


def test_a_pause_is_over_once() -> None:
    view = counter(state="paused", since=LONG_AGO, pause_until="2026-11-23T09:15:00+07:00")
    before, after = (moment_of(f"2026-11-23T09:{minute}:00+07:00") for minute in ("14", "16"))
    end = PauseEnd()
    assert [end.look(view, at) for at in (before, after, after)] == [False, True, False]
    assert left_words(view, before, "id") == ("sisa 1 mnt", Mood.WARN)
    assert left_words(view, after, "en") == ("1 min over", Mood.BAD)
    assert over_words(view, after, "id") == "Jeda 15 menit habis. Enter: buka lagi."


@pytest.mark.parametrize(
    ("minutes", "mood"), [(0, "good"), (22, "good"), (23, "warn"), (30, "warn"), (31, "bad")]
)
def test_a_wait_is_green_amber_or_red_against_its_target(minutes: int, mood: str) -> None:
    assert target_mood(minutes, 30) == mood


@pytest.mark.parametrize(
    ("key", "keypad", "name"),
    [
        (K.Key_Return, False, PRIMARY),
        (K.Key_Enter, True, PRIMARY),
        (K.Key_Space, False, PRIMARY),
        (K.Key_0, False, "0"),
        (K.Key_0, True, "0"),
        (K.Key_Insert, True, "0"),
        (K.Key_Insert, False, ""),
        (K.Key_Up, False, ""),
        (K.Key_Up, True, "8"),
        (K.Key_Comma, True, "."),
        (K.Key_F5, False, ""),
    ],
)
def test_key_names(key: Qt.Key, keypad: bool, name: str) -> None:
    assert key_name(key, keypad=keypad, modified=False) == name
    assert key_name(key, keypad=keypad, modified=True) == ""


def test_the_terminal_remembers_and_never_a_pin(tmp_path: Path) -> None:
    TerminalMemory(tmp_path).keep(counter="5", officer="officer-5", view="strip")
    again = TerminalMemory(tmp_path).last
    assert (again.counter, again.officer, again.view) == ("5", "officer-5", "strip")
    assert "pin" not in type(again).__struct_fields__


def test_a_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "terminal.json").write_text("{")
    assert TerminalMemory(tmp_path).last.counter == ""


def test_the_sound_is_the_scripts_and_soft(tmp_path: Path) -> None:
    make_arrival_sound.main(tmp_path / "arrival.wav")
    assert (tmp_path / "arrival.wav").read_bytes() == SOUND.read_bytes()
    with wave.open(str(SOUND), "rb") as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
        assert 0.3 < file.getnframes() / file.getframerate() < 0.8
    assert 2_000 < max(map(abs, samples)) < 8_000

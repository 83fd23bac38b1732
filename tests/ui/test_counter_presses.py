"""Keys and clicks at the counter: each works, and a nervous finger is one press."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.acts import Act
from counter.screenshots import DEMO, FULL
from tests.ui.counter_screen import Open, opening

K = Qt.Key
KEYS = {
    "+": K.Key_Plus,
    "−": K.Key_Minus,
    "*": K.Key_Asterisk,
    "/": K.Key_Slash,
    ".": K.Key_Period,
    "F8": K.Key_F8,
    **{str(digit): K(K.Key_0.value + digit) for digit in range(10)},
}


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


DIRECT = {
    Act.CALL_NEXT: "CallNext",
    Act.START: "StartService",
    Act.RECALL: "Recall",
    Act.FINISH: "FinishService",
    Act.FINISH_AND_CALL: "FinishService",
    Act.UNDO: "UndoLast",
    Act.REOPEN: "OpenCounter",
}


@pytest.mark.parametrize(
    ("script", "size"),
    [
        (shots.crowd, FULL),
        (shots.quiet, FULL),
        (shots.recalled, FULL),
        (shots.serving, FULL),
        (shots.recalled, DEMO),
    ],
)
def test_every_key_stands_on_its_button_and_works(
    screen: Open, script: shots.Script, size: tuple[int, int]
) -> None:
    one = screen(script, size)
    buttons = [row for row in one.model.shelf_rows.buttons if row.key]
    assert len(buttons) >= 3
    for row in buttons:
        name = "primary" if row.key == "Enter" else f"act-{row.act}"
        assert row.key in one.text(name)
        before = len(one.hall.sent)
        one.key(K.Key_Return if row.key == "Enter" else KEYS[row.key])
        act = Act(row.act)
        if act in DIRECT:
            assert [sent.name for sent in one.hall.sent[before:]] == [DIRECT[act]]
            one = screen(script, size)
        else:
            assert one.question, f"{act} asks nothing"
            one.key(K.Key_Escape)
            assert one.question == ""
            assert one.hall.sent[before:] == []


def test_the_numeric_keypad_works_with_and_without_num_lock(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Enter, keypad=True)
    assert one.last.name == "CallNext"
    one.key(K.Key_Plus, keypad=True)
    assert one.last.name == "Recall"
    one.key(K.Key_Enter, keypad=True)
    one.key(K.Key_Insert, keypad=True)
    assert (one.last.name, one.last.body["then_call"]) == ("FinishService", False)
    one.key(K.Key_Up, keypad=True)
    assert one.last.name == "UndoLast"


def test_keys_of_the_browser_and_of_other_programs_do_nothing(screen: Open) -> None:
    one = screen(shots.crowd)
    for key in (K.Key_F5, K.Key_F11, K.Key_F12, K.Key_A, K.Key_Escape, K.Key_Delete):
        one.key(key)
    assert one.orders == []
    assert one.question == ""


def test_a_double_press_acts_once(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    one.key(K.Key_Return, soon=True)
    assert [sent.name for sent in one.orders] == ["CallNext"]
    one.key(K.Key_Return)
    assert [sent.name for sent in one.orders] == ["CallNext", "StartService"]


def test_presses_while_the_hub_is_asked_act_once(screen: Open) -> None:
    one = screen(shots.busy)
    assert one.text("primary").startswith("Memanggil …")
    one.key(K.Key_Return)
    one.click("primary")
    one.key(K.Key_7)
    assert [sent.name for sent in one.orders] == ["CallNext"]
    one.hall.answer_all()
    assert one.text("number") == "A-023"


def test_the_second_half_of_a_double_press_answers_no_question(screen: Open) -> None:
    """The key that opens a list is often the key of one of its lines."""
    for asked in (K.Key_2, K.Key_3, K.Key_9):
        one = screen(shots.crowd)
        one.key(asked)
        question = one.question
        one.key(asked, soon=True)
        assert (one.question, one.orders) == (question, [])


def test_a_double_press_on_a_reason_does_not_call_the_next_one(screen: Open) -> None:
    one = screen(shots.recalled)
    one.key(K.Key_Minus)
    one.key(K.Key_Return)
    one.key(K.Key_Return, soon=True)
    assert [sent.name for sent in one.orders][-1] == "RecordNoShow"
    one.key(K.Key_Return)
    assert one.last.name == "CallNext"


def test_a_double_press_chooses_no_reason_unread(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Slash)
    one.type("6")
    one.key(K.Key_Return)
    question = one.question
    one.key(K.Key_Return, soon=True)
    assert one.question == question
    assert one.last.name != "TransferTicket"


def test_a_double_click_on_a_row_asks_once_and_stays(screen: Open) -> None:
    one = screen(shots.crowd)
    one.click("A-004")
    one.click_again()
    assert "tempatnya tetap" in one.text("option-0")
    assert one.orders == []


def test_a_slow_answer_leaves_no_time_for_a_wrong_press(screen: Open) -> None:
    one = screen(shots.busy)
    one.steady += 3_000
    one.hall.answer_all()
    one.key(K.Key_Return, soon=True)
    assert [sent.name for sent in one.orders] == ["CallNext"]
    one.key(K.Key_Return)
    assert [sent.name for sent in one.orders] == ["CallNext", "StartService"]


def test_a_press_that_comes_just_after_somebody_elses_is_not_taken(screen: Open) -> None:
    """Two at one counter: who meant to call must not start what the other has called."""
    one = screen(shots.crowd)
    one.steady += 3_000
    one.hall.send("CallNext", {"counter": "5"}, lambda _answer: None, "the-other")
    assert one.text("number") == "A-023"
    one.key(K.Key_Return, soon=True)
    assert one.hall.orders("StartService") == []
    one.key(K.Key_Return)
    assert len(one.hall.orders("StartService")) == 1


def test_a_key_that_stays_down_types_nothing_into_the_search(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_1)
    for _ in range(5):
        one.hold_down(K.Key_1)
    assert one.text("option-0").startswith("A-004")


def test_a_key_that_stays_down_acts_once(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    for _ in range(5):
        one.steady += 1_000
        one.hold_down(K.Key_Return)
    assert [sent.name for sent in one.orders] == ["CallNext"]


def test_the_mouse_and_tab_reach_every_button(screen: Open) -> None:
    one = screen(shots.recalled)
    one.click("act-hold")
    one.click("option-0")
    assert one.last.name == "HoldTicket"
    one = screen(shots.recalled)
    reached = set()
    for _ in range(12):
        one.key(K.Key_Tab)
        item = one.window.activeFocusItem()
        assert item is not None
        reached.add(item.objectName())
    assert {"primary", "act-recall", "act-no-show", "act-hold", "menu"} <= reached


def test_after_a_step_the_enter_key_belongs_to_the_desk_again(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_Return)
    while one.window.activeFocusItem().objectName() != "act-recall":
        one.key(K.Key_Tab)
    one.key(K.Key_Space)
    assert one.last.name == "Recall"
    one.key(K.Key_Plus)
    one.key(K.Key_Return)
    assert one.last.name in ("Recall", "StartService")
    one = screen(shots.crowd)
    one.click("primary")
    one.key(K.Key_Return)
    assert one.last.name == "StartService"

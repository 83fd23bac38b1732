"""What visitors bring to a counter after a bad hour: an emergency paper, and "why before me?"."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.rehearsal import refusal
from counter.screenshots import FULL, SMALL, STRIP
from counter.studio import Terminal
from shared.protocol.views import Passer
from tests.ui.counter_screen import Open, Screen, opening
from tests.ui.test_counter_windows import all_stands_well

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def enter(one: Screen, number: str = "985") -> None:
    """Up to the question what is to become of it: the number, and the first service."""
    one.key(K.Key_F2)
    one.type(number)
    one.key(K.Key_Return)
    one.key(K.Key_Return)


REFUSALS = {
    "number-known": "A-985 sudah ada: selesai. Tidak perlu dimasukkan lagi.",
    "number-not-granted": "A-985 bukan nomor darurat layanan itu.",
}


def test_a_papers_number_goes_into_the_queue_by_keys_alone(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    for code, said in REFUSALS.items():
        one.hall.refusals["EnterPaper"] = refusal(code, number="A-985", state="done")
        enter(one)
        one.key(K.Key_Return)
        assert one.text("notice").startswith(said)
    one.hall.refusals.clear()
    enter(one)
    assert one.question.startswith("A-985 · ")
    one.key(K.Key_Return)
    body = {"counter": "5", "number": "A-985", "service": "KTP-BARU"}
    assert (one.last.name, one.last.body) == ("EnterPaper", body)
    assert one.text("notice") == "A-985 masuk antrean, menunggu mulai sekarang."


def test_the_key_for_a_certain_number_leads_to_the_paper_and_to_its_call(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.key(K.Key_1)
    one.type("985")
    assert "Kertas darurat?" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.question == "A-985: layanan apa di kertasnya?"
    one.key(K.Key_Return)
    one.key(K.Key_2)
    assert one.question == "Mengapa A-985 didahulukan?"
    one.key(K.Key_1)
    assert [sent.name for sent in one.orders] == ["EnterPaper", "CallTicket"]
    assert one.last.body["ticket"] == "t-A-985"
    assert one.text("number") == "A-985"
    assert one.text("notice") == "A-985 masuk antrean dan dipanggil sekarang."


def test_while_somebody_is_served_the_strips_menu_leads_there_and_it_can_only_wait(
    screen: Open,
) -> None:
    one = screen(shots.serving, STRIP)
    for key, question in ((K.Key_F3, "Mengapa dia dulu?"), (K.Key_F2, "Kertas darurat")):
        one.key(K.Key_Period)
        one.key(key)
        assert one.question.startswith(question)
        one.key(K.Key_Escape)
    enter(one)
    assert one.question == ""
    assert one.last.name == "EnterPaper"


def test_why_before_me_is_answered_and_a_paper_that_is_here_is_not_entered_again(
    screen: Open,
) -> None:
    one = screen(shots.late_papers)
    marks = [each for each in one.words() if "didahului A-985, A-986 (F3)" in each]
    assert len(marks) == 2
    assert "kertas darurat" in one.words()
    one.key(K.Key_F3)
    one.type("15")
    one.key(K.Key_Return)
    answer = one.text("detail")
    assert "A-985, A-986: diambil lebih dulu" in answer
    assert "A-985, A-986: taken earlier" in answer
    assert "A-023: berhak prioritas" in answer
    assert "lansia" not in answer.lower()
    one.key(K.Key_Return)
    assert one.question == ""
    one.key(K.Key_F2)
    one.type("985")
    one.key(K.Key_Return)
    assert one.question == "A-985 sudah ada: menunggu"
    one.key(K.Key_1)
    assert one.question == ""
    assert one.orders == []


def test_a_refused_paper_stays_until_an_officer_says_so(screen: Open) -> None:
    one = screen(shots.two_troubles, STRIP)
    assert one.text("trouble") == "A-984 tidak dapat diserahkan: layani langsung"
    assert one.text("troublesMore") == "+1"
    assert one.text("plate") == "Loket 5 · Zona Biru"
    one.key(K.Key_F4)
    one.key(K.Key_1)
    one.key(K.Key_Return)
    assert one.orders[-1].name != "AcknowledgeTrouble"
    one.key(K.Key_F4)
    one.key(K.Key_1)
    one.key(K.Key_2)
    body = {"counter": "5", "device": "kiosk-1", "code": "paper-refused", "part": "A-984"}
    assert (one.last.name, one.last.body) == ("AcknowledgeTrouble", body)
    assert one.text("trouble") == "Anjungan Lobi Utama…, printer 2: kertas habis"


def bad_hour(terminal: Terminal) -> None:
    """The longest trouble, and a kiosk's papers that came late."""
    shots.troubles(terminal)
    shots.papers_back(terminal)


@pytest.mark.parametrize(("size", "scale"), [(STRIP, 1.0), (SMALL, 1.0), (FULL, 2.0)])
def test_nothing_of_it_is_cut(screen: Open, size: tuple[int, int], scale: float) -> None:
    one = screen(bad_hour, size, scale=scale)
    all_stands_well(one, "in Indonesian")
    one.key(K.Key_F8)
    all_stands_well(one, "in English")


def test_the_longest_answer_leaves_room_for_its_end(screen: Open) -> None:
    one = screen(shots.late_papers, STRIP)
    all_stands_well(one, "late papers")
    passers = [Passer(f"A-{number}", "emergency") for number in range(971, 983)]
    restored = [Passer(f"A-{number}", "restored") for number in range(101, 108)]
    one.hall.change("t-A-015", passed_by=[*passers, *restored])
    one.key(K.Key_F3)
    one.type("15")
    one.key(K.Key_Return)
    whole = one.window.contentItem().boundingRect()
    answer = next(each for each in one.letters() if "Sebelum A-015" in each.text)
    end = next(each for each in one.letters() if each.text == "Baik, sudah dijelaskan")
    assert answer.fits
    assert whole.contains(answer.room)
    assert whole.contains(end.room)
    assert end.room.top() > answer.room.bottom()

"""The spoken mode on the real screens: a whole visit with closed eyes, by a keypad's keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from kiosk.access.modes import Modes
from kiosk.speech.transcript import (
    Visit,
    agency_visit,
    search_visit,
    three_languages,
    whole_visit,
)
from shared.language.tongues import learn
from tests.ui.kiosk_screen import KioskScreen, sample_site

Key = Qt.Key


@pytest.fixture(scope="module")
def kiosk() -> Iterator[KioskScreen]:
    screen = KioskScreen((1080, 1920))
    yield screen
    screen.close()


@pytest.fixture
def visit(kiosk: KioskScreen) -> Visit:
    kiosk.begin()
    return Visit(kiosk)


def test_a_whole_visit_with_closed_eyes(kiosk: KioskScreen, visit: Visit) -> None:
    lines = whole_visit(visit, "en")
    order = kiosk.hall.orders("IssueTicket")[0].body
    assert (order["service"], order["assist"], order["language"]) == (
        "KTP-CETAK",
        ["tidak-melihat"],
        "en",
    )
    ticket = next(line for line in lines if "This is your number" in line)
    assert "A, zero one two" in ticket
    for part in ("floor 1, Blue Zone", "7 ahead of you", "K, 7, Q, F", "Cannot see"):
        assert part in ticket
    assert all("– " not in line and "tombol" not in line for line in lines[4:])
    assert "press any key" in lines[-1]
    assert kiosk.model.flow.visitor.modes == Modes()


@pytest.mark.long
def test_three_languages_and_the_way_that_the_welcome_tells() -> None:
    said = three_languages(sample_site())
    learn(sample_site())
    assert said[0].count("Bahasa, Language") == 2
    assert any("Bahasa, Language, tombol" in line for line in said)
    assert any(line.startswith("- **Enter** — “Sugeng rawuh") for line in said)
    ticket = next(line for line in said if "Menika nomer" in line)
    assert not re.search(r"\d", ticket)


@pytest.mark.long
def test_an_agency_no_paper_a_closed_service_and_one_thing_more(
    kiosk: KioskScreen, visit: Visit
) -> None:
    lines = agency_visit(visit, "id")
    assert any("Pengadilan Negeri, 17 dari 24" in line for line in lines)
    assert sum("Tiket tidak tercetak" in line for line in lines) == 2
    assert any("Nomor habis. Nomor bisa diambil lagi" in line for line in lines)
    assert not any("terima kasih" in line for line in lines[:-1])  # closed: the visit goes on
    assert len({one.body.get("visit") for one in kiosk.hall.orders("IssueTicket")[1:]}) == 1
    assert any("Sehari-hari: Bayar pajak rumah" in line for line in lines)


def test_what_is_not_here_is_told_as_on_the_usual_screen(visit: Visit) -> None:
    visit.press(Key.Key_Down)
    visit.choose("search", Key.Key_Up)
    model = visit.studio.model
    visit.scribe.take()
    for sign in "visa jepang":
        model.typeLetter(sign)
    visit.studio.settle()
    visit.studio.app.processEvents()
    (told,) = [one.text for one in visit.scribe.take() if "Coba kata lain" in one.text]
    assert told.startswith("Tidak ada di sini.")
    assert "Meja Informasi" in told
    assert told.endswith("Mungkin maksud Anda:")
    assert "Mungkin ini" in visit.press(Key.Key_Down)[0].text


def test_a_search_by_digits_and_the_question_whether_somebody_is_there(visit: Visit) -> None:
    lines = search_visit(visit, "id")
    assert any("layanan cocok. Yang pertama:" in line for line in lines)
    asked = next(place for place, line in enumerate(lines) if "Masih di sini?" in line)
    assert "Tinggal 10 detik" in lines[asked + 1]
    assert "dari" in lines[asked + 2]  # back where the keys stood
    assert "Tertulis: p" in lines[asked + 3]
    assert any("Enter: memilih" in line for line in lines[asked:])


def test_the_arrows_pass_over_all_pages(visit: Visit) -> None:
    visit.press(Key.Key_Down)
    heard = [visit.press(Key.Key_Down)[0].text for _ in range(16)]
    assert [words.rpartition(", ")[2] for words in heard] == [f"{n} dari 16" for n in range(1, 17)]


def test_repeated_then_slowly_then_spelled(visit: Visit) -> None:
    visit.press(Key.Key_Down)
    first = visit.press(Key.Key_Down)
    again = [visit.press(Key.Key_Asterisk, pad=True)[0] for _ in range(3)]
    assert again[0] == first[0]
    assert (again[1].text, again[1].slowly) == (first[0].text, True)
    assert again[2].text.startswith("b, ") or again[2].text.startswith("be, ")


def test_any_key_silences_and_the_volume_is_the_visitors(kiosk: KioskScreen, visit: Visit) -> None:
    visit.press(Key.Key_Down)
    assert visit.scribe.busy
    visit.press(Key.Key_Plus, pad=True)
    assert visit.scribe.volume == 70
    stopped: list[bool] = []
    visit.scribe.stop = lambda: stopped.append(True)  # type: ignore[method-assign]
    visit.press(Key.Key_Down)
    assert stopped
    visit.go_to("help", Key.Key_Up)
    kiosk.model.home()
    kiosk.settle()
    assert visit.scribe.volume == 60


def test_letters_are_found_by_the_alphabet(visit: Visit) -> None:
    visit.press(Key.Key_Down)
    visit.choose("search", Key.Key_Up)
    visit.go_to("key-a")
    assert visit.press(Key.Key_Right)[0].text == "be"
    assert visit.press(Key.Key_Left)[0].text == "a"
    heard = visit.press(Key.Key_Return)
    assert heard[0].text == "a"
    assert visit.studio.model.flow.visitor.query == "a"


def test_the_easy_mode_speaks_with_the_same_voice(kiosk: KioskScreen, visit: Visit) -> None:
    kiosk.go("access", "mode-easy", "accessClose")
    visit.scribe.take()
    kiosk.go("hear-service-KTP-BARU")
    assert visit.scribe.take()[0].text.startswith("Bikin KTP baru")

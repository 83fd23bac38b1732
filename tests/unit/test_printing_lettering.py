"""Names on narrow paper: every word is there, nothing sticks out, no question marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.lettering import packed, printable, wrap
from kiosk.printing.stock import CodePage

TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)
WORDS = st.lists(st.text("abcXYZ-().·", min_size=1, max_size=60), max_size=20)
COLUMNS = st.integers(4, 64)


@given(WORDS, COLUMNS)
def test_wrapping_fits_and_loses_nothing(words: list[str], columns: int) -> None:
    lines = wrap(" ".join(words), columns)
    assert all(0 < len(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(WORDS, COLUMNS)
def test_words_that_fit_stay_whole_and_lines_are_few(words: list[str], columns: int) -> None:
    whole = [word for word in words if len(word) <= columns]
    lines = wrap(" ".join(whole), columns)
    assert " ".join(lines).split() == whole
    assert len(lines) <= max(1, 2 * len(" ".join(whole)) // columns + 1)


@given(WORDS, COLUMNS)
def test_packing_fits_and_loses_nothing(parts: list[str], columns: int) -> None:
    lines = packed(parts, columns)
    assert all(len(line) <= columns for line in lines)
    assert "".join(lines).replace(" · ", "").replace(" ", "") == "".join(parts).replace(" ", "")


@given(TEXTS, st.sampled_from(["CP437", "CP858", "CP1252"]))
def test_printable_text_needs_no_stand_in_of_the_printers(text: str, page: CodePage) -> None:
    shown = printable(text, page)
    assert "?" not in shown or "?" in text.replace("？", "?").replace("⁇", "?")
    assert shown.encode(page).decode(page) == shown
    assert min(shown.encode(page), default=0x20) >= 0x20


def test_lines_are_about_equally_long() -> None:
    assert wrap("Nomor bisa tidak berurutan. Lihat layar dan dengarkan.", 48) == [
        "Nomor bisa tidak berurutan.",
        "Lihat layar dan dengarkan.",
    ]


def test_what_old_code_pages_lack_is_said_with_what_they_have() -> None:
    said = printable("★ 09.40–10.05 · “Kantor”… café → Łódź", "CP437")
    assert said == '* 09.40-10.05 · "Kantor"... café -> ódz'
    assert printable("09.40–10.05", "CP1252") == "09.40–10.05"


def test_places_break_between_their_parts() -> None:
    assert packed(["Imigrasi", "Lantai 2", "Zona Hijau"], 24) == [
        "Imigrasi · Lantai 2",
        "Zona Hijau",
    ]

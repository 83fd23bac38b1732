"""Numbers, letters and phrases as they are spoken, against the rules of the language itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.language import spoken
from shared.language.numbers import Reading
from shared.language.spoken import languages, phrases, spoken_number

UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan"
LETTERS = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet"


def indonesian(number: int) -> str:
    """Indonesian number words, written down from the grammar rather than from any library."""
    units = UNITS.split()
    if number < 10:
        return units[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{units[number - 10]} belas"
    for size, many, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "")):
        if number >= size:
            head, rest = divmod(number, size)
            words = one if head == 1 else f"{indonesian(head)} {many}"
            return f"{words} {indonesian(rest)}" if rest else words
    raise AssertionError(number)


def test_every_indonesian_number_up_to_9999() -> None:
    cardinal = phrases("id").cardinal
    wrong = [n for n in range(10_000) if cardinal(n) != indonesian(n)]
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "language", "reading", "heard"),
    [
        ("A-012", "id", "digits", "A, nol satu dua"),
        ("A012", "id", "digits", "A, nol satu dua"),
        ("A-012", "id", "word", "A, dua belas"),
        ("a-012", "id", "digits", "A, nol satu dua"),
        ("BM-07", "id", "digits", "BM, nol tujuh"),
        ("012", "id", "digits", "nol satu dua"),
        ("A-000", "id", "word", "A, nol"),
        ("A-012", "en", "digits", "A, zero one two"),
        ("A-123", "en", "word", "A, one hundred and twenty-three"),
    ],
)
def test_a_tickets_number(number: str, language: str, reading: str, heard: str) -> None:
    assert spoken_number(number, language, reading) == heard


def test_the_engine_is_told_how_letters_are_called() -> None:
    words = phrases("id")
    for capital, name in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTERS.split(), strict=True):
        assert words.number(f"{capital}-1").engine == f"{name}, satu"
    assert words.number("BM-012").engine == "be em, nol satu dua"
    assert phrases("en").number("BM-012").engine == "B M, zero one two"


@pytest.mark.parametrize(
    ("counter", "word", "heard"),
    [
        ("5", "Loket", "loket lima"),
        ("23", "Loket", "loket dua puluh tiga"),
        ("23", "Gerai", "gerai dua puluh tiga"),
        ("05", "Meja", "meja lima"),
        ("111", "", "loket seratus sebelas"),
        ("12B", "Loket", "loket dua belas B"),
        ("Anjungan 2", "Loket", "loket Anjungan dua"),
    ],
)
def test_a_counter_is_read_as_a_number(counter: str, word: str, heard: str) -> None:
    assert phrases("id").counter(counter, word).text == heard


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("Loket", "counter five"),
        ("Meja", "desk five"),
        ("Booth", "booth five"),
        ("", "counter five"),
    ],
)
def test_the_counters_word_in_english(word: str, heard: str) -> None:
    assert phrases("en").counter("5", word).text == heard


def test_the_whole_sentence() -> None:
    indonesian_call = phrases("id").call("A-001", "5", "Loket")
    assert indonesian_call.text == "Nomor antrean, A, nol nol satu. Silakan menuju loket lima."
    assert indonesian_call.engine == "Nomor antrean, a, nol nol satu. Silakan menuju loket lima."
    english_call = phrases("en").call("A-001", "5", "Loket")
    assert english_call.text == "Queue number A, zero zero one. Please proceed to counter five."


def test_a_call_among_several() -> None:
    said = phrases("id").short_call("A-012", "5", "Loket")
    assert said.text == "A, nol satu dua, loket lima"
    assert said.engine == "a nol satu dua, loket lima"
    word = phrases("id").short_call("A-012", "5", "Loket", Reading.WORD)
    assert word.text == "A, dua belas, loket lima"


@given(
    prefix=st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", max_size=3),
    digits=st.from_regex(r"[0-9]{1,5}", fullmatch=True),
    dash=st.sampled_from(["", "-", " "]),
    language=st.sampled_from(["id", "en"]),
)
def test_every_digit_is_said_in_its_place(
    prefix: str, digits: str, dash: str, language: str
) -> None:
    cardinal = phrases(language).cardinal
    said = spoken_number(f"{prefix}{dash}{digits}", language)
    assert said.rpartition(", ")[2].split() == [cardinal(int(digit)) for digit in digits]
    assert said.startswith(f"{prefix}, " if prefix else cardinal(int(digits[0])))


@pytest.mark.parametrize("number", ["", "-", " . "])
def test_a_number_with_nothing_in_it_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        phrases("id").call(number, "5")
    with pytest.raises(ValueError, match="nothing to say"):
        phrases("id").call("A-001", number)


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(LookupError, match="there are: en, id"):
        phrases("xx")


def test_one_more_file_is_one_more_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "javanese.py").write_text(
        "from shared.language.phrases import Phrases\n"
        "PHRASES = Phrases(code='jv', voice='jv', "
        "cardinal='nol siji loro telu'.split().__getitem__, "
        "full='Nomer {number}. Mangga dhateng {counter}.', short='{number}, {counter}', "
        "counter_word='loket')\n"
    )
    monkeypatch.setattr(spoken, "__path__", [*spoken.__path__, str(tmp_path)])
    languages.cache_clear()
    try:
        assert sorted(languages()) == ["en", "id", "jv"]
        assert phrases("jv").call("A-012", "3").text == (
            "Nomer A, nol siji loro. Mangga dhateng loket telu."
        )
    finally:
        languages.cache_clear()

"""Word forms, slips and everyday words, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.words.forms import root
from kiosk.words.lexicon import lexicon, plain_words
from kiosk.words.slips import consonants, distance, is_shortened, sound
from kiosk.words.vocabulary import Vocabulary

ROOTS = frozenset(
    {"buat", "hilang", "urus", "lamar", "cetak", "cari", "daftar", "lahir", "kawin", "panjang"}
    | {"tulis", "pakai", "sewa", "ukur", "ambil", "banyu", "bayar", "gawe", "kepala", "data"}
    | {"tukar", "rubah", "ubah", "didik"}
)
SITE = ["ktp", "kartu", "paspor", "sertifikat", "tanah", "hilang", "sim", "perawat", "koperasi"]
letters = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(lexicon(), SITE)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pembuatan", "buat"),
        ("kehilangan", "hilang"),
        ("ngurus", "urus"),
        ("ngurusin", "urus"),
        ("nglamar", "lamar"),
        ("nyetak", "cetak"),
        ("nyari", "cari"),
        ("pendaftaran", "daftar"),
        ("kelahirannya", "lahir"),
        ("perkawinan", "kawin"),
        ("memperpanjang", "panjang"),
        ("menulis", "tulis"),
        ("memakai", "pakai"),
        ("menyewa", "sewa"),
        ("pengukuran", "ukur"),
        ("diambilkan", "ambil"),
        ("banyune", "banyu"),
        ("mbayar", "bayar"),
        ("nggawe", "gawe"),
        ("nukar", "tukar"),
        ("pendidikan", "didik"),
        ("kepala", "kepala"),
        ("xylophon", "xylophon"),
    ],
)
def test_a_form_is_taken_apart_where_a_known_word_remains(word: str, meant: str) -> None:
    assert root(word, ROOTS) == meant


@given(letters)
def test_a_root_is_a_known_word_or_the_word_itself(word: str) -> None:
    assert root(word, ROOTS) in ROOTS | {word}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paspor", "faspor"),
        ("provinsi", "propinsi"),
        ("taxi", "taksi"),
        ("soerat", "surat"),
        ("djoeal", "jual"),
        ("ijazah", "ijasah"),
        ("hilang", "ilang"),
        ("passpor", "paspor"),
    ],
)
def test_what_sounds_alike_is_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_an_easy_slip_costs_less_than_a_wrong_letter() -> None:
    wrong = distance("kxp", "ktp", 3)
    assert distance("kyp", "ktp", 3) < wrong
    assert distance("kpt", "ktp", 3) < wrong
    assert distance("kttp", "ktp", 3) < wrong
    assert distance("paspr", "paspor", 3) < distance("papor", "paspor", 3)
    assert distance("ltp", "ktp", 3) > distance("krp", "ktp", 3)


@given(letters, letters)
def test_a_distance_is_none_only_between_equals(one: str, other: str) -> None:
    assert (distance(one, other, 50) == 0) == (one == other)


@pytest.mark.parametrize("short", ["prpnjang", "prpnjng", "perpnjang"])
def test_vowels_left_out_as_in_chats(short: str) -> None:
    assert consonants(short) == consonants("perpanjang")
    assert is_shortened(short, "perpanjang")


@pytest.mark.parametrize("other", ["perpanjang", "pr", "panjang", "prpenjang"])
def test_what_is_no_shortened_word(other: str) -> None:
    assert not is_shortened(other, "perpanjang")


def test_words_are_plain_and_said_once() -> None:
    assert plain_words("  Surat-surat KTP’é, surat2! ") == ["surat", "ktp", "e", "surat"]


def test_everyday_words_stand_for_what_they_mean(vocabulary: Vocabulary) -> None:
    assert vocabulary.root("ilang") == vocabulary.root("lost") == "hilang"
    assert vocabulary.root("lemah") == "tanah"
    assert vocabulary.met("kehilangan", False)["hilang"] > 0.8


def test_an_ordinary_word_is_no_slip_of_a_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.met("rawat", False) == {}
    assert vocabulary.met("perawet", False).keys() == {"perawat"}


def test_only_the_last_word_may_be_unfinished(vocabulary: Vocabulary) -> None:
    assert "koperasi" in vocabulary.met("kop", True) or "koperasi" in vocabulary.met("koper", True)
    assert "koperasi" not in vocabulary.met("kop", False)


def test_words_typed_together_are_taken_apart(vocabulary: Vocabulary) -> None:
    assert vocabulary.halves("sertifikattanah") == ("sertifikat", "tanah")
    assert vocabulary.halves("koprasi") is None


def test_no_word_of_the_lexicon_contradicts_another() -> None:
    words = lexicon()
    assert not words.fillers & words.same.keys()
    assert not words.common & words.fillers
    assert not words.weak & words.fillers

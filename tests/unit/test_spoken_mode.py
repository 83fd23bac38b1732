"""What the spoken mode makes of texts, taps and plugs."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.modes import LEAST_VOLUME, USUAL_VOLUME, Modes
from kiosk.flow import Flow
from kiosk.screens import Ask, Screen, Waits
from kiosk.speech.ears import LONGEST_PIECE, for_ears, pieces, spelled, spoken_by
from kiosk.speech.socket import plugged
from kiosk.speech.stops import Stop
from kiosk.speech.taps import AGAIN_MS, Taps
from shared.domain.site_check import problems
from shared.language.tongues import learn
from tests.unit.small_site import small_site


@pytest.mark.parametrize(
    ("written", "language", "heard"),
    [
        ("A-012", "id", "a, nol satu dua"),
        ("BM077 · Lantai 2", "id", "be em, nol tujuh tujuh, Lantai 2"),
        (
            "Dipanggil 09.40–10.00",
            "id",
            "Dipanggil pukul sembilan lewat empat puluh sampai pukul sepuluh tepat",
        ),
        ("besok pukul 07.30", "id", "besok pukul tujuh lewat tiga puluh"),
        ("at 09:05", "en", "at nine oh five"),
        ("09:40–10:00", "en", "nine forty to ten o'clock"),
        ("Rp 50.000", "id", "lima puluh ribu rupiah"),
        ("+ 1, − 1", "id", "tambah 1, kurangi 1"),
        ("Halaman 1/3", "id", "Halaman 1 dari 3"),
        ("AMBIL NOMOR", "id", "Ambil nomor"),
        ("KTP dan BPHTB, DUKCAPIL", "id", "ka te pe dan be pe ha te be, Dukcapil"),
        ("Tunggu…\n“Sini”", "id", "Tunggu. Sini"),
    ],
)
def test_what_is_written_is_heard_as_a_person_would_read_it(
    written: str, language: str, heard: str
) -> None:
    assert for_ears(written, language) == heard


def test_a_language_that_nobody_here_speaks_has_the_words_of_the_first() -> None:
    assert spoken_by("xx").code == "id"
    assert for_ears("A-012", "xx") == "a, nol satu dua"


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("DINAS PU", "Dinas pe u"),
        ("SAMSAT, BPN, BPOM", "Samsat, be pe en, be pom"),
        ("DPMPTSP", "de pe em pe te es pe"),
        ("BPKAD dan PUPR", "be pe ka a de dan pe u pe er"),
        ("BPJS Kesehatan", "be pe je es Kesehatan"),
        ("URUS STNK BARU", "Urus es te en ka baru"),
        ("TUNGGU DI LANTAI", "Tunggu di lantai"),
        ("Perpanjang SIM C", "Perpanjang Sim ce"),
        ("Cetak KIA", "Cetak ka i a"),
        ("URUS NIB DAN NIK", "Urus en i be dan nik"),
        ("Cetak KTP-el, bayar PPh dengan QRIS", "Cetak ka te pe el, bayar pe pe ha dengan kris"),
        ("KARTU KIS (BPJS)", "Kartu kis (be pe je es)"),
        ("Pindah RT/RW", "Pindah er te/er we"),
        ("Kode cek: K, K, 7", "Kode cek: K, K, 7"),
        ("setunggal, setunggal", "setunggal, setunggal"),
        ("BPJS Kesehatan, BPJS Kesehatan, 2 dari 6", "be pe je es Kesehatan, 2 dari 6"),
    ],
)
def test_what_is_in_capitals_is_read_as_a_word_or_spelled(written: str, heard: str) -> None:
    assert for_ears(written, "id") == heard


def test_a_hall_and_a_language_say_abbreviations_their_own_way() -> None:
    site = small_site()
    learn(replace(site, aloud={"KIA": "kiya", "NIK": "spelled", "SWDKLLJ": "word"}))
    try:
        assert for_ears("KIA, NIK, SWDKLLJ", "id") == "kiya, en i ka, Swdkllj"
        assert for_ears("KIA, BPOM", "en").startswith("kiya, B")
    finally:
        learn(site)


@pytest.mark.parametrize(
    ("aloud", "wrong"),
    [({"KIA": "spelled"}, 0), ({"kia": "spelled"}, 1), ({"KIA": " "}, 1), ({"KIA ": "word"}, 1)],
)
def test_what_is_no_abbreviation_is_refused(aloud: dict[str, str], wrong: int) -> None:
    site = replace(small_site(), aloud=aloud)
    assert len([one for one in problems(site) if one.where.startswith("aloud.")]) == wrong


def test_each_abbreviation_of_the_list_is_said_once_and_in_capitals() -> None:
    table = tomllib.loads(Path("assets/aloud/id.toml").read_text(encoding="utf-8"))
    every = [*table["spelled"], *table["words"], *table["said"]]
    assert len(every) == len(set(every))
    assert all(any(sign.isupper() for sign in one) for one in every)


def test_an_agency_is_called_as_its_site_says() -> None:
    site = small_site()
    spoken = {"id": "Pengadilan Negeri", "en": "District Court"}
    court = replace(site.agencies[0], short="PENG. NEGERI", spoken=spoken)
    learn(replace(site, agencies=(court,)))
    try:
        assert for_ears("PENG. NEGERI, Tutup", "id") == "Pengadilan Negeri, Tutup"
        assert for_ears("SK-PIDANA. PENG. NEGERI", "en").endswith(". District Court")
        assert for_ears("PENG. NEGERI, Pengadilan Negeri, 1", "id") == "Pengadilan Negeri, 1"
    finally:
        learn(site)


def test_a_name_that_is_cut_on_its_tile_has_to_be_said_whole() -> None:
    site = small_site()
    cut = replace(site.agencies[0], short="PUDAM (AIR)")
    told = {False: cut, True: replace(cut, spoken={"id": "Pudam"})}
    for whole, agency in told.items():
        found = problems(replace(site, agencies=(agency, *site.agencies[1:])))
        assert any("as it is cut" in one.what for one in found) != whole


def test_the_third_time_it_is_spelled() -> None:
    assert spelled("KTP 2", "id") == "ka, te, pe. dua"


@given(st.text(st.sampled_from("abc ,.?:1"), max_size=160))
def test_nothing_is_lost_between_the_pieces(text: str) -> None:
    said = "".join(pieces(text))
    assert [c for c in said if c.isalnum()] == [c for c in text if c.isalnum()]
    words = (piece for piece in pieces(text) if "," not in piece.strip(" ,"))
    assert all(len(piece) <= max(LONGEST_PIECE, len(text)) for piece in words)


def test_digits_type_letters_as_on_a_telephone() -> None:
    taps = Taps()
    assert taps.tap("5", 0) == ("j", False)
    assert taps.tap("5", 200) == ("k", True)
    assert taps.tap("2", 300) == ("a", False)
    assert taps.tap("2", 300 + AGAIN_MS) == ("a", False)
    assert taps.tap("2", 400 + AGAIN_MS, digits_first=True) == ("a", True)
    taps.forget()
    assert taps.tap("2", 500 + AGAIN_MS, digits_first=True) == ("2", False)


def sink(name: str, *ports: tuple[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "description": "Sound",
        "ports": [{"name": kind, "type": kind, "availability": known} for kind, known in ports],
    }


def test_a_jack_tells_whether_headphones_are_in_it() -> None:
    jack = [("Speaker", "availability unknown"), ("Headphones", "available")]
    empty = [("Speaker", "availability unknown"), ("Headphones", "not available")]
    assert plugged([sink("alsa.pci", *jack)], "pci") is True
    assert plugged([sink("alsa.pci", *empty)], "pci") is False
    assert plugged([sink("alsa.usb")], "USB") is None
    assert plugged([sink("alsa.pci", *jack)], "usb") is False
    assert plugged([sink("alsa.pci")], "*") is None
    assert plugged([], "*") is False


def test_a_control_is_told_by_name_state_and_place() -> None:
    box = Stop("choice-a", "Tidak melihat", "tidak dicentang", "", "2 dari 5")
    assert box.words == "Tidak melihat, tidak dicentang, 2 dari 5"
    assert Stop("help", "Bantuan", "", "tombol").words == "Bantuan, tombol"
    assert Stop("told", "Mulai. Dua.", "", "", "A-012").words == "Mulai. Dua"
    checked = Stop("choice-a", "Tidak melihat", "dicentang", "", "2 dari 5")
    assert checked.change_from(box) == "dicentang"
    assert box.change_from(box) == ""


def test_the_volume_goes_back_after_each_visitor() -> None:
    flow = Flow()
    flow.home(0)
    flow.visitor.modes = Modes(spoken=True).louder(20)
    assert flow.visitor.modes.volume == 100
    assert Modes().louder(-20).volume == LEAST_VOLUME
    flow.home(1_000)
    assert flow.visitor.modes == Modes(volume=USUAL_VOLUME)


def test_where_there_is_no_number_the_visit_and_its_voice_go_on() -> None:
    flow = Flow()
    flow.home(0)
    flow.visitor.modes = Modes(spoken=True)
    assert flow.choose_service("SIM", 2_000, is_open=False)
    assert flow.screen is Screen.CLOSED
    assert flow.another_errand(4_000)
    assert flow.visitor.modes.spoken
    assert flow.visitor.service == ""
    shown: Screen = flow.screen
    assert shown is Screen.START


def test_whoever_listens_is_not_asked_whether_they_are_there() -> None:
    waits, flow = Waits(), Flow()
    flow.home(0)
    flow.visitor.modes = Modes(spoken=True)
    flow.open(Screen.AGENCIES, 1_000)
    flow.listens(50_000)
    flow.tick(50_000 + waits.access - 1)
    assert flow.ask is Ask.NOTHING
    flow.tick(50_000 + waits.access)
    asked: Ask = flow.ask
    assert asked is Ask.STILL_THERE
    flow.listens(50_000 + waits.access + waits.countdown)
    assert flow.tick(50_000 + waits.access + waits.countdown)
    assert flow.screen is Screen.START

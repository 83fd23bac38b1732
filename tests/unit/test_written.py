"""What staff write: no identity number or address gets into it, and it is told once."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.refusal import Code, Refusal
from shared.hub.orders import BadCommand
from shared.hub.written import Asked
from shared.protocol.written import LONGEST_WRITTEN, names_somebody, personal_data, tidy


def asked(text: object = "", *, id_: str = "1", sender: str = "app") -> Asked:
    return Asked(id=id_, name="AddNote", body={"text": text}, sender=sender, actor="ani")


@pytest.mark.parametrize(
    "text",
    [
        *("NIK 3510011203980004", "3510 0112 0398 0004", "35.1001-120398-0004", "telp 0812-3456"),
        *("08 12 34", "ani@contoh.id", "surel: ani.b@mail.contoh.id.", "٣٥١٠٠١", "1 / 2 / 3456"),
    ],
)
def test_numbers_of_people_and_addresses_are_found(text: str) -> None:
    assert personal_data(text)
    with pytest.raises(Refusal) as refused:
        asked(text).written("text")
    assert refused.value.code is Code.PERSONAL_DATA


@pytest.mark.parametrize(
    "text",
    [
        *("Kurang fotokopi KK 2 lembar", "kembali pukul 10.30", "loket 12, 13, 14 dan 15"),
        *("A-012 dan B-031", "harga @ 5000", "12345", "berkas tahun 2024"),
    ],
)
def test_what_officers_write_all_day_is_none(text: str) -> None:
    assert not personal_data(text)
    assert asked(f"  {text}\n").written("text") == text


@pytest.mark.parametrize(
    "text",
    [
        *("Ibu Siti Rahayu, 62", "berkas milik pak Budi", "Sdr. Agus menunggu", "Hj. Aminah"),
        *("H. Ahmad dipanggil lagi", "Bu Sri minta kursi", "Sdri Dewi", "untuk Bapak Slamet"),
        *("NIK milik Ny. Ratna", "Mrs. Smith needs help"),
    ],
)
def test_a_title_with_a_name_is_found(text: str) -> None:
    assert names_somebody(text)
    with pytest.raises(Refusal) as refused:
        asked(text).written("text")
    assert refused.value.code is Code.PERSONAL_DATA


@pytest.mark.parametrize(
    "text",
    [
        *("Ibu Hamil, perlu kursi", "Nama Ibu Kandung di KK salah", "ibu hamil", "bapak kembali"),
        *("Surat dari Pak RT belum ada", "Tanda tangan Pak Lurah", "Gedung H. Lantai 2", "Ibu"),
        *("Bu Camat sudah tahu", "Pakta integritas", "IBU HAMIL DI KURSI RODA", "Ibu. Kembali 10"),
        *("Buku Nikah asli kurang", "Pak, Berkas kurang", "Akta Ibu Kota", "Msgr"),
    ],
)
def test_what_follows_a_title_is_not_always_a_name(text: str) -> None:
    assert not names_somebody(text)


@given(
    st.lists(st.sampled_from(string.digits), min_size=6, max_size=16),
    st.lists(st.sampled_from(["", " ", ".", "-", " - ", "\t"]), min_size=16, max_size=16),
    st.text("abc ,", max_size=9),
)
def test_nothing_between_the_digits_hides_them(
    digits: list[str], between: list[str], around: str
) -> None:
    number = "".join(digit + gap for digit, gap in zip(digits, between, strict=False))
    assert personal_data(tidy(f"{around}{number}{around}"))


def test_a_text_is_one_short_line() -> None:
    assert tidy("satu\n dua\x00\u200b tiga ") == "satu dua tiga"
    assert asked("a" * LONGEST_WRITTEN).written("text")
    for wrong in ("a" * (LONGEST_WRITTEN + 1), 5, None, ["a"]):
        with pytest.raises(BadCommand):
            asked(wrong).written("text")
    with pytest.raises(BadCommand):
        asked("x").require_only("ticket")


def test_the_same_order_brings_the_same_text() -> None:
    ids = {asked(id_=id_, sender=who).text_id for id_ in "12" for who in ("a", "b", "a")}
    assert len(ids) == 4

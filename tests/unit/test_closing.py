"""A day's closing: what stands on the paper is what can be typed and scanned from it."""

from __future__ import annotations

import msgspec
import pytest
import segno

from kiosk.printing.closing_layout import closing_steps
from kiosk.printing.escpos_bytes import rendered
from kiosk.printing.steps import QrCode
from kiosk.printing.stock import MM58, MM80, PaperStock
from kiosk.printing.virtual.reading import read
from shared.protocol.closing import (
    DIGITS,
    ROW,
    Closing,
    head_from,
    likely_mistyped,
    rows,
    scanned_text,
)
from shared.protocol.messages import Head

HASH = "5794555b33d4826aeacfb90213bf0f802262041467c86571ecb8a2dc4d419ad4"
JOURNAL = "dbe8eaec11f82333404788139edc61a0"
CLOSING = Closing(
    hall="Mal Pelayanan Publik Contoh",
    place="Contoh",
    date="2026-11-23",
    over=True,
    timezone="Asia/Jakarta",
    at=1_795_453_200_000,
    first=4_001,
    seq=5_312,
    hash=HASH,
    journal=JOURNAL,
    tickets=804,
    by_rule=790,
    beside=3,
)


def test_the_scanned_code_is_the_head() -> None:
    text = scanned_text(CLOSING)
    assert head_from(text) == Head(JOURNAL, 5_312, HASH)
    assert head_from(f" {text.lower()}\n") == Head(JOURNAL, 5_312, HASH)
    assert segno.make(text, error="m").mode == "alphanumeric"


@pytest.mark.parametrize(
    "typed",
    [
        "5312 5794 555b 33d4 826a",
        "5.312: 5794 555B 33D4 826A",
        "#5312 5794-555b-33d4-826a",
        "5312 5794555b33d4826a\n",
        "5,312  57 94 55 5b 33 d4 82 6a",
    ],
)
def test_a_row_can_be_typed_in_any_way(typed: str) -> None:
    assert head_from(typed) == Head("", 5_312, HASH[:ROW])


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert head_from("7 O123 456l 89ab cdeI").hash == "0123456189abcde1"


def test_all_rows_are_the_whole_hash() -> None:
    assert "".join("".join(rows(HASH)).split()) == HASH
    assert head_from("5312 " + " ".join(rows(HASH))).hash == HASH


@pytest.mark.parametrize(
    "text",
    ["", "5312", "5312 5794", "5312 " + "a" * (DIGITS + 1), "x 5794 555b 33d4 826a", "head.json"],
)
def test_what_is_no_head_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"digits|neither"):
        head_from(text)


def test_a_slip_of_the_finger_is_told_from_another_hash() -> None:
    slip = "5794555b38d4826a"
    assert likely_mistyped(slip, HASH) == ["38d4"]
    assert likely_mistyped("57945556" + HASH[8:20], HASH) == ["5556"]
    assert likely_mistyped(HASH[:16], HASH) == []
    assert likely_mistyped(HASH[16:32], HASH) == []


@pytest.mark.parametrize("stock", [MM80, MM58])
def test_the_paper_says_everything_and_nothing_runs_over(stock: PaperStock) -> None:
    paper = read(rendered(closing_steps(CLOSING, stock), stock))
    text = " ".join(paper.lines)
    assert paper.codes == [scanned_text(CLOSING)]
    for said in (
        "PENUTUPAN HARI",
        "23-11-2026",
        "4001 - 5312",
        "804",
        "790",
        "beralasan: 3",
        *rows(HASH),
    ):
        assert said in text
    assert "MASIH BERJALAN" not in text
    columns = max(stock.columns, stock.small_columns)
    assert max(map(len, paper.lines)) <= columns


@pytest.mark.parametrize("stock", [MM80, MM58])
def test_the_paper_names_the_key_with_which_the_hub_signs(stock: PaperStock) -> None:
    key = "4b1c 09de 77a0 2f31 8c55 e0d2 9a14 b6f7"
    signed = msgspec.structs.replace(CLOSING, key=key)
    text = " ".join(read(rendered(closing_steps(signed, stock), stock)).lines)
    assert f"Kunci tanda tangan / Signing key {key}" in " ".join(text.split())
    unsigned = " ".join(read(rendered(closing_steps(CLOSING, stock), stock)).lines)
    assert "Kunci" not in unsigned


def test_the_code_on_the_paper_is_coarse_enough_for_a_phone() -> None:
    (code,) = [one for one in closing_steps(CLOSING, MM58) if isinstance(one, QrCode)]
    assert code.module_dots >= 3


def test_a_day_that_goes_on_is_said_to() -> None:
    going_on = msgspec.structs.replace(CLOSING, over=False)
    assert any("HARI MASIH BERJALAN" in line for line in read(_bytes(going_on)).lines)


def _bytes(closing: Closing) -> bytes:
    return rendered(closing_steps(closing, MM80), MM80)

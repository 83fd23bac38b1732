"""What stands on a ticket, in which order and size, down to the bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.escpos_bytes import requirements_bytes, ticket_bytes
from kiosk.printing.paper import Desk, TicketPaper, Wording
from kiosk.printing.stock import MM58, MM80, PaperStock
from kiosk.printing.virtual.marks import DotsMark, Mark, TextMark, height_of
from kiosk.printing.virtual.reading import lines_on, marks_of, numbers_on, read
from tests.unit.printing_samples import ERRANDS, LONG_NAME, REQUIREMENTS, TICKET, moment

FULL = replace(TICKET, priority=True, reprint=True, service=LONG_NAME, errands=ERRANDS)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=110)
BOTH = pytest.mark.parametrize("stock", [MM80, MM58], ids=lambda stock: stock.name)


def texts(marks: list[Mark]) -> list[TextMark]:
    return [mark for mark in marks if isinstance(mark, TextMark)]


def test_the_library_leaves_log_and_disk_alone(tmp_path: Path) -> None:
    code = "import logging, kiosk.printing.escpos_bytes as _; print(logging.root.handlers)"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []


def test_the_lines_of_a_ticket_in_their_order() -> None:
    assert lines_on(ticket_bytes(FULL, MM80)) == [
        "Mal Pelayanan Publik · Banyuwangi",
        "NOMOR ANTREAN",
        "A-012",
        "DUKCAPIL",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Surat Izin Praktik tenaga kesehatan lain (gizi, ATLM,",
        "radiografer, fisioterapi, sanitarian, perekam medis)",
        "TUNGGU DI",
        "LANTAI 1 · ZONA BIRU",
        "Loket 1-8",
        "Kira-kira dipanggil 09.40-10.05",
        "(sekitar 12 orang)",
        "* PRIORITAS *",
        "Keperluan berikutnya:",
        "F-004 Imigrasi · Lantai 2 · Zona Hijau",
        "K-031 Samsat · Lantai 1 · Zona Kuning",
        "Nomor bisa tidak berurutan.",
        "Lihat layar dan dengarkan.",
        "Terlewat? Meja Informasi, Lantai 1.",
        "Hanya untuk pemindai petugas",
        "Sab 21 Nov 2026 09.12 WIB · Kios 1",
        "Kode cek: K7QF",
        "* CETAK ULANG *",
    ]


def test_the_desk_is_called_as_the_mall_calls_it() -> None:
    desk = Desk(Wording("Pusat Layanan", "Help point"), "2")
    id_lines = lines_on(ticket_bytes(replace(TICKET, desk=desk), MM80))
    assert "Terlewat? Pusat Layanan, Lantai 2." in id_lines
    en_lines = lines_on(ticket_bytes(replace(TICKET, desk=desk, language="en"), MM80))
    assert "Missed your call? Help point, Floor 2." in en_lines
    nothing = replace(REQUIREMENTS, desk=desk, requirements=())
    assert "Tanya di Pusat Layanan, Lantai 2." in lines_on(requirements_bytes(nothing, MM80))


@pytest.mark.parametrize(
    ("mall", "place", "head"),
    [
        ("Mal Pelayanan Publik Banyuwangi", "Banyuwangi", "Mal Pelayanan Publik Banyuwangi"),
        ("Mal Pelayanan Publik", "Banyuwangi", "Mal Pelayanan Publik · Banyuwangi"),
        ("Mal Pelayanan Kotabanyuwangi", "Banyuwangi", "Mal Pelayanan Kotabanyuwangi · Banyuwangi"),
        ("Mal Pelayanan Publik", "", "Mal Pelayanan Publik"),
    ],
)
def test_a_place_in_the_malls_name_is_not_said_twice(mall: str, place: str, head: str) -> None:
    paper = replace(TICKET, mall=mall, place=place)
    assert lines_on(ticket_bytes(paper, MM80))[0] == head
    sheet = replace(REQUIREMENTS, mall=mall, place=place)
    assert lines_on(requirements_bytes(sheet, MM80))[0] == head


def test_an_english_ticket_says_english_first_and_keeps_the_words_of_the_signs() -> None:
    lines = lines_on(ticket_bytes(replace(FULL, language="en"), MM80))
    assert lines[1:3] == ["QUEUE NUMBER", "NOMOR ANTREAN"]
    assert lines.index("Practice licence: other health workers") < lines.index(
        "Surat Izin Praktik tenaga kesehatan lain (gizi, ATLM,"
    )
    assert lines.index("FLOOR 1 · BLUE ZONE") < lines.index("Lantai 1 · Zona Biru")
    assert {"Called at about 09:40-10:05", "* REPRINT / CETAK ULANG *"} <= set(lines)
    assert "Counters 1-8" in lines


@pytest.mark.parametrize(("stock", "size"), [(MM80, 0x77), (MM58, 0x55)])
def test_the_number_is_the_biggest_thing(stock: PaperStock, size: int) -> None:
    data = ticket_bytes(TICKET, stock)
    before, _, after = data.partition(b"A-012")
    assert before.rindex(bytes([0x1D, 0x21, size])) > before.rindex(b"\n")
    assert after
    marks = texts(marks_of(data))
    assert max(marks, key=lambda mark: mark.scale).text == "A-012"
    assert numbers_on(data) == ["A-012"]


@BOTH
def test_a_ticket_starts_fresh_and_ends_with_the_cut(stock: PaperStock) -> None:
    data = ticket_bytes(TICKET, stock)
    assert data.startswith(b"\x1b@\x1c.\x1bt\x00")
    assert data.endswith(b"\x1dVB\x00")
    assert data.count(b"\x1dV") == 1


def test_without_a_cutter_the_paper_is_fed_to_the_tear_bar() -> None:
    data = ticket_bytes(TICKET, replace(MM58, cutter=False))
    assert data.endswith(b"\x1bd\x04")
    assert b"\x1dV" not in data


@BOTH
def test_the_code_is_the_printers_own_and_22_mm_wide(stock: PaperStock) -> None:
    data = ticket_bytes(TICKET, stock)
    stored = TICKET.qr.encode()
    length = len(stored) + 3
    assert b"\x1d(k" + bytes([length % 256, length // 256]) + b"1P0" + stored in data
    assert read(data).codes == [TICKET.qr]
    (code,) = (mark for mark in marks_of(data) if isinstance(mark, DotsMark))
    assert 19 <= code.height / 8 <= 25


def test_a_printer_without_codes_gets_the_same_dots_as_an_image() -> None:
    drawn = marks_of(ticket_bytes(TICKET, replace(MM80, native_qr=False)))
    native = marks_of(ticket_bytes(TICKET, MM80))
    (image,) = (mark for mark in drawn if isinstance(mark, DotsMark))
    (code,) = (mark for mark in native if isinstance(mark, DotsMark))
    in_modules = [row[:: code.scale][: len(code.rows)] for row in image.rows[:: code.scale]]
    assert image.height == code.height
    assert in_modules == list(code.rows)


def test_a_public_address_is_offered_to_visitors() -> None:
    linked = replace(TICKET, qr="https://antre.example.go.id/t/9f3c1b7a", qr_is_link=True)
    lines = lines_on(ticket_bytes(linked, MM80))
    assert "Pindai: lihat giliran Anda" in lines
    assert "Hanya untuk pemindai petugas" not in lines


def test_a_discreet_service_is_not_named() -> None:
    data = ticket_bytes(replace(FULL, discreet=True), MM80)
    assert "Praktik" not in "\n".join(lines_on(data))
    assert "DUKCAPIL" in lines_on(data)
    bring = requirements_bytes(replace(REQUIREMENTS, discreet=True), MM80)
    assert "Praktik tenaga" not in "\n".join(lines_on(bring))


@BOTH
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_name_is_whole_and_no_line_too_wide(stock: PaperStock, language: str) -> None:
    data = ticket_bytes(replace(FULL, language=language), stock)
    said = " ".join(lines_on(data))
    assert LONG_NAME.id in said
    assert all(sum(run.width for run in mark.runs) <= stock.dots for mark in texts(marks_of(data)))


def test_a_plain_ticket_is_about_130_mm_long() -> None:
    assert 120 <= height_of(marks_of(ticket_bytes(TICKET, MM80))) / 8 <= 140


@BOTH
@pytest.mark.parametrize("number", ["A012", "LOKET-0123", "AB-00123"])
def test_a_longer_number_gets_narrower_but_stays_on_one_line(
    stock: PaperStock, number: str
) -> None:
    data = ticket_bytes(replace(TICKET, number=number), stock)
    assert numbers_on(data) == [number]
    assert all(sum(run.width for run in mark.runs) <= stock.dots for mark in texts(marks_of(data)))


@given(NAMES, NAMES, NAMES, st.sampled_from([MM80, MM58]))
def test_whatever_the_names_are_nothing_sticks_out(
    mall: str, agency: str, service: str, stock: PaperStock
) -> None:
    paper = replace(TICKET, mall=mall, agency=agency, service=Wording(service))
    marks = texts(marks_of(ticket_bytes(paper, stock)))
    assert all(sum(run.width for run in mark.runs) <= stock.dots for mark in marks)
    assert [mark.text for mark in marks if mark.scale > 5] == ["A-012"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"estimate": (moment(9, 41, 30), moment(9, 41, 31))}, "Kira-kira dipanggil 09.40-09.45"),
        ({"estimate": (moment(11, 59), moment(12, 1))}, "Kira-kira dipanggil 11.55-12.05"),
        ({"estimate": None}, "Sekitar 12 orang"),
        ({"estimate": None, "ahead": 0}, "Tidak ada antrean di depan Anda"),
        ({"estimate": None, "ahead": 1, "language": "en"}, "About 1 person ahead of you"),
    ],
)
def test_the_estimate_is_never_an_exact_minute(changes: dict[str, object], expected: str) -> None:
    paper: TicketPaper = replace(TICKET, **changes)  # type: ignore[arg-type]
    assert expected in lines_on(ticket_bytes(paper, MM80))


@BOTH
def test_requirements_alone_are_plainly_no_ticket(stock: PaperStock) -> None:
    data = requirements_bytes(REQUIREMENTS, stock)
    lines = lines_on(data)
    assert numbers_on(data) == []
    assert read(data).codes == []
    assert {"PERSYARATAN", "[ ] KTP-el", "Ini bukan nomor antrean.", "Biaya: Gratis"} <= set(lines)
    assert LONG_NAME.id in " ".join(lines)
    assert data.endswith(b"\x1dVB\x00")


def test_the_sheet_has_the_rest_of_the_standard_and_keeps_what_is_discreet() -> None:
    told = replace(
        REQUIREMENTS,
        completion=Wording("hari yang sama"),
        product=Wording("KTP elektronik"),
        complaints=Wording("lapor.go.id"),
    )
    lines = lines_on(requirements_bytes(told, MM80))
    assert {"Selesai: hari yang sama", "Hasil: KTP elektronik"} <= set(lines)
    assert "Pengaduan: lapor.go.id" in lines
    assert "Hasil" not in " ".join(lines_on(requirements_bytes(replace(told, discreet=True), MM80)))

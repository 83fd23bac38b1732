"""A day's closing on paper: where the journal stood, to be kept in a folder and checked later."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from kiosk.printing import ticket_words
from kiosk.printing.paper import Wording
from kiosk.printing.steps import BOLD, DOUBLE, PLAIN, SMALL, TALL, Cut, Feed, Line, Step, qr_code
from kiosk.printing.stock import PaperStock
from kiosk.printing.type_area import TypeArea
from shared.language.dates import ticket_date
from shared.protocol.closing import Closing, rows, scanned_text

TITLE = Wording("PENUTUPAN HARI", "DAY'S CLOSING")
NOT_OVER = Wording("HARI MASIH BERJALAN", "THE DAY GOES ON")
ENTRIES = Wording("Catatan", "Entries")
TICKETS = Wording("Tiket", "Tickets")
BY_RULE = Wording("Panggilan menurut aturan", "Calls by the rule")
BESIDE = Wording("Di luar aturan, beralasan", "Calls beside it, with a reason")
LAST = Wording("Catatan terakhir", "Last entry")
JOURNAL = Wording("Jurnal", "Journal")
KEY = Wording("Kunci tanda tangan", "Signing key")
CHECK = Wording(
    "Simpan kertas ini. Untuk memeriksa nanti, ketik nomor catatan terakhir dan satu baris "
    "kodenya, atau pindai:",
    "Keep this paper. To check later, type the last entry's number and a row of its code, or scan:",
)
COMMAND = "giliran journal verify --against"
SIGNED = Wording("Petugas", "Officer")


def closing_steps(closing: Closing, stock: PaperStock) -> list[Step]:
    """Everything that is printed for a closing, in order, with the cut at the end."""
    area = TypeArea(stock)
    return [
        *_heading(closing, area),
        Feed(),
        *_figures(closing, area),
        Feed(),
        *_hash(closing, area),
        Feed(),
        *_check(area),
        Feed(),
        qr_code(scanned_text(closing)),
        Feed(2),
        *_signature(area),
        Cut(),
    ]


def _heading(closing: Closing, area: TypeArea) -> list[Line]:
    day = date.fromisoformat(closing.date)
    lines = area.joined(ticket_words.hall(closing.hall, closing.place), BOLD)
    lines += area.label(TITLE.id, DOUBLE)
    lines += area.set(TITLE.en, SMALL)
    lines += area.shortest(f"{day.day:02}-{day.month:02}-{day.year}", (DOUBLE, TALL), lines=1)
    return lines if closing.over else [*lines, *area.set(_both(NOT_OVER), BOLD)]


def _figures(closing: Closing, area: TypeArea) -> list[Line]:
    facts = (
        (ENTRIES, f"{closing.first} - {closing.seq}"),
        (TICKETS, str(closing.tickets)),
        (BY_RULE, str(closing.by_rule)),
        (BESIDE, str(closing.beside)),
    )
    return [
        line for label, value in facts for line in area.set(f"{label.id}: {value}", align="left")
    ]


def _hash(closing: Closing, area: TypeArea) -> list[Line]:
    """The groups stand large: they are read aloud, and typed."""
    made = ticket_date(closing.at, ZoneInfo(closing.timezone), "id")
    lines = [*area.set(_both(LAST)), *area.shortest(str(closing.seq), (DOUBLE, TALL), lines=1)]
    lines += area.set(made)
    for row in rows(closing.hash):
        lines += area.shortest(row, (DOUBLE, TALL), lines=1)
    journal = " ".join(rows(closing.journal))
    lines += area.set(f"{JOURNAL.id} {journal}", SMALL)
    return [*lines, *area.set(f"{_both(KEY)} {closing.key}", SMALL)] if closing.key else lines


def _check(area: TypeArea) -> list[Line]:
    return [line for text in (CHECK.id, CHECK.en, COMMAND) for line in area.set(text, SMALL)]


def _signature(area: TypeArea) -> list[Line]:
    label = f"{_both(SIGNED)} "
    dots = "." * (area.columns(PLAIN) - len(label))
    return area.set(label + dots, PLAIN, "left")


def _both(wording: Wording) -> str:
    return f"{wording.id} / {wording.en}"

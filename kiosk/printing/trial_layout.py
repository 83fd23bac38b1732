"""A test print: whether paper, width, letters and the square code come out as they should."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.escpos_bytes import rendered
from kiosk.printing.paper import Wording
from kiosk.printing.steps import BOLD, DOUBLE, PLAIN, SMALL, TALL, Cut, Feed, Line, Step, qr_code
from kiosk.printing.stock import PaperStock
from kiosk.printing.type_area import TypeArea

TITLE = Wording("CETAK UJI", "TEST PRINT")
NO_NUMBER = Wording("Bukan nomor antrean", "Not a queue number")
WIDTH = Wording(
    "Garis di bawah ini harus utuh dari tepi ke tepi.",
    "The line below must be whole from edge to edge.",
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 é ô ü – ·"
NUMBER = "A-012"


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """What stands on it besides the samples."""

    mall: str
    kiosk: str
    printed_at: str
    papers: int
    """Printed since the roll was changed, this one not counted."""


def trial_bytes(paper: TrialPaper, stock: PaperStock) -> bytes:
    """The test print, ready to be sent."""
    return rendered(trial_steps(paper, stock), stock)


def trial_steps(paper: TrialPaper, stock: PaperStock) -> list[Step]:
    """Everything that is printed, in order, with the cut at the end."""
    area = TypeArea(stock)
    return [
        *area.set(paper.mall, BOLD),
        *area.label(TITLE.id, DOUBLE),
        *area.set(_both(TITLE), SMALL),
        Feed(),
        *area.shortest(NUMBER, (DOUBLE, TALL), lines=1),
        *area.set(_both(NO_NUMBER), BOLD),
        Feed(),
        *area.set(LETTERS),
        *area.set(_both(WIDTH), SMALL),
        *_rule(area),
        qr_code(f"giliran test {paper.kiosk}"),
        Feed(),
        *area.joined([paper.printed_at, paper.kiosk], PLAIN),
        *area.set(f"Kertas sejak ganti rol / papers on this roll: {paper.papers}", SMALL),
        Cut(),
    ]


def _rule(area: TypeArea) -> list[Line]:
    return area.set("=" * area.columns(PLAIN), PLAIN, "left")


def _both(wording: Wording) -> str:
    return f"{wording.id} / {wording.en}"

"""Papers as ESC/POS bytes, through python-escpos: rendered once, the same for every printer."""

from __future__ import annotations

import segno
from PIL import Image

from kiosk.printing.escpos_library import QR_ECLEVEL_M, Dummy
from kiosk.printing.paper import RequirementsPaper, TicketPaper
from kiosk.printing.requirements_layout import requirements_steps
from kiosk.printing.steps import Cut, Feed, Line, QrCode, Span, Step, Style
from kiosk.printing.stock import CodePage, PaperStock
from kiosk.printing.ticket_layout import ticket_steps

# Clones sold in Asia start in a mode that reads two high bytes as one Chinese character.
_SINGLE_BYTES = b"\x1c\x2e"
_SELECT_CODE_PAGE = b"\x1bt"
# The library's profiles know some pages in several slots and take the last; these hold for all.
_SLOTS: dict[CodePage, int] = {"CP437": 0, "CP1252": 16, "CP858": 19}
_LINES_TO_TEAR_BAR = 4


def ticket_bytes(paper: TicketPaper, stock: PaperStock) -> bytes:
    """The ticket, ready to be sent."""
    return rendered(ticket_steps(paper, stock), stock)


def requirements_bytes(paper: RequirementsPaper, stock: PaperStock) -> bytes:
    """The requirements alone, ready to be sent."""
    return rendered(requirements_steps(paper, stock), stock)


def rendered(steps: list[Step], stock: PaperStock) -> bytes:
    """The bytes for a layout; they start from a reset printer and end with the cut."""
    ink = _Ink(stock)
    for step in steps:
        ink.put(step)
    return bytes(ink.output)


class _Ink(Dummy):  # type: ignore[misc]  # python-escpos ships no types
    """A python-escpos printer that keeps the bytes and sends a style only where it changes."""

    def __init__(self, stock: PaperStock) -> None:
        encoding = {"encoding": stock.code_page, "disabled": True}
        super().__init__(profile=stock.profile, magic_encode_args=encoding)
        self._stock = stock
        self._style: Style | None = None
        self.hw("INIT")
        self._raw(_SINGLE_BYTES)
        self._raw(_SELECT_CODE_PAGE + bytes([_SLOTS[stock.code_page]]))

    def put(self, step: Step) -> None:
        match step:
            case Line():
                self._put_line(step)
            case Feed():
                self._plain()
                self.print_and_feed(step.lines)
            case QrCode():
                self._put_qr(step)
            case Cut():
                self._put_cut()

    def _put_line(self, line: Line) -> None:
        self.set(align=line.align)
        for span in line.spans:
            self._put_span(span)
        self.ln()

    def _put_span(self, span: Span) -> None:
        style = span.style
        if style != self._style:
            self._style = style
            self.set(custom_size=True, width=style.width, height=style.height)
            self.set(bold=style.bold, invert=style.inverse, font="b" if style.small else "a")
        self.text(span.text)

    def _plain(self) -> None:
        # A blank line is as high as the characters it would have held.
        self._put_span(Span(""))

    def _put_qr(self, code: QrCode) -> None:
        self._plain()
        self.set(align="center")
        if self._stock.native_qr:
            self.qr(code.payload, ec=QR_ECLEVEL_M, size=code.module_dots, native=True)
        else:
            self.image(_qr_picture(code), impl="bitImageRaster")

    def _put_cut(self) -> None:
        self._plain()
        if self._stock.cutter:
            self.cut(feed=False)
        else:
            self.print_and_feed(_LINES_TO_TEAR_BAR)


def _qr_picture(code: QrCode) -> Image.Image:
    """The code as dots, for printers that cannot draw one."""
    matrix = segno.make(code.payload, error="m", boost_error=False, micro=False).matrix
    rows = [bytes(0 if dark else 255 for dark in row) for row in matrix]
    small = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    side = len(rows) * code.module_dots
    return small.resize((side, side), Image.Resampling.NEAREST).convert("1")

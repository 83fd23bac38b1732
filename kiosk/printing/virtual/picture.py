"""Marks on paper as a picture, at 203 dots per inch, with the look of thermal paper."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.printing.stock import DOTS_PER_MM
from kiosk.printing.virtual.marks import BlankMark, DotsMark, Mark, Run, TextMark, height_of

_INK = (28, 27, 36)
_PAPER = (252, 251, 247)
_EDGE = (214, 211, 203)
_TOP_MARGIN = 4 * DOTS_PER_MM
_BOTTOM_MARGIN = 3 * DOTS_PER_MM
_SIDES = {576: 32, 384: 40}
"""The unprintable edge left and right, in dots, of 80 mm and 58 mm paper."""

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_ticket(marks: list[Mark], dots: int, *, torn: bool = False) -> Image.Image:
    """The piece of paper with its margins; a torn one ends in a ragged edge."""
    ink = _inked(marks, dots)
    side = _SIDES.get(dots, 32)
    size = (dots + 2 * side, ink.height + _TOP_MARGIN + _BOTTOM_MARGIN)
    paper = Image.new("RGB", size, _PAPER)
    paper.paste(_INK, (side, _TOP_MARGIN), ink)
    draw = ImageDraw.Draw(paper)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=_EDGE)
    if torn:
        _tear(draw, size)
    return paper


def _inked(marks: list[Mark], dots: int) -> Image.Image:
    """How dark each dot is, without the paper around it."""
    ink = Image.new("L", (dots, max(1, height_of(marks))), 0)
    top = 0
    for mark in marks:
        _put(ink, mark, top)
        top += mark.height
    return ink


def _put(ink: Image.Image, mark: Mark, top: int) -> None:
    match mark:
        case TextMark():
            _put_text(ink, mark, top)
        case DotsMark():
            image = _dots(mark)
            ink.paste(image, (_left(ink.width, image.width, mark.align), top))
        case BlankMark():
            pass


def _left(room: int, width: int, align: int) -> int:
    return (0, (room - width) // 2, room - width)[align if align in (1, 2) else 0]


def _dots(mark: DotsMark) -> Image.Image:
    data = b"".join(bytes(255 if dot else 0 for dot in row) for row in mark.rows)
    image = Image.frombytes("L", (len(mark.rows[0]), len(mark.rows)), data)
    return image.resize((image.width * mark.scale, mark.height), Image.Resampling.NEAREST)


def _put_text(ink: Image.Image, mark: TextMark, top: int) -> None:
    x = _left(ink.width, sum(run.width for run in mark.runs), mark.align)
    tallest = max(run.look.cell[1] for run in mark.runs)
    for run in mark.runs:
        # Characters of different heights stand on one base line, as on real paper.
        _put_run(ink, run, x, top + tallest - run.look.cell[1])
        x += run.width


def _put_run(ink: Image.Image, run: Run, x: int, y: int) -> None:
    across, down = run.look.cell
    if run.look.inverse:
        ink.paste(255, (x, y, x + run.width, y + down))
    for at, character in enumerate(run.text):
        if character != " ":
            glyph = _glyph(character, across, down, run.look.bold)
            ink.paste(0 if run.look.inverse else 255, (x + at * across, y), glyph)


@lru_cache(maxsize=2048)
def _glyph(character: str, across: int, down: int, bold: bool) -> Image.Image:
    """One character drawn to fill its cell, however the cell is stretched."""
    font = _font(round(down * 0.83), bold)
    ascent, descent = _metrics(font)
    natural = max(1, round(font.getlength(character)), round(font.getlength("M")))
    image = Image.new("L", (natural, ascent + descent), 0)
    ImageDraw.Draw(image).text((natural / 2, ascent), character, 255, font, anchor="ms")
    return image.resize((across, down), Image.Resampling.LANCZOS)


def _metrics(font: _Font) -> tuple[int, int]:
    if isinstance(font, ImageFont.FreeTypeFont):
        return font.getmetrics()
    return 11, 3


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> _Font:
    path = _font_file(bold)
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


@lru_cache(maxsize=2)
def _font_file(bold: bool) -> str:
    """A monospaced font of this machine; empty where fontconfig knows none."""
    fontconfig = shutil.which("fc-match")
    if not fontconfig:
        return ""
    wanted = "DejaVu Sans Mono,Noto Sans Mono,Liberation Mono,monospace"
    found = subprocess.run(
        [fontconfig, "--format=%{file}", f"{wanted}:bold" if bold else wanted],
        capture_output=True,
        text=True,
        check=False,
        timeout=10,
    ).stdout.strip()
    return found if Path(found).is_file() else ""


def _tear(draw: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    width, height = size
    teeth = [(x, height - (2 if at % 2 else 14)) for at, x in enumerate(range(0, width + 16, 16))]
    draw.polygon([*teeth, (width, height), (0, height)], fill=_EDGE)

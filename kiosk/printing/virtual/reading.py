"""Reading a ticket back from its bytes: for tests, and for whoever must prove what was printed."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.virtual.commands import commands_in
from kiosk.printing.virtual.marks import DotsMark, Mark, TextMark
from kiosk.printing.virtual.print_head import PrintHead

_NUMBER_SCALE = 5
"""Only the ticket's number is printed this many times higher than normal text, or more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person reads on the paper, line by line, and what a scanner reads."""

    lines: list[str]
    numbers: list[str]
    codes: list[str]


def read(data: bytes) -> Reading:
    """Everything that `data` prints."""
    return read_marks(marks_of(data))


def numbers_on(data: bytes) -> list[str]:
    """The ticket numbers on the paper: the lines in the largest type."""
    return read(data).numbers


def lines_on(data: bytes) -> list[str]:
    """The printed lines of text, without empty ones."""
    return read(data).lines


def marks_of(data: bytes) -> list[Mark]:
    """The marks that `data` leaves on endless paper."""
    head = PrintHead()
    return [mark for command in commands_in(data) for mark in head.execute(command)]


def read_marks(marks: list[Mark]) -> Reading:
    """The same from marks already made."""
    texts = [mark for mark in marks if isinstance(mark, TextMark) and mark.text]
    return Reading(
        lines=[mark.text for mark in texts],
        numbers=[mark.text for mark in texts if mark.scale >= _NUMBER_SCALE],
        codes=[mark.payload for mark in marks if isinstance(mark, DotsMark) and mark.payload],
    )

"""The virtual printer without its network: sensors, buffer, paper, cutter.

It behaves as a real one where it matters: with the paper out or the cover open it stops in the
middle of a ticket, keeps the rest in its buffer, still answers real-time questions, and prints
on once there is paper, unless the buffer was cleared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.printing.stock import DOTS_PER_MM
from kiosk.printing.virtual.commands import CLEAR_BUFFER, Command, Kind, take_command
from kiosk.printing.virtual.marks import BlankMark, Mark
from kiosk.printing.virtual.print_head import PrintHead

_REALTIME = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(CLEAR_BUFFER))
_CLEARED = b"\x37\x25\x00"
_FIXED = 0x12
_NEAR_END_MM = 3000
"""Real printers warn when some metres are left."""


def is_question(data: bytes) -> bool:
    """Whether nothing but real-time commands are in some bytes: no part of a paper."""
    return not _REALTIME.sub(b"", data)


@dataclass(frozen=True, slots=True)
class PieceOfPaper:
    """What left the printer: its bytes and marks; `torn` when the paper ended in the middle."""

    data: bytes
    marks: list[Mark]
    torn: bool = False


@dataclass(slots=True)
class Sensors:
    """What the printer knows of itself. `dots_left` is None for a roll without end."""

    dots_left: int | None = None
    near_end: bool = False
    cover_open: bool = False
    offline: bool = False

    @property
    def paper_out(self) -> bool:
        """Whether the roll has ended."""
        return self.dots_left is not None and self.dots_left <= 0

    @property
    def stopped(self) -> bool:
        """Whether nothing is printed now."""
        return self.paper_out or self.cover_open or self.offline

    def answer(self, which: int) -> int:
        """The byte for DLE EOT `which`."""
        if which == 1:
            return _FIXED | 0x04 | (0x08 if self.stopped else 0)
        if which == 2:
            return _FIXED | (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0)
        if which == 3:
            return _FIXED
        near = self.near_end or self.paper_out
        return _FIXED | (0x0C if near else 0) | (0x60 if self.paper_out else 0)


class _PaperEnded(Exception):
    """The command needs more paper than there is."""


@dataclass(slots=True)
class Mechanism:
    """Takes bytes, answers, and hands out papers. Not for two threads at once."""

    hand_out: Callable[[PieceOfPaper], None]
    sensors: Sensors = field(default_factory=Sensors)
    _head: PrintHead = field(default_factory=PrintHead)
    _buffer: bytes = b""
    _data: bytearray = field(default_factory=bytearray)
    _marks: list[Mark] = field(default_factory=list)

    def receive(self, data: bytes) -> bytes:
        """The answers to what is asked in `data`; prints what it can."""
        self._buffer += data
        return self.work()

    def work(self) -> bytes:
        """Prints what is in the buffer, as far as paper and sensors allow."""
        answers = b""
        while self._buffer and not self.sensors.stopped:
            command = take_command(self._buffer)
            if command is None:
                if CLEAR_BUFFER not in self._buffer:
                    break
                # Heard at once, also in the middle of a command whose rest never came.
                answers += self._clear(self._buffer.rpartition(CLEAR_BUFFER)[2])
                continue
            if command.kind is Kind.CLEAR:
                answers += self._clear(self._buffer[len(command.raw) :])
                continue
            try:
                answers += self._execute(command)
            except _PaperEnded:
                self._run_out()
                break
            self._buffer = self._buffer[len(command.raw) :]
        return answers + self._realtime_only()

    def new_roll(self) -> None:
        """Puts in paper without end; `work` then prints on."""
        self.sensors.dots_left, self.sensors.near_end = None, False

    def lose_power(self) -> None:
        """What it held is forgotten; a paper that was begun stays behind, torn."""
        self._run_out()
        self._clear(b"")

    def run_out_after(self, millimetres: float) -> None:
        """Puts in a roll of this length."""
        self.sensors.dots_left = round(millimetres * DOTS_PER_MM)
        self.sensors.near_end = millimetres < _NEAR_END_MM

    def _execute(self, command: Command) -> bytes:
        match command.kind:
            case Kind.STATUS:
                return bytes([self.sensors.answer(command.body[0])])
            case Kind.TRANSMIT_STATUS:
                return bytes([0x03 if self.sensors.near_end else 0x00])
        self._print(command)
        return b""

    def _print(self, command: Command) -> None:
        pending = list(self._head.line)
        marks = self._head.execute(command)
        try:
            self._use_paper(marks)
        except _PaperEnded:
            self._head.line = pending
            raise
        self._data += command.raw
        if command.kind is Kind.CUT:
            self._cut()

    def _use_paper(self, marks: list[Mark]) -> None:
        needed = sum(mark.height for mark in marks)
        left = self.sensors.dots_left
        if left is not None and needed > left:
            self.sensors.dots_left = 0
            raise _PaperEnded
        if left is not None:
            self.sensors.dots_left = left - needed
        self._marks += marks

    def _cut(self) -> None:
        piece = PieceOfPaper(bytes(self._data), self._marks)
        self._data, self._marks = bytearray(), []
        if piece.marks:
            self.hand_out(piece)

    def _run_out(self) -> None:
        piece = PieceOfPaper(bytes(self._data), self._marks, torn=True)
        self._data, self._marks = bytearray(), []
        if any(not isinstance(mark, BlankMark) for mark in piece.marks):
            self.hand_out(piece)

    def _clear(self, rest: bytes) -> bytes:
        """Forgets everything but the bytes that came after the command."""
        self._buffer, self._head = rest, PrintHead()
        self._data.clear()
        self._marks.clear()
        return _CLEARED

    def _realtime_only(self) -> bytes:
        """While printing is stopped, questions are answered out of their turn."""
        answers = b""
        while self.sensors.stopped and (found := _REALTIME.search(self._buffer)):
            start, end = found.span()
            if found[0] == CLEAR_BUFFER:
                answers += self._clear(self._buffer[end:])
            else:
                answers += bytes([self.sensors.answer(found[0][2])])
                self._buffer = self._buffer[:start] + self._buffer[end:]
        return answers

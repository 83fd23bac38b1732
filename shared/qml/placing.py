"""Where a window stands when it does not fill the screen: ``--windowed WxH+X+Y``."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass

from PySide6.QtQuick import QQuickWindow

_FORM = re.compile(r"(\d{3,5})x(\d{3,5})(?:\+(\d{1,5})\+(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Placing:
    """A window's size, and its place if it was given, in pixels."""

    width: int
    height: int
    x: int | None = None
    y: int | None = None

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def apply(self, window: QQuickWindow) -> None:
        """Puts the window there."""
        if self.x is not None and self.y is not None:
            window.setPosition(self.x, self.y)


def placing(text: str) -> Placing:
    """What ``1280x720`` or ``1280x720+40+30`` says; ArgumentTypeError for anything else."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ArgumentTypeError(f"{text!r} is no size; write 1280x720, or 1280x720+40+30")
    width, height, x, y = match.groups()
    return Placing(int(width), int(height), int(x) if x else None, int(y) if y else None)


def add_window_options(parser: ArgumentParser) -> None:
    """``--windowed`` and ``--directed``, the same in all three apps."""
    parser.add_argument(
        "--windowed", type=placing, metavar="WxH[+X+Y]", help="a window, not the full screen"
    )
    parser.add_argument(
        "--directed", action="store_true", help="take stage directions from standard input"
    )

"""How large things stand on a TV, from its diagonal, its picture and how far away people sit.

Physical size is what is read from a chair: a cap height is a share of the viewing distance, and
the number of rows is what then fits. Two pictures of the same TV, 1080p and 4K, therefore differ
in pixels and not in millimetres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

CURRENT_SHARE = 0.012
"""Cap height of the current number and counter, of the viewing distance."""
CURRENT_FLOOR = 0.0108
"""Below it the current number cannot be read from the last chair."""
LIST_SHARE = 0.0064
CURRENT_TO_LIST = 1.15
"""The current number is the biggest thing on the screen, on the smallest TV as well."""
_NEARER = 0.98
MOST_ROWS = 8
"""A nearer hall gets larger rows, not more of them: nobody reads a list of twenty."""

INCH_MM = 25.4
ROW_PITCH = 1.3
"""Height of a row in cap heights: close, and still two rows."""
ROOMY_PITCH = 1.42
PLACE_CAPS = 1.35
"""Room for the arrow in a row, in cap heights."""
SIGN_CAPS = 0.6
"""Room for the bar and the loudspeaker before a new row, in cap heights."""

# Shares of the picture's height.
_HEADER = 0.096
_FOOTER = 0.089
_LIST_HEAD = 0.045
_MARGIN = 0.022
_PANEL_MARGINS = 4.5
_CAPTION = 0.066
_LABEL_CAP = 0.026
_CURRENT_TALLEST = 0.235


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A TV: diagonal of its picture, pixels, and the distance of the last chair."""

    width: int
    height: int
    diagonal_inches: float = 55
    distance_metres: float = 10

    @property
    def mm_per_pixel(self) -> float:
        return self.diagonal_inches * INCH_MM / math.hypot(self.width, self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What the sizes need to know of the font: all widths in em."""

    cap: float
    """Height of a capital letter in em."""
    number: float
    """The widest number that this TV can show ("W-888")."""
    counter: float
    """The widest counter number ("88")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Everything in pixels of the picture, except `reach_metres`."""

    rows: int
    row_pitch: float
    current_cap: float
    list_cap: float
    label_cap: float
    header: float
    footer: float
    list_head: float
    caption: float
    margin: float
    panel_width: float
    panel_height: float
    """The room of the current call, and of pictures."""
    list_width: float
    place_width: float
    """The room of the arrow between number and counter."""
    sign_width: float
    """The room of the bar and the loudspeaker before a new row."""
    counter_width: float
    """The widest counter number in the list."""
    current_em: int
    """Pixel size of the font that has the cap height asked for; likewise `list_em`."""
    list_em: int
    reach_metres: float
    """How far away all of it can be read; less than the configured distance on a small TV."""


def sizes(screen: Screen, face: Face) -> Sizes:
    """The sizes for one TV. The list keeps its size; the current number takes what is left.

    A TV too small for its hall is sized for the part of it that can read it: see `reach_metres`.
    """
    found = _sizes(screen, face)
    while found.current_cap < CURRENT_TO_LIST * found.list_cap and found.rows < MOST_ROWS:
        screen = replace(screen, distance_metres=screen.distance_metres * _NEARER)
        found = _sizes(screen, face)
    return found


def _sizes(screen: Screen, face: Face) -> Sizes:
    rows, pitch, list_cap = _rows(screen)
    margin = _MARGIN * screen.height
    list_width = _list_width(list_cap, face, margin)
    room = screen.width - list_width - _PANEL_MARGINS * margin
    current_em = int(min(room / face.number, _CURRENT_TALLEST * screen.height / face.cap))
    list_em = -int(-list_cap // face.cap)
    return Sizes(
        rows=rows,
        row_pitch=pitch,
        current_cap=current_em * face.cap,
        list_cap=list_cap,
        label_cap=_LABEL_CAP * screen.height,
        header=_HEADER * screen.height,
        footer=_FOOTER * screen.height,
        list_head=_LIST_HEAD * screen.height,
        caption=_CAPTION * screen.height,
        margin=margin,
        panel_width=screen.width - list_width - 2 * margin,
        panel_height=(1 - _HEADER - _FOOTER - _CAPTION) * screen.height,
        list_width=list_width,
        place_width=PLACE_CAPS * list_cap,
        sign_width=SIGN_CAPS * list_cap,
        counter_width=face.counter * list_em,
        current_em=current_em,
        list_em=list_em,
        reach_metres=_reach(screen, current_em * face.cap, list_cap),
    )


def list_height(screen: Screen) -> float:
    """The room of the list between its heading and the footer, in pixels."""
    taken = _HEADER + _FOOTER + _LIST_HEAD + _MARGIN
    return (1 - taken) * screen.height


def _rows(screen: Screen) -> tuple[int, float, float]:
    """How many rows, their pitch and their cap height."""
    height = list_height(screen)
    cap = LIST_SHARE * screen.distance_metres * 1_000 / screen.mm_per_pixel
    rows = max(1, int(height / (cap * ROW_PITCH)))
    if rows <= MOST_ROWS:
        return rows, height / rows, cap
    pitch = height / MOST_ROWS
    return MOST_ROWS, pitch, pitch / ROOMY_PITCH


def _list_width(cap: float, face: Face, margin: float) -> float:
    em = cap / face.cap
    return (face.number + face.counter) * em + (PLACE_CAPS + SIGN_CAPS) * cap + 3 * margin


def _reach(screen: Screen, current_cap: float, list_cap: float) -> float:
    current = current_cap * screen.mm_per_pixel / 1_000 / CURRENT_FLOOR
    listed = list_cap * screen.mm_per_pixel / 1_000 / LIST_SHARE
    return min(current, listed)

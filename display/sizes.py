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
NOTE_SHARE = 0.0025
"""Cap height of all else that people in the last chair are to read: zones, agencies, how many wait.
An eye that sees 0.6 of the usual reads it."""
ASIDE_SHARE = 0.0015
"""Of what nobody has to read from there: the hall's name, and the TV's own for its staff. The
usual eye reads it."""
_NOTE_MOST = 0.042
"""Of the picture's short side: a screen too small for its hall."""
CURRENT_TO_LIST = 1.15
"""The current number is the biggest thing on the screen, on the smallest TV as well."""
_NEARER = 0.98
_NEAREST = 0.2
_LEAST_ROWS = 3
"""Of a TV in portrait; fewer are no list."""
MOST_ROWS = 8
"""A nearer hall gets larger rows, not more of them: nobody reads a list of twenty."""

INCH_MM = 25.4
ROW_PITCH = 1.3
"""Height of a row in cap heights: close, and still two rows."""
ROOMY_PITCH = 1.42
NAMED_PITCH = 1.84
"""With the zone's name below the number."""
PLACE_CAPS = 1.35
"""Room for the arrow in a row, in cap heights."""
SIGN_CAPS = 0.6
"""Room for the bar and the loudspeaker before a new row, in cap heights."""

# Shares of the picture's short side.
_HEADER = 0.096
_TALL_HEADER = 0.14
"""In portrait: the hall and the date stand below the zone."""
DATE = 0.07
"""In portrait: their line."""
ZONES_PITCH = 1.75
"""A line of zones in the header, where there are several, in cap heights."""
_FOOTER = 0.089
_TALL_FOOTER = 0.13
"""In portrait: two lines."""
_FOOTER_EDGE = 0.015
_AROUND_CAPS = 8.7
"""What labels and margins of the current call take beside its two numbers: in cap heights of the
labels."""
_LINE, _HEAD_LINE = 1.72, 1.5
"""Height of a line of text in cap heights; of one in capitals."""
_HALL_LINE = 1.2
"""Of the hall's name above the date, which begins before it ends."""
_LIST_HEAD = 0.045
_MARGIN = 0.022
_PANEL_MARGINS = 4.5
_ZONE_NAME = 0.07
"""Above it, where the call is another zone's."""
_CAPTION = 0.066
_CAPTION_CAPS = 24.4
"""Its length in cap heights."""
_NOTE_LEAST = 0.026
"""Of the picture's short side: a near hall has room for it as well."""
_CURRENT_TALLEST = 0.235

# Of a door panel: where the counter's part ends, and the tallest capitals.
_DOOR_TOP = 0.44
_DOOR_TALL = 0.2
_DOOR_SIDE = 0.34
_DOOR_HIGH = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A TV: diagonal of its picture, pixels, and the distance of the last chair."""

    width: int
    height: int
    diagonal_inches: float = 55
    distance_metres: float = 10

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def short(self) -> int:
        return min(self.width, self.height)

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
    note_cap: float
    """The least of what is read from the last chair, see `NOTE_SHARE`."""
    aside_cap: float
    """See `ASIDE_SHARE`."""
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
    portrait: bool
    """The list stands below the current call, not beside it."""
    reach_metres: float
    """How far away all of it can be read; less than the configured distance on a small TV."""


def sizes(screen: Screen, face: Face, *, named: bool = False, zone_lines: int = 1) -> Sizes:
    """The sizes for one TV. The list keeps its size; the current number takes what is left.

    A TV too small for its hall is sized for the part of it that can read it: see `reach_metres`.
    `named`: rows have their zone's name below the number. `zone_lines`: of the header, which is
    higher where its zones need several.
    """
    found = _sizes(screen, face, named, zone_lines)
    while _crowded(screen, found, face) and screen.distance_metres > _NEAREST:
        screen = replace(screen, distance_metres=screen.distance_metres * _NEARER)
        found = _sizes(screen, face, named, zone_lines)
    return found


def _crowded(screen: Screen, found: Sizes, face: Face) -> bool:
    """The list leaves too little for the current number; in portrait, it is too wide itself."""
    if found.portrait:
        room = screen.width - 2 * found.margin
        return (
            _list_width(found.list_cap, face, found.margin) > room
            or found.current_cap < CURRENT_TO_LIST * found.list_cap
            or found.rows < _LEAST_ROWS
        )
    return found.current_cap < CURRENT_TO_LIST * found.list_cap and found.rows < MOST_ROWS


def _sizes(screen: Screen, face: Face, named: bool, zone_lines: int) -> Sizes:
    margin = _MARGIN * screen.short
    usual = (_TALL_HEADER if screen.portrait else _HEADER) * screen.short
    header = max(usual, _zones_height(screen, zone_lines) if zone_lines > 1 else 0)
    if not screen.portrait:
        header = max(header, _LINE * note_cap(screen) + _HALL_LINE * aside_cap(screen))
    more = header - usual
    if screen.portrait:
        caption = _caption(screen, screen.width - 2 * margin)
        current_em = _current_em(screen, face, screen.width - _PANEL_MARGINS * margin)
        panel_height = 2 * current_em * face.cap + _around_current(screen, named)
        rows, pitch, list_cap = _rows(screen, _below(screen, panel_height + caption) - more, named)
        list_width, panel_width = screen.width - margin, screen.width - 2 * margin
    else:
        rows, pitch, list_cap = _rows(screen, _list_height(screen) - more, named)
        list_width = _list_width(list_cap, face, margin)
        room = screen.width - list_width - _PANEL_MARGINS * margin
        current_em = _current_em(screen, face, room)
        panel_width = screen.width - list_width - 2 * margin
        caption = _caption(screen, panel_width)
        panel_height = (1 - _HEADER - _FOOTER) * screen.height - caption - more
        around = _around_current(screen, named)
        current_em = min(current_em, int((panel_height - around) / 2 / face.cap))
    list_em = -int(-list_cap // face.cap)
    return Sizes(
        rows=rows,
        row_pitch=pitch,
        current_cap=current_em * face.cap,
        list_cap=list_cap,
        note_cap=note_cap(screen),
        aside_cap=aside_cap(screen),
        header=header,
        footer=_footer(screen),
        list_head=_list_head(screen),
        caption=caption,
        margin=margin,
        panel_width=panel_width,
        panel_height=panel_height,
        list_width=list_width,
        place_width=PLACE_CAPS * list_cap,
        sign_width=SIGN_CAPS * list_cap,
        counter_width=face.counter * list_em,
        current_em=current_em,
        list_em=list_em,
        portrait=screen.portrait,
        reach_metres=_reach(screen, current_em * face.cap, list_cap),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSizes:
    """Of a door panel, in pixels: as large as the screen allows, for it has two numbers only."""

    number_em: int
    counter_em: int
    split: float
    """Where the counter's part ends: from the left, in portrait from the top."""


def door_sizes(screen: Screen, face: Face) -> DoorSizes:
    """Side by side, in portrait the counter above the ticket."""
    free = 4 * _MARGIN * screen.short
    if screen.portrait:
        split, tallest = _DOOR_TOP * screen.height, _DOOR_TALL * screen.height / face.cap
        return DoorSizes(
            number_em=int(min((screen.width - free) / face.number, tallest)),
            counter_em=int(min((screen.width - free) / face.counter, 0.82 * tallest)),
            split=split,
        )
    split, tallest = _DOOR_SIDE * screen.width, _DOOR_HIGH * screen.height / face.cap
    return DoorSizes(
        number_em=int(min((screen.width - split - free) / face.number, tallest)),
        counter_em=int(min((split - free) / face.counter, tallest)),
        split=split,
    )


def _list_height(screen: Screen) -> float:
    """The room of the list between its heading and the footer, in pixels: landscape."""
    return (1 - _HEADER - _FOOTER - _MARGIN) * screen.height - _list_head(screen)


def _below(screen: Screen, panel_height: float) -> float:
    """The list's room in portrait, where the current call and its caption have taken theirs."""
    taken = (_TALL_HEADER + _MARGIN) * screen.short + _footer(screen)
    return screen.height - panel_height - taken - _list_head(screen)


def _around_current(screen: Screen, named: bool) -> float:
    """`named`: with the zone's name above."""
    cap = note_cap(screen)
    return _AROUND_CAPS * cap + (
        max(_ZONE_NAME * screen.short, _LINE * cap) + 0.75 * cap if named else 0
    )


def _list_head(screen: Screen) -> float:
    return max(_LIST_HEAD * screen.short, _HEAD_LINE * note_cap(screen))


def _caption(screen: Screen, width: float) -> float:
    """In two lines, where one is too short for it."""
    cap = note_cap(screen)
    lines = 1 if width >= _CAPTION_CAPS * cap else 2
    return max(_CAPTION * screen.short, lines * _LINE * cap)


def _footer(screen: Screen) -> float:
    if not screen.portrait:
        return _FOOTER * screen.short
    two = 2 * _LINE * note_cap(screen)
    return max(_TALL_FOOTER * screen.short, two + _FOOTER_EDGE * screen.short)


def note_cap(screen: Screen) -> float:
    """In pixels, see `NOTE_SHARE`."""
    wanted = NOTE_SHARE * screen.distance_metres * 1_000 / screen.mm_per_pixel
    return max(_NOTE_LEAST * screen.short, min(wanted, _NOTE_MOST * screen.short))


def aside_cap(screen: Screen) -> float:
    """In pixels, see `ASIDE_SHARE`."""
    return note_cap(screen) * ASIDE_SHARE / NOTE_SHARE


def _zones_height(screen: Screen, lines: int) -> float:
    """Of a header with so many lines of zones."""
    below = DATE * screen.short if screen.portrait else 0
    return (lines * ZONES_PITCH + 0.5) * note_cap(screen) + below


def _current_em(screen: Screen, face: Face, room: float) -> int:
    return int(min(room / face.number, _CURRENT_TALLEST * screen.short / face.cap))


def _rows(screen: Screen, height: float, named: bool) -> tuple[int, float, float]:
    """How many rows, their pitch and their cap height."""
    close, roomy = (NAMED_PITCH, NAMED_PITCH) if named else (ROW_PITCH, ROOMY_PITCH)
    cap = LIST_SHARE * screen.distance_metres * 1_000 / screen.mm_per_pixel
    rows = max(1, int(height / (cap * close)))
    if rows <= MOST_ROWS:
        return rows, height / rows, cap
    pitch = height / MOST_ROWS
    return MOST_ROWS, pitch, pitch / roomy


def _list_width(cap: float, face: Face, margin: float) -> float:
    em = cap / face.cap
    return (face.number + face.counter) * em + (PLACE_CAPS + SIGN_CAPS) * cap + 3 * margin


def _reach(screen: Screen, current_cap: float, list_cap: float) -> float:
    current = current_cap * screen.mm_per_pixel / 1_000 / CURRENT_FLOOR
    listed = list_cap * screen.mm_per_pixel / 1_000 / LIST_SHARE
    return min(current, listed)

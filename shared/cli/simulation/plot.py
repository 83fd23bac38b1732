"""A picture of the day: how many wait, and how long those wait who come then, now and after."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Points = Sequence[tuple[float, float]]
"""(minute since midnight, value)"""

WIDTH, PANEL_HEIGHT = 1080, 250
LEFT, RIGHT, TOP, BETWEEN, BOTTOM = 64, 32, 136, 98, 48

LETTER, NARROW, WIDE = 6.6, 3.5, 10.0
"""About the width of one in a legend; nothing is measured here."""

HEADROOM = 1.12
"""Above the highest line, for the words of the bands."""

INK, FAINT, GRID = "#1c2733", "#5b6875", "#e3e8ed"
BEFORE, AFTER = "#8a97a5", "#0b6e99"
BREAK, CHANGED = "#f2f4f6", "#e2f1f7"
FONT = "Inter, 'Noto Sans', 'Segoe UI', Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`label` stands at the top of its panel, beside a piece of the line."""

    label: str
    points: Points
    colour: str = AFTER
    dashed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of the day that is shaded in all panels."""

    begins: float
    ends: float
    label: str
    colour: str = BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    title: str
    note: str
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...] = ()
    hour_mark: str = ":"


def draw(picture: Picture) -> str:
    """The picture as SVG."""
    panels = len(picture.panels)
    height = TOP + panels * PANEL_HEIGHT + (panels - 1) * BETWEEN + BOTTOM
    box = f"0 0 {WIDTH} {height}"
    names = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "font-family": FONT}
    svg = ET.Element("svg", names | {"width": str(WIDTH), "height": str(height)})
    _rectangle(svg, (0, 0, WIDTH, height), "#ffffff")
    _text(svg, LEFT - 40, 36, picture.title, size=20, weight="600")
    _text(svg, LEFT - 40, 58, picture.note, size=13, colour=FAINT)
    begins, ends = _hours(picture)
    for place, panel in enumerate(picture.panels):
        top = TOP + place * (PANEL_HEIGHT + BETWEEN)
        _Axes(svg, picture, panel, (begins, ends), top).draw()
    return ET.tostring(svg, encoding="unicode") + "\n"


def save(picture: Picture, path: Path) -> None:
    """Writes an SVG, or by its suffix a PNG of twice the size. Raises OSError, ValueError."""
    svg = draw(picture)
    if path.suffix.lower() == ".svg":
        path.write_text(svg, encoding="utf-8")
    elif path.suffix.lower() == ".png":
        _save_png(svg, path)
    else:
        raise ValueError(f"{path.name}: a picture is a .svg or .png file")


def _save_png(svg: str, path: Path) -> None:
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(renderer.defaultSize() * 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if not image.save(str(path)):
        raise OSError(f"{path} cannot be written")
    del app


def _hours(picture: Picture) -> tuple[int, int]:
    """The whole hours around all that is drawn, in minutes."""
    minutes = [x for panel in picture.panels for line in panel.lines for x, _ in line.points]
    if not minutes:
        return 8 * 60, 16 * 60
    return int(min(minutes) // 60) * 60, int(-(-max(minutes) // 60)) * 60


class _Axes:
    """One panel: its grid, bands and lines."""

    def __init__(
        self, svg: ET.Element, picture: Picture, panel: Panel, span: tuple[int, int], top: float
    ) -> None:
        self._svg = svg
        self._picture = picture
        self._panel = panel
        self._begins, self._ends = span
        self._top = top
        self._bottom = top + PANEL_HEIGHT
        highest = max((y for line in panel.lines for _, y in line.points), default=0.0)
        self._step = _nice(highest / 4)
        self._highest = self._step * max(1, -(-highest * HEADROOM // self._step))

    def draw(self) -> None:
        self._bands()
        self._grid()
        for line in self._panel.lines:
            self._line(line)
        _text(self._svg, LEFT - 40, self._top - 36, self._panel.title, size=14, weight="600")
        self._legend()

    def _x(self, minute: float) -> float:
        width = WIDTH - LEFT - RIGHT
        return LEFT + width * (minute - self._begins) / (self._ends - self._begins)

    def _y(self, value: float) -> float:
        return self._bottom - PANEL_HEIGHT * value / self._highest

    def _bands(self) -> None:
        for band in self._picture.bands:
            left = self._x(max(band.begins, self._begins))
            right = self._x(min(band.ends, self._ends))
            if right > left:
                _rectangle(self._svg, (left, self._top, right - left, PANEL_HEIGHT), band.colour)
                middle = (left + right) / 2
                _text(
                    self._svg,
                    middle,
                    self._top + 16,
                    band.label,
                    size=11,
                    colour=FAINT,
                    anchor="middle",
                )

    def _grid(self) -> None:
        value = 0.0
        while value <= self._highest:
            y = self._y(value)
            colour = FAINT if value == 0 else GRID
            _stroke(self._svg, f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", colour, 1)
            _text(self._svg, LEFT - 8, y + 4, f"{value:g}", size=12, colour=FAINT, anchor="end")
            value += self._step
        for minute in range(self._begins, self._ends + 1, 60):
            x = self._x(minute)
            _stroke(self._svg, f"M{x:.1f} {self._bottom}v5", FAINT, 1)
            label = f"{minute // 60:02}{self._picture.hour_mark}00"
            _text(self._svg, x, self._bottom + 20, label, size=12, colour=FAINT, anchor="middle")

    def _line(self, line: Line) -> None:
        if not line.points:
            return
        path = "M" + "L".join(f"{self._x(x):.1f} {self._y(y):.1f}" for x, y in line.points)
        if line.filled:
            first, last = (self._x(line.points[place][0]) for place in (0, -1))
            area = f"{path}L{last:.1f} {self._bottom}L{first:.1f} {self._bottom}Z"
            fill = {"d": area, "fill": line.colour, "fill-opacity": "0.14"}
            ET.SubElement(self._svg, "path", fill)
        _stroke(self._svg, path, line.colour, 2.2, dashed=line.dashed)

    def _legend(self) -> None:
        """From the right, in one row above the panel."""
        x, y = float(WIDTH - RIGHT), self._top - 12
        for line in reversed(self._panel.lines):
            if line.label:
                _text(self._svg, x, y, line.label, size=12, anchor="end")
                x -= _width(line.label)
                path = f"M{x - 34:.1f} {y - 4:.1f}h26"
                _stroke(self._svg, path, line.colour, 2.2, dashed=line.dashed)
                x -= 34 + 22


def _width(words: str) -> float:
    narrow, wide = sum(one in "fijlt ," for one in words), sum(one in "mw%" for one in words)
    return NARROW * narrow + WIDE * wide + LETTER * (len(words) - narrow - wide)


def _nice(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    size = 1.0
    while True:
        for step in (size, 2 * size, 5 * size):
            if rough <= step:
                return step
        size *= 10


def _rectangle(svg: ET.Element, place: tuple[float, float, float, float], fill: str) -> None:
    """`place`: left, top, width, height."""
    box = zip(("x", "y", "width", "height"), place, strict=True)
    ET.SubElement(svg, "rect", {name: f"{value:.1f}" for name, value in box} | {"fill": fill})


def _stroke(svg: ET.Element, path: str, colour: str, width: float, *, dashed: bool = False) -> None:
    look = {"d": path, "fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
    look |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    ET.SubElement(svg, "path", look | ({"stroke-dasharray": "7 5"} if dashed else {}))


def _text(
    svg: ET.Element,
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    colour: str = INK,
    weight: str = "400",
    anchor: str = "start",
) -> None:
    look = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "fill": colour}
    look |= {"font-weight": weight, "text-anchor": anchor}
    ET.SubElement(svg, "text", look).text = words


def lines_of(
    labels: Iterable[str], series: Iterable[Points], *, dashed: bool = False, filled: bool = False
) -> tuple[Line, ...]:
    """The last of several series in the strong colour, those before it in the faint one."""
    pairs = list(zip(labels, series, strict=True))
    colours = [BEFORE] * (len(pairs) - 1) + [AFTER]
    return tuple(
        Line(
            label=label,
            points=points,
            colour=colour,
            dashed=dashed,
            filled=filled and colour == AFTER,
        )
        for (label, points), colour in zip(pairs, colours, strict=True)
    )

"""The place beside the calls as QML properties: what of the playlist stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QRect, QUrl, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from display import words
from display.facts import Facts
from display.playlist.turns import Playlist, Showing
from display.playlist.video import Video
from shared.domain.site import WAITS, Service, Site, text
from shared.domain.site_check.width import lines as rows_of
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Display"
QML_IMPORT_MAJOR_VERSION = 1

ROWS = 3
"""Services on a page of the table, at most."""
HEAD_EM, FIGURES_EM, LINE_EM, GAP_EM = 2.6, 2.3, 1.15, 0.5
"""Heights in ems of what the last chair reads: above the table, of a service's figures, of a line
of its name, and around it (`WaitTable.qml` has the same)."""
ROUND_TO = 5
"""Minutes: nobody can promise more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitLine:
    """A service of the table."""

    service: str
    english: str
    """Of the service; empty where it is called the same."""
    agency: str
    waiting: int
    minutes: str
    """Empty where nobody can say."""
    minutes_english: str


@QmlElement
class Beside(QObject):
    """Nothing of the playlist: `kind` is empty."""

    changed = Signal()

    def __init__(self, playlist: Playlist, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._video = playlist.video
        self._showing: Showing | None = None
        self._texts: tuple[str, str] = ("", "")
        self._rows = Rows(WaitLine, self)
        self._tables = 0
        """So often the table has stood there: each time another page of it."""

    def show(
        self, showing: Showing | None, facts: Facts, zones: Sequence[str], room: tuple[float, float]
    ) -> None:
        """What stands there now; `room`: width and height of a table, in ems of what is read."""
        if showing is not None and showing.entry.kind == WAITS and facts.site is not None:
            self._tables += showing != self._showing
            self._rows.show(page(table(facts, facts.site, zones), self._tables - 1, *room))
        if showing == self._showing:
            return
        self._showing = showing
        said = showing.entry.text if showing is not None else {}
        english = said.get("en", "")
        first = text(said, "id")
        self._texts = (first, english if english != first else "")
        self.changed.emit()

    @property
    def on(self) -> bool:
        """Something of the playlist stands there."""
        return self._showing is not None

    @property
    def video(self) -> Video:
        """What is being played."""
        return self._video

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._showing.entry.kind if self._showing is not None else ""

    @Property(str, notify=changed)
    def picture(self) -> str:
        path = self._showing.picture if self._showing is not None else None
        return QUrl.fromLocalFile(str(path)).toString() if path is not None else ""

    @Property(str, notify=changed)
    def words(self) -> str:
        return self._texts[0]

    @Property(str, notify=changed)
    def english(self) -> str:
        return self._texts[1]

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The services of the table: `WaitLine`."""
        return self._rows


@QmlElement
class VideoFrame(QQuickPaintedItem):
    """Paints the frames that the video process hands over. A frame that comes before the last one
    was painted takes its place: a slow screen drops frames, never anything else."""

    sourceChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._source: Beside | None = None
        self.setOpaquePainting(True)

    def _get_source(self) -> Beside | None:
        return self._source

    def _set_source(self, source: Beside | None) -> None:
        if source is self._source:
            return
        self._source = source
        if source is not None:
            source.video.drawn.connect(self._on_drawn)
        self.sourceChanged.emit()

    source = Property(QObject, _get_source, _set_source, notify=sourceChanged)

    def _on_drawn(self) -> None:
        if self.isVisible():
            self.update()

    def paint(self, painter: QPainter) -> None:
        room = self.boundingRect()
        painter.fillRect(room, self.fillColor())
        frame = self._source.video.frame if self._source is not None else None
        if frame is None:
            return
        share = min(room.width() / frame.width(), room.height() / frame.height())
        width, height = round(frame.width() * share), round(frame.height() * share)
        x, y = round((room.width() - width) / 2), round((room.height() - height) / 2)
        if (width, height) == (frame.width(), frame.height()):
            painter.drawImage(x, y, frame)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRect(x, y, width, height), frame)


def table(facts: Facts, site: Site, zones: Sequence[str]) -> list[WaitLine]:
    """The services of some zones for which somebody waits, the longest line first."""
    agencies = {one.code: one.short for one in site.agencies}
    own = [one for one in site.services if one.zone in zones and facts.waiting.get(one.code)]
    own.sort(key=lambda one: -facts.waiting[one.code])
    return [
        WaitLine(
            service=_name(one, "id"),
            english=_english(one),
            agency=agencies.get(one.agency, ""),
            waiting=facts.waiting[one.code],
            minutes=_minutes(facts.expected.get(one.code), "id"),
            minutes_english=_minutes(facts.expected.get(one.code), "en"),
        )
        for one in own
    ]


def page(lines: list[WaitLine], turn: int, width: float, height: float) -> list[WaitLine]:
    """Each time another page of a long table: as many services as have room in letters of a size
    that the last chair reads."""
    pages: list[list[WaitLine]] = [[]]
    used = HEAD_EM
    for line in lines:
        tall = _tall(line, width)
        if pages[-1] and (used + tall > height or len(pages[-1]) == ROWS):
            pages.append([])
            used = HEAD_EM
        pages[-1].append(line)
        used += tall
    return pages[turn % len(pages)]


def _tall(line: WaitLine, width: float) -> float:
    names = rows_of(line.service, width) + rows_of(line.english, width)
    return FIGURES_EM + GAP_EM + LINE_EM * names


def _name(service: Service, language: str) -> str:
    """As people say it; a discreet service is not called by its name on a TV."""
    if service.discreet:
        return ""
    return service.plain.get(language) or text(service.name, language)


def _english(service: Service) -> str:
    english = _name(service, "en")
    return "" if english == _name(service, "id") else english


def _minutes(expected: int | None, language: str) -> str:
    if expected is None:
        return ""
    rounded = max(ROUND_TO, round(expected / ROUND_TO) * ROUND_TO)
    hours, minutes = divmod(rounded, 60)
    if not hours:
        return words.MINUTES[language].format(minutes=minutes)
    return words.HOURS[language].format(hours=hours, minutes=f"{minutes:02}")

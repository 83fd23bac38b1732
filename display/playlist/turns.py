"""The playlist's turns: one thing after the other, each for its time, whatever breaks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from display.playlist import programme
from display.playlist.video import Video
from shared.domain.ids import Moment
from shared.domain.site import PICTURE, VIDEO, WAITS, Playing, Site
from shared.link.files.drawing import Drawing
from shared.link.files.stock import Stock, trouble_of
from shared.protocol.views import MediumView, Trouble

log = logging.getLogger(__name__)

STRIKES = 2
"""A video that has stalled, or broken its process, so often is not played again."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What stands in the panel."""

    entry: Playing
    picture: Path | None = None
    turn: int = 0
    """Counts: a table shows another page each time."""
    size: tuple[int, int] = (0, 0)
    """The room that a picture was drawn for."""


class Playlist(QObject):
    """Asked again and again what is to be seen (`look`); tells when that may have changed.

    A picture or video is got ready behind what stands there. What cannot be shown is passed over
    until a file of other content has its name, and told as a trouble.
    """

    changed = Signal()
    troublesChanged = Signal()

    def __init__(self, stock: Stock | None = None, parent: QObject | None = None) -> None:
        """Without a `stock` there are notices and tables alone."""
        super().__init__(parent)
        self._stock = stock
        self.video = Video(self)
        self._drawing = Drawing(self)
        self._site: Site | None = None
        self._zones: tuple[str, ...] = ()
        self._media: dict[str, MediumView] = {}
        self._size = (1, 1)
        self._now = Moment(0)
        self._waiting = False
        self._showing: Showing | None = None
        self._ends: Moment | None = None
        self._last: Playing | None = None
        """What came in turn last, shown or not."""
        self._asked: Playing | None = None
        """What is being got ready."""
        self._turn = 0
        self._before: Path | None = None
        self._bad: dict[str, str] = {}
        self._strikes: dict[str, int] = {}
        self._troubles: list[Trouble] = []
        self._drawing.prepared.connect(self._on_prepared)
        self._drawing.broken.connect(self._on_picture_fault)
        self.video.began.connect(self._on_began)
        self.video.ended.connect(self._on_ended)
        self.video.failed.connect(self._on_video_fault)
        if stock is not None:
            stock.changed.connect(self._on_stock)

    @property
    def troubles(self) -> list[Trouble]:
        """What of the playlist cannot be shown here."""
        return self._troubles

    def follow(
        self,
        site: Site | None,
        zones: Sequence[str],
        media: Sequence[MediumView],
        size: tuple[int, int],
    ) -> None:
        """What the hub says, and the room in pixels."""
        self._site, self._zones, self._size = site, tuple(zones), size
        self._media = {one.name: one for one in media}
        if self._stock is not None and site is not None:
            names = programme.wanted(site, zones)
            self._stock.want([self._media[name] for name in names if name in self._media])
        self._judge()

    def look(self, now: Moment, *, idle: bool, waiting: bool = True) -> Showing | None:
        """What stands in the panel, None: nothing of the playlist. While it is not `idle` nothing
        goes on; unless anybody is `waiting` there is no table of waits."""
        self._now, self._waiting = now, waiting
        entries = programme.shown(self._site, self._zones, now) if self._site else []
        if not entries:
            self._drop()
            return None
        if not idle:
            self.video.pause()
            return self._showing
        self.video.resume()
        if self._asked is None and self._is_over(entries, now):
            self._advance(entries)
        return self._showing

    def until(self, now: Moment) -> Moment | None:
        """When something else is due; None: whenever it has ended, or is ready."""
        return self._ends if self._ends is not None and self._ends > now else None

    def close(self) -> None:
        self._drop()
        self._drawing.close()
        self.video.close()
        if self._stock is not None:
            self._stock.close()

    # Turns ----------------------------------------------------------------------------------

    def _is_over(self, entries: Sequence[Playing], now: Moment) -> bool:
        if self._showing is None or self._showing.entry not in entries:
            return True
        if self._ends is None:  # a video that is played to its end
            return False
        set_back = self._ends - now > max(programme.length(self._showing.entry), 1)
        return now >= self._ends or set_back

    def _advance(self, entries: list[Playing]) -> None:
        place = entries.index(self._last) + 1 if self._last in entries else 0
        for entry in entries[place:] + entries[:place]:
            if self._begin(entry):
                return
        self._last = None
        self._show(None)

    def _begin(self, entry: Playing) -> bool:
        """Shows it, or has it got ready; whether there is something to wait for."""
        self._last = entry
        if entry.kind == WAITS and not self._waiting:
            return False
        if entry.kind not in (PICTURE, VIDEO):
            self._put(Showing(entry, turn=self._turn))
            return True
        file = self._file(entry)
        if file is None or (entry.kind == PICTURE and self._drawing.busy):
            return False
        return self._draw(entry, file) if entry.kind == PICTURE else self._play(entry, file)

    def _draw(self, entry: Playing, file: Path) -> bool:
        there = self._showing
        if there is not None and (there.entry, there.size) == (entry, self._size):
            self._ends = Moment(self._now + programme.length(entry))
            return True
        try:
            self._drawing.draw(file, self._size)
        except OSError as error:
            log.warning("%s: %s", entry.file, error)
            return False
        self._asked = entry
        return True

    def _play(self, entry: Playing, file: Path) -> bool:
        try:
            lufs = self._media[entry.file].lufs
            self.video.play(file, self._size, sound=entry.sound, lufs=lufs)
        except OSError as error:
            log.warning("%s: %s", entry.file, error)
            return False
        self._asked = entry
        return True

    def _put(self, showing: Showing) -> None:
        if showing.entry.kind != VIDEO:
            self.video.stop()
        length = programme.length(showing.entry)
        self._ends = Moment(self._now + length) if length else None
        self._turn += 1
        self._show(showing)

    def _show(self, showing: Showing | None) -> None:
        """The picture before stays on the disk for a turn: the screen may still be reading it."""
        old = self._showing.picture if self._showing is not None else None
        new = showing.picture if showing is not None else None
        if old != new and old is not None:
            if self._before is not None:
                self._before.unlink(missing_ok=True)
            self._before = old
        self._showing = showing

    def _drop(self) -> None:
        """Nothing of the playlist is on."""
        self._drawing.forget()
        self.video.stop()
        self._asked, self._last, self._ends = None, None, None
        self._show(None)

    # What was got ready ---------------------------------------------------------------------

    def _on_prepared(self, out: Path, reason: str) -> None:
        entry = self._take_asked()
        if entry is None:
            out.unlink(missing_ok=True)
        elif reason:
            self._condemn(entry, reason)
        else:
            self._put(Showing(entry, out, self._turn, self._size))
            self.changed.emit()

    def _on_picture_fault(self, reason: str) -> None:
        entry = self._take_asked()
        if entry is not None:
            self._condemn(entry, reason)

    def _on_began(self) -> None:
        entry = self._take_asked()
        if entry is not None:
            self._put(Showing(entry, turn=self._turn))
            self.changed.emit()

    def _on_ended(self) -> None:
        if self._showing is not None and self._showing.entry.kind == VIDEO:
            self._ends = Moment(0)
        self.changed.emit()

    def _on_video_fault(self, reason: str, final: bool) -> None:
        """What the file says of itself is final; a stall or a crash may have another cause."""
        entry = self._take_asked()
        if entry is None and self._showing is not None and self._showing.entry.kind == VIDEO:
            entry = self._showing.entry
            self._ends = Moment(0)
        if entry is None:
            return
        digest = self._digest(entry)
        self._strikes[digest] = self._strikes.get(digest, 0) + 1
        if final or self._strikes[digest] >= STRIKES:
            self._condemn(entry, reason)
        else:
            log.warning("%s: %s", entry.file, reason)
            self.changed.emit()

    def _take_asked(self) -> Playing | None:
        entry, self._asked = self._asked, None
        return entry

    def _condemn(self, entry: Playing, reason: str) -> None:
        self._bad[self._digest(entry)] = reason
        log.warning("%s cannot be shown: %s", entry.file, reason)
        self._judge()
        self.changed.emit()

    # Files and troubles --------------------------------------------------------------------

    def _file(self, entry: Playing) -> Path | None:
        """Its copy here, unless it cannot be shown."""
        digest = self._digest(entry)
        if not digest or digest in self._bad or self._stock is None:
            return None
        return self._stock.path(digest)

    def _digest(self, entry: Playing) -> str:
        known = self._media.get(entry.file)
        return known.digest if known is not None else ""

    def _on_stock(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """What staff are told. A file on its way is no trouble."""
        names = programme.wanted(self._site, self._zones) if self._site is not None else []
        found = [trouble for name in names if (trouble := self._trouble(name)) is not None]
        self._bad = {key: why for key, why in self._bad.items() if key in self._digests()}
        if found != self._troubles:
            self._troubles = found
            self.troublesChanged.emit()

    def _trouble(self, name: str) -> Trouble | None:
        return trouble_of(name, self._media.get(name), self._bad, self._stock)

    def _digests(self) -> set[str]:
        return {one.digest for one in self._media.values()}

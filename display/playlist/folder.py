"""The usual pictures: whatever lies in one folder of the TV, one after the other."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from display.timing import PICTURE
from shared.domain.ids import Moment
from shared.link.files.drawing import Drawing
from shared.link.files.picture_messages import Source

log = logging.getLogger(__name__)


class Pictures(QObject):
    """Still pictures, `PICTURE` milliseconds each; the folder may change at any time.

    `fixed` beats the folder that the hub names, that beats `usual`; a folder's name without a
    leading ``/`` lies beside `usual`. What cannot be shown is passed over and logged once.
    """

    changed = Signal()
    """`at` gives another picture."""

    def __init__(
        self,
        usual: Path | None = None,
        fixed: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual = usual
        self._fixed = fixed
        self._folder = fixed or usual
        self._hub_named = ""
        self._size = (1, 1)
        self._slot = -1
        self._last = ""
        self._bad: set[Source] = set()
        self._left: list[Source] = []
        """What may still be tried in this turn."""
        self._asked: Source | None = None
        self._drawn: tuple[Source, tuple[int, int], Path] | None = None
        self._before: Path | None = None
        self._fault = ""
        self._drawing = Drawing(self)
        self._drawing.listed.connect(self._on_listed)
        self._drawing.prepared.connect(self._settle)
        self._drawing.broken.connect(self._give_up)

    @property
    def process_pid(self) -> int:
        """The reading process's id, 0 while there is none."""
        return self._drawing.pid

    def allow(self, milliseconds: int) -> None:
        """How long a folder or a picture may take from now on."""
        self._drawing.allow(milliseconds)

    def configure(self, named: str, size: tuple[int, int]) -> None:
        """The folder that the hub names for this TV (empty: none), and the room in pixels."""
        self._size = size
        if named == self._hub_named:
            return
        self._hub_named = named
        folder = self._fixed or self._named(named) or self._usual
        if folder == self._folder:
            return
        self._folder = folder
        self._drawing.forget()
        self._slot, self._last = -1, ""
        self._asked, self._left = None, []
        self._show(None)

    def at(self, now: Moment) -> Path | None:
        """The picture of a moment; None: there are none. A new turn begins behind the scenes."""
        slot = now // PICTURE
        if slot != self._slot and not self._drawing.waits:
            self._slot = slot
            self._begin()
        return self._drawn[2] if self._drawn else None

    def until(self, now: Moment) -> Moment:
        """When the next picture is due."""
        return Moment((now // PICTURE + 1) * PICTURE)

    def close(self) -> None:
        """Ends its process; nothing changes afterwards."""
        self._asked, self._left, self._folder = None, [], None
        self._drawing.close()

    def _named(self, named: str) -> Path | None:
        if not named:
            return None
        if Path(named).is_absolute():
            return Path(named)
        if self._usual is None or ".." in Path(named).parts:
            log.warning("%s is no folder for pictures", named)
            return None
        return self._usual.parent / named

    def _begin(self) -> None:
        """A turn: what is in the folder now? Without one no process is needed."""
        self._asked, self._left = None, []
        if self._folder is None or (self._folder == self._usual and not self._usual.is_dir()):
            self._show(None)
        else:
            self._drawing.list(self._folder)

    def _on_listed(self, folder: str, sources: list[Source], reason: str) -> None:
        if folder == str(self._folder):
            self._take(sources, reason)

    def _take(self, sources: list[Source], reason: str) -> None:
        if reason and reason != self._fault:
            log.warning("no pictures: %s", reason)
        self._fault = reason
        self._bad &= set(sources)
        good = [one for one in sources if one not in self._bad]
        after = [one for one in good if one.name > self._last]
        self._left = after + [one for one in good if one.name <= self._last]
        self._next()

    def _next(self) -> None:
        """The next that can be tried; the one that stands there already may stay."""
        if not self._left:
            self._asked = None
            self._show(None)
            return
        source = self._asked = self._left.pop(0)
        if self._drawn is not None and self._drawn[:2] == (source, self._size):
            return
        assert self._folder is not None
        try:
            self._drawing.draw(self._folder / source.name, self._size)
        except OSError as error:
            log.warning("no pictures: %s", error)
            self._left = []

    def _settle(self, out: Path, reason: str) -> None:
        source = self._asked
        assert source is not None
        if reason:
            self._pass_over(source, reason)
            self._next()
        else:
            self._last = source.name
            self._show((source, self._size, out))

    def _pass_over(self, source: Source, reason: str) -> None:
        self._bad.add(source)
        log.warning("%s cannot be shown: %s", source.name, reason)

    def _show(self, drawn: tuple[Source, tuple[int, int], Path] | None) -> None:
        """The picture before stays on the disk for a turn: the screen may still be reading it."""
        if drawn == self._drawn:
            return
        if self._before is not None:
            self._before.unlink(missing_ok=True)
        self._before = self._drawn[2] if self._drawn else None
        self._drawn = drawn
        self.changed.emit()

    def _give_up(self, reason: str) -> None:
        """What was asked for is passed over; the next turn goes on with the others."""
        if self._asked is not None:
            self._pass_over(self._asked, reason)
        self._asked, self._left = None, []

"""The floors' plans from the hub's files: this kiosk's own copies, drawn where nothing can break.

Whoever uploads a plan may do it from another machine, and a kiosk shows its plans also after a
start without the hub. Only what the picture process has drawn is ever loaded by the screen.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from shared.domain.site import PICTURE, Site
from shared.domain.site_media import plan_media
from shared.link.files.drawing import Drawing
from shared.link.files.stock import FOLDER, Source, Stock, trouble_of
from shared.link.memory import replace_file
from shared.protocol.views import MediumView, Trouble

log = logging.getLogger(__name__)

FILE_NAME = "plans.json"
"""What the hub told last of the plans' files: their names and digests."""
MOST_BYTES = 256 * 1024**2
LARGEST = (1920, 1920)
"""Pixels that a plan is drawn in; the kiosk's window is no larger."""
TRIES = 3
"""A plan that so often took too long, or broke the process that draws it, is broken. Once may be
the fault of a machine that has just been started."""
AGAIN_MS = 5_000


class PlanPictures(QObject):
    """`drawn` has the addresses of those that can be shown, by name; it stays the same object."""

    changed = Signal()
    troublesChanged = Signal()

    def __init__(
        self, directory: Path, source: Callable[[], Source], parent: QObject | None = None
    ) -> None:
        """`directory`: this kiosk's data."""
        super().__init__(parent)
        self.drawn: dict[str, str] = {}
        self._path = directory / FILE_NAME
        self._asked = ""
        """The digest that is being drawn."""
        self._stock = Stock(directory / FOLDER, source, self, most=MOST_BYTES)
        self._stock.changed.connect(self._go_on)
        self._drawing = Drawing(self)
        self._drawing.prepared.connect(self._on_prepared)
        self._drawing.broken.connect(self._on_broken)
        self._media = self._read()
        self._wanted: tuple[str, ...] = ()
        self._pictures: dict[str, Path] = {}
        """By digest: what is drawn."""
        self._bad: set[str] = set()
        self._tried: Counter[str] = Counter()
        self._troubles: list[Trouble] = []
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._go_on)
        self._later = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._later.timeout.connect(self._go_on)

    @property
    def troubles(self) -> list[Trouble]:
        """Plans that cannot be shown here. A file on its way is no trouble."""
        return self._troubles

    @property
    def drawing_pid(self) -> int:
        """The drawing process's id, 0 while there is none."""
        return self._drawing.pid

    def follow(self, site: Site, media: Sequence[MediumView] | None) -> None:
        """What the hub says; `media` None: it is away, and what it said last holds."""
        self._wanted = plan_media(site)
        if media is not None:
            self._remember({one.name: one for one in media if one.name in self._wanted})
        self._stock.want([self._media[name] for name in self._wanted if name in self._media])
        self._go_on()

    def close(self) -> None:
        """Ends its processes; nothing is told afterwards."""
        self._again.stop()
        self._later.stop()
        self._stock.close()
        self._drawing.close()

    def _go_on(self) -> None:
        self._draw_next()
        self._show()
        self._judge()

    # Drawing --------------------------------------------------------------------------------

    def _draw_next(self) -> None:
        digest = next(self._undrawn(), "")
        if not digest or self._drawing.busy:
            return
        file = self._stock.path(digest)
        assert file is not None
        self._asked = digest
        try:
            self._drawing.draw(file, LARGEST)
        except OSError as error:
            log.warning("a plan cannot be drawn: %s", error)

    def _undrawn(self) -> Iterator[str]:
        for one in self._plans().values():
            done = self._pictures.get(one.digest)
            if one.digest in self._bad or (done is not None and done.is_file()):
                continue
            if one.kind != PICTURE:
                self._bad.add(one.digest)
            elif self._stock.path(one.digest) is not None:
                yield one.digest

    def _on_prepared(self, out: Path, reason: str) -> None:
        if reason:
            self._condemn(self._asked, reason)
            return
        old = self._pictures.get(self._asked)
        self._pictures[self._asked] = out
        if old is not None and old != out:
            old.unlink(missing_ok=True)
        self._again.start()

    def _on_broken(self, reason: str) -> None:
        self._tried[self._asked] += 1
        if self._tried[self._asked] < TRIES:
            log.warning("a plan is drawn again: %s: %s", self._name(self._asked), reason)
            self._later.start()
        else:
            self._condemn(self._asked, reason)

    def _condemn(self, digest: str, reason: str) -> None:
        log.warning("a plan cannot be shown: %s: %s", self._name(digest), reason)
        self._bad.add(digest)
        self._again.start()

    def _name(self, digest: str) -> str:
        return next((one.name for one in self._media.values() if one.digest == digest), digest)

    # What is seen and told ------------------------------------------------------------------

    def _plans(self) -> dict[str, MediumView]:
        return {name: self._media[name] for name in self._wanted if name in self._media}

    def _show(self) -> None:
        named = {name: self._pictures.get(one.digest) for name, one in self._plans().items()}
        shown = {name: _address(path) for name, path in named.items() if path is not None}
        if shown != self.drawn:
            self.drawn.clear()
            self.drawn.update(shown)
            self.changed.emit()

    def _judge(self) -> None:
        found = [trouble for name in self._wanted if (trouble := self._trouble(name)) is not None]
        if found != self._troubles:
            self._troubles = found
            self.troublesChanged.emit()

    def _trouble(self, name: str) -> Trouble | None:
        return trouble_of(name, self._media.get(name), self._bad, self._stock)

    # Over a restart -------------------------------------------------------------------------

    def _remember(self, media: Mapping[str, MediumView]) -> None:
        if media == self._media:
            return
        self._media = dict(media)
        self._bad &= {one.digest for one in media.values()}
        try:
            replace_file(self._path, msgspec.json.encode(list(media.values())), to_disk=True)
        except OSError as error:
            log.warning("cannot remember the plans: %s", error)

    def _read(self) -> dict[str, MediumView]:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=list[MediumView])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return {}
        return {one.name: one for one in kept}


def _address(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()

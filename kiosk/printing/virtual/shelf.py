"""Where the papers end up: in memory, and as bytes and picture in a directory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Condition

from PIL import Image

from kiosk.printing.virtual.mechanism import PieceOfPaper
from kiosk.printing.virtual.picture import draw_ticket
from kiosk.printing.virtual.reading import Reading, read_marks

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper that left the printer. `name` is its file's name without ending."""

    name: str
    data: bytes
    reading: Reading
    picture: Image.Image
    torn: bool


class Shelf:
    """Draws and keeps papers on a thread of its own: a printer answers before it has a picture.

    With a directory each paper is there as NAME.bin and NAME.png, and the latest whole one as
    ticket.bin and ticket.png; a file that exists is complete.
    """

    def __init__(
        self,
        dots: int,
        directory: Path | None = None,
        on_paper: Callable[[PrintedPaper], None] | None = None,
    ) -> None:
        self._dots = dots
        self._directory = directory
        self._on_paper = on_paper
        self._papers: list[PrintedPaper] = []
        self._changed = Condition()
        self._worker = ThreadPoolExecutor(1, "printed-papers")
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)

    def put(self, piece: PieceOfPaper) -> None:
        """Takes a piece of paper and returns at once."""
        self._worker.submit(self._keep_logged, piece)

    @property
    def papers(self) -> list[PrintedPaper]:
        """All papers so far, torn ones too."""
        with self._changed:
            return list(self._papers)

    def wait_for(self, count: int, timeout_s: float = 20.0) -> list[PrintedPaper]:
        """The papers, once there are `count`; TimeoutError if that takes too long."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._papers) >= count, timeout_s):
                raise TimeoutError(f"{len(self._papers)} of {count} papers after {timeout_s} s")
            return list(self._papers)

    def close(self) -> None:
        """Finishes what was put in."""
        self._worker.shutdown()

    def _keep_logged(self, piece: PieceOfPaper) -> None:
        try:
            self._keep(piece)
        except Exception:
            _log.exception("a printed paper could not be kept")

    def _keep(self, piece: PieceOfPaper) -> None:
        paper = PrintedPaper(
            name=self._next_name(piece.torn),
            data=piece.data,
            reading=read_marks(piece.marks),
            picture=draw_ticket(piece.marks, self._dots, torn=piece.torn),
            torn=piece.torn,
        )
        self._write(paper)
        with self._changed:
            self._papers.append(paper)
            self._changed.notify_all()
        if self._on_paper:
            self._on_paper(paper)

    def _next_name(self, torn: bool) -> str:
        same_kind = sum(paper.torn == torn for paper in self._papers)
        return f"{'torn' if torn else 'ticket'}-{same_kind + 1:04}"

    def _write(self, paper: PrintedPaper) -> None:
        if self._directory is None:
            return
        for name in (paper.name,) if paper.torn else (paper.name, "ticket"):
            # The bytes last: whoever sees them finds the picture too.
            self._replace(f"{name}.png", lambda path: paper.picture.save(path, "PNG"))
            self._replace(f"{name}.bin", lambda path: path.write_bytes(paper.data))

    def _replace(self, name: str, write: Callable[[Path], object]) -> None:
        directory = self._directory or Path()
        fresh = directory / f".{name}"
        write(fresh)
        fresh.replace(directory / name)

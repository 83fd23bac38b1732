"""An app's own copies of the hub's files, so that a screen goes on without the network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from shared.link.files.stock_messages import Have, Lack, StockNews, Wanted
from shared.link.files.stock_messages import Stock as Order
from shared.link.line import Line
from shared.link.process import LineProcess
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import MediumView, Trouble

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024**3
"""Of all copies together."""
AGAIN_MS = 5_000
FOLDER = "media"
"""Within the app's data directory."""

MODULE = "shared.link.files.stock_worker"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the hub is now, what it wants to see and which certificates (PEM) are its own; empty:
    it is away."""

    hub: str = ""
    token: str = ""
    certificate: str = ""


def source_of(line: Line) -> Source:
    """The hub of a line, as it reaches it now, with what the line shows and believes."""
    if not line.url:
        return Source()
    hub = line.url.removesuffix("/ws").replace("ws", "http", 1)
    return Source(hub=hub, token=line.rest_token, certificate=line.certificates)


def trouble_of(
    name: str, known: MediumView | None, bad: Container[str], stock: Stock | None
) -> Trouble | None:
    """What staff are told of a wanted file. One that is on its way is no trouble.

    `known`: as the hub lists it; `bad`: digests of what is here and cannot be shown.
    """
    if known is None:
        return Trouble(TroubleCode.MEDIA_MISSING, name)
    if known.digest in bad:
        return Trouble(TroubleCode.MEDIA_BROKEN, name)
    if stock is not None and stock.full(known.digest):
        return Trouble(TroubleCode.MEDIA_FULL, name)
    return None


class Stock(QObject):
    """What is here, and what is on its way. Without files wanted there is no process."""

    changed = Signal()
    """A file has come, or cannot be had."""

    def __init__(
        self,
        folder: Path,
        source: Callable[[], Source],
        parent: QObject | None = None,
        *,
        most: int = MOST_BYTES,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._source = source
        self._most = most
        self._order: Order | None = None
        self._here: set[str] = set()
        self._lacking: dict[str, Lack] = {}
        self._process: LineProcess | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask_again)

    @property
    def pid(self) -> int:
        """The fetching process's id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def want(self, media: Sequence[MediumView]) -> None:
        """Have these, the first first. To be called again whenever the hub comes or goes."""
        source = self._source()
        order = Order(
            folder=str(self._folder),
            files=[Wanted(one.digest, one.size) for one in {m.digest: m for m in media}.values()],
            hub=source.hub,
            token=source.token,
            certificate=source.certificate,
            most=self._most,
        )
        if order == self._order or (self._order is None and not order.files):
            return
        self._order = order
        digests = {one.digest for one in order.files}
        self._here &= digests
        self._lacking = {key: lack for key, lack in self._lacking.items() if key in digests}
        self._send(order)

    def path(self, digest: str) -> Path | None:
        """The file, if it is here and whole."""
        return self._folder / digest if digest in self._here else None

    def full(self, digest: str) -> bool:
        """Whether there is no room for it."""
        lack = self._lacking.get(digest)
        return lack is not None and lack.full

    def close(self) -> None:
        self._again.stop()
        if self._process is not None:
            self._process.close()

    def _send(self, order: Order) -> None:
        if self._process is None:
            self._process = LineProcess(MODULE, self)
            self._process.line.connect(self._on_line)
            self._process.gone.connect(self._on_gone)
        self._process.send(order)

    def _on_line(self, line: bytes) -> None:
        try:
            news = msgspec.json.decode(line, type=StockNews)
        except msgspec.DecodeError as error:
            log.warning("the fetching process said %r: %s", line, error)
            return
        known = (news.digest in self._here, self._lacking.get(news.digest))
        match news:
            case Have(digest):
                self._here.add(digest)
                self._lacking.pop(digest, None)
            case Lack(digest, reason):
                self._here.discard(digest)
                if self._lacking.get(digest) != news:
                    log.warning("the file %.12s is not here: %s", digest, reason)
                self._lacking[digest] = news
        if known != (news.digest in self._here, self._lacking.get(news.digest)):
            self.changed.emit()

    def _on_gone(self) -> None:
        """Told again what it should do, a new one goes on; one that dies at once gets time."""
        self._again.start()

    def _ask_again(self) -> None:
        if self._order is not None:
            self._send(self._order)

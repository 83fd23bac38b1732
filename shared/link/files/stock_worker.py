"""The process that fetches the hub's files: ``python -m shared.link.files.stock_worker``.

Networks hang, disks are slow and full, and a file of a gigabyte takes a while to be read through;
none of that is the screen's business. A file counts once its SHA-256 is right, and is read through
again after every start. What was cut off goes on where it ended.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import queue
import shutil
import signal
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from shared.link.files.stock_messages import Have, Lack, Stock, StockNews, Wanted

PATH = "/api/v1/media/files/"
PIECE = 256 * 1024
TIMEOUT_SECONDS = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
"""Seconds between two tries to reach the hub."""
SPARE = 512 * 1024**2
"""Bytes that stay free on the app's disk."""
PARTIAL = 206
OK = 200


class NotFetched(Exception):
    """Now it cannot be had; the words say why. Another try may succeed."""


class NoRoom(Exception):
    """The disk, or what the app may hold, is full."""


class Superseded(Exception):
    """Another order has come: leave everything as it is."""


def main() -> None:
    """Works on the newest order until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)
    orders: queue.Queue[Stock] = queue.Queue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    keeper = Keeper(orders)
    while True:
        keeper.carry_out(keeper.newest())


def _listen(orders: queue.Queue[Stock]) -> None:
    decoder = msgspec.json.Decoder(Stock)
    for line in sys.stdin.buffer:
        orders.put(decoder.decode(line))
    os._exit(0)


class Keeper:
    """Brings a folder to what an order says."""

    def __init__(self, orders: queue.Queue[Stock]) -> None:
        self._orders = orders
        self._sound: dict[tuple[str, int, int], bool] = {}
        """Files that were read through since the start, by name, size and time."""

    def newest(self) -> Stock:
        """The last of the orders that have come; waits for one."""
        order = self._orders.get()
        while not self._orders.empty():
            order = self._orders.get()
        return order

    def carry_out(self, order: Stock) -> None:
        """Until all that can be had is here, or another order comes."""
        pause = FIRST_PAUSE
        with contextlib.suppress(Superseded):
            while not self._round(order):
                self._wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def _round(self, order: Stock) -> bool:
        """One try for each file; whether nothing is left to be tried."""
        folder = Path(order.folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._clear(folder, order)
        except OSError as error:
            for wanted in order.files:
                _tell(Lack(wanted.digest, str(error)))
            return False
        chosen, left_out = _within(order)
        for wanted in left_out:
            _tell(Lack(wanted.digest, "there is no room for it", full=True))
        done = [self._have(folder, wanted, order) for wanted in chosen]
        return all(done)

    def _clear(self, folder: Path, order: Stock) -> None:
        """What is not listed goes first: it may be what the new files need room for."""
        listed = {one.digest for one in order.files}
        for file in folder.iterdir():
            if file.name.partition(".")[0] not in listed:
                file.unlink(missing_ok=True)

    def _have(self, folder: Path, wanted: Wanted, order: Stock) -> bool:
        self._look()
        path = folder / wanted.digest
        try:
            if not self._is_sound(path, wanted):
                if not order.hub:
                    raise NotFetched("the hub is away")
                self._fetch(path, wanted, order)
        except NoRoom:
            _tell(Lack(wanted.digest, "there is no room for it", full=True))
            return False
        except (OSError, http.client.HTTPException, NotFetched) as error:
            _tell(Lack(wanted.digest, str(error) or type(error).__name__))
            return False
        _tell(Have(wanted.digest))
        return True

    def _is_sound(self, path: Path, wanted: Wanted) -> bool:
        """Whether the file is there and is what it is called; one that is not is deleted."""
        if not path.is_file():
            return False
        known = path.stat()
        key = (path.name, known.st_size, known.st_mtime_ns)
        if key not in self._sound:
            self._sound[key] = known.st_size == wanted.size and self._digest(path) == wanted.digest
        if not self._sound[key]:
            path.unlink()
        return self._sound[key]

    def _digest(self, path: Path) -> str:
        found = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
                self._look()
        return found.hexdigest()

    # Fetching -------------------------------------------------------------------------------

    def _fetch(self, path: Path, wanted: Wanted, order: Stock) -> None:
        """Into a file beside it, from where the last try ended."""
        part = path.with_name(path.name + ".part")
        begun = part.stat().st_size if part.is_file() else 0
        if begun >= wanted.size:
            part.unlink()
            begun = 0
        if shutil.disk_usage(path.parent).free - SPARE < wanted.size - begun:
            raise NoRoom
        with _asked(order, wanted.digest, begun) as answer:
            if answer.status not in (OK, PARTIAL):
                raise NotFetched(f"the hub answers {answer.status}")
            mode = "ab" if answer.status == PARTIAL else "wb"
            with part.open(mode) as file:
                self._receive(answer, file.write, wanted.size - (begun if mode == "ab" else 0))
                file.flush()
                os.fsync(file.fileno())
        if part.stat().st_size != wanted.size:
            raise NotFetched("it was cut off")
        if self._digest(part) != wanted.digest:
            part.unlink()
            raise NotFetched("what came is not what was asked for")
        part.replace(path)
        known = path.stat()
        self._sound[path.name, known.st_size, known.st_mtime_ns] = True

    def _receive(
        self, answer: http.client.HTTPResponse, write: Callable[[bytes], object], left: int
    ) -> None:
        while left > 0 and (piece := answer.read(min(PIECE, left))):
            write(piece)
            left -= len(piece)
            self._look()

    # Waiting --------------------------------------------------------------------------------

    def _look(self) -> None:
        if not self._orders.empty():
            raise Superseded

    def _wait(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._look()
            time.sleep(0.2)


def _within(order: Stock) -> tuple[list[Wanted], list[Wanted]]:
    """Those that fit, in their order, and those that do not."""
    chosen: list[Wanted] = []
    left_out: list[Wanted] = []
    room = order.most
    for wanted in order.files:
        fits = wanted.size <= room
        (chosen if fits else left_out).append(wanted)
        room -= wanted.size if fits else 0
    return chosen, left_out


@contextlib.contextmanager
def _asked(order: Stock, digest: str, begun: int) -> Iterator[http.client.HTTPResponse]:
    """The hub's answer."""
    connection = _connected(order)
    headers = {"Authorization": f"Bearer {order.token}"} if order.token else {}
    if begun:
        headers |= {"Range": f"bytes={begun}-", "If-Range": f'"{digest}"'}
    try:
        connection.request("GET", PATH + digest, headers=headers)
        yield connection.getresponse()
    finally:
        connection.close()


def _connected(order: Stock) -> http.client.HTTPConnection:
    """As on the line (`shared.link.pairing`): one of these very certificates is enough whatever
    stands in it, one that an authority has signed must name the address, and be valid."""
    where = urlsplit(order.hub)
    assert where.hostname is not None
    if where.scheme != "https":
        return http.client.HTTPConnection(where.hostname, where.port, timeout=TIMEOUT_SECONDS)
    if not order.certificate:
        raise NotFetched("nobody has said which certificate is the hub's")
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname = False
    anyone.verify_mode = ssl.CERT_NONE
    connection = _encrypted(where.hostname, where.port, anyone)
    if connection.sock.getpeercert(True) in _certificates(order.certificate):
        return connection
    connection.close()
    return _encrypted(
        where.hostname, where.port, ssl.create_default_context(cadata=order.certificate)
    )


def _certificates(pem: str) -> list[bytes]:
    """Each of them in DER."""
    parts = pem.split(ssl.PEM_FOOTER)[:-1]
    return [ssl.PEM_cert_to_DER_cert(part.strip() + ssl.PEM_FOOTER) for part in parts]


def _encrypted(host: str, port: int | None, context: ssl.SSLContext) -> http.client.HTTPSConnection:
    connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=context)
    connection.connect()
    return connection


def _tell(news: StockNews) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(news) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""The TV's own copies: fetched, gone on with, checked, and let go."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from shared.link.files.stock import Source, Stock
from shared.protocol.views import MediumView
from shared.qml import application

FILMS = {name: bytes([number]) * 700_000 for number, name in enumerate("abc", start=1)}


class Hub:
    """Hands out `FILMS`; `cut` bytes after which it hangs up."""

    def __init__(self) -> None:
        self.cut = 0
        self.asked: list[tuple[str, str]] = []
        hub = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing goes to the terminal."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        digest = asked.path.rpartition("/")[2]
        span = asked.headers.get("range", "")
        cut = self.cut  # before it is seen that this was asked: the test changes it then
        self.asked.append((digest, span))
        content = next(one for one in FILMS.values() if digest_of(one) == digest)
        start = int(span.removeprefix("bytes=").rstrip("-") or 0)
        asked.send_response(206 if span else 200)
        asked.send_header("Content-Length", str(len(content) - start))
        asked.end_headers()
        asked.wfile.write(content[start : cut or None])

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def hub() -> Iterator[Hub]:
    running = Hub()
    yield running
    running.close()


@pytest.fixture
def stock(tmp_path: Path, hub: Hub) -> Iterator[Stock]:
    made = Stock(tmp_path / "media", lambda: Source(hub.url), most=1_500_000)
    yield made
    made.close()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def medium(name: str) -> MediumView:
    content = FILMS[name]
    return MediumView(name=name, digest=digest_of(content), size=len(content), kind="video")


def here(stock: Stock, name: str) -> bool:
    path = stock.path(medium(name).digest)
    return path is not None and path.read_bytes() == FILMS[name]


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not done():
        assert time.monotonic() < ends, "it did not happen in time"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def test_without_files_no_process_is_started(stock: Stock) -> None:
    stock.want([])
    assert stock.pid == 0


def test_what_is_listed_comes_and_what_is_not_goes(stock: Stock, hub: Hub) -> None:
    stock.want([medium("a"), medium("b")])
    until(lambda: here(stock, "a") and here(stock, "b"))
    stock.want([medium("b")])
    folder = stock.path(medium("b").digest)
    assert folder is not None
    until(lambda: [file.name for file in folder.parent.iterdir()] == [medium("b").digest])
    assert stock.path(medium("a").digest) is None
    assert len(hub.asked) == 2


def test_the_first_get_the_room_and_the_rest_is_said(stock: Stock) -> None:
    stock.want([medium("a"), medium("b"), medium("c")])
    until(lambda: here(stock, "a") and here(stock, "b"))
    until(lambda: stock.full(medium("c").digest))
    assert stock.path(medium("c").digest) is None


def test_what_was_cut_off_goes_on_where_it_ended(stock: Stock, hub: Hub) -> None:
    hub.cut = 300_000
    stock.want([medium("a")])
    part = medium("a").digest
    until(lambda: len(hub.asked) >= 1)
    hub.cut = 0
    until(lambda: here(stock, "a"))
    assert hub.asked[:2] == [(part, ""), (part, "bytes=300000-")]


def test_a_copy_that_is_damaged_is_fetched_anew(tmp_path: Path, stock: Stock) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    content = FILMS["a"]
    (folder / medium("a").digest).write_bytes(content[:-1] + b"?")
    stock.want([medium("a")])
    until(lambda: here(stock, "a"))


def test_without_the_hub_what_is_here_is_used(tmp_path: Path, hub: Hub) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / medium("a").digest).write_bytes(FILMS["a"])
    alone = Stock(folder, Source)
    alone.want([medium("a"), medium("b")])
    until(lambda: here(alone, "a"))
    assert alone.path(medium("b").digest) is None
    assert hub.asked == []
    alone.close()

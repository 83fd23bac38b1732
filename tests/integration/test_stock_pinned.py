"""The hub's files come over TLS from the hub that was pinned, and from nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shared.link.files.stock_messages import Stock
from shared.link.files.stock_worker import NotFetched, _asked
from tests.integration.pairing_hub import Identity

TOKEN, CONTENT = "of-this-line", b"a poster"


class Shelf(ThreadingHTTPServer):
    """Gives its one file to whoever shows the token, and notes who came."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.shown: list[str | None] = []
        self.socket = identity.context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody hung up: they did not like the certificate."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Shelf)
        self.server.shown.append(self.headers.get("Authorization"))
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def shelf_of(identity: Identity) -> Iterator[Shelf]:
    server = Shelf(identity)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def order(shelf: Shelf, certificate: str) -> Stock:
    hub = f"https://127.0.0.1:{shelf.server_address[1]}"
    return Stock(folder="", files=[], hub=hub, token=TOKEN, certificate=certificate)


@pytest.mark.parametrize("years", [(2000, 9999), (2000, 2001), (2090, 2091)])
def test_the_pinned_hub_gives_its_files_whatever_the_clock_says(
    tmp_path: Path, years: tuple[int, int]
) -> None:
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in years)
    identity = Identity(tmp_path, dates=(begin, end))
    with shelf_of(identity) as shelf:
        with _asked(order(shelf, identity.pem), "0" * 64, 0) as answer:
            assert answer.read() == CONTENT
        assert shelf.shown == [f"Bearer {TOKEN}"]


@pytest.mark.parametrize("known", ["another", "none"])
def test_another_one_does_not_even_see_the_token(tmp_path: Path, known: str) -> None:
    pem = Identity(tmp_path / "ours").pem if known == "another" else ""
    with shelf_of(Identity(tmp_path / "false")) as shelf:
        with pytest.raises((OSError, NotFetched)), _asked(order(shelf, pem), "0" * 64, 0):
            pass
        assert shelf.shown == []

"""The hub's end of a line against clients that mean ill, or have gone without a word."""

from __future__ import annotations

import math
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from shared.cli.torture.proxy import TcpProxy
from shared.hub.presence import PROOF_SECONDS
from shared.hub.wire import LONGEST_MESSAGE, PIECE, QUEUE_BYTES
from shared.protocol.messages import DEAD_SECONDS
from tests.integration.app_line import AppLine, LineEnded
from tests.integration.real_hub import RealHub

SERVICE = "KTP-BARU"
MASK = b"\0\0\0\0"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("wire") / "data", "--always-open") as running:
        yield running


class Unfriendly(threading.Thread):
    """Two lines without a hello, beside all the other tests of this file: how long they are kept.

    One shows all the time that it lives, the other is in the middle of a message.
    """

    def __init__(self, hub: RealHub) -> None:
        super().__init__(name="unfriendly")
        self.kept = dict.fromkeys(("chatty", "slow"), math.inf)
        """Seconds, by the line."""
        self.over = threading.Event()
        self._hub = hub

    def run(self) -> None:
        began = time.monotonic()
        with closing(raw_line(self._hub)) as chatty, closing(raw_line(self._hub)) as slow:
            slow.sendall(frame(TEXT, b"{", fin=False))
            alive = {"chatty": chatty, "slow": slow}
            for n in count():
                if not alive or time.monotonic() - began > 3 * DEAD_SECONDS or self.over.is_set():
                    return
                for name, line in list(alive.items()):
                    if hung_up(line, n):
                        self.kept[name] = time.monotonic() - began
                        del alive[name]


def hung_up(line: socket.socket, n: int) -> bool:
    """Pings, and waits a moment for the answer."""
    line.settimeout(0.05)
    try:
        line.sendall(frame(PING, b"%d" % n))
        return not line.recv(64)
    except TimeoutError:
        return False
    except ConnectionError:
        return True


@pytest.fixture(scope="module", autouse=True)
def unfriendly(hub: RealHub) -> Iterator[Unfriendly]:
    thread = Unfriendly(hub)
    thread.start()
    yield thread
    thread.over.set()
    thread.join()


def resident_kb(hub: RealHub) -> int:
    assert hub.process is not None
    pages = Path(f"/proc/{hub.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


def lines_of(hub: RealHub, role: str) -> int:
    text = hub.request("GET", "/metrics").text
    return round(float(text.partition(f'giliran_lines{{role="{role}"}} ')[2].split()[0]))


def until(what: str, seconds: float, there: object) -> float:
    """Waits for a condition; how long it took."""
    assert callable(there)
    began = time.monotonic()
    while not there():
        assert time.monotonic() - began < seconds, f"not within {seconds:g} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - began


def frame(opcode: int, data: bytes = b"", *, fin: bool = True) -> bytes:
    """A client's frame, by hand."""
    head = (0x80 if fin else 0) | opcode
    if len(data) < 126:
        return struct.pack("!BB", head, 0x80 | len(data)) + MASK + data
    if len(data) < 65_536:
        return struct.pack("!BBH", head, 0x80 | 126, len(data)) + MASK + data
    return struct.pack("!BBQ", head, 0x80 | 127, len(data)) + MASK + data


TEXT, CONT, PING = 0x1, 0x0, 0x9
HELLO = b'{"type":"hello","protocol":1,"role":"kiosk","device":"%b"}'


def raw_line(hub: RealHub, device: str = "", *, buffer: int = 0) -> socket.socket:
    """A socket past the handshake, greeted if it has a `device`; nothing of the answer is read."""
    line = socket.socket()
    if buffer:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    line.connect(("127.0.0.1", hub.port))
    line.settimeout(20)
    line.sendall(
        b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    head = b""
    while b"\r\n\r\n" not in head:
        head += line.recv(1)
    assert b" 101 " in head
    if device:
        line.sendall(frame(TEXT, HELLO % device.encode()))
    return line


def cut_off(line: socket.socket, data: bytes, seconds: float = 15) -> bool:
    """Sends again and again, and reads nothing; whether the hub puts an end to it."""
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            line.sendall(data)
    except ConnectionError:
        return True
    return False


def ended(line: socket.socket) -> bool:
    """Reads until the hub has ended the connection; False when it goes on for long."""
    try:
        while line.recv(65_536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


# Fragments --------------------------------------------------------------------------------------


def test_a_message_in_pieces_with_a_ping_between_them_is_one_message(hub: RealHub) -> None:
    hello = HELLO % b"in-pieces"
    with closing(raw_line(hub)) as line:
        line.sendall(frame(TEXT, hello[:7], fin=False) + frame(PING, b"you?"))
        for at in range(7, len(hello) - 1):
            line.sendall(frame(CONT, hello[at : at + 1], fin=False))
        line.sendall(frame(CONT, b"", fin=False) + frame(CONT, hello[-1:]))
        heard = b""
        while b"welcome" not in heard:
            heard += line.recv(65_536)
        assert heard.startswith(b"\x8a\x04you?")


def test_empty_pieces_without_end_cost_no_memory(hub: RealHub) -> None:
    with closing(raw_line(hub, "endless")) as line:
        line.sendall(frame(TEXT, b'"', fin=False))
        line.sendall(frame(CONT, fin=False) * 1_000)
        before = resident_kb(hub)
        for _ in range(30):
            line.sendall(frame(CONT, fin=False) * 10_000)
        assert resident_kb(hub) - before < 1_500  # a list of them would take 2,400 and more
    assert hub.take()["state"] == "waiting"


def test_pieces_that_grow_too_long_end_the_line(hub: RealHub) -> None:
    with closing(raw_line(hub, "too-long")) as line:
        line.sendall(frame(TEXT, b'"', fin=False))
        with suppress(ConnectionError):
            for _ in range(LONGEST_MESSAGE // 60_000 + 2):
                line.sendall(frame(CONT, b"x" * 60_000, fin=False))
        assert ended(line)


def test_who_sends_too_much_hears_why_though_it_was_sending_still(hub: RealHub) -> None:
    with connect(f"ws://127.0.0.1:{hub.port}/ws", proxy=None, compression=None) as line:
        line.send(HELLO % b"too-much")
        line.recv()
        with suppress(ConnectionClosed):
            line.send("x" * 2 * LONGEST_MESSAGE)
        said = []
        with suppress(ConnectionClosed):
            while True:
                said.append(line.recv(timeout=10))
    assert line.close_code == 1009
    assert '"bad-frame"' in str(said[-1])


def test_a_long_message_comes_in_pieces_of_which_each_is_a_sign_of_life(hub: RealHub) -> None:
    url = f"ws://127.0.0.1:{hub.port}/ws"
    with connect(url, proxy=None, compression=None, ping_interval=None) as line:
        line.send(HELLO % b"patient")
        pieces = [bytes(piece) for piece in line.recv_streaming(decode=False)]
    assert len(pieces) > 1
    assert {len(piece) for piece in pieces[:-1]} == {PIECE}
    assert b"".join(pieces).startswith(b'{"type":"welcome"')


# Floods -----------------------------------------------------------------------------------------


def test_pings_whose_answers_nobody_reads_end_the_line_not_the_memory(hub: RealHub) -> None:
    for ping in (frame(PING, b"x" * 125), frame(TEXT, b'{"type":"ping","n":1}')):
        before = resident_kb(hub)
        with closing(raw_line(hub, "flood", buffer=4096)) as line:
            assert cut_off(line, ping * 100)
            assert resident_kb(hub) - before < QUEUE_BYTES * 4 // 1024
    assert "flood could not keep up" in hub.said()


@pytest.mark.alone
def test_others_are_served_while_one_floods(hub: RealHub) -> None:
    stop = threading.Event()

    def flood(line: socket.socket) -> None:
        with suppress(OSError):
            while not stop.is_set():
                line.sendall(frame(TEXT, b'{"type":"ping","n":1}') * 500)

    def drink(line: socket.socket) -> None:
        with suppress(OSError):
            while line.recv(1 << 20):
                pass

    with closing(raw_line(hub, "thirsty")) as line:
        threads = [threading.Thread(target=work, args=(line,)) for work in (flood, drink)]
        for thread in threads:
            thread.start()
        took = []
        with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
            kiosk.welcome()
            for _ in range(20):
                began = time.monotonic()
                assert kiosk.order("IssueTicket", {"service": SERVICE})["status"] == 201
                took.append(time.monotonic() - began)
        stop.set()
        line.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
    assert sorted(took)[10] < 0.25, took


# Gone without a word ----------------------------------------------------------------------------


def test_a_device_that_comes_back_frees_itself_of_its_dead_line(hub: RealHub) -> None:
    """The voice would be lent to a display whose cable was pulled, for as long as it is missed."""
    with TcpProxy(hub.port) as proxy:
        old = AppLine(f"http://127.0.0.1:{proxy.port}", "display", "tv-biru", voice=True)
        with old:
            old.welcome()
            proxy.pull()
            with AppLine(hub.url, "display", "tv-biru", voice=True) as new:
                new.welcome()
                assert lines_of(hub, "display") == 2
                # Long before its silence alone would have ended it.
                until("one line", DEAD_SECONDS - 2, lambda: lines_of(hub, "display") == 1)
                new.say({"type": "ping", "n": 1})
                assert new.await_("pong")["n"] == 1
            proxy.plug()


def test_two_apps_with_one_id_both_stay(hub: RealHub) -> None:
    twins = [AppLine(hub.url, "counter", "pc-twin") for _ in range(2)]
    with twins[0] as one, twins[1] as two:
        one.welcome()
        two.welcome()
        deadline = time.monotonic() + PROOF_SECONDS + 0.5
        while time.monotonic() < deadline:
            with suppress(TimeoutError):
                one.hear(0.1)  # the library answers a ping while it is read
        for line in (one, two):
            line.say({"type": "ping", "n": 2})
            assert line.await_("pong")["n"] == 2


def test_who_leaves_in_the_middle_of_anything_leaves_nothing(hub: RealHub) -> None:
    for n in range(40):
        line = raw_line(hub, f"leaver-{n % 3}" if n % 2 else "")
        if n % 4 == 1:
            line.sendall(frame(TEXT, b'{"type":"command","id":"%d","name":"IssueTicket"' % n))
        if n % 4 == 2:
            line.sendall(frame(TEXT, HELLO % b"leaver")[:-3])
        if n % 5 == 0:  # a reset in place of a goodbye
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()
    until("no kiosk left", 30, lambda: lines_of(hub, "kiosk") == 0)


def test_a_close_answers_a_close_and_what_was_sent_before_it_arrives(hub: RealHub) -> None:
    with AppLine(hub.url, "kiosk", "kiosk-9") as line:
        line.welcome()
        order = {"type": "command", "name": "IssueTicket", "body": {"service": SERVICE}}
        for n in range(30):
            line.say({**order, "id": f"last-{n}"})
        line.say("that is no message")
        answers = 0
        with suppress(LineEnded):
            while True:
                answers += line.hear()["type"] == "answer"
        assert line.heard[-1]["type"] == "bye"
        assert line._connection is not None
        assert line._connection.protocol.close_code == 1008
        assert answers <= 30


def test_who_never_says_hello_is_not_kept(unfriendly: Unfriendly) -> None:
    """However often it shows that it lives; and neither is one in the middle of a message."""
    unfriendly.join(3 * DEAD_SECONDS + 5)
    for name, kept in unfriendly.kept.items():
        assert DEAD_SECONDS <= kept < math.inf, f"{name}: {kept:.1f} s"


def test_nothing_of_this_was_a_fault_of_the_hub(hub: RealHub) -> None:
    assert hub.stop() == 0
    assert "Traceback" not in hub.said()

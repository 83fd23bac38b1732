"""A stranger with the network and without a pairing gets in nowhere, and learns nothing."""

from __future__ import annotations

import itertools
import re
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509

from shared import __version__
from shared.hub import permissions
from shared.hub.buckets import Rate
from shared.hub.caller import CallerKind
from shared.hub.contacts import CONTACTS_FILE
from shared.hub.crowd import ASKING
from shared.hub.homes import HOMES_FILE
from shared.hub.http.no_http import HEAD_LIMIT
from shared.hub.http.openapi import document
from shared.hub.http.public import BODY_LIMIT, LOOKS, MISSES, ROUTES
from shared.hub.popular import POPULAR_FILE
from tests.integration.app_line import AppLine
from tests.integration.paired_app import Knock
from tests.integration.real_hub import RealHub
from tests.integration.stranger import Stranger, Told, told

NOT_OPEN = {
    "type": "urn:giliran:problem:not-open",
    "title": "Not open",
    "status": 401,
    "code": "not-open",
    "detail": "This is not open to you.",
}
TELLTALE = ("giliran-", "uvicorn", "starlette", "python", "traceback", ".py", "/work", __version__)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    directory = tmp_path_factory.mktemp("strangers") / "data"
    with RealHub(directory, "--listen", "0.0.0.0:0", "--always-open") as running:
        yield running
        assert "Traceback" not in running.said()


_machines = itertools.count()


@pytest.fixture
def stranger(hub: RealHub) -> Stranger:
    """Each test's comes from a machine of its own: what one did is not held against another."""
    number = next(_machines)
    return Stranger(hub.port, f"127.9.{number // 250}.{number % 250 + 1}")


def says_nothing_of_itself(heard: Told) -> None:
    assert heard.headers.keys() <= {"content-type", "content-length", "connection", "retry-after"}
    text = (str(heard.headers) + heard.content.decode()).lower()
    assert [one for one in TELLTALE if one in text] == []


# What is there to be found ------------------------------------------------------------------


def test_a_port_scan_finds_one_port_that_is_silent(hub: RealHub, stranger: Stranger) -> None:
    assert hub.process is not None
    assert listening(hub.process.pid) == [hub.port]
    with stranger.connect(tls=False) as silent:
        silent.settimeout(0.3)
        with pytest.raises(TimeoutError):
            silent.recv(1)
    for greeting in (b"SSH-2.0-x\r\n", b"GET / HTTP/1.1\r\nhost: hub\r\n\r\n"):
        heard = stranger.says(greeting, tls=False)
        assert len(heard) <= 7, heard  # an alert of TLS at most
    with stranger.connect() as line:
        assert isinstance(line, ssl.SSLSocket)
        shown = line.getpeercert(binary_form=True)
        assert shown is not None
        certificate = x509.load_der_x509_certificate(shown)
        assert line.version() in ("TLSv1.2", "TLSv1.3")
    site = hub.get("/api/v1/site")["site"]["name"]
    subject = certificate.subject.rfc4514_string()
    assert not any(word in subject for word in (*site.split(), __version__))


def listening(pid: int) -> list[int]:
    """TCP ports on which a process listens."""
    inodes = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        found = re.fullmatch(r"socket:\[(\d+)\]", str(handle.readlink()))
        inodes |= {found[1]} if found else set()
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    return [
        int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A" and row[9] in inodes
    ]


TRIED = [
    *(("GET", "/"), ("GET", "/api/openapi.json"), ("GET", "/metrics"), ("GET", "/api/v1/queue")),
    *(("GET", "/api/v1/site"), ("PUT", "/api/v1/site"), ("GET", "/api/v1/events?after=0")),
    *(("POST", "/api/v1/tickets"), ("GET", "/api/v1/nothing"), ("DELETE", "/healthz")),
    *(("POST", "/api/v1/counters/1/open"), ("POST", "/api/v1/counters/none/open")),
    *(("GET", "/api/v1/officers"), ("POST", "/api/v1/sign-in"), ("GET", "/.env")),
    *(("GET", "/api/v1/tickets/short"), ("OPTIONS", "/api/v1/services"), ("GET", "/ws")),
]


def test_everything_that_is_not_public_is_answered_alike_whether_it_is_there_or_not(
    hub: RealHub, stranger: Stranger
) -> None:
    before = hub.get("/healthz")["journal"]["seq"]
    for method, path in TRIED:
        heard = stranger.asks(method, path)
        assert (heard.status, heard.body) == (401, NOT_OPEN), (method, path)
        says_nothing_of_itself(heard)
    assert hub.get("/healthz")["journal"]["seq"] == before


@pytest.mark.parametrize("token", ["x", "Bearer", "a" * 32, "é" * 8, "' OR 1=1"])
def test_a_made_up_token_is_none(stranger: Stranger, token: str) -> None:
    heard = stranger.asks("GET", "/api/v1/queue", f"authorization: Bearer {token}")
    assert (heard.status, heard.body) == (401, NOT_OPEN)


def test_health_says_one_word(stranger: Stranger) -> None:
    heard = stranger.asks("GET", "/healthz")
    assert (heard.status, heard.body) == (200, {"status": "ok"})
    says_nothing_of_itself(heard)


# Who one is ---------------------------------------------------------------------------------


def test_a_line_says_nothing_of_the_hub_to_who_is_not_let_in(hub: RealHub) -> None:
    before = hub.get("/healthz")["journal"]["seq"]
    for said in (
        {"protocol": 999},
        {"protocol": 0},
        {"role": "manager"},
        {"device": "kiosk-1", "proof": "AAAA"},
        {"token": "guessed"},
    ):
        with Knock(hub.url) as knock:
            hello = {"type": "hello", "protocol": 1, "role": "kiosk", "device": "x"} | said
            knock.say(hello)
            bye = knock.hear()
            assert (bye["type"], bye["retry"]) == ("bye", False)
            assert [one for one in (*TELLTALE, hub.ready["hub"]) if one in str(bye).lower()] == []
            assert knock.hear() == {}
    assert hub.get("/healthz")["journal"]["seq"] == before


def test_an_order_before_a_greeting_is_no_order(hub: RealHub) -> None:
    """As somebody would replay it who has recorded a counter's line."""
    before = hub.get("/healthz")["journal"]["seq"]
    with Knock(hub.url) as knock:
        body = {"service": "KTP-BARU"}
        knock.say({"type": "command", "id": "x-1", "name": "IssueTicket", "body": body})
        assert knock.hear()["code"] == "hello-first"
    assert hub.get("/healthz")["journal"]["seq"] == before


def test_a_line_s_token_is_good_where_its_device_is_and_while_it_lasts(
    hub: RealHub, stranger: Stranger
) -> None:
    token = hub.let_in("kiosk", "kiosk-5")
    at_home = Stranger(hub.port, "127.0.0.1")
    with AppLine(hub.url, "kiosk", "kiosk-5", key=token) as line:
        bearer = f"authorization: Bearer {line.welcome()['token']}"
        assert at_home.asks("GET", "/api/v1/services", bearer).status == 200
        assert stranger.asks("GET", "/api/v1/services", bearer).status == 401
    tool = f"authorization: Bearer {(hub.directory / 'token').read_text().strip()}"
    forwarded = at_home.asks("GET", "/api/v1/queue", tool, "x-forwarded-for: 10.0.0.1")
    assert forwarded.status == 401


def test_a_stranger_can_try_no_pin_and_lock_nobody_out(hub: RealHub, stranger: Stranger) -> None:
    pins = {
        one["id"]: one["pin"] for one in hub.request("POST", "/api/v1/officers/pins").json()["pins"]
    }
    for n in range(12):
        body = b'{"officer": "officer-3", "pin": "%d"}' % (1_000 + n)
        for path in ("/api/v1/sign-in", "/api/v1/counters/3/open", "/api/v1/change-pin"):
            assert stranger.asks("POST", path, JSON, body=body).body == NOT_OPEN
    key = hub.let_in("counter", "pc-3")
    own = hub.own_pin("officer-3", pins["officer-3"])
    with AppLine(hub.url, "counter", "pc-3", key=key) as line:
        line.welcome()
        asked = {"counter": "3", "officer": "officer-3", "pin": own}
        assert line.order("OpenCounter", asked)["status"] == 200


# A ticket's link ----------------------------------------------------------------------------


def test_who_has_a_ticket_s_link_may_look_and_cancel_and_nothing_else(
    hub: RealHub, stranger: Stranger
) -> None:
    mine, other = hub.take(priority="lansia"), hub.take()
    path = f"/api/v1/tickets/{mine['id']}"
    heard = stranger.asks("GET", path)
    assert heard.status == 200
    assert heard.body["number"] == mine["number"]
    assert heard.body.keys() <= {
        *("id", "number", "state", "service", "issued_at", "zone", "ahead", "counters"),
        *("counter", "visit", "expected_at", "latest_at"),
    }
    assert "lansia" not in heard.content.decode()
    assert other["number"] not in heard.content.decode()
    reached = ("reprint", "rejoin", "notes", "priority", "assist", "move", "postpone", "contact")
    for action in reached:
        assert stranger.asks("POST", f"{path}/{action}", body=b"{}").status == 401
    assert stranger.asks("GET", f"{path}/before/{other['number']}").status == 401
    sent = b'{"reason": "mine", "session": "x", "ticket": "%b"}' % other["id"].encode()
    assert stranger.asks("POST", f"{path}/cancel", JSON, body=sent).status in (200, 400, 401)
    assert stranger.asks("POST", f"{path}/cancel", JSON, body=b"{}").status in (200, 409)
    assert hub.get(path)["state"] == "cancelled"
    assert hub.get(f"/api/v1/tickets/{other['id']}")["state"] == "waiting"


JSON = "content-type: application/json"


def test_no_ticket_and_not_this_way_sound_the_same(hub: RealHub, stranger: Stranger) -> None:
    wrong = "A" * len(hub.take()["id"])
    first = stranger.asks("GET", f"/api/v1/tickets/{wrong}")
    second = stranger.asks("POST", f"/api/v1/tickets/{wrong}/cancel", JSON, body=b"{}")
    assert (first.status, second.status) == (404, 404)
    assert first.content == second.content
    assert wrong not in first.content.decode()
    says_nothing_of_itself(first)


def test_ids_cannot_be_guessed_for_long(hub: RealHub, stranger: Stranger) -> None:
    ticket = hub.take()["id"]
    began = time.monotonic()
    statuses = [
        stranger.asks("GET", f"/api/v1/tickets/{n:0{len(ticket)}d}").status
        for n in range(MISSES.burst + 3)
    ]
    assert statuses[: MISSES.burst] == [404] * MISSES.burst
    rest = statuses[MISSES.burst :]
    assert rest.count(404) <= so_far(MISSES, began)
    assert set(rest) <= {404, 429}
    assert Stranger(hub.port, "127.8.0.1").asks("GET", f"/api/v1/tickets/{ticket}").status == 200


def so_far(rate: Rate, began: float) -> int:
    """So many more may come by now than at once: the machine may be slow."""
    return int((time.monotonic() - began) * rate.per_second)


def test_one_link_is_not_looked_at_without_end_however_many_look(hub: RealHub) -> None:
    path = f"/api/v1/tickets/{hub.take()['id']}"
    began, answered = time.monotonic(), 0
    while (status := look_from(hub, f"127.8.1.{answered + 1}", path)) == 200:
        answered += 1
    assert status == 429
    assert LOOKS.burst <= answered <= LOOKS.burst + so_far(LOOKS, began)


def look_from(hub: RealHub, address: str, path: str) -> int:
    return Stranger(hub.port, address).asks("GET", path).status


# Sizes and rates ----------------------------------------------------------------------------


def test_one_address_asks_so_often_and_others_are_served(hub: RealHub) -> None:
    greedy, other = Stranger(hub.port, "127.8.2.1"), Stranger(hub.port, "127.8.2.2")
    one = b"GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n"
    began, answered = time.monotonic(), 0
    with greedy.connect() as line:
        while (heard := _one_answer(line, one)).startswith(b"HTTP/1.1 200 "):
            answered += 1
        assert line.recv(1) == b""
    assert ASKING.burst <= answered <= ASKING.burst + so_far(ASKING, began)
    began = time.monotonic()
    assert heard.startswith(b"HTTP/1.1 429 ")
    says_nothing_of_itself(told(heard))
    assert greedy.says(one * 100).count(b"HTTP/1.1 200") <= 1 + so_far(ASKING, began)
    assert other.asks("GET", "/healthz").status == 200
    assert hub.take()["number"]


def _one_answer(line: socket.socket, request: bytes) -> bytes:
    line.sendall(request)
    heard = line.recv(65_536)
    while not heard.endswith(b"}"):
        heard += line.recv(65_536)
    return heard


def test_a_body_that_is_too_large_is_refused_before_it_comes(stranger: Stranger) -> None:
    path = "/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAA/cancel"
    said = f"POST {path} HTTP/1.1\r\nhost: hub\r\n{JSON}\r\nconnection: close\r\n"
    for length in (f"content-length: {BODY_LIMIT + 1}", "transfer-encoding: chunked"):
        answer = stranger.says(f"{said}{length}\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 413 "), answer[:80]


def test_a_head_that_is_too_large_is_cut(stranger: Stranger) -> None:
    endless = b"GET /healthz HTTP/1.1\r\nhost: hub\r\nx: " + b"a" * (HEAD_LIMIT + 9_000)
    answer = stranger.says(endless)
    assert answer.startswith(b"HTTP/1.1 431 ") or answer == b""


# Path tricks --------------------------------------------------------------------------------

TRICKS = [
    "/api/v1/media/files/../../../token",
    "/api/v1/media/files/%2e%2e/%2e%2e/token",
    "/api/v1/media/files/..%2f..%2ftoken",
    "/api/v1/media/files/%252e%252e%252ftoken",
    "/api/v1/media/files//etc/passwd",
    "/api/v1/media/files/%2fetc%2fpasswd",
    "/api/v1/media/files/token%00.png",
    "/api/v1/media/files/..\\..\\token",
    "//etc/passwd",
    "/healthz/../metrics",
    "/healthz%2f..%2fmetrics",
    "/healthz/..;/metrics",
    "/%68ealthz/../api/v1/queue",
    "/api/v1/tickets/../queue",
    "/api/v1/tickets/%2e%2e%2fqueue",
    "/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAA/../../queue",
    "/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAA%2fnotes",
    "http://127.0.0.1/api/v1/queue",
    "/api/v1/" + "a/" * 4_000,
    "/api/v1/media/files/" + "%2e" * 3_000,
]


@pytest.mark.parametrize("path", TRICKS, ids=range(len(TRICKS)))
def test_path_tricks_open_nothing_to_a_stranger(stranger: Stranger, path: str) -> None:
    heard = stranger.asks("GET", path)
    assert heard.status in (400, 401, 404)
    assert b"root:" not in heard.content
    says_nothing_of_itself(heard)


@pytest.mark.parametrize("path", TRICKS, ids=range(len(TRICKS)))
def test_nor_to_somebody_with_the_token(hub: RealHub, path: str) -> None:
    """A tool may see the queue, and no file that is no medium."""
    token = (hub.directory / "token").read_text().strip()
    here = Stranger(hub.port, "127.0.0.1")
    heard = here.asks("GET", path, f"authorization: Bearer {token}")
    if heard.status == 200:
        assert "queue" in path or "metrics" in path
    else:
        assert heard.status in (400, 401, 404, 405)
    assert token.encode() not in heard.content
    assert b"root:" not in heard.content


def laid_down(hub: RealHub) -> list[Path]:
    """All that is in its directory or beside it, but for what the hub writes there by itself."""
    own = {POPULAR_FILE, CONTACTS_FILE, HOMES_FILE, "refused.json"}
    found = hub.directory.parent.rglob("*")
    return sorted(one for one in found if one.name not in own and one.suffix != ".new")


@pytest.mark.parametrize("name", ["..%2f..%2fpeople.db", "%2e%2e", "a%00.png", "..\\x", "a" * 300])
def test_a_medium_s_name_is_no_path(hub: RealHub, name: str) -> None:
    before = laid_down(hub)
    for method in ("PUT", "DELETE"):
        token = (hub.directory / "token").read_text().strip()
        here = Stranger(hub.port, "127.0.0.1")
        bearer = f"authorization: Bearer {token}"
        heard = here.asks(method, f"/api/v1/media/{name}", bearer, body=b"x")
        assert heard.status in (401, 403, 404, 405, 422)
    assert laid_down(hub) == before


def test_the_public_side_is_what_the_table_of_permissions_opens_to_strangers() -> None:
    alone: dict[str, frozenset[CallerKind]] = {}
    for (name, _), row in permissions.COMMANDS.items():
        alone[name] = alone.get(name, frozenset()) | row.alone
    rows = permissions.ROUTES.items()
    kinds = {where: alone[row] if isinstance(row, str) else row.alone for where, row in rows}
    opened = {where for where, allowed in kinds.items() if CallerKind.STRANGER in allowed}
    assert opened == {(one.method, one.path) for one in ROUTES}


def test_the_description_knows_every_route_that_the_table_has() -> None:
    """So that whatever is fuzzed by the description is all that there is."""
    known = {(path, method.upper()) for path, row in document()["paths"].items() for method in row}
    known = {one for one in known if one[1] != "PARAMETERS"}
    assert known == {(path, method) for method, path in permissions.ROUTES}

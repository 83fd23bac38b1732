"""A loopback hub answers this machine's own requests, and no page or proxy in between."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("trust") / "data", "--always-open") as running:
        yield running


def raw_answer(hub: RealHub, *headers: str) -> str:
    """The whole answer to a ticket order with exactly these headers."""
    body = '{"service": "KTP-BARU"}'
    lines = ["POST /api/v1/tickets HTTP/1.1", *headers, f"content-length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", hub.port), timeout=5) as connection:
        request = "\r\n".join([*lines, "connection: close", "", body])
        connection.sendall(request.encode("latin-1"))
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts).decode()


JSON = "content-type: application/json"
HOST = "host: localhost"


@pytest.mark.parametrize(
    "headers",
    [
        ("host: localhost",),
        ("host: localhost:8080",),
        ("host: 127.0.0.1",),
        ("host: 127.8.8.8:99",),
        ("host: [::1]:80",),
        (HOST, "origin: http://localhost:3000"),
        (HOST, "origin: http://127.0.0.1"),
    ],
)
def test_local_requests_are_answered(hub: RealHub, headers: tuple[str, ...]) -> None:
    assert raw_answer(hub, *headers, JSON).startswith("HTTP/1.1 201 ")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (("host: giliran.example",), "foreign-host"),
        (("host: 192.168.1.5",), "foreign-host"),
        (("host: 127.0.0.1.evil.example",), "foreign-host"),
        (("host: localhost.evil.example",), "foreign-host"),
        (("host: localhost@evil.example",), "foreign-host"),
        (("host: 0.0.0.0",), "foreign-host"),
        (("host: [::1",), "foreign-host"),
        (("host: ",), "foreign-host"),
        ((HOST, "origin: https://evil.example"), "foreign-origin"),
        ((HOST, "origin: null"), "foreign-origin"),
        ((HOST, "origin: file://"), "foreign-origin"),
        ((HOST, "origin: http://[bad"), "foreign-origin"),
        ((HOST, "forwarded: for=1.2.3.4"), "forwarded"),
        ((HOST, "x-forwarded-for: 127.0.0.1"), "forwarded"),
    ],
)
def test_others_are_not(hub: RealHub, headers: tuple[str, ...], code: str) -> None:
    before = hub.get("/healthz")["journal"]["seq"]
    answer = raw_answer(hub, *headers, JSON)
    assert answer.startswith("HTTP/1.1 403 ")
    assert f'"code":"{code}"' in answer
    assert hub.get("/healthz")["journal"]["seq"] == before


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "text/json"])
def test_what_a_page_can_send_unasked_is_refused(hub: RealHub, kind: str) -> None:
    assert raw_answer(hub, HOST, f"content-type: {kind}").startswith("HTTP/1.1 415 ")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Forwarded": "for=1.2.3.4"}]
)
def test_a_page_of_another_origin_gets_no_line(hub: RealHub, headers: dict[str, str]) -> None:
    line = AppLine(hub.url)
    with pytest.raises(InvalidStatus) as refused:
        line.connect(additional_headers=headers)
    assert refused.value.response.status_code == 403


def test_no_request_at_all(hub: RealHub) -> None:
    with socket.create_connection(("127.0.0.1", hub.port), timeout=5) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00 this is TLS or worse\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
    hub.take()


def test_nothing_of_this_was_a_fault(hub: RealHub) -> None:
    assert "Traceback" not in hub.said()

"""A loopback hub answers this machine's own requests, and no page or proxy in between."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from shared.hub.http.no_http import HEAD_LIMIT
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("trust") / "data", "--always-open") as running:
        yield running


def raw_answer(hub: RealHub, *headers: str) -> str:
    """The whole answer to a ticket order with exactly these headers."""
    body = '{"service": "KTP-BARU"}'
    lines = ["POST /api/v1/tickets HTTP/1.1", *headers, f"content-length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as connection:
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


def test_nothing_is_paired_with_it(hub: RealHub) -> None:
    body = {"role": "kiosk", "device": "kiosk-1", "key": "A" * 43 + "="}
    problem(hub.request("POST", "/api/v1/devices", body), 409, "not-reachable")
    assert not (hub.directory / "identity" / "hub.key").exists()


def said_to(hub: RealHub, words: bytes) -> tuple[str, dict[str, str], dict[str, Any]]:
    """Status line, headers and problem of what the hub answers to these bytes before it closes."""
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as connection:
        connection.sendall(words)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return first, dict(line.split(": ", 1) for line in lines), json.loads(body)


NOISE = [
    b"\x16\x03\x01\x02\x00 this is TLS or worse\r\n\r\n",
    b"SSH-2.0-OpenSSH_9.2\r\n",
    b"GET /healthz HTTP/1.1\r\nno colon here\r\n\r\n",
    b"POST /api/v1/tickets HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
]


@pytest.mark.parametrize("words", NOISE, ids=["tls", "ssh", "header", "length"])
def test_what_is_no_http_is_refused_as_everything_else(hub: RealHub, words: bytes) -> None:
    first, headers, body = said_to(hub, words)
    assert first == "HTTP/1.1 400 Bad Request"
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert (body["code"], body["status"]) == ("not-http", 400)
    assert {"type", "title", "detail"} < body.keys()
    hub.take()


def test_a_line_is_not_begun_behind_a_question_that_is_open(hub: RealHub) -> None:
    """Its answer would end up in the line; a fuzz run found the trace in the log."""
    asked = b"GET /nothing HTTP/1.1\r\nhost: localhost\r\n\r\n"
    line = b"GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade"
    key = b"\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as connection:
        connection.sendall(asked + line + key)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    assert b"101 Switching" not in answer
    hub.take()
    assert "ERROR" not in hub.said()


def test_a_head_without_end_is_cut(hub: RealHub) -> None:
    endless = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: " + b"a" * HEAD_LIMIT
    first, headers, body = said_to(hub, endless)
    assert first == "HTTP/1.1 431 Request Header Fields Too Large"
    assert (body["code"], headers["content-type"]) == (
        "head-too-large",
        "application/problem+json",
    )


def test_noise_is_counted_and_hardly_logged(hub: RealHub) -> None:
    def counted() -> float:
        page = hub.request("GET", "/metrics").text.splitlines()
        wanted = 'giliran_requests_unreadable_total{code="not-http"} '
        return sum(float(line.removeprefix(wanted)) for line in page if line.startswith(wanted))

    def logged() -> list[str]:
        return [line for line in hub.said().splitlines() if "HTTP request" in line]

    before, said = counted(), len(logged())
    for _ in range(50):
        said_to(hub, NOISE[0])
    assert counted() == before + 50
    assert len(logged()) <= said + 1
    assert "127.0.0.1 was refused" in logged()[0]


def test_nothing_of_this_was_a_fault(hub: RealHub) -> None:
    assert "Traceback" not in hub.said()

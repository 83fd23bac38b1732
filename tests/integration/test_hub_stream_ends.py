"""A stream of events is for whoever may read it now: it ends with device, line and sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import ANSWER_S, RealHub, problem

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1_000)

AT_ONCE_S = 8.0
"""Well before the comment of an idle stream, with which a reader would hear that it goes on."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    directory = tmp_path_factory.mktemp("ends") / "data"
    with RealHub(directory, "--listen", "0.0.0.0:0", "--always-open") as running:
        pins = running.request("POST", "/api/v1/officers/pins", {}).json()["pins"]
        own = {row["id"]: row["pin"] for row in pins}
        for officer in OFFICERS:
            running.own_pin(officer, own[officer])
            PINS[officer] = f"{own[officer][::-1]}9"
        yield running


OFFICERS = tuple(f"officer-{n}" for n in range(1, 7))
PINS: dict[str, str] = {}


class Reader:
    """Somebody at a counter of their own, who reads what happens in the hall."""

    def __init__(self, hub: RealHub, counter: str) -> None:
        self.hub, self.counter = hub, counter
        self.officer, self.device = f"officer-{counter}", f"pc-{counter}"
        self.line = AppLine(hub.url, "counter", self.device, key=hub.let_in("counter", self.device))
        self.headers: dict[str, str] = {}

    def __enter__(self) -> Reader:
        self.line.__enter__()
        token = self.line.welcome()["token"]
        body = {"counter": self.counter, "officer": self.officer, "pin": PINS[self.officer]}
        self.session = self.line.order("OpenCounter", body)["body"]["session"]
        self.headers = {"authorization": f"Bearer {token}", "giliran-session": self.session}
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    @contextmanager
    def stream(self) -> Iterator[Iterator[str]]:
        """The lines of a stream of what happens from now on, which has begun."""
        after = self.hub.get("/healthz")["journal"]["seq"]
        patience = httpx.Timeout(ANSWER_S, read=AT_ONCE_S)
        with (
            httpx.Client(verify=False, trust_env=False, timeout=patience) as client,
            client.stream(
                "GET", f"{self.hub.url}/api/v1/events?after={after}", headers=self.headers
            ) as answer,
        ):
            assert answer.status_code == 200
            lines = (line for line in answer.iter_lines() if line)
            assert next(lines) == ": the journal's events"
            yield lines


def revoked(reader: Reader) -> None:
    path = f"/api/v1/devices/{reader.device}/revoke"
    assert reader.hub.request("POST", path, {"reason": "stolen"}).status_code == 200


def line_over(reader: Reader) -> None:
    reader.line.close()


def counter_closed(reader: Reader) -> None:
    closing = {"counter": reader.counter, "session": reader.session}
    assert reader.line.order("CloseCounter", closing)["status"] == 200


def role_taken(reader: Reader) -> None:
    path = f"/api/v1/officers/{reader.officer}/role"
    assert reader.hub.request("POST", path, {"role": "desk"}).status_code == 200


def removed(reader: Reader) -> None:
    listed = reader.hub.get("/api/v1/officers")["officers"]
    keep = [one["id"] for one in listed if one["id"] != reader.officer]
    body = {"officers": [], "keep": keep}
    assert reader.hub.request("PUT", "/api/v1/officers", body).status_code == 200


def permit_taken(reader: Reader) -> None:
    """The role has it no more, in the site's next version."""
    site = reader.hub.get("/api/v1/site")["site"]
    role = {"code": "officer", "name": {"id": "Petugas", "en": "Officer"}, "may": ["issue"]}
    site["roles"] = [*site.get("roles", []), role]
    assert reader.hub.request("PUT", "/api/v1/site", site).status_code == 200


@pytest.mark.parametrize(
    ("counter", "lost"),
    [
        ("1", revoked),
        ("2", line_over),
        ("3", counter_closed),
        ("4", role_taken),
        ("5", removed),
        ("6", permit_taken),
    ],
)
def test_a_stream_ends_at_once_with_the_right_to_it(
    hub: RealHub, counter: str, lost: Callable[[Reader], None]
) -> None:
    with Reader(hub, counter) as reader, reader.stream() as lines:
        ticket = hub.take()
        assert any(ticket["id"] in line for line in lines)
        lost(reader)
        list(lines)  # the answer is at its end: nothing has to happen in the hall for it
        later = hub.take()["id"]
        url = f"{hub.url}/api/v1/events"
        again = httpx.get(
            url, headers=reader.headers, verify=False, trust_env=False, timeout=ANSWER_S
        )
        assert again.status_code in {401, 403}
        assert later not in again.text


def test_whoever_may_still_reads_on(hub: RealHub) -> None:
    after = hub.get("/healthz")["journal"]["seq"]
    with hub.stream("GET", f"/api/v1/events?after={after}") as answer:
        lines = answer.iter_lines()
        hub.let_in("counter", "pc-gone")
        hub.request("POST", "/api/v1/devices/pc-gone/revoke", {"reason": "stolen"})
        ticket = hub.take()
        assert any(ticket["id"] in line for line in lines)


def test_a_file_of_whoever_is_out_by_its_end_is_not_taken(hub: RealHub) -> None:
    pins: dict[str, Any] = {"id": "pengelola", "name": "P", "pin": "748291", "role": "manager"}
    hub.request("PUT", "/api/v1/officers", {"officers": [pins]})
    own = hub.own_pin("pengelola", "748291")
    signed = hub.request("POST", "/api/v1/sign-in", {"officer": "pengelola", "pin": own}).json()
    session = {"giliran-session": signed["session"]}

    def pieces() -> Iterator[bytes]:
        yield PNG
        assert hub.request("POST", "/api/v1/sign-out", signed).status_code == 200
        yield b""

    path = "/api/v1/media/late.png"
    refused = hub.request("PUT", path, content=pieces(), headers=session)
    problem(refused, 401, "no-session")
    assert hub.get("/api/v1/media")["media"] == []

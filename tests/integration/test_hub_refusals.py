"""What REST refuses: each with its status, its code, and nothing changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("refusals") / "data", "--always-open") as running:
        yield running


TICKETS = "/api/v1/tickets"

BAD: list[tuple[str, str, Any, int, str]] = [
    ("POST", TICKETS, {"service": "NOT-THERE"}, 422, "unknown-service"),
    ("POST", TICKETS, {}, 422, "bad-command"),
    ("POST", TICKETS, {"service": 7}, 422, "bad-command"),
    ("POST", TICKETS, {"service": None}, 422, "bad-command"),
    ("POST", TICKETS, {"service": ["KTP-BARU"]}, 422, "bad-command"),
    ("POST", TICKETS, {"service": "KTP-BARU", "people": "2"}, 422, "bad-command"),
    ("POST", TICKETS, {"service": "KTP-BARU", "people": 2**70}, 422, "too-many-people"),
    ("POST", TICKETS, {"service": "KTP-BARU", "people": 0}, 422, "too-many-people"),
    ("POST", TICKETS, {"service": "KTP-BARU", "people": -1}, 422, "too-many-people"),
    ("POST", TICKETS, {"service": "KTP-BARU", "language": "xx"}, 422, "unknown-language"),
    ("POST", TICKETS, {"service": "KTP-BARU", "priority": "vip"}, 422, "unknown-priority"),
    ("POST", TICKETS, {"service": "KTP-BARU", "assist": ["x"]}, 422, "unknown-assistance"),
    ("POST", TICKETS, {"service": "KTP-BARU", "assist": "x"}, 422, "bad-command"),
    ("POST", TICKETS, {"service": "KTP-BARU", "visit": "none"}, 422, "unknown-visit"),
    ("POST", TICKETS, {"service": "KTP-BARU", "ticket": "mine"}, 422, "bad-command"),
    ("POST", TICKETS, {"service": "KTP-BARU", "colour": "red"}, 422, "bad-command"),
    ("POST", TICKETS, {"service": "KTP-BARU", "kiosk": "x" * 121}, 422, "bad-command"),
    ("POST", "/api/v1/services/IKD/suspend", {"reason": "lain", "until": 7}, 422, "bad-command"),
    ("GET", f"{TICKETS}/none", None, 404, "unknown-ticket"),
    ("POST", f"{TICKETS}/none/cancel", {}, 404, "unknown-ticket"),
    ("POST", f"{TICKETS}/none/fly", {}, 404, "not-found"),
    ("GET", "/api/v1/counters/none", None, 404, "unknown-counter"),
    ("POST", "/api/v1/counters/none/call-next", {}, 404, "unknown-counter"),
    ("POST", "/api/v1/counters/1/jump", {}, 404, "not-found"),
    ("POST", "/api/v1/counters/42/start", {}, 409, "counter-closed"),
    ("PUT", "/api/v1/displays/none", {"volume": 3}, 404, "unknown-display"),
    ("PUT", "/api/v1/site", {"name": "half a site"}, 422, "bad-site"),
    ("PUT", "/api/v1/officers", {"officers": [{"id": 1}]}, 422, "bad-officers"),
    ("PUT", "/api/v1/officers", {"officers": "all"}, 422, "bad-officers"),
    ("GET", "/", None, 404, "not-found"),
    ("GET", "/api/v1/nothing", None, 404, "not-found"),
    ("GET", "/api/v1/events?after=x", None, 422, "bad-sequence"),
    ("GET", "/api/v1/events?after=-1", None, 422, "bad-sequence"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "code"), BAD)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    hub: RealHub, *, method: str, path: str, body: Any, status: int, code: str
) -> None:
    before = hub.get("/healthz")["journal"]["seq"]
    problem(hub.request(method, path, body), status, code)
    assert hub.get("/healthz")["journal"]["seq"] == before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_names_the_right_one(hub: RealHub, method: str) -> None:
    answer = hub.request(method, TICKETS)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


def raw(hub: RealHub, content: bytes, kind: str = "application/json") -> httpx.Response:
    return hub.request("POST", TICKETS, content=content, headers={"content-type": kind})


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'"KTP-BARU"',
        b"null",
        b"\xff\xfe",
        b'{"service": "KTP-BARU"} {}',
        b'{"service": NaN}',
        b"[" * 50_000,
        b'{"a":' * 10_000,
        b"\0",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_body_that_is_no_object_is_refused(hub: RealHub, content: bytes) -> None:
    problem(raw(hub, content), 422, "bad-json")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_media_type_is_refused(hub: RealHub, kind: str) -> None:
    problem(raw(hub, b'{"service": "KTP-BARU"}', kind), 415, "media-type")


def test_parameters_of_the_media_type_do_not_matter(hub: RealHub) -> None:
    answer = raw(hub, b'{"service": "KTP-BARU"}', "application/json; charset=utf-8")
    assert answer.status_code == 201


def test_ten_megabytes_are_refused_and_the_hub_goes_on(hub: RealHub) -> None:
    big = json.dumps({"service": "x" * 10_000_000}).encode()
    problem(raw(hub, big), 413, "too-large")
    parts = (big[start : start + 65_536] for start in range(0, len(big), 65_536))
    chunked = hub.request(
        "POST", TICKETS, content=parts, headers={"content-type": "application/json"}
    )
    problem(chunked, 413, "too-large")
    assert hub.take()["state"] == "waiting"


@pytest.mark.parametrize("keys", [[""], ["x" * 129], ["a", "b"]], ids=["empty", "long", "two"])
def test_a_key_that_is_none(hub: RealHub, keys: list[str]) -> None:
    before = hub.get("/healthz")["journal"]["seq"]
    headers = [("idempotency-key", key) for key in keys]
    answer = hub.request("POST", TICKETS, {"service": "KTP-BARU"}, headers=headers)
    problem(answer, 422, "bad-idempotency-key")
    assert hub.get("/healthz")["journal"]["seq"] == before


def test_the_session_says_whose_order_it_was(hub: RealHub) -> None:
    """Where the order names no counter; on loopback it need not be there."""
    signed = hub.at("18", "open", {"officer": "officer-18", "pin": "1234"}).json()
    first, second = (hub.take() for _ in range(2))
    before = len(hub.entries())
    with AppLine(hub.url) as line:
        line.welcome()
        for ticket, more in ((first, {"session": signed["session"]}), (second, {})):
            body = {"ticket": ticket["id"], "priority": "lansia", "reason": "ditunjukkan", **more}
            assert line.order("SetPriority", body)["status"] == 200
    changed = [one.actor for one in hub.entries()[before:] if one.type == "PriorityChanged"]
    assert changed == ["app-1/officer-18", "app-1"]


def test_reasons_are_those_of_the_site(hub: RealHub) -> None:
    """Each list on its own, and the refusal names what it has."""
    lists = hub.get("/api/v1/site")["site"]["reasons"]
    hub.open("17")
    services = hub.get("/api/v1/counters/17")["services"]
    called, other, waiting = (hub.take(services[0], priority="lansia") for _ in range(3))
    assert hub.at("17", "call-next").json()["number"] == called["number"]

    def refuses(answer: httpx.Response, kind: str) -> None:
        known = [reason["code"] for reason in lists[kind]]
        assert known
        assert problem(answer, 422, "unknown-reason")["extra"] == {
            "reason": "cuaca",
            "reasons": known,
        }

    refuses(hub.at("17", "no-show", {"reason": "cuaca"}), "no_show")
    moved = {"service": services[1], "reason": "cuaca"}
    refuses(hub.at("17", "transfer", moved), "transfer")
    assert hub.at("17", "no-show", {"reason": lists["no_show"][0]["code"]}).status_code == 200
    refuses(hub.at("17", "call", {"ticket": other["id"], "reason": "cuaca"}), "out_of_order")
    refuses(hub.at("17", "pause", {"reason": "cuaca"}), "pause")
    refuses(hub.request("POST", "/api/v1/services/IKD/suspend", {"reason": "cuaca"}), "suspend")
    with AppLine(hub.url) as line:
        line.welcome()
        body = {"ticket": waiting["id"], "priority": None, "reason": "cuaca"}
        no = line.order("SetPriority", body)["problem"]
        assert no["code"] == "unknown-reason"
        assert no["extra"]["reasons"] == [one["code"] for one in lists["withdraw_priority"]]
        body["reason"] = lists["withdraw_priority"][0]["code"]
        assert line.order("SetPriority", body)["status"] == 200
    assert hub.at("17", "pause").json()["state"] == "paused"  # none need be given

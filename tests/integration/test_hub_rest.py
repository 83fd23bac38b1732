"""The fixed points of the REST API, literally, on a real hub with the sample site."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.real_hub import RealHub, problem


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("rest") / "data", "--always-open") as running:
        yield running


@pytest.fixture
def counter(hub: RealHub) -> Iterator[str]:
    """A counter that is open, and whose services nobody waits for; closed again afterwards."""
    hub.open("41")
    drain(hub, "41")
    yield "41"
    drain(hub, "41")
    assert hub.at("41", "close").status_code == 200


def drain(hub: RealHub, counter: str) -> None:
    hub.at(counter, "finish")
    while hub.at(counter, "call-next").status_code == 200:
        hub.at(counter, "finish")


@pytest.fixture(scope="module")
def service(hub: RealHub) -> str:
    """A service of counter 41 alone."""
    mine = hub.get("/api/v1/counters/41")["services"]
    counters = hub.get("/api/v1/counters")["counters"]
    alone = [code for code in mine if sum(code in other["services"] for other in counters) == 1]
    assert alone, mine
    return str(alone[0])


def has_offset(text: str) -> bool:
    return dt.datetime.fromisoformat(text).utcoffset() == dt.timedelta(hours=7)


# Tickets --------------------------------------------------------------------------------------


def test_a_ticket_has_its_fields(hub: RealHub) -> None:
    answer = hub.request(
        "POST",
        "/api/v1/tickets",
        {"service": "KTP-BARU"},
        headers={"idempotency-key": uuid.uuid4().hex},
    )
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/json"
    ticket = answer.json()
    assert ticket["ahead"] == 0  # present although it is nothing
    assert ticket["state"] == "waiting"
    assert re.fullmatch(r"[A-Z]+-\d{3}", ticket["number"])
    assert len(ticket["id"]) >= 16  # 96 bits in base64
    assert has_offset(ticket["issued_at"])
    assert ticket["zone"] in {zone["code"] for zone in hub.get("/api/v1/site")["site"]["zones"]}
    assert ticket["counters"]
    assert set(ticket["counters"]) <= {c["id"] for c in hub.get("/api/v1/counters")["counters"]}
    assert ticket["visit"]
    assert hub.get(f"/api/v1/tickets/{ticket['id']}") == ticket


def test_everything_a_visitor_may_say_is_taken(hub: RealHub) -> None:
    site = hub.get("/api/v1/site")["site"]
    many = next(s for s in site["services"] if s.get("people_max", 1) > 1)
    first = hub.take(many["code"])
    ticket = hub.take(
        many["code"],
        priority=site["priority"][0]["code"],
        language="en",
        visit=first["visit"],
        people=2,
        assist=[site["assistance"][0]["code"]],
    )
    assert ticket["visit"] == first["visit"]
    assert (ticket["language"], ticket["people"], ticket["priority"]) == ("en", 2, True)
    assert "group" not in ticket  # health data is for staff
    assert "assist" not in ticket


def test_ids_are_never_alike(hub: RealHub) -> None:
    ids = [hub.take()["id"] for _ in range(20)]
    assert len({id_[:6] for id_ in ids}) == 20


def test_a_ticket_is_cancelled_once(hub: RealHub) -> None:
    ticket = hub.take()
    path = f"/api/v1/tickets/{ticket['id']}/cancel"
    assert hub.request("POST", path).json()["state"] == "cancelled"
    again = problem(hub.request("POST", path), 409, "wrong-state")
    assert again["extra"]["state"] == "cancelled"
    assert again["extra"]["leads_to"] == "cancelled"
    assert again["extra"]["needed"] == ["held", "no-show", "postponed", "waiting"]


def test_a_reprint_is_wanted(hub: RealHub) -> None:
    ticket = hub.take()
    answer = hub.request("POST", f"/api/v1/tickets/{ticket['id']}/reprint", {})
    assert answer.status_code == 200
    assert answer.json()["reprint_wanted"] is True


def test_the_same_key_gives_the_same_ticket(hub: RealHub) -> None:
    headers = {"idempotency-key": "twice"}
    body = {"service": "KTP-BARU", "language": "en"}
    one = hub.request("POST", "/api/v1/tickets", body, headers=headers)
    two = hub.request("POST", "/api/v1/tickets", dict(reversed(body.items())), headers=headers)
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    other = {"service": "KTP-CETAK"}
    problem(hub.request("POST", "/api/v1/tickets", other, headers=headers), 422, "id-reused")


def test_a_refusal_is_decided_anew_under_the_same_key(
    hub: RealHub, counter: str, service: str
) -> None:
    headers = {"idempotency-key": "nobody-then-somebody"}
    assert hub.at(counter, "call-next", headers=headers).status_code == 204
    ticket = hub.take(service)
    called = hub.at(counter, "call-next", headers=headers)
    assert called.json()["id"] == ticket["id"]
    assert hub.at(counter, "call-next", headers=headers).json() == called.json()


# Counters ---------------------------------------------------------------------------------------


def test_a_counter_opens_pauses_and_closes(hub: RealHub) -> None:
    opened = hub.at("40", "open", {"officer": "officer-40", "pin": "1234"}).json()
    assert opened["state"] == "open"
    assert opened["id"] == "40"
    assert len(opened["session"]) >= 16
    paused = hub.at("40", "pause", {"reason": "istirahat"}).json()
    assert (paused["state"], paused["reason"]) == ("paused", "istirahat")
    problem(hub.at("40", "call-next"), 409, "counter-paused")
    reopened = hub.at("40", "open", {"officer": "officer-40", "pin": "1234"}).json()
    assert reopened["state"] == "open"
    assert reopened["session"]
    assert hub.at("40", "close").json()["state"] == "closed"
    problem(hub.at("40", "call-next"), 409, "counter-closed")


@pytest.mark.parametrize(
    "sign_on",
    [
        {"officer": "officer-39", "pin": "0000"},
        {"officer": "officer-39"},
        {"officer": "nobody", "pin": "1234"},
        {"pin": "1234"},
        {"officer": "officer-39", "pin": 1234.5},
        {},
    ],
)
def test_a_wrong_pin_opens_nothing(hub: RealHub, sign_on: dict[str, Any]) -> None:
    problem(hub.at("40", "open", sign_on), 403, "wrong-pin")
    assert hub.get("/api/v1/counters/40")["state"] == "closed"


def test_one_officer_sits_at_one_counter(hub: RealHub, counter: str) -> None:
    there = {"officer": "officer-41", "pin": "1234"}
    problem(hub.at("40", "open", there), 409, "officer-elsewhere")
    here = {"officer": "officer-40", "pin": "1234"}
    problem(hub.at(counter, "open", here), 409, "counter-taken")


def test_a_whole_service(hub: RealHub, counter: str, service: str) -> None:
    assert hub.at(counter, "call-next").status_code == 204
    assert hub.at(counter, "call-next").content == b""
    first, second = hub.take(service), hub.take(service)
    called = hub.at(counter, "call-next").json()
    assert (called["id"], called["state"]) == (first["id"], "called")
    assert called["note"].startswith(f"{first['number']}: 0 + 0 = 0; {second['number']}")
    busy = problem(hub.at(counter, "call-next"), 409, "counter-busy")
    assert busy["extra"]["number"] == first["number"]
    assert hub.at(counter, "start").json()["state"] == "serving"
    problem(hub.at(counter, "recall"), 409, "wrong-state")
    assert hub.at(counter, "finish").json()["state"] == "done"
    assert hub.at(counter, "call-next").json()["id"] == second["id"]


def test_no_show_and_rejoin(hub: RealHub, counter: str, service: str) -> None:
    ticket = hub.take(service)
    hub.at(counter, "call-next")
    assert hub.at(counter, "no-show", {"reason": "pergi"}).json()["state"] == "no-show"
    back = hub.request("POST", f"/api/v1/tickets/{ticket['id']}/rejoin", {}).json()
    assert (back["state"], back["ahead"]) == ("waiting", 0)
    assert hub.at(counter, "call-next").json()["id"] == ticket["id"]


def test_hold_and_resume(hub: RealHub, counter: str, service: str) -> None:
    ticket = hub.take(service)
    hub.at(counter, "call-next")
    assert hub.at(counter, "hold").json()["state"] == "held"
    assert hub.at(counter, "call-next").status_code == 204
    waiting = hub.at(counter, "resume", {"ticket": ticket["id"]}).json()
    assert (waiting["state"], waiting["calls"]) == ("waiting", 1)
    assert "calls_here" not in waiting
    again = hub.at(counter, "call-next").json()
    assert (again["id"], again["calls"], again["calls_here"]) == (ticket["id"], 2, 1)


def test_transfer_to_a_service_and_to_a_counter(hub: RealHub, counter: str, service: str) -> None:
    ticket = hub.take(service)
    hub.at(counter, "call-next")
    moved = hub.at(counter, "transfer", {"service": "KTP-BARU"}).json()
    assert (moved["service"], moved["state"], moved["zone"]) == ("KTP-BARU", "waiting", "biru")
    assert moved["place"] == moved["arrival"]
    hub.take(service)
    hub.at(counter, "call-next")
    problem(hub.at(counter, "transfer", {"to_counter": "40"}), 409, "counter-closed")
    problem(hub.at(counter, "transfer", {"to_counter": counter}), 409, "same-place")
    problem(hub.at(counter, "transfer", {"service": service}), 409, "same-place")
    hub.at("40", "open", {"officer": "officer-40", "pin": "1234"})
    told = hub.at(counter, "transfer", {"to_counter": "40"}).json()
    assert (told["counters"], told["for_counter"]) == (["40"], "40")
    hub.at("40", "close")
    back = hub.get(f"/api/v1/tickets/{told['id']}")
    assert (back["state"], "40" in back["counters"]) == ("waiting", False)
    for moved_away in (ticket["id"], told["id"]):
        hub.request("POST", f"/api/v1/tickets/{moved_away}/cancel")


def test_a_call_by_number_needs_a_reason(hub: RealHub, counter: str, service: str) -> None:
    first, second = hub.take(service), hub.take(service)
    problem(hub.at(counter, "call", {"ticket": second["id"], "reason": ""}), 422, "reason-needed")
    called = hub.at(counter, "call", {"ticket": second["id"], "reason": "darurat"}).json()
    assert called["id"] == second["id"]
    assert called["note"].startswith(f"{second['number']}: darurat; {first['number']}")


def test_recall_of_an_unspoken_call_adds_nothing(hub: RealHub, counter: str, service: str) -> None:
    hub.take(service)
    called = hub.at(counter, "call-next").json()
    assert hub.at(counter, "recall").json()["calls"] == called["calls"] == 1


def test_undo_takes_a_finish_back(hub: RealHub, counter: str, service: str) -> None:
    ticket = hub.take(service)
    hub.at(counter, "call-next")
    hub.at(counter, "finish")
    problem(hub.at(counter, "undo"), 422, "reason-needed")
    undone = hub.at(counter, "undo", {"reason": "mistake"}).json()
    assert (undone["id"], undone["state"]) == (ticket["id"], "serving")


# Lists --------------------------------------------------------------------------------------------


def test_lists_are_objects(hub: RealHub) -> None:
    services = hub.get("/api/v1/services")["services"]
    assert len(services) == 252
    assert {"code", "names", "open", "waiting"} <= services[0].keys()
    assert set(services[0]["names"]) >= {"id"}
    assert isinstance(services[0]["open"], bool)
    assert isinstance(services[0]["waiting"], int)
    counters = hub.get("/api/v1/counters")["counters"]
    assert {"id", "label", "zone", "services", "state"} <= counters[0].keys()
    assert all(isinstance(code, str) for code in counters[0]["services"])
    queue = hub.get("/api/v1/queue")
    assert queue["waiting"] == len(queue["tickets"])
    assert isinstance(hub.get("/api/v1/displays")["displays"], list)
    assert isinstance(hub.get("/api/v1/officers")["officers"], list)


def test_some_service_has_at_least_eight_counters(hub: RealHub) -> None:
    counters = hub.get("/api/v1/counters")["counters"]
    codes = [code for counter in counters for code in counter["services"]]
    assert max(codes.count(code) for code in set(codes)) >= 8


def test_the_queue_stands_in_the_order_of_its_places(hub: RealHub) -> None:
    plain = [hub.take()["id"] for _ in range(2)]
    early = hub.take(priority="lansia")["id"]
    order = [ticket["id"] for ticket in hub.get("/api/v1/queue")["tickets"]]
    assert [id_ for id_ in order if id_ in {*plain, early}] == [early, *plain]


def test_health_metrics_and_description(hub: RealHub) -> None:
    hub.take()
    health = hub.get("/healthz")
    assert health["status"] == "ok"
    assert has_offset(health["now"])
    metrics = hub.request("GET", "/metrics")
    assert metrics.headers["content-type"].startswith("text/plain")
    assert 'giliran_events_total{type="TicketIssued"}' in metrics.text
    described = hub.get("/api/openapi.json")
    assert described["openapi"].startswith("3.")
    assert "post" in described["paths"]["/api/v1/tickets"]


def test_refused_demand_is_counted_by_service_but_never_by_what_strangers_write(
    hub: RealHub,
) -> None:
    closed = {"reason": "sistem-pusat"}
    hub.request("POST", "/api/v1/services/IKD/suspend", closed)
    problem(hub.request("POST", "/api/v1/tickets", {"service": "IKD"}), 409, "service-suspended")
    hub.request("POST", "/api/v1/services/IKD/restore", {})
    hub.request("POST", "/api/v1/tickets", {"service": "made-up-just-now"})
    page = hub.request("GET", "/metrics").text
    assert 'code="service-suspended"' in page
    assert 'service="IKD"' in page
    assert "made-up-just-now" not in page


def test_a_suspended_service_says_why_and_until_when(hub: RealHub) -> None:
    until = "2099-01-01T10:00:00.000+07:00"
    body = {"reason": "sistem-pusat", "until": until}
    shown = hub.request("POST", "/api/v1/services/IKD/suspend", body).json()
    assert (shown["open"], shown["reason"], shown["opens_at"]) == (
        False,
        "service-suspended",
        until,
    )
    assert shown["reason_text"]["id"] == "Gangguan sistem pusat"
    refused = problem(
        hub.request("POST", "/api/v1/tickets", {"service": "IKD"}), 409, "service-suspended"
    )
    assert refused["extra"]["opens_at"] == until
    assert hub.request("POST", "/api/v1/services/IKD/restore", {}).json()["open"] is True
    unknown = hub.request("POST", "/api/v1/services/IKD/suspend", {"reason": "hujan"})
    problem(unknown, 422, "unknown-reason")

"""Profiles, help and outages on a real hub: who is called where, and who is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("profiles") / "data", "--always-open") as running:
        yield running


def test_a_profile_given_live_moves_visitors_to_another_counter_and_all_are_told(
    hub: RealHub,
) -> None:
    hub.open("16")
    ticket = hub.take("AKTA-LAHIR")
    assert hub.at("16", "call-next").status_code == 204
    with AppLine(hub.url, "counter", "loket-16") as line:
        line.welcome()
        given = hub.at("16", "profile", {"profile": "akta"})
        assert given.status_code == 200, given.text
        change = line.event("ProfileChanged")
    (counter,) = change["counters"]
    assert (counter["id"], counter["profile"]) == ("16", "akta")
    (told,) = [one for one in change["tickets"] if one["id"] == ticket["id"]]
    assert "16" in told["counters"]
    with AppLine(hub.url, "counter", "loket-17") as line:
        (known,) = [t for t in line.welcome()["snapshot"]["tickets"] if t["id"] == ticket["id"]]
    assert known["counters"] == told["counters"]
    assert 16 in status_of(hub, "AKTA-LAHIR")["counters"]
    assert hub.at("16", "call-next").json()["number"] == ticket["number"]
    assert hub.at("16", "profile", {"profile": None}).json()["services"] == counter_of(hub, "17")
    assert "counters" not in status_of(hub, "AKTA-LAHIR")  # as the site says
    hub.at("16", "finish")
    hub.at("16", "close")


def status_of(hub: RealHub, service: str) -> dict[str, Any]:
    listed = hub.get("/api/v1/services")["services"]
    return next(one for one in listed if one["code"] == service)


def counter_of(hub: RealHub, counter: str) -> list[str]:
    services: list[str] = hub.get(f"/api/v1/counters/{counter}")["services"]
    return services


def test_a_profile_that_leaves_people_without_a_counter_says_so(hub: RealHub) -> None:
    hub.open("16")
    assert hub.at("16", "profile", {"profile": "akta"}).json()["left_without_counter"] == []
    hub.take("AKTA-LAHIR")
    left = hub.at("16", "profile", {"profile": None}).json()["left_without_counter"]
    assert left == [{"service": "AKTA-LAHIR", "waiting": 1}]
    assert hub.at("16", "profile", {"profile": "akta"}).json()["left_without_counter"] == []
    assert hub.at("16", "call-next").status_code == 200
    hub.at("16", "finish")
    hub.at("16", "profile", {"profile": None})
    hub.at("16", "close")


def test_a_profile_that_is_not_there_is_refused(hub: RealHub) -> None:
    no = hub.at("16", "profile", {"profile": "terbang"})
    assert (no.status_code, no.json()["code"]) == (422, "unknown-profile")
    assert "akta" in no.json()["extra"]["profiles"]


def test_sixteen_who_wait_bring_help_and_an_outage_ends_it(hub: RealHub) -> None:
    hub.open("9")
    tickets = [hub.take("KTP-CETAK") for _ in range(15)]
    assert hub.at("9", "call-next").status_code == 204
    tickets.append(hub.take("KTP-CETAK"))
    called = hub.at("9", "call-next")
    assert called.json()["number"] == tickets[0]["number"]
    choice = next(one for one in reversed(hub.entries()) if one.type == "TicketCalled")
    assert json.loads(choice.body)["choice"]["helped"] == ["KTP-CETAK"]
    hub.at("9", "finish")
    tickets.append(hub.take("KTP-CETAK"))
    agency = "/api/v1/agencies/DUKCAPIL"
    assert hub.request("POST", f"{agency}/suspend", {"reason": "sistem-pusat"}).status_code < 300
    assert hub.at("9", "call-next").status_code == 204
    assert hub.request("POST", f"{agency}/restore").status_code < 300
    assert hub.at("9", "call-next").json()["number"] == tickets[1]["number"]
    no = hub.request("POST", "/api/v1/agencies/PLN2/suspend", {"reason": "lain"})
    assert (no.status_code, no.json()["code"]) == (422, "unknown-agency")

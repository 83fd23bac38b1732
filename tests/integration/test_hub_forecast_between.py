"""What a real hub promises in the second in which everything happens at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.protocol.moments import moment_of
from tests.integration.real_hub import RealHub
from tests.integration.test_hub_forecast import wait_for

MINUTE = 60_000
CAR_TAX, WATER, CARD = "PKB-TAHUN", "AIR-BAYAR", "AKTA-LAHIR"
SAMSAT, OTHER_SAMSAT, WATER_DESK = "16", "17", "39"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    directory = tmp_path_factory.mktemp("between") / "data"
    with RealHub(directory, "--always-open", "--forecast") as hub:
        hub.open(SAMSAT)
        wait_for(lambda: waits(hub, CAR_TAX) is not None)
        yield hub
        hub.stop()


def status_of(hub: RealHub, service: str) -> dict[str, Any]:
    services = hub.get("/api/v1/services")["services"]
    found: dict[str, Any] = next(one for one in services if one["code"] == service)
    return found


def waits(hub: RealHub, service: str) -> float | None:
    """Minutes that a number taken now is told."""
    return status_of(hub, service).get("wait_expected")


def promise_of(hub: RealHub, ticket: dict[str, Any]) -> float | None:
    """Minutes that stand in the journal."""
    issued = (json.loads(one.body) for one in hub.entries() if one.type == "TicketIssued")
    promise = next(body for body in issued if body["ticket"] == ticket["id"])["promise"]
    return promise[1] / MINUTE if promise is not None else None


def on_paper(ticket: dict[str, Any]) -> tuple[float, float]:
    issued, first, last = (
        moment_of(ticket[name]) for name in ("issued_at", "expected_at", "latest_at")
    )
    return (first - issued) / MINUTE, (last - issued) / MINUTE


def test_a_counter_that_has_just_opened_and_called_counts_on_the_next_paper(hub: RealHub) -> None:
    for _ in range(4):
        hub.take(CAR_TAX)
    hub.at(SAMSAT, "call-next")
    wait_for(lambda: (waits(hub, CAR_TAX) or 0) > 30)
    alone = waits(hub, CAR_TAX)
    hub.open(OTHER_SAMSAT)
    for _ in range(2):
        hub.at(OTHER_SAMSAT, "call-next")
        hub.at(OTHER_SAMSAT, "finish")
    hub.at(OTHER_SAMSAT, "call-next")
    ticket = hub.take(CAR_TAX)
    assert ticket["ahead"] == 0
    told = promise_of(hub, ticket)
    assert told is not None
    assert alone is not None
    assert told < alone / 2
    first, last = on_paper(ticket)
    assert first < last < alone
    wait_for(lambda: "expected_at" in hub.get(f"/api/v1/tickets/{ticket['id']}"))


def test_in_a_burst_calls_take_off_what_numbers_add(hub: RealHub) -> None:
    """A pause, its end, numbers and calls, as quick as they go."""
    hub.open("10")
    for _ in range(6):
        hub.take(CARD)
    wait_for(lambda: (waits(hub, CARD) or 0) > 40)
    full = waits(hub, CARD)
    assert full is not None
    hub.at("10", "pause", {"reason": "istirahat"})
    hub.open("10")
    for _ in range(6):
        hub.at("10", "call-next")
        hub.at("10", "start")
        hub.at("10", "finish")
    at_once = hub.take(CARD)
    assert at_once["ahead"] == 0
    assert promise_of(hub, at_once) == pytest.approx(0, abs=1)
    hub.at("10", "call-next")
    next_one = hub.take(CARD)
    assert next_one["ahead"] == 0
    told = promise_of(hub, next_one)
    assert told is not None
    assert 0 < told < full / 2


def test_with_its_only_counter_closed_no_number_is_promised_a_time(hub: RealHub) -> None:
    hub.open(WATER_DESK)
    hub.take(WATER)
    wait_for(lambda: waits(hub, WATER) is not None)
    assert hub.at(WATER_DESK, "close").status_code == 200
    ticket = hub.take(WATER)
    assert "expected_at" not in ticket
    assert promise_of(hub, ticket) is None
    assert ticket["ahead"] == 1
    assert waits(hub, WATER) is None
    assert "wait_low" not in status_of(hub, WATER)
    hub.open(WATER_DESK)
    wait_for(lambda: waits(hub, WATER) is not None)
    assert "expected_at" in hub.take(WATER)

"""The staff menu of a kiosk as a real hub sees it: whose PIN it is, who still may, what is told."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from shared.hub.attempts import FREE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub

PIN = "1234"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("menu") / "data", "--always-open") as running:
        yield running


@pytest.fixture
def kiosk(hub: RealHub) -> Iterator[AppLine]:
    with AppLine(hub.url, role="kiosk", device=f"kiosk-{uuid.uuid4().hex[:6]}") as line:
        line.welcome()
        yield line


def refused(answer: dict[str, Any]) -> str:
    return str(answer.get("problem", {}).get("code", ""))


def test_one_pin_of_several_is_asked_about_and_no_officer_of_a_counter_is_named(
    kiosk: AppLine,
) -> None:
    named = kiosk.order("OpenKiosk", {"pin": PIN})["body"]["choose"]
    officers = {one["officer"] for one in named}
    assert "supervisor" in officers
    assert not any(one.startswith("officer-") for one in officers)
    body = kiosk.order("OpenKiosk", {"pin": PIN, "officer": "supervisor"})["body"]
    assert (body["officer"], body["name"]) == ("supervisor", "Pengawas")
    no = kiosk.order("OpenKiosk", {"pin": PIN, "officer": "officer-1"})
    assert refused(no) == "wrong-pin"


def test_a_kiosk_that_guesses_waits_and_no_other(hub: RealHub, kiosk: AppLine) -> None:
    # In one go: the first wait is short.
    answers = kiosk.orders("OpenKiosk", [{"pin": f"99{n:02}"} for n in range(FREE + 1)])
    assert [refused(one) for one in answers] == ["wrong-pin"] * FREE + ["too-many-attempts"]
    assert answers[-1]["problem"]["extra"]["retry_after"] > 0
    with AppLine(hub.url, role="kiosk", device="kiosk-beside") as other:
        other.welcome()
        assert refused(other.order("OpenKiosk", {"pin": PIN})) == ""


def test_who_still_may_is_said_by_a_stamp_that_tells_nothing(kiosk: AppLine) -> None:
    stamp = kiosk.order("OpenKiosk", {"pin": PIN, "officer": "supervisor"})["body"]["stamp"]
    stamps = {"supervisor": stamp, "gone": stamp, "officer-1": stamp, "desk": "another PIN"}
    assert kiosk.order("KnownStaff", {"stamps": stamps})["body"] == {"officers": ["supervisor"]}
    assert refused(kiosk.order("KnownStaff", {"stamps": []})) == "bad-command"


def test_only_kiosks_ask(hub: RealHub) -> None:
    with AppLine(hub.url, device="pc-1") as counter:
        counter.welcome()
        for name in ("OpenKiosk", "KnownStaff", "TendKiosk"):
            assert refused(counter.order(name, {"act": "paper-changed"})) == "not-allowed"


def test_what_was_done_stands_in_the_journal(hub: RealHub, kiosk: AppLine) -> None:
    body = {"act": "paper-changed", "officer": "supervisor", "papers": 412, "alone": True}
    assert kiosk.order("TendKiosk", body)["status"] == 200
    (entry,) = [one for one in hub.entries() if one.type == "KioskTended"]
    told = json.loads(entry.body)
    assert told | body == told
    assert told["kiosk"].startswith("kiosk-")
    assert refused(kiosk.order("TendKiosk", {"act": "blow-up"})) == "bad-command"
    assert refused(kiosk.order("TendKiosk", {"act": "opened", "officer": "Bu Sri!"})) == (
        "bad-command"
    )


def test_a_kiosk_hears_how_many_counters_are_open(hub: RealHub, kiosk: AppLine) -> None:
    told = kiosk.await_("services", lambda said: said.get("open_counters") is not None)
    before = sum(told["open_counters"].values())
    with AppLine(hub.url, device="pc-2") as counter:
        counter.welcome()
        body = {"counter": "7", "officer": "officer-7", "pin": PIN}
        assert counter.order("OpenCounter", body)["status"] == 200
    told = kiosk.await_("services", lambda said: said.get("open_counters") is not None)
    assert sum(told["open_counters"].values()) == before + 1

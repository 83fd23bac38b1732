"""The report on the rule, and the proof, on a hub at work."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from shared.cli.journal import app
from tests.integration.real_hub import RealHub

PATH = "/api/v1/reports/rule"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    """One call by the rule and one beside it, at counters 1 and 2."""
    with RealHub(tmp_path_factory.mktemp("rule") / "data", "--always-open") as running:
        yield running


@pytest.fixture(scope="module")
def session(hub: RealHub) -> str:
    """An officer's, after both calls; the officer is no supervisor."""
    opened = [
        hub.at(counter, "open", {"officer": f"officer-{counter}", "pin": "1234"}).json()
        for counter in ("1", "2")
    ]
    numbers = [hub.take() for _ in range(3)]
    assert hub.at("1", "call-next").json()["number"] == numbers[0]["number"]
    reason = hub.get("/api/v1/site")["site"]["reasons"]["out_of_order"][0]["code"]
    chosen = {"ticket": numbers[2]["id"], "reason": reason}
    assert hub.at("2", "call", chosen).json()["number"] == numbers[2]["number"]
    return str(opened[0]["session"])


def told(hub: RealHub, query: str = "") -> dict[str, Any]:
    """The report once the tables have caught up with the journal."""
    head = hub.get("/healthz")["journal"]["seq"]
    deadline = time.monotonic() + 30
    while True:
        found: dict[str, Any] = hub.get(PATH + query)
        if found["up_to"] >= head:
            return found
        assert time.monotonic() < deadline, f"the tables stand at {found['up_to']} of {head}"
        time.sleep(0.05)


@pytest.mark.usefixtures("session")
def test_a_running_hub_tells_who_called_beside_the_rule(hub: RealHub) -> None:
    found = told(hub)
    assert found["kinds"] == {"by-rule": 1, "beside": 1}
    (act,) = found["acts"]
    names = {one["officer"]: one["name"] for one in found["officers"]}
    assert (act["counter"], act["officer"]) == ("2", "officer-2")
    assert names["officer-2"]
    assert told(hub, "?to=2020-01-01")["kinds"] == {}


def test_only_who_supervises_may_ask(hub: RealHub, session: str) -> None:
    refused = hub.request("GET", PATH, headers={"giliran-session": session})
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert hub.request("GET", PATH, headers={"giliran-session": "none"}).status_code in (401, 403)


def test_a_date_that_is_none_is_told(hub: RealHub) -> None:
    refused = hub.request("GET", f"{PATH}?from=yesterday")
    assert (refused.status_code, refused.json()["code"]) == (422, "bad-date")


@pytest.mark.usefixtures("session")
def test_a_visitor_is_told_why_another_number_came_first(hub: RealHub) -> None:
    waiting = next(one for one in hub.get("/api/v1/queue")["tickets"])
    number, chosen = waiting["number"], told(hub)["acts"][0]["number"]
    path = f"/api/v1/tickets/{waiting['id']}/before"
    answer = hub.get(f"{path}/{chosen}")
    assert (answer["number"], answer["before"], answer["cause"]) == (number, chosen, "chosen")
    assert f"{chosen} dipanggil petugas di luar urutan" in answer["sentences"]["id"]
    assert "officer-2" not in str(answer)
    unknown = hub.request("GET", f"{path}/Z-999")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown-number")


@pytest.mark.usefixtures("session")
def test_what_a_real_hub_wrote_is_proven_while_it_runs(hub: RealHub) -> None:
    result = CliRunner().invoke(app, ["verify", "--data", str(hub.directory), "--json"])
    report = json.loads(result.stdout)
    assert report["sound"], report["faults"]
    assert report["calls"]["by_rule"] == report["calls"]["beside"] == 1


def test_what_is_taken_back_has_a_reason_and_a_name(hub: RealHub, session: str) -> None:
    """An undo, and a missed visitor: neither without a reason, by whoever signs for it."""
    missed = hub.at("1", "no-show", {"reason": "tidak-datang"}).json()
    refused = hub.at("1", "undo")
    assert (refused.status_code, refused.json()["code"]) == (422, "reason-needed")
    assert hub.at("1", "undo", {"reason": "mistake"}).json()["id"] == missed["id"]
    hub.at("1", "no-show", {"reason": "tidak-datang"})
    path, headers = f"/api/v1/tickets/{missed['id']}/rejoin", {"giliran-session": session}
    refused = hub.request("POST", path, {}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "reason-needed")
    back = hub.request("POST", path, {"reason": "late"}, headers=headers)
    assert back.status_code == 200, back.text
    report = told(hub)
    assert report["taken_back"] == {"mistake": 1, "late": 1}
    acts = [one for one in report["acts"] if one["number"] == missed["number"]]
    assert [(one["kind"], one["reason"]) for one in acts] == [
        ("undone-no-show", "mistake"),
        ("rejoined-kept", "late"),
    ]
    assert {(one["officer"], bool(one["name"])) for one in acts} == {("officer-1", True)}

"""What the information desk asks of a real hub without a counter, and who else may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem
from tests.integration.test_hub_grants import KioskLine

SERVICE = "KTP-BARU"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("desk") / "data", "--always-open") as running:
        running.open("1")
        yield running


@pytest.fixture
def line(hub: RealHub) -> Iterator[AppLine]:
    with AppLine(hub.url, device="desk-1") as line:
        line.welcome()
        yield line


@pytest.fixture
def desk(line: AppLine) -> dict[str, Any]:
    answer = line.order("SignIn", {"officer": "information-desk", "pin": "1234"})
    return {"session": answer["body"]["session"]}


def held(hub: RealHub) -> str:
    hub.take(SERVICE)
    ticket = hub.at("1", "call-next").json()["id"]
    assert hub.at("1", "hold").status_code == 200
    return str(ticket)


def test_the_desk_resumes_and_an_officer_only_at_the_own_counter(
    hub: RealHub, line: AppLine, desk: dict[str, Any]
) -> None:
    ticket = held(hub)
    officer = {"officer": "officer-2", "pin": "1234", "counter": "2"}
    seated = {"session": line.order("OpenCounter", officer)["body"]["session"]}
    no = line.order("ResumeTicket", {"ticket": ticket, **seated})
    assert (no["status"], no["problem"]["code"]) == (403, "not-allowed")
    assert no["problem"]["extra"]["needs"] == ["desk", "supervise"]
    not_there = line.order("ResumeTicket", {"ticket": ticket, "counter": "1", **desk})
    assert not_there["problem"]["code"] == "no-session"
    yes = line.order("ResumeTicket", {"ticket": ticket, **desk})
    assert (yes["status"], yes["ticket"]["state"]) == (200, "waiting")
    other = held(hub)
    header = {"giliran-session": desk["session"]}
    over_rest = hub.request("POST", f"/api/v1/tickets/{other}/resume", {}, headers=header)
    assert over_rest.json()["state"] == "waiting"


def test_the_desk_enters_a_paper(hub: RealHub, line: AppLine, desk: dict[str, Any]) -> None:
    with KioskLine(hub) as kiosk:
        papers = [kiosk.paper(nth)["number"] for nth in range(2)]
    entered = line.order("EnterPaper", {"number": papers[0], "service": SERVICE, **desk})
    assert (entered["ticket"]["number"], entered["ticket"]["emergency"]) == (papers[0], True)
    body = {"number": papers[1], "service": SERVICE}
    header = {"giliran-session": desk["session"]}
    over_rest = hub.request("POST", "/api/v1/papers", body, headers=header)
    assert (over_rest.status_code, over_rest.json()["number"]) == (201, papers[1])
    problem(hub.request("POST", "/api/v1/papers", body), 409, "number-known")


def test_tickets_that_are_over_are_found(hub: RealHub, line: AppLine, desk: dict[str, Any]) -> None:
    gone = hub.take("SKCK-BARU")
    assert hub.request("POST", f"/api/v1/tickets/{gone['id']}/cancel", {}).status_code == 200

    def found(**asked: Any) -> list[str]:
        return [one["number"] for one in line.order("FindEnded", asked | desk)["body"]["tickets"]]

    digits = gone["number"].partition("-")[2].lstrip("0")
    assert gone["number"] in found(number=digits)
    assert found(number=gone["number"], services=["SKCK-BARU"]) == [gone["number"]]
    assert found(number=gone["number"], services=[SERVICE]) == []
    assert found(number=gone["number"], to="2020-01-01T00:00:00+07:00") == []
    told = line.order("FindEnded", {"number": gone["number"], **desk})["body"]["tickets"][0]
    assert (told["state"], bool(told["ended_at"])) == ("cancelled", True)
    for wrong in ({"services": "KTP"}, {"from": "noon"}, {"name": "Budi"}):
        assert line.order("FindEnded", wrong | desk)["problem"]["code"] == "bad-command"


def test_why_a_number_came_first_is_told_to_staff(
    hub: RealHub, line: AppLine, desk: dict[str, Any]
) -> None:
    first, second = hub.take("KK-BARU"), hub.take("KK-BARU")
    body = {"ticket": second["id"], "number": first["number"], **desk}
    why = line.order("WhyBefore", body)["body"]["why"]
    assert (why["number"], why["before"]) == (second["number"], first["number"])
    assert first["number"] in why["sentences"]["id"]
    unknown = line.order("WhyBefore", body | {"number": "Z-999"})
    assert unknown["problem"]["code"] == "unknown-number"

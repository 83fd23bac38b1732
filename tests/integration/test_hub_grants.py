"""The hub's side of a kiosk that goes on without it, over the real line: what it is given, what it
hands over, and who sees it."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.cli.hub import SAMPLE_SITE
from tests.integration.app_line import AppLine, LineEnded, Message
from tests.integration.real_hub import RealHub, problem
from tests.mid_morning import mid_morning_zone

SERVICE = "KTP-BARU"
HOUR = 3_600


@pytest.fixture(scope="module")
def shared_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("grants") / "data", "--always-open") as running:
        running.open("1")
        yield running


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with RealHub(tmp_path / "data", "--always-open") as running:
        yield running


class KioskLine(AppLine):
    """A kiosk's line, greeted: what it was granted, and papers with its numbers."""

    def __init__(self, hub: RealHub, device: str = "kiosk-1", **hello: Any) -> None:
        super().__init__(hub.url, role="kiosk", device=device, **({"grant": None} | hello))
        self.series, self.prefix = series_of(hub)
        self.grant: Message = {}

    def __enter__(self) -> KioskLine:
        super().__enter__()
        self.grant = self.await_("welcome").get("grant", {})
        return self

    def held(self) -> dict[str, list[int]]:
        ranges = self.grant["ranges"]
        return {code: [one["first"], one["last"]] for code, one in ranges.items()}

    def keeping(self) -> Message:
        """Its own hello when it comes again."""
        return {"grant": {"ranges": self.held()}}

    def paper(self, n: int = 0, *, age_s: float = 60, **more: Any) -> Message:
        """The paper with its number `n`."""
        first = self.grant["ranges"][self.series]["first"]
        return {
            "ticket": secrets.token_urlsafe(16),
            "number": f"{self.prefix}-{first + n}",
            "service": SERVICE,
            "visit": secrets.token_urlsafe(16),
            "date": self.grant["date"],
            "age": int(age_s * 1_000),
            **more,
        }

    def hand_over(self, body: Message) -> Message:
        return self.order("HandOver", body, id_=body["ticket"])


def series_of(hub: RealHub) -> tuple[str, str]:
    """The code and the prefix of the service's series."""
    site = hub.get("/api/v1/site")["site"]
    code = next(one["series"] for one in site["services"] if one["code"] == SERVICE)
    return code, next(one["prefix"] for one in site["series"] if one["code"] == code)


def moment(ticket: Message) -> float:
    return dt.datetime.fromisoformat(ticket["issued_at"]).timestamp()


def bodies(hub: RealHub, type_: str) -> list[Message]:
    return [json.loads(entry.body) for entry in hub.entries() if entry.type == type_]


# What a kiosk holds -----------------------------------------------------------------------------


def test_a_kiosk_is_granted_numbers_and_keeps_them(hub: RealHub) -> None:
    with KioskLine(hub) as one:
        assert one.held()[one.series] == [980, 999]
        assert one.grant["ranges"][one.series]["next"] == 980
        assert one.grant["date"] == hub.get("/healthz")["date"]
    with KioskLine(hub, "kiosk-2") as two:
        assert two.held()[two.series] == [960, 979]
    before = len(hub.entries())
    hub.kill()
    hub.start()
    mine = {"ranges": one.held(), "date": one.grant["date"], "used": {one.series: 984}}
    with KioskLine(hub, grant=mine) as again:
        assert again.held() == one.held()
        assert again.grant["ranges"][one.series]["next"] == 985
    assert len(hub.entries()) == before
    with KioskLine(hub) as wiped:
        assert wiped.held()[one.series] == [940, 959]
    with KioskLine(hub, "kiosk-3") as three:
        assert three.held()[one.series] == [920, 939]


def test_what_a_kiosk_holds_is_adopted(hub: RealHub) -> None:
    """A hub that was restored knows less than its kiosks."""
    series, _ = series_of(hub)
    mine = {"ranges": {series: [940, 959]}, "date": "2026-01-01", "used": {series: 941}}
    printed = {"printed": {series: 42}, "printed_date": hub.get("/healthz")["date"]}
    with KioskLine(hub, grant=mine, **printed) as line:
        assert line.held()[series] == [940, 959]
        assert line.grant["ranges"][series]["next"] == 940  # 941 was on another day
    with KioskLine(hub, "kiosk-2", grant=mine) as line:
        assert line.held()[series] == [980, 999]
    assert hub.take()["number"].endswith("-043")
    assert [one["adopted"] for one in bodies(hub, "NumbersGranted")] == [True, False]
    assert [one["beyond"] for one in bodies(hub, "NumbersSkipped")] == [42]


def test_an_app_that_can_keep_none_is_given_none(shared_hub: RealHub) -> None:
    with AppLine(shared_hub.url, role="kiosk", device="old") as line:
        assert "grant" not in line.await_("welcome")
    with AppLine(shared_hub.url, role="display", device="tv", grant=None) as line:
        assert "grant" not in line.await_("welcome")
    holders = {one["kiosk"] for one in bodies(shared_hub, "NumbersGranted")}
    assert not holders & {"old", "tv"}


def test_a_new_site_is_told_to_the_kiosks_that_are_there(hub: RealHub) -> None:
    with KioskLine(hub) as line:
        site = hub.get("/api/v1/site")["site"]
        site["rules"] = {"emergency_numbers": 50}
        assert hub.request("PUT", "/api/v1/site", site).status_code == 200
        told = line.await_("numbers", lambda m: line.series in m["grant"]["ranges"])
        assert told["grant"]["ranges"][line.series] == {"first": 900, "last": 949, "next": 900}
        site["rules"] = {"emergency_numbers": 0}
        assert hub.request("PUT", "/api/v1/site", site).status_code == 200
        line.await_("numbers", lambda m: m["grant"]["ranges"] == {})


def test_odd_claims_are_no_reason_to_fall(shared_hub: RealHub) -> None:
    with (
        AppLine(shared_hub.url, role="kiosk", device="odd", grant={"ranges": {"A": [0]}}) as line,
        pytest.raises(LineEnded),
    ):
        line.await_("welcome")
    assert line.heard[-1]["code"] == "bad-message"
    odd = {"ranges": {"A": [990, 1], "no such": [1, 2]}, "used": {"A": -5}}
    with KioskLine(shared_hub, "odd", grant=odd, printed={"A": 10**12}) as kiosk:
        assert kiosk.grant["ranges"]


# Papers -----------------------------------------------------------------------------------------


@pytest.fixture
def morning_hub(tmp_path: Path) -> Iterator[RealHub]:
    """Nobody's arrival is put at midnight here, for being of the day before."""
    site = json.loads(SAMPLE_SITE.read_bytes()) | {"timezone": mid_morning_zone()}
    (tmp_path / "site.json").write_text(json.dumps(site))
    first = ("--site", str(tmp_path / "site.json"))
    with RealHub(tmp_path / "data", *first, "--always-open") as running:
        del running.options[: len(first)]  # a directory takes its site once
        yield running


def test_papers_come_in_with_the_arrival_of_their_visitors(morning_hub: RealHub) -> None:
    hub = morning_hub
    with KioskLine(hub) as line:
        pass
    assert hub.stop() == 0
    gone = time.time() - HOUR  # as if the line had been away for so long, and the hub restarted
    (hub.directory / "contacts.json").write_text(json.dumps({"kiosk-1": int(gone * 1_000)}))
    hub.start()
    waits = hub.take()
    half, long_ago = line.paper(0, age_s=HOUR / 2), line.paper(1, age_s=5 * HOUR)
    by_clock = line.paper(2, taken_at="2026-01-01T08:00:00+07:00", age=None)
    came = time.time() - HOUR / 2
    with AppLine(hub.url, device="terminal") as counter, KioskLine(hub, **line.keeping()) as line:
        counter.await_("welcome")
        answer = line.hand_over(half)
        came_by = time.time() - HOUR / 2
        assert answer["status"] == 200
        assert {"id": half["ticket"], "emergency": True, "printed": True}.items() <= answer[
            "ticket"
        ].items()
        assert line.hand_over(half | {"age": 5_000}) == answer
        change = counter.event("TicketIssued")
        behind = next(one for one in change["tickets"] if one["id"] == waits["id"])
        assert behind["passed_by"] == [{"number": half["number"], "reason": "emergency"}]
        for body in (long_ago, by_clock):
            assert line.hand_over(body)["status"] == 200
        found = line.order("FindTicket", {"ticket": waits["id"]})["ticket"]
        assert found["ahead"] == 3
        assert [one["number"] for one in found["passed_by"]] == [
            body["number"] for body in (half, long_ago, by_clock)
        ]
    queue = hub.get("/api/v1/queue")["tickets"]
    in_order = [long_ago, by_clock, half]
    assert [one["number"] for one in queue] == [*(b["number"] for b in in_order), waits["number"]]
    *early, late = (moment(one) for one in queue[:3])
    assert early == pytest.approx([gone, gone], abs=1)
    assert came - 1 < late < came_by + 1


def test_a_paper_is_taken_once_over_a_restart(hub: RealHub) -> None:
    with KioskLine(hub) as line:
        body = line.paper()
        one = line.hand_over(body)
    assert hub.stop() == 0
    hub.start()
    with KioskLine(hub, **line.keeping()) as line:
        assert line.hand_over(body)["ticket"]["id"] == one["ticket"]["id"]
        ticket = line.hand_over(line.paper(1, age_s=2 * HOUR))["ticket"]
    # The line broke too soon for the hub to think that it had been told of everybody.
    assert moment(ticket) == moment(one["ticket"])
    assert len(bodies(hub, "TicketIssued")) == 2


def test_the_command_in_whose_place_a_paper_stands_is_taken_back(shared_hub: RealHub) -> None:
    with KioskLine(shared_hub, "kiosk-5") as line:
        wish = secrets.token_hex(16)
        ghost = line.order("IssueTicket", {"service": SERVICE}, id_=wish)["ticket"]
    with KioskLine(shared_hub, "kiosk-5", **line.keeping()) as line:
        line.hand_over(line.paper(0, ghost=wish))
        # The next one never reached the hub; now it may not be carried out any more.
        lost = secrets.token_hex(16)
        line.hand_over(line.paper(1, ghost=lost))
        late = line.order("IssueTicket", {"service": SERVICE}, id_=lost)
        assert (late["status"], late["problem"]["code"]) == (422, "id-reused")
    assert shared_hub.get(f"/api/v1/tickets/{ghost['id']}")["state"] == "cancelled"
    cancelled = {one["ticket"]: one["reason"] for one in bodies(shared_hub, "TicketCancelled")}
    assert cancelled[ghost["id"]] == "ghost"
    assert shared_hub.take()["number"] != ghost["number"]


def test_an_officer_enters_a_paper_and_it_is_merged(shared_hub: RealHub) -> None:
    with KioskLine(shared_hub, "kiosk-4") as line:
        body = line.paper(priority="lansia", language="en")
    asked = {"number": body["number"], "service": SERVICE}
    entered = shared_hub.at("1", "enter-paper", asked).json()
    assert entered["emergency"]
    assert "check" not in entered  # nobody has seen the paper but the officer
    again = shared_hub.at("1", "enter-paper", asked)
    assert problem(again, 409, "number-known")["extra"]["ticket"] == entered["id"]
    wrong = shared_hub.at("1", "enter-paper", asked | {"number": f"{line.prefix}-500"})
    problem(wrong, 409, "number-not-granted")
    rubbish = shared_hub.at("1", "enter-paper", asked | {"number": "980"})
    problem(rubbish, 422, "unknown-number")
    with KioskLine(shared_hub, "kiosk-4", **line.keeping()) as line:
        merged = line.hand_over(body)["ticket"]
        assert merged["id"] == entered["id"]
        assert merged["arrival"] < entered["arrival"]
        assert merged["language"] == "en"
        typed = {"number": body["number"], "check": merged["check"]}
        for question in (typed, {"ticket": body["ticket"]}):
            assert line.order("FindTicket", question)["ticket"]["id"] == entered["id"]
    assert shared_hub.get(f"/api/v1/tickets/{body['ticket']}")["id"] == entered["id"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"number": "980"}, 422, "unknown-number"),
        ({"service": "NO-SUCH"}, 422, "unknown-service"),
        ({"date": "2020-01-01"}, 409, "paper-too-old"),
        ({"date": "yesterday"}, 422, "bad-command"),
        ({"visit": "short"}, 422, "bad-command"),
        ({"taken_at": "noon"}, 422, "bad-command"),
        ({"kiosk": "kiosk-2"}, 422, "bad-command"),
        ({"lost": True}, 409, "number-not-granted"),
    ],
)
def test_what_is_no_paper_is_refused(
    shared_hub: RealHub, change: Message, status: int, code: str
) -> None:
    with KioskLine(shared_hub, "kiosk-9", grant={"ranges": {}}) as line:
        answer = line.hand_over(line.paper() | change)
        assert (answer["status"], answer["problem"]["code"]) == (status, code)


def test_anothers_number_is_refused_and_so_is_another_role(shared_hub: RealHub) -> None:
    with KioskLine(shared_hub, "kiosk-7") as one, KioskLine(shared_hub, "kiosk-8") as two:
        answer = one.hand_over(two.paper())
        assert answer["problem"]["code"] == "number-not-granted"
    with AppLine(shared_hub.url, device="terminal") as line:
        body = two.paper()
        answer = line.order("HandOver", body, id_=body["ticket"])
        assert answer["problem"]["code"] == "not-allowed"

"""An officer whose role may not see the queue is told of nobody else, by whatever way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.app_line import AppLine, Message
from tests.integration.real_hub import RealHub, problem

PIN = "1234"
SERVICE, COUNTER, ELSEWHERE = "KTP-BARU", "1", "2"
TRAINEE = {
    "code": "trainee",
    "name": {"id": "Magang", "en": "Trainee"},
    "may": ["transfer", "priority", "issue", "cancel"],
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("sight") / "data", "--always-open") as running:
        site = running.get("/api/v1/site")["site"]
        site["roles"] = [TRAINEE]
        assert running.request("PUT", "/api/v1/site", site).status_code == 200
        officers = [{"id": "new", "name": "Rini", "pin": PIN, "role": "trainee"}]
        put = running.request("PUT", "/api/v1/officers", {"officers": officers})
        assert put.status_code == 200, put.text
        yield running


@pytest.fixture
def waiting(hub: RealHub) -> list[Message]:
    """Three more who wait, one with a head start."""
    return [hub.take(SERVICE), hub.take(SERVICE, priority="lansia"), hub.take(SERVICE)]


def signed_on(line: AppLine, officer: str) -> str:
    body = {"counter": COUNTER, "officer": officer, "pin": PIN, "take_over": "relief"}
    answer = line.order("OpenCounter", body)
    assert answer["status"] == 200, answer
    return str(answer["body"]["session"])


def shown(messages: list[Message], event: str) -> list[Message]:
    """The tickets of the last change of this name."""
    changes = [c for m in messages for c in m.get("events", []) if c["event"] == event]
    return list(changes[-1].get("tickets", []))


def next_named(frame: Message) -> set[str]:
    """Who is named in it as the next one."""
    changes = [one for one in frame.get("events", []) if one["event"] == "NextChanged"]
    return {ticket["number"] for one in changes for ticket in one["tickets"]}


def queue(hub: RealHub) -> list[Message]:
    """All who wait, as a supervisor sees them."""
    who = {"officer": "supervisor", "pin": PIN}
    session = hub.request("POST", "/api/v1/sign-in", who).json()["session"]
    found = hub.request("GET", "/api/v1/queue", headers={"giliran-session": session})
    return list(found.json()["tickets"])


def secrets_of(hub: RealHub) -> set[str]:
    """What is said of those who wait: numbers, check codes, groups."""
    tickets = queue(hub)
    found = {t[key] for t in tickets for key in ("number", "check", "group") if t.get(key)}
    assert {"lansia"} < found
    return {f'"{one}"' for one in found}


def told_of_others(messages: Any, secret: set[str], *may: Message) -> set[str]:
    """What of it stands in the messages, but for the tickets that may be seen there."""
    text = json.dumps(messages)
    return {s for s in secret if s in text} - {f'"{v}"' for one in may for v in one.values()}


def next_here(hub: RealHub) -> Message:
    """Whom the rule calls next at the counter."""
    first: Message = next(t for t in queue(hub) if COUNTER in t["counters"])
    return first


def test_a_line_is_cut_when_a_trainee_signs_on_and_whole_for_the_next(
    hub: RealHub, waiting: list[Message]
) -> None:
    with AppLine(hub.url, device="pc-1") as line:
        snapshot = line.welcome()["snapshot"]
        assert {w["number"] for w in waiting} <= {t["number"] for t in snapshot["tickets"]}
        mark = len(line.heard)
        session = signed_on(line, "new")
        due, secret = next_here(hub), secrets_of(hub)
        (seen,) = [t for t in shown(line.heard[mark:], "SightChanged") if t["number"]]
        assert (seen["number"], seen["group"]) == (due["number"], due["group"])
        assert len(shown(line.heard[mark:], "SightChanged")) == len(snapshot["tickets"])
        assert not told_of_others(line.heard[mark:], secret, due)
        mine = {"counter": COUNTER, "session": session}
        mark = len(line.heard)
        called = line.order("CallNext", mine)["ticket"]
        assert called["number"] == due["number"]
        then = next_here(hub)
        line.since(mark, "frame", lambda frame: then["number"] in next_named(frame))
        named = {t["number"] for t in shown(line.heard[mark:], "NextChanged")}
        assert named == {due["number"], then["number"]}
        assert not told_of_others(line.heard[mark:], secret, due, then)
        line.order("FinishService", mine)
        mark = len(line.heard)
        signed_on(line, "officer-1")
        numbers = {t["number"] for t in shown(line.heard[mark:], "SightChanged")}
        assert {t["number"] for t in queue(hub)} <= numbers
        line.order("CloseCounter", {"counter": COUNTER})


def test_why_somebody_has_priority_is_told_while_staff_is_there_alone(
    hub: RealHub, waiting: list[Message]
) -> None:
    mine = waiting[1]["id"]
    with AppLine(hub.url, device="pc-1") as line:
        (at_first,) = [t for t in line.welcome()["snapshot"]["tickets"] if t["id"] == mine]
        assert (at_first["priority"], at_first.get("group")) == (True, None)
        mark = len(line.heard)
        session = signed_on(line, "officer-1")
        seen = {t["id"]: t for t in shown(line.heard[mark:], "SightChanged")}
        assert seen[mine]["group"] == "lansia"
        mark = len(line.heard)
        line.order("CloseCounter", {"counter": COUNTER, "session": session})
        line.event("SightChanged")
        left = {t["id"]: t for t in shown(line.heard[mark:], "SightChanged")}
        assert left[mine]["number"] == waiting[1]["number"]
        assert not [one for one in left.values() if one.get("group") or one.get("assist")]
        mark = len(line.heard)
        who = {"officer": "supervisor", "pin": PIN}
        session = line.order("SignIn", who)["body"]["session"]
        assert any(t.get("group") for t in shown(line.heard[mark:], "SightChanged"))
        mark = len(line.heard)
        line.order("SignOut", {"session": session})
        assert not any(t.get("group") for t in shown(line.heard[mark:], "SightChanged"))


def test_what_others_do_tells_no_more_than_the_tvs(hub: RealHub, waiting: list[Message]) -> None:
    hub.open(ELSEWHERE)
    with AppLine(hub.url, device="pc-1") as line:
        line.welcome()
        session = signed_on(line, "new")
        mark = len(line.heard)
        fresh = hub.take(SERVICE, priority="lansia")
        line.event("TicketIssued")
        secret = secrets_of(hub)
        assert not told_of_others(line.heard[mark:], secret, next_here(hub))
        called = hub.at(ELSEWHERE, "call-next").json()
        (there,) = [t for t in line.event("TicketCalled")["tickets"] if t["id"] == called["id"]]
        assert (there["number"], there.get("group"), there.get("priority")) == (
            called["number"],
            None,
            None,
        )
        assert there["place"] > there["arrival"], "no head start can be read from it"
        other = next(t for t in queue(hub) if t["id"] != fresh["id"])
        body = {"ticket": other["id"], "priority": None, "reason": "x", "session": session}
        no = line.order("FindTicket", {"ticket": other["id"]})
        assert no["problem"]["code"] == "not-allowed"
        paper = {"number": other["number"], "check": other["check"]}
        assert line.order("FindTicket", paper)["ticket"]["number"] == other["number"]
        reason = hub.get("/api/v1/site")["site"]["reasons"]["withdraw_priority"][0]["code"]
        changed = line.order("SetPriority", body | {"ticket": fresh["id"], "reason": reason})
        due = next_here(hub)
        assert changed["status"] == 200, changed
        assert changed["ticket"].get("number", "") in ("", due["number"])
        issued = line.order("IssueTicket", {"service": SERVICE, "desk": True, "session": session})
        assert issued["ticket"]["number"], "whose paper it is has just been made here"
    with AppLine(hub.url, device="pc-1", counter=COUNTER) as back:
        snapshot = back.welcome()["snapshot"]
        named = {t["number"] for t in snapshot["tickets"] if t["state"] == "waiting"} - {""}
        assert named == {next_here(hub)["number"]}
        assert len(snapshot["tickets"]) > 3
    hub.at(ELSEWHERE, "finish")
    hub.at(ELSEWHERE, "close")
    hub.at(COUNTER, "close")


ROUTES = ("/queue", "/events", "/tickets/{other}/before/{due}", "/tickets/{other}")


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("role", ["trainee", "officer"])
def test_each_way_of_asking_over_rest(
    hub: RealHub, waiting: list[Message], path: str, role: str
) -> None:
    officer = {"trainee": "new", "officer": "officer-1"}[role]
    body = {"officer": officer, "pin": PIN, "take_over": "relief"}
    session = hub.at(COUNTER, "open", body).json()["session"]
    due = next_here(hub)
    other = next(t for t in queue(hub) if t["id"] != due["id"])
    url = "/api/v1" + path.format(other=other["id"], due=due["number"])
    with hub.stream("GET", url, headers={"giliran-session": session}) as answer:
        first = next(answer.iter_text())
        if role == "officer":
            assert answer.status_code in (200, 422), first  # not called before: says so
        elif path == "/tickets/{other}":
            assert json.loads(first)["number"] == ""
            assert other["check"] not in first
        else:
            assert (answer.status_code, json.loads(first)["code"]) == (403, "not-allowed")
    hub.at(COUNTER, "close")
    if role == "trainee" and path == "/queue":
        refused = hub.request("GET", url, headers={"giliran-session": "made-up"})
        problem(refused, 401, "no-session")


@pytest.mark.parametrize("at_a_counter", [True, False])
def test_a_line_whose_sitting_is_over_is_told_no_more_of_anybody_s_health(
    hub: RealHub, waiting: list[Message], at_a_counter: bool
) -> None:
    """Not only what is asked for: what comes by itself as well, from that moment on."""
    boss = {"id": "boss", "name": "Bos", "pin": PIN, "role": "supervisor"}
    assert hub.request("PUT", "/api/v1/officers", {"officers": [boss]}).status_code == 200
    with AppLine(hub.url, device="pc-left") as line:
        line.welcome()
        if at_a_counter:
            signed_on(line, "boss")
        else:
            assert line.order("SignIn", {"officer": "boss", "pin": PIN})["status"] == 200
        mark = len(line.heard)
        other = hub.take(SERVICE, priority="lansia")
        line.await_("frame", lambda m: other["id"] in json.dumps(m))
        assert '"lansia"' in json.dumps(line.heard[mark:])
        mark = len(line.heard)
        other_role = hub.request("POST", "/api/v1/officers/boss/role", {"role": "desk"})
        assert other_role.status_code == 200
        line.await_("frame", lambda m: "SightChanged" in json.dumps(m))
        last = hub.take(SERVICE, priority="lansia")
        line.await_("frame", lambda m: last["id"] in json.dumps(m))
        assert '"lansia"' not in json.dumps(line.heard[mark:])

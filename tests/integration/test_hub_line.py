"""`/ws` on a real hub: greetings, commands, and bad manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from tests.integration.app_line import AppLine, LineEnded
from tests.integration.real_hub import RealHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("line") / "data", "--always-open") as running:
        yield running


# Greetings ------------------------------------------------------------------------------------


def test_the_welcome_has_everything_for_the_role(hub: RealHub) -> None:
    ticket = hub.take(priority="lansia")
    with AppLine(hub.url, "counter", "pc-7", counter="7", name="Loket 7") as line:
        welcome = line.welcome()
    assert welcome["protocol"] == 1
    assert welcome["hub"] == hub.ready["hub"]
    assert welcome["role"] == "counter"
    assert welcome["device"] == {"id": "pc-7", "role": "counter", "name": "Loket 7"}
    assert welcome["head"]["seq"] == hub.get("/healthz")["journal"]["seq"]
    assert len(welcome["head"]["hash"]) == 64
    snapshot = welcome["snapshot"]
    assert len(snapshot["counters"]) == 42
    assert len(snapshot["services"]) == 252
    mine = next(one for one in snapshot["tickets"] if one["id"] == ticket["id"])
    assert (mine["priority"], mine["head_start"]) == (True, 30)
    assert "group" not in mine, "nobody has signed on: why it has priority is health data"


def test_a_display_gets_its_zones_from_the_site_and_no_ticket(hub: RealHub) -> None:
    hub.take(priority="lansia")
    with AppLine(hub.url, "display", "tv-ungu") as line:
        welcome = line.welcome()
    assert welcome["device"]["zones"] == ["ungu"]
    assert welcome["device"]["settings"]["arrows"]["27"] == "left"
    assert "tickets" not in welcome["snapshot"]
    told = {"id", "label", "number", "zone", "services", "state", "pause_until"}
    for counter in welcome["snapshot"]["counters"]:
        said = {name for name, value in counter.items() if value}
        assert said <= told, "whether it works: no officer and no ticket"
        assert counter["services"] == []


HELLO = {"type": "hello", "protocol": 1, "role": "counter", "device": "rude"}

RUDE: list[tuple[Any, str, bool]] = [
    ({**HELLO, "protocol": 2}, "protocol", False),
    ({**HELLO, "role": "king"}, "role", False),
    ({**HELLO, "device": ""}, "device", False),
    ({**HELLO, "device": "x" * 65}, "device", False),
    ({**HELLO, "device": "a/b"}, "device", False),
    ({**HELLO, "device": "hub"}, "device", False),
    ({"type": "ping", "n": 1}, "hello-first", True),
    ({"type": "hello"}, "bad-message", True),
    ({**HELLO, "protocol": "one"}, "bad-message", True),
    ({**HELLO, "head": {"journal": 1}}, "bad-message", True),
    ({"type": "unheard-of"}, "bad-message", True),
    ("{", "bad-message", True),
    ("", "bad-message", True),
    ("[]", "bad-message", True),
    ("[" * 100_000, "bad-message", True),
    (b"\xff\xfe\x00", "bad-message", True),
]


@pytest.mark.parametrize(("said", "code", "retry"), RUDE, ids=[str(row[0])[:60] for row in RUDE])
def test_a_bad_greeting_ends_with_words(hub: RealHub, said: Any, code: str, retry: bool) -> None:
    line = AppLine(hub.url)
    line.connect()
    try:
        line.say(said)
        bye = line.hear()
        assert (bye["type"], bye["code"]) == ("bye", code)
        assert bye.get("retry", True) is retry
        assert bye["detail"]
        line.to_the_end()
    finally:
        line.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("no json", "bad-message"),
        ('{"type":"command"}', "bad-message"),
        ('{"type":"command","id":"1","name":"CallNext","body":[]}', "bad-message"),
        ('{"type":"frame","from":1,"to":2,"hash":""}', "bad-message"),
        (json.dumps(HELLO), "hello-twice"),
    ],
)
def test_bad_manners_later_end_the_line_too(hub: RealHub, said: str, code: str) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        line.say(said)
        assert line.await_("bye")["code"] == code
        line.to_the_end()
    assert hub.take()["state"] == "waiting"


def test_a_message_of_ten_megabytes_ends_the_line_and_not_the_hub(hub: RealHub) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        with suppress(LineEnded):  # it may be closed before all of it is out
            line.say(json.dumps({"type": "command", "id": "1", "name": "x" * 10_000_000}))
        line.to_the_end()
    assert hub.take()["state"] == "waiting"


def test_it_answers_a_ping_with_its_time(hub: RealHub) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        line.say({"type": "ping", "n": 41})
        pong = line.await_("pong")
    assert pong["n"] == 41
    assert pong["now"].endswith("+07:00")


# Commands ---------------------------------------------------------------------------------------


def test_commands_are_answered_like_rest(hub: RealHub) -> None:
    with AppLine(hub.url, "kiosk", "kiosk-1") as line:
        line.welcome()
        issued = line.order("IssueTicket", {"service": "KTP-BARU", "kiosk": "kiosk-1"})
        assert issued["status"] == 201
        assert hub.get(f"/api/v1/tickets/{issued['ticket']['id']}")["kiosk"] == "kiosk-1"
        unknown = line.order("IssueTicket", {"service": "NONE"})
        assert (unknown["status"], unknown["problem"]["code"]) == (422, "unknown-service")
        for name in ("Fly", "LoadSite", "TurnDay", "IssueTicket"):
            bad = line.order(name)
            assert (bad["status"], bad["problem"]["code"]) == (422, "bad-command")
        desk = line.order("CallNext", {"counter": "1"})
        assert (desk["status"], desk["problem"]["code"]) == (403, "not-allowed")
    with AppLine(hub.url, "counter", "counter-x") as line:
        line.welcome()
        nobody = line.order("CallNext", {"counter": "none"})
        assert (nobody["status"], nobody["problem"]["code"]) == (404, "unknown-counter")
        said = line.order("HoldTicket", {"counter": "1", "reason": "Pak Budi, NIK 3510…"})
        assert (said["status"], said["problem"]["code"]) == (422, "bad-command")


def test_a_command_without_an_id_is_refused(hub: RealHub) -> None:
    with AppLine(hub.url) as line:
        line.welcome()
        for id_ in ("", "x" * 65):
            line.say({"type": "command", "id": id_, "name": "CallNext", "body": {"counter": "1"}})
            assert line.await_("answer")["problem"]["code"] == "id-missing"


def test_the_same_id_acts_once_per_sender(hub: RealHub) -> None:
    body = {"service": "KTP-BARU"}
    with AppLine(hub.url, "kiosk", "kiosk-1") as one, AppLine(hub.url, "kiosk", "kiosk-2") as two:
        first = one.order("IssueTicket", body, id_="tap")
        assert one.order("IssueTicket", body, id_="tap") == first
        assert two.order("IssueTicket", body, id_="tap")["ticket"]["id"] != first["ticket"]["id"]
        again = one.order("IssueTicket", {"service": "KTP-CETAK"}, id_="tap")
        assert again["problem"]["code"] == "id-reused"
    with AppLine(hub.url, "kiosk", "kiosk-1") as one:  # a new line is the same sender
        assert one.order("IssueTicket", body, id_="tap") == first


def test_two_at_once_under_one_id_are_one(hub: RealHub) -> None:
    order = {"type": "command", "id": "double", "name": "IssueTicket", "body": {"service": "IKD"}}
    with AppLine(hub.url, "kiosk", "kiosk-1") as line:
        line.welcome()
        for _ in range(5):
            line.say(order)
        answers = [line.await_("answer") for _ in range(5)]
    assert len({answer["ticket"]["number"] for answer in answers}) == 1
    assert answers[0] == answers[4]


def test_nothing_of_this_was_a_fault_of_the_hub(hub: RealHub) -> None:
    assert hub.stop() == 0
    assert "Traceback" not in hub.said()

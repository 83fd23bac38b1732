"""Officers, the information desk and supervisors on a real hub: who may what, and what they say."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.hub.people import PEOPLE_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import ANSWER_S, RealHub, problem

PIN = "1234"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("staff") / "data", "--always-open") as running:
        yield running


@pytest.fixture
def line(hub: RealHub) -> Iterator[AppLine]:
    with AppLine(hub.url, device=f"pc-{uuid.uuid4().hex[:6]}", reads=True) as line:
        line.welcome()
        yield line


def signed_in(line: AppLine, officer: str = "supervisor") -> dict[str, Any]:
    answer = line.order("SignIn", {"officer": officer, "pin": PIN})
    assert answer["status"] == 200, answer
    return {"session": answer["body"]["session"]}


def at_counter(line: AppLine, counter: str, **more: Any) -> dict[str, Any]:
    body = {"counter": counter, "officer": f"officer-{counter}", "pin": PIN, **more}
    answer = line.order("OpenCounter", body)
    assert answer["status"] == 200, answer
    return {"session": answer["body"]["session"]}


def refused(answer: dict[str, Any]) -> str:
    return str(answer.get("problem", {}).get("code", ""))


# Sittings -----------------------------------------------------------------------------------


def test_a_supervisor_sits_at_no_counter(hub: RealHub, line: AppLine) -> None:
    answer = line.order("SignIn", {"officer": "supervisor", "pin": PIN})["body"]
    assert (answer["role"], answer["name"], answer["officer"]) == (
        "supervisor",
        "Pengawas",
        "supervisor",
    )
    assert "supervise" in answer["may"]
    mine = {"session": answer["session"]}
    assert line.order("WhoAmI", mine)["body"] == {
        **{key: answer[key] for key in ("officer", "name", "role", "may")},
        "counter": "",
    }
    header = {"giliran-session": answer["session"]}
    assert hub.request("GET", "/api/v1/me", headers=header).json()["role"] == "supervisor"
    assert line.order("SignOut", mine)["status"] == 200
    assert refused(line.order("WhoAmI", mine)) == "no-session"
    problem(hub.request("GET", "/api/v1/me", headers=header), 401, "no-session")


def test_an_officer_sits_at_a_counter_and_is_told_what_they_may(line: AppLine) -> None:
    no = line.order("SignIn", {"officer": "officer-1", "pin": PIN})
    assert (no["status"], refused(no)) == (403, "not-allowed")
    assert no["problem"]["extra"]["ask"] == ["desk", "supervisor", "manager"]
    body = {"counter": "1", "officer": "officer-1", "pin": PIN}
    told = line.order("OpenCounter", body)["body"]
    assert (told["role"], told["officer"]) == ("officer", "officer-1")
    assert {"call-by-number", "transfer"} < set(told["may"])
    mine = {"session": told["session"]}
    assert line.order("WhoAmI", mine)["body"]["counter"] == "1"
    assert refused(line.order("SignOut", mine)) == "bad-command"
    line.order("CloseCounter", {"counter": "1", **mine})
    assert refused(line.order("WhoAmI", mine)) == "no-session"


@pytest.mark.parametrize("role", ["kiosk", "display"])
def test_sittings_and_notes_are_for_counters_lines(hub: RealHub, role: str) -> None:
    with AppLine(hub.url, role, f"{role}-9") as other:
        for name in ("SignIn", "WhoAmI", "AddNote", "ListNotes", "Announce", "MessageCounter"):
            assert refused(other.order(name, {"officer": "supervisor", "pin": PIN})) == (
                "not-allowed"
            ), name


def test_guessing_is_slowed_down_until_a_supervisor_unlocks(hub: RealHub, line: AppLine) -> None:
    wrong = {"officer": "information-desk", "pin": "0000"}
    codes = [refused(one) for one in line.orders("SignIn", [wrong] * 4)]  # the wait is short
    assert codes == ["wrong-pin"] * 3 + ["too-many-attempts"]
    boss = signed_in(line)
    assert refused(line.order("UnlockOfficer", {"officer": "nobody", **boss})) == "unknown-officer"
    assert line.order("UnlockOfficer", {"officer": "information-desk", **boss})["status"] == 200
    signed_in(line, "information-desk")
    problem(hub.request("POST", "/api/v1/officers/nobody/unlock", {}), 404, "unknown-officer")
    entry = next(one for one in reversed(hub.entries()) if one.type == "OfficerUnlocked")
    assert entry.actor.endswith("/supervisor")


# Permits ------------------------------------------------------------------------------------


def test_a_role_decides_on_loopback_too_once_it_is_known_who_asks(
    hub: RealHub, line: AppLine
) -> None:
    officer, boss = at_counter(line, "2"), signed_in(line)
    suspend = {"service": "IKD", "reason": "sistem-pusat"}
    no = line.order("SuspendService", suspend | officer)
    assert (no["status"], refused(no)) == (403, "not-allowed")
    assert no["problem"]["extra"] == {
        "needs": ["supervise"],
        "ask": ["supervisor", "manager"],
    }
    assert "Pengawas" in no["problem"]["detail"]
    assert line.order("SuspendService", suspend | boss)["status"] == 200
    restore = hub.request("POST", "/api/v1/services/IKD/restore", {})
    assert restore.status_code == 200, "a local tool without a session is trusted"


def test_another_s_counter_is_closed_by_a_supervisor_alone(hub: RealHub, line: AppLine) -> None:
    with AppLine(hub.url, device="pc-other") as other:
        other.welcome()
        at_counter(other, "3")
        mine, boss = at_counter(line, "4"), signed_in(line)
        assert refused(line.order("CloseCounter", {"counter": "3", **mine})) == "not-allowed"
        assert refused(line.order("CallNext", {"counter": "3", **mine})) == "no-session"
        assert refused(line.order("CallNext", {"counter": "3", **boss})) == "no-session"
        assert line.order("PauseCounter", {"counter": "3", **boss})["status"] == 200
        assert line.order("CloseCounter", {"counter": "3", **boss})["status"] == 200
    closed = next(one for one in reversed(hub.entries()) if one.type == "CounterClosed")
    assert closed.actor.endswith("/supervisor")


def test_the_information_desk_calls_nobody_and_brings_people_back(
    hub: RealHub, line: AppLine
) -> None:
    desk = signed_in(line, "information-desk")
    ticket = line.order("IssueTicket", {"service": "KTP-BARU", "desk": True, **desk})["ticket"]
    named = {"ticket": ticket["id"], **desk}
    assert line.order("SetAssistance", {"assist": ["kursi-roda"], **named})["status"] in (200, 422)
    assert line.order("RequestReprint", named)["status"] == 200
    assert refused(line.order("MoveTicket", {"reason": "salah", **named})) == "not-allowed"
    call = {"counter": "5", "reason": "tamu", **named}
    assert refused(line.order("CallTicket", call)) == "no-session"
    assert line.order("CancelTicket", named)["status"] == 200


# Taking over --------------------------------------------------------------------------------


def test_a_counter_left_signed_on_is_taken_over_with_a_reason(hub: RealHub, line: AppLine) -> None:
    with AppLine(hub.url, device="pc-left") as left:
        left.welcome()
        before = at_counter(left, "6")
        ticket = hub.take()
        called = left.order("CallNext", {"counter": "6", **before})["ticket"]
        body = {"counter": "6", "officer": "officer-7", "pin": PIN}
        no = line.order("OpenCounter", body)
        assert (no["status"], refused(no)) == (409, "counter-taken")
        assert no["problem"]["extra"]["officer"] == "officer-6"
        assert no["problem"]["extra"]["since"].startswith("20")
        taken = line.order("OpenCounter", body | {"take_over": "left"})
        assert taken["counter"]["ticket"] == called["id"]
        assert left.event("CounterTakenOver")["counters"][0]["officer"] == "officer-7"
        assert refused(left.order("Recall", {"counter": "6", **before})) == "no-session"
        mine = {"counter": "6", "session": taken["body"]["session"]}
        assert line.order("FinishService", mine)["ticket"] is not None or ticket
        moved = at_counter(line, "8", officer="officer-7", leave_other=True)
        assert hub.get("/api/v1/counters/6")["state"] == "closed"
        assert refused(line.order("CallNext", mine)) == "no-session"
        line.order("CloseCounter", {"counter": "8", **moved})


def test_over_rest_it_wants_its_reason(hub: RealHub) -> None:
    hub.open("9")
    who = {"officer": "officer-10", "pin": PIN}
    problem(hub.at("9", "open", who), 409, "counter-taken")
    problem(hub.at("9", "take-over", who), 422, "reason-needed")
    problem(hub.at("9", "take-over", {**who, "reason": "mood"}), 422, "unknown-reason")
    problem(hub.at("9", "take-over", {**who, "pin": "9", "reason": "left"}), 403, "wrong-pin")
    taken = hub.at("9", "take-over", {**who, "reason": "left"}).json()
    assert (taken["officer"], taken["role"], taken["state"]) == ("officer-10", "officer", "open")
    assert taken["session"]


# Texts --------------------------------------------------------------------------------------


def test_notes_stay_with_the_ticket_and_out_of_the_journal(hub: RealHub, line: AppLine) -> None:
    officer = at_counter(line, "11")
    ticket = hub.take()
    named = {"ticket": ticket["id"], **officer}
    words = "Kurang fotokopi ijazah, kembali sore"
    id_ = uuid.uuid4().hex
    first = line.order("AddNote", {"text": f" {words} ", **named}, id_=id_)
    again = line.order("AddNote", {"text": f" {words} ", **named}, id_=id_)
    assert first["body"] == again["body"]
    told = [change for frame in line.frames() for change in frame.get("events", [])]
    (noted,) = [change for change in told if change["event"] == "TicketNoted"]
    assert noted["tickets"][0]["notes"] == 1
    assert refused(line.order("AddNote", {"text": "NIK 3510 0112 0398", **named})) == (
        "personal-data"
    )
    both = {"text": "satu", "code": "kembali", **named}
    for wrong in (both, named, {"text": "x" * 201, **named}, {"code": "Free text", **named}):
        assert refused(line.order("AddNote", wrong)) == "bad-command"
    (note,) = line.order("ListNotes", named)["body"]["notes"]
    assert (note["text"], note["officer"], note["name"]) == (words, "officer-11", "Petugas 11")
    assert note["at"].endswith("+07:00")
    over_rest = hub.get(f"/api/v1/tickets/{ticket['id']}/notes")["notes"]
    assert over_rest == [note]
    assert words not in "".join(str(entry.body) for entry in hub.entries())
    kept = (hub.directory / PEOPLE_FILE).read_bytes()
    assert words.encode() not in kept, "it is encrypted there"


def test_a_note_of_the_list_over_rest(hub: RealHub) -> None:
    ticket = hub.take()
    path = f"/api/v1/tickets/{ticket['id']}/notes"
    known = hub.get("/api/v1/site")["site"]["reasons"]["note"]
    code = known[0]["code"] if known else "seen"
    made = hub.request("POST", path, {"code": code})
    assert made.status_code == 201, made.text
    (note,) = hub.get(path)["notes"]
    assert (note["code"], note["text"], note["officer"]) == (code, "", "")
    problem(
        hub.request("POST", "/api/v1/tickets/nope/notes", {"code": code}), 404, "unknown-ticket"
    )


def test_an_announcement_is_shown_and_then_spoken(hub: RealHub, line: AppLine) -> None:
    boss = signed_in(line)
    with (
        AppLine(hub.url, "display", "tv-hijau", voice=True, announces=True) as screen,
        AppLine(hub.url, "display", "tv-tua", voice=True) as old,
    ):
        for one, device in ((screen, "tv-hijau"), (old, "tv-tua")):
            one.welcome()
            set_ = hub.request("PUT", f"/api/v1/displays/{device}", {"zones": ["hijau"]})
            assert set_.status_code == 200
        body = {"zones": ["hijau"], "text": "Sistem pusat sedang gangguan.", **boss}
        assert refused(line.order("Announce", {**body, "zones": ["nirwana"]})) == "unknown-zone"
        assert (
            refused(line.order("Announce", {**body, "text": "0812 3456 7890"})) == "personal-data"
        )
        made = line.order("Announce", body)["body"]["announcement"]
        shown = screen.await_("announcement")
        assert (shown["id"], shown["text"]) == (made, body["text"])
        grant = screen.await_("grant")
        assert grant["words"] == {"id": made, "zone": "hijau", "text": body["text"]}
        screen.say({"type": "voice-done", "lease": grant["lease"]})
        assert [one["type"] for one in old.so_far() if one["type"] == "announcement"] == []
    assert body["text"] not in "".join(str(entry.body) for entry in hub.entries())
    said = next(one for one in reversed(hub.entries()) if one.type == "AnnouncementMade")
    assert said.actor.endswith("/supervisor")


def test_a_message_is_read_at_its_counter_or_refused(hub: RealHub, line: AppLine) -> None:
    with AppLine(hub.url, device="pc-12", reads=True) as desk:
        desk.welcome()
        at_counter(desk, "12")
        boss = signed_in(line)
        message = {"counter": "12", "text": "Tolong bantu loket 14", **boss}
        assert line.order("MessageCounter", message)["status"] == 200
        told = desk.await_("counter-message")
        assert (told["text"], told["by"]) == ("Tolong bantu loket 14", "Pengawas")
        assert refused(line.order("MessageCounter", {**message, "counter": "13"})) == (
            "not-connected"
        )
        mine = at_counter(line, "14")
        assert refused(line.order("MessageCounter", {**message, **mine})) == "not-allowed"
        connected = counters_on_the_line(hub)
    deadline = time.monotonic() + ANSWER_S
    while counters_on_the_line(hub) >= connected:  # until the hub has noticed
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert refused(line.order("MessageCounter", message)) == "not-connected"


def counters_on_the_line(hub: RealHub) -> float:
    page = hub.request("GET", "/metrics").text
    return float(page.partition('giliran_lines{role="counter"} ')[2].split()[0])


@pytest.mark.parametrize("path", ["services/IKD", "agencies/DUKCAPIL"])
def test_a_return_that_is_past_is_refused(hub: RealHub, path: str) -> None:
    body = {"reason": "sistem-pusat", "until": "2020-01-01T09:00:00+07:00"}
    no = hub.request("POST", f"/api/v1/{path}/suspend", body)
    assert (no.status_code, no.json()["code"]) == (422, "return-past")
    assert no.json()["extra"]["until"].startswith("2020-01-01T")


def test_an_agency_is_suspended_as_one(hub: RealHub) -> None:
    services = hub.get("/api/v1/services")["services"]
    agency = next(one["agency"] for one in services if one["code"] == "KTP-BARU")
    path = f"/api/v1/agencies/{agency}"
    body = {"reason": "sistem-pusat", "until": "2099-01-01T10:00:00+07:00"}
    told = hub.request("POST", f"{path}/suspend", body).json()["services"]
    assert told
    assert {one["open"] for one in told} == {False}
    assert {one["suspended_until"][:10] for one in told} == {"2099-01-01"}
    back = hub.request("POST", f"{path}/restore", {}).json()["services"]
    assert any(one["open"] for one in back)


def test_a_profile_a_result_and_an_end_over_rest(hub: RealHub) -> None:
    hub.open("15")
    profiles = hub.get("/api/v1/site")["site"].get("profiles", [])
    if profiles:
        code = profiles[0]["code"]
        set_ = hub.request("POST", "/api/v1/counters/15/profile", {"profile": code})
        assert set_.json()["profile"] == code
        reset = hub.request("POST", "/api/v1/counters/15/profile", {"profile": None})
        assert reset.status_code == 200
    ticket = hub.take()
    hub.at("15", "call", {"ticket": ticket["id"], "reason": "tamu"})
    end = hub.request("POST", "/api/v1/services/KTP-BARU/end", {"choice": "serve-on"})
    assert end.json()["ending"] == "serve-on"


def test_what_was_kept_is_there_after_a_power_cut(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        with AppLine(hub.url, device="pc-last") as line:
            line.welcome()
            boss, ticket = signed_in(line), hub.take()
            body = {"ticket": ticket["id"], "text": "besok", **boss}
            assert line.order("AddNote", body)["status"] == 200
        hub.kill()
        hub.start()
        (note,) = hub.get(f"/api/v1/tickets/{ticket['id']}/notes")["notes"]
        assert (note["text"], note["officer"]) == ("besok", "supervisor")
        me = hub.request("GET", "/api/v1/me", headers={"giliran-session": boss["session"]})
        assert me.json()["officer"] == "supervisor"


def test_nothing_of_this_was_a_fault(hub: RealHub) -> None:
    assert "Traceback" not in hub.said()


@pytest.mark.long
@pytest.mark.timeout(120)
def test_who_comes_back_in_a_minute_waits_again_by_themselves(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        hub.open("1")
        service = hub.get("/api/v1/counters/1")["services"][0]
        ticket = hub.take(service)
        hub.at("1", "call-next")
        hub.at("1", "start")
        held = hub.at("1", "hold", {"minutes": 1}).json()
        assert held["held_until"] > held["called_at"]
        deadline, state = time.monotonic() + 75, "held"
        while state == "held" and time.monotonic() < deadline:
            time.sleep(0.5)
            state = hub.get(f"/api/v1/tickets/{ticket['id']}")["state"]
        assert state == "waiting"
        due = next(one for one in reversed(hub.entries()) if one.type == "TicketResumed")
        assert (due.actor, '"due":true' in str(due.body)) == ("hub", True)

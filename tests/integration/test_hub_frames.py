"""`/ws` on a real hub: frames without a gap, resumption, slow readers, and who sees what."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from shared.hub.hub import TICK_SECONDS
from shared.hub.wire import QUEUE
from tests.integration.app_line import PATIENCE_S, AppLine, Message
from tests.integration.real_hub import RealHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("frames") / "data", "--always-open") as running:
        yield running


def head_now(hub: RealHub) -> Message:
    with AppLine(hub.url) as line:
        head: Message = line.welcome()["head"]
    return head


# Frames -----------------------------------------------------------------------------------------


def assert_no_gap(head: Message, frames: list[Message]) -> Message:
    """The head after these frames."""
    for frame in frames:
        assert frame["from"] == head["seq"]
        assert frame["to"] > frame["from"]
        head = {**head, "seq": frame["to"], "hash": frame["hash"]}
    return head


def test_frames_follow_without_a_gap_and_carry_the_hash(hub: RealHub) -> None:
    with AppLine(hub.url) as line:
        start = line.welcome()["head"]
        for _ in range(5):
            hub.take()
        line.await_("frame", lambda frame: bool(frame["to"] == start["seq"] + 5))
        end = assert_no_gap(start, line.frames())
    assert end["hash"] == hub.entries()[end["seq"] - 1].hash


def test_a_frame_also_covers_what_the_role_does_not_see(hub: RealHub) -> None:
    hub.open("5")
    with AppLine(hub.url, "display", "tv-biru") as early:
        start = early.welcome()["head"]
        hub.take()
        with AppLine(hub.url, "display", "tv-hijau") as late:
            joined = late.welcome()["head"]
            assert joined["seq"] > start["seq"]
            hub.take()
            assert hub.at("5", "call-next").status_code == 200
            for line, head in ((early, start), (late, joined)):
                line.event("TicketCalled")
                end = assert_no_gap(head, line.frames())
                assert end["seq"] == hub.get("/healthz")["journal"]["seq"]
                seen = [e["event"] for frame in line.frames() for e in frame.get("events", [])]
                assert seen == ["TicketCalled"]
    hub.at("5", "finish")
    hub.at("5", "close")


def test_the_head_moves_on_in_quiet_times_too(hub: RealHub) -> None:
    with AppLine(hub.url, "display", "tv-biru") as line:
        head = line.welcome()["head"]
        hub.take()
        last = hub.get("/healthz")["journal"]["seq"]
        frame = line.await_("frame", timeout=TICK_SECONDS + PATIENCE_S)
    assert (frame["from"], frame["to"]) == (head["seq"], last)
    assert "events" not in frame


def test_an_app_that_was_away_gets_what_it_missed_and_no_more(hub: RealHub) -> None:
    with AppLine(hub.url, "counter", "pc-1") as line:
        head = line.welcome()["head"]
    missed = [hub.take()["id"] for _ in range(3)]
    with AppLine(hub.url, "counter", "pc-1", head=head) as line:
        welcome = line.welcome()
        assert "snapshot" not in welcome
        assert welcome["head"] == head
        line.await_("frame")
        after = assert_no_gap(head, line.frames())
        told = [t["id"] for frame in line.frames() for e in frame["events"] for t in e["tickets"]]
        assert told == missed
        later = hub.take()
        assert line.event("TicketIssued")["tickets"][0]["id"] == later["id"]
        assert_no_gap(after, line.frames()[1:])
    with AppLine(hub.url, "counter", "pc-1", head=head_now(hub)) as line:
        assert "snapshot" not in line.welcome()
        assert [m for m in line.so_far() if m["type"] == "frame"] == []


@pytest.mark.parametrize(
    "change",
    [{"journal": "0" * 32}, {"hash": "f" * 64}, {"seq": 10_000_000}, {"seq": -5}, {"seq": 0}],
    ids=str,
)
def test_who_saw_another_history_gets_everything(hub: RealHub, change: dict[str, Any]) -> None:
    hub.take()
    with AppLine(hub.url, head={**head_now(hub), **change}) as line:
        welcome = line.welcome()
        assert welcome["snapshot"]["tickets"]
        assert welcome["head"] == head_now(hub)


def test_who_has_a_head_and_no_state_gets_everything(hub: RealHub) -> None:
    with AppLine(hub.url, head=head_now(hub), snapshot=True) as line:
        assert line.welcome()["snapshot"]["counters"]


def test_a_shorter_history_is_an_alarm_in_the_log(hub: RealHub) -> None:
    seen = {**head_now(hub), "seq": 77_777_777}
    with AppLine(hub.url, head=seen) as line:
        line.welcome()
    assert "An app has seen entry 77777777, which this journal does not hold" in hub.said()


def test_a_new_site_or_day_since_is_worth_a_snapshot(hub: RealHub) -> None:
    site = hub.get("/api/v1/site")["site"]
    with AppLine(hub.url, "display", "tv-biru") as line:
        head = line.welcome()["head"]
        renamed = {**site, "place": site["place"] + " Baru"}
        assert hub.request("PUT", "/api/v1/site", renamed).json()["version"] >= 2
        assert line.event("SiteLoaded")["site_version"] >= 2
    with AppLine(hub.url, "display", "tv-biru", head=head) as line:
        assert line.welcome()["snapshot"]["site"]["place"].endswith(" Baru")
    assert hub.request("PUT", "/api/v1/site", site).status_code == 200


def slow_reader(hub: RealHub) -> tuple[AppLine, socket.socket]:
    """A counter that greets, and then reads nothing more."""
    thin = socket.socket()
    thin.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    thin.connect(("127.0.0.1", hub.port))
    line = AppLine(hub.url, "counter", "slow")
    line.connect(sock=thin, max_queue=1)
    line.say({"type": "hello", "protocol": 1, "role": "counter", "device": "slow"})
    return line, thin


def flood(kiosk: AppLine) -> None:
    """More than the hub keeps for one client, after what the system's own buffers hold (some 4 MB):
    each entry is told with the forty other errands of the same visitor."""
    first = kiosk.order("IssueTicket", {"service": "IKD"})["ticket"]
    for _ in range(40):
        kiosk.order("IssueTicket", {"service": "IKD", "visit": first["visit"]})
    for _ in range(QUEUE + 400):
        kiosk.order("RequestReprint", {"ticket": first["id"]})


def test_a_client_that_falls_behind_is_closed_and_resumes(hub: RealHub) -> None:
    line, thin = slow_reader(hub)
    try:
        head = line.welcome()["head"]
        with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
            kiosk.welcome()
            flood(kiosk)
        assert "slow could not keep up" in hub.said()
        line.to_the_end()
        seen = assert_no_gap(head, line.frames())
    finally:
        line.close()
        thin.close()
    with AppLine(hub.url, "counter", "slow", head=seen) as line:
        assert "snapshot" not in line.welcome()
        line.await_("frame")
        caught_up = assert_no_gap(seen, line.frames())
    assert caught_up["seq"] == hub.get("/healthz")["journal"]["seq"]


# Roles ------------------------------------------------------------------------------------------

FOR_STAFF = ("lansia", "kursi-roda", "KTP-BARU", "officer-")


def test_a_display_never_sees_group_service_or_officer(hub: RealHub) -> None:
    hub.open("2")
    with AppLine(hub.url, "display", "tv-biru") as display, AppLine(hub.url) as counter:
        display.welcome()
        counter.welcome()
        display.heard.clear()
        ticket = hub.take(priority="lansia", assist=["kursi-roda"])
        body = {"ticket": ticket["id"], "reason": "darurat"}
        assert hub.at("2", "call", body).status_code == 200
        change = {"priority": None, "reason": "tidak-sesuai", "ticket": ticket["id"]}
        assert counter.order("SetPriority", change)["status"] == 200
        hub.at("2", "start")
        hub.at("2", "hold", {"reason": "berkas"})
        hub.at("2", "resume", {"ticket": ticket["id"]})
        hub.request("POST", f"/api/v1/tickets/{ticket['id']}/cancel")
        display.event("TicketCancelled")
    assert hub.at("2", "close").status_code == 200
    frames = json.dumps(display.frames())
    assert [word for word in (*FOR_STAFF, "Priority") if word in frames] == []
    changes = [e for frame in display.frames() for e in frame.get("events", [])]
    states = [change["calls"][0]["state"] for change in changes]
    assert states[:2] == ["called", "serving"]
    assert states[-1] == "over"
    called = changes[0]["calls"][0]
    assert (called["number"], called["label"], called["zone"]) == (ticket["number"], "2", "biru")


def test_a_kiosk_hears_of_papers_alone_and_of_nobody_s_health(hub: RealHub) -> None:
    ticket = hub.take(priority="lansia", assist=["kursi-roda"])
    with AppLine(hub.url, "kiosk", "kiosk-2") as kiosk:
        assert "tickets" not in kiosk.welcome()["snapshot"]
        hub.take()
        hub.request("POST", f"/api/v1/tickets/{ticket['id']}/reprint", {})
        wanted = kiosk.event("ReprintRequested")["tickets"][0]
    assert wanted["reprint_wanted"] is True
    assert "group" not in wanted
    assert "assist" not in wanted
    changes = [e["event"] for frame in kiosk.frames() for e in frame.get("events", [])]
    assert changes == ["ReprintRequested"]


def test_a_counter_sees_the_other_errands_of_a_visit_become_busy(hub: RealHub) -> None:
    hub.open("3")
    one = hub.take("KTP-BARU")
    other = hub.take("IKD", visit=one["visit"])
    with AppLine(hub.url) as line:
        line.welcome()
        hub.at("3", "call", {"ticket": one["id"], "reason": "darurat"})
        told = {ticket["id"]: ticket for ticket in line.event("TicketCalled")["tickets"]}
        assert told[other["id"]]["busy"] is True
        hub.at("3", "finish")
        told = {ticket["id"]: ticket for ticket in line.event("ServiceFinished")["tickets"]}
        assert "busy" not in told[other["id"]]
    hub.at("3", "close")


def test_presence_counts_living_displays_and_voices(hub: RealHub) -> None:
    def in_blue(message: Message) -> tuple[int, int]:
        zone = next(zone for zone in message["zones"] if zone["zone"] == "biru")
        return zone["displays"], zone["voices"]

    with AppLine(hub.url, "counter", "watching") as counter:
        counter.welcome()
        with AppLine(hub.url, "display", "tv-biru", voice=True) as display:
            display.welcome()
            counter.await_("presence", lambda message: in_blue(message) == (1, 1))
            display.say({"type": "voice-state", "able": False})
            counter.await_("presence", lambda message: in_blue(message) == (1, 0))
        counter.await_("presence", lambda message: in_blue(message) == (0, 0))


def test_the_voice_is_lent_and_what_a_dead_display_could_not_say_another_says(
    hub: RealHub,
) -> None:
    hub.open("6", "7")
    hub.take()
    hub.take()
    with AppLine(hub.url, "display", "tv-biru", voice=True) as first:
        first.welcome()
        one, two = (hub.at(counter, "call-next").json() for counter in ("6", "7"))
        grant = first.await_("grant")
        assert [call["number"] for call in grant["calls"]] == [one["number"]]
        assert grant["calls"][0]["counter"] == "6"
        report = {"display": "tv-biru", "calls": [{"ticket": one["id"], "call": 1}]}
        assert first.order("ReportSpoken", report)["status"] == 200
        first.say({"type": "voice-done", "lease": grant["lease"]})
        grant = first.await_("grant")
        assert [call["number"] for call in grant["calls"]] == [two["number"]]
    device = {"zones": ["biru"]}
    with AppLine(hub.url, "display", "tv-spare", voice=True) as second:
        second.welcome()
        hub.request("PUT", "/api/v1/displays/tv-spare", device)
        again = second.await_("grant")
        assert [call["number"] for call in again["calls"]] == [two["number"]]
        hub.request("PUT", "/api/v1/displays/tv-spare", {"muted": True})
        assert second.await_("revoke")["lease"] == again["lease"]
    tickets = {ticket["id"]: ticket for ticket in (one, two)}
    with AppLine(hub.url) as counter:
        known = {t["id"]: t for t in counter.welcome()["snapshot"]["tickets"] if t["id"] in tickets}
    assert known[one["id"]]["spoken"] is True
    assert "spoken" not in known[two["id"]]
    for id_ in ("6", "7"):
        hub.at(id_, "finish")
        hub.at(id_, "close")


def test_changed_services_are_told_to_everyone(hub: RealHub) -> None:
    def in_line(message: Message) -> bool:
        found = [one for one in message["services"] if one["code"] == "KTP-LUAR"]
        return bool(found) and found[0]["waiting"] >= 1

    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        hub.take("KTP-LUAR")
        kiosk.await_("services", in_line)


def test_nothing_of_this_was_a_fault_of_the_hub(hub: RealHub) -> None:
    assert hub.stop() == 0
    assert "Traceback" not in hub.said()

"""The line and its mirror on the real hub."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from shared.cli.torture.proxy import TcpProxy
from shared.hub.sight import NEXT_CHANGED, SIGHT_CHANGED
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.link.timing import Timing
from shared.protocol.messages import Answer
from tests.integration.line_app import LineApp
from tests.integration.real_hub import RealHub

TOLD_ANEW = (SIGHT_CHANGED, NEXT_CHANGED)
"""Somebody signed on and sees more, or less: no entry brought it."""

SERVICE = "KTP-BARU"
PATIENCE_MS = 20_000


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with RealHub(tmp_path / "data", "--always-open") as running:
        yield running


def apps(hub: RealHub, qtbot: QtBot, tmp_path: Path, name: str) -> dict[str, LineApp]:
    """An app of each role, not started."""
    devices = {"kiosk": "kiosk-1", "counter": "pc-1", "display": "tv-biru"}
    return {
        role: LineApp(qtbot, tmp_path / f"{name}-{role}", hub.url, role=role, device=device)
        for role, device in devices.items()
    }


def copy_of(mirror: Mirror) -> dict[str, Any]:
    """What a mirror holds, without what the clock alone changes (waiting times)."""
    return {
        "date": mirror.date,
        "site": mirror.site_version,
        "tickets": mirror.tickets,
        "counters": mirror.counters,
        "calls": mirror.calls,
        "services": {code: (s.waiting, s.open, s.reason) for code, s in mirror.services.items()},
    }


def serve_some(kiosk: LineApp, counter: LineApp) -> None:
    """Seven tickets, of which some are served, missed, cancelled or handed on."""
    ids = [kiosk.order("IssueTicket", service=SERVICE) for _ in range(7)]
    assert {answer.status for answer in ids} == {201}
    opened = counter.order("OpenCounter", counter="1", officer="officer-1", pin="1234")
    assert opened.status == 200, opened.problem
    other = counter.order("OpenCounter", counter="2", officer="officer-2", pin="1234")
    assert other.status == 200, other.problem
    last = ids[6].ticket
    assert last is not None
    assert kiosk.order("CancelTicket", ticket=last.id, reason="visitor").status == 200
    for action in ("FinishService", "RecordNoShow", "TransferTicket"):
        called = counter.order("CallNext", counter="1")
        assert called.ticket is not None, called.problem
        ticket = called.ticket.id
        assert counter.order("Recall", counter="1").status == 200
        if action != "RecordNoShow":
            assert counter.order("StartService", counter="1").status == 200
        more: dict[str, Any] = {}
        if action == "TransferTicket":
            more = {"ticket": ticket, "to_counter": "2", "reason": "lanjutan"}
        done = counter.order(action, **({"counter": "1"} | more))
        assert done.status == 200, (action, done.problem)
    assert counter.order("CallNext", counter="1").status == 200


def test_frames_lead_to_the_same_copy_as_a_snapshot(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    old, new = (apps(hub, qtbot, tmp_path, name) for name in ("old", "new"))
    with old["kiosk"] as kiosk, old["counter"] as counter, old["display"] as display:
        serve_some(kiosk, counter)
        for role, app in new.items():
            with app:
                qtbot.waitUntil(
                    lambda role=role, app=app: (  # type: ignore[misc]
                        copy_of(old[role].mirror) == copy_of(app.mirror)
                    ),
                    timeout=PATIENCE_MS,
                )
        assert [call.number for call in display.mirror.calls.values()]
        brought = [one.seq for one, _ in counter.changes if one.event not in TOLD_ANEW]
        assert len(set(brought)) == len(brought)


def test_a_killed_hub_is_resumed_and_nothing_is_lost_or_done_twice(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    port = hub.port
    hub.options += ["--listen", f"127.0.0.1:{port}"]
    counter = LineApp(qtbot, tmp_path / "pc", hub.url, role="counter", device="pc-1")
    with LineApp(qtbot, tmp_path / "kiosk", hub.url, role="kiosk") as kiosk, counter:
        answers: list[Answer] = []
        for _ in range(40):
            kiosk.line.send("IssueTicket", {"service": SERVICE}, answers.append)
        qtbot.waitUntil(lambda: len(answers) >= 5, timeout=PATIENCE_MS)
        hub.kill()
        kiosk.reach(LineState.AWAY)
        hub.start()
        kiosk.live()
        counter.live()
        qtbot.waitUntil(lambda: len(answers) == 40, timeout=PATIENCE_MS)
        assert {answer.status for answer in answers} == {201}
        numbers = [answer.ticket.number for answer in answers if answer.ticket]
        assert len(set(numbers)) == 40
        issued = [entry for entry in hub.entries() if entry.type == "TicketIssued"]
        assert len(issued) == 40
        qtbot.waitUntil(lambda: len(counter.mirror.tickets) == 40, timeout=PATIENCE_MS)
        assert counter.welcomes[-1].snapshot is None


def test_a_hall_that_takes_longer_than_a_line_may_be_silent(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    """A slow network brings the snapshot bit by bit, and each bit is a sign of life."""
    with TcpProxy(hub.port, bytes_a_second=160_000) as slow:
        url = f"http://127.0.0.1:{slow.port}"
        timing = Timing(dead=0.7, beat=0.2, retry=0.3)
        began = time.monotonic()
        line = LineApp(qtbot, tmp_path, url, role="counter", device="pc-far", timing=timing)
        with line as app:
            assert time.monotonic() - began > timing.dead, "that was no slow network"
            assert app.states == ["connecting", "live"]
            assert len(app.welcomes) == 1


def test_a_configured_display_hears_of_it_and_the_others_keep_theirs(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    tv, other = (
        LineApp(qtbot, tmp_path / device, hub.url, device=device)
        for device in ("tv-biru", "tv-hijau")
    )
    with tv, other:
        assert tv.mirror.device is not None
        assert tv.mirror.device.zones == ["biru"]
        with qtbot.waitSignal(tv.mirror.deviceChanged, timeout=PATIENCE_MS):
            tv.line.send("ConfigureDisplay", {"display": "tv-biru", "volume": 40})
        qtbot.waitUntil(lambda: bool(other.changes), timeout=PATIENCE_MS)
        assert tv.mirror.device.volume == 40
        assert other.mirror.device is not None
        assert (other.mirror.device.id, other.mirror.device.volume) == ("tv-hijau", 100)

"""Who signed on without a counter, and who said that the hub goes on, stands in the journal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.domain.ids import DAY
from shared.hub.restored import Mark, write_mark
from shared.protocol.machine import VARIABLE, Shift, wall_ms
from shared.protocol.messages import Head
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.integration.signed_hall import journal

WHO = {"officer": "supervisor", "pin": "1234"}


def told(hub: RealHub, kind: str) -> list[tuple[str, str]]:
    """What was done, and from where by whom."""
    found = [one for one in hub.entries() if one.type == kind]
    return [(json.loads(one.body)["act"], one.actor) for one in found]


def test_who_signs_on_without_a_counter_and_off_again_is_in_the_journal(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub:
        wrong = hub.request("POST", "/api/v1/sign-in", WHO | {"pin": "9999"})
        assert wrong.status_code == 403
        session = hub.request("POST", "/api/v1/sign-in", WHO).json()["session"]
        header = {"giliran-session": session}
        assert hub.request("POST", "/api/v1/sign-out", {}, headers=header).status_code == 200
        with AppLine(hub.url, "counter", "desk-1") as line:
            line.welcome()
            assert line.order("SignIn", WHO)["status"] == 200
        assert told(hub, "SittingChanged") == [
            ("signed-on", "api/supervisor"),
            ("signed-off", "api/supervisor"),
            ("signed-on", "desk-1/supervisor"),
        ]
    said = journal("who", "--data", tmp_path / "hub", "--officer", "supervisor").stdout
    assert "Petugas supervisor masuk tanpa loket" in said
    assert "Petugas supervisor keluar tanpa loket" in said


def test_who_says_that_the_hub_goes_on_is_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restore, and where the clock was doubted."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    shift, hall = Shift(tmp_path / "clock"), tmp_path / "hub"
    with RealHub(hall, "--always-open") as hub, AppLine(hub.url, "kiosk", "kiosk-1") as line:
        line.welcome()
        last = hub.entries()[-1]
        head = Head(hub.get("/healthz")["journal"]["id"], last.seq, last.hash)
    write_mark(hall, Mark.new("a copy", head, wall_ms()))
    with RealHub(hall, "--always-open") as hub:
        gone = hub.request("POST", "/api/v1/restore/go", {}).json()
        assert gone == {"waited": True, "missing": ["kiosk-1"]}
        assert not hub.request("POST", "/api/v1/restore/go", {}).json()["waited"]
        shift.set(2 * DAY)
        assert hub.request("POST", "/api/v1/clock/accept", {}).json()["doubted"] == "clock-leapt"
        assert hub.request("POST", "/api/v1/clock/accept", {}).json()["doubted"] == ""
        assert told(hub, "WordGiven") == [
            ("restore-go", "api"),
            ("clock-accepted", "api"),
        ]

"""A hub that everybody can reach: first PINs, wrong PINs, and whose order it is."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.officer import app
from shared.hub.first_pins import FIRST_PINS_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem

NUMBERS = re.compile(rb"(?<!\d)\d{6}(?!\d)")
"""What may be a PIN, and is no part of a time or a size."""
ON_THE_LAN = ("--listen", "0.0.0.0:0", "--trust-lan", "--always-open")


@contextmanager
def lan_hub(directory: Path) -> Iterator[RealHub]:
    with RealHub(directory, *ON_THE_LAN) as hub:
        yield hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with lan_hub(tmp_path_factory.mktemp("lan") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def pins(hub: RealHub) -> dict[str, str]:
    return shown(hub)


def shown(hub: RealHub) -> dict[str, str]:
    found = json.loads(officer(hub, "pins", "--json").stdout)
    return {row["id"]: row["pin"] for row in found}


def officer(hub: RealHub, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(hub.directory)])


def sign_on(hub: RealHub, counter: str, pin: str) -> Any:
    return hub.at(counter, "open", {"officer": f"officer-{counter}", "pin": pin})


def line(hub: RealHub, role: str = "counter", device: str = "app-1") -> AppLine:
    token = (hub.directory / "token").read_text().strip()
    return AppLine(hub.url, role, device, token=token)


# First PINs ---------------------------------------------------------------------------------


def test_first_pins_are_shown_until_they_are_noted(tmp_path: Path) -> None:
    """Also when the hub is killed while it still hashes them."""
    file = tmp_path / "data" / FIRST_PINS_FILE
    with lan_hub(tmp_path / "data") as hub:
        assert "'giliran officer pins' shows them" in hub.said()
        pins = shown(hub)
        assert sign_on(hub, "42", pins["officer-42"]).status_code == 200  # waits for its hash alone
    assert len(pins) > 30
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with lan_hub(tmp_path / "data") as hub:
        del pins["officer-42"]  # who has signed on knows it
        assert shown(hub) == pins
        assert shown(hub) == pins  # the first list may have been lost
        assert pins["officer-7"] in officer(hub, "pins").stdout
        early = [f"officer-{n}" for n in range(1, 21)]
        assert all_sign_on(hub, early, pins) == [200] * len(early)
        assert shown(hub).keys() == pins.keys() - set(early)
        done = officer(hub, "pins", "--noted")
        assert (done.exit_code, done.stdout) == (ExitCode.OK, "")
        assert f"{len(pins) - len(early)} PIN(s) are forgotten" in done.stderr
        assert not file.exists()
        assert officer(hub, "pins").exit_code == ExitCode.FAILED
        assert sign_on(hub, "30", pins["officer-30"]).status_code == 200
        assert hub.stop() == 0
    for path in (*tmp_path.rglob("*.db*"), hub.log):
        assert not set(NUMBERS.findall(path.read_bytes())) & {pin.encode() for pin in pins.values()}


def all_sign_on(hub: RealHub, officers: list[str], pins: dict[str, str]) -> list[int]:
    """All at once, each from a connection of its own; the statuses."""
    token = (hub.directory / "token").read_text().strip()

    def one(officer: str) -> int:
        path = f"{hub.url}/api/v1/counters/{officer.removeprefix('officer-')}/open"
        body = {"officer": officer, "pin": pins[officer]}
        headers = {"authorization": f"Bearer {token}"}
        return httpx.post(path, json=body, headers=headers, trust_env=False, timeout=20).status_code

    with ThreadPoolExecutor(len(officers)) as threads:
        return list(threads.map(one, officers))


def test_the_sample_pin_ends_where_others_can_reach_the_hub(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        assert sign_on(hub, "1", "1234").status_code == 200
        assert shown(hub) == {}
        hub.request("PUT", "/api/v1/officers", {"officers": [SITI]})
    with lan_hub(tmp_path / "data") as hub:
        pins = shown(hub)
        assert len(pins) > 30
        assert "siti" not in pins
        problem(sign_on(hub, "2", "1234"), 403, "wrong-pin")
        assert sign_on(hub, "2", pins["officer-2"]).status_code == 200
        assert hub.at("3", "open", {"officer": "siti", "pin": "907351"}).status_code == 200


SITI = {"id": "siti", "name": "Siti", "pin": "907351"}


# Wrong PINs ---------------------------------------------------------------------------------


def test_who_guesses_waits_and_nobody_else(hub: RealHub, pins: dict[str, str]) -> None:
    body = {"counter": "20", "officer": "officer-20", "pin": "000"}
    right = {**body, "pin": pins["officer-20"]}
    with line(hub, device="guesser") as guesser, line(hub, device="counter-20") as colleague:
        guesser.welcome()
        colleague.welcome()
        said = [guesser.order("OpenCounter", body)["problem"] for _ in range(6)]
        assert [one["code"] for one in said] == ["wrong-pin"] * 3 + ["too-many-attempts"] * 3
        assert said[-1]["status"] == 429
        assert 1 <= said[-1]["extra"]["retry_after"] <= 2
        # The right PIN waits as well: else one could see from the answer which it is.
        assert guesser.order("OpenCounter", right)["problem"]["code"] == "too-many-attempts"
        other = {"counter": "21", "officer": "officer-21", "pin": pins["officer-21"]}
        assert guesser.order("OpenCounter", other)["status"] == 200
        assert colleague.order("OpenCounter", right)["status"] == 200


def test_over_rest_it_says_when_to_come_back(hub: RealHub, pins: dict[str, str]) -> None:
    for _ in range(3):
        problem(sign_on(hub, "22", "000000"), 403, "wrong-pin")
    refused = sign_on(hub, "22", pins["officer-22"])
    seconds = problem(refused, 429, "too-many-attempts")["extra"]["retry_after"]
    assert refused.headers["retry-after"] == str(seconds)
    new = {"id": "officer-22", "name": "Petugas 22", "pin": "553311"}
    assert hub.request("PUT", "/api/v1/officers", {"officers": [new]}).status_code == 200
    assert sign_on(hub, "22", "553311").status_code == 200  # a new PIN forgives
    assert "officer-22" not in shown(hub)


# Whose order it is --------------------------------------------------------------------------


def test_a_plain_line_takes_a_ticket_and_nothing_more(hub: RealHub, pins: dict[str, str]) -> None:
    session = sign_on(hub, "1", pins["officer-1"]).json()["session"]
    with line(hub, device="stranger") as stranger:
        stranger.welcome()
        ticket = stranger.order("IssueTicket", {"service": "KTP-BARU"})["ticket"]["id"]
        orders: list[tuple[str, dict[str, Any]]] = [
            ("SetPriority", {"ticket": ticket, "priority": "lansia", "reason": "ditunjukkan"}),
            ("IssueTicket", {"service": "KTP-BARU", "desk": True}),
            ("RequestReprint", {"ticket": ticket}),
            ("CancelTicket", {"ticket": ticket}),
        ]
        for name, body in orders:
            for made_up in ({}, {"session": ""}, {"session": session + "x"}):
                refused = stranger.order(name, body | made_up)
                assert (refused["status"], refused["problem"]["code"]) == (401, "no-session"), name
        before = len(hub.entries())
        for name, body in orders:
            assert stranger.order(name, body | {"session": session})["status"] < 300, name
        (changed,) = (one for one in hub.entries()[before:] if one.type == "PriorityChanged")
        assert changed.actor == "stranger/officer-1"
        assert hub.at("1", "close", {"session": session}).status_code == 200
        over = stranger.order("CancelTicket", {"ticket": ticket, "session": session})
        assert over["problem"]["code"] == "no-session"


def test_a_kiosk_does_for_visitors_what_it_does(hub: RealHub) -> None:
    with line(hub, "kiosk", "kiosk-9") as kiosk:
        kiosk.welcome()
        ticket = kiosk.order("IssueTicket", {"service": "KTP-BARU"})["ticket"]["id"]
        desk = kiosk.order("IssueTicket", {"service": "KTP-BARU", "desk": True})
        assert desk["problem"]["code"] == "no-session"
        assert kiosk.order("RecordPrint", {"ticket": ticket, "outcome": "printed"})["status"] == 200
        assert kiosk.order("CancelTicket", {"ticket": ticket})["status"] == 200


def test_over_rest_the_same(hub: RealHub, pins: dict[str, str]) -> None:
    closed = {"reason": "sistem-pusat"}
    known = hub.get("/api/v1/services")["services"][0]["code"]
    path = f"/api/v1/services/{known}/suspend"
    problem(hub.request("POST", path, closed), 401, "no-session")
    session = sign_on(hub, "5", pins["officer-5"]).json()["session"]
    header = {"giliran-session": session}
    problem(hub.request("POST", path, closed, headers=header), 403, "not-allowed")
    who = {"officer": "supervisor", "pin": pins["supervisor"]}
    signed = hub.request("POST", "/api/v1/sign-in", who).json()
    header = {"giliran-session": signed["session"]}
    assert hub.request("POST", path, closed, headers=header).status_code == 200
    back = {"session": signed["session"]}
    assert hub.request("POST", path.replace("suspend", "restore"), back).status_code == 200
    assert hub.request("POST", "/api/v1/sign-out", back).status_code == 200
    problem(hub.request("GET", "/api/v1/me", headers=header), 401, "no-session")
    problem(hub.at("6", "call-next", {"session": session}), 401, "no-session")

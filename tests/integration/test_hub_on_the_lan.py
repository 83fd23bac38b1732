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
from shared.protocol.machine import VARIABLE, Shift
from tests.integration.app_line import AppLine
from tests.integration.long_wait import guess_until_it_is_long
from tests.integration.real_hub import RealHub, problem

NUMBERS = re.compile(rb"(?<!\d)\d{6}(?!\d)")
"""What may be a PIN, and is no part of a time or a size."""
ON_THE_LAN = ("--listen", "0.0.0.0:0", "--always-open")


@contextmanager
def lan_hub(directory: Path) -> Iterator[RealHub]:
    with RealHub(directory, *ON_THE_LAN) as hub:
        yield hub


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """The hub's clocks."""
    file = tmp_path_factory.mktemp("clock") / "clock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(file))
        yield Shift(file)


@pytest.fixture(scope="module")
def hub(shift: Shift, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
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


def choose(hub: RealHub, officer: str, pin: str) -> httpx.Response:
    """An officer changes their PIN at the hub's machine."""
    body = {"officer": officer, "pin": pin, "new": own(pin)}
    return hub.request("POST", "/api/v1/change-pin", body)


def own(pin: str) -> str:
    """What an officer chooses instead of a PIN."""
    return f"{pin[::-1]}9"


@contextmanager
def line(hub: RealHub, role: str = "counter", device: str = "pc-1") -> Iterator[AppLine]:
    """The line of a paired device, which has been welcomed."""
    with AppLine(hub.url, role, device, key=key_of(hub, role, device)) as opened:
        opened.welcome()
        yield opened


_KEYS: dict[tuple[int, str], bytes] = {}


def key_of(hub: RealHub, role: str, device: str) -> bytes:
    """It is let in once."""
    known = (id(hub), device)
    if known not in _KEYS:
        _KEYS[known] = hub.let_in(role, device)
    return _KEYS[known]


def open_counter(at: AppLine, counter: str, pin: str) -> Any:
    """Signs the officer of a counter on; the answer."""
    return at.order(
        "OpenCounter", {"counter": counter, "officer": f"officer-{counter}", "pin": pin}
    )


# First PINs ---------------------------------------------------------------------------------


def test_first_pins_are_shown_until_they_are_noted(tmp_path: Path) -> None:
    """Also when the hub is killed while it still hashes them."""
    file = tmp_path / "data" / FIRST_PINS_FILE
    with lan_hub(tmp_path / "data") as hub:
        assert "'giliran officer pins' shows them" in hub.said()
        pins = shown(hub)
        # It waits for its hash alone.
        assert choose(hub, "officer-42", pins["officer-42"]).status_code == 200
    assert len(pins) > 30
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with lan_hub(tmp_path / "data") as hub:
        del pins["officer-42"]  # who has one of their own needs it no more
        assert shown(hub) == pins
        assert shown(hub) == pins  # the first list may have been lost
        assert pins["officer-7"] in officer(hub, "pins").stdout
        early = [f"officer-{n}" for n in range(1, 9)]
        assert all_choose(hub, early, pins) == [200] * len(early)
        assert shown(hub).keys() == pins.keys() - set(early)
        done = officer(hub, "pins", "--noted")
        assert (done.exit_code, done.stdout) == (ExitCode.OK, "")
        assert f"{len(pins) - len(early)} PIN(s) are forgotten" in done.stderr
        assert not file.exists()
        assert officer(hub, "pins").exit_code == ExitCode.FAILED
        assert choose(hub, "officer-30", pins["officer-30"]).status_code == 200
        assert hub.stop() == 0
    for path in (*tmp_path.rglob("*.db*"), hub.log):
        assert not set(NUMBERS.findall(path.read_bytes())) & {pin.encode() for pin in pins.values()}


def all_choose(hub: RealHub, officers: list[str], pins: dict[str, str]) -> list[int]:
    """All at once; the statuses."""
    with ThreadPoolExecutor(len(officers)) as threads:
        answers = threads.map(lambda one: choose(hub, one, pins[one]), officers)
        return [answer.status_code for answer in answers]


def test_the_sample_pin_ends_where_others_can_reach_the_hub(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        hub.open("1")
        assert shown(hub) == {}
        hub.request("PUT", "/api/v1/officers", {"officers": [SITI]})
    with lan_hub(tmp_path / "data") as hub:
        pins = shown(hub)
        assert len(pins) > 30
        assert "siti" not in pins
        problem(choose(hub, "officer-2", "1234"), 403, "wrong-pin")
        assert choose(hub, "officer-2", pins["officer-2"]).status_code == 200
        assert choose(hub, "siti", "907351").status_code == 200


SITI = {"id": "siti", "name": "Siti", "pin": "907351"}


# Wrong PINs ---------------------------------------------------------------------------------


def test_a_first_pin_opens_nothing(hub: RealHub, pins: dict[str, str]) -> None:
    with line(hub) as counter:
        first = open_counter(counter, "19", pins["officer-19"])
        assert first["problem"]["code"] == "pin-change-needed"
        assert choose(hub, "officer-19", pins["officer-19"]).status_code == 200
        assert open_counter(counter, "19", pins["officer-19"])["problem"]["code"] == "wrong-pin"
        assert open_counter(counter, "19", own(pins["officer-19"]))["status"] == 200


def test_who_guesses_waits_and_nobody_else(hub: RealHub, pins: dict[str, str]) -> None:
    for officer in ("officer-20", "officer-21"):
        choose(hub, officer, pins[officer])
    right = own(pins["officer-20"])
    with line(hub, device="guesser") as guesser, line(hub, device="counter-20") as colleague:
        who = {"counter": "20", "officer": "officer-20"}
        # In one go, for the wait is short. The right PIN waits as well: else one could see from
        # the answer which it is.
        typed = [{**who, "pin": pin} for pin in (*["000000"] * 6, right)]
        said = [one["problem"] for one in guesser.orders("OpenCounter", typed)]
        assert [one["code"] for one in said] == ["wrong-pin"] * 3 + ["too-many-attempts"] * 4
        assert said[-1]["status"] == 429
        assert 1 <= said[-1]["extra"]["retry_after"] <= 2
        assert open_counter(guesser, "21", own(pins["officer-21"]))["status"] == 200
        assert open_counter(colleague, "20", right)["status"] == 200


def test_over_rest_it_says_when_to_come_back(
    hub: RealHub, pins: dict[str, str], shift: Shift
) -> None:
    guess_until_it_is_long(
        shift, lambda: problem(choose(hub, "officer-22", "000000"), 403, "wrong-pin")
    )
    refused = choose(hub, "officer-22", pins["officer-22"])
    seconds = problem(refused, 429, "too-many-attempts")["extra"]["retry_after"]
    assert refused.headers["retry-after"] == str(seconds)
    new = {"id": "officer-22", "name": "Petugas 22", "pin": "553311"}
    assert hub.request("PUT", "/api/v1/officers", {"officers": [new]}).status_code == 200
    assert choose(hub, "officer-22", "553311").status_code == 200  # a new PIN forgives
    assert "officer-22" not in shown(hub)


# Whose order it is --------------------------------------------------------------------------


def test_a_counter_without_a_person_can_do_nothing(hub: RealHub, pins: dict[str, str]) -> None:
    choose(hub, "officer-1", pins["officer-1"])
    with line(hub, "kiosk", "kiosk-8") as kiosk, line(hub, device="unmanned") as unmanned:
        ticket = kiosk.order("IssueTicket", {"service": "KTP-BARU"})["ticket"]["id"]
        orders: list[tuple[str, dict[str, Any]]] = [
            ("SetPriority", {"ticket": ticket, "priority": "lansia", "reason": "ditunjukkan"}),
            ("IssueTicket", {"service": "KTP-BARU", "desk": True}),
            ("CancelTicket", {"ticket": ticket}),
        ]
        for name, body in orders:
            for made_up in ({}, {"session": ""}, {"session": "x" * 43}):
                refused = unmanned.order(name, body | made_up)
                assert (refused["status"], refused["problem"]["code"]) == (401, "no-session"), name
        opened = open_counter(unmanned, "1", own(pins["officer-1"]))
        session = opened["body"]["session"]
        before = len(hub.entries())
        for name, body in orders:
            assert unmanned.order(name, body | {"session": session})["status"] < 300, name
        (changed,) = (one for one in hub.entries()[before:] if one.type == "PriorityChanged")
        assert changed.actor == "unmanned/officer-1"
        closing = {"counter": "1", "session": session}
        assert unmanned.order("CloseCounter", closing)["status"] == 200
        over = unmanned.order("CancelTicket", {"ticket": ticket, "session": session})
        assert over["problem"]["code"] == "no-session"


def test_a_kiosk_does_for_visitors_what_it_does(hub: RealHub) -> None:
    with line(hub, "kiosk", "kiosk-9") as kiosk:
        ticket = kiosk.order("IssueTicket", {"service": "KTP-BARU"})["ticket"]["id"]
        desk = kiosk.order("IssueTicket", {"service": "KTP-BARU", "desk": True})
        assert desk["status"] in {401, 403}
        assert kiosk.order("RecordPrint", {"ticket": ticket, "outcome": "printed"})["status"] == 200
        assert kiosk.order("CancelTicket", {"ticket": ticket})["status"] == 200


def test_over_rest_the_same(hub: RealHub, pins: dict[str, str]) -> None:
    closed = {"reason": "sistem-pusat"}
    known = hub.get("/api/v1/services")["services"][0]["code"]
    path = f"/api/v1/services/{known}/suspend"
    problem(hub.request("POST", path, closed), 401, "no-session")
    choose(hub, "officer-5", pins["officer-5"])
    choose(hub, "supervisor", pins["supervisor"])
    with line(hub) as counter:
        session = open_counter(counter, "5", own(pins["officer-5"]))["body"]["session"]
        header = {"giliran-session": session}
        problem(hub.request("POST", path, closed, headers=header), 403, "not-allowed")
    who = {"officer": "supervisor", "pin": own(pins["supervisor"])}
    signed = hub.request("POST", "/api/v1/sign-in", who).json()
    header = {"giliran-session": signed["session"]}
    assert hub.request("POST", path, closed, headers=header).status_code == 200
    back = {"session": signed["session"]}
    assert hub.request("POST", path.replace("suspend", "restore"), back).status_code == 200
    assert hub.request("POST", "/api/v1/sign-out", back).status_code == 200
    problem(hub.request("GET", "/api/v1/me", headers=header), 401, "no-session")

"""What paired devices and people may ask of a hub beyond loopback: a real process, TLS, and the
tokens of real lines. The whole table is `test_permissions`; here are rows from all over it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import httpx
import pytest

from tests.integration.app_line import AppLine
from tests.integration.real_hub import ANSWER_S, RealHub, problem
from tests.unit.small_site import small_document

API = "/api/v1"
NOBODY = ""
PEOPLE = ("officer", "supervisor", "technician")
DEVICES = {"tv-1": "display", "tv-2": "display", "kiosk-1": "kiosk", "pc-1": "counter"}
DEVICES |= {"pc-2": "counter"}


class Rights:
    """A hub on the network with some devices on their lines, and with people of some roles."""

    def __init__(self, hub: RealHub) -> None:
        self.hub = hub
        self._open = ExitStack()
        self.lines: dict[str, AppLine] = {}
        self._tokens: dict[str, str] = {}
        for device, role in DEVICES.items():
            line = AppLine(hub.url, role, device, key=hub.let_in(role, device))
            self.lines[device] = self._open.enter_context(line)
            self._tokens[device] = line.welcome()["token"]
        people = [{"id": one, "name": one.title(), "pin": "739164", "role": one} for one in PEOPLE]
        assert hub.request("PUT", f"{API}/officers", {"officers": people}).status_code == 200
        self.pins = {one: hub.own_pin(one, "739164") for one in PEOPLE}
        self.sessions = {one: self._signed_in(one) for one in ("supervisor", "technician")}

    def _signed_in(self, officer: str) -> str:
        """Without a counter, at the hub's machine."""
        who = {"officer": officer, "pin": self.pins[officer]}
        answer = self.hub.request("POST", f"{API}/sign-in", who)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["session"])

    def close(self) -> None:
        self._open.close()

    def asks(
        self, device: str, method: str, path: str, body: Any = None, session: str = NOBODY
    ) -> httpx.Response:
        """A request with the token of a device's line; of the hub's own machine where it is
        ``tool``."""
        headers = {"giliran-session": session}
        if device != "tool":
            headers["authorization"] = f"Bearer {self._tokens[device]}"
        return self.hub.request(method, f"{API}{path}", body, headers=headers)


@pytest.fixture(scope="module")
def rights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rights]:
    folder = tmp_path_factory.mktemp("rights")
    site = folder / "site.json"
    site.write_text(json.dumps(small_document()))
    network = ("--listen", "0.0.0.0:0", "--always-open", "--site", str(site))
    with RealHub(folder / "data", *network) as hub:
        opened = Rights(hub)
        yield opened
        opened.close()
        assert "Traceback" not in hub.said()


# Rows from all over the table -------------------------------------------------------------------

OPEN, NO_SESSION, NOT_ALLOWED = "", "no-session", "not-allowed"
MUTE = {"muted": True, "volume": 0}


class Asked(NamedTuple):
    """A request at a device, and what bars it."""

    device: str
    method: str
    path: str
    body: Any
    person: str
    barred: str

    def __str__(self) -> str:
        return f"{self.device} {self.person or 'alone'} {self.method} {self.path} {self.body}"


ASKED = (
    Asked("tv-1", "PUT", "/displays/tv-1", MUTE, NOBODY, OPEN),
    Asked("tv-1", "PUT", "/displays/tv-2", MUTE, NOBODY, NOT_ALLOWED),
    Asked("pc-1", "PUT", "/displays/tv-2", MUTE, NOBODY, NO_SESSION),
    Asked("kiosk-1", "PUT", "/displays/tv-2", MUTE, NOBODY, NOT_ALLOWED),
    Asked("tv-1", "POST", "/displays/tv-2/test-sound", {}, NOBODY, NOT_ALLOWED),
    Asked("tv-1", "POST", "/tickets", {"service": "KTP-BARU"}, NOBODY, NOT_ALLOWED),
    Asked("kiosk-1", "POST", "/tickets", {"service": "KTP-BARU"}, NOBODY, OPEN),
    Asked(
        "kiosk-1", "POST", "/tickets", {"service": "KTP-BARU", "desk": True}, NOBODY, NOT_ALLOWED
    ),
    Asked("pc-1", "POST", "/tickets", {"service": "KTP-BARU"}, NOBODY, NO_SESSION),
    Asked("tv-1", "GET", "/media", None, NOBODY, OPEN),
    Asked("tv-1", "DELETE", "/media/promo.png", None, NOBODY, NOT_ALLOWED),
    Asked("tv-1", "GET", "/queue", None, NOBODY, NOT_ALLOWED),
    Asked("kiosk-1", "POST", "/counters/1/close", {}, NOBODY, NOT_ALLOWED),
    Asked("pc-1", "POST", "/counters/1/close", {}, NOBODY, NO_SESSION),
    Asked("pc-1", "GET", "/queue", None, "technician", NOT_ALLOWED),
    Asked("pc-1", "GET", "/queue", None, "supervisor", OPEN),
    Asked("kiosk-1", "GET", "/queue", None, "supervisor", NOT_ALLOWED),
    Asked("tool", "GET", "/devices", None, NOBODY, OPEN),
    Asked("tool", "GET", "/devices", None, "supervisor", NOT_ALLOWED),
    Asked("tool", "GET", "/devices", None, "technician", OPEN),
    Asked("tool", "POST", "/services/KTP-BARU/suspend", {"reason": "x"}, NOBODY, NO_SESSION),
    Asked("tool", "PUT", "/site", {}, "technician", NOT_ALLOWED),
)


@pytest.mark.parametrize("row", ASKED, ids=str)
def test_the_table_holds_over_the_network(rights: Rights, row: Asked) -> None:
    session = rights.sessions[row.person] if row.person else NOBODY
    answer = rights.asks(row.device, row.method, row.path, row.body, session)
    if row.barred:
        problem(answer, 401 if row.barred == NO_SESSION else 403, row.barred)
    else:
        assert answer.status_code in (200, 201), answer.text


# Whose sitting it is ----------------------------------------------------------------------------


def test_a_sitting_is_good_at_its_own_device_alone(rights: Rights) -> None:
    mine, other = rights.lines["pc-1"], rights.lines["pc-2"]
    who = {"officer": "supervisor", "pin": rights.pins["supervisor"]}
    shown = {"session": mine.order("SignIn", who)["body"]["session"]}
    for name in ("WhoAmI", "SignOut"):
        assert other.order(name, shown)["problem"]["code"] == "no-session"
    problem(rights.asks("pc-2", "GET", "/me", session=shown["session"]), 401, "no-session")
    problem(rights.asks("pc-2", "POST", "/sign-out", shown), 401, "no-session")
    assert mine.order("WhoAmI", shown)["body"]["officer"] == "supervisor"
    assert rights.asks("pc-1", "GET", "/me", session=shown["session"]).status_code == 200
    assert mine.order("SignOut", shown)["status"] == 200


# What is about a visitor ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ticket(rights: Rights) -> str:
    """Somebody with priority waits."""
    taken = {"service": "KTP-BARU", "priority": "elderly"}
    answer = rights.asks("kiosk-1", "POST", "/tickets", taken)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_who_looks_after_machines_reads_and_writes_no_notes(rights: Rights, ticket: str) -> None:
    notes = f"/tickets/{ticket}/notes"
    technician, desk = rights.sessions["technician"], rights.sessions["supervisor"]
    problem(rights.asks("pc-1", "GET", notes, session=technician), 403, "not-allowed")
    note = {"text": "menunggu di luar"}
    problem(rights.asks("pc-1", "POST", notes, note, technician), 403, "not-allowed")
    assert rights.asks("pc-1", "POST", notes, note, desk).status_code == 201
    assert len(rights.asks("pc-1", "GET", notes, session=desk).json()["notes"]) == 1
    line = rights.lines["pc-1"]
    found = line.order("FindTicket", {"ticket": ticket, "session": technician})
    assert found["problem"]["code"] == "not-allowed"
    found = line.order("FindTicket", {"number": "?", "ticket": ticket, "session": technician})
    assert found["problem"]["code"] == "not-allowed"


def test_a_tv_learns_of_a_ticket_what_a_stranger_does(rights: Rights, ticket: str) -> None:
    seen = rights.asks("tv-1", "GET", f"/tickets/{ticket}").json()
    url = f"{rights.hub.url}{API}/tickets/{ticket}"
    stranger = httpx.get(url, verify=False, trust_env=False, timeout=ANSWER_S)
    assert seen == stranger.json()
    assert not {"priority", "group", "assist", "check", "visit"} & seen.keys() - {
        name for name, value in seen.items() if not value
    }
    assert rights.asks("kiosk-1", "GET", f"/tickets/{ticket}").json()["check"]


def test_a_tv_learns_of_counters_what_its_line_tells(rights: Rights) -> None:
    line = rights.lines["pc-2"]
    opening = {"counter": "1", "officer": "officer", "pin": rights.pins["officer"]}
    assert line.order("OpenCounter", opening)["status"] == 200
    for device in ("tv-1", "kiosk-1"):
        one = rights.asks(device, "GET", "/counters/1").json()
        listed = rights.asks(device, "GET", "/counters").json()["counters"]
        assert one["state"] == "open"
        assert not any(row.get("officer") or row.get("ticket") for row in (one, *listed))
    assert rights.asks("pc-1", "GET", "/counters/1").json()["officer"] == "officer"

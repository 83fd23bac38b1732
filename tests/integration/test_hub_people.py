"""People on a hub that others can reach: roles, resets, locks, and when a session is over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.officer import app
from shared.protocol.machine import VARIABLE, Shift
from tests.integration.app_line import AppLine
from tests.integration.long_wait import guess_until_it_is_long
from tests.integration.real_hub import RealHub, problem

PEOPLE = [
    {"id": "mira", "name": "Mira Lestari", "pin": "739164", "role": "manager"},
    {"id": "sari", "name": "Sari Dewi", "pin": "640283", "role": "supervisor"},
    {"id": "tono", "name": "Tono Hadi", "pin": "917306", "role": "technician"},
    {"id": "ani", "name": "Ani Rahayu", "pin": "528190", "role": "officer"},
]
FIRST = {one["id"]: one["pin"] for one in PEOPLE}
OWN = {id_: f"{pin[::-1]}7" for id_, pin in FIRST.items()}


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """The hub's clocks."""
    file = tmp_path_factory.mktemp("clock") / "clock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(file))
        yield Shift(file)


@pytest.fixture(scope="module")
def hub(shift: Shift, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    directory = tmp_path_factory.mktemp("people") / "data"
    with RealHub(directory, "--listen", "0.0.0.0:0", "--always-open") as running:
        loaded = running.request("PUT", "/api/v1/officers", {"officers": PEOPLE})
        assert loaded.status_code == 200, loaded.text
        for id_, pin in FIRST.items():
            body = {"officer": id_, "pin": pin, "new": OWN[id_]}
            assert running.request("POST", "/api/v1/change-pin", body).status_code == 200
        yield running


@contextmanager
def counter(hub: RealHub, device: str) -> Iterator[AppLine]:
    with AppLine(hub.url, "counter", device, key=hub.let_in("counter", device)) as line:
        line.welcome()
        yield line


def opened(line: AppLine, number: str, officer: str = "ani", pin: str = "") -> dict[str, Any]:
    who = {"counter": number, "officer": officer, "pin": pin or OWN[officer]}
    return line.order("OpenCounter", who | {"leave_other": True})


def refused(answer: dict[str, Any]) -> str:
    return str(answer.get("problem", {}).get("code", ""))


def signed_in(hub: RealHub, officer: str) -> dict[str, str]:
    answer = hub.request("POST", "/api/v1/sign-in", {"officer": officer, "pin": OWN[officer]})
    assert answer.status_code == 200, answer.text
    return {"giliran-session": answer.json()["session"]}


def giliran(hub: RealHub, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(hub.directory)], input=f"{typed}\n")


# A paired counter and a person --------------------------------------------------------------


def test_a_counter_is_opened_at_a_paired_counter_alone(hub: RealHub) -> None:
    who = {"officer": "ani", "pin": OWN["ani"]}
    problem(hub.at("1", "open", who), 403, "not-allowed")  # the machine's token is no counter
    with counter(hub, "pc-1") as line:
        assert refused(opened(line, "1", pin="000000")) == "wrong-pin"
        assert refused(opened(line, "1", "tono")) == "not-allowed"  # who does not serve
        assert opened(line, "1")["status"] == 200
    with AppLine(hub.url, "kiosk", "k-1", key=hub.let_in("kiosk", "k-1")) as kiosk:
        kiosk.welcome()
        assert refused(opened(kiosk, "2")) == "not-allowed"


def test_a_pause_is_ended_without_a_pin_by_its_own_session_alone(hub: RealHub) -> None:
    with counter(hub, "pc-2") as line, counter(hub, "pc-3") as other:
        session = opened(line, "2")["body"]["session"]
        mine = {"counter": "2", "session": session}
        assert line.order("PauseCounter", {**mine, "reason": "istirahat"})["status"] == 200
        for body in ({}, {"pin": None}, {"pin": ""}, {"session": "x" * 24}):
            no = other.order("OpenCounter", {"counter": "2", "officer": "ani", **body})
            assert refused(no) in ("no-session", "wrong-pin"), body
        assert hub.get("/api/v1/counters/2")["state"] == "paused"
        assert line.order("OpenCounter", {**mine, "officer": "ani"})["status"] == 200


# The end of a session -----------------------------------------------------------------------


def test_a_session_ends_with_its_counter_and_the_closing_may_be_asked_again(hub: RealHub) -> None:
    with counter(hub, "pc-4") as line:
        mine = {"counter": "4", "session": opened(line, "4")["body"]["session"]}
        assert line.order("CloseCounter", mine, id_="close-4")["status"] == 200
        assert line.order("CloseCounter", mine, id_="close-4")["status"] == 200
        assert refused(line.order("CallNext", mine)) == "no-session"
        assert refused(line.order("ListNotes", {**mine, "ticket": "x"})) == "no-session"


def test_a_session_is_good_at_its_own_device_alone(hub: RealHub) -> None:
    with counter(hub, "pc-6") as line, counter(hub, "pc-7") as other:
        session = opened(line, "6")["body"]["session"]
        mine = {"counter": "6", "session": session}
        assert refused(other.order("CallNext", mine)) == "no-session"
        token = other.heard[0 if other.heard[0]["type"] == "welcome" else 1]["token"]
        headers = {"authorization": f"Bearer {token}", "giliran-session": session}
        problem(hub.request("GET", "/api/v1/queue", headers=headers), 401, "no-session")
        assert refused(line.order("CallNext", mine)) != "no-session"


def test_a_session_ends_with_its_device(hub: RealHub) -> None:
    with counter(hub, "pc-5") as line:
        header = {"giliran-session": opened(line, "5")["body"]["session"]}
        assert hub.request("GET", "/api/v1/me", headers=header).status_code == 200
        revoked = hub.request("POST", "/api/v1/devices/pc-5/revoke", {"reason": "lost"})
        assert revoked.status_code == 200, revoked.text
        problem(hub.request("GET", "/api/v1/me", headers=header), 401, "no-session")


def test_a_session_ends_with_the_role_and_with_a_reset(hub: RealHub) -> None:
    supervisor = signed_in(hub, "sari")
    done = giliran(hub, "role", "sari", "desk", "--by", "mira", typed=OWN["mira"])
    assert (done.exit_code, done.stdout.strip()) == (ExitCode.OK, "sari: desk"), done.output
    problem(hub.request("GET", "/api/v1/me", headers=supervisor), 401, "no-session")
    assert giliran(hub, "role", "sari", "supervisor").exit_code == ExitCode.OK
    supervisor = signed_in(hub, "sari")
    reset = giliran(hub, "reset", "sari", "--by", "mira", typed=OWN["mira"])
    assert reset.exit_code == ExitCode.OK, reset.output
    new = reset.stdout.strip()
    assert new.isdigit()
    problem(hub.request("GET", "/api/v1/me", headers=supervisor), 401, "no-session")
    who = {"officer": "sari", "pin": OWN["sari"]}
    problem(hub.request("POST", "/api/v1/sign-in", who), 403, "wrong-pin")
    problem(hub.request("POST", "/api/v1/sign-in", who | {"pin": new}), 403, "pin-change-needed")
    change = {"officer": "sari", "pin": new, "new": OWN["sari"]}
    assert hub.request("POST", "/api/v1/change-pin", change).status_code == 200


# Who may give what --------------------------------------------------------------------------


def test_who_changes_their_own_pin_is_out_wherever_the_old_one_was_used(hub: RealHub) -> None:
    session = signed_in(hub, "mira")
    typed = "\n".join((OWN["mira"], "kopi hangat pagi", "kopi hangat pagi"))
    done = giliran(hub, "change", "mira", typed=typed)
    assert done.exit_code == ExitCode.OK, done.output
    problem(hub.request("GET", "/api/v1/me", headers=session), 401, "no-session")
    back = "\n".join(("kopi hangat pagi", OWN["mira"], OWN["mira"]))
    assert giliran(hub, "change", "mira", typed=back).exit_code == ExitCode.OK
    assert "kopi" not in done.stdout


def test_nobody_gives_more_than_they_have(hub: RealHub) -> None:
    role = {"code": "personalia", "name": {"id": "Personalia"}, "may": ["people"]}
    site = hub.get("/api/v1/site")["site"]
    assert hub.request("PUT", "/api/v1/site", site | {"roles": [role]}).status_code == 200
    hana = {"id": "hana", "name": "Hana", "role": "personalia", "pin": "975316"}
    assert hub.request("PUT", "/api/v1/officers", {"officers": [hana]}).status_code == 200
    change = {"officer": "hana", "pin": "975316", "new": "613579"}
    assert hub.request("POST", "/api/v1/change-pin", change).status_code == 200
    who = {"officer": "hana", "pin": "613579"}
    header = {"giliran-session": hub.request("POST", "/api/v1/sign-in", who).json()["session"]}
    paths = ("hana/role", "mira/pin", "mira/role", "ani/role")
    for path in paths:
        body = {} if path.endswith("pin") else {"role": "manager"}
        no = hub.request("POST", f"/api/v1/officers/{path}", body, headers=header)
        problem(no, 403, "not-allowed")
    everyone = {"officers": [], "keep": ["hana"]}
    no = hub.request("PUT", "/api/v1/officers", everyone, headers=header)
    problem(no, 403, "not-allowed")
    new = {"officers": [{"id": "joko", "name": "Joko", "role": "personalia"}]}
    assert hub.request("PUT", "/api/v1/officers", new, headers=header).status_code == 200


def test_who_let_whom_in_stands_in_the_journal_and_no_pin_does(hub: RealHub) -> None:
    before = len(hub.entries())
    wati = {"id": "wati", "name": "Wati Kartika", "role": "officer", "pin": "468135"}
    for put in ({"officers": [wati]}, {"officers": [wati | {"role": "desk", "pin": None}]}):
        assert hub.request("PUT", "/api/v1/officers", put).status_code == 200
    own = {"officer": "wati", "pin": "468135", "new": "591738"}
    assert hub.request("POST", "/api/v1/change-pin", own).status_code == 200
    assert hub.request("POST", "/api/v1/officers/wati/role", {"role": "officer"}).is_success
    given = hub.request("POST", "/api/v1/officers/wati/pin", {}).json()["pin"]
    assert hub.request("POST", "/api/v1/officers/pins", {"noted": []}).is_success
    rest = [one["id"] for one in hub.get("/api/v1/officers")["officers"] if one["id"] != "wati"]
    assert hub.request("PUT", "/api/v1/officers", {"officers": [], "keep": rest}).is_success
    entries = [one for one in hub.entries()[before:] if one.type == "StaffChanged"]
    told = [json.loads(one.body) for one in entries]
    assert [(one["act"], one.get("role", "")) for one in told if "wati" in one["officers"]] == [
        ("added", "officer"),
        ("role", "desk"),
        ("pin-own", ""),
        ("role", "officer"),
        ("pin-given", ""),
        ("pin-shown", ""),
        ("removed", ""),
    ]
    assert sum(one.actor == "api:tool/wati" for one in entries) == 1  # she chose her own
    written = b"".join(one.body for one in hub.entries())
    assert not any(pin.encode() in written for pin in ("468135", "591738", given, "Kartika"))


def test_an_easy_first_pin_is_not_taken(hub: RealHub) -> None:
    for pin in ("1234", "1111", "1987"):
        easy = {"officers": [{"id": "x", "name": "X", "pin": pin}]}
        no = hub.request("PUT", "/api/v1/officers", easy)
        assert problem(no, 422, "bad-officers")["extra"]["why"]


def test_the_list_says_whose_pin_is_the_first_and_who_waits(hub: RealHub, shift: Shift) -> None:
    wrong = {"officer": "tono", "pin": "000000"}
    guess_until_it_is_long(
        shift, lambda: problem(hub.request("POST", "/api/v1/sign-in", wrong), 403, "wrong-pin")
    )
    told = {one["id"]: one for one in json.loads(giliran(hub, "list", "--json").stdout)}
    assert told["tono"]["waits"] > 0
    assert (told["tono"]["first_pin"], told["joko"]["first_pin"]) == (False, True)
    assert "locked for" in giliran(hub, "list").stdout
    assert (
        giliran(hub, "unlock", "tono", "--by", "mira", typed=OWN["mira"]).exit_code == ExitCode.OK
    )
    assert signed_in(hub, "tono")
    assert giliran(hub, "role", "nobody", "desk").exit_code == ExitCode.REFUSED
    assert giliran(hub, "role", "ani", "king").exit_code == ExitCode.REFUSED


def test_a_restart_unlocks_nobody(tmp_path: Path, shift: Shift) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:  # with the same clocks
        wrong = {"officer": "supervisor", "pin": "0000"}
        guess_until_it_is_long(
            shift, lambda: problem(hub.request("POST", "/api/v1/sign-in", wrong), 403, "wrong-pin")
        )
        hub.kill()
        hub.start()
        right = hub.request("POST", "/api/v1/sign-in", wrong | {"pin": "1234"})
        problem(right, 429, "too-many-attempts")
        assert hub.request("POST", "/api/v1/officers/supervisor/unlock", {}).status_code == 200
        right = hub.request("POST", "/api/v1/sign-in", wrong | {"pin": "1234"})
        assert right.status_code == 200


def test_nothing_of_this_was_a_fault(hub: RealHub) -> None:
    said = hub.said()
    assert "Traceback" not in said
    assert not [pin for pin in (*FIRST.values(), *OWN.values()) if pin in said]

"""A hub that others can reach: whom it lets in, how a device gets in, and how it is taken out."""

from __future__ import annotations

import json
import socket
import ssl
import stat
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from typer.testing import CliRunner, Result

from shared.cli.device import app
from shared.cli.exits import ExitCode
from shared.hub.backup.copies import copy
from shared.hub.backup.restore import restore
from shared.hub.backup.setting import Setting
from shared.hub.pairing.guesses import FREE
from shared.hub.pairing.room import FROM_ONE
from shared.protocol.pairing import public_key_of
from tests.integration.app_line import AppLine
from tests.integration.paired_app import Device, Knock
from tests.integration.real_hub import ANSWER_S, RealHub, problem

REACHED = ("--listen", "0.0.0.0:0", "--always-open")
CODE, OTHER_CODE = "482913", "482931"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("reached") / "data", *REACHED) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(hub: RealHub, tmp_path_factory: pytest.TempPathFactory) -> Device:
    return Device.enrolled(hub, tmp_path_factory.mktemp("kiosk"), "kiosk", "kiosk-1")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RealHub]:
    """For what a hub remembers: wrong codes, and who was let in."""
    with RealHub(tmp_path / "own", *REACHED) as running:
        yield running


@pytest.fixture
def typing() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as person:
        yield person


def device(hub: RealHub, *arguments: str, said: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(hub.directory)], input=said)


def pending(hub: RealHub) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hub.get("/api/v1/devices/pending")["pending"]
    return found


def approve(hub: RealHub, number: int, code: str, **more: Any) -> httpx.Response:
    path = f"/api/v1/devices/pending/{number}/approve"
    return hub.request("POST", path, {"code": code, **more}, timeout=ANSWER_S)


def known(hub: RealHub, id_: str) -> dict[str, Any]:
    (found,) = (one for one in hub.get("/api/v1/devices")["devices"] if one["id"] == id_)
    return dict(found)


# What the hub shows -----------------------------------------------------------------------------


def test_it_speaks_tls_and_nothing_else(hub: RealHub) -> None:
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        try:
            said = plain.recv(1_000)
        except ConnectionResetError:
            said = b""
    assert not said.startswith(b"HTTP")


def test_its_certificate_outlives_every_clock(hub: RealHub) -> None:
    folder = hub.directory / "identity"
    shown = x509.load_pem_x509_certificate((folder / "hub.pem").read_bytes())
    assert shown.subject.rfc4514_string() == f"CN={hub.ready['hub']}"
    years = shown.not_valid_before_utc.year, shown.not_valid_after_utc.year
    assert years == (2000, 9999)
    assert stat.S_IMODE((folder / "hub.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


# Whom it lets in --------------------------------------------------------------------------------


def test_a_paired_device_is_let_in_with_the_rights_of_its_role(hub: RealHub, kiosk: Device) -> None:
    with kiosk.knock() as knock:
        welcome = kiosk.greet(knock)
        assert (welcome["role"], welcome["device"]["id"]) == ("kiosk", "kiosk-1")
        shown = {"authorization": f"Bearer {welcome['token']}"}
        assert asked(hub, shown, "/api/v1/services") == 200
        assert asked(hub, shown, "/api/v1/devices") == 403
        assert known(hub, "kiosk-1")["connected"]
        knock.say({"type": "ping", "n": 1})
        assert knock.hear()["type"] in {"pong", "services"}
    deadline = Deadline()
    while asked(hub, shown, "/api/v1/services") != 401:
        deadline.pass_on()
    assert asked(hub, {}, "/api/v1/services") == 401
    assert asked(hub, {"authorization": "Bearer x"}, "/api/v1/services") == 401


def asked(hub: RealHub, headers: dict[str, str], path: str) -> int:
    """The status of a request that carries nothing else."""
    return httpx.get(
        hub.url + path, headers=headers, verify=False, trust_env=False, timeout=ANSWER_S
    ).status_code


class Deadline:
    """Looked at each time nothing has changed yet."""

    def __init__(self) -> None:
        self._end = time.monotonic() + ANSWER_S

    def pass_on(self) -> None:
        assert time.monotonic() < self._end
        time.sleep(0.02)


def test_a_greeting_that_was_recorded_fits_no_other_line(kiosk: Device) -> None:
    with kiosk.knock() as first:
        recorded = kiosk.proof(first)
        assert first.hello(kiosk.id, kiosk.role, recorded)["type"] == "welcome"
        again = first.hello(kiosk.id, kiosk.role, recorded)
        assert again["type"] in {"bye", "services"}
    with kiosk.knock() as second:
        assert second.hello(kiosk.id, kiosk.role, recorded)["code"] == "unpaired"


@pytest.mark.parametrize(
    "instead",
    [
        {"nonce": ""},
        {"certificate": b"another hub's"},
        {"device": "kiosk-2"},
        {"role": "counter"},
    ],
    ids=lambda instead: next(iter(instead)),
)
def test_a_greeting_for_something_else_is_none(kiosk: Device, instead: dict[str, Any]) -> None:
    with kiosk.knock() as knock:
        said = knock.hello(kiosk.id, kiosk.role, kiosk.proof(knock, **instead))
        assert (said["code"], said["retry"]) == ("unpaired", False)


def test_nobody_greets_for_another(hub: RealHub, kiosk: Device, tmp_path: Path) -> None:
    other = Device.enrolled(hub, tmp_path, "counter", "pc-7")
    assert other.tried() == "welcome"
    with kiosk.knock() as knock:
        as_other = kiosk.proof(knock, device="pc-7", role="counter")
        assert knock.hello("pc-7", "counter", as_other)["code"] == "unpaired"
    with other.knock() as knock:
        as_kiosk = other.proof(knock, role="kiosk")
        assert knock.hello("pc-7", "kiosk", as_kiosk)["code"] == "role"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"device": "kiosk-1", "role": "kiosk"}, "unpaired"),
        ({"device": "kiosk-1", "role": "kiosk", "proof": "no base64"}, "unpaired"),
        ({"device": "nobody", "role": "kiosk", "proof": "AAAA"}, "unpaired"),
        ({"device": "bench", "role": "kiosk", "token": "guessed"}, "token"),
    ],
)
def test_who_shows_nothing_good_is_sent_away(
    hub: RealHub, kiosk: Device, said: dict[str, Any], code: str
) -> None:
    with Knock(hub.url) as knock:
        knock.say({"type": "hello", "protocol": 1, **said})
        assert knock.hear()["code"] == code


def test_a_command_on_its_machine_shows_the_directory_s_token(hub: RealHub, kiosk: Device) -> None:
    token = (hub.directory / "token").read_text().strip()
    with Knock(hub.url) as knock:
        welcome = knock.hello("bench", "counter", token=token)
        assert welcome["type"] == "welcome"
        assert "token" not in welcome
    with Knock(hub.url) as knock:
        assert knock.hello("kiosk-1", "kiosk", token=token)["code"] == "device"


# Letting in -------------------------------------------------------------------------------------


def test_a_manager_types_what_the_screen_shows(
    own: RealHub, typing: ThreadPoolExecutor, tmp_path: Path
) -> None:
    """And the same device is let in by a hub that was restored from a copy."""
    tv = Device(own, id_="tv-lobi")
    with tv.knock() as knock:
        shown, said = tv.ask(knock, CODE)
        assert (said["type"], said["seconds"]) == ("pairing", 300)
        (waiting,) = pending(own)
        assert waiting["role"] == "display"
        assert len(waiting["picture"]) == 3
        knock.say({"type": "ping", "n": 7})
        assert knock.hear()["n"] == 7
        typed = typing.submit(approve, own, waiting["number"], "482 913", name="TV Lobi")
        paired = tv.answer(knock, shown)
        assert (paired["type"], paired["name"]) == ("paired", "TV Lobi")
        assert paired["certificate"] == (own.directory / "identity" / "hub.pem").read_text()
        assert typed.result().status_code == 201
        assert knock.hear() == {}
    assert tv.tried() == "welcome"
    assert not pending(own)
    (entry,) = (one for one in own.entries() if one.type == "DevicePaired" and b"Lobi" in one.body)
    assert json.loads(entry.body)["by"] == ""
    own.kill()
    folder, _ = copy(own.directory, tmp_path / "copies")
    restore(Setting(to=str(folder)), tmp_path / "restored", lambda _: None)
    with RealHub(tmp_path / "restored", *REACHED) as restored:
        tv.hub = restored
        with tv.knock() as knock:
            assert knock.certificate == ssl.PEM_cert_to_DER_cert(paired["certificate"])
            assert tv.greet(knock)["type"] == "welcome"


def test_a_wrong_code_ends_the_attempt(hub: RealHub, typing: ThreadPoolExecutor) -> None:
    tv = Device(hub, id_="tv-wrong")
    with tv.knock() as knock:
        shown, _ = tv.ask(knock, CODE)
        (waiting,) = pending(hub)
        typed = typing.submit(approve, hub, waiting["number"], OTHER_CODE)
        assert tv.answer(knock, shown)["code"] == "pairing-failed"
        problem(typed.result(), 403, "wrong-code")
    with tv.knock() as knock:  # the same code again would be a second guess: it is a new attempt
        shown, _ = tv.ask(knock, OTHER_CODE)
        assert [one["number"] for one in pending(hub)] == [waiting["number"]]
        typed = typing.submit(approve, hub, waiting["number"], OTHER_CODE)
        assert tv.answer(knock, shown)["type"] == "paired"
        assert typed.result().status_code == 201


def test_guessed_codes_are_limited(own: RealHub, typing: ThreadPoolExecutor) -> None:
    """Whether a manager mistypes them, or a device does not know what it is said to show."""
    thief = Device(own, id_="tv-thief")
    assert FREE == 3
    for proof in ("", "AAAA", "not base64"):
        with thief.knock() as knock:
            thief.ask(knock, CODE)
            (waiting,) = pending(own)
            typed = typing.submit(approve, own, waiting["number"], OTHER_CODE)
            assert knock.hear()["type"] == "pair-answer"
            knock.say({"type": "pair-proof", "proof": proof})
            assert knock.hear()["code"] == "pairing-failed"
            problem(typed.result(), 403, "wrong-code")
    with thief.knock() as knock:  # at once: the wait is short
        thief.ask(knock, CODE)
        (waiting,) = pending(own)
        refused = approve(own, waiting["number"], CODE)
        seconds = problem(refused, 429, "too-many-attempts")["extra"]["retry_after"]
        assert 1 <= seconds <= 5
        assert [one["number"] for one in pending(own)] == [waiting["number"]]  # nothing was tried
    assert thief.tried() == "unpaired"


def test_what_cannot_be_is_said_before_a_code_is_spent(
    hub: RealHub, kiosk: Device, typing: ThreadPoolExecutor
) -> None:
    tv = Device(hub, id_="tv-place")
    with tv.knock() as knock:
        shown, _ = tv.ask(knock, CODE)
        (waiting,) = pending(hub)
        number = waiting["number"]
        problem(approve(hub, number, "48291"), 422, "bad-code")
        problem(approve(hub, number, CODE, device="kiosk-1"), 409, "device-taken")
        problem(approve(hub, number, CODE, zones=["nowhere"]), 422, "unknown-zone")
        problem(approve(hub, number, CODE, counter="999"), 404, "unknown-counter")
        problem(approve(hub, number, CODE, role="officer"), 422, "bad-command")
        problem(approve(hub, number + 7, CODE), 404, "not-waiting")
        typed = typing.submit(approve, hub, number, CODE)
        assert tv.answer(knock, shown)["type"] == "paired"
        assert typed.result().status_code == 201


def test_few_wait_and_the_newest_of_a_device_counts(hub: RealHub) -> None:
    waiting = [(one, one.knock()) for one in (Device(hub) for _ in range(FROM_ONE))]
    try:
        for one, knock in waiting:
            assert one.ask(knock, CODE)[1]["type"] == "pairing"
        late = Device(hub)
        with late.knock() as knock:
            assert late.ask(knock, CODE)[1]["code"] == "pairing-full"
        first, before = waiting[0]
        with first.knock() as knock:
            assert first.ask(knock, OTHER_CODE)[1]["type"] == "pairing"
            assert before.hear()["code"] == "replaced"
            assert len(pending(hub)) == FROM_ONE
    finally:
        for _, knock in waiting:
            knock.__exit__(None, None, None)
    nobody_waits(hub)


def nobody_waits(hub: RealHub) -> None:
    """Who is gone waits no more, once the hub has noticed."""
    deadline = Deadline()
    while pending(hub):
        deadline.pass_on()


WRONG = [{"key": "AAAA"}, {"key": "?"}, {"start": ""}, {"proof": ""}, {"proof": "AAAA"}]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_request_to_be_let_in(hub: RealHub, wrong: dict[str, str]) -> None:
    one = Device(hub)
    with one.knock() as knock:
        assert one.ask(knock, CODE, **wrong)[1]["code"] == "pairing-failed"
    one.id = "a/b"
    with one.knock() as knock:
        assert one.ask(knock, CODE)[1]["code"] == "pairing-failed"
    with Knock(hub.url) as knock:
        knock.say({"type": "pair-proof", "proof": ""})
        assert knock.hear()["code"] == "hello-first"


def test_nobody_asks_with_anothers_key(hub: RealHub) -> None:
    """Whoever has seen a screen's public key, as a false hub does, cannot push it out."""
    screen, thief = Device(hub), Device(hub)
    with screen.knock() as before, thief.knock() as knock:
        assert screen.ask(before, CODE)[1]["type"] == "pairing"
        seen = {"key": b64encode(public_key_of(screen.key)).decode(), "device": screen.id}
        assert thief.ask(knock, OTHER_CODE, **seen)[1]["code"] == "pairing-failed"
        with thief.knock() as again:  # what was signed for another line is worth nothing on this
            seen["proof"] = b64encode(screen.proof(before)).decode()
            assert thief.ask(again, OTHER_CODE, **seen)[1]["code"] == "pairing-failed"
        assert len(pending(hub)) == 1
        before.say({"type": "ping", "n": 1})
        assert before.hear()["type"] == "pong"
    nobody_waits(hub)


def test_what_a_stranger_calls_itself_breaks_no_list(
    own: RealHub, typing: ThreadPoolExecutor
) -> None:
    """No word of it is taken for a way to print, neither in the list nor before the digits."""
    one = Device(own)
    with one.knock() as knock:
        shown, said = one.ask(knock, CODE, name="TV [/b] :warning: [link=x]L")
        assert said["type"] == "pairing"
        listed = device(own, "pending")
        assert listed.exit_code == ExitCode.OK
        assert "TV [/b] :warning: [link=x]L" in listed.stdout
        number = str(pending(own)[0]["number"])
        typed = typing.submit(device, own, "approve", number, "--code", OTHER_CODE)
        one.answer(knock, shown)
        refused = typed.result()
        assert (refused.exit_code, refused.exception.__class__) == (ExitCode.REFUSED, SystemExit)
        assert "TV [/b] :warning:" in refused.stderr


# Taking out -------------------------------------------------------------------------------------


def test_who_is_revoked_is_out_at_once_and_for_good(hub: RealHub, tmp_path: Path) -> None:
    tv = Device.enrolled(hub, tmp_path / "a", "display", "tv-lost", name="TV Tangga")
    with tv.knock() as knock:
        token = tv.greet(knock)["token"]
        assert device(hub, "revoke", "tv-lost", "--reason", "lost").exit_code == 0
        bye = knock.hear_bye()
        assert (bye["code"], bye["retry"]) == ("revoked", False)
        assert "TV Tangga" in bye["detail"]
        assert not known(hub, "tv-lost")["connected"]  # though its end is still open
        assert asked(hub, {"authorization": f"Bearer {token}"}, "/api/v1/services") == 401
    assert tv.tried() == "revoked"
    with tv.knock() as knock:
        assert tv.ask(knock, CODE)[1]["code"] == "revoked"
    new = Device.enrolled(hub, tmp_path / "b", "display", "tv-lost")
    assert new.tried() == "welcome"
    assert tv.tried() == "revoked"
    stranger = Device(hub, id_="tv-lost")  # it learns nothing of who was there
    assert stranger.tried() == "unpaired"
    problem(hub.request("POST", "/api/v1/devices/nobody/revoke", {}), 404, "unknown-device")


def test_the_call_that_a_revoked_tv_had_to_speak_is_spoken_by_another(own: RealHub) -> None:
    pins = own.request("POST", "/api/v1/officers/pins", {}).json()["pins"]
    first = next(row["pin"] for row in pins if row["id"] == "officer-6")
    seat = {"counter": "6", "officer": "officer-6", "pin": own.own_pin("officer-6", first)}
    speaks, other, counter = (
        AppLine(own.url, role, id_, key=own.let_in(role, id_), voice=role == "display")
        for role, id_ in (("display", "tv-biru"), ("display", "tv-spare"), ("counter", "pc-6"))
    )
    own.request("PUT", "/api/v1/displays/tv-spare", {"zones": ["biru"]})
    number = own.take()["number"]
    with speaks, counter:
        speaks.welcome()
        counter.welcome()
        session = counter.order("OpenCounter", seat)["body"]["session"]
        counter.order("CallNext", {"counter": "6", "session": session})
        assert [call["number"] for call in speaks.await_("grant")["calls"]] == [number]
        with other:  # only now: of two that can, either might have been lent the voice
            other.welcome()
            assert device(own, "revoke", "tv-biru", "--reason", "stolen").exit_code == 0
            assert [call["number"] for call in other.await_("grant")["calls"]] == [number]
        assert speaks.await_("bye")["code"] == "revoked"


def test_another_key_takes_no_place_that_is_taken(hub: RealHub, kiosk: Device) -> None:
    body = {"role": "kiosk", "device": "kiosk-1", "key": "A" * 43 + "="}
    refused = hub.request("POST", "/api/v1/devices", body)
    problem(refused, 409, "device-taken")
    assert kiosk.tried() == "welcome"


# The command ------------------------------------------------------------------------------------


def test_the_command_asks_for_what_is_missing(hub: RealHub, typing: ThreadPoolExecutor) -> None:
    assert device(hub, "pending").stdout == "No device waits to be let in.\n"
    assert device(hub, "approve").exit_code == ExitCode.FAILED
    tv = Device(hub, id_="tv-asked")
    with tv.knock() as knock:
        shown, _ = tv.ask(knock, CODE)
        assert "a new one" in device(hub, "pending").stdout
        arguments = ("approve", "--name", "TV Baru", "--zone", "biru")
        typed = typing.submit(device, hub, *arguments, said=f"123\n{OTHER_CODE}\n482 913\n")
        assert tv.answer(knock, shown)["code"] == "pairing-failed"
    with tv.knock() as knock:
        shown, _ = tv.ask(knock, CODE)
        assert tv.answer(knock, shown)["type"] == "paired"
    with tv.knock() as knock:
        assert tv.greet(knock)["type"] == "welcome"
        result = typed.result()
    assert result.exit_code == 0, result.output
    assert "A code has six digits." in result.stderr
    assert "These digits do not fit" in result.stderr
    said = result.stdout.splitlines()
    assert said[-2:] == ["TV Baru (tv-asked) is let in as a display (biru).", "It is connected."]
    assert device(hub, "rename", "tv-asked", "TV Pintu").stdout == "tv-asked is called TV Pintu.\n"
    listed = json.loads(device(hub, "list", "--json").stdout)
    (found,) = (one for one in listed if one["id"] == "tv-asked")
    assert (found["name"], found["zones"], found["paired"]) == ("TV Pintu", ["biru"], True)


def test_an_officer_lets_in_what_their_role_allows(hub: RealHub, tmp_path: Path) -> None:
    """The table of permits is other tests' matter: here whose name the journal has."""
    people = [
        {"id": "kepala", "name": "Kepala", "pin": "907351", "role": "manager"},
        {"id": "biasa", "name": "Biasa", "pin": "907352", "role": "officer"},
    ]
    assert hub.request("PUT", "/api/v1/officers", {"officers": people}).status_code == 200
    for one in people:
        new = {"officer": one["id"], "pin": one["pin"], "new": f"{one['pin']}8"}
        assert hub.request("POST", "/api/v1/change-pin", new).status_code == 200
    Device.enrolled(hub, tmp_path, "display", "tv-old")
    refused = device(hub, "revoke", "tv-old", "--by", "biasa", said="9073528\n")
    assert refused.exit_code == ExitCode.REFUSED
    done = device(hub, "revoke", "tv-old", "--by", "kepala", said="9073518\n")
    assert done.exit_code == 0, done.output
    (entry,) = (one for one in hub.entries() if b"tv-old" in one.body and "Revoked" in one.type)
    assert json.loads(entry.body)["by"] == "kepala"


def test_nothing_of_this_was_a_fault(hub: RealHub) -> None:
    assert "Traceback" not in hub.said()

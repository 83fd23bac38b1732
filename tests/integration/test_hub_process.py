"""How a hub starts, refuses to start, and ends: the ready line, exit codes, its directory."""

from __future__ import annotations

import json
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from shared.cli.exits import ExitCode
from shared.cli.hub import app as hub_command
from tests.integration.app_line import AppLine
from tests.integration.real_hub import ANSWER_S, HubDidNotStart, RealHub, problem
from tests.unit.small_site import small_document

pytestmark = pytest.mark.cold
JSON = {"content-type": "application/json"}


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    path = tmp_path / "site.json"
    path.write_text(json.dumps(small_document()))
    return path


def refusal_to_start(hub: RealHub) -> HubDidNotStart:
    with pytest.raises(HubDidNotStart) as refused:
        hub.start()
    return refused.value


@contextmanager
def open_stream(hub: RealHub) -> Iterator[Iterator[str]]:
    with (
        httpx.Client(base_url=hub.url, trust_env=False, timeout=ANSWER_S) as client,
        client.stream("GET", "/api/v1/events") as stream,
    ):
        yield stream.iter_lines()


@pytest.mark.alone
def test_a_life_with_open_lines(tmp_path: Path) -> None:
    """Ready line, an answer at once, SIGTERM with streams and lines open, status 0 in time."""
    hub = RealHub(tmp_path / "data", "--always-open")
    hub.start()
    assert hub.ready["ready"] is True
    assert hub.url.startswith("http://127.0.0.1:")
    assert hub.port > 0
    with ExitStack() as stack:
        stack.push(hub)
        hub.take()
        streams = [stack.enter_context(open_stream(hub)) for _ in range(2)]
        for lines in streams:
            assert next(lines) == ": the journal's events"
        line = stack.enter_context(AppLine(hub.url, "display", "tv-biru"))
        line.welcome()
        idle = stack.enter_context(AppLine(hub.url))
        idle.welcome()
        begun = stack.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
        begun.sendall(b"POST /api/v1/tickets HTTP/1.1\r\nhost: localhost\r\ncontent-le")
        since = time.monotonic()
        assert hub.stop() == 0
        assert time.monotonic() - since < 2
        assert hub.after_ready == ""  # one line on stdout, and nothing else
        assert [line for line in streams[0] if line.startswith("event: ")]
        line.to_the_end()
    assert "Traceback" not in hub.said()


def test_it_answers_where_it_was_told_to_listen(tmp_path: Path, site_file: Path) -> None:
    with socket.socket() as kept:
        # Bound and not listening: nobody else is given the port, and the hub can have it.
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        lives_at(kept.getsockname()[1], tmp_path, site_file)


def lives_at(port: int, tmp_path: Path, site_file: Path) -> None:
    """A hub that was told this port, and its second start, which keeps its site."""
    options = ("--site", str(site_file), "--listen", f"127.0.0.1:{port}")
    with RealHub(tmp_path / "data", *options, "--always-open") as hub:
        assert hub.port == port
        assert hub.get("/api/v1/site")["site"]["name"] == small_document()["name"]
        assert hub.get("/api/v1/officers")["officers"] == []  # only the sample brings some
        second = refusal_to_start(RealHub(tmp_path / "other", "--listen", f"127.0.0.1:{port}"))
        assert second.status == ExitCode.REFUSED
        assert "cannot be listened on" in second.said
        busy = refusal_to_start(RealHub(tmp_path / "data"))
        assert busy.status == ExitCode.BUSY
        assert str(hub.ready["pid"]) in busy.said
        hub.take()
        assert hub.stop() == 0
    assert "nobody can sign on yet" in hub.said()
    assert "ERROR" not in hub.said()
    again = refusal_to_start(RealHub(tmp_path / "data", "--site", str(site_file)))
    assert again.status == ExitCode.REFUSED
    assert "giliran site load" in again.said
    with RealHub(tmp_path / "data") as hub:  # the sample is for empty directories alone
        assert hub.get("/api/v1/site")["site"]["name"] == small_document()["name"]
        assert hub.get("/api/v1/queue")["waiting"] == 1
    assert "people.db has no officers" in hub.said()


def test_a_broken_site_file_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({**small_document(), "services": [{"code": 7}]}))
    refused = refusal_to_start(RealHub(tmp_path / "data", "--site", str(broken)))
    assert refused.status == ExitCode.FAILED
    assert "services[0].code: must be a text" in refused.said
    assert not (tmp_path / "data" / "journal.db").exists()


@pytest.mark.parametrize("listen", ["8080", "127.0.0.1:port", "127.0.0.1:70000", "nowhere"])
def test_no_address(tmp_path: Path, listen: str) -> None:
    done = CliRunner().invoke(hub_command, ["--data", str(tmp_path / "data"), "--listen", listen])
    assert done.exit_code == ExitCode.USAGE
    assert "HOST:PORT" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    reached = ("--listen", "0.0.0.0:0")
    with RealHub(tmp_path / "data", *reached) as hub:
        assert hub.url.startswith("https:")
    key = tmp_path / "data" / "identity" / "hub.key"
    key.chmod(0o640)
    refused = refusal_to_start(RealHub(tmp_path / "data", *reached))
    assert refused.status == ExitCode.REFUSED
    assert f"chmod 600 {key}" in refused.said
    key.chmod(0o600)
    key.write_text("-----BEGIN PRIVATE KEY-----\n")
    refused = refusal_to_start(RealHub(tmp_path / "data", *reached))
    assert "no certificate with its key" in refused.said


def test_a_journal_that_is_none_is_damage(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "journal.db").write_bytes(b"Daftar belanja" * 100)
    refused = refusal_to_start(RealHub(tmp_path / "data"))
    assert refused.status == ExitCode.DAMAGED
    assert "Traceback" not in refused.said


def test_on_the_lan_a_counter_is_a_paired_device_and_a_person(tmp_path: Path) -> None:
    """This machine's own address included; counters want the session that `open` gave."""
    with RealHub(tmp_path / "data", "--listen", "0.0.0.0:0", "--always-open") as hub:
        token_file = tmp_path / "data" / "token"
        assert stat.S_IMODE(token_file.stat().st_mode) == 0o600
        with httpx.Client(
            base_url=hub.url, trust_env=False, verify=False, timeout=ANSWER_S
        ) as stranger:
            assert stranger.get("/healthz").json() == {"status": "ok"}
            for path in ("/api/v1/services", "/metrics", "/api/v1/events"):
                assert stranger.get(path).status_code == 401
            wrong = stranger.get("/api/v1/services", headers={"authorization": "Bearer x"})
            assert wrong.status_code == 401
        with AppLine(hub.url) as line:
            assert line.hear()["code"] == "unpaired"
        with AppLine(hub.url, token=token_file.read_text().strip()) as line:
            assert line.welcome()["head"]["seq"] > 0
        key = hub.let_in("counter", "pc-1")
        with AppLine(hub.url, "counter", "pc-1", key=key) as line:
            pin = lan_sign_on(hub, line)
    assert pin not in hub.said()


def lan_sign_on(hub: RealHub, line: AppLine) -> str:
    """The same session is wanted for everything, also to end a pause without the PIN."""
    rows = hub.request("POST", "/api/v1/officers/pins").json()["pins"]
    shown = {row["id"]: row["pin"] for row in rows}
    assert len(set(shown.values())) > 30  # random, not one for all
    line.welcome()
    counter = {"counter": "1"}
    officer = {**counter, "officer": "officer-1"}
    for name, body in (("CallNext", counter), ("PauseCounter", counter), ("OpenCounter", officer)):
        refused = line.order(name, body)
        assert (refused["status"], refused["problem"]["code"]) == (401, "no-session"), name
    assert line.order("OpenCounter", {**officer, "pin": "1234"})["status"] == 403
    first = line.order("OpenCounter", {**officer, "pin": shown["officer-1"]})
    assert first["problem"]["code"] == "pin-change-needed"
    pin = hub.own_pin("officer-1", shown["officer-1"])
    problem(hub.at("1", "open", {"officer": "officer-1", "pin": pin}), 403, "not-allowed")
    session = line.order("OpenCounter", {**officer, "pin": pin})["body"]["session"]
    asked = {**counter, "session": session}
    assert line.order("CallNext", {**counter, "session": session + "x"})["status"] == 401
    assert line.order("CallNext", asked)["problem"]["code"] == "nobody-waits"
    assert line.order("CallNext", {"counter": "2", "session": session})["status"] == 401
    assert line.order("PauseCounter", asked)["status"] == 200
    assert line.order("OpenCounter", officer)["problem"]["code"] == "no-session"
    assert line.order("OpenCounter", {**officer, "session": session})["status"] == 200
    return pin


def test_pins_are_nowhere_but_hashed(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open", "--log-level", "debug") as hub:
        officer = {"id": "siti", "name": "Siti Rahayu", "pin": "907351", "role": "officer"}
        assert hub.request("PUT", "/api/v1/officers", {"officers": [officer]}).status_code == 200
        assert hub.at("3", "open", {"officer": "siti", "pin": "907351"}).json()["officer"] == "siti"
        with AppLine(hub.url) as line:
            line.welcome()
            body = {"counter": "4", "officer": "siti", "pin": "907351"}
            assert line.order("OpenCounter", body)["problem"]["code"] == "officer-elsewhere"
        assert hub.stop() == 0
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files
    for path in [*files, hub.log]:
        content = path.read_bytes()
        assert b"907351" not in content, path
        if not path.name.startswith("people.db"):
            assert b"Rahayu" not in content, path
    people = tmp_path / "data" / "people.db"
    assert b"$argon2id$" in people.read_bytes()
    assert stat.S_IMODE(people.stat().st_mode) == 0o600

"""`giliran site`: what people read, what scripts get, what the hub is asked."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.site import app
from tests.unit.small_site import small_document


def giliran_site(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def written(folder: Path, document: Any) -> Path:
    file = folder / "site.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def unloadable() -> dict[str, Any]:
    document = small_document()
    document["services"][0]["series"] = "Q"
    return document


class Hub(HTTPServer):
    """The two answers of a hub that these commands need, over real HTTP."""

    refusal: dict[str, Any] | None = None
    asked: list[tuple[str, dict[str, str]]]
    site: Any
    version = 1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        self._note()
        self._answer(200, {"version": self.server.version, "site": self.server.site})

    def do_PUT(self) -> None:
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.refusal is not None:
            self._answer(422, self.server.refusal)
            return
        self.server.site = json.loads(body)
        self.server.version += 1
        self._answer(200, {"version": self.server.version})

    def _note(self) -> None:
        self.server.asked.append((f"{self.command} {self.path}", dict(self.headers)))

    def _answer(self, status: int, body: Any) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests' output is for faults."""


@pytest.fixture
def hub() -> Iterator[Hub]:
    server = Hub(("127.0.0.1", 0), Answers)
    server.asked, server.site = [], small_document()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_check_of_a_sound_file(tmp_path: Path) -> None:
    file = written(tmp_path, small_document())
    result = giliran_site("check", file)
    assert result.exit_code == ExitCode.OK
    contents = "agencies 1, services 1, counters 1, zones 1, displays 1, kiosks 1"
    assert result.stdout == f"{file} ({contents}): no errors, no warnings\n"


def test_check_names_the_key_the_fault_and_the_remedy(tmp_path: Path) -> None:
    result = giliran_site("check", written(tmp_path, unloadable()))
    assert result.exit_code == ExitCode.FAILED
    assert "services[0].series: 'Q' is no series" in result.stdout
    assert "→ add the series or name another" in result.stdout
    assert "1 error, no warnings" in result.stdout


def test_check_of_what_is_no_json_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "site.json"
    file.write_text('{\n  "name": }', encoding="utf-8")
    result = giliran_site("check", file)
    assert result.exit_code == ExitCode.FAILED
    assert "line 2, column 11" in result.stdout


def test_check_with_warnings_only_is_no_failure(tmp_path: Path) -> None:
    document = small_document()
    document["zones"][0]["colour"] = "#101010"
    result = giliran_site("check", written(tmp_path, document))
    assert result.exit_code == ExitCode.OK
    assert "no errors, 1 warning" in result.stdout


def test_check_as_json(tmp_path: Path) -> None:
    result = giliran_site("check", "--json", written(tmp_path, unloadable()))
    assert result.exit_code == ExitCode.FAILED
    report = json.loads(result.stdout)
    assert report["ok"] is False
    (finding,) = report["findings"]
    assert finding == {
        "severity": "error",
        "where": "services[0].series",
        "what": "'Q' is no series",
        "remedy": "add the series or name another",
    }


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_that_is_not_there_is_a_fault_of_the_command_line(command: str) -> None:
    assert giliran_site(command, "nowhere.json").exit_code == ExitCode.USAGE


def test_load_tells_the_new_version(tmp_path: Path, hub: Hub) -> None:
    document = {**small_document(), "name": "Balai Baru"}
    result = giliran_site("load", written(tmp_path, document), "--hub", hub.url)
    assert result.exit_code == ExitCode.OK
    assert result.stdout == "Balai Baru: version 2 of the site runs now.\n"
    assert hub.site["name"] == "Balai Baru"
    assert hub.asked[0][0] == "PUT /api/v1/site"
    assert "Authorization" not in hub.asked[0][1]


def test_load_finds_address_and_token_in_the_data_directory(tmp_path: Path, hub: Hub) -> None:
    (tmp_path / "hub.json").write_text(json.dumps({"url": hub.url}), encoding="utf-8")
    (tmp_path / "token").write_text("geheim\n", encoding="utf-8")
    file = written(tmp_path, small_document())
    assert giliran_site("load", file, "--data", tmp_path).exit_code == ExitCode.OK
    assert hub.asked[0][1]["Authorization"] == "Bearer geheim"


def test_a_broken_site_never_reaches_the_hub(tmp_path: Path, hub: Hub) -> None:
    result = giliran_site("load", written(tmp_path, unloadable()), "--hub", hub.url)
    assert result.exit_code == ExitCode.FAILED
    assert "'Q' is no series" in result.stdout
    assert hub.asked == []


def test_load_tells_what_the_hub_refuses(tmp_path: Path, hub: Hub) -> None:
    hub.refusal = {
        "code": "site-faulty",
        "detail": "Counter 7 serves a ticket now.",
        "extra": {"findings": [{"where": "counters", "what": "7 is missing"}]},
    }
    result = giliran_site("load", written(tmp_path, small_document()), "--hub", hub.url)
    assert result.exit_code == ExitCode.REFUSED
    assert "Counter 7 serves a ticket now." in result.stderr
    assert "counters: 7 is missing" in result.stderr


def test_show_sums_up_the_zones(hub: Hub) -> None:
    result = giliran_site("show", "--hub", hub.url)
    assert result.exit_code == ExitCode.OK
    assert "Mal Pelayanan Publik Contoh, version 1" in result.stdout
    assert "Zona Biru" in result.stdout


def test_show_as_json_is_the_document(hub: Hub) -> None:
    result = giliran_site("show", "--json", "--hub", hub.url)
    assert json.loads(result.stdout) == small_document()


def test_a_hub_that_has_no_site_yet(hub: Hub) -> None:
    hub.site = None
    result = giliran_site("show", "--hub", hub.url)
    assert result.exit_code == ExitCode.FAILED
    assert "no site yet" in result.stderr


def test_an_answer_that_makes_no_sense(hub: Hub) -> None:
    hub.site = {"name": 3}
    result = giliran_site("show", "--hub", hub.url)
    assert result.exit_code == ExitCode.FAILED
    assert "cannot be understood" in result.stderr


def test_nobody_answers() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        result = giliran_site("show", "--hub", url)
    assert result.exit_code == ExitCode.UNREACHABLE
    assert f"No hub answers at {url}" in result.stderr


@pytest.mark.parametrize("address", ["127.0.0.1:80", "ftp://hub", "http://", "http://h:99999"])
def test_what_is_no_address(address: str) -> None:
    result = giliran_site("show", "--hub", address)
    assert result.exit_code == ExitCode.UNREACHABLE
    assert "is no address of a hub" in result.stderr


def test_a_directory_without_a_running_hub(tmp_path: Path) -> None:
    result = giliran_site("show", "--data", tmp_path)
    assert result.exit_code == ExitCode.UNREACHABLE
    assert "it has no hub.json" in result.stderr


def test_no_hub_named_is_a_fault_of_the_command_line() -> None:
    assert giliran_site("show").exit_code == ExitCode.USAGE

"""`giliran officer` and `giliran display set` on a real hub, as a technician types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from shared.cli import displays
from shared.cli.exits import ExitCode
from shared.cli.officer import app
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("officers") / "data", "--always-open") as running:
        yield running


def giliran(hub: RealHub, *arguments: str | Path, command: typer.Typer = app) -> Result:
    line = [*map(str, arguments), "--data", str(hub.directory)]
    return CliRunner().invoke(command, line)


CSV = "id,name,pin,role\nsiti,Siti Rahayu,482913,officer\nbudi,Budi Santoso,775120,supervisor\n"
TOML = '[[officers]]\nid = "siti"\nname = "Siti"\npin = "111222"\n'
JSON = '{"officers": [{"id": "ani", "name": "Ani", "pin": "998877"}]}'


def written(directory: Path, name: str, text: str, mode: int = 0o600) -> Path:
    path = directory / name
    path.write_text(text)
    path.chmod(mode)
    return path


def signs_on(hub: RealHub, officer: str, pin: str) -> bool:
    answer = hub.at("9", "open", {"officer": officer, "pin": pin})
    if answer.status_code == 200:
        hub.at("9", "close")
    return answer.status_code == 200


def test_officers_come_from_a_file_of_any_kind(hub: RealHub, tmp_path: Path) -> None:
    done = giliran(hub, "load", written(tmp_path, "officers.csv", CSV))
    assert (done.exit_code, done.stdout) == (ExitCode.OK, "2 officer(s) may sign on.\n")
    assert done.stderr == ""
    assert signs_on(hub, "siti", "482913")
    assert not signs_on(hub, "siti", "482914")
    assert giliran(hub, "load", written(tmp_path, "o.toml", TOML)).exit_code == ExitCode.OK
    assert signs_on(hub, "siti", "111222")
    assert not signs_on(hub, "siti", "482913")
    assert giliran(hub, "load", written(tmp_path, "o.json", JSON)).exit_code == ExitCode.OK
    told = json.loads(giliran(hub, "list", "--json").stdout)
    listed = [(one["id"], one["name"], one["role"]) for one in told]
    assert ("ani", "Ani", "officer") in listed
    assert ("budi", "Budi Santoso", "supervisor") in listed
    assert "Budi Santoso" in giliran(hub, "list").stdout


def test_a_shared_pin_and_an_open_file_are_warned_of(hub: RealHub, tmp_path: Path) -> None:
    text = CSV.replace("775120", "482913")
    done = giliran(hub, "load", written(tmp_path, "officers.csv", text, mode=0o644))
    assert done.exit_code == ExitCode.OK
    assert "2 officers share a PIN" in done.stderr
    assert "can be read by others" in done.stderr
    assert "482913" not in done.output


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("o.csv", "id;name;pin\na;b;1234\n", "the first line names the columns"),
        ("o.csv", "id,name,pin\n", "there is nobody in it"),
        ("o.csv", "id,name,pin\na,Ani,12\n", "officer 1: pin: 4 to 12 digits"),
        ("o.csv", "id,name,pin\na,Ani,1234\na,Budi,2345\n", "officer 2: 'a' stands twice"),
        ("o.csv", "id,name,pin\nSiti R,Siti,1234\n", "officer 1: id: "),
        ("o.csv", "id,name,pin\na,,1234\n", "officer 1: name: is missing"),
        ("o.csv", "id,name,pin,role\na,Ani,1234,king\n", "role: officer or desk or supervisor"),
        ("o.toml", '[[officers]]\nid="a"\nname="b"\npin=1234\n', "pin: write it in quotes"),
        ("o.toml", "officers = [", "o.toml: "),
        ("o.json", "{}", "a list 'officers' is missing"),
        ("o.json", "[7]", "must have id and name"),
        ("o.json", '[{"id":"a","name":"b","pin":"1234","nik":"3"}]', "unknown: nik"),
        ("o.txt", "", ".toml, .json or .csv"),
    ],
)
def test_a_file_that_cannot_be_right_changes_nothing(
    hub: RealHub, tmp_path: Path, name: str, text: str, fault: str
) -> None:
    before = hub.get("/api/v1/officers")
    done = giliran(hub, "load", written(tmp_path, name, text))
    assert done.exit_code == ExitCode.FAILED
    assert fault in done.stderr
    assert hub.get("/api/v1/officers") == before


def test_the_hub_checks_as_well(hub: RealHub) -> None:
    for change in ({"pin": "12"}, {"id": ""}, {"id": "a/b"}, {"role": "king"}):
        officer = {"id": "x", "name": "X", "pin": "1234", **change}
        answer = hub.request("PUT", "/api/v1/officers", {"officers": [officer]})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad-officers")


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_roles_are_told_whole_on_a_terminal_of_any_width(
    hub: RealHub, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = giliran(hub, "roles").stdout
    roles = json.loads(giliran(hub, "roles", "--json").stdout)
    assert len(roles) > 2
    told = said.replace(",", " ").split()
    for role in roles:
        assert role["code"] in told
        assert set(role["may"]) <= set(told)
    assert max(map(len, said.splitlines())) <= int(columns)


def test_no_pin_is_left_to_show(hub: RealHub) -> None:
    done = giliran(hub, "pins")
    assert done.exit_code == ExitCode.FAILED
    assert json.loads(giliran(hub, "pins", "--json").stdout) == []


def test_a_counter_is_told_who_may_sign_on_and_the_last_to_sit_there_first(hub: RealHub) -> None:
    for officer in ("officer-14", "officer-3", "officer-14", "officer-12"):
        hub.at("20", "open", {"officer": officer, "pin": "1234"})
        hub.at("20", "close")
    with AppLine(hub.url, "counter", "terminal-20") as line:
        answer = line.order("ListOfficers", {"counter": "20"})
        elsewhere = line.order("ListOfficers", {"counter": "21"})["body"]["officers"]
    listed = answer["body"]["officers"]
    here = [one["id"] for one in listed if one["here"]]
    assert here == ["officer-12", "officer-14", "officer-3"]
    assert [one["id"] for one in listed[:3]] == here
    assert listed[0]["name"] == "Petugas 12"
    assert not any(one["here"] for one in elsewhere)
    names = [one["name"].casefold() for one in elsewhere]
    assert names == sorted(names)
    assert {one["id"] for one in elsewhere} == {one["id"] for one in listed}
    assert b"Petugas 12" not in b"".join(bytes(str(e.body), "utf-8") for e in hub.entries())


@pytest.mark.parametrize("role", ["kiosk", "display"])
def test_officers_names_are_for_counters_alone(hub: RealHub, role: str) -> None:
    with AppLine(hub.url, role, f"{role}-x") as line:
        answer = line.order("ListOfficers", {"counter": "20"})
    assert (answer["status"], answer["problem"]["code"]) == (403, "not-allowed")
    assert "body" not in answer


def test_no_hub(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["list", "--data", str(tmp_path)])
    assert done.exit_code == ExitCode.UNREACHABLE
    assert CliRunner().invoke(app, ["list"]).exit_code == ExitCode.USAGE


def test_a_tv_is_set_and_follows(hub: RealHub) -> None:
    with AppLine(hub.url, "display", "tv-new", name="TV Lobi") as line:
        assert "zones" not in line.welcome()["device"]
        body = ("set", "TV Lobi", "--zone", "biru", "--zone", "hijau", "--volume", "40", "--mute")
        done = giliran(hub, *body, command=displays.app)
        assert (done.exit_code, done.stdout) == (ExitCode.OK, "TV Lobi: biru, hijau\n")
        device = line.event("DisplayConfigured")["device"]
    assert (device["zones"], device["volume"], device["muted"]) == (["biru", "hijau"], 40, True)
    with AppLine(hub.url, "display", "tv-new") as line:
        assert line.welcome()["device"] == device
    unknown = giliran(hub, "set", "tv-new", "--zone", "nirwana", command=displays.app)
    assert unknown.exit_code == ExitCode.REFUSED
    assert "There is no zone 'nirwana'." in unknown.stderr


def test_a_tv_becomes_a_door_panel_and_a_tv_again(hub: RealHub) -> None:
    def typed(*words: str) -> str:
        done = giliran(hub, *words, command=displays.app)
        assert done.exit_code == ExitCode.OK, done.output
        return done.stdout

    assert typed("set", "tv-biru", "--door", "12") == "TV Zona Biru: door of counter 12\n"
    assert "door of counter 12" in typed("list")
    back = typed("set", "tv-biru", "--door", "", "--stands-in-for", "hijau")
    assert back == "TV Zona Biru: biru (stands in for hijau)\n"
    unknown = giliran(hub, "set", "tv-biru", "--door", "99", command=displays.app)
    assert unknown.exit_code == ExitCode.REFUSED
    assert "There is no counter '99'." in unknown.stderr


def test_replacing_leaves_nobody_else(hub: RealHub, tmp_path: Path) -> None:
    """The last of the module: it takes the sample's officers away."""
    rows = "".join(f"o{n},Petugas {n},{700_000 + n},\n" for n in range(60))
    many = written(tmp_path, "officers.csv", "id,name,pin,role\n" + rows)
    done = giliran(hub, "load", "--replace", many)
    assert done.exit_code == ExitCode.OK, done.output
    assert done.stdout == "60 officer(s) may sign on, and nobody else.\n"
    assert len(hub.get("/api/v1/officers")["officers"]) == 60
    assert not signs_on(hub, "officer-1", "1234")
    assert signs_on(hub, "o59", "700059")
    with AppLine(hub.url, "counter", "terminal-9") as line:
        told = line.order("ListOfficers", {"counter": "9"})["body"]["officers"]
    assert [one["id"] for one in told if one["here"]] == ["o59"]

"""deploy/: the units, the scripts and the pages name the same things."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode

DEPLOY = ROOT / "deploy"
RESTART = DEPLOY / "systemd" / "giliran-restart.service"
UNITS = sorted(set((DEPLOY / "systemd").glob("*.service")) - {RESTART})


def unit(path: Path) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser


def test_there_is_a_unit_for_each_machine_without_a_desktop() -> None:
    assert [path.stem for path in UNITS] == ["giliran-display", "giliran-hub", "giliran-kiosk"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_runs_what_install_puts_there(path: Path) -> None:
    service = unit(path)["Service"]
    program, role, *_ = service["ExecStart"].split()
    assert program in {"/usr/local/bin/giliran", "/opt/giliran/app/deploy/session"}
    assert path.stem == f"giliran-{role}"
    assert service["EnvironmentFile"] == f"/etc/giliran/{role}.conf"
    assert "OPTIONS=" in (DEPLOY / "etc" / f"{role}.conf").read_text()
    assert f"u {service['User']}" in (DEPLOY / "sysusers.conf").read_text()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_systemd_finds_no_fault(path: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    # The programs are not installed here; anything that can be executed stands in for them.
    copy = tmp_path / path.name
    copy.write_text(re.sub(r"(?m)^(ExecStart=)\S+", r"\1/bin/sh", path.read_text()))
    command = ["systemd-analyze", "verify", "--man=no", str(copy)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_kiosk_may_have_its_machine_started_again_and_nothing_more(tmp_path: Path) -> None:
    asked = tmp_path / "restart-machine"
    script = DEPLOY / "restart-machine"
    subprocess.run([script], env={"GILIRAN_RESTART": str(asked)}, check=True)
    assert asked.read_bytes() == b""
    watched = unit(RESTART.with_suffix(".path"))["Path"]["PathExists"]
    assert watched in script.read_text()
    assert unit(RESTART)["Service"]["ExecStartPre"] == f"/bin/rm -f {watched}"
    folder = unit(DEPLOY / "systemd" / "giliran-kiosk.service")["Service"]["RuntimeDirectory"]
    assert Path(watched).parent.name == folder
    assert "deploy/restart-machine" in (DEPLOY / "etc" / "kiosk.conf").read_text()


def test_whoever_sets_up_a_kiosk_reads_what_its_headphones_need() -> None:
    pages = ("deploy/etc/kiosk.conf", "docs/deploying.md", "docs/id/pemasangan.md")
    assert all("--headphones" in (ROOT / page).read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    ("role", "console", "leaves"),
    [("kiosk", "", False), ("kiosk", "yes", True), ("display", "", True), ("display", "no", False)],
)
def test_a_kiosk_has_no_way_to_a_login_unless_it_is_said(
    tmp_path: Path, role: str, console: str, leaves: bool
) -> None:
    said = tmp_path / "said"
    cage = tmp_path / "cage"
    cage.write_text(f'#!/bin/sh\necho "$*" >{said}\n')
    cage.chmod(0o755)
    places = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GILIRAN_COMMAND": "/bin/true"}
    env = places | ({"CONSOLE": console} if console else {})
    subprocess.run([DEPLOY / "session", role], env=env, check=True)
    assert said.read_text().startswith("-s -- " if leaves else "-- ")


def test_the_hub_is_not_started_again_when_that_mends_nothing() -> None:
    service = unit(DEPLOY / "systemd" / "giliran-hub.service")["Service"]
    codes = {ExitCode.USAGE, ExitCode.SETUP_MISSING, ExitCode.REFUSED, ExitCode.DAMAGED}
    assert {int(code) for code in service["RestartPreventExitStatus"].split()} == codes


def test_every_exit_code_is_documented() -> None:
    said = (ROOT / "docs" / "installing.md").read_text()
    assert [code for code in ExitCode if f"| {code} |" not in said] == []


@pytest.mark.parametrize(
    "arguments", [[], ["tv"], ["--token"], ["kiosk", "display"], ["--token", "/nowhere", "hub"]]
)
def test_install_refuses_what_it_does_not_understand(arguments: list[str]) -> None:
    """All of these end before anything is touched, for root as well."""
    done = subprocess.run(
        [DEPLOY / "install", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr != ""


def test_the_session_refuses_what_it_does_not_know() -> None:
    done = subprocess.run(
        [DEPLOY / "session", "kiosk"], env={"SESSION": "tv"}, capture_output=True, check=False
    )
    assert done.returncode == ExitCode.USAGE
    assert b"it can be cage or x" in done.stderr


def test_both_pages_explain_the_same_commands() -> None:
    pattern = re.compile(r"(?m)^((?:sudo )?(?:deploy/install|(?:-u giliran-hub )?giliran) \S+)")
    english = pattern.findall((ROOT / "docs" / "deploying.md").read_text())
    indonesian = pattern.findall((ROOT / "docs" / "id" / "pemasangan.md").read_text())
    assert english == indonesian
    assert len(english) >= 6

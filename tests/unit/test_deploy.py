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
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


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

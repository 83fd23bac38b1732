"""deploy/: how little the services may do, by systemd's own measure, and the firewall's example."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shared.cli.environment import ROOT

DEPLOY = ROOT / "deploy"
MOST = {"hub": 1.1, "kiosk": 1.9, "display": 1.9, "restart": 1.1}
"""Exposure by systemd 252, from 0 (none) to 10; docs/security.md names these figures."""
ALL = ("CapabilityBoundingSet", "NoNewPrivileges", "ProtectSystem", "SystemCallFilter", "UMask")


def lines(role: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / f"giliran-{role}.service").read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals:
            said.setdefault(name, []).append(value)
    return said


@pytest.mark.parametrize("role", MOST)
def test_a_service_may_do_no_more_than_its_work(role: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    unit = DEPLOY / "systemd" / f"giliran-{role}.service"
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    found = re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert found is not None, told.stdout + told.stderr
    assert float(found[1]) <= MOST[role]


@pytest.mark.parametrize("role", MOST)
def test_every_service_is_fenced_in(role: str) -> None:
    said = lines(role)
    assert [name for name in ALL if name not in said] == []
    assert said["ProtectSystem"] == ["strict"]
    assert role == "restart" or said["User"] != ["root"]


@pytest.mark.parametrize("role", ["hub", "kiosk", "display"])
def test_a_service_that_goes_mute_is_started_anew(role: str) -> None:
    said = lines(role)
    assert said["Type"] == ["notify"]
    assert said["NotifyAccess"] == ["main"], "a login's other processes would not be heard anyway"
    assert int(said["WatchdogSec"][0]) <= 30
    assert said["Restart"][0] in {"always", "on-failure"}
    assert said["LimitCORE"] == ["0"], "what is in its memory belongs in no file"


def test_memory_is_limited_where_it_is_counted() -> None:
    """A screen's session is a login of its own, so its user's slice has the limit."""
    assert "MemoryMax" in lines("hub")
    assert "MemoryMax=" in (DEPLOY / "system" / "user-slice.conf").read_text()
    assert "user-.slice.d/giliran.conf" in (DEPLOY / "install").read_text()


def test_install_puts_every_file_of_the_lock_down_somewhere() -> None:
    script = (DEPLOY / "install").read_text()
    names = [path.name for path in (DEPLOY / "system").iterdir()]
    assert [name for name in names if f"put {name} /etc/" not in script] == []
    assert "giliran-usb-allowed" in (DEPLOY / "61-giliran-usb.rules").read_text()
    assert 'deploy/usb-allowed" /usr/lib/udev/giliran-usb-allowed' in script


def test_no_key_leads_out_of_a_kiosk() -> None:
    said = {path.name: path.read_text() for path in (DEPLOY / "system").iterdir()}
    assert re.search(r"(?m)^kernel.sysrq = 0$", said["sysctl.conf"])
    assert re.search(r"(?m)^NAutoVTs=0$", said["logind.conf"])
    assert re.search(r"(?m)^CtrlAltDelBurstAction=none$", said["systemd.conf"])
    assert re.search(r'Option "DontVTSwitch" "true"', said["xorg.conf"])
    assert "mask --quiet ctrl-alt-del.target" in (DEPLOY / "install").read_text()


def test_the_firewall_is_understood() -> None:
    nft = shutil.which("nft", path="/usr/sbin:/sbin:/usr/bin")
    if nft is None:
        pytest.skip("nft is not on this machine")
    checked = subprocess.run(
        [nft, "-c", "-f", str(DEPLOY / "nftables.conf")],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    if "Operation not permitted" in checked.stderr:
        pytest.skip("nft may not be asked by this user")
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    "script", ["install", "session", "usb-list", "usb-allowed", "restart-machine"]
)
def test_every_script_is_sound_shell(script: str) -> None:
    checked = subprocess.run(
        ["sh", "-n", Path(DEPLOY, script)], capture_output=True, check=False, timeout=30
    )
    assert checked.stderr == b""

"""USB on a kiosk: what is not listed stays off. Real udev, a machine by umockdev."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shared.cli.environment import ROOT

DEPLOY = ROOT / "deploy"
RULES = DEPLOY / "61-giliran-usb.rules"
LIST = """
# comment
0c2e:0b61 scanner  # a code scanner
04d9:1702 keypad port=1-3
04b8:0e15 printer serial=A1
0eef:0001 touchscreen
1a40:0101 hub"""
PARTS = {"1-2": "030101", "1-3": "030101", "1-4": "070102", "1-5": "030000", "1-6": "080650"}


class Machine:
    """A /sys with devices in it, and the list of what is allowed."""

    def __init__(self, folder: Path) -> None:
        self.devices = folder / "sys" / "bus" / "usb" / "devices"
        self.devices.mkdir(parents=True)
        self.list = folder / "usb.allow"
        self.env = {
            "PATH": os.environ["PATH"],
            "GILIRAN_SYSFS": str(folder / "sys"),
            "GILIRAN_USB_ALLOW": str(self.list),
        }
        (self.devices / "usb1").mkdir()
        (self.devices / "usb1" / "authorized_default").write_text("1")
        (self.devices / "usb1" / "idVendor").write_text("1d6b\n")

    def plug(self, port: str, device: str, part: str, **more: str) -> Path:
        place = self.devices / port
        place.mkdir()
        vendor, _, product = device.partition(":")
        facts = {"idVendor": vendor, "idProduct": product, "bDeviceClass": "00", "authorized": "1"}
        for name, value in (facts | more).items():
            (place / name).write_text(f"{value}\n")
        self.part(place, 0, part)
        return place

    def part(self, place: Path, n: int, digits: str) -> None:
        """One of a device's interfaces: its class, subclass and protocol."""
        interface = place / f"{place.name}:1.{n}"
        interface.mkdir()
        for name, two in zip(("Class", "SubClass", "Protocol"), re.findall("..", digits)):  # noqa: B905
            (interface / f"bInterface{name}").write_text(f"{two}\n")

    def allowed(self, place: Path) -> str:
        """The kind, or nothing."""
        return self.run("usb-allowed", str(place)).stdout.strip()

    def run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [DEPLOY / program, *words], env=self.env, capture_output=True, text=True, check=False
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.list.write_text(LIST)
    return made


@pytest.mark.parametrize(
    ("port", "device", "part", "serial", "device_is", "part_is"),
    [
        ("1-2", "0c2e:0b61", "030101", "", "scanner", "scanner"),
        ("1-2", "0c2e:0b62", "030101", "", "", ""),
        ("1-3", "04d9:1702", "030101", "", "keypad", "keypad"),
        ("1-4", "04d9:1702", "030101", "", "", ""),  # in another socket
        ("1-2", "0c2e:0b61", "080650", "", "scanner", ""),  # a disk inside a scanner
        ("1-2", "04b8:0e15", "070102", "A1", "printer", "printer"),
        ("1-2", "04b8:0e15", "070102", "A2", "", ""),
        ("1-2", "04b8:0e15", "030101", "A1", "printer", ""),  # a printer that types
        ("1-2", "0eef:0001", "030000", "", "touchscreen", "touchscreen"),
        ("1-2", "0eef:0001", "030101", "", "touchscreen", ""),
        ("1-2", "1a40:0101", "090000", "", "hub", "hub"),  # the last line ends without a new one
    ],
)
def test_what_is_listed_may_be_used_and_only_as_what_it_is(  # noqa: PLR0917
    machine: Machine, port: str, device: str, part: str, serial: str, device_is: str, part_is: str
) -> None:
    place = machine.plug(port, device, part, **({"serial": serial} if serial else {}))
    said = machine.allowed(place), machine.allowed(place / f"{port}:1.0")
    assert said == (device_is, part_is)


def test_the_list_begins_with_what_is_plugged_in(machine: Machine) -> None:
    machine.list.unlink()
    screen = machine.plug("1-2", "0eef:0002", "030000", product="Touch $(reboot) 2")
    machine.plug("1-4", "04b8:0e15", "070102")
    done = machine.run("usb-list", "lock")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in machine.list.read_text().splitlines() if line[0] != "#"]
    assert lines[0] == "0eef:0002 touchscreen  # Touch reboot 2"
    assert lines[1].startswith("04b8:0e15 printer")
    assert (machine.devices / "usb1" / "authorized_default").read_text() == "0\n"
    stick = machine.plug("1-6", "dead:beef", "080650")
    assert (machine.allowed(screen), machine.allowed(stick)) == ("touchscreen", "")
    shown = machine.run("usb-list").stdout
    assert re.search(r"1-6 +dead:beef +- ", shown)
    assert re.search(r"1-4 +04b8:0e15 +printer ", shown)
    assert machine.run("usb-list", "lock").returncode == 2, "it is there already"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (("030101",), "keypad"),
        (("030000", "030101"), "keypad"),
        (("030101", "080650"), "keypad"),
        (("080650",), "any"),
        (("e00101",), "any"),
    ],
)
def test_what_types_or_may_be_anything_is_left_to_a_person(
    machine: Machine, parts: tuple[str, ...], kind: str
) -> None:
    """A technician's own keyboard, one with a disk in it, a stick, Bluetooth."""
    machine.list.unlink()
    place = machine.plug("1-2", "04d9:1702", parts[0], product="Thing")
    for n, part in enumerate(parts[1:], start=1):
        machine.part(place, n, part)
    done = machine.run("usb-list", "lock")
    assert f"usb-list allow 1-2 {kind} here" in done.stderr
    assert machine.list.read_text().endswith(f"# 04d9:1702 {kind}  # Thing\n")
    assert machine.allowed(place) == ""


def test_a_line_is_written_for_what_somebody_names(machine: Machine) -> None:
    place = machine.plug("1-6", "05f9:2216", "030101", manufacturer="Datalogic")
    assert machine.allowed(place) == ""
    assert machine.run("usb-list", "allow", "1-6", "scanner", "here").returncode == 0
    assert machine.list.read_text().endswith("05f9:2216 scanner port=1-6  # Datalogic\n")
    assert machine.allowed(place) == "scanner"
    assert (place / "authorized").read_text() == "1\n"


@pytest.mark.parametrize("words", [("allow",), ("allow", "9-9", "scanner"), ("allow", "1-6", "tv")])
def test_the_command_says_what_it_did_not_understand(
    machine: Machine, words: tuple[str, ...]
) -> None:
    machine.plug("1-6", "05f9:2216", "030101")
    done = machine.run("usb-list", *words)
    assert (done.returncode, done.stderr[:9]) == (2, "usb-list:")


HOST = "/devices/pci0000:00/0000:00:14.0/usb1"
TOOLS = ("umockdev-run", "udevadm", "bwrap")
WRITES = re.compile(r"ATTR '/sys(\S+)/(authorized\w*)' writing '(\d)'")


def described(port: str, device: str, part: str) -> str:
    """A device and its one part, in umockdev's words."""
    vendor, _, product = device.partition(":")
    return f"""
P: {HOST}/{port}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
A: authorized=1
A: idVendor={vendor}
A: idProduct={product}

P: {HOST}/{port}/{port}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: authorized=1
A: bInterfaceClass={part[:2]}
A: bInterfaceSubClass={part[2:4]}
A: bInterfaceProtocol={part[4:]}
"""


@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"needs {', '.join(TOOLS)}"
)
def test_udev_itself_switches_off_what_is_not_listed(tmp_path: Path) -> None:
    host = f"P: {HOST}\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nA: authorized_default=1\n"
    listed = described("1-2", "0c2e:0b61", "030101") + described("1-4", "0eef:0001", "030101")
    (tmp_path / "machine").write_text(host + listed + described("1-6", "dead:beef", "080650"))
    (tmp_path / "rules.d").mkdir()
    shutil.copy(RULES, tmp_path / "rules.d")
    shutil.copytree("/usr/lib/udev", tmp_path / "udev", symlinks=True)
    shutil.copy(DEPLOY / "usb-allowed", tmp_path / "udev" / "giliran-usb-allowed")
    (tmp_path / "usb.allow").write_text(LIST)
    places = ["", "/1-2", "/1-2/1-2:1.0", "/1-4", "/1-4/1-4:1.0", "/1-6", "/1-6/1-6:1.0"]
    done = {place: written(tmp_path, HOST + place) for place in places}
    assert done == {
        "": ("authorized_default", "0"),
        "/1-2": ("authorized", "1"),
        "/1-2/1-2:1.0": ("", ""),
        "/1-4": ("authorized", "1"),
        "/1-4/1-4:1.0": ("authorized", "0"),
        "/1-6": ("authorized", "0"),
        "/1-6/1-6:1.0": ("authorized", "0"),
    }


def written(folder: Path, device: str) -> tuple[str, str]:
    """What udev writes when this device is added: the last attribute and its value."""
    inside = (
        f"exec bwrap --dev-bind / / --tmpfs /etc/udev --bind {folder}/rules.d /etc/udev/rules.d"
        f" --bind {folder}/udev /usr/lib/udev --tmpfs /etc/giliran"
        f" --bind {folder}/usb.allow /etc/giliran/usb.allow"
        ' --bind "$UMOCKDEV_DIR/sys" /sys udevadm test --action=add "$0"'
    )
    done = subprocess.run(
        ["umockdev-run", "-d", folder / "machine", "--", "sh", "-c", inside, f"/sys{device}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    said = done.stdout + done.stderr
    assert "Invalid" not in said, said
    assert RULES.name in said, said
    found = [match for match in WRITES.finditer(said) if match[1] == device]
    return (found[-1][2], found[-1][3]) if found else ("", "")

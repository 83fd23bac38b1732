"""A kiosk on a screen of its own: nobody gets out, and staff get in, with the hub and without."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import pytest

from shared.cli.environment import python
from tests.scenarios.hall import App, Hall
from tests.scenarios.screen import Screen, missing

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

WAYS_OUT = (
    *("alt+F4", "ctrl+q", "ctrl+w", "Escape", "super", "super+d", "alt+Tab", "alt+space"),
    *("ctrl+alt+Delete", "ctrl+alt+BackSpace", "F11", "alt+Return", "Menu", "shift+F10"),
)
START = "Layanan apa yang Anda perlukan?"
CORNER = (9, 9)
STATUS_BUSY = 5
CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    """An XClientMessageEvent, with what Xlib wants behind it."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("pad", ctypes.c_long * 12),
    )


def test_no_way_out_and_a_way_in_for_staff(tmp_path: Path) -> None:
    with Screen(1280, 1024) as screen, Hall(tmp_path, screen.environment) as hall:
        printer = hall.printer()
        options = ("--device", "kiosk-1", "--printer", printer.address)
        kiosk = hall.start("kiosk", *options)
        kiosk.see("heading", text=START, within=30)
        no_way_out(kiosk, screen)
        refused = second(tmp_path / "kiosk", screen)
        assert (refused.returncode, b"another kiosk" in refused.stderr) == (STATUS_BUSY, True)
        with_the_hub(kiosk, screen, hall)
        hall.hub.stop()
        without_the_hub(kiosk, screen)


def no_way_out(kiosk: App, screen: Screen) -> None:
    """Keys, a window manager's request and a third mouse button: the start stands there still."""
    screen.focus(kiosk.player.pid)
    screen.press(*WAYS_OUT)
    screen.click(600, 500, button=3)
    ask_to_close(screen, kiosk.player.pid)
    kiosk.see("heading", text=START)
    assert kiosk.player.running
    width, height = window_size(screen, kiosk.player.pid)
    assert (width, height) == (1280, 1024), "it still fills the screen"


def second(directory: Path, screen: Screen) -> subprocess.CompletedProcess[bytes]:
    """Another kiosk at the same place."""
    command = python("kiosk", "--data", str(directory))
    return subprocess.run(
        command, env=screen.environment, capture_output=True, check=False, timeout=30
    )


def with_the_hub(kiosk: App, screen: Screen, hall: Hall) -> None:
    come_in(kiosk, screen, "1234")
    tap(kiosk, screen, "staff-is-supervisor")
    tap(kiosk, screen, "staff-print")
    kiosk.see("staff-test", text="Garisnya harus utuh", within=20)
    hall.told("KioskTended", act="test-print", officer="supervisor", alone=False)
    tap(kiosk, screen, "staff-paper")
    tap(kiosk, screen, "staff-sure-yes")
    hall.told("KioskTended", act="paper-changed", papers=1)
    tap(kiosk, screen, "staff-leave")
    kiosk.see("heading", text=START)


def without_the_hub(kiosk: App, screen: Screen) -> None:
    """The kiosk itself remembers who was let in."""
    kiosk.see("alone", within=30)
    come_in(kiosk, screen, "4321")
    kiosk.see("staff-word", text="PIN tidak cocok")
    screen.type("1234")
    screen.press("Return")
    kiosk.see("staff-volume", within=20)
    tap(kiosk, screen, "staff-restart")
    tap(kiosk, screen, "staff-sure-yes")
    App(kiosk.player).see("heading", text=START, within=30)
    assert kiosk.player.running, "the same process, begun anew"


def come_in(kiosk: App, screen: Screen, pin: str) -> None:
    screen.click(*CORNER, times=5)
    kiosk.see("staff-pin")
    for digit in pin:
        tap(kiosk, screen, f"staff-key-{digit}")
    tap(kiosk, screen, "staff-enter")


def tap(kiosk: App, screen: Screen, name: str) -> None:
    screen.click(*kiosk.direct(20, where=name)["at"])


def window_of(screen: Screen, pid: int) -> str:
    found = xdotool(screen, "search", "--onlyvisible", "--pid", str(pid))
    return found.split()[-1]


def window_size(screen: Screen, pid: int) -> tuple[int, int]:
    said = xdotool(screen, "getwindowgeometry", "--shell", window_of(screen, pid))
    facts = dict(line.split("=", 1) for line in said.splitlines())
    return int(facts["WIDTH"]), int(facts["HEIGHT"])


def ask_to_close(screen: Screen, pid: int) -> None:
    """As a window manager does when somebody presses its cross (WM_DELETE_WINDOW)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.environment["DISPLAY"].encode()))
    protocols, delete = (
        x11.XInternAtom(display, name, False) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    window = int(window_of(screen, pid))
    event = ClientMessage(CLIENT_MESSAGE, 0, 1, None, window, protocols, 32, (delete, 0, 0, 0, 0))
    assert x11.XSendEvent(display, ctypes.c_ulong(window), False, 0, ctypes.byref(event))
    x11.XSync(display, False)
    x11.XCloseDisplay(display)


def xdotool(screen: Screen, *words: str) -> str:
    done = subprocess.run(
        ["xdotool", *words],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    return done.stdout

"""What happens in the supervisor's view before somebody looks: for pictures and for tests."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files
from typing import Any

import msgspec
from PySide6.QtCore import Qt

from counter.information.scenes import Script, enter, furnished, morning, strike, write
from counter.queue import moment_text
from counter.sitting.sitting import Place
from counter.studio import Terminal
from shared.domain.ids import MINUTE
from shared.protocol.views import DeviceTrouble, ZonePresence


def hall(terminal: Terminal) -> None:
    """The whole building at work: long lines, an idle counter, a zone without anybody."""
    morning(terminal)
    with terminal.hall.at_once():
        fill(terminal)
    terminal.settle()


def fill(terminal: Terminal) -> None:
    at = terminal.hall
    for place, code in enumerate(("PASPOR-BARU", "PASPOR-GANTI", "SIM-A", "SIM-PANJANG")):
        if code in at.services:
            at.arrive(f"J-{101 + place}", code, 41 - 6 * place)
    for place, minutes in enumerate((47, 33, 18, 12, 7)):
        at.arrive(f"D-{120 + place}", "OSS-NIB", minutes)
    for counter in ("6", "7", "13", "22", "28", "36"):
        at.change_counter(counter, state="open", officer=f"officer-{counter}")
    at.change_counter("22", state="paused", officer="officer-22", reason="rapat")
    called = moment_text(at.now() - MINUTE)
    at.change("t-A-012", state="called", counter="2", calls=1, called_at=called)
    at.change_counter("2", ticket="t-A-012")
    at.change_counter("3", since=moment_text(at.now() - 14 * MINUTE))
    at.change_counter("6", helps=["SKCK-BARU"])
    at.put(ZonePresence(zone="merah", displays=0, voices=0))


def supervisor(terminal: Terminal) -> None:
    hall(terminal)
    enter(terminal, Place.SUPERVISOR, "hadi")
    terminal.pass_time(6 * MINUTE)


def quiet(terminal: Terminal) -> None:
    furnished(terminal)
    enter(terminal, Place.SUPERVISOR, "hadi")


def looked_at(zone_steps: int, after: Script = supervisor) -> Script:
    """The arrows to another zone."""

    def script(terminal: Terminal) -> None:
        after(terminal)
        strike(terminal, *[Qt.Key.Key_Right] * zone_steps)

    return script


def sound(terminal: Terminal) -> None:
    """How loud a zone is to be, whose TV is there."""
    hall(terminal)
    _with_tvs(terminal)
    enter(terminal, Place.SUPERVISOR, "hadi")
    terminal.pass_time(6 * MINUTE)
    strike(terminal, Qt.Key.Key_2)


def screens(terminal: Terminal) -> None:
    """What the TVs show: one is off, one has been seen lately, one stands in for another."""
    supervisor(terminal)
    hall = terminal.hall
    for tv in _with_tvs(terminal):
        pictured = {} if tv == "tv-putih" else {"picture": seen_on(tv)}
        hall.rooms.screens[tv] = {"connected": True, "age": 900, **pictured}
    hall.rooms.screens["tv-merah"] |= {"connected": False, "age": 3 * MINUTE}
    hall.rooms.screens["tv-putih"] = {"connected": False}
    hall.put(ZonePresence(zone="merah", displays=0, voices=0, stand_in="tv-toska"))
    hall.put(ZonePresence(zone="putih", displays=0, voices=0))
    terminal.settle()
    strike(terminal, Qt.Key.Key_8)
    terminal.settle()


def _with_tvs(terminal: Terminal) -> list[str]:
    """The TVs of the site stand in the hall; their names."""
    rooms, site = terminal.hall.rooms, terminal.hall.facts().site
    own = site.displays if site is not None else ()
    told: list[dict[str, Any]] = [
        {"id": str(tv.id), "role": "display", "name": tv.name, "zones": [*tv.zones]} for tv in own
    ]
    known = {one["id"] for one in told}
    rooms.devices = [one for one in rooms.devices if one["id"] not in known] + told
    return [str(tv.id) for tv in own]


def seen_on(tv: str) -> str:
    """The small picture of a TV, as the hub hands it on (`display.wall_pictures` draws them)."""
    return b64encode((files("assets") / "wall" / f"{tv}.jpg").read_bytes()).decode()


def outage(terminal: Terminal) -> None:
    """The central system of an office is down, and a TV of the zone is silent."""
    supervisor(terminal)
    strike(terminal, Qt.Key.Key_4)
    write(terminal, "dukcapil")
    strike(terminal, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_1)
    write(terminal, "11.00")
    strike(terminal, Qt.Key.Key_Return)
    terminal.hall.report(
        DeviceTrouble(
            device="tv-biru", role="display", name="TV Zona Biru", code="no-sound", zones=["biru"]
        )
    )
    terminal.settle()


def until(terminal: Terminal) -> None:
    """When is it back?"""
    supervisor(terminal)
    strike(terminal, Qt.Key.Key_4)
    write(terminal, "dukcapil")
    strike(terminal, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_1)


def until_tomorrow(terminal: Terminal) -> None:
    """The time that is typed is over for today."""
    until(terminal)
    write(terminal, "8.00")


def closed_until_tomorrow(terminal: Terminal) -> None:
    until_tomorrow(terminal)
    strike(terminal, Qt.Key.Key_Return)


def over(terminal: Terminal) -> None:
    """One that is done is looked for."""
    supervisor(terminal)
    hall = terminal.hall
    done = hall.arrive("A-004", "KTP-BARU", 74)
    ended = moment_text(hall.now() - 38 * MINUTE)
    gone = msgspec.structs.replace(
        done,
        state="done",
        counter="3",
        calls=1,
        called_at=moment_text(hall.now() - 50 * MINUTE),
        ended_at=ended,
        note="A-004: 22 + 0 = 22; A-005: 19",
    )
    del hall.tickets["t-A-004"]
    hall.rooms.over.append(gone)
    strike(terminal, Qt.Key.Key_6)
    write(terminal, "a-004")


def from_counter(terminal: Terminal) -> None:
    """A supervisor who sits at a counter looks at the hall."""
    hall(terminal)
    terminal.hall.rooms.roles["officer-5"] = "supervisor"
    terminal.sign_on()
    strike(terminal, Qt.Key.Key_F6)

"""What happens at the information desk before somebody looks: for pictures and for tests."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.queue import moment_text
from counter.sitting.sitting import Place
from counter.studio import Terminal
from shared.domain.ids import MINUTE, SECOND
from shared.protocol.views import DeviceTrouble, ZonePresence

Script = Callable[[Terminal], None]

KIOSKS = ("kiosk-1", "kiosk-2")
DEVICES = [
    {"id": "kiosk-1", "role": "kiosk", "name": "Kiosk Pintu Utama", "connected": True},
    {"id": "kiosk-2", "role": "kiosk", "name": "Kiosk Lobi Timur", "connected": True},
    {"id": "tv-biru", "role": "display", "name": "TV Zona Biru", "zones": ["biru"], "volume": 80},
]


def enter(terminal: Terminal, place: Place, officer: str) -> None:
    """Signs in without a counter."""
    terminal.model.sign_on_card.goTo(place)
    terminal.model.sign_on_card.officer_field.type(officer)
    terminal.model.office_rooms.signIn("1234")
    terminal.settle()
    terminal.pass_time(SECOND)


def furnished(terminal: Terminal) -> None:
    """Who may work here, and which devices there are."""
    hall = terminal.hall
    hall.officers = [
        {"id": "rina", "name": "Rina Oktaviani", "here": False},
        {"id": "hadi", "name": "Drs. Hadi Purnomo", "here": False},
        {"id": "officer-5", "name": "Bambang Wijaya Kusuma", "here": True},
    ]
    hall.rooms.roles |= {"rina": "desk", "hadi": "supervisor"}
    hall.rooms.devices = list(DEVICES)
    terminal.model.sign_on_card.begin()
    terminal.settle()


def morning(terminal: Terminal) -> None:
    """A full morning: tickets of all kinds, from both kiosks."""
    furnished(terminal)
    with terminal.hall.at_once():
        take_in(terminal)
    terminal.settle()


def take_in(terminal: Terminal) -> None:
    hall = terminal.hall
    for counter in ("1", "2", "5", "11", "12", "21", "27"):
        hall.change_counter(counter, state="open", officer=f"officer-{counter}")
    hall.change_counter("3", state="paused", officer="officer-3", reason="ibadah")
    services = ("KTP-BARU", "KTP-CETAK", "KK-BARU", "KTP-UBAH", "KTP-CETAK", "KIA-BARU")
    for place, minutes in enumerate((52, 44, 38, 31, 29, 24, 19, 15, 11, 8, 5, 2)):
        hall.arrive(
            f"A-{8 + place:03}",
            services[place % len(services)],
            minutes,
            kiosk=KIOSKS[place % 2],
            printed=True,
            check="7K2M",
        )
    hall.change("t-A-008", state="serving", counter="1", started_at=moment_text(hall.now()))
    hall.change_counter("1", ticket="t-A-008")
    missed = moment_text(hall.now() - 17 * MINUTE)
    hall.change("t-A-009", state="no-show", counter="2", missed_at=missed, calls=2)
    hall.change("t-A-011", group="lansia", priority=True, head_start=30, assist=["kursi-roda"])
    hall.change("t-A-013", people=3, language="en")
    hall.arrive("P-101", "SKCK-BARU", 22, kiosk=KIOSKS[1], printed=True)
    hall.arrive("D-118", "SIP-NAKES", 36, kiosk=KIOSKS[0], printed=True)


def desk(terminal: Terminal) -> None:
    """The desk as it stands all morning: nothing is looked for."""
    morning(terminal)
    enter(terminal, Place.DESK, "rina")


def empty(terminal: Terminal) -> None:
    furnished(terminal)
    enter(terminal, Place.DESK, "rina")


def typed(text: str, after: Script = desk) -> Script:
    def script(terminal: Terminal) -> None:
        after(terminal)
        write(terminal, text)

    return script


def write(terminal: Terminal, text: str) -> None:
    """Letters, digits, dots and blanks from the keyboard."""
    for letter in text:
        QTest.keyClick(terminal.window, letter)  # type: ignore[call-overload]
    terminal.settle()


def strike(terminal: Terminal, *keys: Qt.Key) -> None:
    """Keys one after another, none of which is the second half of a double press."""
    for key in keys:
        terminal.steady += SECOND
        QTest.keyClick(terminal.window, key)
        terminal.settle()


def found(terminal: Terminal) -> None:
    """ "Around a quarter past nine, for an identity card"; armed."""
    desk(terminal)
    terminal.pass_time(2 * MINUTE)
    write(terminal, "jam sembilan kurang seperempat ktp")


def armed(terminal: Terminal) -> None:
    found(terminal)
    strike(terminal, Qt.Key.Key_Return)


def priority_card(terminal: Terminal) -> None:
    """One with priority and assistance, and a note."""
    desk(terminal)
    terminal.hall.rooms.notes["t-A-011"] = [
        {
            "at": terminal.hall.tickets["t-A-011"].issued_at,
            "name": "Siti Rahayu",
            "text": "Menunggu di kursi dekat pintu, perlu diantar.",
        }
    ]
    terminal.hall.change("t-A-011", notes=1)
    write(terminal, "a-011")
    strike(terminal, Qt.Key.Key_Return)
    terminal.settle()


def alarms(terminal: Terminal) -> None:
    """Papers that did not come out, a wheelchair that is called, a zone without a voice."""
    desk(terminal)
    hall = terminal.hall
    for number in ("A-017", "A-018"):
        hall.change(f"t-{number}", printed=False, reprint_wanted=True)
    called = moment_text(hall.now())
    hall.change("t-A-011", state="called", counter="2", calls=1, calls_here=1, called_at=called)
    hall.put(ZonePresence(zone="biru", displays=1, voices=0))
    hall.report(
        DeviceTrouble(device="kiosk-2", role="kiosk", name="Kiosk Lobi Timur", code="paper-out"),
        DeviceTrouble(
            device="tv-biru", role="display", name="TV Zona Biru", code="no-sound", zones=["biru"]
        ),
    )
    terminal.settle()


def guarded(terminal: Terminal) -> None:
    """Somebody tries PINs at the terminal with the longest name, and the past was changed."""
    desk(terminal)
    terminal.hall.report(
        DeviceTrouble(
            device="hub",
            role="hub",
            code="pins-tried",
            part="Terminal Loket 14 Dinas Kependudukan dan Pencatatan Sipil",
        ),
        DeviceTrouble(device="hub", role="hub", code="past-doubted"),
    )
    terminal.settle()
    strike(terminal, Qt.Key.Key_F4)
    terminal.settle()


def keys(after: Script, *pressed: Qt.Key, text: str = "") -> Script:
    """Some keys, and then perhaps something typed."""

    def script(terminal: Terminal) -> None:
        after(terminal)
        strike(terminal, *pressed)
        write(terminal, text)

    return script


def missed(terminal: Terminal) -> None:
    desk(terminal)
    write(terminal, "a-009")
    strike(terminal, Qt.Key.Key_Return)


def given(terminal: Terminal, *, begun: bool = False) -> None:
    """A number was given: where is it printed? `begun`: somebody sits here already."""
    if not begun:
        desk(terminal)
    strike(terminal, Qt.Key.Key_F2)
    write(terminal, "bikin ktp")
    strike(terminal, *[Qt.Key.Key_Return] * 3)


def over(terminal: Terminal) -> None:
    """Done an hour ago, and asked about by its visitor."""
    desk(terminal)
    hall = terminal.hall
    done = hall.arrive("A-004", "KTP-BARU", 74, kiosk=KIOSKS[0], printed=True, check="9QX4")
    called, ended = hall.now() - 52 * MINUTE, hall.now() - 38 * MINUTE
    gone = msgspec.structs.replace(
        done,
        state="done",
        counter="3",
        calls=2,
        called_at=moment_text(called),
        started_at=moment_text(called + 2 * MINUTE),
        ended_at=moment_text(ended),
        result="incomplete",
        note="A-004: 22 + 0 = 22; A-005: 19",
    )
    hall.rooms.over.append(gone)
    hall.change("t-A-004", state="done")
    del hall.tickets["t-A-004"]
    write(terminal, "a-004")
    strike(terminal, Qt.Key.Key_Return)


def on_hold(terminal: Terminal) -> None:
    """Back earlier than promised: its counter is closed, and the desk brings it back."""
    desk(terminal)
    until = moment_text(terminal.hall.now() + 12 * MINUTE)
    terminal.hall.change("t-A-012", state="held", counter="3", held_until=until, calls=1)
    write(terminal, "a-012")
    strike(terminal, Qt.Key.Key_Return)


def left_for_tomorrow(terminal: Terminal) -> None:
    """Taken today, and its service has no counter any more."""
    desk(terminal)
    terminal.hall.change("t-A-012", state="postponed", counters=[], kiosk="")
    write(terminal, "a-012")
    strike(terminal, Qt.Key.Key_Return)


def emergency(terminal: Terminal) -> None:
    """The number on a paper of a kiosk that is cut off: nobody knows it yet."""
    desk(terminal)
    write(terminal, "a-985")


def own_printer(terminal: Terminal) -> None:
    """A desk with a printer of its own, which comes first."""
    armed(terminal)
    terminal.hall.rooms.devices.append(
        {"id": "kiosk-meja", "role": "kiosk", "name": "Printer Meja Informasi", "connected": True}
    )
    room = terminal.model.office_rooms.information
    room.kit.memory.keep(printer="kiosk-meja")
    room.devices.forget()
    terminal.pass_time(SECOND)
    strike(terminal, Qt.Key.Key_1)


def away(terminal: Terminal) -> None:
    found(terminal)
    terminal.hall.lose_line()
    terminal.settle()
    strike(terminal, Qt.Key.Key_F9)


def longest(terminal: Terminal) -> None:
    """The longest service name of the sample site, with everything that may stand there."""
    priority = {"group": "disabilitas", "priority": True, "head_start": 30}
    desk(terminal)
    terminal.hall.change(
        "t-D-118",
        **priority,
        assist=["kursi-roda", "dibacakan", "tidak-melihat"],
        people=3,
        language="en",
        printed=False,
        half_printed=True,
        reprint_wanted=True,
        reprint_at="kiosk-2",
    )
    write(terminal, "izin praktik")

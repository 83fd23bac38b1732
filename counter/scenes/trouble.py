"""What is wrong in the hall, and what a supervisor writes."""

from __future__ import annotations

from counter.scenes.desk import crowd, spoken
from counter.studio import Terminal
from counter.troubles import MESSAGE
from shared.protocol.views import DeviceTrouble


def low_paper(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.hall.report(
        DeviceTrouble(device="kiosk-1", role="kiosk", name="Kiosk 1", code="paper-near-end")
    )
    terminal.settle()


def troubles(terminal: Terminal) -> None:
    """The longest that may stand there, at a TV of this zone, and more."""
    low_paper(terminal)
    terminal.hall.report(
        DeviceTrouble(device="hub", role="hub", code="clock-ahead", part="60"),
        DeviceTrouble(
            device="tv-1", role="display", name="TV Lantai 1 Timur", code="no-sound", zones=["biru"]
        ),
    )
    terminal.settle()


def two_troubles(terminal: Terminal) -> None:
    """A paper that the hub will never take, of the kiosk with the longest name."""
    spoken(terminal)
    kiosk = {"device": "kiosk-1", "role": "kiosk", "name": "Anjungan Lobi Utama Lantai 1 Barat"}
    terminal.hall.report(
        DeviceTrouble(**kiosk, code="paper-refused", part="A-984"),  # type: ignore[arg-type]
        DeviceTrouble(**kiosk, code="paper-out", part="2"),  # type: ignore[arg-type]
    )
    terminal.settle()


def message(terminal: Terminal) -> None:
    """A supervisor has written to this counter while a TV of its zone is silent."""
    crowd(terminal)
    terminal.hall.report(
        DeviceTrouble(
            device="m-1",
            role="counter",
            name="Pengawas",
            code=MESSAGE,
            part="Tolong bantu loket 14 sampai pukul 11",
        ),
        DeviceTrouble(
            device="tv-1", role="display", name="TV Lantai 1", code="no-sound", zones=["biru"]
        ),
    )
    terminal.settle()


def cut_off(terminal: Terminal) -> None:
    """The kiosk with the longest name is missing, and a TV of this zone."""
    spoken(terminal)
    report_cut_off(terminal)


def report_cut_off(terminal: Terminal) -> None:
    kiosk = {"device": "kiosk-1", "role": "kiosk", "name": "Anjungan Lobi Utama Lantai 1 Barat"}
    tv = {"device": "tv-1", "role": "display", "name": "TV Lantai 1 Timur", "zones": ["biru"]}
    terminal.hall.report(
        DeviceTrouble(**kiosk, code="kiosk-away"),  # type: ignore[arg-type]
        DeviceTrouble(**tv, code="display-away"),  # type: ignore[arg-type]
    )
    terminal.settle()

"""TVs as processes at a real hub: one dies and another stands in, a counter's own panel, and the
site's colours put on while everything runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from shared.cli.environment import without_screen
from shared.hub.stand_ins import GRACE_SECONDS
from shared.protocol.messages import DEAD_SECONDS
from tests.scenarios.hall import App, Hall
from tests.scenarios.passing import Passing

pytestmark = [pytest.mark.long, pytest.mark.timeout(150)]

COUNTER, SERVICE = "1", "KTP-BARU"
TV = ("--windowed", "1280x720", "--no-voice")
LOGO = (
    "<svg viewBox='0 0 60 20'><path d='M0 0h60v20H0z' fill='#b3005e'/>"
    "<path d='M5 5h10v10H5z' fill='#ffffff'/></svg>"
)
OWN = {
    "colours": {
        "kiosk": {"background": "#f3e8ff"},
        "tv": {"background": "#14002b"},
        "desk": {"background": "#ffe9d6"},
    },
    "logo": LOGO,
}
"""Colours that no screen has by itself."""
LOOK_S = 0.2


@pytest.fixture
def hall(tmp_path: Path, passing: Passing) -> Iterator[Hall]:
    """In the morning: before it opens, and in its break, its TVs say so, and no more."""
    with Hall(tmp_path, without_screen()) as running:
        yield running


def call(hall: Hall) -> str:
    """Somebody takes a ticket and is called at once; the number."""
    number = str(hall.hub.take(SERVICE)["number"])
    assert hall.hub.at(COUNTER, "call-next").status_code == 200
    return number


def load(hall: Hall, **changes: Any) -> Any:
    site = hall.hub.get("/api/v1/site")["site"]
    return hall.hub.request("PUT", "/api/v1/site", site | changes)


def test_a_named_tv_stands_in_for_one_that_dies(hall: Hall) -> None:
    hall.hub.open(COUNTER)
    blue = hall.start("display", "--device", "tv-biru", *TV, name="blue")
    green = hall.start("display", "--device", "tv-hijau", *TV, name="green")
    blue.see("clock", within=20)
    green.see("clock", within=20)
    first = call(hall)
    blue.see("number", first)
    green.gone("callZone")
    hall.hub.at(COUNTER, "start")
    hall.hub.at(COUNTER, "finish")
    blue.kill()
    died = time.monotonic()
    green.see("Zona Biru", within=DEAD_SECONDS + GRACE_SECONDS + 10)
    assert time.monotonic() - died < DEAD_SECONDS + GRACE_SECONDS + 5
    second = call(hall)
    assert green.see("number", second) == second
    assert green.see("callZone") == "Zona Biru"
    assert green.see("rowZone") == "Zona Biru"
    ticket = next(one.body["ticket"] for one in hall.journal("TicketCalled")[-1:])
    hall.told("CallShown", ticket=ticket, display="tv-hijau")
    hall.start("display", "--device", "tv-biru", *TV, name="blue").see("number", second)
    green.gone("callZone")


def test_the_panel_of_a_counter_follows_it(hall: Hall) -> None:
    door = {"id": "door", "name": "Panel 1", "zones": ["biru"], "layout": "door"}
    displays = hall.hub.get("/api/v1/site")["site"]["displays"]
    load(hall, displays=[*displays, door | {"counter": COUNTER}])
    panel = hall.start("display", "--device", "door", *TV)
    assert panel.see("doorCounter", within=20) == COUNTER
    panel.see("title", "utup")  # on a Sunday the whole hall is
    hall.hub.open(COUNTER)
    panel.see("title", "Nomor berikutnya")
    number = call(hall)
    assert panel.see("doorNumber", number) == number
    panel.see("doorState", "Silakan ke loket ini")
    hall.hub.at(COUNTER, "start")
    panel.see("doorState", "Sedang dilayani")
    hall.hub.at(COUNTER, "finish")
    panel.see("title", "Nomor berikutnya")
    hall.hub.at(COUNTER, "pause", {"reason": "istirahat"})
    panel.see("title", "Loket ini jeda")
    hall.hub.open(COUNTER)
    panel.see("title", "Nomor berikutnya")


def test_the_sites_colours_are_put_on_while_all_three_run(hall: Hall, tmp_path: Path) -> None:
    apps = {
        "kiosk": hall.start("kiosk", "--device", "kiosk-1", "--windowed", "1920x1080"),
        "tv": hall.start("display", "--device", "tv-biru", *TV),
        "desk": hall.start("counter", "--counter", COUNTER, "--windowed", "1366x768"),
    }
    apps["kiosk"].see(f"service-{SERVICE}", within=20)
    apps["tv"].see("clock", within=20)
    apps["desk"].see("signOn", within=20)
    refused = load(hall, theme={"colours": {"tv": {"inkSoft": "#9fb0bd"}}})
    assert refused.status_code == 422
    (finding, *_) = refused.json()["extra"]["findings"]
    assert "theme.colours.tv.inkSoft" in finding["where"]
    assert "12:1 is the least" in finding["what"]
    assert load(hall, theme=OWN).status_code == 200
    for look, app in apps.items():
        colour = OWN["colours"][look]["background"]  # type: ignore[index]
        file = tmp_path / f"{look}.png"
        worn(app, file, QColor(colour))
        assert share(QImage(str(file)), QColor("#b3005e")) > 0, f"{look} has no logo"


def worn(app: App, file: Path, colour: QColor) -> None:
    """Waits until the app is drawn in this colour."""
    ends = time.monotonic() + 20
    while True:
        app.direct(shot=str(file))
        if share(QImage(str(file)), colour) > 0.05:
            return
        assert time.monotonic() < ends, f"{file.stem} is not in {colour.name()}"
        time.sleep(LOOK_S)


def share(picture: QImage, colour: QColor) -> float:
    """The part of a picture that has a colour, by every fourth pixel each way."""
    places = [(x, y) for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)]
    return sum(picture.pixelColor(*place) == colour for place in places) / len(places)

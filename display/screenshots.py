"""Draws every state of the TV into pictures: ``python -m display.screenshots --out DIR``.

With the sample site and a scripted hall; for documentation, and for people who judge by looking.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QImage

from display.app import Display
from display.calls import CallState
from display.dressed import POSTER, THEME, lay_poster, poster_told
from display.facts import Contact, Words
from display.rehearsal import ScriptedHall, ScriptedVoice
from display.zones import ZoneKeeper
from shared.domain.ids import MINUTE, SECOND, Moment, ZoneCode
from shared.domain.site import Playing, Site, text
from shared.link.choice import HubOffer
from shared.link.files.stock import Source, Stock
from shared.protocol.site_file import read_site
from shared.protocol.views import CounterView, DeviceView
from shared.qml import application, draw_into_memory, grab
from shared.qml.pairing_shots import moments

SAMPLE_SITE = Path(__file__).parents[1] / "assets" / "sample_site.json"
FULL_HD = (1920, 1080)
ULTRA_HD = (3840, 2160)
HD = (1280, 720)
PORTRAIT = (1080, 1920)
DOOR_PANEL: dict[str, Any] = {"diagonal": 24, "metres": 5}
ANNOUNCED = Words(
    id="a",
    zones=frozenset({"hijau"}),
    text=(
        "Sistem pusat kependudukan sedang gangguan sampai kira-kira pukul sepuluh. Nomor antrean"
        " Anda tetap berlaku. Silakan menunggu, atau kembali setelah pukul sepuluh. Terima kasih."
    ),
    english=(
        "The civil registry's central system is down until about ten o'clock. Your number stays"
        " valid: please wait, or come back after ten. Thank you."
    ),
)
NOTICE = (
    "Sabtu depan balai tutup karena pemeliharaan listrik. Pengambilan paspor dan SIM dilayani lagi"
    " Senin pukul 08.00 di lantai yang sama. Terima kasih."
)
PLAYED = {
    "id": "Bawa fotokopi KTP? Tidak perlu lagi: petugas membaca data langsung dari sistem.",
    "en": "No photocopy of your identity card needed: officers read the data from the system.",
}
LONG_NAMES = {
    "biru": {"id": "Zona Kepolisian dan Keimigrasian", "en": "Police and Immigration"},
    "hijau": {"id": "Zona Administrasi Kependudukan", "en": "Civil Registration"},
    "kuning": {"id": "Zona Perizinan dan Penanaman Modal", "en": "Permits and Investment"},
}
EVERY_ZONE = ("biru", "hijau", "kuning", "jingga", "ungu", "toska", "merah", "putih")
_FRAMES = 4
_POSTER_S, _LOOK_S, _UNPACKED = 10.0, 0.02, 40
"""A picture is got ready by itself, and unpacked beside the drawing."""

Script = Callable[[ScriptedHall], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: what happened in the hall, on which TV, at what time of day."""

    name: str
    script: Script
    time: str = "09:12"
    zones: tuple[str, ...] = ("hijau",)
    diagonal: float = 55
    metres: float = 10
    size: tuple[int, int] = FULL_HD
    configured: bool = True
    silent: bool = False
    door: str = ""
    """A door panel of this counter."""
    pairing: str = ""
    """A moment of the pairing screen, which stands in front of it."""
    poster: bool = False
    """The playlist's poster has come to it."""


def sample_site() -> Site:
    """The site that comes with the product; without its playlist, which pictures set themselves."""
    return replace(read_site(SAMPLE_SITE.read_text(encoding="utf-8"), toml=False), playlist=())


def moment(site: Site, time: str, date: str = "2026-11-23") -> Moment:
    """A time of day at the site, on a Monday."""
    local = dt.datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=ZoneInfo(site.timezone))
    return Moment(int(local.timestamp()) * SECOND)


def device(site: Site, shot: Shot) -> DeviceView:
    """The TV of the shot, with the arrows that the site gives to its zone's own TV."""
    own = next((one for one in site.displays if set(one.zones) & set(shot.zones)), None)
    return DeviceView(
        id="tv",
        role="display",
        name="TV-7K",
        zones=list(shot.zones) if shot.configured else [],
        settings={
            "arrows": dict(own.arrows) if own else {},
            "diagonal_inches": shot.diagonal,
            "distance_metres": shot.metres,
            "layout": "door" if shot.door else "zones",
            "counter": shot.door or None,
        },
    )


def idle(hall: ScriptedHall) -> None:
    hall.know(voices={"hijau": 1, "biru": 1, "jingga": 1}, waiting=_waiting(hall, 18))


def quiet(hall: ScriptedHall) -> None:
    """Some calls that people are still walking to, none of them new."""
    idle(hall)
    for number, counter in (("S-041", "17"), ("P-102", "11"), ("M-007", "14")):
        hall.call(number, counter, zone="hijau")
        hall.pass_time(11 * SECOND)
        hall.say(number)
    hall.pass_time(20 * SECOND)


def call(hall: ScriptedHall) -> None:
    quiet(hall)
    hall.call("P-103", "12", zone="hijau")


def pulse(hall: ScriptedHall) -> None:
    call(hall)
    hall.pass_time(500)


def still(hall: ScriptedHall) -> None:
    """Spoken and pulsed: the call stands there."""
    call(hall)
    hall.pass_time(9 * SECOND)
    hall.say("P-103")


def six(hall: ScriptedHall) -> None:
    """Six calls within ten seconds; the fourth is being spoken."""
    idle(hall)
    numbers = ("S-041", "P-102", "M-007", "P-103", "S-042", "M-008")
    for number, counter in zip(numbers, ("17", "11", "14", "12", "16", "13"), strict=True):
        hall.call(number, counter, zone="hijau")
        hall.pass_time(1_500)
    hall.say("S-041")


def crowd(hall: ScriptedHall) -> None:
    """More calls than rows, and some missed ones in the footer."""
    idle(hall)
    for place in range(11):
        hall.call(f"P-{150 + place}", str(11 + place % 7), zone="hijau")
        hall.pass_time(5 * SECOND)
        hall.say(f"P-{150 + place}")
    for number in ("P-150", "P-153"):
        hall.answer(number, CallState.NO_SHOW)
    hall.pass_time(10 * SECOND)


def other_floor(hall: ScriptedHall) -> None:
    quiet(hall)
    hall.call("S-043", "23", zone="hijau")


def lost(hall: ScriptedHall) -> None:
    quiet(hall)
    hall.lose_line()
    hall.pass_time(11 * SECOND)


def letters(hall: ScriptedHall) -> None:
    """Letters and figures that begin in a point, a curve or a stem stand on one edge."""
    idle(hall)
    for number, counter in (("T-077", "7"), ("S-041", "10"), ("M-007", "4"), ("A-111", "1")):
        hall.call(number, counter, zone="hijau")
        hall.pass_time(11 * SECOND)
        hall.say(number)


def notice(hall: ScriptedHall) -> None:
    """A notice of the hall's own, as long as it may be."""
    known = hall.facts().site or sample_site()
    hall.know(site=replace(known, notices=({"id": NOTICE},)))
    quiet(hall)
    while hall.now() % MINUTE != 40 * SECOND:
        hall.pass_time(SECOND)


def announcement(hall: ScriptedHall) -> None:
    """A supervisor speaks to the hall, and nobody has just been called."""
    quiet(hall)
    hall.pass_time(3 * MINUTE)
    hall.know(announced=(ANNOUNCED,))


def announcement_beside(hall: ScriptedHall) -> None:
    """The same while a call stands there."""
    still(hall)
    hall.know(announced=(ANNOUNCED,))


def announcement_empty(hall: ScriptedHall) -> None:
    nobody(hall)
    hall.know(announced=(replace(ANNOUNCED, english=""),))


def long_lost(hall: ScriptedHall) -> None:
    lost(hall)
    hall.pass_time(40 * MINUTE)


def searching(hall: ScriptedHall) -> None:
    hall.know(site=None)


def several_hubs(hall: ScriptedHall) -> None:
    offers = (
        HubOffer("a1b2c3d4e5f6", "Mal Pelayanan Publik Banyuwangi", "192.168.1.10:8080"),
        HubOffer("0f9e8d7c6b5a", "Mal Pelayanan Publik Kabupaten Situbondo", "192.168.1.24:8080"),
    )
    tried = offers[1].site
    hall.know(site=None, contact=Contact.CHOOSING, hubs=offers, hub_tried=tried)


def stands_in(hall: ScriptedHall) -> None:
    """The TV of the next zone is dead: its calls stand here, with its name and the way."""
    hall.know(stands_in=("kuning",))
    quiet(hall)
    hall.call("N-061", "19", zone="kuning")
    hall.pass_time(9 * SECOND)
    hall.say("N-061")
    hall.pass_time(2 * SECOND)
    hall.call("T-012", "20", zone="kuning")


def crowd_stands_in(hall: ScriptedHall) -> None:
    hall.know(stands_in=("kuning", "biru"))
    crowd(hall)
    hall.call("A-123", "3", zone="biru")


def long_names(hall: ScriptedHall) -> None:
    """The same where zones are named after what is done there."""
    known = hall.facts().site or sample_site()
    zones = [replace(one, name=LONG_NAMES.get(one.code, one.name)) for one in known.zones]
    hall.know(site=replace(known, zones=tuple(zones)))
    crowd_stands_in(hall)


def door_called(hall: ScriptedHall) -> None:
    idle(hall)
    hall.call("P-103", "12", zone="hijau")
    hall.pass_time(SECOND)


def door_serving(hall: ScriptedHall) -> None:
    door_called(hall)
    hall.pass_time(20 * SECOND)
    hall.answer("P-103")


def door_paused(hall: ScriptedHall) -> None:
    idle(hall)
    back = dt.datetime.fromtimestamp((hall.now() + 15 * MINUTE) / SECOND, dt.UTC)
    hall.know(counters={"12": _counter("12", "paused", back.isoformat())})


def door_closed(hall: ScriptedHall) -> None:
    idle(hall)
    hall.know(counters={"12": _counter("12", "closed")})


def _counter(number: str, state: str, pause_until: str = "") -> CounterView:
    return CounterView(
        id=number,
        label=f"Loket {number}",
        number=int(number),
        zone="hijau",
        services=[],
        state=state,
        pause_until=pause_until,
    )


def nobody(hall: ScriptedHall) -> None:
    hall.know(voices={"hijau": 1})


def beside_notice(hall: ScriptedHall) -> None:
    """Nobody has just been called, and the playlist has a notice."""
    _play(hall, Playing(kind="notice", text=PLAYED))


def beside_waits(hall: ScriptedHall) -> None:
    """How many wait for each service."""
    _play(hall, Playing(kind="waits"))


def beside_longest(hall: ScriptedHall) -> None:
    """The longest names of the sample, in the table."""
    known = sample_site()
    names = sorted(known.services, key=lambda one: -len(text(one.plain or one.name, "id")))
    moved = [replace(one, zone=ZoneCode("hijau")) for one in names[:3]]
    rest = [one for one in known.services if one.zone != "hijau" and one not in names[:3]]
    hall.know(site=replace(known, services=(*moved, *rest)))
    beside_waits(hall)


def beside_lost(hall: ScriptedHall) -> None:
    """The playlist plays on without the hub."""
    beside_notice(hall)
    hall.lose_line()
    hall.pass_time(11 * SECOND)


def beside_picture(hall: ScriptedHall) -> None:
    """A poster of the hall's own."""
    _play(hall, POSTER)
    hall.know(media=(poster_told(),))


def themed(hall: ScriptedHall) -> None:
    """The hall's own colours, and its logo."""
    known = hall.facts().site or sample_site()
    hall.know(site=replace(known, theme=THEME))
    call(hall)


def _play(hall: ScriptedHall, *playlist: Playing) -> None:
    known = hall.facts().site or sample_site()
    own = [one.code for one in known.services if one.zone == "hijau"]
    hall.know(
        site=replace(known, playlist=playlist),
        expected={code: 15 + 20 * place for place, code in enumerate(own)},
    )
    quiet(hall)
    hall.know(waiting={code: max(0, 14 - 3 * place) for place, code in enumerate(own)})
    hall.pass_time(3 * MINUTE)


SHOTS = (
    Shot(name="idle", script=idle),
    Shot(name="quiet", script=quiet),
    Shot(name="call", script=call),
    Shot(name="call-pulse", script=pulse),
    Shot(name="call-still", script=still),
    Shot(name="six", script=six),
    Shot(name="crowd", script=crowd),
    Shot(name="other-floor", script=other_floor),
    Shot(name="early", script=nobody, time="07:40"),
    Shot(name="break", script=nobody, time="12:20"),
    Shot(name="closed", script=nobody, time="17:05"),
    Shot(name="lost", script=lost),
    Shot(name="long-lost", script=long_lost),
    Shot(name="searching", script=searching),
    Shot(name="several-hubs", script=several_hubs),
    Shot(name="pairing", script=searching, pairing="pairing"),
    Shot(name="pairing-wrong", script=searching, pairing="pairing-wrong", size=HD),
    Shot(name="pairing-portrait", script=searching, pairing="pairing", size=PORTRAIT),
    Shot(name="pairing-4k", script=searching, pairing="pairing", size=ULTRA_HD),
    Shot(name="paired", script=searching, pairing="paired"),
    Shot(name="taken-out", script=searching, pairing="taken-out"),
    Shot(name="unconfigured", script=nobody, configured=False),
    Shot(name="two-zones", script=call, zones=("hijau", "kuning")),
    Shot(name="idle-two-zones", script=idle, zones=("hijau", "toska")),
    Shot(name="43-inch-10m", script=call, diagonal=43),
    Shot(name="43-inch-8m", script=call, diagonal=43, metres=8),
    Shot(name="65-inch-10m", script=six, diagonal=65),
    Shot(name="silent", script=crowd, silent=True),
    Shot(name="32-inch-6m", script=call, diagonal=32, metres=6),
    Shot(name="32-inch-10m", script=six, diagonal=32),
    Shot(name="85-inch-10m", script=six, diagonal=85),
    Shot(name="85-inch-15m", script=call, diagonal=85, metres=15),
    Shot(name="silent-call", script=call, silent=True),
    Shot(name="notice", script=notice),
    Shot(name="announcement", script=announcement),
    Shot(name="announcement-beside", script=announcement_beside),
    Shot(name="announcement-empty", script=announcement_empty),
    Shot(name="announcement-far", script=announcement, diagonal=32),
    Shot(name="beside-notice", script=beside_notice),
    Shot(name="beside-waits", script=beside_waits),
    Shot(name="beside-longest", script=beside_longest),
    Shot(name="beside-lost", script=beside_lost),
    Shot(name="beside-picture", script=beside_picture, poster=True),
    Shot(name="themed", script=themed),
    Shot(name="themed-portrait", script=themed, size=PORTRAIT),
    Shot(name="letters", script=letters),
    Shot(name="idle-all-zones", script=idle, zones=EVERY_ZONE),
    Shot(name="empty-zone", script=nobody, zones=("putih",)),
    Shot(name="zone-gone", script=nobody, zones=("abu-abu",)),
    Shot(name="small-window", script=six, size=(960, 540)),
    Shot(name="4k", script=call, size=ULTRA_HD),
    Shot(name="4k-idle", script=idle, size=ULTRA_HD),
    Shot(name="stands-in", script=stands_in),
    Shot(name="stands-in-crowd", script=crowd_stands_in),
    Shot(name="long-names", script=long_names),
    Shot(name="portrait-long-names", script=long_names, size=PORTRAIT),
    Shot(name="720p", script=call, size=HD),
    Shot(name="720p-crowd", script=crowd, size=HD),
    Shot(name="720p-break", script=nobody, time="12:20", size=HD),
    Shot(name="portrait", script=call, size=PORTRAIT),
    Shot(name="portrait-crowd", script=crowd, size=PORTRAIT),
    Shot(name="portrait-idle", script=idle, size=PORTRAIT),
    Shot(name="portrait-quiet", script=quiet, size=PORTRAIT, metres=5),
    Shot(name="portrait-break", script=nobody, time="12:20", size=PORTRAIT),
    Shot(name="portrait-lost", script=lost, size=PORTRAIT),
    Shot(name="portrait-two-zones", script=call, size=PORTRAIT, zones=("hijau", "kuning")),
    Shot(name="portrait-all-zones", script=idle, size=PORTRAIT, zones=EVERY_ZONE),
    Shot(name="portrait-stands-in", script=stands_in, size=PORTRAIT),
    Shot(name="portrait-4k", script=call, size=(2160, 3840)),
    Shot(name="portrait-32", script=six, size=PORTRAIT, diagonal=32, metres=6),
    Shot(name="door", script=door_called, door="12", **DOOR_PANEL),
    Shot(name="door-serving", script=door_serving, door="12", **DOOR_PANEL),
    Shot(name="door-idle", script=idle, door="12", **DOOR_PANEL),
    Shot(name="door-paused", script=door_paused, door="12", **DOOR_PANEL),
    Shot(name="door-closed", script=door_closed, door="12", **DOOR_PANEL),
    Shot(name="door-portrait-paused", script=door_paused, door="12", size=PORTRAIT, **DOOR_PANEL),
    Shot(name="door-break", script=nobody, time="12:20", door="12", **DOOR_PANEL),
    Shot(name="door-lost", script=lost, door="14", **DOOR_PANEL),
    Shot(name="door-unset", script=idle, door="99", **DOOR_PANEL),
    Shot(name="door-720p", script=door_called, door="12", size=HD, diagonal=24, metres=5),
    Shot(name="door-portrait", script=door_called, door="12", size=PORTRAIT, **DOOR_PANEL),
    Shot(name="door-portrait-idle", script=idle, door="12", size=PORTRAIT, **DOOR_PANEL),
    Shot(name="4k-break", script=nobody, time="12:20", size=ULTRA_HD),
)


def draw(app: QGuiApplication, site: Site, shot: Shot, out: Path) -> Path:
    """Draws one shot into ``out/NAME.png``."""
    path = out / f"{shot.name}.png"
    picture(app, site, shot).save(str(path))
    return path


def picture(app: QGuiApplication, site: Site, shot: Shot) -> QImage:
    """What stands on the TV of a shot."""
    hall = ScriptedHall(site, device(site, shot), moment(site, shot.time))
    voice = ScriptedVoice(present=not shot.silent)
    with TemporaryDirectory() as folder:
        if shot.poster:
            lay_poster(Path(folder))
        stock = Stock(Path(folder), Source) if shot.poster else None
        display = Display(hall, ZoneKeeper(None), "TV-7K", shot.size, voice=voice, stock=stock)
        shot.script(hall)
        if shot.pairing:
            display.model.pairing_face.show(moments("display")[shot.pairing])
        _let_it_draw(app, display, shot)
        drawn = grab(display.window)
        display.close()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return drawn


def _let_it_draw(app: QGuiApplication, display: Display, shot: Shot) -> None:
    for _ in range(_FRAMES):
        app.processEvents()
    if not shot.poster:
        return
    ends = time.monotonic() + _POSTER_S
    while display.model.place.property("kind") != POSTER.kind:
        if time.monotonic() > ends:
            raise TimeoutError(f"{shot.name}: the poster does not come")
        app.processEvents()
        time.sleep(_LOOK_S)
    for _ in range(_UNPACKED):
        app.processEvents()
        time.sleep(_LOOK_S)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws all shots, or those that are named; the exit status."""
    parser = ArgumentParser(prog="display.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    draw_into_memory()
    app, site = application("Giliran Display"), sample_site()
    for shot in SHOTS:
        if not options.names or shot.name in options.names:
            sys.stdout.write(f"{draw(app, site, shot, options.out)}\n")
    return 0


def _waiting(hall: ScriptedHall, people: int) -> dict[str, int]:
    site = hall.facts().site or sample_site()
    return {next(one.code for one in site.services if one.zone == "hijau"): people}


if __name__ == "__main__":
    sys.exit(main())

"""A supervisor's day at a real hub by keyboard alone; what is done is seen where it matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli.environment import without_screen
from tests.integration.real_hub import RealHub
from tests.scenarios.hall import App, Hall
from tests.scenarios.rooms import put_staff, seated, sign_in, staffed
from tests.scenarios.terminal import K, Officer

pytestmark = pytest.mark.usefixtures("passing")

SERVICE = "KTP-BARU"
MOST_COUNTERS = 12
"""Of a zone."""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with staffed(RealHub(tmp_path / "hub", "--always-open")) as running:
        yield running


@pytest.fixture
def supervisor(hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    with seated(hub, tmp_path / "view", "supervisor") as sitting:
        yield sitting


def begin(supervisor: Officer) -> None:
    sign_in(supervisor, "hadi", "864200", "pengawas")
    supervisor.sees("room", "Pengawas")


def to_zone(supervisor: Officer, name: str) -> None:
    view = supervisor.counter.model.office_rooms.overview
    while view.property("zoneName") != name:
        supervisor.press(K.Key_Right)


def to_counter(supervisor: Officer, zone: str, counter: str) -> None:
    """Marks a counter in the first list, and asks what is to be done about it."""
    to_zone(supervisor, zone)
    view = supervisor.counter.model.office_rooms.overview
    for key in (*[K.Key_Up] * MOST_COUNTERS, *[K.Key_Down] * MOST_COUNTERS):
        if view.marked_counter == counter:
            break
        supervisor.press(key)
    supervisor.press(K.Key_Return)
    supervisor.asks(f"Loket {counter}")


def choose(supervisor: Officer, option: str) -> None:
    """The option of a question that is not searched, by its words."""
    asking = supervisor.counter.model.sheet_card.asking
    supervisor.until(lambda: any(option in one.title for one in asking.options), f"no {option}")
    place = next(at for at, one in enumerate(asking.options) if option in one.title)
    supervisor.press(*[K.Key_Down] * (place - asking.marked), K.Key_Return)


# What the hall sees and hears ---------------------------------------------------------------


@pytest.mark.long
@pytest.mark.timeout(150)
def test_a_zone_is_muted_and_heard_and_told_something(tmp_path: Path) -> None:
    with Hall(tmp_path, without_screen()) as hall:
        put_staff(hall.hub)
        heard = ("--sound-file", tmp_path / "heard.wav")
        tv = hall.start("display", "--device", "tv-biru", "--windowed", "1280x720", *heard)
        tv.see("clock", within=20)
        with seated(hall.hub, tmp_path / "view", "supervisor") as supervisor:
            begin(supervisor)
            to_zone(supervisor, "Zona Biru")
            muted_and_sounded(hall, supervisor, tv)
            announced(supervisor, tv)


def muted_and_sounded(hall: Hall, supervisor: Officer, tv: App) -> None:
    supervisor.press(K.Key_2)
    supervisor.asks("Suara Zona Biru")
    supervisor.sees("detail", "TV Zona Biru: volume 100")
    choose(supervisor, "Bisukan")
    supervisor.sees("notice", "Suara Zona Biru diubah")
    tv.see("corner", text="Suara dimatikan")
    supervisor.press(K.Key_2)
    supervisor.sees("detail", "TV Zona Biru: dibisukan")
    choose(supervisor, "Volume 60")
    tv.gone("corner")
    set_ = supervisor.recorded("DisplayConfigured")[-1]
    assert (set_["muted"], set_["volume"]) == (False, 60)


def announced(supervisor: Officer, tv: App) -> None:
    supervisor.press(K.Key_1)
    supervisor.asks("Umumkan di mana?")
    supervisor.press(K.Key_2)
    supervisor.asks("Pengumuman · Zona Biru")
    supervisor.type("mobil di pintu utara mohon dipindahkan")
    supervisor.press(K.Key_Return)
    supervisor.asks("Dalam bahasa Inggris?")
    supervisor.press(K.Key_Return)
    supervisor.sees("notice", "Pengumuman dikirim")
    tv.see("detail", text="mobil di pintu utara mohon dipindahkan")
    assert "mobil di pintu utara" in str(tv.noted("sounding", within=20)["words"])


# Counters, queues, people -------------------------------------------------------------------


def test_counters_and_queues_are_kept_going(hub: RealHub, supervisor: Officer) -> None:
    """The short form: an idle counter, a profile changed live, an officer unlocked."""
    idle_and_helped(hub, supervisor)
    unlocked(hub, supervisor)


def idle_and_helped(hub: RealHub, supervisor: Officer) -> None:
    """Counter 9 stands idle while people wait for the next one's services; it serves them now."""
    hub.open("9")
    number = hub.take(SERVICE)["number"]
    begin(supervisor)
    supervisor.sees("zone-biru", "TANPA LOKET TERBUKA: 1")
    to_counter(supervisor, "Zona Biru", "9")
    choose(supervisor, "Ubah profil kerja")
    supervisor.asks("Loket 9: profil kerja")
    choose(supervisor, "KTP dan KK")
    supervisor.sees("notice", "Profil Loket 9 diubah")
    supervisor.sees("zone-biru", "1 menganggur")
    assert "TANPA LOKET" not in supervisor.read("zone-biru")
    assert supervisor.recorded("ProfileChanged")[-1]["profile"] == "ktp-kk"
    assert hub.at("9", "call-next").json()["number"] == number
    supervisor.sees("counters", f"memanggil {number}")


def unlocked(hub: RealHub, supervisor: Officer) -> None:
    wrong = {"officer": "budi", "pin": "0000"}
    codes = [hub.at("6", "open", wrong).json()["code"] for _ in range(4)]
    assert codes[-1] == "too-many-attempts"
    supervisor.press(K.Key_5)
    supervisor.asks("Buka kunci petugas")
    supervisor.type("budi")
    supervisor.sees("option-0", "Budi Santoso")
    supervisor.press(K.Key_Return)
    supervisor.sees("notice", "Budi Santoso boleh mencoba lagi")
    assert hub.at("6", "open", {"officer": "budi", "pin": "135790"}).status_code == 200


@pytest.mark.long
@pytest.mark.timeout(150)
def test_the_rest_of_a_supervisors_day(hub: RealHub, supervisor: Officer, tmp_path: Path) -> None:
    idle_and_helped(hub, supervisor)
    others_counter(hub, supervisor, tmp_path)
    priority_with_a_reason(hub, supervisor)
    suspended_and_restored(hub, supervisor)
    served_on_or_tomorrow(hub, supervisor)


def others_counter(hub: RealHub, supervisor: Officer, tmp_path: Path) -> None:
    """A message that its officer reads; a pause; the end of a sitting that nobody sits in."""
    with_options = ("--strip", "--counter", "7", "--officer", "officer-7")
    desk = Officer(hub, tmp_path / "seven", *with_options)
    desk.until(lambda: "Loket 7" in desk.read("signOnSaid"), "no form")
    desk.type("1234")
    desk.press(K.Key_Return)
    desk.sees("state", "Siap memanggil")
    to_counter(supervisor, "Zona Biru", "7")
    choose(supervisor, "Kirim pesan")
    supervisor.asks("Pesan untuk Loket 7")
    supervisor.type("tolong temui saya")
    supervisor.press(K.Key_Return)
    supervisor.sees("notice", "Pesan sampai di Loket 7")
    desk.sees("trouble", "tolong temui saya")
    to_counter(supervisor, "Zona Biru", "7")
    choose(supervisor, "Jeda loket ini")
    choose(supervisor, "Rapat")
    supervisor.sees("notice", "Loket 7 dijeda")
    desk.sees("state", "Jeda")
    to_counter(supervisor, "Zona Biru", "7")
    choose(supervisor, "Tutup loket ini")
    supervisor.asks("Tutup Loket 7?")
    choose(supervisor, "Ya, tutup")
    supervisor.sees("notice", "Loket 7 ditutup")
    desk.sees("signOnSaid", "Loket 7")
    desk.end()
    closed = next(one for one in reversed(hub.entries()) if one.type == "CounterClosed")
    assert closed.actor.endswith("/hadi")


def priority_with_a_reason(hub: RealHub, supervisor: Officer) -> None:
    number = hub.take(SERVICE)["number"]
    supervisor.press(K.Key_6)
    supervisor.asks("Cari nomor")
    supervisor.type(number)
    supervisor.sees("option-0", number)
    supervisor.press(K.Key_Return)
    choose(supervisor, "Prioritas")
    choose(supervisor, "Lansia")
    supervisor.asks(f"{number}: mengapa")
    supervisor.press(K.Key_1)
    supervisor.sees("notice", f"Prioritas {number} diubah")
    changed = supervisor.recorded("PriorityChanged")[-1]
    assert (changed["group"], changed["reason"]) == ("lansia", "terlihat")


def suspended_and_restored(hub: RealHub, supervisor: Officer) -> None:
    """From the list of the zone's services: closed for an outage, and open again."""
    supervisor.press(K.Key_Tab, K.Key_Return)
    supervisor.asks("KTP")
    choose(supervisor, "Tutup sementara")
    supervisor.press(K.Key_1)
    supervisor.asks("kira-kira buka lagi?")
    choose(supervisor, "dalam 1 jam")
    supervisor.sees("notice", "ditutup sementara")
    supervisor.sees("lines", "ditutup · ")
    assert supervisor.recorded("ServiceSuspended")[-1]["outage"]
    supervisor.press(K.Key_Return)
    choose(supervisor, "Buka lagi")
    supervisor.sees("notice", "dibuka lagi")
    supervisor.until(lambda: "ditutup" not in supervisor.read("lines"), "it stays closed")
    assert len(supervisor.recorded("ServiceRestored")) == 1
    supervisor.press(K.Key_Backtab)


def served_on_or_tomorrow(hub: RealHub, supervisor: Officer) -> None:
    """One service is served on; of the other everybody comes tomorrow."""
    later = hub.take("SKCK-BARU")
    supervisor.sees("zone-hijau", "TANPA LOKET TERBUKA: 1")
    supervisor.press(K.Key_3)
    supervisor.asks("Akhir hari: 2 orang")
    supervisor.type("ktp")
    supervisor.press(K.Key_Return)
    choose(supervisor, "Layani terus")
    supervisor.asks("Akhir hari: 2 orang")
    supervisor.type("skck")
    supervisor.press(K.Key_Return)
    choose(supervisor, "Besok")
    supervisor.asks("Akhir hari: 1 orang")
    supervisor.sees("option-0", "layani terus")
    supervisor.press(K.Key_Escape)
    choices = {one["service"]: one["choice"] for one in supervisor.recorded("EndDecided")}
    assert choices == {SERVICE: "serve-on", "SKCK-BARU": "tomorrow"}
    assert [one["ticket"] for one in supervisor.recorded("TicketPostponed")] == [later["id"]]

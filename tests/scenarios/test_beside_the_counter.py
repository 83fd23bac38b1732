"""The information desk and the supervisor's view at a real hub, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.integration.real_hub import RealHub
from tests.integration.test_hub_grants import KioskLine
from tests.scenarios.rooms import seated, sign_in, staffed
from tests.scenarios.terminal import COUNTER, SERVICE, K, Officer

pytestmark = pytest.mark.usefixtures("passing")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with staffed(RealHub(tmp_path_factory.mktemp("rooms") / "hub", "--always-open")) as running:
        yield running


@pytest.fixture
def clerk(hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    with seated(hub, tmp_path / "desk", "desk") as sitting:
        yield sitting


@pytest.fixture
def supervisor(hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    with seated(hub, tmp_path / "view", "supervisor") as sitting:
        yield sitting


def missed(hub: RealHub) -> dict[str, str]:
    """Somebody who did not come when called."""
    hub.open(COUNTER)
    ticket = hub.take(SERVICE)
    assert hub.at(COUNTER, "call-next").status_code == 200
    assert hub.at(COUNTER, "no-show", {"reason": "tidak-datang"}).status_code == 200
    return ticket


def kiosk_told(clerk: Officer) -> bool:
    """Whether the desk knows which kiosk is on the line."""
    devices = clerk.counter.model.office_rooms.information.devices
    return any(one.connected for one in devices.of("kiosk"))


def test_a_morning_at_the_information_desk(hub: RealHub, clerk: Officer) -> None:
    with KioskLine(hub):
        the_morning(hub, clerk)


def the_morning(hub: RealHub, clerk: Officer) -> None:
    gone = missed(hub)
    waiting = hub.take(SERVICE)["number"]
    sign_in(clerk, "rina", "246810")
    clerk.sees("room", "Meja Informasi")
    clerk.until(lambda: kiosk_told(clerk), "the kiosk is not told")

    # A number for an old man: priority, a wheelchair, and its paper at the kiosk.
    clerk.press(K.Key_F2)
    clerk.asks("Nomor baru")
    clerk.type("bikin ktp")
    clerk.sees("option-0", "KTP")
    clerk.press(K.Key_Return)
    clerk.asks("berhak prioritas?")
    clerk.press(K.Key_2)
    clerk.asks("Perlu dibantu")
    clerk.press(K.Key_4)
    clerk.sees("option-0", "Kursi roda")
    clerk.press(K.Key_Return)
    clerk.asks("Cetak di mana?")
    clerk.press(K.Key_Return)
    clerk.sees("notice", "dikirim ke printer")
    clerk.sees("priority", "Lansia")
    clerk.sees("assist", "Kursi roda")
    given = clerk.read("number")
    issued = clerk.recorded("TicketIssued")[-1]
    assert (issued["number"], issued["group"], issued["assist"]) == (
        given,
        "lansia",
        ["kursi-roda"],
    )
    assert clerk.recorded("ReprintRequested")[-1]["kiosk"] == "kiosk-1"

    # "Why before me?", asked by the one who came before that.
    clerk.press(K.Key_Escape)
    clerk.type(waiting)
    clerk.sees("number", waiting)
    clerk.press(K.Key_F3)
    clerk.asks(f"{waiting}: mengapa ada yang lebih dulu")
    clerk.sees("detail", f"{given}: berhak prioritas")
    clerk.press(K.Key_Return)

    # Missed, and back.
    clerk.press(K.Key_Escape)
    clerk.type(gone["number"])
    clerk.sees("state", "terlewat")
    clerk.press(K.Key_Return, K.Key_2)
    clerk.asks(f"{gone['number']} kembali ke antrean?")
    clerk.sees("detail", "tempatnya tetap")
    clerk.press(K.Key_1)
    clerk.sees("state", "menunggu")
    assert len(clerk.recorded("TicketRejoined")) == 1

    # The priority was wrong; the paper is printed once more.
    clerk.press(K.Key_Escape)
    clerk.press(K.Key_Escape)
    clerk.type(given)
    clerk.sees("number", given)
    clerk.press(K.Key_Return, K.Key_3)
    clerk.asks(f"Prioritas {given}")
    clerk.press(K.Key_2)
    clerk.asks("mengapa dicabut?")
    clerk.press(K.Key_1)
    clerk.sees("priority", "Tanpa prioritas")
    assert clerk.recorded("PriorityChanged")[-1]["reason"] == "tidak-sesuai"
    clerk.press(K.Key_7)
    clerk.asks(f"Catatan untuk {given}")
    clerk.type("tunggu di kursi")
    clerk.press(K.Key_Return)
    clerk.sees("note-0", "Rina Oktaviani: tunggu di kursi")
    clerk.press(K.Key_F10)
    clerk.asks("Keluar dari Meja informasi?")
    clerk.press(K.Key_Return)
    clerk.sees("signOnTitle", "meja informasi")


def test_found_by_time_service_and_kiosk(hub: RealHub, clerk: Officer) -> None:
    number = hub.take("KK-BARU")["number"]
    hub.take("SKCK-BARU")
    sign_in(clerk, "rina", "246810")
    clerk.sees("room", "Meja Informasi")
    now = clerk.counter.model.plate_card.property("clock")
    clerk.type(f"sekitar {now} kartu keluarga")
    clerk.sees("foundHeading", f"1 cocok, diambil sekitar {now}")
    clerk.sees("number", number)


def test_a_role_without_the_desk_is_told_whom_to_ask(hub: RealHub, clerk: Officer) -> None:
    sign_in(clerk, "budi", "135790")
    clerk.sees("signOnSaid", "Peran Anda")
    sign_in(clerk, "rina", "9999")
    clerk.sees("signOnSaid", "tidak cocok")


def test_what_is_typed_while_the_hub_is_looked_for_signs_in(supervisor: Officer) -> None:
    """Nothing is waited for but the window itself."""
    supervisor.window.requestActivate()
    supervisor.until(supervisor.window.isActive, "the window is not active")
    supervisor.type("hadi")
    QTest.keyClick(supervisor.window, K.Key_Return)
    supervisor.type("864200")
    QTest.keyClick(supervisor.window, K.Key_Return)
    supervisor.sees("room", "Pengawas")
    supervisor.sees("signedOn", "Hadi Purnomo")


def test_a_supervisor_keeps_the_hall_going(
    hub: RealHub, supervisor: Officer, tmp_path: Path
) -> None:
    lost = hub.take("PASPOR-GANTI")["number"]
    hub.open("7")
    desk = Officer(hub, tmp_path / "seven", "--strip", "--counter", "7", "--officer", "officer-7")
    desk.until(lambda: "Loket 7" in desk.read("signOnSaid"), "no form")
    desk.type("1234")
    desk.press(K.Key_Return)
    desk.sees("state", "Siap memanggil")

    # Nobody serves the passports: that zone is the one that is shown.
    sign_in(supervisor, "hadi", "864200", "pengawas")
    supervisor.sees("room", "Pengawas")
    supervisor.sees("zone-hijau", "TANPA LOKET TERBUKA: ")
    supervisor.sees("lines", "TANPA LOKET TERBUKA")

    # It is moved to a counter that is open.
    supervisor.press(K.Key_6)
    supervisor.asks("Cari nomor")
    supervisor.type(lost)
    supervisor.sees("option-0", lost)
    supervisor.press(K.Key_Return)
    supervisor.asks(f"{lost} · ")
    supervisor.press(K.Key_1)
    supervisor.asks(f"Pindahkan {lost} ke")
    supervisor.type("loket 7")
    supervisor.press(K.Key_Return)
    supervisor.asks(f"Mengapa {lost} ke Loket 7?")
    supervisor.press(K.Key_2)
    supervisor.sees("notice", f"{lost} dipindahkan")
    (moved,) = supervisor.recorded("TicketMoved")
    assert (moved["to_counter"], moved["reason"]) == ("7", "loket-tutup")

    # The central system of an office is down until eleven at night.
    supervisor.press(K.Key_4)
    supervisor.asks("Instansi")
    supervisor.type("imigrasi")
    supervisor.press(K.Key_Return)
    supervisor.asks("IMIGRASI")
    supervisor.press(K.Key_1)
    supervisor.asks("Mengapa IMIGRASI ditutup?")
    supervisor.press(K.Key_1)
    supervisor.asks("kira-kira buka lagi?")
    supervisor.type("23.59")
    supervisor.sees("option-0", "Pukul 23.59")
    supervisor.press(K.Key_Return)
    supervisor.sees("notice", "IMIGRASI ditutup sementara")
    suspended = supervisor.recorded("ServiceSuspended")
    assert len(suspended) > 1
    assert all(one["outage"] and one["until"] for one in suspended)

    # A word to the officer at counter 7.
    tell(supervisor, "7", "tolong bantu imigrasi")
    desk.sees("trouble", "tolong bantu imigrasi")
    desk.end()

    # The end of the day: the identity cards come tomorrow.
    kept = hub.take(SERVICE)
    supervisor.press(K.Key_3)
    supervisor.asks("Akhir hari")
    supervisor.type("bikin ktp")
    supervisor.press(K.Key_Return)
    supervisor.asks("Bikin KTP baru")
    supervisor.press(K.Key_2)
    supervisor.sees("notice", "diputuskan")
    postponed = [one["ticket"] for one in supervisor.recorded("TicketPostponed")]
    assert kept["id"] in postponed
    assert supervisor.recorded("EndDecided")[-1]["choice"] == "tomorrow"


def tell(supervisor: Officer, counter: str, text: str) -> None:
    """A message to a counter of the first zone."""
    view = supervisor.counter.model.office_rooms.overview
    while view.property("zoneName") != "Zona Biru":
        supervisor.press(K.Key_Right)
    while view.marked_counter != counter:
        supervisor.press(K.Key_Down)
    supervisor.press(K.Key_Return)
    supervisor.asks(f"Loket {counter}")
    supervisor.press(K.Key_1)
    supervisor.asks(f"Pesan untuk Loket {counter}")
    supervisor.type(text)
    supervisor.press(K.Key_Return)
    supervisor.sees("notice", f"Pesan sampai di Loket {counter}")

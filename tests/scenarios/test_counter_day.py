"""An officer's day at the real counter, at a real hub: the keyboard alone."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from shared.cli.enrolling import enrol_app
from shared.cli.hub_calls import hub_address
from shared.hub.journal.port import Entry
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.integration.test_hub_grants import KioskLine
from tests.scenarios.terminal import COUNTER, SERVICE, K, Officer

pytestmark = pytest.mark.usefixtures("passing")


class SharedHub(RealHub):
    """One hub for several tests: each of them finds an empty hall, and its own entries alone."""

    _before = 0

    def entries(self) -> list[Entry]:
        return super().entries()[self._before :]

    def begin(self) -> None:
        for one in self.get("/api/v1/counters")["counters"]:
            if one["state"] != "closed":
                for act in ("start", "finish", "close"):
                    self.at(one["id"], act)
        for ticket in self.get("/api/v1/queue")["tickets"]:
            answer = self.request("POST", f"/api/v1/tickets/{ticket['id']}/cancel", {})
            assert answer.status_code == 200, answer.text
        self._before += len(self.entries())


@pytest.fixture(scope="module")
def shared_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedHub]:
    with SharedHub(tmp_path_factory.mktemp("day") / "hub", "--always-open") as running:
        yield running


@pytest.fixture
def hub(shared_hub: SharedHub) -> RealHub:
    shared_hub.begin()
    return shared_hub


@pytest.fixture
def own_hub(tmp_path: Path) -> Iterator[RealHub]:
    """For a test that kills it, or that needs a hall in which nobody has ever been."""
    with RealHub(tmp_path / "hub", "--always-open") as running:
        yield running


def terminal(hub: RealHub, data: Path) -> Iterator[Officer]:
    sitting = Officer(hub, data, "--windowed", "1366x768")
    yield sitting
    sitting.end()


@pytest.fixture
def officer(hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    yield from terminal(hub, tmp_path / "counter")


@pytest.fixture
def own_officer(own_hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    yield from terminal(own_hub, tmp_path / "counter")


def test_a_morning_at_the_counter(own_hub: RealHub, own_officer: Officer) -> None:
    hub, officer = own_hub, own_officer
    with KioskLine(hub) as kiosk:
        paper = kiosk.paper(5, age_s=60)
    officer.sign_on()
    first, second, third = (hub.take(SERVICE)["number"] for _ in range(3))
    officer.sees("headline", "3 menunggu")
    officer.sees("next", f"berikutnya: {first}, 0 mnt")
    officer.press(K.Key_Return)
    officer.sees("number", first)
    officer.sees("delivery", "TV zona mati: panggil dengan suara")
    officer.sees("why", f"{first} dipanggil karena menunggu 0 mnt")
    officer.press(K.Key_Plus)
    officer.sees("notice", "belum disuarakan")
    officer.press(K.Key_Return)
    officer.sees("state", "Melayani")
    officer.press(K.Key_Return)
    officer.sees("number", second)
    officer.press(K.Key_Minus)
    officer.asks(f"{second} tidak hadir?")
    officer.press(K.Key_1)
    officer.sees("headline", "1 menunggu")
    officer.press(K.Key_8)
    officer.sees("number", second)
    officer.press(K.Key_Asterisk)
    officer.asks(f"Tunda {second} sampai kapan?")
    officer.press(K.Key_1)
    officer.sees("summary", "1 ditunda")
    officer.press(K.Key_3)
    officer.asks("Kembalikan ke antrean")
    officer.press(K.Key_1)
    officer.sees("next", second)
    officer.press(K.Key_Return, K.Key_Return)
    officer.sees("state", "Melayani")
    officer.press(K.Key_0)
    officer.sees("state", "Siap memanggil")
    officer.sees("next", third)
    assert [one["counter"] for one in officer.recorded("TicketCalled")] == [COUNTER] * 3
    assert len(officer.recorded("ServiceFinished")) == 2
    assert len(officer.recorded("ActionUndone")) == 1
    enter_paper(officer, paper["number"])
    officer.sees("next", f"berikutnya: {third}")
    with KioskLine(hub, **kiosk.keeping()) as kiosk:
        assert kiosk.hand_over(paper)["status"] == 200
    officer.sees("next", f"berikutnya: {paper['number']}")
    assert len(officer.recorded("TicketMerged")) == 1
    officer.press(K.Key_F3)
    officer.asks("Mengapa dia dulu?")
    officer.type(third.partition("-")[2])
    officer.press(K.Key_Return)
    officer.sees("detail", f"{paper['number']}: diambil lebih dulu")


def enter_paper(officer: Officer, number: str) -> None:
    """The number of a paper whose kiosk is cut off, into the queue."""
    officer.press(K.Key_F2)
    officer.asks("Kertas darurat")
    officer.type(number.partition("-")[2])
    officer.press(K.Key_Return)
    officer.asks(f"{number}: layanan apa di kertasnya?")
    officer.press(K.Key_Return)
    officer.asks(f"{number} · ")
    officer.press(K.Key_Return)
    officer.sees("notice", f"{number} masuk antrean")


def test_transfer_pause_and_close(hub: RealHub, officer: Officer) -> None:
    officer.sign_on()
    hub.at("6", "open", {"officer": "officer-6", "pin": "1234"})
    number = hub.take(SERVICE, priority="lansia")["number"]
    officer.sees("next", f"{number}, 0 mnt + 30 (lansia)")
    officer.press(K.Key_Return, K.Key_Return)
    officer.sees("marks", "★ prioritas")
    officer.sees("group", "Lansia")
    officer.press(K.Key_4)
    officer.asks("prioritas tidak sesuai?")
    officer.press(K.Key_1)
    officer.until(lambda: officer.read("marks") == "", "the priority stays")
    officer.press(K.Key_Slash)
    officer.asks(f"Alihkan {number} ke")
    officer.type("6")
    officer.press(K.Key_Return)
    officer.asks("kembali ke saya sesudahnya?")
    officer.press(K.Key_1)
    officer.asks(f"Mengapa {number} ke Loket 6?")
    officer.press(K.Key_2)
    officer.sees("headline", "Tidak ada antrean")
    officer.press(K.Key_7)
    officer.asks("Mengapa jeda?")
    officer.press(K.Key_2)
    officer.sees("headline", "Jeda · Ibadah")
    officer.press(K.Key_Return)
    officer.sees("headline", "Tidak ada antrean")
    officer.press(K.Key_9)
    officer.asks("Tutup Loket 5?")
    officer.press(K.Key_Return)
    officer.sees("signOnSaid", "Loket 5 sudah ditutup")
    (moved,) = officer.recorded("TicketTransferred")
    assert (moved["to_counter"], moved["reason"]) == ("6", "lanjutan")
    assert officer.recorded("PriorityChanged")[0]["reason"] == "tidak-sesuai"


def test_a_certain_number_and_a_missed_one(hub: RealHub, officer: Officer) -> None:
    officer.sign_on()
    hub.take(SERVICE)
    wanted = hub.take(SERVICE)["number"]
    officer.sees("headline", "2 menunggu")
    officer.press(K.Key_1)
    officer.asks("Panggil nomor")
    officer.type(wanted[-1])
    officer.sees("option-0", wanted)
    officer.press(K.Key_Return)
    officer.asks(f"Mengapa {wanted} didahulukan?")
    officer.press(K.Key_3)
    officer.sees("number", wanted)
    officer.sees("why", "atas pilihan petugas: Keadaan darurat")
    officer.press(K.Key_Minus)
    officer.asks("tidak hadir")
    officer.press(K.Key_2)
    officer.sees("headline", "1 menunggu")
    officer.press(K.Key_1)
    officer.asks("Panggil nomor")
    officer.type(wanted[-1])
    officer.sees("option-0", "terlewat")
    officer.press(K.Key_Return)
    officer.asks("didahulukan")
    officer.press(K.Key_1)
    officer.sees("number", wanted)
    assert [one["choice"]["reason"] for one in officer.recorded("TicketCalled")] == [
        "darurat",
        "terlewat",
    ]


def test_a_wrong_pin_then_the_right_one_and_what_is_remembered(
    hub: RealHub, tmp_path: Path
) -> None:
    sitting = Officer(hub, tmp_path / "counter", "--strip", "--counter", COUNTER)
    sitting.until(lambda: "Loket 5" in sitting.read("signOnSaid"), "no form")
    sitting.type("officer-5")
    sitting.press(K.Key_Tab)
    sitting.type("9999")
    sitting.press(K.Key_Return)
    sitting.sees("signOnSaid", "Petugas atau PIN tidak cocok")
    sitting.type("1234")
    sitting.press(K.Key_Return)
    sitting.sees("state", "Siap memanggil")
    sitting.end()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "counter").iterdir())
    assert b'"1234"' not in kept
    again = Officer(hub, tmp_path / "counter")
    again.until(lambda: "Loket 5" in again.read("signOnSaid"), "no form")
    again.sees("officer", "Petugas 5 officer-5")
    again.type("1234")
    again.press(K.Key_Return)
    again.sees("state", "Siap memanggil")
    assert again.read("signedOn") == "Petugas 5"
    again.end()


def test_who_sat_here_last_is_offered_first_by_name(hub: RealHub, officer: Officer) -> None:
    for code in ("officer-9", "officer-7"):
        assert hub.at(COUNTER, "open", {"officer": code, "pin": "1234"}).status_code == 200
        assert hub.at(COUNTER, "close").status_code == 200
    officer.until(lambda: officer.read("officer") != "", "no form")
    officer.type("petugas 7")
    officer.sees("officer-0", "Petugas 7")
    officer.press(K.Key_Return)
    officer.type("1234")
    officer.press(K.Key_Tab)
    officer.type(COUNTER)
    officer.press(K.Key_Return)
    officer.sees("signedOn", "Petugas 7")
    officer.press(K.Key_9)
    officer.asks("Tutup Loket 5?")
    officer.press(K.Key_1)
    officer.sees("signOnSaid", "Loket 5 sudah ditutup")
    officer.press(K.Key_Tab, K.Key_Tab, K.Key_Tab)
    officer.sees("officer-0", "Petugas 7")
    officer.sees("officer-1", "Petugas 9")
    kept = json.dumps([json.loads(entry.body) for entry in hub.entries()])
    assert "Petugas 7" not in kept


def test_on_the_network_every_order_carries_the_session_of_this_sitting(tmp_path: Path) -> None:
    listening = ("--listen", "0.0.0.0:0", "--always-open")
    with RealHub(tmp_path / "hub", *listening) as hub:
        pins = hub.request("POST", "/api/v1/officers/pins").json()["pins"]
        (first,) = (one["pin"] for one in pins if one["id"] == f"officer-{COUNTER}")
        pin = "80274"
        mine = hub_address(None, hub.directory)
        enrol_app(mine, tmp_path / "counter", role="counter", device="pc-5")
        sitting = Officer(hub, tmp_path / "counter", "--windowed", "1366x768")
        sessions: list[str] = []
        sitting.counter.line.answered.connect(
            lambda answer: sessions.extend(filter(None, [(answer.body or {}).get("session")]))
        )
        sitting.sign_on(first, own=pin)
        first, second = (hub.take(SERVICE)["number"] for _ in range(2))
        sitting.sees("headline", "2 menunggu")
        sitting.press(K.Key_Return)
        sitting.sees("number", first)
        other = {"counter": COUNTER, "officer": f"officer-{COUNTER}", "pin": pin}
        with AppLine(hub.url, device="pc-6", key=hub.let_in("counter", "pc-6")) as beside:
            assert beside.order("OpenCounter", other)["status"] == 200
        sitting.press(K.Key_Return)
        sitting.sees("signOnSaid", "Silakan masuk lagi.")
        sitting.type(pin)
        sitting.press(K.Key_Return)
        sitting.sees("number", first)
        sitting.press(K.Key_Return)
        sitting.sees("state", "Melayani")
        sitting.press(K.Key_Return)
        sitting.sees("number", second)
        sitting.end()
    assert len(set(sessions)) == 2
    kept = b"".join(file.read_bytes() for file in (tmp_path / "counter").iterdir())
    assert not any(session.encode() in kept for session in sessions)


def test_the_hub_dies_and_comes_back(own_hub: RealHub, own_officer: Officer) -> None:
    hub, officer = own_hub, own_officer
    officer.sign_on()
    number = hub.take(SERVICE)["number"]
    officer.sees("next", number)
    hub.kill()
    officer.sees("primary", "Terputus, mencoba lagi…")
    officer.press(K.Key_Return)
    hub.options += ["--listen", f"127.0.0.1:{hub.port}"]
    hub.start()
    officer.sees("primary", "Panggil berikutnya")
    officer.press(K.Key_Return)
    officer.sees("number", number)
    assert len(officer.recorded("TicketCalled")) == 1


def test_a_press_while_the_hub_dies_is_carried_out_once(
    own_hub: RealHub, own_officer: Officer
) -> None:
    hub, officer = own_hub, own_officer
    officer.sign_on()
    number = hub.take(SERVICE)["number"]
    officer.sees("next", number)
    officer.until(officer.counter.model.settled, "nothing settles")
    assert hub.process is not None
    hub.process.send_signal(signal.SIGSTOP)
    officer.press(K.Key_Return)
    officer.sees("primary", "Memanggil …")
    hub.kill()
    officer.sees("primary", "Terputus, mencoba lagi…")
    hub.options += ["--listen", f"127.0.0.1:{hub.port}"]
    hub.start()
    officer.sees("state", "Dipanggil")
    assert officer.read("number") == number
    assert len(officer.recorded("TicketCalled")) == 1


def test_two_terminals_at_one_counter_show_one_desk_and_the_last_sign_on_counts(
    hub: RealHub, officer: Officer, tmp_path: Path
) -> None:
    officer.sign_on()
    second = Officer(hub, tmp_path / "second", "--strip")
    second.sign_on()
    first_number, next_number = (hub.take(SERVICE)["number"] for _ in range(2))
    for one in (officer, second):
        one.sees("headline", "2 menunggu")
        one.until(one.counter.model.settled, "nothing settles")
    # Both at the same moment: each on its own screen, neither has seen the other's.
    officer.counter.model.press("call-next")
    second.counter.model.press("call-next")
    second.sees("number", first_number)
    officer.sees("signOnSaid", "Silakan masuk lagi.")
    officer.window.requestActivate()
    officer.until(officer.window.isActive, "the window is not active")
    officer.type("1234")
    officer.press(K.Key_Return)
    officer.sees("number", first_number)
    second.sees("number", first_number)
    officer.press(K.Key_Return)
    second.sees("state", "Melayani")
    officer.press(K.Key_Return)
    second.sees("number", next_number)
    second.end()
    assert len(officer.recorded("TicketCalled")) == 2


def test_another_service_is_helped_and_a_number_given(hub: RealHub, officer: Officer) -> None:
    officer.sign_on()
    hub.take("SKCK-BARU")
    officer.sees("summary", "layanan lain: 1 menunggu")
    officer.press(K.Key_2)
    officer.asks("Bantu layanan lain")
    officer.press(K.Key_1)
    officer.asks("didahulukan")
    officer.press(K.Key_1)
    officer.sees("state", "Dipanggil")
    officer.press(K.Key_0)
    officer.sees("state", "Siap memanggil")
    officer.press(K.Key_F9)
    officer.asks("Nomor")
    officer.type("ktp")
    officer.press(K.Key_Return, K.Key_Return, K.Key_Return)
    officer.until(lambda: officer.read("large") != "", "no number is shown")
    number = officer.read("large")
    officer.press(K.Key_Return)
    officer.until(lambda: officer.read("question") == "", "the number stays")
    officer.sees("next", number)
    assert officer.recorded("TicketIssued")[-1]["number"] == number


def test_another_officer_finds_the_counter_taken(hub: RealHub, officer: Officer) -> None:
    assert hub.at(COUNTER, "open", {"officer": "officer-6", "pin": "1234"}).status_code == 200
    officer.until(lambda: officer.read("officer") != "", "no form")
    officer.type(f"officer-{COUNTER}")
    officer.press(K.Key_Tab)
    officer.type("1234")
    officer.press(K.Key_Tab)
    officer.type(COUNTER)
    officer.sees("signOnSaid", "dipakai Petugas 6")
    officer.press(K.Key_Return)
    officer.asks("Loket 5 masih dipakai Petugas 6")
    officer.press(K.Key_Escape)
    officer.sees("signOnSaid", "Loket 5 sedang dipakai petugas lain")


def test_who_forgot_to_press_start_finishes_and_can_take_it_back(
    hub: RealHub, officer: Officer
) -> None:
    officer.sign_on()
    number = hub.take(SERVICE)["number"]
    officer.sees("next", number)
    officer.press(K.Key_Return)
    officer.sees("state", "Dipanggil")
    officer.press(K.Key_0)
    officer.sees("headline", "Tidak ada antrean")
    officer.press(K.Key_8)
    officer.sees("number", number)
    (started,) = officer.recorded("ServiceStarted")
    assert started["estimated"] is True


def test_two_officers_press_at_once_and_nobody_is_called_twice(
    hub: RealHub, officer: Officer
) -> None:
    officer.sign_on()
    hub.open("6")
    number = hub.take(SERVICE)["number"]
    officer.sees("next", number)
    officer.until(officer.counter.model.settled, "nothing settles")
    assert hub.at("6", "call-next").status_code == 200
    QTest.keyClick(officer.window, K.Key_Return)
    officer.sees("notice", "Tidak ada yang menunggu loket ini")
    assert len(officer.recorded("TicketCalled")) == 1

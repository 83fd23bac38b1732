"""What the information desk alone can mend, at a real hub: papers, holds, those who are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli.environment import without_screen
from tests.integration.real_hub import RealHub
from tests.integration.test_hub_grants import KioskLine
from tests.scenarios.hall import Hall
from tests.scenarios.rooms import put_staff, seated, sign_in, staffed
from tests.scenarios.terminal import COUNTER, SERVICE, K, Officer

pytestmark = pytest.mark.usefixtures("passing")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with staffed(RealHub(tmp_path_factory.mktemp("mends") / "hub", "--always-open")) as running:
        yield running


@pytest.fixture
def clerk(hub: RealHub, tmp_path: Path) -> Iterator[Officer]:
    with seated(hub, tmp_path / "desk", "desk") as sitting:
        sign_in(sitting, "rina", "246810")
        sitting.sees("room", "Meja Informasi")
        yield sitting


def look_for(clerk: Officer, typed: str) -> None:
    """Whatever was looked for before, and chosen."""
    clerk.press(K.Key_Escape)
    clerk.press(K.Key_Escape)
    clerk.type(typed)


def by(hub: RealHub, kind: str) -> str:
    """Who did the last thing of a kind."""
    return next(one.actor for one in reversed(hub.entries()) if one.type == kind)


def test_the_paper_of_a_kiosk_that_is_cut_off(hub: RealHub, clerk: Officer) -> None:
    with KioskLine(hub) as kiosk:
        number = kiosk.paper(5, age_s=60)["number"]
    clerk.type(number)
    clerk.sees("foundNothing", f"{number} belum dikenal")
    clerk.press(K.Key_F2)
    clerk.asks(f"{number}: layanan apa di kertasnya?")
    clerk.press(K.Key_Return)
    clerk.sees("notice", f"{number} masuk antrean")
    clerk.sees("number", number)
    clerk.sees("state", "menunggu")
    issued = clerk.recorded("TicketIssued")[-1]
    assert (issued["number"], issued["entered"]) == (number, True)
    assert by(hub, "TicketIssued").endswith("/rina")


def test_one_on_hold_is_back_and_no_counter_had_to_do_it(hub: RealHub, clerk: Officer) -> None:
    hub.open(COUNTER)
    number = hub.take(SERVICE)["number"]
    held = hub.at(COUNTER, "call-next").json()
    assert hub.at(COUNTER, "hold", {"minutes": 60}).status_code == 200
    assert hub.at(COUNTER, "close").status_code == 200
    clerk.type(held["number"])
    clerk.sees("state", "ditunda di Loket 5 sampai")
    clerk.press(K.Key_Return, K.Key_2)
    clerk.asks(f"{held['number']} kembali ke antrean?")
    clerk.sees("detail", "tempatnya tetap")
    clerk.press(K.Key_1)
    clerk.sees("notice", "kembali dalam antrean")
    clerk.sees("state", "menunggu")
    (resumed,) = clerk.recorded("TicketResumed")
    assert (resumed["ticket"], resumed["counter"]) == (held["id"], COUNTER)
    assert by(hub, "TicketResumed").endswith("/rina")
    look_for(clerk, number)
    clerk.sees("number", number)


def test_what_became_of_one_that_is_over_and_why_it_came_first(
    hub: RealHub, clerk: Officer
) -> None:
    hub.open("11")
    first, second = (hub.take("SKCK-BARU")["number"] for _ in range(2))
    counter = next(
        one["id"]
        for one in hub.get("/api/v1/counters")["counters"]
        if "SKCK-BARU" in one["services"]
    )
    hub.open(counter)
    for step in ("call-next", "start", "finish"):
        assert hub.at(counter, step).status_code == 200

    # Nothing of it is in the line's copy any more: the hub tells.
    clerk.type(first)
    clerk.sees("state", "selesai")
    clerk.sees("outlook", "dilayani mulai")
    clerk.press(K.Key_Return, K.Key_1)
    clerk.sees("notice", f"{first} selesai")

    # "It was taken about now, for a police record": by time and service as well.
    now = clerk.counter.model.plate_card.property("clock")
    look_for(clerk, f"sekitar {now} skck")
    clerk.sees("foundHeading", "2 cocok")
    clerk.sees("number", second)

    # The one who waits asks about the one who has gone.
    clerk.press(K.Key_F3)
    clerk.asks(f"{second}: mengapa ada yang lebih dulu?")
    clerk.type(first)
    clerk.sees("option-0", f"Mengapa {first} lebih dulu?")
    clerk.press(K.Key_Return)
    clerk.asks(f"{second}: mengapa {first} lebih dulu?")
    clerk.sees("detail", first)
    clerk.press(K.Key_Return)
    clerk.until(lambda: clerk.read("question") == "", "the answer stays")


@pytest.mark.long
@pytest.mark.timeout(150)
def test_a_desk_with_a_printer_of_its_own(tmp_path: Path) -> None:
    """A kiosk's program without a screen prints beside the clerk; its paper ends, and is back."""
    with Hall(tmp_path, without_screen()) as hall:
        put_staff(hall.hub)
        printer = hall.printer()
        own = ("--device", "kiosk-meja", "--windowed", "800x600", "--printer", printer.address)
        hall.start("kiosk", *own)
        with seated(hall.hub, tmp_path / "desk", "desk", "--printer", "kiosk-meja") as clerk:
            sign_in(clerk, "rina", "246810")
            clerk.sees("room", "Meja Informasi")
            give_a_number(clerk)
            clerk.sees("notice", "dikirim ke printer")
            clerk.sees("paper", "sudah tercetak")
            assert printer.read("ticket-0001")["numbers"] == [clerk.read("number")]
            assert "belum tercetak" not in clerk.read("alarms")

            # Its paper runs out: the next number is offered elsewhere, and stays on the list.
            printer.do("out")
            clerk.sees("alarms", "kertas habis")
            give_a_number(clerk)
            clerk.asks("Cetak di mana?")
            clerk.sees("option-0", "Tanpa kertas")
            clerk.press(K.Key_1)
            clerk.sees("paper", "belum tercetak")

            # With paper again it is printed with one key.
            printer.do("refill")
            clerk.until(lambda: "kertas habis" not in clerk.read("alarms"), "the alarm stays")
            clerk.press(K.Key_1)
            clerk.asks("di mana?")
            clerk.sees("option-0", "di meja ini")
            clerk.press(K.Key_1)
            clerk.sees("paper", "sudah tercetak")


def give_a_number(clerk: Officer) -> None:
    clerk.press(K.Key_F2)
    clerk.asks("Nomor baru")
    clerk.type("bikin ktp")
    clerk.sees("option-0", "KTP")
    clerk.press(K.Key_Return)
    clerk.asks("berhak prioritas?")
    clerk.press(K.Key_1)
    clerk.asks("Perlu dibantu")
    clerk.press(K.Key_Return)


def test_who_does_not_hear_is_told_of_at_the_counter_and_at_the_desk(
    hub: RealHub, clerk: Officer, tmp_path: Path
) -> None:
    hub.open("6")
    while hub.at("6", "call-next").status_code == 200:  # whom the days before have left here
        hub.at("6", "finish")
    officer = Officer(hub, tmp_path / "counter", "--windowed", "1366x768")
    officer.sign_on()
    helped = hub.take(SERVICE, assist=["tidak-mendengar", "kursi-roda"])["number"]
    officer.sees("headline", "menunggu")
    officer.press(K.Key_Return)
    officer.sees("number", helped)
    officer.sees("marks", "tidak mendengar · kursi roda")
    clerk.sees("alarms", f"{helped} dipanggil ke Loket 5: Tidak mendengar, Kursi roda")
    clerk.sees("alarms", "Antar pengunjungnya.")
    officer.press(K.Key_Return)
    officer.sees("state", "Melayani")
    clerk.until(lambda: helped not in clerk.read("alarms"), "the alarm outlives the call")
    officer.end()

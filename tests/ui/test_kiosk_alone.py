"""The screens while the hub is away and numbers are given all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.emergency.certain import NEEDS_HUB, USED_UP
from kiosk.printing.virtual.reading import Reading, read
from kiosk.studio import closed_status
from tests.ui.kiosk_screen import KioskScreen

FIRST = "service-KTP-BARU"


@pytest.fixture(scope="module")
def screen() -> Iterator[KioskScreen]:
    kiosk = KioskScreen((1080, 1920))
    yield kiosk
    kiosk.close()


@pytest.fixture
def kiosk(screen: KioskScreen) -> KioskScreen:
    screen.begin()
    return screen


def leave(kiosk: KioskScreen) -> None:
    """The hub goes."""
    kiosk.hall.live, kiosk.hall.alone = False, True
    kiosk.hall.tell()
    kiosk.draw()


def come_back(kiosk: KioskScreen) -> None:
    kiosk.hall.live, kiosk.hall.alone = True, False
    kiosk.hall.tell()
    kiosk.draw()


def last_paper(kiosk: KioskScreen) -> Reading:
    job = kiosk.press.jobs[-1]
    return read(job.render(job.reprint))


def test_the_screens_stay_and_say_only_what_is_certain(kiosk: KioskScreen) -> None:
    assert kiosk.shows("find")
    leave(kiosk)
    assert kiosk.at == "start"
    assert kiosk.shows("alone")
    assert not kiosk.shows("find")
    assert not kiosk.reads("menunggu")
    kiosk.go(FIRST)
    assert kiosk.at == "confirm"
    assert not kiosk.shows("estimate")
    assert not kiosk.reads("Sisa nomor")
    assert "sedikit lebih lambat" in kiosk.find("warning").text


def test_the_number_is_marked_on_the_screen_and_on_the_paper(kiosk: KioskScreen) -> None:
    leave(kiosk)
    kiosk.go(FIRST, "take")
    assert kiosk.at == "done"
    number = kiosk.find("number").text
    assert kiosk.reads("Nomor darurat – tetap berlaku")
    assert not kiosk.reads("di depan Anda")
    lines = last_paper(kiosk).lines
    assert "NOMOR DARURAT - tetap berlaku" in lines[lines.index(number) + 1]
    assert not any("di depan" in line or "Kira-kira" in line for line in lines)


def test_a_visitor_goes_on_where_the_hub_leaves_and_returns(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST)
    leave(kiosk)
    assert kiosk.at == "confirm"
    kiosk.go("take")
    number = kiosk.find("number").text
    come_back(kiosk)
    assert (kiosk.at, kiosk.find("number").text) == ("done", number)


def test_an_answer_that_never_came_is_told_as_a_ghost(kiosk: KioskScreen) -> None:
    kiosk.hall.hold = True
    kiosk.go(FIRST, "take")
    (asked,) = kiosk.hall.orders("IssueTicket")
    leave(kiosk)
    kiosk.hall.sent_before_break = True
    kiosk.hall.answer_all()
    kiosk.draw()
    assert kiosk.at == "done"
    assert kiosk.hall.ghosts == [asked.order]


@pytest.mark.parametrize(
    ("reason", "words"),
    [(USED_UP, "Nomor darurat habis"), (NEEDS_HUB, "Menunggu sambungan")],
)
def test_what_cannot_be_given_says_so(kiosk: KioskScreen, reason: str, words: str) -> None:
    leave(kiosk)
    code = FIRST.removeprefix("service-")
    kiosk.hall.statuses[code] = closed_status(code, reason, {}, "")
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.reads(words)
    kiosk.go(FIRST)
    assert kiosk.at == "closed"
    assert words in kiosk.find("closedReason").text
    assert "setelah sistem antrean tersambung" in kiosk.find("closedOpens").text


def test_a_kiosk_that_can_give_none_says_that_the_hub_is_away(kiosk: KioskScreen) -> None:
    kiosk.hall.live = False
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.at == "away"

"""A visit on a screen: three apps as real windows, touched and typed at as people do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.cli.demo.headless import spelled
from tests.scenarios.hall import App, Hall, Told
from tests.scenarios.passing import Passing
from tests.scenarios.screen import Screen, missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

PICTURES = "GILIRAN_PICTURES"
"""A folder for a picture of each app at each step, for whoever wants to look at them."""
SERVICE, COUNTER = "KTP-BARU", "1"
SPEAKING_S = 30
"""From a press until the last word, with English and with another call before it."""


class HallOnScreen(Hall):
    """Kiosk, paper, TV and a counter side by side on one large screen."""

    def __init__(self, directory: Path, screen: Screen, pictures: Path) -> None:
        super().__init__(directory, screen.environment)
        self._screen = screen
        self._pictures = pictures
        self._kind = "png" if PICTURES in os.environ else "bmp"
        """Which nobody packs: for pictures that nobody looks at."""
        self._steps = 0
        self._signed_on = False

    def begin(self) -> None:
        """The next visit: the kiosk is free, the counter too, and what was before is over."""
        self.kiosk.see("heading", text="Layanan apa yang Anda perlukan?", within=20)
        for act in ("start", "finish"):
            self.hub.at(COUNTER, act)
        self._before = len(super().journal())
        self._spoken = len(super().journal("CallSpoken"))
        self._printed = len(super().journal("TicketPrinted"))

    def journal(self, *types: str) -> list[Told]:
        """What stands in the journal since this visit began."""
        return [one for one in super().journal(*types) if one.seq > self._before]

    def spoken(self, nth: int = 1) -> str:
        """The words of this visit's nth call, as soon as they sound."""
        return str(self.tv.noted("sounding", nth=self._spoken + nth)["words"])

    def paper_out(self) -> dict[str, Any]:
        """What stands on this visit's paper."""
        return self.paper.read(f"ticket-{self._printed + 1:04}")

    def open(self) -> None:
        sound = self._directory / "call.wav"
        self.paper = self.printer("--window", "--geometry", "420x900+3100+20")
        at_printer = ("--printer", self.paper.address)
        tv = ("--device", "tv-biru", "--sound-file", sound)
        self.kiosk = self._window("kiosk", "1080x1920+20+20", "--device", "kiosk-1", *at_printer)
        self.tv = self._window("display", "1920x1080+1140+20", *tv)
        self.counter = self._window("counter", "1366x768+1140+1140", "--counter", COUNTER)
        self.tv.see("clock", within=20)

    def _window(self, app: str, place: str, *options: object) -> App:
        return self.start(app, "--windowed", place, *options)

    # A visitor's hands ----------------------------------------------------------------------

    def touch(self, name: str, times: int = 1) -> None:
        """On the kiosk, where the thing of that name stands on the screen."""
        x, y = self.kiosk.direct(20, where=name)["at"]
        self._screen.click(x, y, times)

    def write(self, text: str) -> None:
        """On the kiosk's own keyboard."""
        for letter in text:
            self.touch("key-space" if letter == " " else f"key-{letter}")

    # An officer's hands ---------------------------------------------------------------------

    def press(self, *keys: str, on: str = "menu") -> None:
        """At the counter, once a press would not be taken for the second half of another."""
        self.counter.direct(where=on)
        self._screen.focus(self.counter.player.pid)
        self._screen.press(*keys)

    def answer(self, key: str) -> None:
        """One of the options of a question that stands there."""
        self.press(key, on="option-0")

    def sign_on(self) -> None:
        """Officer, PIN, and the counter that the terminal proposes; once a day."""
        if self._signed_on:
            return
        self._signed_on = True
        self.counter.see("officer", within=20)
        self._screen.focus(self.counter.player.pid)
        self._screen.type(f"officer-{COUNTER}\t1234")
        self._screen.press("Return")
        self.told("CounterOpened", counter=COUNTER, officer=f"officer-{COUNTER}")

    # Looking --------------------------------------------------------------------------------

    def look(self, step: str) -> None:
        """All that the apps say was really drawn; a picture of each is kept."""
        self._steps += 1
        for name, app in (("kiosk", self.kiosk), ("counter", self.counter), ("tv", self.tv)):
            picture = self._pictures / f"{self._steps:02}-{step}-{name}.{self._kind}"
            drawn = app.direct(shot=str(picture))
            assert drawn["blank"] == [], f"{picture.name} leaves no ink for {drawn['blank']}"
            assert drawn["drawn"] >= 5


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, passing: Passing) -> Iterator[HallOnScreen]:
    """In the morning: in the hall's break its TV says so, and no more."""
    folder = tmp_path_factory.mktemp("hall")
    pictures = Path(os.environ.get(PICTURES) or folder / "pictures").absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    with Screen() as screen, HallOnScreen(folder, screen, pictures) as hall:
        hall.open()
        yield hall


@pytest.fixture
def hall(opened: HallOnScreen) -> HallOnScreen:
    """One hall for all visits, as on a real day: four programs with windows start but once."""
    opened.begin()
    return opened


def test_a_whole_visit(hall: HallOnScreen) -> None:
    hall.look("start")
    number = a_double_tap_takes_one_ticket(hall)
    hall.sign_on()
    hall.counter.see("next", text=number)
    hall.look("signed-on")
    a_double_press_calls_once(hall, number)
    it_is_shown_and_spoken(hall, number)
    hall.look("spoken")

    hall.press("Return")
    hall.told("ServiceStarted", counter=COUNTER)
    hall.tv.gone("rowNumber")
    hall.counter.see("state", text="Melayani")
    hall.look("serving")

    hall.press("Return")
    hall.told("ServiceFinished", counter=COUNTER)
    hall.counter.see("headline", text="Tidak ada antrean")
    hall.tv.see("empty", text="Panggilan muncul di sini")
    hall.kiosk.see("heading", text="Layanan apa yang Anda perlukan?")
    hall.look("idle")
    told = [one.type for one in hall.journal() if one.body.get("ticket")]
    assert told == [
        "TicketIssued",
        "TicketPrinted",
        "TicketCalled",
        "CallShown",
        "CallSpoken",
        "ServiceStarted",
        "ServiceFinished",
    ]


def a_double_tap_takes_one_ticket(hall: HallOnScreen) -> str:
    hall.touch(f"service-{SERVICE}")
    hall.kiosk.see("take", text="AMBIL NOMOR")
    hall.look("confirm")
    hall.touch("take", times=2)
    number = str(hall.told("TicketIssued").body["number"])
    assert hall.kiosk.see("number") == number
    hall.kiosk.see("paper", text="Ambil tiket di bawah")
    hall.told("TicketPrinted")
    hall.look("number")
    assert len(hall.journal("TicketIssued")) == 1
    paper = hall.paper_out()
    assert paper["numbers"] == [number]
    assert any("ZONA BIRU" in line for line in paper["lines"])
    return number


def a_double_press_calls_once(hall: HallOnScreen, number: str) -> None:
    hall.press("Return", "Return")
    hall.told("TicketCalled", counter=COUNTER)
    assert hall.counter.see("number", text=number) == number
    hall.counter.see("state", text="Dipanggil")


def it_is_shown_and_spoken(hall: HallOnScreen, *numbers: str) -> None:
    """The latest of the calls: on the TV, in the voice, and told to the officer."""
    number, nth = numbers[-1], len(numbers)
    hall.tv.see("number", text=number)
    hall.told("CallShown", nth=nth)
    words = hall.spoken(nth)
    assert spelled(number) in words.replace(",", "")
    hall.told("CallSpoken", nth=nth, within=SPEAKING_S)
    hall.counter.see("delivery", text="disuarakan ✓")


@pytest.mark.long
def test_a_visitor_who_reads_english_and_mistypes(hall: HallOnScreen) -> None:
    hall.sign_on()
    hall.touch("language")
    hall.kiosk.see("heading", text="What do you need today?")
    hall.touch("search")
    hall.write("famly card")
    hall.look("search")
    hall.touch("service-KK-UBAH")
    hall.kiosk.see("take", text="TAKE A NUMBER")
    hall.look("confirm")
    hall.touch("take")
    issued = hall.told("TicketIssued")
    number = str(issued.body["number"])
    assert issued.body["service"] == "KK-UBAH"
    assert issued.body["language"] == "en"
    assert hall.kiosk.see("number") == number
    hall.told("TicketPrinted")
    hall.look("number")
    assert hall.paper_out()["numbers"] == [number]

    hall.press("Return")
    words = hall.spoken()
    assert "Nomor antrean" in words
    assert words.index("Nomor antrean") < words.index("Queue number")
    it_is_shown_and_spoken(hall, number)
    hall.counter.see("marks", text="tiket bahasa Inggris")
    hall.look("spoken")


@pytest.mark.long
def test_an_officers_other_keys(hall: HallOnScreen) -> None:
    """Recall, hold and resume, finish & call, no-show and its undo: the keyboard alone."""
    hall.sign_on()
    first, second = (hall.hub.take(SERVICE)["number"] for _ in range(2))
    hall.counter.see("summary", text="2 menunggu")
    hall.press("KP_Enter")
    it_is_shown_and_spoken(hall, first)
    hall.press("KP_Add")
    assert hall.told("TicketRecalled").body["call"] == 2
    it_is_shown_and_spoken(hall, first, first)
    hall.look("recalled")

    hall.press("KP_Multiply")
    hall.counter.see("question", text=f"Tunda {first} sampai kapan?")
    hall.answer("1")
    hall.told("TicketHeld")
    hall.counter.see("summary", text="1 ditunda")
    hall.look("held")
    hall.press("3")
    hall.counter.see("question")
    hall.look("which-one")
    hall.answer("1")
    hall.told("TicketResumed")
    hall.counter.see("next", text=first)

    hall.press("KP_Enter")
    hall.told("TicketCalled", nth=2)
    hall.counter.see("number", text=first)
    hall.press("KP_Enter")
    hall.told("ServiceStarted")
    hall.counter.see("state", text="Melayani")
    hall.press("KP_Enter")
    hall.told("ServiceFinished")
    hall.counter.see("number", text=second)
    hall.look("finished-and-called")

    hall.press("KP_Subtract")
    hall.counter.see("question", text=second)
    hall.look("why-no-show")
    hall.answer("1")
    hall.told("TicketMissed")
    hall.tv.gone("rowNumber")
    hall.press("8", on="act-undo")
    hall.told("ActionUndone")
    hall.counter.see("number", text=second)
    hall.tv.see("rowNumber", text=second)
    hall.look("no-show-undone")

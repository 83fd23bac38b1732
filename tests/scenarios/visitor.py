"""Somebody before a kiosk on a real screen: a finger or the keys of a keypad, a language, a need.

What is touched is found by the name it has on the usual and on the plain screens alike, on
whichever page it stands, and touched where it really stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from shared.domain.ids import SECOND
from tests.scenarios.hall import LOOK_S, PATIENCE_S, App
from tests.scenarios.passing import Passing
from tests.scenarios.screen import Screen

SETTLED_MS = 1_100
"""What passes before each touch: a screen that has just come does not heed the first."""
BETWEEN_VISITS_MS = 90 * SECOND
"""Whoever walked away in the middle, in any mode, was asked by then and did not answer; and nobody
is asked any more whether the same is for somebody else."""
MOST_WAITS = 40
MOST_STOPS = 120
"""More things than any screen has."""
CORNER, KNOCKS = (32, 32), 5
"""Where the kiosk's window begins on the screen, and a little further."""
RESTS_MS = 185 * SECOND
"""Nobody has stood there for so long that the kiosk rests."""
LOOKS_S = 3.0
"""Longer than the kiosk takes to look at its clocks."""
LETTER = "key-"
"""Who hears the screen goes over its keyboard sideways, and past it with one step."""
NOWHERE = "nothing has this name"
HEADINGS = {"id": "Layanan apa yang Anda perlukan?", "en": "What do you need today?"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody uses the kiosk: which modes they switch on, and with what they press."""

    modes: tuple[str, ...] = ()
    keys: bool = False
    """The keypad alone."""

    @property
    def hears(self) -> bool:
        """With headphones: any key begins it."""
        return "spoken" in self.modes

    @property
    def patience_ms(self) -> int:
        """How long nobody asks whether they are still there."""
        return (60 if self.modes else 30) * SECOND

    @property
    def plain(self) -> bool:
        """Whether the plain screens stand there."""
        return bool({"large", "reach", "easy", "spoken"} & set(self.modes))


class Visitor:
    """One visit. `speaks`: the language that they choose."""

    def __init__(
        self, kiosk: App, screen: Screen, clocks: Passing, manner: Manner, speaks: str
    ) -> None:
        self.kiosk, self.manner, self.speaks = kiosk, manner, speaks
        self._screen, self._clocks = screen, clocks
        self._presses = 0

    def comes(self) -> None:
        """To the start, where nobody has been for a while."""
        self._clocks.let(BETWEEN_VISITS_MS)
        self._presses = int(self.kiosk.direct(felt=0)["presses"])
        self.settles_in()

    def settles_in(self) -> None:
        """Says at the start how the kiosk is to be, and in what language."""
        self.stands_at_the_start()
        if self.manner.keys:
            self._screen.focus(self.kiosk.player.pid)
        if self.manner.hears:
            self._until(self._is_spoken_to, "told")
        if self.speaks != "id":
            self.choose("language")
            self.kiosk.see("heading", text=HEADINGS[self.speaks])
        if self.manner.modes and not self.manner.hears:
            self.choose("access", *(f"mode-{mode}" for mode in self.manner.modes), "accessClose")

    # Hands ----------------------------------------------------------------------------------

    def choose(self, *names: str) -> None:
        """One thing after the other, each as soon as it stands there, on whichever page."""
        for name in names:
            self._clocks.let(SETTLED_MS)
            self._until(partial(self._comes_to, name), name)

    def choose_where_plain(self, plain: tuple[str, ...], usual: tuple[str, ...]) -> None:
        """The same wish on a plain screen, which asks one thing after the other, or a usual one."""
        self.choose(*(plain if self.manner.plain else usual))

    def writes(self, text: str) -> None:
        """On the kiosk's own keyboard."""
        for letter in text.lower():
            key = "key-space" if letter == " " else f"key-{letter}"
            self._until(partial(self._types, key), key)

    def answers(self) -> None:
        """That they are still there, when they are asked: any key says it, or the button."""
        self.sees_soon("stay")
        if self.manner.keys:
            self._clocks.let(SETTLED_MS)
            self._key("Down")
        else:
            self.choose("stay")

    def knocks(self) -> None:
        """Five fingers in the upper left corner, which no visitor does by chance."""
        self._clocks.let(SETTLED_MS)
        for _ in range(KNOCKS):
            self._screen.click(*CORNER)
            self._felt()

    def touches(self, *names: str) -> None:
        """With a finger, whatever the manner."""
        manner, self.manner = self.manner, Manner()
        self.choose(*names)
        self.manner = manner

    def scans(self, code: str) -> None:
        """Holds a paper under the scanner, which types what is on it."""
        self._clocks.let(SETTLED_MS)
        self._screen.focus(self.kiosk.player.pid)
        self._screen.type(code)
        self._screen.press("Return")
        self._presses += len(code) + 1
        self.kiosk.direct(felt=self._presses)

    def waits(self, ms: int) -> None:
        """Stands there and does nothing."""
        self._clocks.let(ms)

    def is_asked(self) -> None:
        """Does nothing until somebody asks: whoever is being read to is let hear it first."""
        self._until_after(self.manner.patience_ms, "stay")

    def stays_away(self) -> None:
        """Until the kiosk rests."""
        self._until_after(RESTS_MS, "wake")

    def wakes(self) -> None:
        """Touches the resting kiosk, where a service will stand in a moment: nothing else comes."""
        if self.manner.keys:
            self._screen.focus(self.kiosk.player.pid)
            self._key("Down")
        else:
            self._press("wake")
        self.stands_at_the_start()

    def _until_after(self, ms: int, name: str) -> None:
        """Lets so much time pass until this stands there; again and again where a voice speaks."""
        for _ in range(MOST_WAITS if self.manner.hears else 1):
            self._clocks.let(ms)
            if self._comes_soon(name):
                return
        self.sees_soon(name)

    def _comes_soon(self, name: str) -> bool:
        deadline = time.monotonic() + LOOKS_S
        while time.monotonic() < deadline:
            if self._place(name) is not None:
                return True
            time.sleep(LOOK_S)
        return False

    def _comes_to(self, name: str) -> bool:
        """Whether it was pressed; else the next page of what is listed is turned to. Who hears the
        screen walks on, and its pages turn by themselves."""
        if self.manner.hears:
            self._walk_to(name)
            return True
        if self._press(name):
            return True
        if self._press("pagerOn"):
            self._clocks.let(SETTLED_MS)
        return False

    def _types(self, key: str) -> bool:
        return self._press(key) or self._press("key-digits", key)

    def _press(self, *names: str) -> bool:
        """Whether the first of them stands there; it is pressed, then the others."""
        for name in names:
            place = self._place(name)
            if place is None:
                return False
            if self.manner.keys:
                self._walk_to(name)
            else:
                self._screen.click(*place)
                self._felt()
        return True

    def _is_spoken_to(self) -> bool:
        self._key("Down")
        return bool(self.kiosk.direct(focus=True)["name"] == "told")

    def _walk_to(self, name: str) -> None:
        for _ in range(MOST_STOPS):
            here = str(self.kiosk.direct(focus=True)["name"])
            if here == name:
                self._key("Return")
                return
            among_letters = (
                self.manner.hears and here.startswith(LETTER) and name.startswith(LETTER)
            )
            self._key("Right" if among_letters else "Down")
        raise AssertionError(f"the keys never come to {name}")

    def _key(self, key: str) -> None:
        self._screen.press(key)
        self._felt()

    def _felt(self) -> None:
        self._presses += 1
        self.kiosk.direct(felt=self._presses)

    # Eyes -----------------------------------------------------------------------------------

    def stands_at_the_start(self) -> None:
        """Returns as soon as it is the next visitor's."""
        self.kiosk.see("heading", text=HEADINGS["id"], within=20)
        self.kiosk.see("service-KTP-BARU")

    def reads(self, words: str) -> None:
        """Returns as soon as a text that begins with these words stands anywhere."""
        self.kiosk.see(words, within=20)

    def finds(self, words: str) -> None:
        """Returns as soon as a text has these words, on whichever page."""
        self._until(partial(self._reads_on, words), words)

    def texts(self) -> list[str]:
        """All that can be read now."""
        self.kiosk.player.say({"see": NOWHERE, "within": 0})
        return [str(each) for each in self.kiosk.player.hear()["texts"]]

    def _reads_on(self, words: str) -> bool:
        if any(words in text for text in self.texts()):
            return True
        if self.manner.hears:
            self._key("Down")
        elif self._press("pagerOn"):
            self._clocks.let(SETTLED_MS)
        return False

    def sees_soon(self, name: str) -> None:
        """Returns as soon as it can be seen."""
        self.kiosk.see(name, within=20)

    def its_number(self) -> str:
        """The number that was given."""
        self.kiosk.see("finish", within=20)
        return self.kiosk.see("number")

    def _place(self, name: str) -> tuple[int, int] | None:
        self.kiosk.player.say({"where": name, "within": 0})
        answer = self.kiosk.player.hear()
        return (answer["at"][0], answer["at"][1]) if answer["ok"] else None

    def _until(self, done: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > deadline:
                self.kiosk.direct(0, see=what)
            time.sleep(LOOK_S)

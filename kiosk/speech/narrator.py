"""What the spoken mode says, and when: as a screen reader, for this one program.

A key silences what was being said. Another screen is read whole; another control by its name, its
state, its role and its place, as the accessible tree has them; what changes by itself is said only
where it answers an act (a scene's `news`), and after what is being said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickWindow

from kiosk.access.face import Access
from kiosk.speech.ears import letter, spelled
from kiosk.speech.invitation import invitation
from kiosk.speech.stops import KEY, WHOLE, Stop, present_stop

ANSWER_MS = 900
"""An act that has changed nothing by then is answered by the name of the control again."""
SPELLED = 3
"""The third time it is spelled; the second time it is slower."""


class Narrator(QObject):
    """Speaks for one kiosk's window, while the visitor's mode is the spoken one.

    `languages`: the codes of all that the hall offers.
    """

    def __init__(
        self, window: QQuickWindow, access: Access, languages: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(window)
        self._window, self._access, self._languages = window, access, languages
        self._on = self._welcoming = False
        self._entered = self._moved = self._acted = False
        self._stop = Stop()
        self._news = ""
        self._said, self._repeats = "", 0
        self._farewell = ""
        self._greeted: set[str] = set()
        """Languages in which this visitor has been told which keys there are."""
        self._language = access.visitors_language
        self._volume = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self._answer = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._answer.timeout.connect(self._nothing_came)
        window.activeFocusItemChanged.connect(self._on_focus)
        access.entered.connect(self._on_entered)
        access.told.connect(self._on_news)
        access.again.connect(self.repeat)
        access.loudness.connect(self._tell_volume)
        access.changed.connect(self._follow)

    # Keys ------------------------------------------------------------------------------------

    def hush(self) -> None:
        """A key was pressed: silence at once, whatever it does."""
        if self._on:
            self._welcoming = False
            self._access.speech.stop()

    def act(self) -> None:
        """The key that chooses: something has to be heard of it."""
        if not self._on or self._stop.place in ("", WHOLE):
            return
        self._acted = True
        self._answer.start()
        self._soon.start()

    def command(self, command: str) -> None:
        """A key with a meaning of its own."""
        if command == "repeat":
            self.repeat()
        elif command in ("louder", "softer"):
            self._access.louder(1 if command == "louder" else -1)
        elif self._on:
            self._acted = True
            self._answer.start()

    def repeat(self) -> None:
        """The same again; then slower; then its name letter by letter."""
        if not self._on:
            return
        if self._stop.place == WHOLE:  # it may have changed while it was read
            self._said = present_stop(self._window, self._words()).words
        self._repeats += 1
        if self._repeats % SPELLED == 0:
            words = spelled(self._stop.to_spell, self._language)
            self._access.speech.say(words, self._tongue(), slowly=True)
        else:
            slowly = self._repeats > 1
            self._access.speech.say(self._said, self._tongue(), slowly=slowly)

    def typed(self, sign: str) -> None:
        """A letter from the block of digits."""
        self._access.speech.say(letter(sign, self._language), self._language)

    # What happens ----------------------------------------------------------------------------

    def _follow(self) -> None:
        """The mode begins and ends with the visitor, and so does the volume."""
        access = self._access
        if access.volume != self._volume:
            self._volume = access.volume
            access.speech.set_volume(self._volume)
        spoken = bool(access.property("spoken"))
        if spoken:
            self._language = access.visitors_language
            self._farewell = self._word("farewell")
        if spoken != self._on:
            self._on = spoken
            (self._welcome if spoken else self._part)()

    def _welcome(self) -> None:
        self._entered = True
        self._greeted.clear()
        self._greet()
        for other in self._languages():
            if other != self._language:
                self._access.speech.add(*invitation(other, self._languages()))
        self._soon.start()

    def _greet(self) -> None:
        self._welcoming = True
        self._greeted.add(self._language)
        self._access.speech.say(self._word("welcome"), self._language)

    def _part(self) -> None:
        self._answer.stop()
        self._stop, self._news = Stop(), ""
        self._access.speech.say(self._farewell, self._language)

    def _on_focus(self) -> None:
        self._moved = True
        self._soon.start()

    def _on_entered(self) -> None:
        self._entered = True
        self._soon.start()

    def _on_news(self, news: str) -> None:
        self._news = news
        self._soon.start()

    def _look(self) -> None:
        """All that one key has changed is there now."""
        if not self._on:
            return
        before, self._stop = self._stop, present_stop(self._window, self._words())
        entered, moved, news = self._entered, self._moved, self._news
        self._entered, self._moved, self._news = False, False, ""
        if entered:
            self._read_screen()
        elif not self._stop.place:
            self._stand_at_the_top()
        elif moved and self._stop != before:
            self._say(self._on_arrival(before))
        elif self._acted and not news:
            self._say(self._answer_to_press(before))
        if news and not entered:
            self._access.speech.add(news, self._language)
            self._heard()

    def _stand_at_the_top(self) -> None:
        """What the keys stood on is gone; the screen is another one only in part."""
        self._window.keyCommand("top")  # type: ignore[attr-defined]
        self._stop = present_stop(self._window, self._words())
        self._say(self._stop.name.partition(". ")[0])
        self._moved = False

    def _on_arrival(self, before: Stop) -> str:
        if self._stop.types and not before.types:
            return f"{self._word('keyboard')}, {letter(self._stop.name, self._language)}"
        return self._stop.words

    def _answer_to_press(self, before: Stop) -> str:
        if self._stop.place.startswith(KEY):
            return self._stop.name
        return "" if self._stop.place == WHOLE else self._stop.change_from(before)

    def _read_screen(self) -> None:
        """It interrupts, but for the welcome, which it follows."""
        if self._language not in self._greeted:
            self._greet()
        if self._welcoming and self._access.speech.busy:
            self._said, self._repeats = self._stop.words, 0
            self._access.speech.add(self._said, self._language)
            self._heard()
        else:
            self._say(self._stop.words)

    def _nothing_came(self) -> None:
        if self._on and self._acted:
            self._say(present_stop(self._window, self._words()).words)

    def _tell_volume(self) -> None:
        if self._on:
            self._say(self._word("volume").replace("%1", str(self._volume)))

    # Saying ----------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        if not words:
            return
        self._said, self._repeats = words, 0
        shown = letter(words, self._language) if len(words) == 1 else words
        self._access.speech.say(shown, self._tongue())
        self._heard()

    def _heard(self) -> None:
        self._acted = False
        self._answer.stop()

    def _tongue(self) -> str:
        """The language of what the keys stand on: a language's key speaks its own."""
        kind, _, code = self._stop.place.partition("-")
        if kind != "language":
            return self._language
        others = [one for one in self._languages() if one != self._language]
        return code or (others[0] if len(others) == 1 else self._language)

    def _word(self, name: str) -> str:
        return str(self._words().property(name))

    def _words(self) -> QObject:
        words = self._window.property("spokenWords")
        assert isinstance(words, QObject)
        return words

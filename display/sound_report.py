"""Whether this display is heard, and how: told to the corner of the screen and to the staff."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from display import words
from display.facts import Facts
from display.hall import Hall
from display.model import DisplayModel
from display.voice.sound_check import SoundCheck, Verdict
from display.voice.voice import Fitness, Voice
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

_STAND_INS = {
    Fitness.RECORDED: TroubleCode.RECORDED_VOICE,
    Fitness.CHIME: TroubleCode.CHIME_ONLY,
}


class SoundReport(QObject):
    """Watches a voice and its test. A display that was started without a voice has no trouble."""

    def __init__(
        self,
        hall: Hall,
        model: DisplayModel,
        voice: Voice | None,
        check: SoundCheck | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._model = model
        self._voice = voice
        self._check = check
        self.others: tuple[Trouble, ...] = ()
        """What else is wrong with this display: the hub is told of all at once."""
        self._asked: list[str] = []
        """Tests of which the hub waits to hear."""
        hall.changed.connect(self._look)
        if voice is not None:
            voice.availableChanged.connect(self._look)
            voice.fitnessChanged.connect(self._look)
        if check is not None:
            hall.testWanted.connect(self._on_wanted)
            check.found.connect(self._on_found)
        self._look()

    def _look(self, *_: object) -> None:
        voice = self._voice
        self._model.silence(silence_note(self._hall.facts(), available=self._heard()))
        if voice is not None:
            self._model.stand_in(words.STAND_INS.get(voice.fitness, {}).get("id", ""))
        own = self._troubles(voice) if voice is not None else []
        self._hall.troubles([*own, *self.others])

    def tell(self, others: Sequence[Trouble]) -> None:
        """Troubles that have nothing to do with the sound."""
        self.others = tuple(others)
        self._look()

    def _heard(self) -> bool:
        """As far as anybody can tell."""
        deaf = self._check is not None and self._check.failed
        return self._voice is not None and self._voice.available and not deaf

    def _troubles(self, voice: Voice) -> list[Trouble]:
        found = [] if self._heard() else [Trouble(TroubleCode.NO_SOUND)]
        if voice.fitness is not Fitness.WELL:
            found.append(Trouble(_STAND_INS[voice.fitness]))
        return found

    def _on_wanted(self, test: str) -> None:
        self._asked.append(test)
        if self._check is not None:
            self._check.run()

    def _on_found(self, verdict: Verdict) -> None:
        asked, self._asked = self._asked, []
        for test in asked:
            self._hall.sound_tested(test, ok=verdict.ok, how=verdict.how, detail=verdict.detail)
        self._look()


def silence_note(facts: Facts, *, available: bool) -> str:
    """What the corner says about the sound; empty while there is some."""
    if not available:
        return words.NO_SOUND["id"]
    if facts.device is not None and facts.device.muted:
        return words.MUTED["id"]
    return ""

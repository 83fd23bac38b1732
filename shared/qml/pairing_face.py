"""The view model of the pairing screen, one for the three apps."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from shared.link.line import Line
from shared.link.pairing.trust import REVOKED
from shared.link.state import LineState
from shared.protocol.pairing_file import PairedDevice
from shared.qml import pairing_words as words
from shared.qml.pairing_words import NOTHING, Said
from shared.qml.rows import Rows

QML_IMPORT_NAME = "Giliran.Pairing"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 500
CONNECTED_MS = 3_000
"""So long a person sees that it worked."""
GAP_MS = 8_000
"""A hub that was there is waited for so long before the app shows that it looks for one."""


class Stage(StrEnum):
    """What the pairing screen shows."""

    NOTHING = ""
    """It is not there: the app shows itself."""
    CODE = "code"
    ASKING = "asking"
    """Between two codes."""
    CONNECTED = "connected"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Sign:
    """One of three; its fields are the roles of a row in QML."""

    icon: str
    id: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingFacts:
    """All that the screen tells."""

    stage: Stage = Stage.NOTHING
    role: str = "display"
    name: str = ""
    """What people call the device."""
    site: str = ""
    digits: str = ""
    signs: tuple[str, ...] = ()
    note: str = ""
    """One of `shared.link.pairing.guest.Note`."""
    seconds_left: int = 0
    part_left: float = 0.0
    """Of the time that the digits have, 0 to 1."""
    several: bool = False
    """There are other hubs to choose from."""


@QmlElement
class PairingFace(QObject):
    """What is shown in place of the app until a hub has let it in."""

    changed = Signal()
    stageChanged = Signal()
    againWanted = Signal()
    """Whoever stands there wants the device to be let in anew."""
    otherHubWanted = Signal()
    """The hub that waits is not theirs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = PairingFacts()
        self._signs = Rows(Sign, self)
        self._line: Line | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._look)
        self._gap = QTimer(self, singleShot=True, interval=GAP_MS)
        self._gap.timeout.connect(self._look)
        self._joy = QTimer(self, singleShot=True, interval=CONNECTED_MS)
        self._joy.timeout.connect(self._look)

    def follow(self, line: Line) -> None:
        """Shows how this line's device is let in."""
        self._line = line
        line.guest.changed.connect(self._on_guest)
        line.stateChanged.connect(self._look)
        line.letIn.connect(self._on_let_in)
        self.againWanted.connect(self._on_again)
        self.otherHubWanted.connect(self._on_other_hub)
        self._look()

    def show(self, facts: PairingFacts) -> None:
        """Shows this."""
        if facts == self._facts:
            return
        moved = facts.stage is not self._facts.stage
        if facts.signs != self._facts.signs:
            self._signs.show(_signs(facts.signs))
        self._facts = facts
        self.changed.emit()
        if moved:
            self.stageChanged.emit()

    # For QML --------------------------------------------------------------------------------

    @Property(str, notify=stageChanged)
    def stage(self) -> str:
        """One of `Stage`; empty: the app shows itself."""
        return self._facts.stage

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._facts.digits

    @Property(str, notify=changed)
    def digitsAloud(self) -> str:
        """For a reader of screens: one by one."""
        return " ".join(self._facts.digits.replace(" ", ""))

    @Property(QObject, constant=True)
    def signs(self) -> Rows[Sign]:
        return self._signs

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._facts.name

    @Property(str, notify=changed)
    def site(self) -> str:
        return self._facts.site

    @Property(str, constant=True)
    def command(self) -> str:
        return words.COMMAND

    @Property(list, notify=changed)
    def title(self) -> list[str]:
        """Like all texts here: in Indonesian and in English."""
        facts = self._facts
        titles = {
            Stage.CONNECTED: words.CONNECTED,
            Stage.REVOKED: words.REVOKED,
            Stage.ASKING: words.ASKING,
        }
        return list(titles.get(facts.stage, self._of(words.TITLE)))

    @Property(list, constant=True)
    def typing(self) -> list[str]:
        return list(words.TYPE)

    @Property(list, constant=True)
    def comparing(self) -> list[str]:
        return list(words.COMPARE)

    @Property(list, constant=True)
    def entering(self) -> list[str]:
        return list(words.ENTER)

    @Property(list, notify=changed)
    def note(self) -> list[str]:
        return list(self._of(words.NOTES.get(self._facts.note, NOTHING)))

    @Property(list, notify=changed)
    def more(self) -> list[str]:
        """Below the title, where there are no digits."""
        facts = self._facts
        if facts.stage is Stage.REVOKED:
            return list(words.REVOKED_MORE.of(site=facts.site, name=facts.name))
        return [facts.site, ""]

    @Property(list, notify=changed)
    def timeLeft(self) -> list[str]:
        minutes, seconds = divmod(self._facts.seconds_left, 60)
        return [
            words.TIME.id.format(time=f"{minutes}.{seconds:02}"),
            words.TIME.en.format(time=f"{minutes}:{seconds:02}"),
        ]

    @Property(float, notify=changed)
    def partLeft(self) -> float:
        return self._facts.part_left

    @Property(list, constant=True)
    def again(self) -> list[str]:
        return list(words.AGAIN)

    @Property(list, notify=changed)
    def otherHub(self) -> list[str]:
        """What asks for another hub; empty where there is none."""
        facts = self._facts
        return list(words.OTHER_HUB.of(site=facts.site) if facts.several else NOTHING)

    @Slot()
    def pairAgain(self) -> None:
        self.againWanted.emit()

    @Slot()
    def chooseAgain(self) -> None:
        self.otherHubWanted.emit()

    # ----------------------------------------------------------------------------------------

    def _of(self, said: Said) -> Said:
        kind = words.KINDS[self._facts.role]
        return Said(said.id.format(kind=kind.id), said.en.format(kind=kind.en))

    @Slot()
    def _on_guest(self) -> None:
        if self._line is not None and self._line.guest.code is None:
            self._gap.start()
        self._look()

    @Slot()
    def _on_again(self) -> None:
        if self._line is not None and self._facts.stage is Stage.REVOKED:
            self._line.pair_anew()
            self._look()

    @Slot()
    def _on_other_hub(self) -> None:
        if self._line is not None:
            self._line.choose_again()
            self._gap.stop()
            self._look()

    @Slot(object)
    def _on_let_in(self, _paired: PairedDevice) -> None:
        self._gap.stop()
        self._joy.start()
        self._look()

    @Slot()
    def _look(self, *_what: object) -> None:
        if self._line is None:
            return
        stage = self._stage(self._line)
        if stage is Stage.NOTHING:
            self._tick.stop()
            self.show(PairingFacts())
            return
        self.show(_facts(self._line, stage))
        if stage is Stage.CODE:
            self._tick.start()

    def _stage(self, line: Line) -> Stage:
        if self._joy.isActive():
            return Stage.CONNECTED
        if line.guest.code is not None:
            self._gap.stop()
            return Stage.CODE
        if line.state is LineState.REFUSED and line.bye is not None and line.bye.code == REVOKED:
            return Stage.REVOKED
        if line.state in (LineState.LIVE, LineState.CHOOSING):
            return Stage.NOTHING
        waits = self._gap.isActive() and self._facts.stage is not Stage.NOTHING
        return Stage.ASKING if waits or line.asks or line.guest.rest else Stage.NOTHING


def _facts(line: Line, stage: Stage) -> PairingFacts:
    guest, code, paired = line.guest, line.guest.code, line.paired
    left = max(0.0, code.ends - time.monotonic()) if code is not None else 0.0
    return PairingFacts(
        stage=stage,
        role=line.role,
        name=line.name,
        site=paired.site if paired is not None else guest.site,
        digits=_shown(code.digits) if code is not None else "",
        signs=code.signs if code is not None else (),
        note=guest.note,
        seconds_left=round(left),
        part_left=left / code.seconds if code is not None else 0.0,
        several=len(line.hubs_seen) > 1 and not line.asks and stage is Stage.CODE,
    )


def _shown(digits: str) -> str:
    from shared.protocol.pairing import shown

    return shown(digits)


def _signs(names: tuple[str, ...]) -> list[Sign]:
    from shared.protocol.pairing import SIGN_NAMES

    return [Sign(name, *SIGN_NAMES[name]) for name in names]

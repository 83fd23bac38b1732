"""The lists of the counter's screens, filled from the hall as it is now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from counter import queue
from counter.acts import GIVES_ORDER, KEY_NAMES, PRIMARY_KEY, WORDING, Act
from counter.catalogue import Catalogue
from counter.desk import Desk, Offer, Offers
from counter.facts import Facts
from counter.phrases import NOT_DUE_CALLS, SECONDS
from counter.rows import (
    AsideRow,
    ButtonRow,
    NeighbourRow,
    WaitingRow,
    held_rows,
    missed_rows,
    neighbour_rows,
    waiting_rows,
)
from counter.words import AWAITING, CUT_OFF, TRYING, say
from shared.domain.ids import Moment
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

ASKS = (Offer(Act.PAPER), Offer(Act.WHY))


@QmlElement
class Shelf(QObject):
    """One list for each kind of row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = Rows(WaitingRow, self)
        self._held = Rows(AsideRow, self)
        self._missed = Rows(AsideRow, self)
        self._neighbours = Rows(NeighbourRow, self)
        self._primary = Rows(ButtonRow, self)
        self._small = Rows(ButtonRow, self)
        self._more = Rows(ButtonRow, self)
        self._asks = Rows(ButtonRow, self)

    def fill(
        self,
        desk: Desk,
        facts: Facts,
        counter: str,
        catalogue: Catalogue,
        now: Moment,
        *,
        name_of: Callable[[str], str] = str,
        whole: bool = True,
    ) -> None:
        """The lines and the neighbours. Not `whole`: of those who wait only the next one is shown.

        `name_of` gives an officer's name.
        """
        minutes = catalogue.site.rules.missed_minutes
        missed = queue.missed_at(facts.tickets, counter, now, minutes)
        rows = waiting_rows(desk.line, catalogue, now, name_of)
        self._waiting.show([one for one in rows if whole or one.isNext])
        self._held.show(held_rows(desk.held, catalogue, now))
        self._missed.show(missed_rows(missed, catalogue, now))
        self._neighbours.show(neighbour_rows(facts, counter, catalogue))

    def fill_buttons(
        self, offered: Offers, doing: Act | None, language: str, *, live: bool, calls_in: int = 0
    ) -> None:
        """The buttons as they can be pressed now; `calls_in` so many seconds the large one presses
        itself."""
        first = primary_row(offered, doing, language, live=live)
        if calls_in and doing is None:
            first = replace(first, label=f"{first.label} ({calls_in})")
        self._primary.show([first])
        self._small.show([button_row(one, doing, language, live=live) for one in offered.small])
        self._more.show([button_row(one, doing, language, live=live) for one in offered.more])
        asked = [one for one in ASKS if one.act in offered.also]
        asks = [button_row(one, doing, language, live=live) for one in asked]
        # They are narrow: that the hub is away stands on the large one.
        self._asks.show([replace(one, note="") for one in asks])

    @property
    def line(self) -> list[WaitingRow]:
        """Those who wait, as they are shown."""
        return list(self._waiting.rows)

    @property
    def buttons(self) -> list[ButtonRow]:
        """All that are shown, the large one first."""
        return [*self._primary.rows, *self._small.rows, *self._more.rows]

    def shows(self, act: Act) -> bool:
        """Whether a button on the screen says what the act is doing."""
        return any(one.act == act for one in (*self.buttons, *self._asks.rows))

    @Property(QObject, constant=True)
    def waiting(self) -> QObject:
        return self._waiting

    @Property(QObject, constant=True)
    def held(self) -> QObject:
        return self._held

    @Property(QObject, constant=True)
    def missed(self) -> QObject:
        return self._missed

    @Property(QObject, constant=True)
    def neighbours(self) -> QObject:
        return self._neighbours

    @Property(QObject, constant=True)
    def primary(self) -> QObject:
        return self._primary

    @Property(QObject, constant=True)
    def small(self) -> QObject:
        return self._small

    @Property(QObject, constant=True)
    def more(self) -> QObject:
        return self._more

    @Property(QObject, constant=True)
    def asks(self) -> QObject:
        """What visitors come to any counter with; the same in every mode."""
        return self._asks


def primary_row(offered: Offers, doing: Act | None, language: str, *, live: bool) -> ButtonRow:
    """The large button; without the hub, or without a queue, it says so and nothing else."""
    act = offered.primary
    wording = WORDING[act]
    label = say(wording.doing if doing is act else wording.label, language)
    if offered.idle and doing is not act:
        label = say(AWAITING, language)
    return ButtonRow(
        act=act,
        label=label if live else say(TRYING, language),
        key=PRIMARY_KEY if live and not offered.idle else "",
        note="",
        grey=offered.idle,
        busy=doing is act,
        usable=live,
    )


def button_row(offer: Offer, doing: Act | None, language: str, *, live: bool) -> ButtonRow:
    usable = live or offer.act not in GIVES_ORDER
    return ButtonRow(
        act=offer.act,
        label=_label(offer, doing, language),
        key=KEY_NAMES[offer.act],
        note=_note(offer, language) if usable else say(CUT_OFF, language),
        grey=offer.grey,
        busy=doing is offer.act,
        usable=usable,
    )


def _label(offer: Offer, doing: Act | None, language: str) -> str:
    wording = WORDING[offer.act]
    if doing is offer.act:
        return say(wording.doing, language)
    left = f" ({offer.seconds})" if offer.act is Act.UNDO else ""
    return say(wording.label, language) + left


def _note(offer: Offer, language: str) -> str:
    if not offer.grey:
        return ""
    if offer.seconds:
        return say(SECONDS, language, seconds=offer.seconds)
    return say(NOT_DUE_CALLS, language)

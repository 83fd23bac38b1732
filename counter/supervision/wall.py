"""The small pictures of the TVs: what each shows now, asked for while somebody looks at them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from counter.sitting.devices import Device
from counter.sitting.room import Kit
from counter.sitting.sight import Sight
from counter.supervision import words
from shared.domain.ids import MINUTE, SECOND
from shared.domain.site import DOOR, Display
from shared.protocol.messages import Answer
from shared.protocol.pictures import SEE
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

EVERY_MS = 5 * SECOND
"""How often each TV of the page is asked."""

STALE_MS = 20 * SECOND
"""An older picture is no longer what stands there now, and looks like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TvRow:
    """A TV: its name, whom it is for, and its picture; `stale`: as it was, not as it is."""

    id: str
    name: str
    place: str
    picture: str
    """As QML can show it; empty: none."""
    said: str
    """How old the picture is, or why there is none."""
    stale: bool


@dataclass(slots=True)
class Seen:
    """What is known of one TV; moments by the terminal's steady clock."""

    asked: int | None = None
    """When it was asked; None: it may be asked."""
    next: int = 0
    drawn: int = 0
    picture: str = ""
    connected: bool = True
    told: bool = False
    """The hub has answered once."""


@dataclass(frozen=True, slots=True)
class Tv:
    """A TV as it is to be called on the screen."""

    id: str
    name: str
    place: str


@QmlElement
class Wall(QObject):
    """All TVs, a page at a time. Closed it asks nobody and keeps nothing."""

    shown = Signal()
    counted = Signal()
    """There are more TVs, or fewer."""

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.open = False
        self._at_once = 1
        self._page = 0
        self._tvs: list[Tv] = []
        self._seen: dict[str, Seen] = {}
        self._rows = Rows(TvRow, self)

    def turn(self, by: int) -> None:
        self._page = (self._page + by) % self._pages

    def close(self) -> None:
        self.open, self._page = False, 0
        self._seen.clear()
        self._rows.show([])

    def toggle(self) -> None:
        if self.open:
            self.close()
        else:
            self.open = True

    def show(self, sight: Sight, devices: Sequence[Device]) -> None:
        """The page as it is now; TVs whose time it is are asked."""
        before = len(self._tvs)
        if self.open:
            self._tvs = tvs(sight, devices)
            self._page = min(self._page, self._pages - 1)
            first = self._page * self._at_once
            page = self._tvs[first : first + self._at_once]
            self._ask([tv.id for tv in page], live=sight.look().live)
            self._rows.show([self._row(tv, sight) for tv in page])
        self.shown.emit()
        if len(self._tvs) != before:
            self.counted.emit()

    # Asking ---------------------------------------------------------------------------------

    def _ask(self, page: Sequence[str], *, live: bool) -> None:
        self._seen = {one: self._seen.get(one, Seen()) for one in page}
        now = self._kit.steady()
        for one, seen in self._seen.items():
            if live and seen.asked is None and now >= seen.next:
                seen.asked, seen.next = now, now + EVERY_MS
                body = self._kit.sitting.sealed({"display": one})
                answered = partial(self._answered, one, seen)
                self._kit.hall.send(SEE, body, answered, uuid.uuid4().hex)

    def _answered(self, tv: str, seen: Seen, answer: Answer) -> None:
        seen.asked = None
        if answer.problem is not None or answer.body is None or self._seen.get(tv) is not seen:
            return
        seen.told, seen.connected = True, answer.body.get("connected") is True
        picture = answer.body.get("picture")
        if isinstance(picture, str) and picture:
            seen.picture = f"data:image/jpeg;base64,{picture}"
            seen.drawn = self._kit.steady() - _whole(answer.body.get("age"))
        self._kit.refresh()

    # Saying ---------------------------------------------------------------------------------

    def _row(self, tv: Tv, sight: Sight) -> TvRow:
        seen = self._seen[tv.id]
        age = self._kit.steady() - seen.drawn
        return TvRow(
            id=tv.id,
            name=tv.name,
            place=tv.place,
            picture=seen.picture,
            said=_said(seen, age, sight),
            stale=not seen.connected or age >= STALE_MS,
        )

    @property
    def _pages(self) -> int:
        return max(1, -(-len(self._tvs) // self._at_once))

    @property
    def told(self) -> Sequence[TvRow]:
        """The TVs of the page."""
        return self._rows.rows

    # For QML --------------------------------------------------------------------------------

    @Slot(int)
    def seeAtOnce(self, tvs: int) -> None:
        """So many have room."""
        if tvs != self._at_once:
            self._at_once = max(1, tvs)
            if self.open:
                self._kit.refresh()

    @Property(bool, notify=shown)
    def visible(self) -> bool:
        return self.open

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(int, notify=counted)
    def count(self) -> int:
        """Of all pages."""
        return len(self._tvs)

    @Property(int, notify=shown)
    def page(self) -> int:
        """From 1 on."""
        return self._page + 1

    @Property(int, notify=shown)
    def pages(self) -> int:
        return self._pages


def tvs(sight: Sight, devices: Sequence[Device]) -> list[Tv]:
    """Those that the hub has told of, else those of the site; in the order of the site's zones."""
    site = sight.catalogue.site
    listed = {str(one.id): one for one in site.displays}
    told = [one for one in devices if one.role == "display"]
    known = told or [Device(id_, "display", one.name, [*one.zones]) for id_, one in listed.items()]
    order = {str(zone.code): place for place, zone in enumerate(site.zones)}
    ranked = sorted(
        known, key=lambda one: (min((order.get(z, 99) for z in one.zones), default=99), one.name)
    )
    return [
        Tv(one.id, one.name or one.id, _place(one, listed.get(one.id), sight)) for one in ranked
    ]


def _place(device: Device, listed: Display | None, sight: Sight) -> str:
    """Whom it is for: ``Zona Biru``; ``Loket 12``; with the zones it stands in for."""
    if listed is not None and listed.layout == DOOR:
        return sight.say(words.DOOR_OF, counter=_number(listed, sight))
    own = ", ".join(sight.catalogue.zone(code) for code in device.zones)
    others = [code for code, zone in sight.look().zones.items() if zone.stand_in == device.id]
    if not others:
        return own
    instead = ", ".join(sight.catalogue.zone(code) for code in others)
    return sight.say(words.STANDS_IN, own=own, others=instead)


def _number(listed: Display, sight: Sight) -> str:
    counters = sight.catalogue.site.counters
    return next((str(one.number) for one in counters if one.id == listed.counter), "?")


def _said(seen: Seen, age: int, sight: Sight) -> str:
    if not seen.told:
        return sight.say(words.TV_ASKED)
    if seen.picture and seen.connected and age < STALE_MS:
        return sight.say(words.TV_NOW)
    if not seen.picture:
        return sight.say(words.TV_NO_PICTURE if seen.connected else words.TV_OFF)
    texts = words.TV_LAST if seen.connected else words.TV_OFF_LAST
    return sight.say(texts, age=_span(age, sight))


def _span(age: int, sight: Sight) -> str:
    """In whole minutes, or in steps of ten seconds: it need not tick."""
    if age >= MINUTE:
        return sight.say(words.AGE_MINUTES, count=age // MINUTE)
    return sight.say(words.AGE_SECONDS, count=max(10, age // SECOND // 10 * 10))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0

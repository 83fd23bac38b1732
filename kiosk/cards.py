"""The facts of a service and of a ticket, as objects that QML can bind to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.facts import PlaceFacts, ServiceFacts, TicketFacts

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PlaceCard(QObject):
    """Where to wait."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = PlaceFacts()

    def show(self, facts: PlaceFacts) -> None:
        self._facts = facts
        self.changed.emit()

    @Property(str, notify=changed)
    def zone(self) -> str:
        return self._facts.zone

    @Property(str, notify=changed)
    def colour(self) -> str:
        return self._facts.colour

    @Property(int, notify=changed)
    def floor(self) -> int:
        return self._facts.floor

    @Property(int, notify=changed)
    def floorsAway(self) -> int:
        return self._facts.floors_away

    @Property(str, notify=changed)
    def arrow(self) -> str:
        return self._facts.arrow

    @Property(str, notify=changed)
    def counters(self) -> str:
        return self._facts.counters

    @Property(str, notify=changed)
    def counterWord(self) -> str:
        return self._facts.counter_word


@QmlElement
class ServiceCard(QObject):
    """The service on the confirmation, or on the screen that says why it is closed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = ServiceFacts()
        self._place = PlaceCard(self)

    def show(self, facts: ServiceFacts) -> None:
        """Shows other facts; nothing moves when they are the same."""
        if facts != self._facts:
            self._facts = facts
            self._place.show(facts.place)
            self.changed.emit()

    @Property(PlaceCard, constant=True)
    def place(self) -> PlaceCard:
        return self._place

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._facts.name

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._facts.agency

    @Property(str, notify=changed)
    def plain(self) -> str:
        return self._facts.plain

    @Property(str, notify=changed)
    def agencyName(self) -> str:
        return self._facts.agency_name

    @Property(int, notify=changed)
    def ahead(self) -> int:
        return self._facts.ahead

    @Property(str, notify=changed)
    def estimate(self) -> str:
        return self._facts.estimate

    @Property(bool, notify=changed)
    def soon(self) -> bool:
        return self._facts.soon

    @Property(int, notify=changed)
    def quotaLeft(self) -> int:
        return self._facts.quota_left

    @Property(list, notify=changed)
    def requirements(self) -> list[str]:
        return list(self._facts.requirements)

    @Property(str, notify=changed)
    def fee(self) -> str:
        return self._facts.fee

    @Property(int, notify=changed)
    def minutes(self) -> int:
        return self._facts.minutes

    @Property(list, notify=changed)
    def procedure(self) -> list[str]:
        return list(self._facts.procedure)

    @Property(str, notify=changed)
    def completion(self) -> str:
        return self._facts.completion

    @Property(str, notify=changed)
    def product(self) -> str:
        return self._facts.product

    @Property(str, notify=changed)
    def complaints(self) -> str:
        return self._facts.complaints

    @Property(list, notify=changed)
    def plans(self) -> list[dict[str, Any]]:
        """`FloorPlan`s as JavaScript objects."""
        return [plan.for_screen() for plan in self._facts.plans]

    @Property(bool, notify=changed)
    def priorityAllowed(self) -> bool:
        return self._facts.priority_allowed

    @Property(int, notify=changed)
    def peopleMax(self) -> int:
        return self._facts.people_max

    @Property(str, notify=changed)
    def warning(self) -> str:
        return self._facts.warning

    @Property(str, notify=changed)
    def warningTime(self) -> str:
        return self._facts.warning_time

    @Property(int, notify=changed)
    def warningMinutes(self) -> int:
        return self._facts.warning_minutes

    @Property(str, notify=changed)
    def reason(self) -> str:
        return self._facts.reason

    @Property(str, notify=changed)
    def opens(self) -> str:
        return self._facts.opens


@QmlElement
class TicketCard(QObject):
    """A ticket: the one just taken, or the one that was looked up."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = TicketFacts()
        self._place = PlaceCard(self)

    def show(self, facts: TicketFacts) -> None:
        """Shows other facts; nothing moves when they are the same."""
        if facts != self._facts:
            self._facts = facts
            self._place.show(facts.place)
            self.changed.emit()

    @Property(PlaceCard, constant=True)
    def place(self) -> PlaceCard:
        return self._place

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._facts.number

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._facts.state

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._facts.service

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._facts.agency

    @Property(str, notify=changed)
    def counter(self) -> str:
        return self._facts.counter

    @Property(bool, notify=changed)
    def emergency(self) -> bool:
        """Given without the hub."""
        return self._facts.emergency

    @Property(int, notify=changed)
    def ahead(self) -> int:
        return self._facts.ahead

    @Property(str, notify=changed)
    def estimate(self) -> str:
        return self._facts.estimate

    @Property(bool, notify=changed)
    def soon(self) -> bool:
        return self._facts.soon

    @Property(str, notify=changed)
    def check(self) -> str:
        return self._facts.check

    @Property(list, notify=changed)
    def plans(self) -> list[dict[str, Any]]:
        """`FloorPlan`s as JavaScript objects."""
        return [plan.for_screen() for plan in self._facts.plans]

    @Property(bool, notify=changed)
    def canCancel(self) -> bool:
        return self._facts.can_cancel

    @Property(bool, notify=changed)
    def canRejoin(self) -> bool:
        return self._facts.can_rejoin

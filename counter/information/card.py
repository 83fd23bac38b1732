"""The chosen ticket on the information desk's screen: one card, its values as properties."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from counter.information import words
from counter.information.alarms import assist_words
from counter.information.standing import outlook, paper, standing, taken, where
from counter.sitting.sight import Sight
from counter.timing import Mood
from counter.words import IN_ENGLISH, PEOPLE
from shared.protocol.views import TicketView

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A ticket in words."""

    number: str = ""
    state: str = ""
    mood: Mood = Mood.PLAIN
    outlook: str = ""
    outlook_mood: Mood = Mood.PLAIN
    service: str = ""
    agency: str = ""
    where: str = ""
    taken: str = ""
    paper: str = ""
    paper_mood: Mood = Mood.PLAIN
    priority: str = ""
    assist: str = ""


def picked(ticket: TicketView, sight: Sight) -> Picked:
    name = sight.catalogue.service(ticket.service)
    state, ahead, printed = standing(ticket, sight), outlook(ticket, sight), paper(ticket, sight)
    check = sight.say(words.CHECK, code=ticket.check) if ticket.check else ""
    return Picked(
        number=ticket.number,
        state=state.words,
        mood=state.mood,
        outlook=ahead.words,
        outlook_mood=ahead.mood,
        service=name.full,
        agency=name.agency,
        where=where(ticket, sight),
        taken=" · ".join(filter(None, (taken(ticket, sight), check, _people(ticket, sight)))),
        paper=printed.words,
        paper_mood=printed.mood,
        priority=_priority(ticket, sight),
        assist=assist_words(ticket, sight) or sight.say(words.NO_ASSIST),
    )


def _people(ticket: TicketView, sight: Sight) -> str:
    said = [sight.say(PEOPLE, people=ticket.people)] if ticket.people > 1 else []
    said += [sight.say(IN_ENGLISH)] if ticket.language != "id" else []
    return " · ".join(said)


def _priority(ticket: TicketView, sight: Sight) -> str:
    """The group, for the clerk's eyes: the screen must not face the visitors."""
    if not ticket.group:
        return sight.say(words.NO_PRIORITY)
    seen = sight.say(words.CHECKED if ticket.checked else words.UNCHECKED)
    return f"★ {sight.catalogue.group(ticket.group)} · {seen}"


@QmlElement
class ChosenTicket(QObject):
    """`Picked`, for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picked = Picked()

    @property
    def picked(self) -> Picked:
        return self._picked

    def show(self, found: Picked) -> None:
        if found != self._picked:
            self._picked = found
            self.changed.emit()

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._picked.number

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._picked.state

    @Property(str, notify=changed)
    def mood(self) -> str:
        return self._picked.mood

    @Property(str, notify=changed)
    def outlook(self) -> str:
        return self._picked.outlook

    @Property(str, notify=changed)
    def outlookMood(self) -> str:
        return self._picked.outlook_mood

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._picked.service

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._picked.agency

    @Property(str, notify=changed)
    def where(self) -> str:
        return self._picked.where

    @Property(str, notify=changed)
    def taken(self) -> str:
        return self._picked.taken

    @Property(str, notify=changed)
    def paper(self) -> str:
        return self._picked.paper

    @Property(str, notify=changed)
    def paperMood(self) -> str:
        return self._picked.paper_mood

    @Property(str, notify=changed)
    def priority(self) -> str:
        return self._picked.priority

    @Property(str, notify=changed)
    def assist(self) -> str:
        return self._picked.assist

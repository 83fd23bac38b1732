"""What comes to the information desk by itself: papers that did not come out, visitors who need
help to the counter they are called to, zones without a voice or a TV, devices that fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counter import queue
from counter.information import words
from counter.phrases import REMEDIES
from counter.sitting import keys
from counter.sitting.sight import Sight
from counter.timing import Mood
from counter.troubles import is_mild, one_trouble, ranked
from shared.language.precedence import listed
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble, TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """`id` stays the same while the alarm stands: a new one is heard. `ticket`: whom it is about,
    if anybody; `key`: what is pressed to see to it."""

    id: str
    words: str
    todo: str
    mood: str
    ticket: str
    key: str


def alarm_rows(sight: Sight, stuck: Sequence[TicketView]) -> list[AlarmRow]:
    """The visitor who stands there waiting comes before any device. `stuck`: whose paper did not
    come out."""
    return [
        *_called_with_help(sight),
        *_papers(stuck, sight),
        *_zones(sight),
        *(_trouble(one, sight) for one in ranked(sight.look().troubles)),
    ]


def _called_with_help(sight: Sight) -> Iterator[AlarmRow]:
    called = [one for one in sight.look().tickets.values() if one.state == "called" and one.assist]
    for one in sorted(called, key=lambda one: queue.at(one.called_at)):
        counter = sight.catalogue.counter(one.counter)
        said = sight.say(
            words.ASSIST_CALLED, number=one.number, counter=counter, assist=assist_words(one, sight)
        )
        yield AlarmRow(
            id=f"called:{one.id}:{one.calls}",
            words=said,
            todo=sight.say(words.ASSIST_CALLED_DO),
            mood=Mood.WARN,
            ticket=one.id,
            key="",
        )


def assist_words(ticket: TicketView, sight: Sight) -> str:
    return ", ".join(sight.catalogue.assist(code) for code in ticket.assist)


def _papers(open_: Sequence[TicketView], sight: Sight) -> Iterator[AlarmRow]:
    """One by its number; several together, with the key that prints them all."""
    if len(open_) == 1:
        yield _paper(open_[0], sight)
    elif open_:
        numbers = tuple(one.number for one in open_)
        yield AlarmRow(
            id=f"papers:{max(queue.at(one.issued_at) for one in open_)}",
            words=sight.say(words.PAPERS_FAILED, count=len(open_)),
            todo=sight.say(words.PAPERS_FAILED_DO, numbers=listed(numbers, sight.language)),
            mood=Mood.WARN,
            ticket="",
            key=keys.UNPRINTED,
        )


def _paper(ticket: TicketView, sight: Sight) -> AlarmRow:
    name = sight.catalogue.service(ticket.service)
    return AlarmRow(
        id=f"papers:{queue.at(ticket.issued_at)}",
        words=sight.say(words.PAPER_FAILED, number=ticket.number),
        todo=f"{name.plain} · {name.agency}",
        mood=Mood.WARN,
        ticket=ticket.id,
        key="",
    )


def _zones(sight: Sight) -> Iterator[AlarmRow]:
    """Zones where people wait and nothing calls them; the device's own trouble may say why."""
    facts = sight.look()
    waiting = {one.zone for one in facts.tickets.values() if one.state in ("waiting", "called")}
    for code in sight.catalogue.zones:
        presence = facts.zones.get(code)
        if presence is None or code not in waiting or (presence.displays and presence.voices):
            continue
        texts = words.ZONE_SILENT if presence.displays else words.ZONE_DARK
        yield AlarmRow(
            id=f"zone:{code}:{presence.displays > 0}",
            words=sight.say(texts, zone=sight.catalogue.zone(code)),
            todo=sight.say(words.ZONE_DO),
            mood=Mood.BAD,
            ticket="",
            key="",
        )


def _trouble(trouble: DeviceTrouble, sight: Sight) -> AlarmRow:
    remedy = REMEDIES.get(TroubleCode(trouble.code)) if trouble.code in _KNOWN else None
    return AlarmRow(
        id=f"trouble:{trouble.device}:{trouble.code}:{trouble.part}",
        words=one_trouble(trouble, sight.language),
        todo=sight.say(remedy, desk=sight.catalogue.desk) if remedy else "",
        mood=Mood.WARN if is_mild(trouble) else Mood.BAD,
        ticket="",
        key=keys.TROUBLES,
    )


_KNOWN = frozenset(map(str, TroubleCode))

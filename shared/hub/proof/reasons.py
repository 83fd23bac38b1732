"""Reasons: each is of the site's list as it was then, or a word that the hub itself gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from shared.domain import events as e
from shared.domain.decide.counters import COUNTER_CLOSED, OFFICER_LEFT
from shared.domain.hall import Hall
from shared.domain.site import LATE, MISTAKE, VISITOR
from shared.hub.proof.finding import Found

_ALWAYS = (e.ActionUndone, e.ServiceFinished, e.VisitContinued, e.TicketReturned)
"""These have a reason or a result ever since a version that a journal may be older than: after the
first one, none is without."""


class _Given(NamedTuple):
    """A reason that an entry gives, and what is lawful there."""

    reason: str
    listed: tuple[str, ...]
    """The site's codes for it; where there are none, any will do."""
    what: str
    """What was done, as a predicate."""
    needed: bool = False
    also: tuple[str, ...] = ()
    """Words that the hub itself gives."""


class Reasons:
    """Looks at every entry that gives a reason."""

    def __init__(self) -> None:
        self._begun: set[type[e.Event]] = set()
        """Of `_ALWAYS`, those that have had one."""

    def look(self, hall: Hall, recorded: e.Recorded) -> Found:
        """What is wrong with the reason of an entry, by the site of that moment."""
        event = recorded.event
        read = _READ.get(type(event))
        if read is None or hall.plan is None:
            return []
        return [
            ("reason", f"{given.what} {fault}.")
            for given in read(hall, event)
            if (fault := self._fault(type(event), given))
        ]

    def _fault(self, kind: type[e.Event], given: _Given) -> str:
        if given.reason in given.also:
            return ""
        if not given.reason:
            due = kind in self._begun and bool(given.listed)
            return "without a reason" if given.needed or due else ""
        if kind in _ALWAYS:
            self._begun.add(kind)
        if not given.listed or given.reason in given.listed:
            return ""
        return f"for '{given.reason}', which is none of the site's reasons then"


def _codes(hall: Hall, name: str) -> tuple[str, ...]:
    """The codes of one of the site's lists."""
    assert hall.plan is not None
    return tuple(reason.code for reason in getattr(hall.plan.site.reasons, name))


def _number(hall: Hall, event: e.TicketEvent) -> str:
    return hall.tickets[event.ticket].number


def _called(hall: Hall, event: e.TicketCalled) -> Iterator[_Given]:
    """One that is missing is a choice without a proof, and found as that."""
    if event.choice.reason and not event.choice.by_rule:
        what = f"calls {_number(hall, event)} at counter {event.counter} beside the rule"
        yield _Given(event.choice.reason, _codes(hall, "out_of_order"), what)


def _taken_over(hall: Hall, event: e.CounterTakenOver) -> Iterator[_Given]:
    what = f"takes counter {event.counter} over"
    yield _Given(event.reason, _codes(hall, "take_over"), what, needed=True)


def _transferred(hall: Hall, event: e.TicketTransferred) -> Iterator[_Given]:
    """Whom it waited for alone may have gone: then the hub says so."""
    ticket = hall.tickets[event.ticket]
    alone = ticket.for_counter is not None or ticket.for_officer is not None
    nobodys = event.to_counter is None and event.to_officer is None
    set_free = alone and nobodys and event.service == ticket.service
    also = (COUNTER_CLOSED, OFFICER_LEFT) if set_free else ()
    yield _Given(event.reason, _codes(hall, "transfer"), f"transfers {ticket.number}", also=also)


def _moved(hall: Hall, event: e.TicketMoved) -> Iterator[_Given]:
    what = f"moves {_number(hall, event)}"
    yield _Given(event.reason, _codes(hall, "move"), what, needed=True)


def _priority(hall: Hall, event: e.PriorityChanged) -> Iterator[_Given]:
    """One that is confirmed stays as it is: whoever asks for it may say why."""
    if event.group is not None and event.group == hall.tickets[event.ticket].group:
        return
    withdrawn = event.group is None
    codes = _codes(hall, "withdraw_priority" if withdrawn else "give_priority")
    what = f"{'withdraws' if withdrawn else 'changes'} the priority of {_number(hall, event)}"
    yield _Given(event.reason, codes, what, needed=True)


def _missed(hall: Hall, event: e.TicketMissed) -> Iterator[_Given]:
    what = f"records {_number(hall, event)} as absent"
    yield _Given(event.reason, _codes(hall, "no_show"), what)


def _undone(hall: Hall, event: e.ActionUndone) -> Iterator[_Given]:
    what = f"takes the {event.action} of {_number(hall, event)} back"
    yield _Given(event.reason, (MISTAKE, *_codes(hall, "undo")), what)


def _rejoined(hall: Hall, event: e.TicketRejoined) -> Iterator[_Given]:
    what = f"takes {_number(hall, event)} back into the line"
    yield _Given(event.reason, _codes(hall, "take_back"), what, also=(VISITOR, LATE))


def _paused(hall: Hall, event: e.CounterPaused) -> Iterator[_Given]:
    yield _Given(event.reason, _codes(hall, "pause"), f"pauses counter {event.counter}")


def _suspended(hall: Hall, event: e.ServiceSuspended) -> Iterator[_Given]:
    """One that goes on for its own reason, when its agency is back, has it from before."""
    stands = hall.suspended.get(event.service)
    also = (stands.own.reason,) if stands is not None and stands.own is not None else ()
    what = f"suspends {event.service}"
    yield _Given(event.reason, _codes(hall, "suspend"), what, needed=True, also=also)


def _noted(hall: Hall, event: e.TicketNoted) -> Iterator[_Given]:
    yield _Given(event.code, _codes(hall, "note"), f"notes about {_number(hall, event)}")


def _ended(
    hall: Hall, event: e.ServiceFinished | e.VisitContinued | e.TicketReturned
) -> Iterator[_Given]:
    """A result is of the service's own list, else of the site's."""
    assert hall.plan is not None
    ticket = hall.tickets[event.ticket]
    service = hall.plan.services.get(ticket.service)
    codes = (service.results if service is not None else ()) or _codes(hall, "result")
    yield _Given(event.result, codes, f"ends {ticket.service} of {ticket.number}")


_READ: dict[type[e.Event], Callable[[Hall, Any], Iterator[_Given]]] = {
    e.TicketCalled: _called,
    e.CounterTakenOver: _taken_over,
    e.TicketTransferred: _transferred,
    e.TicketMoved: _moved,
    e.PriorityChanged: _priority,
    e.TicketMissed: _missed,
    e.ActionUndone: _undone,
    e.TicketRejoined: _rejoined,
    e.CounterPaused: _paused,
    e.ServiceSuspended: _suspended,
    e.TicketNoted: _noted,
    e.ServiceFinished: _ended,
    e.VisitContinued: _ended,
    e.TicketReturned: _ended,
}

"""Each choice made again on the state before it, and held against what the entry says.

A call is the rule's own choice, or it stands there as a person's with a reason. A place is what the
rule gives: the arrival less the group's head start, and nobody's own idea.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide import decide
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE
from shared.domain.refusal import Refusal
from shared.domain.rule import beside_the_rule, choose
from shared.domain.states import TRANSITIONS, TicketAction
from shared.hub.proof.calls import Calls, beside

Find = Callable[[str, int, str], None]
"""Told of a finding: its kind, the entry concerned, and words for people."""

_MAY_BE_CHOSEN = TRANSITIONS[TicketAction.CALL_BY_NUMBER][0]

_ALWAYS_TOLD = ("by_rule", "waited", "head_start", "reason", "runner_up", "runner_up_score")
"""Of a `Choice`; what an older journal does not tell of the rest is not held against it."""


class Judge:
    """Looks at every entry with the state that it met; `calls` counts what it saw."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.calls = Calls()

    def look(self, hall: Hall, recorded: e.Recorded) -> None:
        """Judge one entry; `hall` is the state before it."""
        judge = _JUDGES.get(type(recorded.event))
        if judge is not None:
            for kind, words in judge(self, hall, recorded, recorded.event):
                self._find(kind, recorded.seq, f"Entry {recorded.seq} {words}")

    # Calls ----------------------------------------------------------------------------------

    def call(self, hall: Hall, recorded: e.Recorded, event: e.TicketCalled) -> _Found:
        """By the rule, or beside it with a reason."""
        ticket = hall.tickets[event.ticket]
        if event.choice.by_rule:
            self.calls.by_rule += 1
            return _by_rule(hall, recorded, event, ticket)
        self.calls.add_beside(beside(hall, recorded, event))
        return _beside(hall, recorded, event, ticket)

    # Places ---------------------------------------------------------------------------------

    def issue(self, hall: Hall, recorded: e.Recorded, event: e.TicketIssued) -> _Found:
        """The place is the arrival less the head start of the group."""
        arrival = recorded.at if event.arrival is None else event.arrival
        if event.arrival is not None:
            self.calls.late_papers += 1
        if arrival > recorded.at:
            return [("place", f"lets {event.number} arrive after its own time.")]
        found = _head_start(hall, event)
        if event.place != arrival - event.head_start:
            off = arrival - event.head_start - event.place
            found.append(("place", f"gives {event.number} a place {_span(off)} too early."))
        return found

    def merge(self, hall: Hall, recorded: e.Recorded, event: e.TicketMerged) -> _Found:
        """The place that it had, or that of the arrival on the paper."""
        ticket = hall.tickets[event.ticket]
        fits = event.place in (ticket.place, event.arrival - event.head_start)
        if event.arrival <= ticket.arrival and fits:
            return []
        return [("place", f"gives {ticket.number} a place that is not its paper's.")]

    def rejoin(self, hall: Hall, recorded: e.Recorded, event: e.TicketRejoined) -> _Found:
        """Back in the line, as the site's rules say at that moment."""
        return _decided_anew(hall, recorded, c.RejoinTicket(ticket=event.ticket), event)

    def priority(self, hall: Hall, recorded: e.Recorded, event: e.PriorityChanged) -> _Found:
        """The head start comes or goes with a reason; the arrival stays."""
        command = c.SetPriority(ticket=event.ticket, priority=event.group, reason=event.reason)
        return _decided_anew(hall, recorded, command, event)

    def carry(self, hall: Hall, recorded: e.Recorded, event: e.Carried) -> _Found:
        """Nobody gets another place over the night, and nobody comes out of nowhere."""
        if hall.plan is None:  # what goes before was lost
            return []
        return [
            ("place", f"carries {one['number']} over the night {how}.")
            for one in event.tickets
            if (how := _off(one, hall.tickets.get(one["id"])))
        ]


_Found = list[tuple[str, str]]
"""Kinds and words; the words go on after ``Entry 12``."""

_JUDGES: dict[type[e.Event], Callable[[Judge, Hall, e.Recorded, Any], _Found]] = {
    e.TicketCalled: Judge.call,
    e.TicketIssued: Judge.issue,
    e.TicketMerged: Judge.merge,
    e.TicketRejoined: Judge.rejoin,
    e.PriorityChanged: Judge.priority,
    e.Carried: Judge.carry,
}


def _by_rule(hall: Hall, recorded: e.Recorded, event: e.TicketCalled, ticket: Ticket) -> _Found:
    due = choose(hall, event.counter, recorded.at)
    called = f"calls {ticket.number} at counter {event.counter} by the rule"
    if due is None:
        return [("choice", f"{called}, but nobody waited for that counter.")]
    if due[0] is not ticket:
        other = due[0]
        return [("choice", f"{called}, but the rule's choice was {_score(other, recorded)}.")]
    return _figures(event.choice, due[1], ticket)


def _beside(hall: Hall, recorded: e.Recorded, event: e.TicketCalled, ticket: Ticket) -> _Found:
    choice = event.choice
    called = f"calls {ticket.number} at counter {event.counter} beside the rule"
    found: _Found = []
    if not choice.reason:
        due = choose(hall, event.counter, recorded.at)
        rule = f"; the rule's choice was {_score(due[0], recorded)}" if due is not None else ""
        found.append(("choice", f"{called} without a reason{rule}."))
    if ticket.state not in _MAY_BE_CHOSEN:
        found.append(("choice", f"{called}, but {ticket.number} was {ticket.state}."))
    fresh = beside_the_rule(hall, ticket, event.counter, choice.reason, recorded.at)
    return found + _figures(choice, fresh, ticket)


def _figures(noted: e.Choice, fresh: e.Choice, ticket: Ticket) -> _Found:
    """The figures of the proof, as far as the entry tells them."""
    for field in fields(e.Choice):
        told, true = getattr(noted, field.name), getattr(fresh, field.name)
        untold = field.name not in _ALWAYS_TOLD and told == _default(field)
        if told != true and not untold:
            words = f"says of the call of {ticket.number} that {field.name} was {told!r}"
            return [("choice", f"{words}; it was {true!r}.")]
    return []


def _default(field: Any) -> object:
    return field.default_factory() if field.default is MISSING else field.default


def _score(ticket: Ticket, recorded: e.Recorded) -> str:
    waited = ticket.waited(recorded.at) // MINUTE
    return f"{ticket.number} (waited {waited} min + {ticket.head_start // MINUTE})"


def _head_start(hall: Hall, event: e.TicketIssued) -> _Found:
    """What the site gives to the group of a ticket, and to nobody else."""
    plan = hall.plan
    service = plan.services.get(event.service) if plan is not None else None
    group = plan.priority.get(event.group) if plan is not None and event.group else None
    allowed = service is None or service.priority_allowed
    due = group.minutes * MINUTE if group is not None and allowed else 0
    if event.head_start == due:
        return []
    words = f"gives {event.number} {_span(event.head_start)} head start; the site says"
    return [("place", f"{words} {_span(due)}.")]


def _decided_anew(
    hall: Hall, recorded: e.Recorded, command: c.Command, event: e.TicketEvent
) -> _Found:
    """What the same command gives now must be the entry."""
    number = hall.tickets[event.ticket].number
    order = c.Order(command=command, sender=recorded.sender, actor=recorded.actor)
    try:
        decided = decide(hall, order, recorded.at)
    except Refusal as refusal:
        return [("place", f"changes the place of {number} against the rules: {refusal}")]
    fresh = next((one for one in decided if type(one) is type(event)), None)
    if _standing(fresh) == _standing(event):
        return []
    return [("place", f"gives {number} another place than the rules{_how_far(event, fresh)}.")]


def _standing(event: e.Event | None) -> list[object]:
    """What an event says of a ticket's place in the line."""
    return [getattr(event, name, None) for name in ("place", "head_start", "group", "kept")]


def _how_far(event: e.TicketEvent, fresh: e.Event | None) -> str:
    told, true = getattr(event, "place", None), getattr(fresh, "place", None)
    if told is None or true is None or told == true:
        return ""
    return f": {_span(abs(true - told))} too {'early' if told < true else 'late'}"


def _off(carried: dict[str, Any], ticket: Ticket | None) -> str:
    """What is wrong with a ticket that was carried over; empty where nothing is."""
    if ticket is None:
        return "that nobody had"
    by = carried["place"] - ticket.place
    return f"with a place {_span(abs(by))} too {'early' if by < 0 else 'late'}" if by else ""


def _span(ms: int) -> str:
    """``30 min``, or seconds where it is no whole minute."""
    return f"{ms // MINUTE} min" if ms % MINUTE == 0 else f"{ms / 1_000:g} s"

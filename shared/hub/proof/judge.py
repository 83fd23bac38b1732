"""Each choice made again on the state before it, and held against what the entry says.

A call is the rule's own choice, or it stands there as a person's with a reason. A place is what the
rule gives: the arrival less the group's head start, and nobody's own idea. Numbers, arrivals,
reasons and officers are held against what the hall knew (the rooms beside this one).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide import decide
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import beside_the_rule, choose
from shared.domain.states import TRANSITIONS, TicketAction
from shared.hub.proof import night
from shared.hub.proof.calls import Calls, beside
from shared.hub.proof.finding import Found, span
from shared.hub.proof.officers import Officers
from shared.hub.proof.papers import Papers
from shared.hub.proof.reasons import Reasons

Find = Callable[[str, int, str], None]
"""Told of a finding: its kind, the entry concerned, and words for people."""

_MAY_BE_CHOSEN = TRANSITIONS[TicketAction.CALL_BY_NUMBER][0]

_OF_REASONS = (Code.REASON_NEEDED, Code.UNKNOWN_REASON)

_ALWAYS_TOLD = ("by_rule", "waited", "head_start", "reason", "runner_up", "runner_up_score")
"""Of a `Choice`; what an older journal does not tell of the rest is not held against it."""


class Judge:
    """Looks at every entry with the state that it met; `calls` counts what it saw.

    Give it every entry in order (`look`), then `end`.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._papers = Papers()
        self._reasons = Reasons()
        self._officers = Officers()
        self.calls = Calls()

    def look(self, hall: Hall, recorded: e.Recorded) -> None:
        """Judge one entry; `hall` is the state before it."""
        judge = _JUDGES.get(type(recorded.event))
        found = judge(self, hall, recorded, recorded.event) if judge is not None else []
        found = [*_in_time(hall, recorded), *found]
        found += self._reasons.look(hall, recorded)
        found += self._officers.look(hall, recorded)
        for kind, words in found:
            self._find(kind, recorded.seq, f"Entry {recorded.seq} {words}")

    def end(self, roles: Mapping[str, str] | None = None) -> list[str]:
        """After the last entry: what is no fault, but may be looked at. `roles` are those of all
        who work or worked here, by officer; None where nobody knows them."""
        for seq, kind, words in self._officers.strangers(roles):
            self._find(kind, seq, f"Entry {seq} {words}")
        return self._officers.doubts(roles)

    # Calls ----------------------------------------------------------------------------------

    def call(self, hall: Hall, recorded: e.Recorded, event: e.TicketCalled) -> Found:
        """By the rule, or beside it with a reason."""
        ticket = hall.tickets[event.ticket]
        if event.choice.by_rule:
            self.calls.by_rule += 1
            return _by_rule(hall, recorded, event, ticket)
        self.calls.add_beside(beside(hall, recorded, event))
        return _beside(hall, recorded, event, ticket)

    # Places ---------------------------------------------------------------------------------

    def issue(self, hall: Hall, recorded: e.Recorded, event: e.TicketIssued) -> Found:
        """The number, the arrival, and the place: the arrival less the head start of the group."""
        if event.arrival is not None:
            self.calls.late_papers += 1
        return self._papers.issued(hall, recorded, event)

    def merge(self, hall: Hall, recorded: e.Recorded, event: e.TicketMerged) -> Found:
        """The paper of a number that an officer had typed."""
        return self._papers.merged(hall, recorded, event)

    def grant(self, hall: Hall, recorded: e.Recorded, event: e.NumbersGranted) -> Found:
        """What kiosks had before the hub knew of them."""
        return self._papers.granted(hall, event)

    def rejoin(self, hall: Hall, recorded: e.Recorded, event: e.TicketRejoined) -> Found:
        """Back in the line, as the site's rules say at that moment."""
        command = c.RejoinTicket(ticket=event.ticket, reason=event.reason)
        return _decided_anew(hall, recorded, command, event)

    def priority(self, hall: Hall, recorded: e.Recorded, event: e.PriorityChanged) -> Found:
        """The head start comes or goes with a reason; the arrival stays."""
        command = c.SetPriority(ticket=event.ticket, priority=event.group, reason=event.reason)
        return _decided_anew(hall, recorded, command, event)


_JUDGES: dict[type[e.Event], Callable[[Judge, Hall, e.Recorded, Any], Found]] = {
    e.TicketCalled: Judge.call,
    e.TicketIssued: Judge.issue,
    e.TicketMerged: Judge.merge,
    e.NumbersGranted: Judge.grant,
    e.TicketRejoined: Judge.rejoin,
    e.PriorityChanged: Judge.priority,
    e.Carried: lambda _, hall, recorded, event: night.carried(hall, event),
}


def _in_time(hall: Hall, recorded: e.Recorded) -> Found:
    """The hub's time never goes back: two entries that were swapped show it."""
    if recorded.at >= hall.at:
        return []
    early = f"is {span(hall.at - recorded.at)} earlier than entry {hall.seq} before it"
    return [("order", f"{early}: one of the two does not stand where it was written.")]


def _by_rule(hall: Hall, recorded: e.Recorded, event: e.TicketCalled, ticket: Ticket) -> Found:
    due = choose(hall, event.counter, recorded.at)
    called = f"calls {ticket.number} at counter {event.counter} by the rule"
    if due is None:
        return [("choice", f"{called}, but nobody waited for that counter.")]
    if due[0] is not ticket:
        other = due[0]
        return [("choice", f"{called}, but the rule's choice was {_score(other, recorded)}.")]
    return _figures(event.choice, due[1], ticket)


def _beside(hall: Hall, recorded: e.Recorded, event: e.TicketCalled, ticket: Ticket) -> Found:
    choice = event.choice
    called = f"calls {ticket.number} at counter {event.counter} beside the rule"
    found: Found = []
    if not choice.reason:
        due = choose(hall, event.counter, recorded.at)
        rule = f"; the rule's choice was {_score(due[0], recorded)}" if due is not None else ""
        found.append(("choice", f"{called} without a reason{rule}."))
    if ticket.state not in _MAY_BE_CHOSEN:
        found.append(("choice", f"{called}, but {ticket.number} was {ticket.state}."))
    fresh = beside_the_rule(hall, ticket, event.counter, choice.reason, recorded.at)
    return found + _figures(choice, fresh, ticket)


def _figures(noted: e.Choice, fresh: e.Choice, ticket: Ticket) -> Found:
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


def _decided_anew(
    hall: Hall, recorded: e.Recorded, command: c.Command, event: e.TicketEvent
) -> Found:
    """What the same command gives now must be the entry."""
    number = hall.tickets[event.ticket].number
    order = c.Order(command=command, sender=recorded.sender, actor=recorded.actor)
    try:
        decided = decide(hall, order, recorded.at)
    except Refusal as refusal:
        if refusal.code in _OF_REASONS:  # found as that
            return []
        return [("place", f"changes the place of {number} against the rules: {refusal}")]
    fresh = next((one for one in decided if type(one) is type(event)), None)
    if _standing(fresh) == _standing(event):
        return []
    return [("place", f"gives {number} another place than the rules{_how_far(event, fresh)}.")]


def _standing(event: e.Event | None) -> list[object]:
    """What an event says of a ticket's place in the line."""
    names = ("place", "head_start", "group", "kept", "behind")
    return [getattr(event, name, None) for name in names]


def _how_far(event: e.TicketEvent, fresh: e.Event | None) -> str:
    told, true = getattr(event, "place", None), getattr(fresh, "place", None)
    if told is None or true is None or told == true:
        return ""
    return f": {span(abs(true - told))} too {'early' if told < true else 'late'}"

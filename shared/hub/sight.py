"""Who sees the queue: where an officer may not, others are told without who they are.

Such an officer sees who stands at the counter, whoever was missed or put aside there, and who is
next. Of everyone else the line has what it takes to count them: no number, no group and no place;
the number where it stands on the TVs as well. Before anybody has signed on at a line it is the
hall's own device: it sees all but the group and the assistance, which are about a person's health.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import cast

import msgspec

from shared.domain.events import Recorded
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import CounterId, Moment, TicketId
from shared.domain.permits import Permit
from shared.domain.rule import choose
from shared.domain.states import AT_A_COUNTER, ENDED, TicketState
from shared.hub.codec import moment_text
from shared.hub.live_tickets import LiveTickets
from shared.hub.presence import Line
from shared.hub.roles import Role
from shared.hub.views import staff_ticket
from shared.protocol.messages import Change
from shared.protocol.views import TicketView

SIGHT_CHANGED = "SightChanged"
"""The name of a change that no entry brought: all tickets, as this line may see them now."""

NEXT_CHANGED = "NextChanged"
"""Likewise: only who is next."""

MADE_HERE_NOW = frozenset({"IssueTicket", "EnterPaper"})
"""Whoever asks for these has the paper, or gets it."""

ON_SCREENS = AT_A_COUNTER | {TicketState.NO_SHOW}
"""Their numbers stand on the TVs."""

_encode = msgspec.json.Encoder().encode

_LEFT = ("id", "state", "service", "visit", "ahead", "zone", "counters", "counter")
_LEFT_TOO = ("calls", "called_at", "missed_at", "shown", "spoken", "busy", "held_until")
_TO_WHOM = ("for_counter", "for_officer")


def veiled(hall: Hall, ticket: Ticket) -> TicketView:
    """A ticket of somebody else: that there is one, where it waits, and since when."""
    assert hall.plan is not None
    full = staff_ticket(hall, ticket)
    kept = {name: getattr(full, name) for name in (*_LEFT, *_LEFT_TOO, *_TO_WHOM)}
    number = ticket.number if ticket.state in ON_SCREENS else ""
    # Never before the true place, so that who is next stays the first that the line knows of; and
    # with no head start to be read from it.
    place = max(ticket.arrival, ticket.place) + 1
    return TicketView(
        number=number,
        issued_at=full.issued_at,
        arrival=full.arrival,
        place=moment_text(place, hall.plan.site.timezone),
        place_order=full.place_order,
        **kept,
    )


def without_health(view: TicketView) -> TicketView:
    """A ticket for whoever is no staff with the sight: that it has priority, and not why."""
    if not (view.group or view.assist):
        return view
    return msgspec.structs.replace(view, group="", assist=[])


def bare(hall: Hall, ticket: Ticket) -> TicketView:
    """As the hall's own devices see it while nobody works at them."""
    return without_health(staff_ticket(hall, ticket))


def bare_changes(changes: Iterable[Change]) -> list[Change]:
    """The same, of what is told as it happens."""
    return [
        msgspec.structs.replace(one, tickets=[without_health(view) for view in one.tickets])
        if any(view.group or view.assist for view in one.tickets)
        else one
        for one in changes
    ]


def unaccompanied(view: TicketView) -> TicketView:
    """A ticket that may be seen, without the numbers of others."""
    view.passed_by = []
    view.note = view.note.partition(";")[0]
    return view


class Sight:
    """What each line of a counter may see. `permits` are those of an officer, by the id."""

    def __init__(
        self, hall: Hall, permits: Callable[[str], Collection[Permit]], now: Callable[[], Moment]
    ) -> None:
        self._hall = hall
        self._permits = permits
        self._now = now
        self.texts = LiveTickets(hall, veiled)
        self.bare_texts = LiveTickets(hall, bare)

    def committed(self, recorded: Sequence[Recorded]) -> None:
        """Follows the journal."""
        self.texts.committed(recorded)
        self.bare_texts.committed(recorded)

    # Who may --------------------------------------------------------------------------------

    def may_see(self, officer: str) -> bool:
        return not officer or Permit.SEE_QUEUE in self._permits(officer)

    def limited(self, line: Line) -> bool:
        """Whether somebody works there who may not see the queue."""
        return line.role is Role.COUNTER and not self.may_see(self._officer(line))

    def bare(self, line: Line) -> bool:
        """Whether it is the hall's own device, and nobody of the staff sees what it is told."""
        return line.role is not Role.COUNTER or not self._officer(line)

    def level(self, line: Line) -> tuple[bool, str | None]:
        """What a line is told depends on this alone."""
        return self.bare(line), line.counter if self.limited(line) else None

    def _officer(self, line: Line) -> str:
        """By the session, while it lasts; an app that comes back and has not shown it yet, by its
        counter."""
        if line.left:
            return ""
        desk = self._hall.desks.get(CounterId(line.counter))
        if desk is None:
            return line.officer
        seated = desk.officer or ""
        return seated if line.officer in ("", seated) else ""

    # What is told ---------------------------------------------------------------------------

    def ticket(self, ticket: Ticket, counter: str, due: str | None = None) -> TicketView:
        """As it may be seen at a counter by an officer without the permit. `due` is who is next
        there, where that is known."""
        if _stands(ticket, counter) or ticket.id == (self._next(counter) if due is None else due):
            return unaccompanied(staff_ticket(self._hall, ticket))
        return veiled(self._hall, ticket)

    def changes(self, line: Line, changes: Iterable[Change], at: Moment) -> list[Change]:
        """What a limited line is told of changes; with who is next by now."""
        due = self._next(line.counter)
        told = [self._cut(one, line.counter, due) for one in changes]
        return [*told, *self.next_changed(line, at)]

    def next_changed(self, line: Line, at: Moment) -> list[Change]:
        """A change where another one is next than the line was told last."""
        before, line.next = line.next, self._next(line.counter)
        named = dict.fromkeys(one for one in (before, line.next) if one and before != line.next)
        known = [self._hall.tickets[TicketId(one)] for one in named if one in self._hall.tickets]
        if not known:
            return []
        tickets = [self.ticket(one, line.counter, line.next) for one in known]
        return [self._change(NEXT_CHANGED, at, tickets)]

    def everything(self, line: Line, at: Moment, live: LiveTickets) -> Change:
        """All tickets anew: somebody else works at the line now, and may see more or less."""
        return self._change(SIGHT_CHANGED, at, self.snapshot(line, live))

    def snapshot(self, line: Line, live: LiveTickets) -> list[TicketView]:
        """All tickets, as texts that are ready to be sent."""
        if not self.limited(line):
            line.next = ""
            texts = self.bare_texts if self.bare(line) else live
            return cast(list[TicketView], texts.texts())
        line.next = self._next(line.counter)
        seen = {
            one.id: msgspec.Raw(_encode(unaccompanied(staff_ticket(self._hall, one))))
            for one in self._hall.tickets.values()
            if one.state not in ENDED and (_stands(one, line.counter) or one.id == line.next)
        }
        return cast(list[TicketView], self.texts.texts(seen))

    def _cut(self, change: Change, counter: str, due: str) -> Change:
        touched = (self._hall.tickets[TicketId(view.id)] for view in change.tickets)
        tickets = [self.ticket(one, counter, due) for one in touched]
        return msgspec.structs.replace(change, tickets=tickets)

    def _change(self, event: str, at: Moment, tickets: list[TicketView]) -> Change:
        hall = self._hall
        zone = hall.plan.site.timezone if hall.plan is not None else "UTC"
        return Change(seq=hall.seq, at=moment_text(at, zone), event=event, tickets=tickets)

    def _next(self, counter: str) -> str:
        hall = self._hall
        desk = hall.desks.get(CounterId(counter))
        if desk is None or hall.plan is None or desk.id not in hall.plan.counters:
            return ""
        found = choose(hall, desk.id, self._now())
        return found[0].id if found is not None else ""


def _stands(ticket: Ticket, counter: str) -> bool:
    """At this counter, or missed or put aside there."""
    return bool(counter) and ticket.counter == counter and ticket.state is not TicketState.WAITING

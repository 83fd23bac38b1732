"""Who did it: at a counter whoever sits there, elsewhere somebody who is known to the hall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shared.domain import events as e
from shared.domain.decide.counters import COUNTER_CLOSED, OFFICER_LEFT
from shared.domain.hall import Hall
from shared.domain.ids import SECOND, CounterId, Moment, OfficerId
from shared.domain.permits import Permit, permits_of
from shared.domain.site import Site
from shared.hub.permissions import permits_for
from shared.hub.personal import orders as personal
from shared.hub.proof.finding import Found
from shared.hub.senders import way_of

_AT_A_DESK = (
    *(e.TicketCalled, e.TicketRecalled, e.ServiceStarted, e.ServiceFinished, e.VisitContinued),
    *(e.TicketReturned, e.TicketMissed, e.TicketHeld, e.TicketTransferred, e.ActionUndone),
)
"""Nobody but who sits at the counter does these."""

LISTED_DOUBTS = 100

ON_THE_WAY = 10 * SECOND
"""What an officer had asked for when somebody took the counter over may be carried out after it."""


_NEEDS: dict[type[e.Event], tuple[Permit, ...]] = {
    e.TicketCalled: permits_for("CallTicket"),
    e.TicketTransferred: permits_for("TransferTicket"),
    e.TicketCancelled: permits_for("CancelTicket"),
    e.PriorityChanged: permits_for("SetPriority"),
    e.TicketRejoined: permits_for("RejoinTicket"),
    e.TicketMoved: permits_for("MoveTicket"),
    e.TicketPostponed: permits_for("PostponeTicket"),
    e.EndDecided: permits_for("DecideEnd"),
    e.ProfileChanged: permits_for("SetProfile"),
    e.ServiceSuspended: permits_for("SuspendService"),
    e.ServiceRestored: permits_for("RestoreService"),
    e.OfficerUnlocked: permits_for("UnlockOfficer"),
    e.PersonalDataRead: permits_for(personal.READ),
}
"""What only some roles may do: one of these permits is needed for it."""


class Officers:
    """Holds the actor of each entry against the seats; `strangers` tells of the others."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        """Who has sat at a counter, on any day."""
        self._before: dict[CounterId, tuple[OfficerId | None, Moment]] = {}
        """Who sat at a counter until it was taken over, and when that was."""
        self._acts: defaultdict[str, list[int]] = defaultdict(list)
        """Entries by the officer whom they name."""
        self._permitted: dict[tuple[str, type[e.Event]], tuple[int, int]] = {}
        """Who did what takes a permit: the first entry, and how many there are."""
        self._site: Site | None = None
        self._devices: dict[str, OfficerId] = {}
        """Who signed on last at a counter from a device."""
        self._doubts: list[str] = []

    def look(self, hall: Hall, recorded: e.Recorded) -> Found:
        """What is wrong with the actor of an entry, by the state before it."""
        event, actor = recorded.event, recorded.actor
        if isinstance(event, e.Carried):
            self._seen.update(str(desk["officer"]) for desk in event.counters if desk["officer"])
        if isinstance(event, e.CounterOpened | e.CounterTakenOver):
            return self._seated(hall, recorded, event)
        if not actor:
            return []
        self._site = hall.plan.site if hall.plan is not None else None
        if not _of_itself(event):
            self._note(recorded)
            if isinstance(event, _AT_A_DESK):
                return self._at_a_desk(hall, recorded, event.counter)
        if actor not in self._seen:
            self._acts[actor].append(recorded.seq)
        if isinstance(event, tuple(_NEEDS)):
            self._doubt_device(hall, recorded)
        return []

    def _doubt_device(self, hall: Hall, recorded: e.Recorded) -> None:
        """Whether it came from the device at which another officer sat just then."""
        whose = self._devices.get(way_of(recorded.sender)[1])
        if whose in (None, recorded.actor) or hall.seat_of(OfficerId(str(whose))) is None:
            return
        kind = type(recorded.event).__name__
        words = f"entry {recorded.seq} ({kind}) names {recorded.actor}, but came from"
        self._doubts.append(f"{words} {recorded.sender}, where {whose} sat.")

    def strangers(self, roles: Mapping[str, str] | None) -> Iterator[tuple[int, str, str]]:
        """The entries that name somebody who sat at no counter, and has no role either: seq, kind
        and words. Nobody is a stranger where it is not known (None) who works here."""
        if roles is None:
            return
        for actor, entries in self._acts.items():
            if actor in self._seen or actor in roles:
                continue
            for seq in entries:
                yield seq, "actor", f"names {actor}, who never sat at a counter and is no officer."

    def doubts(self, roles: Mapping[str, str] | None) -> list[str]:
        """What came from somebody else's device, and what officers did that their roles of today do
        not allow, each with its first entry."""
        if self._site is None:
            return []
        found = self._doubts[:LISTED_DOUBTS]
        for (actor, kind), (first, count) in self._permitted.items():
            role = (roles or {}).get(actor, "")
            if role and not permits_of(self._site, role).intersection(_NEEDS[kind]):
                times = f", the first of {count}" if count > 1 else ""
                words = f"{actor} is {role} today, and may not do what entry {first} says"
                found.append(f"{words} ({kind.__name__}{times}).")
        return found

    def _note(self, recorded: e.Recorded) -> None:
        """Remembers who did what only some may do."""
        kind = type(recorded.event)
        if kind in _NEEDS and not _by_the_rule(recorded.event):
            first, count = self._permitted.get((recorded.actor, kind), (recorded.seq, 0))
            self._permitted[recorded.actor, kind] = first, count + 1

    def _seated(
        self, hall: Hall, recorded: e.Recorded, event: e.CounterOpened | e.CounterTakenOver
    ) -> Found:
        self._seen.add(event.officer)
        _, device = way_of(recorded.sender)
        if device:
            self._devices[device] = event.officer
        desk = hall.desks[event.counter]
        found: Found = []
        if recorded.actor not in ("", event.officer):
            words = f"signs {event.officer} on at counter {event.counter}, but {recorded.actor}"
            found.append(("actor", f"{words} is said to have done it."))
        elsewhere = hall.seat_of(event.officer)
        if elsewhere is not None and elsewhere.id != event.counter:
            words = f"signs {event.officer} on at counter {event.counter}, who sat at counter"
            found.append(("actor", f"{words} {elsewhere.id}."))
        if isinstance(event, e.CounterTakenOver):
            self._before[event.counter] = (desk.officer, recorded.at)
            held, what = event.before, f"takes counter {event.counter} over from {event.before}"
        else:
            held, what = event.officer, f"opens counter {event.counter} for {event.officer}"
        if desk.officer not in (None, held) or (
            desk.officer is None and isinstance(event, e.CounterTakenOver)
        ):
            found.append(("actor", f"{what}, but {desk.officer or 'nobody'} sat there."))
        return found

    def _at_a_desk(self, hall: Hall, recorded: e.Recorded, counter: CounterId) -> Found:
        desk = hall.desks[counter]
        if recorded.actor == desk.officer:
            return []
        before, until = self._before.get(counter, (None, Moment(0)))
        if recorded.actor == before and recorded.at - until <= ON_THE_WAY:
            return []
        words = f"names {recorded.actor} at counter {counter}, but {desk.officer or 'nobody'}"
        return [("actor", f"{words} sat there.")]


def _by_the_rule(event: e.Event) -> bool:
    return isinstance(event, e.TicketCalled) and event.choice.by_rule


def _of_itself(event: e.Event) -> bool:
    """Whether it only follows from a closing, which a supervisor may do as well."""
    own = (COUNTER_CLOSED, OFFICER_LEFT)
    return isinstance(event, e.TicketTransferred) and event.reason in own

"""Who is next: the one who has waited longest among those who are free, counting the head start.

A ticket's place is its arrival less its group's head start; the smallest place is next, and of two
equal ones the one whose place was recorded first. A counter calls among its own services, and
among those that it helps with at that moment (`shared.domain.duty`).
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import islice

from sortedcontainers import SortedList

from shared.domain.duty import can_be_served, helping, lines_of
from shared.domain.events import Choice
from shared.domain.hall import Hall, Key, Ticket
from shared.domain.ids import CounterId, Moment, ServiceCode, VisitId


def in_order(
    hall: Hall, counter: CounterId, helped: tuple[ServiceCode, ...] = ()
) -> Iterator[Ticket]:
    """All who wait for a counter's services, for it or its officer alone, the next one first.

    `helped` are the services that it serves at the moment beside its own. Nobody is called for a
    service that cannot be served because of an outage.
    """
    own = hall.roster.own.get(counter, ())
    lines = lines_of(hall, (*own, *helped) if helped else own)
    lines += hall.alone_at(counter)
    for _, _, named in lines[0] if len(lines) == 1 else merge(*lines):
        ticket = hall.tickets[named]
        if can_be_served(hall, ticket.service):
            yield ticket


def choose(
    hall: Hall, counter: CounterId, now: Moment, *, leaving: VisitId | None = None
) -> tuple[Ticket, Choice] | None:
    """The ticket that a counter calls next, with the proof; None where nobody can come.

    `leaving` is the visit whose visitor is about to be free.
    """
    passed_over: list[str] = []
    winner: Ticket | None = None
    runner_up: Ticket | None = None
    helped = _helped(hall, counter, now, leaving)
    for ticket in in_order(hall, counter, helped):
        if ticket.visit in hall.busy and ticket.visit != leaving:
            if winner is None:
                passed_over.append(ticket.number)
        elif winner is None:
            winner = ticket
        else:
            runner_up = ticket
            break
    if winner is None:
        return None
    return winner, _proof(winner, runner_up, tuple(passed_over), helped, now)


def _helped(
    hall: Hall, counter: CounterId, now: Moment, leaving: VisitId | None
) -> tuple[ServiceCode, ...]:
    """The services it helps with now, but for those that nobody waits for."""
    if counter not in hall.roster.help:
        return ()
    services = helping(hall, counter, now, leaving=leaving)
    return tuple(code for code in services if hall.lines.get(code) and can_be_served(hall, code))


def beside_the_rule(
    hall: Hall, ticket: Ticket, counter: CounterId, reason: str, now: Moment
) -> Choice:
    """The record of a call that a person chose."""
    due = choose(hall, counter, now)
    due_ticket = due[0] if due is not None and due[0] is not ticket else None
    return Choice(
        by_rule=False,
        waited=ticket.waited(now),
        head_start=ticket.head_start,
        reason=reason,
        runner_up=due_ticket.number if due_ticket else "",
        runner_up_score=now - due_ticket.place if due_ticket else 0,
        helped=due[1].helped if due else (),
    )


def _proof(
    winner: Ticket,
    runner_up: Ticket | None,
    passed_over: tuple[str, ...],
    helped: tuple[ServiceCode, ...],
    now: Moment,
) -> Choice:
    return Choice(
        by_rule=True,
        waited=winner.waited(now),
        head_start=winner.head_start,
        runner_up=runner_up.number if runner_up else "",
        runner_up_score=now - runner_up.place if runner_up else 0,
        passed_over=passed_over,
        helped=helped,
    )


def ahead_of(hall: Hall, service: ServiceCode, key: Key) -> int:
    """How many wait with an earlier place at the counters whose own service it is, and may be
    called before it: not those who wait for the end of an outage."""
    return sum(line.bisect_left(key) for line in _beside(hall, service))


def nth_waiting(hall: Hall, service: ServiceCode, places: int) -> Ticket | None:
    """Of those the `places`-th in the order; the last where fewer wait, None where nobody does."""
    last: Ticket | None = None
    for _, _, named in islice(merge(*_beside(hall, service)), max(0, places)):
        last = hall.tickets[named]
    return last


def _beside(hall: Hall, service: ServiceCode) -> list[SortedList[Key]]:
    """The lines that are called from at the counters whose own service it is."""
    rivals = hall.roster.rivals.get(service, (service,))
    if can_be_served(hall, service):
        return lines_of(hall, rivals)
    own = hall.lines.get(service)
    return [*([own] if own else []), *lines_of(hall, rivals)]

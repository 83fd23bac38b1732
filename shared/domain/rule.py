"""Who is next: the one who has waited longest among those who are free, counting the head start.

A ticket's place is its arrival less its group's head start; the smallest place is next, and of two
equal ones the one whose place was recorded first.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge

from shared.domain.events import Choice
from shared.domain.hall import Hall, Key, Ticket
from shared.domain.ids import CounterId, Moment, ServiceCode, VisitId


def in_order(hall: Hall, counter: CounterId) -> Iterator[Ticket]:
    """All who wait for a counter's services or for it alone, the next one first."""
    plan = hall.plan
    if plan is None:
        return
    lines = [hall.lines[code] for code in plan.counters[counter].services if code in hall.lines]
    if counter in hall.reserved:
        lines.append(hall.reserved[counter])
    for _, _, ticket in merge(*lines):
        yield hall.tickets[ticket]


def choose(
    hall: Hall, counter: CounterId, now: Moment, *, leaving: VisitId | None = None
) -> tuple[Ticket, Choice] | None:
    """The ticket that a counter calls next, with the proof; None where nobody can come.

    `leaving` is the visit whose visitor is about to be free.
    """
    passed_over: list[str] = []
    winner: Ticket | None = None
    runner_up: Ticket | None = None
    for ticket in in_order(hall, counter):
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
    return winner, _proof(winner, runner_up, tuple(passed_over), now)


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
    )


def _proof(
    winner: Ticket, runner_up: Ticket | None, passed_over: tuple[str, ...], now: Moment
) -> Choice:
    return Choice(
        by_rule=True,
        waited=winner.waited(now),
        head_start=winner.head_start,
        runner_up=runner_up.number if runner_up else "",
        runner_up_score=now - runner_up.place if runner_up else 0,
        passed_over=passed_over,
    )


def ahead_of(hall: Hall, service: ServiceCode, key: Key) -> int:
    """How many wait with an earlier place at the counters that serve a service."""
    assert hall.plan is not None
    lines = hall.lines
    return sum(
        lines[rival].bisect_left(key) for rival in hall.plan.rivals[service] if rival in lines
    )

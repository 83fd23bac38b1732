"""A day played on from some moment with other dice: what else might have become of it.

All that has happened stays, all that is still to come is drawn anew: how long those stay who are
at a desk, given how long they have been there; who does not come, who comes back and when, who
gives up, and who comes in at all. That is everything that anybody could know at that moment.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from math import exp

from shared.cli.simulation.crowd import Crowd
from shared.cli.simulation.desk import RECALLED_AFTER, UNDER_WAY
from shared.cli.simulation.floor import TO_COME, Floor
from shared.cli.simulation.people import Ending, Treatment
from shared.domain.hall import Ticket
from shared.domain.ids import MINUTE, Moment, ServiceCode, TicketId
from shared.domain.states import AT_A_COUNTER, TicketState

TRIES = 20_000
"""For a visit that began as this one did; one in so many is as good as none."""


def scatter(
    floor: Floor, dice: str, gone_since: Mapping[TicketId, Moment], stays: TicketId
) -> None:
    """Draws all anew that is not known now. `gone_since`: when those left who were put aside;
    `stays`: who does not give up."""
    chance = random.Random(dice)
    date, nearby = dt.date.fromisoformat(floor.stage.hall.date), _nearby(floor, stays)
    sources = [one for one in floor.scenario.sources if nearby.intersection(one.services)]
    seed = chance.randrange(1 << 30)
    floor.crowd = Crowd(replace(floor.scenario, sources=tuple(sources), seed=seed))
    floor.stage.drop((*UNDER_WAY, *TO_COME))
    for person in floor.crowd.of_day(date):
        if person.at > floor.stage.now:
            floor.comes(replace(person, name=f"{person.name}/{dice}"))
    for ticket in list(floor.stage.hall.tickets.values()):
        if ticket.service not in nearby:
            continue
        if ticket.state in AT_A_COUNTER:
            _stays(floor, ticket)
        elif ticket.state is TicketState.WAITING and ticket.id != stays:
            _may_give_up(floor, ticket, chance)
        elif ticket.state is TicketState.NO_SHOW and ticket.missed_at is not None:
            _may_come_back(floor, ticket, ticket.missed_at, chance)
        elif ticket.state is TicketState.HELD and ticket.id in gone_since:
            _comes_back(floor, ticket, gone_since[ticket.id], chance)


def _nearby(floor: Floor, named: TicketId) -> set[ServiceCode]:
    """The services that can make a ticket wait: by their counters, or by who is sent on. The rest
    of the hall stands still, and costs nothing."""
    hall, found = floor.stage.hall, {floor.stage.hall.tickets[named].service}
    while True:
        more = {rival for one in found for rival in hall.roster.rivals.get(one, ())}
        for source in floor.scenario.sources:
            if not more.isdisjoint(source.services):
                more.update(source.services)
        if more <= found:
            return found
        found |= more


def _stays(floor: Floor, ticket: Ticket) -> None:
    possible = islice(floor.crowd.possible(ticket), TRIES)
    plans = (plan for one in possible if (plan := _as_it_began(floor, ticket, one)) is not None)
    plan = next(plans, None)
    assert ticket.counter is not None
    if plan is None:  # about to end, by all that is known
        plan = replace(next(floor.crowd.possible(ticket)), ending=Ending.DONE, walk=0.0)
        plan = replace(plan, service=_since_call(floor, ticket) + 1.0)
    floor.officer(ticket.counter).goes_on(ticket, plan)


def _as_it_began(floor: Floor, ticket: Ticket, plan: Treatment) -> Treatment | None:
    """The plan, if all that has been seen of the visit agrees with it."""
    elapsed, called_twice = _since_call(floor, ticket), ticket.round > 1
    absent = floor.scenario.habits.absent_seconds
    if plan.ending is Ending.ABSENT:
        begun = ticket.state is TicketState.CALLED and elapsed < 2 * absent
        return plan if begun and called_twice == (elapsed >= absent) else None
    if ticket.started_at is not None and ticket.state is TicketState.SERVING:
        walked = (ticket.started_at - (ticket.called_at or ticket.started_at)) / 1_000
        plan = replace(plan, walk=walked, starts=True)
    else:
        again = plan.recalled and plan.walk > RECALLED_AFTER and elapsed >= RECALLED_AFTER
        if again != called_twice or (plan.starts and plan.walk < elapsed):
            return None
    return plan if plan.walk + plan.service > elapsed else None


def _since_call(floor: Floor, ticket: Ticket) -> float:
    return (floor.stage.now - (ticket.called_at or floor.stage.now)) / 1_000


def _may_give_up(floor: Floor, ticket: Ticket, chance: random.Random) -> None:
    share, mean = floor.scenario.shares.gives_up, 60 * floor.scenario.habits.patience_minutes
    still = share * exp(-(floor.stage.now - ticket.arrival) / 1_000 / mean)
    if chance.random() < still / (still + 1 - share):
        floor.gives_up(chance.expovariate(1 / mean), ticket)


def _may_come_back(floor: Floor, ticket: Ticket, since: Moment, chance: random.Random) -> None:
    first, last = _away(floor)
    over = (floor.stage.now - since - first) / (last - first)
    still = floor.scenario.shares.comes_back * (1 - min(1.0, max(0.0, over)))
    if chance.random() < still / (still + 1 - floor.scenario.shares.comes_back):
        floor.stage.at(since + _back_after(floor, since, chance), floor.comes_back, ticket)


def _comes_back(floor: Floor, ticket: Ticket, since: Moment, chance: random.Random) -> None:
    if floor.stage.now - since < _away(floor)[1]:
        floor.stage.at(since + _back_after(floor, since, chance), floor.resume, ticket)


def _back_after(floor: Floor, since: Moment, chance: random.Random) -> float:
    first, last = _away(floor)
    return chance.uniform(max(first, floor.stage.now - since), last)


def _away(floor: Floor) -> tuple[float, float]:
    habits = floor.scenario.habits
    return habits.away_minutes_from * MINUTE, habits.away_minutes_to * MINUTE

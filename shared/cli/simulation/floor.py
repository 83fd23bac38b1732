"""The hall's floor in simulated time: who comes in, who waits for whom, which officer is idle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shared.cli.simulation.crowd import Crowd, Person
from shared.cli.simulation.desk import Officer, Reasons
from shared.cli.simulation.outcomes import Use
from shared.cli.simulation.rules import Rule
from shared.cli.simulation.scenario.model import Scenario, Spell
from shared.cli.simulation.stage import Stage, order_of
from shared.domain import commands as c
from shared.domain.hall import Ticket
from shared.domain.hours import day_begins, day_plan
from shared.domain.ids import MINUTE, CounterId, Moment, TicketId, VisitId
from shared.domain.states import CounterState, TicketState

DOOR, DESK = "kiosk-1", "meja-informasi"

SECOND_ERRAND_SECONDS = 15.0
"""At the kiosk, from the first number to the second."""


class Floor:
    """Brings the people of a scenario and its officers together, day after day."""

    def __init__(self, scenario: Scenario, stage: Stage, rule: Rule | None) -> None:
        self.scenario = scenario
        self.stage = stage
        self.rule = rule
        """None: the hall's own."""
        self.crowd = Crowd(scenario)
        self.idle: dict[CounterId, None] = {}
        """Counters whose officer has nobody to call, the longest idle first."""
        self.use: dict[CounterId, Use] = {}
        self.visitors = 0
        self._reasons = Reasons.of(scenario.site)
        self._breaks: tuple[tuple[Moment, Moment], ...] = ()
        self._officers = {id_: Officer(self, id_) for id_ in scenario.roster}

    def use_of(self, counter: CounterId) -> Use:
        return self.use.setdefault(counter, Use())

    def officer(self, counter: CounterId) -> Officer:
        return self._officers[counter]

    def comes(self, person: Person) -> None:
        """Plans that somebody comes."""
        self.stage.at(person.at, self._comes, person)

    def gives_up(self, seconds: float, ticket: Ticket) -> None:
        """Plans that somebody leaves who then still waits."""
        self.stage.after(seconds, self._gives_up, ticket)

    def plan_day(self, date: dt.date) -> None:
        """Everything that is known in advance: who comes, who works when, the breaks."""
        plan = day_plan(self.scenario.site, date)
        self._breaks = plan.breaks if self.scenario.habits.keep_breaks else ()
        self.idle.clear()
        for id_, spells in self.scenario.roster.items():
            for spell in spells:
                self._plan_spell(self._officers[id_], spell, date)
        for begins, _ in self._breaks:
            for officer in self._officers.values():
                self.stage.at(begins, officer.look_at_the_clock)
        for person in self.crowd.of_day(date):
            self.comes(person)

    def _plan_spell(self, officer: Officer, spell: Spell, date: dt.date) -> None:
        plan = day_plan(self.scenario.site, date)
        assert plan.opens is not None
        assert plan.closes is not None
        midnight = day_begins(self.scenario.site, date.isoformat())
        begins = plan.opens if spell.begins is None else midnight + spell.begins * MINUTE
        ends = plan.closes if spell.ends is None else midnight + spell.ends * MINUTE
        if begins >= plan.closes:
            return
        overtime = round(self.scenario.habits.overtime_minutes * MINUTE)
        leaves = Moment(min(ends, plan.closes))
        stays = leaves if ends < plan.closes else Moment(leaves + overtime)
        self.stage.at(begins, officer.begin, leaves, stays)

    def break_ends(self, now: Moment) -> Moment | None:
        """When the break is over that is on."""
        return next((end for begin, end in self._breaks if begin <= now < end), None)

    def call_for(self, call_next: c.Order, counter: CounterId) -> Ticket | None:
        """Calls the next one to a counter, be it by the hall's rule or by another."""
        hall = self.stage.hall
        if self.rule is not None:
            picked = self.rule.pick(hall, counter, self.stage.now)
            if picked is None:
                return None
            reason = self._reasons.out_of_order
            by_number = c.CallTicket(counter=counter, ticket=picked.id, reason=reason)
            call_next = order_of(by_number, call_next.sender)
        if not self.stage.carry_out(call_next):
            return None
        held = hall.desks[counter].ticket
        return hall.tickets[held] if held is not None else None

    # Those who wait ----------------------------------------------------------------------------

    def waits(self, ticket: Ticket) -> None:
        """Somebody can be called: an idle officer notices it, the one who has been idle longest.

        Where nobody is idle whose own service it is, those notice it who may help.
        """
        hall = self.stage.hall
        if not self.idle or ticket.state is not TicketState.WAITING or ticket.visit in hall.busy:
            return
        own, help_ = self._callers(ticket)
        first = next((counter for counter in self.idle if counter in own), None)
        for counter in (first,) if first else [one for one in self.idle if one in help_]:
            del self.idle[counter]
            self.stage.after(self.scenario.habits.notice_seconds, self._notices, counter)

    def _callers(self, ticket: Ticket) -> tuple[tuple[CounterId, ...], tuple[CounterId, ...]]:
        """The counters whose own service it is, and those that may help."""
        if ticket.for_counter is not None:
            return (ticket.for_counter,), ()
        roster = self.stage.hall.roster
        return roster.served_at[ticket.service], roster.helped_at.get(ticket.service, ())

    def helps_with_time(self, counter: CounterId) -> bool:
        """Whether a counter may have somebody to help without anybody coming."""
        help_ = self.stage.hall.roster.help.get(counter, ())
        return any(one.longer_than is not None for one in help_)

    def _notices(self, counter: CounterId) -> None:
        self._officers[counter].take()

    def free(self, ticket: Ticket) -> None:
        """Its visitor has left the desk, and can be called with other numbers of the visit."""
        for other in self.stage.hall.visits[ticket.visit]:
            if other != ticket.id:
                self.waits(self.stage.hall.tickets[other])

    def comes_back(self, ticket: Ticket) -> None:
        """One who was absent when called."""
        if self.stage.do(c.RejoinTicket(ticket=ticket.id), DESK):
            self.waits(ticket)

    def resume(self, ticket: Ticket) -> None:
        """One who was put on hold is back: where it was, or where somebody else can do it."""
        desks = self.stage.hall.desks
        for counter in (ticket.counter, *self._callers(ticket)[0]):
            if counter is not None and desks[counter].state is CounterState.OPEN:
                self.stage.do(c.ResumeTicket(counter=counter, ticket=ticket.id), f"loket-{counter}")
                self.waits(ticket)
                return

    # Those who come ----------------------------------------------------------------------------

    def _comes(self, person: Person) -> None:
        self.visitors += 1
        self._takes(person, 0, None)

    def _takes(self, person: Person, errand: int, visit: VisitId | None) -> None:
        visitor, new_visit = person.visitor, VisitId(person.name)
        id_ = TicketId(f"{person.name}/{errand}")
        taken = self.stage.do(
            c.IssueTicket(
                ticket=id_,
                service=visitor.services[errand],
                new_visit=new_visit,
                priority=visitor.priority,
                language=visitor.language,
                visit=visit,
                people=visitor.people,
                assist=visitor.assist,
            ),
            DOOR,
        )
        if not taken:
            return
        ticket = self.stage.hall.tickets[id_]
        if visitor.patience is not None:
            self.gives_up(visitor.patience, ticket)
        if errand + 1 < len(visitor.services):
            self.stage.after(SECOND_ERRAND_SECONDS, self._takes, person, errand + 1, new_visit)
        self.waits(ticket)

    def _gives_up(self, ticket: Ticket) -> None:
        """Only who still waits does."""
        if ticket.state is TicketState.WAITING:
            self.stage.do(c.CancelTicket(ticket=ticket.id, reason="visitor"), DESK)


def counters_of(scenario: Scenario) -> Iterator[CounterId]:
    """Those that are at work at some time."""
    return (id_ for id_, spells in scenario.roster.items() if spells)


TO_COME = (Floor._comes, Floor._gives_up, Floor.comes_back, Floor.resume)
"""What visitors are still to do."""

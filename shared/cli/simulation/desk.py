"""An officer in simulated time: opens, calls, serves, rests, and closes when the hours are over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.cli.simulation.people import Ending, Treatment
from shared.cli.simulation.stage import order_of
from shared.domain import commands as c
from shared.domain.hall import Ticket
from shared.domain.ids import MINUTE, CounterId, Moment, OfficerId
from shared.domain.site import Site

if TYPE_CHECKING:
    from shared.cli.simulation.floor import Floor

RECALLED_AFTER = 25.0
"""Seconds from the call, where a visitor comes but needs to be called twice."""


LOOKS_AGAIN = MINUTE
"""Who helps those who wait for long looks whether somebody does."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What officers say, from the site's lists; where it has none, any code will do."""

    pause: str
    no_show: str
    transfer: str
    out_of_order: str

    @classmethod
    def of(cls, site: Site) -> Reasons:
        said = site.reasons
        lists = (said.pause, said.no_show, said.transfer, said.out_of_order)
        return cls(*(listed[0].code if listed else "simulated" for listed in lists))


class Orders:
    """What an officer says all day long, in the same words."""

    def __init__(self, counter: CounterId, sender: str) -> None:
        def said(command: c.Command) -> c.Order:
            return order_of(command, sender)

        self.call_next = said(c.CallNext(counter=counter))
        self.recall = said(c.Recall(counter=counter))
        self.start = said(c.StartService(counter=counter))
        self.finish = said(c.FinishService(counter=counter))
        self.finish_and_call = said(c.FinishService(counter=counter, then_call=True))


class Officer:
    """One counter's. While nobody waits, the floor says when somebody has come."""

    def __init__(self, floor: Floor, counter: CounterId) -> None:
        self.counter = counter
        self._floor = floor
        self._stage = floor.stage
        self._sender = f"loket-{counter}"
        self._officer = OfficerId(f"officer-{counter}")
        self._orders = Orders(counter, self._sender)
        self._leaves = Moment(0)
        self._stays = Moment(0)
        """How long at most, for those who still wait when it is time to leave."""
        self._open_since: Moment | None = None
        self._called = Moment(0)
        self._looks_at = Moment(0)
        self._use = floor.use_of(counter)
        self._habits = floor.scenario.habits
        self._reasons = Reasons.of(floor.scenario.site)

    def begin(self, leaves: Moment, stays: Moment) -> None:
        """The spell begins; it ends at `leaves`, with those who wait until `stays`."""
        self._leaves, self._stays = leaves, stays
        if self._open_since is None:
            self._open()
        self._stage.at(leaves, self.look_at_the_clock)

    def take(self) -> None:
        """Calls whoever is next, or waits for somebody to come."""
        self._floor.idle.pop(self.counter, None)
        if self._open_since is None or self._busy is not None or self._goes():
            return
        ticket = self._floor.call_for(self._orders.call_next, self.counter)
        if ticket is None:
            self._nobody()
        else:
            self._serve(ticket)

    @property
    def _busy(self) -> Ticket | None:
        held = self._stage.hall.desks[self.counter].ticket
        return self._stage.hall.tickets[held] if held is not None else None

    def _nobody(self) -> None:
        if self._stage.now >= self._leaves:
            self._close()
            return
        self._floor.idle[self.counter] = None
        if self._stage.now >= self._looks_at and self._floor.helps_with_time(self.counter):
            self._looks_at = Moment(self._stage.now + LOOKS_AGAIN)
            self._stage.at(self._looks_at, self.look_at_the_clock)

    def _goes(self) -> bool:
        """Whether it is time for a break or to leave, and then does it."""
        now = self._stage.now
        back = self._floor.break_ends(now)
        if now >= self._stays or (back is not None and back >= self._stays):
            self._close()
            return True
        if back is not None:
            self._rest(self._reasons.pause, back)
            return True
        return False

    def look_at_the_clock(self) -> None:
        """At a break or when the spell is over; who has somebody looks again afterwards."""
        if self.counter in self._floor.idle:
            self.take()

    # One visitor -----------------------------------------------------------------------------

    def _serve(self, ticket: Ticket) -> None:
        plan = self._floor.crowd.treatment(ticket)
        self._use.calls += 1
        self._called = self._stage.now
        if plan.ending is Ending.ABSENT:
            absent = self._habits.absent_seconds
            self._stage.after(absent, self._call_again, ticket, plan)
            return
        if plan.recalled and plan.walk > RECALLED_AFTER:
            self._stage.after(RECALLED_AFTER, self._recall)
        self._stage.after(plan.walk, self._arrives, ticket, plan)

    def _arrives(self, ticket: Ticket, plan: Treatment) -> None:
        if plan.starts:
            self._stage.carry_out(self._orders.start)
        self._stage.after(plan.service, self._end, ticket, plan)

    def _call_again(self, ticket: Ticket, plan: Treatment) -> None:
        self._recall()
        self._stage.after(self._habits.absent_seconds, self._miss, ticket, plan)

    def _recall(self) -> None:
        self._stage.carry_out(self._orders.recall)

    def _miss(self, ticket: Ticket, plan: Treatment) -> None:
        self._count_busy()
        self._do(c.RecordNoShow(counter=self.counter, reason=self._reasons.no_show))
        if plan.returns_after is not None:
            self._stage.after(plan.returns_after, self._floor.comes_back, ticket)
        self._next(ticket)

    def _end(self, ticket: Ticket, plan: Treatment) -> None:
        self._count_busy()
        if plan.ending is Ending.HELD:
            self._do(c.HoldTicket(counter=self.counter))
            self._stage.after(plan.returns_after or 0.0, self._floor.resume, ticket)
        elif plan.ending is Ending.TRANSFERRED:
            service = self._floor.crowd.sent_on(ticket)
            reason = self._reasons.transfer
            self._do(c.TransferTicket(counter=self.counter, service=service, reason=reason))
            self._floor.waits(ticket)
        else:
            self._finish(ticket, plan)
            return
        self._next(ticket)

    def _finish(self, ticket: Ticket, plan: Treatment) -> None:
        now = self._stage.now
        goes = now >= self._leaves or self._floor.break_ends(now) is not None
        at_once = plan.calls_at_once and not plan.pause and not goes and self._floor.rule is None
        self._stage.carry_out(self._orders.finish_and_call if at_once else self._orders.finish)
        called = self._busy
        if called is not None:
            self._floor.free(ticket)
            self._serve(called)
        elif plan.pause and not goes:
            self._floor.free(ticket)
            self._rest(self._reasons.pause, Moment(now + round(plan.pause * 1_000)))
        elif at_once:
            self._nobody()
            self._floor.free(ticket)
        else:
            self._next(ticket, pressed=plan.calls_at_once)

    def _next(self, ticket: Ticket, *, pressed: bool = False) -> None:
        """`pressed`: with the same press, where that does not call by itself."""
        self._floor.free(ticket)
        self._stage.after(0.0 if pressed else self._habits.between_seconds, self.take)

    def goes_on(self, ticket: Ticket, plan: Treatment) -> None:
        """The visit that is under way goes on by this plan, which began as it did."""
        called = ticket.called_at or self._stage.now
        if plan.ending is Ending.ABSENT:
            absent = round(self._habits.absent_seconds * 1_000)
            if self._stage.now < called + absent:
                self._stage.at(called + absent, self._call_again, ticket, plan)
            else:
                self._stage.at(called + 2 * absent, self._miss, ticket, plan)
            return
        arrives = called + plan.walk * 1_000
        if arrives > self._stage.now:
            self._stage.at(arrives, self._arrives, ticket, plan)
        else:
            self._stage.at(arrives + plan.service * 1_000, self._end, ticket, plan)

    def _count_busy(self) -> None:
        self._use.busy += self._stage.now - self._called

    # Opening and closing -----------------------------------------------------------------------

    def _open(self) -> None:
        if self._do(c.OpenCounter(counter=self.counter, officer=self._officer)):
            self._open_since = self._stage.now
            self.take()

    def _rest(self, reason: str, until: Moment) -> None:
        self._do(c.PauseCounter(counter=self.counter, reason=reason))
        self._count_open()
        self._stage.at(until, self._open)

    def _close(self) -> None:
        self._do(c.CloseCounter(counter=self.counter))
        self._count_open()

    def _count_open(self) -> None:
        if self._open_since is not None:
            self._use.open += self._stage.now - self._open_since
            self._open_since = None

    def _do(self, command: c.Command) -> bool:
        return self._stage.do(command, self._sender)


UNDER_WAY = (Officer._arrives, Officer._call_again, Officer._miss, Officer._end, Officer._recall)
"""What is planned for a visit."""

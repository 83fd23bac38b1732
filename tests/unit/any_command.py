"""Any command at all, well-meant or not, chosen with whatever makes the choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.ids import (
    AssistCode,
    CounterId,
    DeviceId,
    GroupCode,
    OfficerId,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.states import TRANSITIONS, TicketAction, TicketState

Option = TypeVar("Option")


class Pick(Protocol):
    """Chooses one of several: `random.Random.choice`, or a draw of hypothesis."""

    def __call__(self, options: Sequence[Option], /) -> Option: ...


OFTEN = 15
"""What is wrong must be tried, but what is right has to happen most of the time."""


class AnyCommand:
    """Makes commands that suit the hall as it stands, mostly."""

    def __init__(self, hall: Hall, pick: Pick, number: int) -> None:
        self._hall = hall
        self._pick = pick
        self._number = number

    def make(self) -> c.Command:
        return self._pick(_KINDS)(self)

    def visitor(self) -> c.Command:
        visits = [None, None, *list(self._hall.visits)[-3:]]
        return c.IssueTicket(
            ticket=TicketId(f"t{self._number}"),
            new_visit=VisitId(f"v{self._number}"),
            service=self._service(),
            priority=self._group(),
            people=self._pick([1] * OFTEN + [0, 4, 5]),
            visit=self._pick(visits),
            assist=(AssistCode("deaf"),) if self._rarely() else (),
        )

    def call_next(self) -> c.Command:
        return c.CallNext(counter=self._counter())

    def finish(self) -> c.Command:
        return c.FinishService(counter=self._counter(), then_call=self._pick([True, False]))

    def at_desk(self) -> c.Command:
        kind = self._pick([c.Recall, c.StartService, c.HoldTicket])
        return kind(counter=self._counter())

    def undo(self) -> c.Command:
        return c.UndoLast(counter=self._counter())

    def absent(self) -> c.Command:
        return c.RecordNoShow(counter=self._counter(), reason=self._pick(["other", "other", ""]))

    def by_number(self) -> c.Command:
        ticket = self._ticket(*TRANSITIONS[TicketAction.CALL_BY_NUMBER][0])
        return c.CallTicket(counter=self._counter(), ticket=ticket, reason=self._reason())

    def resume(self) -> c.Command:
        return c.ResumeTicket(counter=self._counter(), ticket=self._ticket(TicketState.HELD))

    def rejoin(self) -> c.Command:
        return c.RejoinTicket(ticket=self._ticket(TicketState.NO_SHOW))

    def cancel(self) -> c.Command:
        return c.CancelTicket(ticket=self._ticket(*TRANSITIONS[TicketAction.CANCEL][0]))

    def paper(self) -> c.Command:
        ticket = self._ticket(TicketState.WAITING)
        outcome = self._pick(["printed", "failed", "again"])
        if outcome == "again":
            kiosk = self._pick([None, DeviceId("kiosk-1")])
            return c.RequestReprint(ticket=ticket, kiosk=kiosk)
        return c.RecordPrint(ticket=ticket, outcome=outcome, half=self._rarely())

    def priority(self) -> c.Command:
        ticket = self._ticket(TicketState.WAITING, TicketState.HELD, TicketState.NO_SHOW)
        return c.SetPriority(ticket=ticket, priority=self._group(), reason=self._reason())

    def transfer(self) -> c.Command:
        ticket = self._pick([None, self._ticket(TicketState.WAITING, TicketState.HELD)])
        target = self._pick([None, None, self._counter()])
        return c.TransferTicket(
            counter=self._counter(), service=self._service(), to_counter=target, ticket=ticket
        )

    def counter(self) -> c.Command:
        kind = self._pick([c.PauseCounter, c.CloseCounter])
        return kind(counter=self._counter())

    def sign_on(self) -> c.Command:
        counter = self._counter()
        someone = self._pick([counter] * OFTEN + [self._counter()])
        return c.OpenCounter(counter=counter, officer=OfficerId(f"officer-{someone}"))

    def delivered(self) -> c.Command:
        ticket = self._ticket(TicketState.CALLED)
        kind = self._pick([c.ReportShown, c.ReportSpoken])
        calls = tuple(c.CallRef(ticket=ticket, call=call) for call in (1, 2, 3))
        return kind(display=DeviceId("tv"), calls=calls)

    def suspension(self) -> c.Command:
        if self._rarely():
            return c.SuspendService(service=self._service(), reason="other")
        return c.RestoreService(service=self._service())

    # What they name ---------------------------------------------------------------------------

    def _rarely(self) -> bool:
        return self._pick([False] * OFTEN + [True])

    def _counter(self) -> CounterId:
        return CounterId(self._pick(["1", "2", "3"] * OFTEN + ["no such"]))

    def _service(self) -> ServiceCode:
        services = ["KTP-BARU", "KTP-BARU", "KTP-CETAK", "KK"]
        return ServiceCode(self._pick(services * OFTEN + ["no such"]))

    def _group(self) -> GroupCode | None:
        return self._pick([None, None, GroupCode("elderly")])

    def _reason(self) -> str:
        return self._pick(["other"] * OFTEN + [""])

    def _ticket(self, *states: TicketState) -> TicketId:
        tickets = self._hall.tickets
        fit = [id_ for id_, ticket in tickets.items() if ticket.state in states]
        if fit and not self._rarely():
            return self._pick(fit)
        return self._pick([*tickets, TicketId("no such")])


_A = AnyCommand
_KINDS: list[Callable[[AnyCommand], c.Command]] = [
    *(_A.visitor,) * 6,
    *(_A.call_next,) * 5,
    *(_A.finish,) * 6,
    *(_A.at_desk, _A.undo) * 2,
    *(_A.absent,) * 2,
    *(_A.sign_on,) * 4,
    *(_A.resume, _A.rejoin, _A.cancel, _A.paper, _A.priority, _A.transfer),
    *(_A.by_number, _A.counter, _A.delivered, _A.suspension),
]

"""Orders and questions that come over a line: who may, carry out, answer.

Most need nobody but the engine, and are handed to it the moment they arrive: no task, no future.
What has to look somebody up first (a PIN, a name) waits for that in a task of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from shared.domain.hall import Receipt, Ticket
from shared.domain.permits import Permit
from shared.domain.refusal import Refusal
from shared.hub.engine import Outcome, Unavailable
from shared.hub.orders import BY_ROLE, OPEN_TO_APPS, BadCommand, order_of
from shared.hub.presence import Line
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.roles import Role
from shared.hub.sight import MADE_HERE_NOW
from shared.hub.sign_on import SignOnRefused
from shared.hub.signing_in import SIGN_IN, SIGN_OUT, WHO_AM_I
from shared.hub.staff import actor_of, require_known, sources
from shared.hub.views import counter_view, people_ahead, staff_ticket
from shared.hub.written import Asked
from shared.protocol.messages import Answer, Order
from shared.protocol.views import Problem, TicketView

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)

_FOR_VISITORS = frozenset({"RequestReprint", "RejoinTicket"})

OPEN = "OpenCounter"

SITTINGS = (SIGN_IN, SIGN_OUT, WHO_AM_I)


class LineOrders:
    """What one app asks for. `freed` is called after each answer."""

    def __init__(self, hub: Hub, line: Line, freed: Callable[[], None]) -> None:
        self._hub = hub
        self._line = line
        self._freed = freed
        self._tasks: set[asyncio.Task[None]] = set()
        self.under_way = 0
        """Orders that are not answered yet."""

    def take(self, message: Order) -> None:
        """Carries out an order, or answers a question; the answer goes out by itself."""
        self.under_way += 1
        try:
            if not message.id or len(message.id) > 64:
                no = problem(422, "id-missing", "A command needs an id of its own.")
                self._tell(_no(message, no))
            elif message.name in self._hub.reports:
                report = self._hub.reports[message.name]
                self._tell(report(self._line, message.id, message.body))
            elif message.name in self._hub.queries:
                self._require_paper(message)
                self._tell(self._hub.queries[message.name](message.id, message.body))
            elif message.name in self._hub.staff_orders:
                self._start(self._take_from_staff(message), self._hub.under_way)
            elif message.name in (OPEN, *SITTINGS) or message.name in self._hub.staff_queries:
                self._start(self._take_slowly(message), self._tasks)
            else:
                self._take_at_once(message)
        except Exception as error:
            self._refuse(message, error)

    def leave(self) -> None:
        """The line is gone: nobody waits for what is looked up. What was decided stands."""
        for task in list(self._tasks):
            task.cancel()

    # ----------------------------------------------------------------------------------------

    def _start(self, work: Any, under_way: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    def _take_at_once(self, message: Order) -> None:
        """Nobody has to be looked up for it."""
        self._require_allowed(message)
        actor = self._actor(message)
        if message.name in self._hub.staff_reports:
            self._require_counter(message.name)
            body = _without_session(message.body)
            self._tell(self._hub.staff_reports[message.name](message.id, body))
        else:
            self._submit(message, message.body, actor)

    async def _take_slowly(self, message: Order) -> None:
        """Looks somebody up: a PIN, a name."""
        try:
            if message.name != OPEN:
                self._require_counter(message.name)
            if message.name in self._hub.staff_queries:
                answer = await self._hub.staff_queries[message.name](message.id, message.body)
                self._tell(answer)
            elif message.name in SITTINGS:
                self._tell(Answer(id=message.id, status=200, body=await self._sit(message)))
            else:
                self._require_allowed(message)
                actor = self._actor(message)
                body = await self._hub.signed_on(_without_session(message.body), self._sources)
                self._submit(message, body, actor)
        except Exception as error:
            self._refuse(message, error)

    async def _sit(self, message: Order) -> dict[str, Any]:
        signing_in, session = self._hub.signing_in, str(message.body.get("session", ""))
        if message.name == SIGN_IN:
            found = await signing_in.sign_in(message.body, self._line.device, self._sources)
            self._works("", str(found["officer"]))
            return found
        if message.name == SIGN_OUT:
            return await signing_in.sign_out(session)
        found = await signing_in.who(session)
        self._works(str(found["counter"]), str(found["officer"]))
        return found

    def _works(self, counter: str, officer: str) -> None:
        """Who works at this line from now on, and where; they may see more or less than before."""
        sight, line = self._hub.sight, self._line
        before = line.counter if sight.limited(line) else None
        line.counter, line.officer = counter, officer
        if before != (counter if sight.limited(line) else None):
            self._hub.frames.tell_anew(line, self._hub.live, self._hub.now())

    async def _take_from_staff(self, message: Order) -> None:
        """What the engine alone cannot carry out; it goes on to its end when the line is gone."""
        try:
            self._require_counter(message.name)
            asked = Asked(
                id=message.id,
                name=message.name,
                body=_without_session(message.body),
                sender=self._line.device,
                actor=self._actor(message),
            )
            body = await self._hub.staff_orders[message.name](asked)
            self._tell(Answer(id=message.id, status=200, body=body))
        except Exception as error:
            self._refuse(message, error)

    @property
    def _sources(self) -> tuple[str, ...]:
        return sources(self._line.device, self._line.address)

    def _actor(self, message: Order) -> str:
        session = str(message.body.get("session", ""))
        return actor_of(self._hub, self._line.role, message.name, message.body, session)

    def _require_paper(self, message: Order) -> None:
        """Who may not see the queue finds a ticket by its number and check code alone."""
        by_paper = bool(message.body.get("number"))
        if message.name == "FindTicket" and not by_paper and self._hub.sight.limited(self._line):
            self._hub.signing_in.require(self._line.officer, (Permit.SEE_QUEUE,), message.name)

    def _require_counter(self, name: str) -> None:
        if self._line.role is not Role.COUNTER:
            raise _not_allowed(self._line.role, name)

    def _require_allowed(self, message: Order) -> None:
        if message.name in OPEN_TO_APPS and message.name not in BY_ROLE[self._line.role]:
            raise _not_allowed(self._line.role, message.name)

    def _submit(self, message: Order, body: dict[str, Any], actor: str) -> None:
        require_known(self._hub, message.name, body)
        if message.name == "HandOver":
            self._hub.contacts.owes(self._line)
        order = order_of(
            message.name,
            _without_session(body),
            sender=self._line.device,
            actor=actor,
            id_=message.id,
            contact=self._line.contact,
        )
        self._hub.engine.ask(order, partial(self._answered, message))

    def _answered(self, message: Order, outcome: Outcome) -> None:
        if isinstance(outcome, Exception):
            self._refuse(message, outcome)
        elif message.name == OPEN and outcome.desk is not None:
            self._start(self._open_session(message, outcome), self._tasks)
        else:
            self._tell(self._yes(message, outcome))

    async def _open_session(self, message: Order, receipt: Receipt) -> None:
        try:
            assert receipt.desk is not None
            officer = str(message.body.get("officer", ""))
            session = await self._hub.officers.sittings.at_counter(receipt.desk.id, officer)
            self._works(receipt.desk.id, officer)
            answer = self._yes(message, receipt)
            answer.body = {"session": session} | await self._hub.signing_in.about(officer)
            self._tell(answer)
        except Exception as error:
            self._refuse(message, error)

    # Answers --------------------------------------------------------------------------------

    def _tell(self, answer: Answer) -> None:
        self.under_way -= 1
        self._line.tell(answer)
        self._freed()

    def _yes(self, message: Order, receipt: Receipt) -> Answer:
        hall = self._hub.engine.hall
        answer = Answer(id=message.id, status=201 if message.name == "IssueTicket" else 200)
        if receipt.ticket is not None:
            ahead = self._ahead(message.name, receipt.ticket)
            answer.ticket = self._seen(message.name, receipt.ticket, ahead)
            self._foretell(message.name, answer.ticket, receipt.ticket)
        if receipt.desk is not None:
            answer.counter = counter_view(hall, receipt.desk)
        return answer

    def _seen(self, name: str, ticket: Ticket, ahead: int) -> TicketView:
        """An officer who may not see the queue knows whose paper they made, or have in hand."""
        if name not in MADE_HERE_NOW and self._hub.sight.limited(self._line):
            return self._hub.sight.ticket(ticket, self._line.counter)
        return staff_ticket(self._hub.engine.hall, ticket, ahead=ahead)

    def _foretell(self, name: str, view: TicketView, ticket: Ticket) -> None:
        """When it is likely to be called: for those who ask for a visitor as well."""
        if name == "IssueTicket":
            self._hub.waits.as_promised(view, ticket)
        elif name in _FOR_VISITORS:
            self._hub.waits.as_it_is(view, ticket)

    def _ahead(self, name: str, ticket: Ticket) -> int:
        """Told to those who ask for a visitor: it is counted along the whole line."""
        if name == "IssueTicket":
            return ticket.ahead
        return people_ahead(self._hub.engine.hall, ticket) if name in _FOR_VISITORS else 0

    def _refuse(self, message: Order, error: Exception) -> None:
        self._tell(_no(message, self._problem_of(message, error)))

    def _problem_of(self, message: Order, error: Exception) -> Problem:
        if isinstance(error, Refusal):
            self._hub.refused(error)
            return of_refusal(error, self._hub.engine.hall)
        if isinstance(error, Unavailable):
            return of_unavailable(error)
        if isinstance(error, BadCommand):
            return problem(422, "bad-command", error.detail)
        if isinstance(error, SignOnRefused):
            return problem(error.status, error.code, error.detail, error.extra)
        log.error("a fault of ours while carrying out %s", message.name, exc_info=error)
        return FAULT


def _without_session(body: dict[str, Any]) -> dict[str, Any]:
    if "session" not in body:
        return body
    return {name: value for name, value in body.items() if name != "session"}


def _not_allowed(role: Role, name: str) -> SignOnRefused:
    return SignOnRefused("not-allowed", f"A {role} may not ask for {name}.")


def _no(message: Order, refused: Problem) -> Answer:
    return Answer(id=message.id, status=refused.status, problem=refused)

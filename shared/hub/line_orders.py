"""Orders and questions that come over a line: who may, carry out, answer.

Most need nobody but the engine, and are handed to it the moment they arrive: no task, no future.
What has to look at a person first (a PIN, a session) waits for that in a task of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from shared.domain.hall import Receipt, Ticket
from shared.domain.refusal import Refusal
from shared.hub.engine import Outcome, Unavailable
from shared.hub.officers import SignOnRefused
from shared.hub.orders import BY_ROLE, OPEN_TO_APPS, BadCommand, order_of
from shared.hub.presence import Line
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.roles import Role
from shared.hub.staff import actor_of, sources, wants_session
from shared.hub.views import counter_view, people_ahead, staff_ticket
from shared.protocol.messages import Answer, Order
from shared.protocol.views import Problem

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)

_FOR_VISITORS = frozenset({"RequestReprint", "RejoinTicket"})


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
                self._tell(self._hub.queries[message.name](message.id, message.body))
            elif self._looks_at_people(message):
                self._start(self._take_slowly(message))
            else:
                self._submit(message, message.body)
        except Exception as error:
            self._refuse(message, error)

    def leave(self) -> None:
        """The line is gone: nobody waits for what is looked up. What was decided stands."""
        for task in self._tasks:
            task.cancel()

    # ----------------------------------------------------------------------------------------

    def _looks_at_people(self, message: Order) -> bool:
        people = (self._hub.staff_queries, self._hub.staff_reports, ("OpenCounter",))
        if any(message.name in names for names in people):
            return True
        if self._hub.trust.loopback_only:
            return "session" in message.body and "counter" not in message.body
        return wants_session(self._line.role, message.name, message.body)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take_slowly(self, message: Order) -> None:
        try:
            if message.name in self._hub.staff_queries:
                self._require_counter(message.name)
                answer = await self._hub.staff_queries[message.name](message.id, message.body)
                self._tell(answer)
                return
            self._require_allowed(message)
            body, session = message.body, str(message.body.get("session", ""))
            actor = await actor_of(self._hub, self._line.role, message.name, body, session)
            if message.name in self._hub.staff_reports:
                self._require_counter(message.name)
                self._tell(self._hub.staff_reports[message.name](message.id, body))
                return
            if message.name == "OpenCounter":
                where = sources(self._line.device, self._line.address)
                body = await self._hub.signed_on(body, where)
            self._submit(message, body, actor)
        except Exception as error:
            self._refuse(message, error)

    def _require_counter(self, name: str) -> None:
        if self._line.role is not Role.COUNTER:
            raise _not_allowed(self._line.role, name)

    def _require_allowed(self, message: Order) -> None:
        if message.name in OPEN_TO_APPS and message.name not in BY_ROLE[self._line.role]:
            raise _not_allowed(self._line.role, message.name)

    def _submit(self, message: Order, body: dict[str, Any], actor: str = "") -> None:
        self._require_allowed(message)
        if "session" in body:
            body = {name: value for name, value in body.items() if name != "session"}
        if not actor and "counter" in body:
            actor = self._hub.officer_at(str(body["counter"]))
        if message.name == "HandOver":
            self._hub.contacts.owes(self._line)
        order = order_of(
            message.name,
            body,
            sender=self._line.device,
            actor=actor,
            id_=message.id,
            contact=self._line.contact,
        )
        self._hub.engine.ask(order, partial(self._answered, message))

    def _answered(self, message: Order, outcome: Outcome) -> None:
        if isinstance(outcome, Exception):
            self._refuse(message, outcome)
        elif message.name == "OpenCounter" and outcome.desk is not None:
            self._start(self._open_session(message, outcome))
        else:
            self._tell(self._yes(message, outcome))

    async def _open_session(self, message: Order, receipt: Receipt) -> None:
        try:
            assert receipt.desk is not None
            officer = str(message.body.get("officer", ""))
            session = await self._hub.officers.open_session(receipt.desk.id, officer)
            answer = self._yes(message, receipt)
            answer.body = {"session": session}
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
            answer.ticket = staff_ticket(hall, receipt.ticket, ahead=ahead)
        if receipt.desk is not None:
            answer.counter = counter_view(hall, receipt.desk)
        return answer

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


def _not_allowed(role: Role, name: str) -> SignOnRefused:
    return SignOnRefused("not-allowed", f"A {role} may not ask for {name}.")


def _no(message: Order, refused: Problem) -> Answer:
    return Answer(id=message.id, status=refused.status, problem=refused)

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
from shared.domain.refusal import Refusal
from shared.hub.allowed import By, require_permits
from shared.hub.caller import Caller
from shared.hub.engine import Outcome, Unavailable
from shared.hub.orders import BadCommand, order_of
from shared.hub.presence import Line
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.sight import MADE_HERE_NOW, without_health
from shared.hub.sign_on import CHANGE_PIN, SIGN_IN, SIGN_OUT, WHO_AM_I, SignOnRefused
from shared.hub.staff import actor_of, require_known, require_row, sources
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

WITH_A_PIN = (OPEN, SIGN_IN, CHANGE_PIN)
"""Nobody is known before the PIN is looked at."""


class LineOrders:
    """What one app asks for. `freed` is called after each answer."""

    def __init__(self, hub: Hub, line: Line, freed: Callable[[], None]) -> None:
        self._hub = hub
        self._line = line
        self._freed = freed
        self._by = By(Caller(line.caller.kind, line.device, line.address), line.role)
        self._looked_up = frozenset({*WITH_A_PIN, *SITTINGS, *hub.staff_queries})
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
                self._actor(message)
                report = self._hub.reports[message.name]
                self._tell(report(self._line, message.id, message.body))
            elif message.name in self._hub.queries:
                if not self._actor(message):
                    self._require_paper(message)
                self._tell(self._fit(self._hub.queries[message.name](message.id, message.body)))
            elif message.name in self._hub.staff_orders:
                self._start(self._take_from_staff(message), self._hub.under_way)
            elif message.name in self._hub.kiosk_queries:
                self._start(self._take_from_kiosk(message), self._tasks)
            elif message.name in self._looked_up:
                self._start(self._take_slowly(message), self._tasks)
            elif self._hub.naming.might_name(message.body):
                self._start(self._take_unnamed(message), self._hub.under_way)
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
        actor = self._actor(message)
        if message.name in self._hub.staff_reports:
            body = _without_session(message.body)
            self._tell(self._hub.staff_reports[message.name](message.id, body))
        else:
            self._submit(message, message.body, actor)

    async def _take_unnamed(self, message: Order) -> None:
        """Once it is known that its reason is no visitor's name."""
        try:
            self._actor(message)
            await self._hub.naming.require_no_name(message.body)
            self._take_at_once(message)
        except Exception as error:
            self._refuse(message, error)

    async def _take_slowly(self, message: Order) -> None:
        """Looks somebody up: a PIN, a name."""
        try:
            actor = self._actor(message)
            if message.name in self._hub.staff_queries:
                answer = await self._hub.staff_queries[message.name](message.id, message.body)
                self._tell(answer)
            elif message.name in SITTINGS:
                self._tell(Answer(id=message.id, status=200, body=await self._sit(message)))
            elif message.name == CHANGE_PIN:
                body = await self._hub.signing_in.change_pin(
                    message.body, self._sources, self._line.device
                )
                self._tell(Answer(id=message.id, status=200, body=body))
            else:
                body = await self._hub.signed_on(_without_session(message.body), self._sources)
                self._submit(message, body, actor)
        except Exception as error:
            self._refuse(message, error)

    async def _take_from_kiosk(self, message: Order) -> None:
        """Looks up who stands at a kiosk's staff menu."""
        try:
            self._actor(message)
            asked = self._hub.kiosk_queries[message.name]
            body = await asked(message.body, self._sources)
            self._tell(Answer(id=message.id, status=200, body=body))
        except Exception as error:
            self._refuse(message, error)

    async def _sit(self, message: Order) -> dict[str, Any]:
        signing_in, session = self._hub.signing_in, str(message.body.get("session", ""))
        if message.name == SIGN_IN:
            found = await signing_in.sign_in(
                self._by, message.body, self._sources, self._line.device
            )
            self._works("", str(found["officer"]), str(found["session"]))
            return found
        if message.name == SIGN_OUT:
            done = await signing_in.sign_out(self._by, session, self._line.device)
            self._works("", "")
            return done
        found = await signing_in.who(self._by, session)
        self._works(str(found["counter"]), str(found["officer"]), session)
        return found

    def _works(self, counter: str, officer: str, session: str = "") -> None:
        """Who works at this line from now on, and where; they may see more or less than before."""
        sight, line = self._hub.sight, self._line
        before = sight.level(line)
        line.counter, line.officer, line.left = counter, officer, False
        line.sitting = self._hub.officers.sittings.of(session) if session else None
        if before != sight.level(line):
            self._hub.frames.tell_anew(line, self._hub.live, self._hub.now())

    async def _take_from_staff(self, message: Order) -> None:
        """What the engine alone cannot carry out; it goes on to its end when the line is gone."""
        try:
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
        return sources(self._by.caller, self._line.device)

    def _actor(self, message: Order) -> str:
        session = str(message.body.get("session", ""))
        if message.name in SITTINGS:  # they look at the session themselves
            require_row(self._by, message.name, message.body)
            return ""
        return actor_of(self._hub, self._by, message.name, message.body, session)

    def _require_paper(self, message: Order) -> None:
        """Who may not see the queue finds a ticket by its number and check code alone, also where
        nobody need show a session."""
        row = require_row(self._by, message.name, message.body)
        if self._line.officer:
            require_permits(self._hub.signing_in.require, self._line.officer, row, message.name)

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
            session = await self._hub.officers.sittings.at_counter(
                receipt.desk.id, officer, self._line.device
            )
            self._works(receipt.desk.id, officer, session)
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
        view = staff_ticket(self._hub.engine.hall, ticket, ahead=ahead)
        return without_health(view) if self._hub.sight.bare(self._line) else view

    def _fit(self, answer: Answer) -> Answer:
        """An answer as it may be seen where nobody of the staff works."""
        if answer.ticket is not None and self._hub.sight.bare(self._line):
            answer.ticket = without_health(answer.ticket)
        return answer

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


def _no(message: Order, refused: Problem) -> Answer:
    return Answer(id=message.id, status=refused.status, problem=refused)

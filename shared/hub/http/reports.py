"""What the hall says of its rule: a report for those who supervise, and one visitor's answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.decide.finding import ticket_of
from shared.domain.ids import TicketId
from shared.hub import looked_up
from shared.hub.engine import Unavailable
from shared.hub.http.body import BadRequest, answer
from shared.hub.problems import problem
from shared.hub.projection.rule_report import rule_report
from shared.hub.projection.tables import REPORTS_FILE

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def rule(hub: Hub, request: Request) -> Response:
    """Calls by the rule and beside it, priorities and takebacks, by officer, with their names:
    from the business date ``from`` to ``to``."""
    first, last = (_date(request, name) for name in ("from", "to"))
    tables = hub.explainer.directory / REPORTS_FILE
    try:
        found = await asyncio.to_thread(rule_report, tables, first, last or "9999-12-31")
    except sqlite3.Error as error:
        raise Unavailable("reports", f"The reports' tables cannot be read: {error}") from error
    names = await hub.officers.names()
    found.tell_names(names)
    return answer(found)


async def why_before(hub: Hub, request: Request) -> Response:
    """Why another number was called before a ticket's, in a sentence for its visitor."""
    ticket = ticket_of(hub.engine.hall, TicketId(request.path_params["ticket"]))
    other = request.path_params["number"]
    return answer(await looked_up.why_before(hub.explainer, ticket.number, other))


def _date(request: Request, name: str) -> str:
    text = request.query_params.get(name, "")
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        detail = f"'{name}' is a date, YYYY-MM-DD, and not '{text}'."
        raise BadRequest(problem(422, "bad-date", detail)) from None

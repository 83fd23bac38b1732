"""`/api/v1/counters`: sign on, pause, close, and what an officer does with a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain.refusal import Code, Refusal
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import carry_out, session_in
from shared.hub.staff import actor_of, sources
from shared.hub.views import counter_view, staff_ticket

if TYPE_CHECKING:
    from shared.hub.hub import Hub

STATE_ACTIONS = {"open": "OpenCounter", "close": "CloseCounter", "pause": "PauseCounter"}
TICKET_ACTIONS = {
    "call-next": "CallNext",
    "call": "CallTicket",
    "recall": "Recall",
    "start": "StartService",
    "finish": "FinishService",
    "no-show": "RecordNoShow",
    "hold": "HoldTicket",
    "resume": "ResumeTicket",
    "transfer": "TransferTicket",
    "undo": "UndoLast",
    "enter-paper": "EnterPaper",
}


async def everyone(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    known = hall.plan.counters if hall.plan is not None else {}
    desks = [counter_view(hall, desk) for desk in hall.desks.values() if desk.id in known]
    return answer({"counters": sorted(desks, key=lambda view: view.number)})


async def one(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    counter = request.path_params["counter"]
    desk = hall.desks.get(counter)
    if desk is None or hall.plan is None or counter not in hall.plan.counters:
        raise Refusal(Code.UNKNOWN_COUNTER, f"There is no counter '{counter}'.")
    return answer(counter_view(hall, desk))


async def act(hub: Hub, request: Request) -> Response:
    """One officer's action; 204 where nobody waits."""
    action = request.path_params["action"]
    counter = request.path_params["counter"]
    body = await json_object(request) | {"counter": counter}
    if action == "open":
        return await _open(hub, request, body)
    return await _act(hub, request, action, body)


async def _open(hub: Hub, request: Request, body: dict[str, Any]) -> Response:
    session, body = session_in(request, body)
    await actor_of(hub, "", "OpenCounter", body, session)
    address = request.client.host if request.client is not None else ""
    command = await hub.signed_on(body, sources(f"rest {address}", address))
    officer = str(body.get("officer", ""))
    receipt = await carry_out(hub, request, "OpenCounter", command, officer)
    assert receipt.desk is not None
    view = msgspec.to_builtins(counter_view(hub.engine.hall, receipt.desk))
    session = await hub.officers.open_session(receipt.desk.id, command["officer"])
    return answer(view | {"session": session})


async def _act(hub: Hub, request: Request, action: str, body: dict[str, Any]) -> Response:
    name = STATE_ACTIONS.get(action) or TICKET_ACTIONS[action]
    try:
        receipt = await carry_out(hub, request, name, body)
    except Refusal as refusal:
        if refusal.code is Code.NOBODY_WAITS:
            return Response(status_code=204)
        raise
    hall = hub.engine.hall
    if action in TICKET_ACTIONS and receipt.ticket is not None:
        return answer(staff_ticket(hall, receipt.ticket))
    assert receipt.desk is not None
    return answer(counter_view(hall, receipt.desk))

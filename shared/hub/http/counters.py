"""`/api/v1/counters`: sign on, pause, close, and what an officer does with a ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain.hall import Desk, Hall
from shared.domain.ids import CounterId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState
from shared.hub.caller import CallerKind
from shared.hub.counter_messages import MESSAGE
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import (
    ask_staff,
    by_of,
    carry_out,
    request_sources,
    session_in,
    ticket_for_staff,
)
from shared.hub.sight import MADE_HERE_NOW
from shared.hub.staff import actor_of
from shared.hub.views import counter_view, public_counter, staff_ticket
from shared.protocol.views import CounterView

if TYPE_CHECKING:
    from shared.hub.hub import Hub

STATE_ACTIONS = {
    "open": "OpenCounter",
    "close": "CloseCounter",
    "pause": "PauseCounter",
    "profile": "SetProfile",
}
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
    "continue": "ContinueVisit",
    "undo": "UndoLast",
    "enter-paper": "EnterPaper",
}


async def everyone(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    known = hall.plan.counters if hall.plan is not None else {}
    view = _view_for(request)
    desks = [view(hall, desk) for desk in hall.desks.values() if desk.id in known]
    return answer({"counters": sorted(desks, key=lambda view: view.number)})


async def one(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    counter = request.path_params["counter"]
    desk = hall.desks.get(counter)
    if desk is None or hall.plan is None or counter not in hall.plan.counters:
        raise Refusal(Code.UNKNOWN_COUNTER, f"There is no counter '{counter}'.")
    return answer(_view_for(request)(hall, desk))


def _view_for(request: Request) -> Callable[[Hall, Desk], CounterView]:
    """Kiosks and TVs stand in the hall, and learn no officer and no ticket: as on their lines."""
    in_the_hall = by_of(request).caller.kind in (CallerKind.KIOSK, CallerKind.DISPLAY)
    return public_counter if in_the_hall else counter_view


async def act(hub: Hub, request: Request) -> Response:
    """One officer's action; 204 where nobody waits."""
    action = request.path_params["action"]
    counter = request.path_params["counter"]
    body = await json_object(request) | {"counter": counter}
    if action == "open":
        return await _open(hub, request, body)
    return await _act(hub, request, action, body)


async def take_over(hub: Hub, request: Request) -> Response:
    """`open` with the reason why another officer's counter is taken, which must be there."""
    body = await json_object(request)
    reason = body.pop("reason", "")
    if not reason:
        raise Refusal(Code.REASON_NEEDED, "Taking a counter over needs a reason.")
    body |= {"counter": request.path_params["counter"], "take_over": reason}
    return await _open(hub, request, body)


async def message(hub: Hub, request: Request) -> Response:
    """A supervisor's words to whoever sits there."""
    body = await json_object(request) | {"counter": request.path_params["counter"]}
    return answer(await ask_staff(hub, request, MESSAGE, body))


async def _open(hub: Hub, request: Request, body: dict[str, Any]) -> Response:
    session, rest = session_in(request, body)
    actor_of(hub, by_of(request), "OpenCounter", rest, session)
    await hub.signed_on(rest, request_sources(request))
    receipt = await carry_out(hub, request, "OpenCounter", body)
    assert receipt.desk is not None
    view = msgspec.to_builtins(counter_view(hub.engine.hall, receipt.desk))
    officer = str(rest["officer"])
    token = await hub.officers.sittings.at_counter(
        receipt.desk.id, officer, by_of(request).caller.device
    )
    return answer(view | {"session": token} | await hub.signing_in.about(officer))


async def _act(hub: Hub, request: Request, action: str, body: dict[str, Any]) -> Response:
    name = STATE_ACTIONS.get(action) or TICKET_ACTIONS[action]
    if action == "profile":
        return await _set_profile(hub, request, body)
    try:
        receipt = await carry_out(hub, request, name, body)
    except Refusal as refusal:
        if refusal.code is Code.NOBODY_WAITS:
            return Response(status_code=204)
        raise
    hall = hub.engine.hall
    if name in MADE_HERE_NOW and receipt.ticket is not None:
        return answer(staff_ticket(hall, receipt.ticket))
    if action in TICKET_ACTIONS and receipt.ticket is not None:
        return answer(ticket_for_staff(hub, request, receipt.ticket, body))
    assert receipt.desk is not None
    return answer(counter_view(hall, receipt.desk))


async def _set_profile(hub: Hub, request: Request, body: dict[str, Any]) -> Response:
    """The counter, and whom nobody calls any more: the profile counts all the same."""
    receipt = await carry_out(hub, request, "SetProfile", body)
    assert receipt.desk is not None
    hall = hub.engine.hall
    view = msgspec.to_builtins(counter_view(hall, hall.desks[receipt.desk.id]))
    return answer(view | {"left_without_counter": left_without_counter(hall)})


def left_without_counter(hall: Hall) -> list[dict[str, Any]]:
    """Services with people waiting that no open counter calls, and how many they are."""
    return [
        {"service": service, "waiting": len(line)}
        for service, line in hall.lines.items()
        if line and not any(_is_open(hall, one) for one in hall.roster.sure_of(service))
    ]


def _is_open(hall: Hall, counter: CounterId) -> bool:
    desk = hall.desks.get(counter)
    return desk is not None and desk.state is CounterState.OPEN

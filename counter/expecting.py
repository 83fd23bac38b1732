"""The desk as it will be once the hub has done what was just pressed.

The screen shows it at once, marked as not confirmed yet; what the hub says takes its place, and a
refused press leaves nothing of it. Keys and buttons go by what the hub has said alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as but

from msgspec.structs import replace

from counter import queue
from counter.desk import Desk, Mode
from counter.questions import Draft
from shared.domain.ids import Moment
from shared.protocol.views import TicketView

_Change = Callable[[Desk, Draft, Moment], Desk]


def expected(desk: Desk, doing: Draft | None, now: Moment) -> Desk:
    """`doing` is the order under way; an order that changes nothing here leaves the desk alone."""
    change = _CHANGES.get(doing.name) if doing is not None else None
    return change(desk, doing, now) if change is not None and doing is not None else desk


def _call_next(desk: Desk, _doing: Draft, now: Moment) -> Desk:
    following = queue.next_of(desk.line)
    return _with(desk, following, now) if following is not None else desk


def _call_one(desk: Desk, doing: Draft, now: Moment) -> Desk:
    wanted = doing.body.get("ticket")
    known = (one for one in (*desk.line, *desk.held) if one.id == wanted)
    found = next(known, None)
    return _with(desk, found, now) if found is not None else desk


def _with(desk: Desk, ticket: TicketView, now: Moment) -> Desk:
    """Somebody is called to this desk."""
    called = _spoken_anew(replace(ticket, calls_here=0), now)
    return but(
        desk,
        mode=Mode.CALLED,
        ticket=replace(called, state="called", note=""),
        line=tuple(one for one in desk.line if one.id != ticket.id),
        held=tuple(one for one in desk.held if one.id != ticket.id),
    )


def _spoken_anew(ticket: TicketView, now: Moment) -> TicketView:
    return replace(
        ticket,
        calls=ticket.calls + 1,
        calls_here=ticket.calls_here + 1,
        called_at=queue.moment_text(now),
        shown=False,
        spoken=False,
    )


def _recall(desk: Desk, _doing: Draft, now: Moment) -> Desk:
    if desk.ticket is None or not desk.ticket.spoken:
        return desk  # before it is spoken another call adds nothing
    return but(desk, ticket=_spoken_anew(desk.ticket, now))


def _start(desk: Desk, _doing: Draft, now: Moment) -> Desk:
    if desk.ticket is None:
        return desk
    started = replace(desk.ticket, state="serving", started_at=queue.moment_text(now))
    return but(desk, mode=Mode.SERVING, ticket=started)


def _finish(desk: Desk, doing: Draft, now: Moment) -> Desk:
    free = _let_go(desk, doing, now)
    return _call_next(free, doing, now) if doing.body.get("then_call") else free


def _go_on(desk: Desk, doing: Draft, now: Moment) -> Desk:
    return desk if doing.body.get("here") else _let_go(desk, doing, now)


def _let_go(desk: Desk, doing: Draft, _now: Moment) -> Desk:
    """Nobody is here any more."""
    wanted = doing.body.get("ticket")
    if desk.ticket is None or (wanted and wanted != desk.ticket.id):
        return desk
    return but(desk, mode=Mode.WAITING if desk.line else Mode.NOBODY, ticket=None)


def _pause(desk: Desk, doing: Draft, now: Moment) -> Desk:
    if desk.view is None:
        return desk
    reason, since = str(doing.body.get("reason", "")), queue.moment_text(now)
    view = replace(desk.view, state="paused", reason=reason, since=since, pause_until="")
    return but(desk, mode=Mode.PAUSED, view=view)


def _reopen(desk: Desk, _doing: Draft, _now: Moment) -> Desk:
    if desk.view is None or desk.mode is not Mode.PAUSED:
        return desk
    view = replace(desk.view, state="open", reason="", pause_until="")
    return but(desk, mode=Mode.WAITING if desk.line else Mode.NOBODY, view=view)


_CHANGES: dict[str, _Change] = {
    "CallNext": _call_next,
    "CallTicket": _call_one,
    "Recall": _recall,
    "StartService": _start,
    "FinishService": _finish,
    "ContinueVisit": _go_on,
    "RecordNoShow": _let_go,
    "HoldTicket": _let_go,
    "TransferTicket": _let_go,
    "PauseCounter": _pause,
    "OpenCounter": _reopen,
}

"""The states of tickets and counters, and the one table of what may become what."""

from __future__ import annotations

from enum import StrEnum


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    NO_SHOW = "no-show"
    DONE = "done"
    CANCELLED = "cancelled"
    UNSERVED = "unserved"
    POSTPONED = "postponed"
    """Left for the next day, whose visitor is not here: back, it waits with the place it had."""


class TicketAction(StrEnum):
    CALL = "call"
    CALL_BY_NUMBER = "call-by-number"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no-show"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    CONTINUE = "continue"
    CONTINUE_HERE = "continue-here"
    RETURN = "return"
    MOVE = "move"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    REJOIN = "rejoin"
    END_OF_DAY = "end-of-day"
    UNDO_FINISH = "undo-finish"
    UNDO_NO_SHOW = "undo-no-show"


class CounterState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


_S = TicketState

TRANSITIONS: dict[TicketAction, tuple[frozenset[TicketState], TicketState]] = {
    TicketAction.CALL: (frozenset({_S.WAITING}), _S.CALLED),
    TicketAction.CALL_BY_NUMBER: (
        frozenset({_S.WAITING, _S.HELD, _S.NO_SHOW, _S.POSTPONED}),
        _S.CALLED,
    ),
    TicketAction.RECALL: (frozenset({_S.CALLED}), _S.CALLED),
    TicketAction.START: (frozenset({_S.CALLED}), _S.SERVING),
    TicketAction.FINISH: (frozenset({_S.CALLED, _S.SERVING}), _S.DONE),
    TicketAction.NO_SHOW: (frozenset({_S.CALLED}), _S.NO_SHOW),
    TicketAction.HOLD: (frozenset({_S.CALLED, _S.SERVING}), _S.HELD),
    TicketAction.RESUME: (frozenset({_S.HELD}), _S.WAITING),
    TicketAction.TRANSFER: (
        frozenset({_S.WAITING, _S.CALLED, _S.SERVING, _S.HELD}),
        _S.WAITING,
    ),
    TicketAction.CONTINUE: (frozenset({_S.CALLED, _S.SERVING}), _S.WAITING),
    TicketAction.CONTINUE_HERE: (frozenset({_S.CALLED, _S.SERVING}), _S.SERVING),
    TicketAction.RETURN: (frozenset({_S.CALLED, _S.SERVING}), _S.WAITING),
    TicketAction.MOVE: (frozenset({_S.WAITING, _S.HELD}), _S.WAITING),
    TicketAction.POSTPONE: (frozenset({_S.WAITING, _S.HELD}), _S.POSTPONED),
    TicketAction.CANCEL: (
        frozenset({_S.WAITING, _S.HELD, _S.NO_SHOW, _S.POSTPONED}),
        _S.CANCELLED,
    ),
    TicketAction.REJOIN: (frozenset({_S.NO_SHOW, _S.POSTPONED}), _S.WAITING),
    TicketAction.END_OF_DAY: (frozenset({_S.WAITING, _S.HELD, _S.POSTPONED}), _S.UNSERVED),
    TicketAction.UNDO_FINISH: (frozenset({_S.DONE}), _S.SERVING),
    TicketAction.UNDO_NO_SHOW: (frozenset({_S.NO_SHOW}), _S.CALLED),
}
"""For each action: the states it may start from, and the state it leads to."""

AT_A_COUNTER = frozenset({_S.CALLED, _S.SERVING})
"""In these a ticket stands at exactly one counter, and its visitor is nowhere else."""

ENDED = frozenset({_S.DONE, _S.CANCELLED, _S.UNSERVED})
"""Nothing follows, but for an undo within seconds."""

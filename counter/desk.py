"""What the desk is doing: its mode from the hall's facts, and which buttons a mode has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from counter.acts import Act
from counter.facts import Facts
from counter.queue import at, held_at, in_line
from shared.domain.ids import SECOND, Moment
from shared.protocol.views import CounterView, TicketView


class Mode(StrEnum):
    CLOSED = "closed"
    """Nobody is signed on here."""
    WAITING = "waiting"
    """Idle, and people wait."""
    NOBODY = "nobody"
    """Idle, and nobody waits."""
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"


IDLE = (Mode.WAITING, Mode.NOBODY)
"""Nobody is here: somebody may be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """This counter now, as the hub says."""

    mode: Mode
    view: CounterView | None = None
    ticket: TicketView | None = None
    line: tuple[TicketView, ...] = ()
    held: tuple[TicketView, ...] = ()


NO_DESK = Desk(mode=Mode.CLOSED)


def desk_of(facts: Facts, counter: str, officer: str) -> Desk:
    """The desk of an officer; closed while the hub knows somebody else there, or nobody."""
    view = facts.counters.get(counter)
    if view is None or view.state == "closed" or not officer or view.officer != officer:
        return NO_DESK
    ticket = facts.tickets.get(view.ticket) if view.ticket else None
    out = {code for code, service in facts.services.items() if service.outage}
    line = tuple(in_line(facts.tickets, view, out))
    return Desk(
        mode=_mode(view, ticket, line),
        view=view,
        ticket=ticket,
        line=line,
        held=tuple(held_at(facts.tickets, counter)),
    )


def _mode(view: CounterView, ticket: TicketView | None, line: tuple[TicketView, ...]) -> Mode:
    if ticket is not None and ticket.state in (Mode.CALLED, Mode.SERVING):
        return Mode(ticket.state)
    if view.state == "paused":
        return Mode.PAUSED
    return Mode.WAITING if line else Mode.NOBODY


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as its button offers it now."""

    act: Act
    grey: bool = False
    """Not due yet: the button says until when, and asks for a reason all the same."""
    seconds: int = 0
    """Seconds until it is due, or until an undo is over."""


ALWAYS = (Act.ISSUE, Act.PAPER, Act.WHY, Act.TROUBLES, Act.VIEW, Act.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Offers:
    """The buttons of a mode: the large one, the two beside it, and the rest.

    `also` has no button: its keys, and the menu.
    """

    primary: Act
    small: tuple[Offer, ...]
    more: tuple[Offer, ...]
    idle: bool = False
    """Nobody waits: the large button says so."""
    also: tuple[Act, ...] = ()

    def beside(self) -> tuple[Act, ...]:
        """All but the large one, with what the terminal always offers."""
        return (*(one.act for one in (*self.small, *self.more)), *self.also)

    def act_on(self, key: str, names: dict[Act, str]) -> Act | None:
        """The act that a key stands for now."""
        return next((act for act in self.beside() if names[act] == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What a desk offers besides what its state says: by the site, the role and the moment."""

    finish_and_call: bool = True
    undo_seconds: int = 0
    results: bool = False
    """The service here may end in more than one way."""
    missed: bool = False
    """Somebody did not come, and may be taken back."""
    may: Callable[[Act], bool] = lambda _act: True
    """What the officer's role allows."""


def offers(desk: Desk, now: Moment, manner: Manner) -> Offers:
    """What can be done at the desk now: nothing that the role forbids."""
    undo = (Offer(Act.UNDO, seconds=manner.undo_seconds),) if manner.undo_seconds > 0 else ()
    match desk.mode:
        case Mode.CALLED:
            made = _called(desk, now, manner)
        case Mode.SERVING:
            made = _serving(desk, manner)
        case Mode.PAUSED:
            made = Offers(Act.REOPEN, (Offer(Act.CLOSE), *undo), ())
        case _:
            made = _idle(desk, undo, manner)
    return _permitted(made, manner)


def _permitted(made: Offers, manner: Manner) -> Offers:
    """Without what the role forbids; the others move up."""
    buttons = [one for one in (*made.small, *made.more) if manner.may(one.act)]
    also = tuple(act for act in (*made.also, *ALWAYS) if manner.may(act))
    few = len(made.small)
    return replace(made, small=tuple(buttons[:few]), more=tuple(buttons[few:]), also=also)


def _idle(desk: Desk, undo: tuple[Offer, ...], manner: Manner) -> Offers:
    first, second = (Offer(Act.CALL_NUMBER), Offer(Act.HELP))
    if desk.mode is Mode.NOBODY:
        first, second = second, first
    held = (Offer(Act.HELD),) if desk.held or manner.missed else ()
    ends = (Offer(Act.PAUSE), Offer(Act.CLOSE))
    small = (first, *undo) if undo else (first, ends[0])
    more = (second, *held, *ends) if undo else (second, *held, ends[1])
    return Offers(Act.CALL_NEXT, small, more, idle=desk.mode is Mode.NOBODY)


def _called(desk: Desk, now: Moment, manner: Manner) -> Offers:
    seconds, due = no_show_wait(desk.ticket, now)
    no_show = Offer(Act.NO_SHOW, grey=not due, seconds=seconds)
    # Who forgot to press start finishes all the same: the hub marks the start as estimated.
    more = (Offer(Act.HOLD), Offer(Act.FINISH))
    also = (Act.NOTE, *_also(desk, manner))
    return Offers(Act.START, (Offer(Act.RECALL), no_show), more, also=also)


def _serving(desk: Desk, manner: Manner) -> Offers:
    ways = (Act.FINISH_AND_CALL, Act.FINISH)
    primary, other = ways if manner.finish_and_call else ways[::-1]
    entitled = desk.ticket is not None and desk.ticket.priority
    results = (Offer(Act.RESULT),) if manner.results else ()
    last = Act.WITHDRAW if entitled else Act.NOTE
    more = (Offer(Act.HOLD), Offer(Act.OTHER_SERVICE), *results, Offer(last))
    also = (*((Act.NOTE,) if entitled else ()), *_also(desk, manner))
    return Offers(primary, (Offer(other), Offer(Act.TRANSFER)), more, also=also)


def _also(desk: Desk, manner: Manner) -> tuple[Act, ...]:
    """A late visitor may come to the counter while another one is there."""
    return (Act.HELD,) if desk.held or manner.missed else ()


def no_show_wait(ticket: TicketView | None, now: Moment) -> tuple[int, bool]:
    """Seconds until a no-show needs no reason (0: not known yet), and whether it is due."""
    if ticket is None or not ticket.no_show_from:
        return 0, False
    left = at(ticket.no_show_from) - now
    return max(0, -(-left // SECOND)), left <= 0

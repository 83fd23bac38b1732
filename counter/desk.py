"""What the desk is doing: its mode from the hall's facts, and which buttons a mode has."""

from __future__ import annotations

from dataclasses import dataclass
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
    line = tuple(in_line(facts.tickets, counter))
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


ALWAYS = (Act.PAPER, Act.WHY, Act.TROUBLES, Act.VIEW, Act.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Offers:
    """The buttons of a mode: the large one, the two beside it, and the rest."""

    primary: Act
    small: tuple[Offer, ...]
    more: tuple[Offer, ...]
    idle: bool = False
    """Nobody waits: the large button says so."""

    def beside(self) -> tuple[Act, ...]:
        """All but the large one, with what the terminal always offers."""
        return (*(one.act for one in (*self.small, *self.more)), *ALWAYS)

    def act_on(self, key: str, names: dict[Act, str]) -> Act | None:
        """The act that a key stands for now."""
        return next((act for act in self.beside() if names[act] == key), None)


def offers(desk: Desk, now: Moment, *, finish_and_call: bool, undo_seconds: int) -> Offers:
    """What can be done at the desk now."""
    undo = (Offer(Act.UNDO, seconds=undo_seconds),) if undo_seconds > 0 else ()
    match desk.mode:
        case Mode.CALLED:
            return _called(desk, now)
        case Mode.SERVING:
            return _serving(desk, finish_and_call=finish_and_call)
        case Mode.PAUSED:
            return Offers(Act.REOPEN, (Offer(Act.CLOSE), *undo), ())
        case _:
            return _idle(desk, undo)


def _idle(desk: Desk, undo: tuple[Offer, ...]) -> Offers:
    first, second = (Offer(Act.CALL_NUMBER), Offer(Act.HELP))
    if desk.mode is Mode.NOBODY:
        first, second = second, first
    held = (Offer(Act.HELD),) if desk.held else ()
    ends = (Offer(Act.PAUSE), Offer(Act.CLOSE))
    small = (first, *undo) if undo else (first, ends[0])
    more = (second, *held, *ends) if undo else (second, *held, ends[1])
    return Offers(Act.CALL_NEXT, small, more, idle=desk.mode is Mode.NOBODY)


def _called(desk: Desk, now: Moment) -> Offers:
    seconds, due = no_show_wait(desk.ticket, now)
    no_show = Offer(Act.NO_SHOW, grey=not due, seconds=seconds)
    # Who forgot to press start finishes all the same: the hub marks the start as estimated.
    return Offers(Act.START, (Offer(Act.RECALL), no_show), (Offer(Act.HOLD), Offer(Act.FINISH)))


def _serving(desk: Desk, *, finish_and_call: bool) -> Offers:
    ways = (Act.FINISH_AND_CALL, Act.FINISH)
    primary, other = ways if finish_and_call else ways[::-1]
    entitled = desk.ticket is not None and desk.ticket.priority
    more = [Offer(Act.HOLD), Offer(Act.OTHER_SERVICE)]
    if entitled:
        more.append(Offer(Act.WITHDRAW))
    return Offers(primary, (Offer(other), Offer(Act.TRANSFER)), tuple(more))


def no_show_wait(ticket: TicketView | None, now: Moment) -> tuple[int, bool]:
    """Seconds until a no-show needs no reason (0: not known yet), and whether it is due."""
    if ticket is None or not ticket.no_show_from:
        return 0, False
    left = at(ticket.no_show_from) - now
    return max(0, -(-left // SECOND)), left <= 0

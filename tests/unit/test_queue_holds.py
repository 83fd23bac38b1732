"""Come back in 20 minutes: on hold with a time, and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.evolve import evolve
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import CounterId, Moment
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TicketState
from shared.hub.snapshots.state import fill, state_bytes
from shared.protocol.site_file import site_from
from tests.unit.played_hall import PlayedHall

ONE, TWO = CounterId("1"), CounterId("2")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall()
    hall.open("1", "2")
    return hall


def held(play: PlayedHall, minutes: int | None) -> Ticket:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE, minutes=minutes))
    return ticket


def due(play: PlayedHall) -> list[e.Event]:
    before = len(play.entries)
    play.do(c.ResumeDue())
    return [one.event for one in play.entries[before:]]


def test_when_its_time_is_over_it_waits_again_with_its_place(play: PlayedHall) -> None:
    ticket, other = held(play, 20), held(play, None)
    place = ticket.key
    play.wait(19.9)
    assert due(play) == []
    play.wait(0.1)
    assert due(play) == [e.TicketResumed(ticket=ticket.id, counter=ONE, due=True)]
    assert (ticket.state, ticket.key, ticket.held_until) == (TicketState.WAITING, place, None)
    assert (other.state, list(play.hall.timed)) == (TicketState.HELD, [])
    assert due(play) == []


def test_those_due_come_back_in_the_order_of_their_times(play: PlayedHall) -> None:
    late, early = held(play, 20), held(play, 10)
    play.wait(30)
    assert [event.ticket for event in due(play) if isinstance(event, e.TicketResumed)] == [
        early.id,
        late.id,
    ]


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_a_hold_has_its_limits(play: PlayedHall, minutes: int) -> None:
    play.issue()
    play.call_next("1")
    with pytest.raises(Refusal) as refusal:
        play.do(c.HoldTicket(counter=ONE, minutes=minutes))
    assert refusal.value.code is Code.WRONG_MINUTES


ENDS: dict[str, Callable[[Ticket], c.Command]] = {
    "resumed": lambda t: c.ResumeTicket(counter=TWO, ticket=t.id),
    "resumed at no counter": lambda t: c.ResumeTicket(ticket=t.id),
    "called": lambda t: c.CallTicket(counter=TWO, ticket=t.id, reason="other"),
    "sent on": lambda t: c.TransferTicket(counter=ONE, ticket=t.id, to_counter=TWO),
    "moved": lambda t: c.MoveTicket(ticket=t.id, to_counter=TWO, reason="other"),
    "cancelled": lambda t: c.CancelTicket(ticket=t.id),
    "postponed": lambda t: c.PostponeTicket(ticket=t.id),
}


@pytest.mark.parametrize("how", ENDS)
def test_whatever_ends_it_before_its_time_ends_it(play: PlayedHall, how: str) -> None:
    ticket = held(play, 5)
    play.do(ENDS[how](ticket))
    assert (ticket.held_until, list(play.hall.timed)) == (None, [])
    play.wait(5)
    assert due(play) == []


def test_the_night_ends_it(play: PlayedHall) -> None:
    ticket = held(play, 240)
    play.wait(24 * 60)
    play.do(c.TurnDay())
    assert ticket.id not in play.hall.tickets
    assert list(play.hall.timed) == []


def test_a_step_of_the_clock_moves_its_time_along(play: PlayedHall) -> None:
    ticket = held(play, 5)
    step = e.ClockStepped(before=play.now, after=Moment(play.now + 60_000))
    evolve(play.hall, e.Recorded(play.hall.seq + 1, play.now, step), site_from)
    assert ticket.held_until == play.now + 6 * 60_000
    assert list(play.hall.timed) == [(ticket.held_until, ticket.id)]


def test_copies_and_snapshots_know_of_it(play: PlayedHall) -> None:
    held(play, 5)
    sent = play.issue()
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, to_officer=play.hall.desks[TWO].officer, back=True))
    twin, kept = deepcopy(play.hall), Hall()
    fill(kept, memoryview(state_bytes(play.hall)), play.hall.seq)
    kept.receipts = play.hall.receipts
    assert twin == kept == play.hall
    play.wait(6)
    due(play)
    play.do(c.CancelTicket(ticket=sent.id))
    assert len(twin.timed) == len(kept.timed) == 1
    assert any(twin.for_officers.values())
    assert any(kept.for_officers.values())

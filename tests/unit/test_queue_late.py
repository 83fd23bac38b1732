"""Back after the grace, so many places behind: it costs the visitor something, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Key, Ticket
from shared.domain.ids import CounterId
from shared.domain.states import TicketState
from tests.unit.played_hall import PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")


def hall(behind: int | None) -> PlayedHall:
    play = PlayedHall(two_agency_site(rules={"late_behind": behind}), always_open=True)
    play.open("1", "2", "3")
    return play


def missed(play: PlayedHall, counter: str = "1", **more: Any) -> Ticket:
    ticket = play.issue(**more)
    play.call_next(counter)
    play.do(c.RecordNoShow(counter=CounterId(counter), reason="other"))
    return ticket


def back(play: PlayedHall, ticket: Ticket) -> e.TicketRejoined:
    play.do(c.RejoinTicket(ticket=ticket.id))
    event = play.entries[-1].event
    assert isinstance(event, e.TicketRejoined)
    return event


def order_at(play: PlayedHall, counter: str) -> list[str]:
    called: list[str] = []
    while any(line for service, line in play.hall.lines.items() if service != "KK"):
        called.append(play.call_next(counter).number)
        play.do(c.FinishService(counter=CounterId(counter)))
    return called


def test_two_places_behind_those_who_are_next() -> None:
    play = hall(2)
    late = missed(play)
    waiting = []
    for service in ("KTP-BARU", "KTP-CETAK", "KTP-BARU"):
        play.wait(5)
        waiting.append(play.issue(service))
    play.wait(5)
    event = back(play, late)
    assert (event.kept, event.behind, event.place) == (False, waiting[1].number, waiting[1].place)
    numbers = [ticket.number for ticket in waiting]
    assert order_at(play, "1") == [*numbers[:2], late.number, numbers[2]]


def test_within_the_grace_nothing_is_lost() -> None:
    play = hall(2)
    late = missed(play)
    play.issue()
    play.wait(15)
    event = back(play, late)
    assert (event.kept, event.behind) == (True, "")


@pytest.mark.parametrize(("waiting", "behind"), [(1, "A-002"), (0, "")])
def test_where_fewer_wait_it_is_behind_the_last(waiting: int, behind: str) -> None:
    play = hall(3)
    late = missed(play)
    for _ in range(waiting):
        play.wait(1)
        play.issue()
    play.wait(20)
    event = back(play, late)
    assert (event.behind, event.kept) == (behind, not waiting)
    new = play.issue()
    assert order_at(play, "1")[-2:] == [late.number, new.number]


def test_whoever_has_a_later_place_than_those_keeps_it() -> None:
    play = hall(1)
    early = play.issue()
    play.wait(1)
    late = play.issue()
    play.do(c.CallTicket(counter=ONE, ticket=late.id, reason="other"))
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(20)
    place = late.key
    event = back(play, late)
    assert (event.kept, event.behind, late.key) == (True, "", place)
    assert order_at(play, "1") == [early.number, late.number]


def test_a_head_start_is_lost_with_the_place() -> None:
    play = hall(1)
    late = missed(play, priority="elderly")
    play.wait(16)
    other = play.issue()
    back(play, late)
    assert (late.place, late.head_start, late.waited(play.now)) == (other.place, 0, 0)


_ARRIVALS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 7, 20]),
        st.sampled_from(["KTP-BARU", "KTP-CETAK", "KK"]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(
    before=_ARRIVALS,
    after=_ARRIVALS,
    behind=st.integers(0, 5),
    away=st.sampled_from([1, 16, 40]),
    elderly=st.booleans(),
)
def test_only_who_had_an_earlier_place_passes_anyone(
    before: list[tuple[int, str, bool]],
    after: list[tuple[int, str, bool]],
    behind: int,
    away: int,
    elderly: bool,
) -> None:
    play = hall(behind)
    arrive(play, before)
    late = play.issue(priority="elderly" if elderly else None)
    play.do(c.CallTicket(counter=ONE, ticket=late.id, reason="other"))
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    arrive(play, after)
    play.wait(away)
    old, keys = late.key, waiting_keys(play)
    event = back(play, late)
    new = late.key
    # Never to its gain, never worse than at its return.
    assert old <= new
    assert late.place <= play.now
    # Nobody else has moved, and whoever is passed had a later place than this visitor had.
    assert {key for key in waiting_keys(play) if key[2] != late.id} == keys
    assert all(key > old for key in keys if key > new)
    # So many are before it as the site says, as far as there are so many; of equal places all.
    if event.behind:
        near = neighbours(play, late)
        places = min(behind, len(near))
        assert sum(key[0] < late.place for key in near) < places <= sum(key < new for key in near)


def arrive(play: PlayedHall, visitors: list[tuple[int, str, bool]]) -> None:
    for minutes, service, elderly in visitors:
        play.wait(minutes)
        priority = "elderly" if elderly and service != "KK" else None
        play.issue(service, priority=priority)


def waiting_keys(play: PlayedHall) -> set[Key]:
    return {t.key for t in play.hall.tickets.values() if t.state is TicketState.WAITING}


def neighbours(play: PlayedHall, late: Ticket) -> list[Key]:
    """Who else waits where its service is served."""
    rivals = play.hall.roster.rivals[late.service]
    tickets = play.hall.tickets.values()
    waits = [t for t in tickets if t.state is TicketState.WAITING and t.service in rivals]
    return [t.key for t in waits if t.id != late.id]

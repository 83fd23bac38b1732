"""What may become what: undo, the table of states, and a site that is loaded anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.domain import commands as c
from shared.domain.hall import Ticket
from shared.domain.ids import CounterId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TRANSITIONS, TicketAction, TicketState
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall()
    hall.open("1", "2", "3")
    return hall


def refused(play: PlayedHall, command: c.Command) -> Refusal:
    before = play.hall.seq
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    assert play.hall.seq == before
    return refusal.value


# Undo ----------------------------------------------------------------------------------------


def test_a_finish_is_taken_back_for_some_seconds(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    play.wait(8 / 60)
    play.do(c.UndoLast(counter=ONE, reason="mistake"))
    assert (ticket.state, ticket.ended_at) == (TicketState.SERVING, None)
    assert play.hall.desks[ONE].ticket == ticket.id
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")).code is Code.NOTHING_TO_UNDO


def test_after_that_it_stands(play: PlayedHall) -> None:
    play.issue()
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    play.wait(8.1 / 60)
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")).code is Code.NOTHING_TO_UNDO


def test_a_no_show_is_taken_back(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.do(c.UndoLast(counter=ONE, reason="mistake"))
    assert ticket.state is TicketState.CALLED


@pytest.mark.parametrize("leave", [c.RejoinTicket, c.CancelTicket])
def test_a_no_show_stands_once_the_visitor_has_acted(
    play: PlayedHall, leave: type[c.RejoinTicket | c.CancelTicket]
) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.do(leave(ticket=ticket.id))
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")).code is Code.NOTHING_TO_UNDO


def test_undo_waits_for_a_visitor_who_is_elsewhere_by_now(play: PlayedHall) -> None:
    one = play.issue("KTP-BARU")
    play.issue("KK", visit=one.visit)
    play.call_next("1")
    play.do(c.FinishService(counter=ONE))
    play.call_next("3")
    assert refused(play, c.UndoLast(counter=ONE, reason="mistake")).code is Code.VISITOR_ELSEWHERE


# States --------------------------------------------------------------------------------------


def in_state(play: PlayedHall, state: TicketState) -> Ticket:
    ticket = play.issue()
    if state in {TicketState.CALLED, TicketState.SERVING, TicketState.HELD}:
        play.call_next("1")
    if state is TicketState.SERVING:
        play.do(c.StartService(counter=ONE))
    if state is TicketState.HELD:
        play.do(c.HoldTicket(counter=ONE))
    if state is TicketState.CANCELLED:
        play.do(c.CancelTicket(ticket=ticket.id))
    if state is TicketState.NO_SHOW:
        play.call_next("1")
        play.do(c.RecordNoShow(counter=ONE, reason="other"))
    if state is TicketState.DONE:
        play.call_next("1")
        play.do(c.FinishService(counter=ONE))
    if state is TicketState.POSTPONED:
        play.do(c.PostponeTicket(ticket=ticket.id))
    assert ticket.state is state
    return ticket


BY_TICKET: dict[TicketAction, Callable[[Ticket], c.Command]] = {
    TicketAction.CANCEL: lambda t: c.CancelTicket(ticket=t.id),
    TicketAction.REJOIN: lambda t: c.RejoinTicket(ticket=t.id),
    TicketAction.RESUME: lambda t: c.ResumeTicket(counter=TWO, ticket=t.id),
    TicketAction.CALL_BY_NUMBER: lambda t: c.CallTicket(counter=TWO, ticket=t.id, reason="other"),
}


@pytest.mark.parametrize("action", BY_TICKET)
@pytest.mark.parametrize("state", [s for s in TicketState if s is not TicketState.UNSERVED])
def test_the_table_decides_and_a_refusal_names_both_states(
    play: PlayedHall, action: TicketAction, state: TicketState
) -> None:
    ticket = in_state(play, state)
    command = BY_TICKET[action](ticket)
    allowed, leads_to = TRANSITIONS[action]
    if state in allowed:
        play.do(command)
        assert ticket.state is leads_to
        return
    refusal = refused(play, command)
    assert refusal.code is Code.WRONG_STATE
    assert refusal.facts["state"] == state
    assert refusal.facts["leads_to"] == leads_to
    assert state.value in refusal.detail


# The site ------------------------------------------------------------------------------------


def load(**changes: object) -> c.LoadSite:
    site = two_agency_site(**changes)
    return c.LoadSite(site=site, document=site_document(site))


def without(service: str, *, counters: bool = True) -> c.LoadSite:
    document = site_document(two_agency_site())
    document["services"] = [s for s in document["services"] if s["code"] != service]
    for counter in document["counters"]:
        counter["services"] = [s for s in counter["services"] if s != service]
    return load(**document)


def test_the_same_site_again_is_no_new_version(play: PlayedHall) -> None:
    play.do(load())
    assert play.hall.site_version == 1


def test_a_service_that_people_wait_for_cannot_vanish(play: PlayedHall) -> None:
    ticket = play.issue("KTP-CETAK")
    refusal = refused(play, without("KTP-CETAK"))
    assert (refusal.code, refusal.facts["services"]) == (Code.SITE_IN_USE, ["KTP-CETAK"])
    play.call_next("1")
    assert refused(play, without("KTP-CETAK")).code is Code.SITE_IN_USE
    play.do(c.FinishService(counter=ONE))
    play.do(without("KTP-CETAK"))
    assert play.hall.site_version == 2
    assert play.hall.tickets[ticket.id].state is TicketState.DONE


def test_a_counter_at_work_cannot_vanish(play: PlayedHall) -> None:
    document = site_document(two_agency_site())
    document["counters"] = document["counters"][:2]
    refusal = refused(play, load(**document))
    assert (refusal.code, refusal.facts["counters"]) == (Code.SITE_IN_USE, ["3"])
    play.do(c.CloseCounter(counter=THREE))
    play.do(load(**document))
    assert refused(play, c.CallNext(counter=THREE)).code is Code.UNKNOWN_COUNTER


def test_waiting_tickets_move_with_their_counters(play: PlayedHall) -> None:
    """Counter 3 is given another service: who waits there already is called there."""
    ticket = play.issue("KTP-CETAK")
    document = site_document(two_agency_site())
    document["counters"][2]["services"] = ["KTP-CETAK"]
    play.do(load(**document))
    assert play.call_next("3").id == ticket.id


def test_a_new_series_never_repeats_a_number_of_today(play: PlayedHall) -> None:
    given = {play.issue().number for _ in range(3)}
    play.do(
        load(
            series=[{"code": "A2", "prefix": "A"}, {"code": "K", "prefix": "K"}],
            services=[
                {**s, "series": "A2" if s["series"] == "A" else "K"}
                for s in site_document(two_agency_site())["services"]
            ],
        )
    )
    assert play.issue().number not in given

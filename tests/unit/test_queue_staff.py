"""What staff do with a ticket beside calling it: move it, note it, look at its priority, help."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Ticket
from shared.domain.ids import AssistCode, CounterId, GroupCode, NoteId, ServiceCode, TicketId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TicketState
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
KTP, KK = ServiceCode("KTP-BARU"), ServiceCode("KK")
ELDERLY, DEAF = GroupCode("elderly"), AssistCode("deaf")


@pytest.fixture
def play() -> PlayedHall:
    hall = PlayedHall()
    hall.open("1", "2", "3")
    return hall


def listing(**reasons: list[str]) -> PlayedHall:
    """A hall whose site lists reasons of some kinds."""
    document = site_document(two_agency_site())
    for kind, codes in reasons.items():
        document["reasons"][kind] = [{"code": x, "name": {"id": x, "en": x}} for x in codes]
    play = PlayedHall(two_agency_site(**document))
    play.open("1", "2", "3")
    return play


def refused(play: PlayedHall, command: c.Command) -> Code:
    before = play.hall.seq
    with pytest.raises(Refusal) as refusal:
        play.do(command)
    assert play.hall.seq == before
    return refusal.value.code


# Moved by a supervisor -----------------------------------------------------------------------


def move(ticket: Ticket, **more: Any) -> c.MoveTicket:
    return c.MoveTicket(ticket=ticket.id, reason=more.pop("reason", "other"), **more)


def test_a_ticket_is_moved_and_keeps_its_place(play: PlayedHall) -> None:
    ticket = play.issue()
    play.wait(1)
    play.issue("KK")
    place = ticket.key
    play.do(move(ticket, service=KK))
    assert (ticket.key, ticket.service) == (place, KK)
    assert play.entries[-1].event == e.TicketMoved(ticket=ticket.id, service=KK, reason="other")
    assert play.call_next("3").id == ticket.id


def test_to_one_counter_and_from_there_to_all(play: PlayedHall) -> None:
    ticket = play.issue()
    play.do(move(ticket, to_counter=THREE))
    with pytest.raises(Refusal, match="Nobody waits"):
        play.call_next("1")
    play.do(move(ticket, service=KTP))
    assert play.call_next("1").id == ticket.id


def test_one_on_hold_waits_again_where_it_is_moved_to(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.HoldTicket(counter=ONE))
    play.do(move(ticket, service=KK))
    assert ticket.state is TicketState.WAITING


def test_who_wants_it_back_still_gets_it(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    play.do(c.TransferTicket(counter=ONE, to_counter=TWO, back=True))
    play.do(move(ticket, to_counter=THREE))
    play.call_next("3")
    play.do(c.FinishService(counter=THREE))
    assert ticket.for_officer == "officer-1"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, Code.WRONG_TARGET),
        ({"service": KTP}, Code.SAME_PLACE),
        ({"service": KK, "reason": ""}, Code.REASON_NEEDED),
        ({"service": ServiceCode("no such")}, Code.UNKNOWN_SERVICE),
        ({"to_counter": CounterId("no such")}, Code.UNKNOWN_COUNTER),
    ],
)
def test_a_move_leads_somewhere_for_a_reason(
    play: PlayedHall, more: dict[str, Any], code: Code
) -> None:
    assert refused(play, move(play.issue(), **more)) is code


def test_who_stands_at_a_desk_is_not_moved(play: PlayedHall) -> None:
    ticket = play.issue()
    play.call_next("1")
    assert refused(play, move(ticket, service=KK)) is Code.WRONG_STATE


def test_the_reason_is_one_of_the_list() -> None:
    play = listing(move=["crowded"])
    ticket = play.issue()
    assert refused(play, move(ticket, service=KK)) is Code.UNKNOWN_REASON
    play.do(move(ticket, service=KK, reason="crowded"))


# Notes ---------------------------------------------------------------------------------------


def note(ticket: Ticket, **more: Any) -> c.NoteTicket:
    return c.NoteTicket(ticket=ticket.id, note=NoteId("note-1"), **more)


def test_notes_are_counted_also_when_it_is_over() -> None:
    play = listing(note=["photo"])
    ticket = play.issue()
    play.do(note(ticket, code="photo"))
    play.do(c.CancelTicket(ticket=ticket.id))
    play.do(note(ticket, digest="ab" * 32))
    assert ticket.notes == 2
    assert play.entries[-1].event == e.TicketNoted(
        ticket=ticket.id, note=NoteId("note-1"), digest="ab" * 32
    )
    assert refused(play, note(ticket, code="other")) is Code.UNKNOWN_REASON


@pytest.mark.parametrize("more", [{}, {"code": "photo", "digest": "ab"}])
def test_a_note_is_a_code_or_a_text(play: PlayedHall, more: dict[str, str]) -> None:
    assert refused(play, note(play.issue(), **more)) is Code.NOTE_NEEDED


# Assistance ----------------------------------------------------------------------------------


def test_assistance_is_set_and_taken_away(play: PlayedHall) -> None:
    ticket = play.issue()
    play.do(c.SetAssistance(ticket=ticket.id, assist=(DEAF, DEAF)))
    assert list(ticket.assist) == [DEAF]
    before = play.hall.seq
    play.do(c.SetAssistance(ticket=ticket.id, assist=(DEAF,)))
    assert play.hall.seq == before
    play.do(c.SetAssistance(ticket=ticket.id, assist=()))
    assert list(ticket.assist) == []


def test_it_is_known_and_for_somebody_who_is_here(play: PlayedHall) -> None:
    ticket = play.issue()
    unknown = c.SetAssistance(ticket=ticket.id, assist=(AssistCode("no such"),))
    assert refused(play, unknown) is Code.UNKNOWN_ASSISTANCE
    play.do(c.CancelTicket(ticket=ticket.id))
    known = c.SetAssistance(ticket=ticket.id, assist=(DEAF,))
    assert refused(play, known) is Code.WRONG_STATE
    nobody = c.SetAssistance(ticket=TicketId("no such"), assist=())
    assert refused(play, nobody) is Code.UNKNOWN_TICKET


# Priority ------------------------------------------------------------------------------------


def test_a_priority_is_confirmed_and_nothing_else_changes(play: PlayedHall) -> None:
    ticket, other = play.issue(priority="elderly"), play.issue(priority="elderly")
    assert not ticket.checked
    place = ticket.key
    play.do(c.SetPriority(ticket=ticket.id, priority=ELDERLY, reason=""))
    assert (ticket.checked, ticket.key, ticket.head_start) == (True, place, 30 * 60_000)
    assert play.call_next("1").id == ticket.id, "before the other, who came in the same moment"
    assert other.state is TicketState.WAITING


def test_a_confirmation_gives_no_head_start_back_that_was_lost(play: PlayedHall) -> None:
    ticket = play.issue(priority="elderly")
    play.call_next("1")
    play.do(c.RecordNoShow(counter=ONE, reason="other"))
    play.wait(20)
    play.do(c.RejoinTicket(ticket=ticket.id))
    play.do(c.SetPriority(ticket=ticket.id, priority=ELDERLY, reason=""))
    assert (ticket.place, ticket.head_start, ticket.checked) == (play.now, 0, True)


def test_giving_and_taking_it_need_a_reason_of_their_lists() -> None:
    play = listing(give_priority=["seen"], withdraw_priority=["not-so"])
    ticket = play.issue()
    give = [c.SetPriority(ticket=ticket.id, priority=ELDERLY, reason=x) for x in ("not-so", "seen")]
    assert refused(play, give[0]) is Code.UNKNOWN_REASON
    play.do(give[1])
    assert (ticket.group, ticket.checked) == (ELDERLY, True)
    assert refused(play, c.SetPriority(ticket=ticket.id, priority=None, reason="seen"))
    play.do(c.SetPriority(ticket=ticket.id, priority=None, reason="not-so"))
    assert (ticket.group, ticket.head_start, ticket.checked) == (None, 0, True)

"""What counters are told of tickets is the same whether it was described anew or kept."""

from __future__ import annotations

import random

import msgspec

from shared.domain.events import ClockStepped, Recorded
from shared.domain.evolve import evolve
from shared.domain.ids import HOUR, Moment
from shared.domain.states import ENDED
from shared.hub.live_tickets import LiveTickets
from shared.hub.views import staff_ticket
from shared.protocol.site_file import site_from
from tests.unit.played_hall import PlayedHall
from tests.unit.test_queue_machine import QueueMachine


def test_a_kept_text_is_never_out_of_date() -> None:
    """Whatever happens in two days, nights and broken lines included."""
    machine = QueueMachine()
    machine.morning(strict=False)
    known, seen, kept = machine.play.hall, 0, 0
    live = LiveTickets(known)
    chance = random.Random(3)
    for turn in range(600):
        machine.something(chance.choice)
        machine.play.wait(chance.choice([0.0, 0.1, 1.0]))
        if turn % 200 == 199:
            machine.night_falls(midnight=True)
        hall, entries = machine.play.hall, machine.play.entries
        if hall is not known:  # a hub that was restored starts anew
            live, known, seen = LiveTickets(hall), hall, len(entries)
        live.committed(entries[seen:])
        before = set(live.texts_kept)
        anew = [
            msgspec.json.encode(staff_ticket(hall, ticket))
            for ticket in hall.tickets.values()
            if ticket.state not in ENDED
        ]
        assert [bytes(text) for text in live.texts()] == anew
        kept += len(before)
        seen = len(entries)
    assert kept > 600, "hardly anything was ever kept: this proves nothing"


def test_nor_after_the_clock_was_set_forward() -> None:
    play = PlayedHall(always_open=True)
    ticket = play.issue()
    live = LiveTickets(play.hall)
    before = live.texts()
    stepped = ClockStepped(before=play.now, after=Moment(play.now + HOUR))
    recorded = Recorded(seq=play.hall.seq + 1, at=stepped.after, event=stepped)
    evolve(play.hall, recorded, site_from)
    live.committed([recorded])
    anew = msgspec.json.encode(staff_ticket(play.hall, ticket))
    assert [bytes(text) for text in live.texts()] == [anew]
    assert bytes(before[0]) != anew, "all moments moved along"

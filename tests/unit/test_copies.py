"""Copies of the state: equal at first, and nothing that happens to one happens to the other."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from dataclasses import fields

from shared.domain import commands as c
from shared.domain.copies import copier, maker, names_of
from shared.domain.hall import Hall, Ticket
from tests.unit.played_hall import PlayedHall
from tests.unit.running_engine import MemoryJournal, SetClock, running
from tests.unit.test_queue_machine import QueueMachine


def a_long_day() -> PlayedHall:
    """Something of everything: held, missed, transferred, emergency numbers, two nights."""
    machine = QueueMachine()
    machine.morning(strict=False)
    for seed in range(3):
        machine.a_busy_while(seed, many=60)
        machine.night_falls(midnight=True)
    machine.a_busy_while(9, many=60)
    for service in list(machine.play.hall.suspended):
        machine.play.do(c.RestoreService(service=service))
    return machine.play


def test_a_copy_of_a_state_is_equal_and_goes_its_own_way() -> None:
    play = a_long_day()
    twin, before = deepcopy(play.hall), deepcopy(play.hall)
    assert twin == play.hall
    filled = {field.name for field in fields(Hall) if getattr(twin, field.name)}
    assert {"tickets", "numbers", "visits", "lines", "receipts", "ordinals", "desks"} <= filled
    play.issue()
    for ticket in play.hall.tickets.values():
        ticket.printed = not ticket.printed
    for line in play.hall.lines.values():
        line.clear()
    for tickets in play.hall.visits.values():
        tickets.append(tickets[0])
    play.hall.numbers.clear()
    for desk in play.hall.desks.values():
        desk.reason = "changed"
    assert twin == before


def test_receipts_are_shared_by_copies_and_stay_as_they_were_given() -> None:
    play = a_long_day()
    given = {key: deepcopy(receipt) for key, receipt in play.hall.receipts.items()}
    twin = deepcopy(play.hall)
    assert all(twin.receipts.get(key) is play.hall.receipts.get(key) for key in given)
    for _ in range(5):
        play.issue()
    assert all(twin.receipts.get(key) == receipt for key, receipt in given.items())
    assert len(twin.receipts) == len(given)


def test_an_object_is_copied_and_put_together_field_by_field() -> None:
    ticket = next(iter(a_long_day().hall.tickets.values()))
    copied, made = copier(Ticket), maker(Ticket)
    values = [getattr(ticket, name) for name in names_of(Ticket)]
    for twin in (copied(ticket), made(values)):
        assert twin == ticket
        assert twin is not ticket
        twin.printed = not ticket.printed
        assert twin != ticket


async def _share() -> None:
    async with running(MemoryJournal(), SetClock()) as desk:
        await desk.issue("one")
        await desk.open("1")
        await desk.call_next("1")
        engine = desk.engine
        for key, receipt in engine.hall.receipts.items():
            assert engine._tip.receipts.get(key) is receipt
        assert len(engine.hall.receipts) >= 3


def test_the_tip_and_the_committed_state_share_what_was_answered() -> None:
    asyncio.run(_share())

"""Calls for the tests of the display's board."""

from __future__ import annotations

from dataclasses import replace

from display.board import Board
from display.calls import CallState, HallCall
from shared.domain.ids import Moment

START = Moment(1_800_000_000_000)


def made_call(number: str, at: int, *, call: int = 1, counter: str = "5") -> HallCall:
    """A call made `at` milliseconds after START."""
    return HallCall(
        ticket=f"t-{number}",
        call=call,
        number=number,
        zone="biru",
        counter=counter,
        label=counter,
        at=Moment(START + at),
        state=CallState.CALLED,
    )


class Hall:
    """A board with the calls that the hub would send, and a clock in milliseconds after START."""

    def __init__(self, rows: int = 6) -> None:
        self.board = Board(rows)
        self.calls: dict[str, HallCall] = {}
        self.now = 0

    def call(self, number: str, *, call: int = 1) -> None:
        self.calls[number] = made_call(number, self.now, call=call)

    def end(self, number: str, state: CallState = CallState.SERVING) -> None:
        self.calls[number] = replace(self.calls[number], state=state)

    def say(self, number: str) -> None:
        self.calls[number] = replace(self.calls[number], spoken=True)

    def waiting(self) -> set[str]:
        return {key for key, call in self.calls.items() if call.state is CallState.CALLED}

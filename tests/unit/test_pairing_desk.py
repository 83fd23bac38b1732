"""Devices that wait before the door: how long, how many, and how often somebody may guess."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.hall import Receipt
from shared.domain.ids import DeviceId
from shared.hub.greeting import Rude
from shared.hub.identity.certificate import Identity, identity_of
from shared.hub.pairing import desk as pairing
from shared.hub.pairing.applicant import Applicant, Place
from shared.hub.pairing.desk import PairingDesk
from shared.hub.pairing.guesses import FORGET_AFTER, FREE, LONGEST_WAIT, Guesses, TooSoon
from shared.hub.pairing.room import FROM_ONE, MOST
from shared.hub.sign_on import SignOnRefused
from shared.protocol.messages import Bye, Message, Pair
from shared.protocol.pairing import SIGN_NAMES, SIGNS, Shown, new_key, public_key_of
from tests.unit.played_hall import PlayedHall

PLACE = Place(device=DeviceId("tv-1"), role="display", name="TV")


@dataclass
class Outside:
    """A device's line that keeps what it is told."""

    address: str = "10.0.0.7"
    said: list[Message] = field(default_factory=list)
    byes: list[Bye | None] = field(default_factory=list)

    def say(self, message: Message) -> None:
        self.said.append(message)

    def stay(self) -> None:
        """Its room among all connections is other tests' matter."""

    def part(self, bye: Bye | None) -> None:
        self.byes.append(bye)


class Door:
    """A desk with a clock that tests move."""

    def __init__(self, folder: Path) -> None:
        self.now = 0.0
        self.play = PlayedHall()
        self.identity: Identity = identity_of(folder, "hub", None)
        self.desk = PairingDesk(
            self.play.hall,
            self._submit,
            lambda: "hub",
            lambda: self.identity,
            clock=lambda: self.now,
        )

    async def _submit(self, order: c.Order) -> Receipt:
        return self.play.do(order.command)

    def knock(self, address: str = "10.0.0.7", key: bytes = b"") -> tuple[Applicant, Outside]:
        public = public_key_of(key or new_key())
        start = Shown("123456", public, self.identity.der).start
        line = Outside(address)
        asked = Pair(
            protocol=1,
            role="display",
            device="new",
            name="TV\x1b[2J\u202e baru",
            key=b64encode(public).decode(),
            start=b64encode(start).decode(),
            proof="",
        )
        return self.desk.apply(asked, line), line


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def run(what: Any) -> Any:
    return asyncio.run(what)


def test_what_a_stranger_calls_itself_is_shown_plainly(door: Door) -> None:
    async def ask() -> str:
        return door.knock()[0].name

    assert run(ask()) == "TV[2J baru"


def test_nobody_waits_for_ever(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "CODE_SECONDS", 0.01)

    async def wait() -> list[Bye | None]:
        _, line = door.knock()
        while not line.byes:
            await asyncio.sleep(0.005)
        return line.byes

    (bye,) = run(wait())
    assert bye is not None
    assert (bye.code, bye.retry) == ("code-expired", True)
    assert door.desk.waiting() == []


def test_who_floods_the_door_pushes_out_its_own(door: Door) -> None:
    async def flood() -> tuple[list[Outside], Outside]:
        lines = []
        for n in range(MOST // FROM_ONE):
            lines += [door.knock(f"10.0.1.{n}")[1] for _ in range(FROM_ONE)]
        _, late = door.knock("10.0.0.9")
        return lines, late

    lines, late = run(flood())
    assert late.byes == []
    assert [one.byes[0].code for one in lines if one.byes and one.byes[0]] == ["pairing-full"]
    assert len(door.desk.waiting()) == MOST


def test_where_everybody_has_one_the_late_one_waits(door: Door) -> None:
    async def fill() -> str:
        for n in range(MOST):
            door.knock(f"10.0.1.{n}")
        with pytest.raises(Rude) as rude:
            door.knock("10.0.0.9")
        return rude.value.bye.code

    assert run(fill()) == "pairing-full"


def test_a_line_that_ends_while_its_code_is_tried(door: Door) -> None:
    async def leave() -> str:
        applicant, _ = door.knock()
        typing = asyncio.create_task(door.desk.approve(applicant, "123456", PLACE, "", "api"))
        await asyncio.sleep(0)
        door.desk.gone(applicant)
        with pytest.raises(SignOnRefused) as refused:
            await typing
        return refused.value.code

    assert run(leave()) == "device-silent"
    assert not door.play.hall.devices


def test_a_device_that_says_nothing(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "ANSWER_SECONDS", 0.02)

    async def silent() -> tuple[str, str]:
        applicant, line = door.knock()
        with pytest.raises(SignOnRefused) as refused:
            await door.desk.approve(applicant, "123456", PLACE, "", "api")
        (bye,) = line.byes
        assert bye is not None
        return refused.value.code, bye.code

    assert run(silent()) == ("device-silent", "pairing-failed")


def test_every_sign_can_be_drawn() -> None:
    from shared.cli.signs import drawn

    for sign in SIGNS:
        lines = drawn([sign, "ship", "star"]).splitlines()
        assert len(lines) == 7
        assert all(len(line) <= 60 for line in lines)
        assert SIGN_NAMES[sign][1] in lines[-1]


# Guesses ----------------------------------------------------------------------------------------


def waits(guesses: Guesses, keys: list[str]) -> int:
    try:
        guesses.begin(keys)
    except TooSoon as wait:
        return wait.seconds
    return 0


def test_each_wrong_code_costs_more_than_the_last() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    keys = ["key a", "address b", "by c"]
    assert [waits(guesses, keys) for _ in range(FREE)] == [0] * FREE
    found = []
    for _ in range(12):
        found.append(waits(guesses, keys))
        now[0] += found[-1]
        assert waits(guesses, keys) == 0
    assert found[:4] == [5, 10, 20, 40]
    assert found[-1] == LONGEST_WAIT
    assert waits(guesses, ["key of another", "address b", "by d"]) == LONGEST_WAIT
    assert waits(guesses, ["key of another", "address of another", "by d"]) == 0
    guesses.passed(keys)
    assert waits(guesses, keys) == 0


def test_wrong_codes_are_forgotten() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(FREE):
        guesses.begin(["a"])
    now[0] += 2 * FORGET_AFTER
    assert [waits(guesses, ["a"]) for _ in range(FREE)] == [0] * FREE

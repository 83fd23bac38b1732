"""Strangers before the door, from more addresses than it has room for: a new screen is let in."""

from __future__ import annotations

import asyncio
import os
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.hall import Receipt
from shared.domain.ids import DeviceId
from shared.hub.greeting import Rude
from shared.hub.homes import Homes
from shared.hub.identity.certificate import Identity, identity_of
from shared.hub.pairing import desk as pairing
from shared.hub.pairing.applicant import Applicant, Place
from shared.hub.pairing.desk import PairingDesk
from shared.hub.pairing.room import AWAY_SECONDS, FOR_HOMES, FROM_ONE, MOST, STAYS_SECONDS
from shared.hub.sign_on import SignOnRefused
from shared.protocol.messages import Bye, Message, Pair, PairAnswer, Paired
from shared.protocol.pairing import Shown, new_key, picture_of, public_key_of
from tests.unit.played_hall import PlayedHall

CODE = "482913"
PLACE = Place(device=DeviceId("tv-1"), role="display", name="TV")
APP_PAUSE = 5.0
"""Seconds, at most, until an app comes again that was sent away."""


class Line:
    """Somebody's line, while it is there."""

    def __init__(self, door: Door, address: str) -> None:
        self._door = door
        self.address = address
        self.said: list[Message] = []
        self.bye = ""
        self.applicant: Applicant | None = None

    def say(self, message: Message) -> None:
        self.said.append(message)

    def part(self, bye: Bye | None) -> None:
        self.bye = bye.code if bye is not None else "let in"
        if self.applicant is not None:
            self._door.desk.gone(self.applicant)

    def stay(self) -> None:
        """Its room among all connections is other tests' matter."""

    @property
    def open(self) -> bool:
        return self.applicant is not None and not self.bye


@dataclass
class Door:
    """A desk with a clock that tests move."""

    folder: Path
    homes: Homes = field(default_factory=Homes)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.play = PlayedHall()
        self.identity: Identity = identity_of(self.folder, "hub", None)
        self.desk = PairingDesk(
            self.play.hall,
            self._submit,
            lambda: "hub",
            lambda: self.identity,
            homes=self.homes,
            clock=lambda: self.now,
        )

    async def _submit(self, order: c.Order) -> Receipt:
        return self.play.do(order.command)

    def knock(self, address: str, key: bytes = b"", start: bytes = b"x" * 33) -> Line:
        line = Line(self, address)
        asked = Pair(
            protocol=1,
            role="display",
            device="new",
            name="TV",
            key=b64encode(key or os.urandom(32)).decode(),
            start=b64encode(start).decode(),
            proof="",
        )
        try:
            line.applicant = self.desk.apply(asked, line)
        except Rude as rude:
            line.bye = rude.bye.code
        return line


class Strangers:
    """So many addresses. Each asks, under a new name, as soon as it is out; those that `renew` give
    up a place that they have for a fresh one."""

    def __init__(self, door: Door, addresses: list[str], *, renew: bool) -> None:
        self._door = door
        self._renew = renew
        self._lines: dict[str, list[Line]] = {one: [] for one in addresses}

    def press(self) -> None:
        for address, lines in self._lines.items():
            lines[:] = [one for one in lines if one.open]
            if lines and self._renew:
                lines.pop(0).part(None)
            line = self._door.knock(address)
            while line.open:
                lines.append(line)
                line = self._door.knock(address)


class Screen:
    """The honest TV: it comes again after a pause, with the same digits."""

    def __init__(self, door: Door, address: str) -> None:
        self._door = door
        self._address = address
        private = new_key()
        self._public = public_key_of(private)
        self._next = 0.0
        self._to: Applicant | None = None
        self.line = self._come()

    def _come(self) -> Line:
        self._shown = Shown(CODE, self._public, self._door.identity.der)
        return self._door.knock(self._address, self._public, self._shown.start)

    def look(self) -> None:
        """Time has gone by."""
        if self.line.open:
            self._next = self._door.now + APP_PAUSE
        elif self._door.now >= self._next:
            self.line = self._come()
            self._next = self._door.now + APP_PAUSE

    def answer(self) -> None:
        """Answers a code that somebody has typed."""
        applicant = self.line.applicant
        for said in self.line.said:
            if isinstance(said, PairAnswer) and applicant is not None and applicant is not self._to:
                self._shown.check(b64decode(said.start), b64decode(said.proof))
                self._door.desk.prove(applicant, b64encode(self._shown.proof).decode())
                self._to = applicant

    @property
    def let_in(self) -> bool:
        return any(isinstance(said, Paired) for said in self.line.said)

    def number(self) -> int | None:
        """What the hub's list calls it, by its picture; None where it does not stand there."""
        picture = picture_of(self._public)
        for one, _ in self._door.desk.waiting():
            if one.picture == picture and one.address == self._address:
                return one.number
        return None


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def run(what: Awaitable[Any]) -> Any:
    async def whole() -> Any:
        return await what

    return asyncio.run(whole())


def many(count: int) -> list[str]:
    return [f"10.0.{n // 200}.{n % 200 + 10}" for n in range(count)]


def pressed(door: Door, strangers: Strangers, screen: Screen, until: Callable[[], bool]) -> None:
    """One second after the other, at most two minutes."""
    end = door.now + 120
    while not until():
        assert door.now < end
        door.now += 1.0
        strangers.press()
        screen.look()


@pytest.mark.parametrize(("count", "before"), [(40, 1), (100, 90)])
@pytest.mark.parametrize("renew", [True, False])
def test_a_new_screen_is_let_in_whoever_else_asks(
    door: Door, count: int, before: int, renew: bool
) -> None:
    """Somebody reads its digits, walks, finds it in the list and types: within a minute of the
    digits, though all the strangers ask each time before it does. `before`: seconds for which they
    have done so when it is switched on."""

    async def story() -> tuple[float, float]:
        strangers = Strangers(door, many(count), renew=renew)
        for _ in range(before):
            door.now += 1.0
            strangers.press()
        on = door.now
        screen = Screen(door, "10.0.9.9")
        pressed(door, strangers, screen, lambda: screen.line.open)
        began = door.now
        pressed(door, strangers, screen, lambda: door.now >= began + 46)
        number = screen.number()
        assert number is not None, "it stands in nobody's list"
        typed = asyncio.create_task(
            door.desk.approve(door.desk.number(number), CODE, PLACE, "", "api")
        )
        await asyncio.sleep(0)
        pressed(door, strangers, screen, lambda: screen.line.open)
        while not typed.done():
            strangers.press()
            screen.answer()
            await asyncio.sleep(0.001)
        assert (await typed).name == "TV"
        assert screen.let_in
        return began - on, door.now - began

    first, took = run(story())
    assert first <= STAYS_SECONDS + 2 * APP_PAUSE
    assert took <= 60


def test_nobody_has_to_leave_before_their_time_or_while_their_code_is_tried(door: Door) -> None:
    async def story() -> None:
        lines = [door.knock(address) for address in many(MOST)]
        door.now = STAYS_SECONDS - 1
        assert door.knock("10.0.9.9").bye == "pairing-full"
        first = lines[0].applicant
        assert first is not None
        typing = asyncio.create_task(door.desk.approve(first, CODE, PLACE, "", "api"))
        await asyncio.sleep(0)
        door.now = STAYS_SECONDS
        assert door.knock("10.0.9.9").open
        assert [one.open for one in lines[:3]] == [True, False, True]
        door.desk.gone(first)
        with pytest.raises(SignOnRefused):
            await typing

    run(story())


def test_who_comes_anew_with_the_same_key_is_no_newcomer(door: Door) -> None:
    """Else a place could be kept for ever."""

    async def story() -> None:
        one, *others = many(MOST)
        door.knock(one, b"k" * 32)
        door.now = STAYS_SECONDS - 1
        for address in others:
            door.knock(address)
        again = door.knock(one, b"k" * 32)
        assert again.open
        door.now = STAYS_SECONDS
        assert door.knock("10.0.9.9").open
        assert again.bye == "pairing-full"

    run(story())


def test_who_has_never_been_here_comes_before_those_who_have(door: Door) -> None:
    async def story() -> None:
        lines = [door.knock(address) for address in many(MOST)]
        door.now = STAYS_SECONDS - 1
        assert door.knock("10.0.9.9").bye == "pairing-full"
        lines[0].part(None)
        assert door.knock(lines[0].address).bye == "pairing-full"
        assert door.knock("10.0.9.9").open

    run(story())


def test_ipv6_neighbours_share_places_and_a_device_s_home_has_its_own(door: Door) -> None:
    async def story() -> None:
        laptop = [door.knock(f"2001:db8::{n:x}") for n in range(1, FROM_ONE + 3)]
        assert [one.bye for one in laptop[FROM_ONE:]] == ["pairing-full"] * 2
        door.homes.met("tv-0", "2001:db8::77")
        for address in many(MOST):
            door.knock(address)
        assert door.knock("10.0.9.9").bye == "pairing-full"
        assert door.knock("2001:db8::77").open

    run(story())


def test_homes_have_few_places_of_their_own(door: Door) -> None:
    async def story() -> None:
        came = []
        for address in many(MOST + FOR_HOMES + 1):
            door.homes.met(address, address)
            came.append(door.knock(address).open)
        assert came == [True] * (MOST + FOR_HOMES) + [False]

    run(story())


def test_who_had_to_leave_stands_in_the_list_for_a_while(door: Door) -> None:
    async def story() -> None:
        screen = Screen(door, "10.0.9.9")
        number = screen.number()
        door.now = STAYS_SECONDS
        for address in many(MOST):
            door.knock(address)
        assert screen.line.bye == "pairing-full"
        assert screen.number() == number
        assert len(door.desk.waiting()) == MOST + 1
        door.now += AWAY_SECONDS + 1
        assert screen.number() is None

    run(story())


def test_who_was_chosen_and_does_not_come_is_waited_for_in_vain(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairing, "BACK_SECONDS", 0.02)

    async def story() -> str:
        screen = Screen(door, "10.0.9.9")
        door.now = STAYS_SECONDS
        for address in many(MOST):
            door.knock(address)
        number = screen.number()
        assert number is not None
        with pytest.raises(SignOnRefused) as refused:
            await door.desk.approve(door.desk.number(number), CODE, PLACE, "", "api")
        return refused.value.code

    assert run(story()) == "device-silent"


def test_who_is_waited_for_is_one_person_s_choice(door: Door) -> None:
    async def story() -> tuple[str, bool]:
        screen = Screen(door, "10.0.9.9")
        door.now = STAYS_SECONDS
        for address in many(MOST):
            door.knock(address)
        number = screen.number()
        assert number is not None
        chosen = door.desk.number(number)
        first = asyncio.create_task(door.desk.approve(chosen, CODE, PLACE, "", "api"))
        await asyncio.sleep(0)
        with pytest.raises(SignOnRefused) as refused:
            await door.desk.approve(chosen, CODE, PLACE, "", "api")
        door.now += APP_PAUSE
        screen.look()
        while not first.done():
            screen.answer()
            await asyncio.sleep(0.001)
        return refused.value.code, screen.let_in

    assert run(story()) == ("pairing-busy", True)

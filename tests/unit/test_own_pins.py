"""PINs and passwords: which are refused, whose they are, and how many are looked at at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.hub import officers as module
from shared.hub.officers import Officer, Officers
from shared.hub.pin_hashes import PinHashes
from shared.hub.pin_rules import Weakness, random_pin, weakness
from shared.hub.sign_on import SignOnRefused
from shared.hub.sign_on_port import SignOnPort

FIRST, OWN = "739164", "80274"


@pytest.fixture
def officers(tmp_path: Path) -> Iterator[Officers]:
    made = Officers(tmp_path)
    made.wants_own_pins = True
    yield made
    made.close()


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    async def all_of_it() -> Any:
        return await work()

    return asyncio.run(all_of_it())


def person(id_: str = "ani", role: str = "officer", pin: str | None = FIRST) -> Officer:
    return Officer(id=id_, name=f"{id_.title()} Rahayu", pin=pin, role=role)


async def code_of(work: Awaitable[Any]) -> str:
    """Of a refusal; empty for what is not refused."""
    try:
        await work
    except SignOnRefused as refused:
        return refused.code
    return ""


async def looked_up(officers: Officers, token: str) -> None:
    officers.sittings.of(token)


# Which ones ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        *((one, Weakness.LENGTH) for one in ("", "123", "1234567890123", "sandiku", "kataku1")),
        *((one, Weakness.REPEATED) for one in ("0000", "1111", "1212", "123123", "abcabcabc")),
        *((one, Weakness.SEQUENCE) for one in ("1234", "4321", "7890", "0123456789", "abcdefgh")),
        *((one, Weakness.DATE) for one in ("1987", "2024", "170845", "17081945", "19450817")),
        *((one, Weakness.KNOWN) for one in ("2580", "147258", "Password1", "katasandi")),
        *((one, Weakness.NAME) for one in ("rahayu2026", "sayaANI.R1!", "ani.rahayu")),
        *((one, None) for one in ("80274", "903715", "kopi hangat pagi", "8027415936")),
    ],
)
def test_what_others_would_try_first_is_refused(secret: str, why: Weakness | None) -> None:
    assert weakness(secret, names=("ani.r", "Ani Rahayu")) is why


def test_the_old_one_is_no_new_one() -> None:
    assert weakness(OWN, old=OWN) is Weakness.SAME


@given(st.integers(0, 9), st.integers(4, 12), st.sampled_from([1, -1, 0]))
def test_no_run_of_digits_passes(start: int, length: int, step: int) -> None:
    assert weakness("".join(str((start + step * n) % 10) for n in range(length))) is not None


def test_pins_that_the_hub_makes_up_are_not_easy() -> None:
    assert all(weakness(random_pin()) is None for _ in range(500))


# First PINs ---------------------------------------------------------------------------------


def test_the_first_pin_opens_nothing_until_it_is_changed(officers: Officers) -> None:
    async def work() -> list[str]:
        await officers.load([person()])
        return [
            await code_of(officers.check("ani", FIRST)),
            await code_of(officers.change_pin("ani", "000000", OWN)),
            await code_of(officers.change_pin("ani", FIRST, "4567")),
            await code_of(officers.change_pin("ani", FIRST, FIRST)),
            await code_of(officers.change_pin("ani", FIRST, OWN)),
            await code_of(officers.check("ani", FIRST)),
            await code_of(officers.check("ani", OWN)),
        ]

    assert run(work) == [
        *("pin-change-needed", "wrong-pin", "weak-pin", "weak-pin", "", "wrong-pin", ""),
    ]
    assert not officers.has_first_pin("ani")


def test_on_loopback_a_first_pin_will_do_and_is_known_as_one(officers: Officers) -> None:
    officers.wants_own_pins = False

    async def work() -> str:
        await officers.load([person()])
        return await code_of(officers.check("ani", FIRST))

    assert run(work) == ""
    assert officers.has_first_pin("ani")


def test_it_is_remembered_whose_pin_is_their_own(officers: Officers, tmp_path: Path) -> None:
    async def begin() -> None:
        await officers.load([person("ani"), person("budi")])
        await officers.change_pin("ani", FIRST, OWN)
        await officers.load([person("ani", pin=None), person("citra", pin=None)])

    run(begin)
    again = Officers(tmp_path)
    again.wants_own_pins = True
    try:
        assert [again.has_first_pin(one) for one in ("ani", "budi", "citra")] == [False, True, True]
        assert set(again.unnoted_pins()) == {"citra"}
        assert run(lambda: code_of(again.check("ani", OWN))) == ""
        assert run(lambda: code_of(again.check("budi", FIRST))) == "pin-change-needed"
    finally:
        again.close()


def test_a_password_is_as_good_as_a_pin(officers: Officers) -> None:
    async def work() -> list[str]:
        await officers.load([person()])
        await officers.change_pin("ani", FIRST, "kopi hangat pagi")
        return [
            await code_of(officers.check("ani", "kopi hangat pagi")),
            await code_of(officers.check("ani", "Kopi hangat pagi")),
        ]

    assert run(work) == ["", "wrong-pin"]


def test_a_kiosk_s_menu_opens_with_no_first_pin(officers: Officers) -> None:
    async def work() -> list[object]:
        await officers.load([person("ani"), person("budi")])
        first = await code_of(officers.whose(FIRST, ["ani", "budi"], ["kiosk-1"]))
        await officers.change_pin("ani", FIRST, OWN)
        found = await officers.whose(OWN, ["ani", "budi"], ["kiosk-1"])
        return [first, set(found), await officers.whose("5551", ["ani"], ["kiosk-1"])]

    assert run(work) == ["pin-change-needed", {"ani"}, {}]


def test_a_new_first_pin_puts_whoever_has_the_old_one_out(officers: Officers) -> None:
    async def work() -> tuple[list[str], str]:
        await officers.load([person()])
        await officers.change_pin("ani", FIRST, OWN)
        token = await officers.sittings.at_counter("5", "ani")
        pin = await officers.give_pin("ani")
        over = await code_of(looked_up(officers, token))
        codes = [
            await code_of(officers.check("ani", OWN)),
            await code_of(officers.check("ani", pin)),
        ]
        return codes, over

    assert run(work) == (["wrong-pin", "pin-change-needed"], "no-session")


def test_the_tables_are_one_way_to_know_people(officers: Officers) -> None:
    port: SignOnPort = officers
    assert not port.known("nobody")


# argon2 -------------------------------------------------------------------------------------


def test_a_hash_of_other_parameters_is_made_anew_at_the_next_sign_on(officers: Officers) -> None:
    weak = PinHashes(rounds=1, kibibytes=1_024)

    async def work() -> list[str]:
        await officers.load([person()])
        before = await officers.hashes_of(["ani"])
        old = await weak.of(FIRST)
        people = officers._people
        await officers._on_thread(lambda: people.change_hash("ani", before["ani"], old, own=True))
        officers._first.clear()
        await officers.check("ani", FIRST)
        return [old, (await officers.hashes_of(["ani"]))["ani"]]

    old, new = run(work)
    weak.close()
    assert "m=1024,t=1," in old
    assert new.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_so_many_are_looked_at_and_the_others_told_to_come_back(
    officers: Officers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SIGN_INS_AT_ONCE", 4)

    async def work() -> list[str]:
        officers.wants_own_pins = False
        await officers.load([person()])
        tries = (code_of(officers.check("ani", FIRST, [f"pc-{n}"])) for n in range(9))
        return await asyncio.gather(*tries)

    codes = run(work)
    assert codes.count("") == 4
    assert codes.count("sign-on-busy") == 5
    assert run(lambda: code_of(officers.check("ani", FIRST))) == ""


@pytest.mark.alone
def test_the_loop_goes_on_while_fifty_sign_on(officers: Officers) -> None:
    """What a kiosk waits meanwhile: argon2 is on threads of its own, and lets go of Python."""

    async def work() -> tuple[float, int]:
        officers.wants_own_pins = False
        await officers.load([person()])
        loop, worst = asyncio.get_running_loop(), 0.0
        checks = asyncio.gather(*(officers.check("ani", FIRST, [f"pc-{n}"]) for n in range(50)))
        turns = 0
        while not checks.done():
            before = loop.time()
            await asyncio.sleep(0.001)
            worst, turns = max(worst, loop.time() - before), turns + 1
        await checks
        return worst, turns

    worst, turns = run(work)
    assert turns > 50, "fifty sign-ons were over in no time: nothing was measured"
    assert worst < 0.5

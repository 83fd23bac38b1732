"""What a person does to a printer, as words: one command a line, answered by one line of JSON.

out | near | refill | after MILLIMETRES | cover open | cover closed | offline | online
silent on | silent off | rubbish on | rubbish off | hang on | hang off | state
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.printing.virtual.mechanism import Mechanism


class ControlError(ValueError):
    """Not a word of the control protocol."""


@dataclass(slots=True)
class Manners:
    """How the printer behaves on the line, apart from what its sensors see.

    `silent`: it prints but never answers. `rubbish`: it answers bytes that mean nothing.
    `hang`: it takes the connection and nothing else.
    """

    silent: bool = False
    rubbish: bool = False
    hang: bool = False


def act(words: str, mechanism: Mechanism, manners: Manners) -> None:
    """Does what one line says; ControlError if it says nothing known."""
    simple = _ACTIONS.get(" ".join(words.split()))
    if simple is not None:
        simple(mechanism, manners)
        return
    verb, _, amount = words.strip().partition(" ")
    if verb != "after":
        raise ControlError(f"unknown command {words.strip()!r}; known: {known_words()}")
    try:
        mechanism.run_out_after(float(amount))
    except ValueError as error:
        raise ControlError(f"{amount!r} is no number of millimetres") from error


def known_words() -> str:
    """All commands, for the message to somebody who mistyped one."""
    return ", ".join([*_ACTIONS, "after MILLIMETRES"])


def state_of(mechanism: Mechanism, manners: Manners) -> dict[str, Any]:
    """Everything that can be set, as it is now."""
    sensors = mechanism.sensors
    return {
        "paper_out": sensors.paper_out,
        "near_end": sensors.near_end,
        "cover_open": sensors.cover_open,
        "offline": sensors.offline,
        "silent": manners.silent,
        "rubbish": manners.rubbish,
        "hang": manners.hang,
    }


def _sensor(name: str, value: bool) -> Callable[[Mechanism, Manners], None]:
    def change(mechanism: Mechanism, manners: Manners) -> None:
        setattr(mechanism.sensors, name, value)

    return change


def _manner(name: str, value: bool) -> Callable[[Mechanism, Manners], None]:
    def change(mechanism: Mechanism, manners: Manners) -> None:
        setattr(manners, name, value)

    return change


def _refill(mechanism: Mechanism, manners: Manners) -> None:
    mechanism.new_roll()


def _empty(mechanism: Mechanism, manners: Manners) -> None:
    mechanism.run_out_after(0)


_ACTIONS: dict[str, Callable[[Mechanism, Manners], None]] = {
    "out": _empty,
    "near": _sensor("near_end", True),
    "refill": _refill,
    "cover open": _sensor("cover_open", True),
    "cover closed": _sensor("cover_open", False),
    "offline": _sensor("offline", True),
    "online": _sensor("offline", False),
    "silent on": _manner("silent", True),
    "silent off": _manner("silent", False),
    "rubbish on": _manner("rubbish", True),
    "rubbish off": _manner("rubbish", False),
    "hang on": _manner("hang", True),
    "hang off": _manner("hang", False),
    "state": lambda mechanism, manners: None,
}

"""What a person does to a printer, as words: one command a line, answered by one line of JSON.

out | near | refill | after MILLIMETRES | cover open | cover closed | offline | online
silent on | silent off | rubbish on | rubbish off | hang on | hang off | slow MILLISECONDS
unplug | unplug after BYTES | plug in | power off | power on | state
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.printing.virtual.mechanism import Mechanism, is_question


class ControlError(ValueError):
    """Not a word of the control protocol."""


@dataclass(slots=True)
class Manners:
    """How the printer behaves on the line, apart from what its sensors see.

    `silent`: it prints but never answers. `rubbish`: it answers bytes that mean nothing.
    `hang`: it takes the connection and nothing else. `slow_ms`: each answer takes so long.
    `powered`, `plugged`: it is there at all. `bytes_left`: after so many more bytes of papers the
    cable is pulled.
    """

    silent: bool = False
    rubbish: bool = False
    hang: bool = False
    slow_ms: int = 0
    powered: bool = True
    plugged: bool = True
    bytes_left: int | None = None

    @property
    def reachable(self) -> bool:
        """Whether anybody can connect to it."""
        return self.powered and self.plugged

    def passed(self, data: bytes) -> bytes:
        """What of `data` comes through before the cable is pulled."""
        if self.bytes_left is None or is_question(data):
            return data
        through = data[: self.bytes_left]
        self.bytes_left -= len(through)
        if not self.bytes_left:
            self.plugged, self.bytes_left = False, None
        return through


def act(words: str, mechanism: Mechanism, manners: Manners) -> None:
    """Does what one line says; ControlError if it says nothing known."""
    simple = _ACTIONS.get(" ".join(words.split()))
    if simple is not None:
        simple(mechanism, manners)
        return
    verb, _, amount = " ".join(words.split()).rpartition(" ")
    measured = _MEASURED.get(verb)
    if measured is None:
        raise ControlError(f"unknown command {words.strip()!r}; known: {known_words()}")
    try:
        number = float(amount)
    except ValueError as error:
        raise ControlError(f"{amount!r} is no number") from error
    measured(mechanism, manners, number)


def known_words() -> str:
    """All commands, for the message to somebody who mistyped one."""
    return ", ".join([*_ACTIONS, *(f"{verb} NUMBER" for verb in _MEASURED)])


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
        "slow_ms": manners.slow_ms,
        "powered": manners.powered,
        "plugged": manners.plugged,
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


def _power_off(mechanism: Mechanism, manners: Manners) -> None:
    mechanism.lose_power()
    manners.powered = False


def _unplug_after(mechanism: Mechanism, manners: Manners, count: float) -> None:
    manners.bytes_left = round(count)


def _answer_slowly(mechanism: Mechanism, manners: Manners, ms: float) -> None:
    manners.slow_ms = round(ms)


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
    "power off": _power_off,
    "power on": _manner("powered", True),
    "unplug": _manner("plugged", False),
    "plug in": _manner("plugged", True),
    "state": lambda mechanism, manners: None,
}

_MEASURED: dict[str, Callable[[Mechanism, Manners, float], None]] = {
    "after": lambda mechanism, manners, mm: mechanism.run_out_after(mm),
    "unplug after": _unplug_after,
    "slow": _answer_slowly,
}
"""Words that end with a number."""

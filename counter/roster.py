"""The officers who may sign on, as the hub tells a counter; kept in memory alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from counter.hall import Hall
from counter.search import found, plain
from shared.protocol.messages import Answer


@dataclass(frozen=True, slots=True)
class Officer:
    """`here`: has sat at this counter before."""

    id: str
    name: str
    here: bool = False


class Roster:
    """Asked for each counter anew, and after each break; the order is the hub's."""

    def __init__(self, hall: Hall, on_change: Callable[[], None]) -> None:
        self._hall = hall
        self._on_change = on_change
        self._asked: str | None = None
        self._told: str | None = None
        """The counter of the last answer, be it a refusal."""
        self.officers: tuple[Officer, ...] = ()

    def ask(self, counter: str, *, live: bool) -> None:
        """Asks once for a counter. A hub that does not tell leaves the list empty."""
        if not live:
            self.forget()
        elif counter != self._asked:
            self._asked = counter
            body = {"counter": counter}
            self._hall.send(
                "ListOfficers", body, lambda answer: self._take(counter, answer), uuid.uuid4().hex
            )

    def forget(self) -> None:
        """What is known stays; the next time it is asked for again."""
        self._asked = self._told = None

    @property
    def told(self) -> bool:
        """Whether the hub has answered what was asked last."""
        return self._asked is not None and self._told == self._asked

    def _take(self, counter: str, answer: Answer) -> None:
        self._told = counter
        if counter != self._asked or answer.problem is not None or answer.body is None:
            return
        self.officers = tuple(msgspec.convert(answer.body.get("officers", []), list[Officer]))
        self._on_change()

    def name(self, officer: str) -> str:
        """The officer's name; the code where the hub told none."""
        return next((one.name for one in self.officers if one.id == officer), officer)

    def offered(self, typed: str) -> list[Officer]:
        """Those whom the typed text may mean; without one, who has sat here, the last first."""
        if not plain(typed):
            return [one for one in self.officers if one.here]
        exact = self._exactly(typed)
        fitting = found(self.officers, typed, _names, near=False)
        alike = [one for one in fitting if one not in exact]
        return [*exact, *alike]

    def code_of(self, typed: str) -> str:
        """The code that was meant, by code or by a name that only one has; else empty."""
        exact = self._exactly(typed)
        fitting = exact or self.offered(typed)
        return fitting[0].id if plain(typed) and len(fitting) == 1 else ""

    def _exactly(self, typed: str) -> list[Officer]:
        wanted = typed.strip().casefold()
        by_code = [one for one in self.officers if one.id.casefold() == wanted]
        return by_code or [one for one in self.officers if one.name.casefold() == wanted]


def _names(officer: Officer) -> Iterable[str]:
    return (officer.name, officer.id)

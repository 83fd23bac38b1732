"""Other rules than the hall's own, to compare it with: who would be next by them.

What they pick is called by its number, with a reason: the hall knows one rule only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from shared.domain.duty import helping
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import CounterId, Moment
from shared.domain.rule import in_order

HEAD_START = "headstart"
"""The hall's own rule."""


class Rule(Protocol):
    """Chooses for a counter."""

    def pick(self, hall: Hall, counter: CounterId, now: Moment) -> Ticket | None:
        """The one to be called; None where nobody can come."""
        ...


class Fifo:
    """Whoever has waited longest; no priority at all."""

    def pick(self, hall: Hall, counter: CounterId, now: Moment) -> Ticket | None:
        return min(_free(hall, counter, now), key=_since, default=None)


class Strict:
    """Those of a priority group always first."""

    def pick(self, hall: Hall, counter: CounterId, now: Moment) -> Ticket | None:
        everyone = _free(hall, counter, now)
        return min(everyone, key=lambda one: (one.group is None, _since(one)), default=None)


class Accumulating:
    """The largest waiting time times weight; those without priority weigh 1."""

    def __init__(self, weight: float = 2.0) -> None:
        self._weight = weight

    def pick(self, hall: Hall, counter: CounterId, now: Moment) -> Ticket | None:
        def counts(one: Ticket) -> tuple[float, int]:
            since, seq = _since(one)
            return (now - since) * (self._weight if one.group else 1.0), -seq

        return max(_free(hall, counter, now), key=counts, default=None)


class Ratio:
    """So many of a priority group, then so many without, as long as both wait; each counter
    counts for itself."""

    def __init__(self, with_priority: int = 2, without: int = 1) -> None:
        self._with = with_priority
        self._all = with_priority + without
        self._turn: Counter[CounterId] = Counter()

    def pick(self, hall: Hall, counter: CounterId, now: Moment) -> Ticket | None:
        due = self._turn[counter] < self._with

        def order(one: Ticket) -> tuple[bool, tuple[int, int]]:
            return (one.group is not None) is not due, _since(one)

        picked = min(_free(hall, counter, now), key=order, default=None)
        if picked is not None and (picked.group is not None) is due:
            self._turn[counter] = (self._turn[counter] + 1) % self._all
        return picked


class UnknownRule(ValueError):
    """The name of a rule; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Named:
    """A rule as it is asked for, such as ``fifo`` or ``accumulating:1.5``."""

    text: str
    make: Callable[[], Rule | None]
    """A fresh one, for a rule may remember; None is the hall's own."""
    minutes: int | None = None
    """Of the hall's own: a head start for all groups in place of the site's."""


COMPARED = (
    *("fifo", "strict", HEAD_START),
    *(f"{HEAD_START}:{minutes}" for minutes in (15, 45, 60)),
    *("accumulating:1.5", "accumulating:2", "accumulating:3", "ratio:2:1", "ratio:1:2"),
)


def named(text: str) -> Named:
    """The rule that a name and perhaps figures stand for. Raises UnknownRule."""
    name, *rest = text.split(":")
    try:
        figures = [float(one) for one in rest]
    except ValueError:
        raise UnknownRule(f"'{text}': after the name stand figures, such as in ratio:2:1") from None
    if any(one <= 0 for one in figures):
        raise UnknownRule(f"'{text}': its figures must be more than 0")
    if name == HEAD_START:
        return Named(text, lambda: None, round(figures[0]) if figures else None)
    makers: dict[str, Callable[[], Rule]] = {
        "fifo": Fifo,
        "strict": Strict,
        "accumulating": lambda: Accumulating(*figures[:1]),
        "ratio": lambda: Ratio(*(round(one) for one in figures[:2])),
    }
    if name not in makers:
        known = ", ".join((HEAD_START, *makers))
        raise UnknownRule(f"there is no rule '{name}': write one of {known}")
    return Named(text, makers[name])


def _free(hall: Hall, counter: CounterId, now: Moment) -> Iterator[Ticket]:
    """All who wait for a counter, or for where it helps just now, and stand at no desk."""
    everyone = in_order(hall, counter, helping(hall, counter, now))
    return (one for one in everyone if one.visit not in hall.busy)


def _since(ticket: Ticket) -> tuple[int, int]:
    """From when its waiting counts, and of two equal ones which came first."""
    return ticket.place + ticket.head_start, ticket.place_seq

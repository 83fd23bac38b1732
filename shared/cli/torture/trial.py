"""A trial: one promise, put to the test with real faults and real processes."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

Value = int | float | str


class Say(Protocol):
    """Progress, in one line for a person; it goes to stderr."""

    def __call__(self, words: str, done: float = 0.0) -> None:
        """`done`: the share of the trial that lies behind it, to tell how long the rest takes."""


SEED: ContextVar[int] = ContextVar("SEED", default=1)
"""What all chance of a run follows from; the command sets it and writes it down."""


class Skipped(Exception):
    """This machine cannot hold the trial; the words say why, and go into the table."""


@dataclass(slots=True)
class Findings:
    """What a trial found: figures for the table, and each way in which the promise was broken."""

    figures: dict[str, Value] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def require(self, kept: bool, words: str) -> None:
        """Note `words` as a broken promise unless it was `kept`."""
        if not kept:
            self.broken.append(words)

    def count(self, name: str, by: int = 1) -> None:
        """Add to a figure that counts."""
        before = self.figures.get(name, 0)
        assert isinstance(before, int)
        self.figures[name] = before + by

    def most(self, name: str, value: float) -> None:
        """Keep the largest of several values."""
        before = self.figures.get(name, value)
        assert not isinstance(before, str)
        self.figures[name] = max(before, value)


Run = Callable[[bool, Path, Findings, Say], None]
"""`run(short, directory, findings, say)`: the directory is empty, the trial's own, and goes when
all is well. What is in the findings by then stands in the table also where the trial is stopped.

Whatever happens, it leaves no process, mount, link or namespace behind: Ctrl-C and the end of its
time arrive as KeyboardInterrupt wherever it stands. It raises `Skipped` where the machine cannot
hold it.
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. Times are upper bounds in seconds: beyond them it is stopped, and has failed."""

    name: str
    promise: int
    """Its number in `registry.PROMISES`."""
    run: Run
    short_seconds: float = 60.0
    long_seconds: float = 3_600.0

    def bound(self, short: bool) -> float:
        """The most seconds that it gets."""
        return self.short_seconds if short else self.long_seconds


def dice(name: str) -> random.Random:
    """Chance that is the same in every run with the same seed; `name` keeps trials apart."""
    return random.Random(f"{SEED.get()} {name}")

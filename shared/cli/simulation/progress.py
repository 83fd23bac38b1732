"""How far a long play has come, told to whoever waits for it; and its end when it is told to."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

from shared.cli.simulation.outcomes import Result
from shared.cli.simulation.scenario.model import Scenario
from shared.cli.simulation.words import Language, days, figure, say

QUICK_SECONDS = 2.0
"""A play that is over sooner says nothing."""

ON_TERMINAL_SECONDS, IN_LOG_SECONDS = 0.5, 10.0

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
"""Windows knows no SIGHUP."""


class Progress:
    """While it is entered, Ctrl-C, SIGTERM and SIGHUP end a play with the day that is on; a second
    one ends it at once. `play` asks after each day whether to go on (`goes_on`)."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._terminal = sys.stderr.isatty()
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
        self._began = self._told = 0.0
        self.stopped: int | None = None
        """The signal that ended it."""

    def __enter__(self) -> Self:
        self._began = self._told = time.monotonic()
        for number in _SIGNALS:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:  # nohup
                self._before[number] = before
                signal.signal(number, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wipe()
        self._as_before()

    def goes_on(self, scenario: Scenario) -> Callable[[Result], bool]:
        """What a play of this scenario is to ask."""

        def ask(result: Result) -> bool:
            self._tell(scenario, result)
            return self.stopped is None

        return ask

    def _tell(self, scenario: Scenario, result: Result) -> None:
        now = time.monotonic()
        every = ON_TERMINAL_SECONDS if self._terminal else IN_LOG_SECONDS
        if now - self._began < QUICK_SECONDS or now - self._told < every:
            return
        self._told = now
        words = say(
            self._language,
            "progress",
            share=f"{_share(scenario, result):.0%}",
            days=days(self._language, result.days),
            tickets=figure(self._language, f"{len(result.outcomes):,}"),
        )
        start, end = ("\r\x1b[K", "") if self._terminal else ("", "\n")
        print(f"{start}{words}", end=end, file=sys.stderr, flush=True)

    def _wipe(self) -> None:
        if self._terminal and self._told > self._began:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.stopped = number
        self._as_before()

    def _as_before(self) -> None:
        while self._before:
            number, before = self._before.popitem()
            signal.signal(number, signal.SIG_DFL if before is None else before)


def _share(scenario: Scenario, result: Result) -> float:
    """How much of it is played."""
    if scenario.tickets is not None:
        return min(1.0, len(result.outcomes) / scenario.tickets)
    return result.days / scenario.days

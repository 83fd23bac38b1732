"""Running a trial within its time, in a directory of its own."""

from __future__ import annotations

import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from shared.cli.torture.trial import Findings, Say, Skipped, Trial

AGAIN_SECONDS = 20.0
"""A trial that is still tidying up after its time is interrupted again."""


class OutOfTime(KeyboardInterrupt):
    """The trial's time is over. It takes Ctrl-C's way out, past every `except Exception`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a trial ended."""

    trial: Trial
    findings: Findings
    seconds: float
    skipped: str = ""
    """Why it could not be held here; empty where it was."""
    stopped: bool = False
    """By Ctrl-C: the findings are what there was until then."""

    @property
    def kept(self) -> bool:
        """Whether the promise was kept, as far as this machine could tell."""
        return not self.findings.broken

    @property
    def word(self) -> str:
        """For the table."""
        if self.skipped:
            return "skipped"
        if not self.kept:
            return "BROKEN"
        return "stopped" if self.stopped else "kept"

    def document(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "name": self.trial.name,
            "promise": self.trial.promise,
            "outcome": self.word.lower(),
            "seconds": round(self.seconds, 1),
            "figures": self.findings.figures,
            "broken": self.findings.broken,
            "skipped": self.skipped,
        }


def hold(trial: Trial, *, short: bool, directory: Path) -> Outcome:
    """Run a trial in `directory`, which stays only where a promise was broken."""
    directory.mkdir(parents=True)
    say = speaker(trial.name)
    began = time.monotonic()
    findings, skipped, stopped = Findings(), "", False
    try:
        with _time_limit(trial.bound(short)):
            trial.run(short, directory, findings, say)
    except Skipped as reason:
        skipped = str(reason)
        say(f"skipped: {skipped}")
    except OutOfTime:
        findings.broken.append(f"not done within {trial.bound(short):.0f} s")
    except KeyboardInterrupt:
        stopped = True
        say("stopped")
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        findings.broken.append(f"the trial itself ended with {type(error).__name__}: {error}")
    outcome = Outcome(trial, findings, time.monotonic() - began, skipped, stopped)
    _tidy_up(outcome, directory, say)
    return outcome


def _tidy_up(outcome: Outcome, directory: Path, say: Say) -> None:
    if outcome.kept:
        shutil.rmtree(directory, ignore_errors=True)
        return
    for words in outcome.findings.broken:
        say(f"BROKEN: {words}")
    say(f"what it left is in {directory}")


def speaker(name: str) -> Say:
    """Says how far a trial is, and how long it has been under way."""
    began = time.monotonic()

    def say(words: str, done: float = 0.0) -> None:
        passed = time.monotonic() - began
        left = f" ({_span(passed / done - passed)} left)" if 0 < done < 1 else ""
        line = f"giliran torture: {name} {passed:6.1f} s: {words}{left}"
        print(line, file=sys.stderr, flush=True)

    return say


def _span(seconds: float) -> str:
    """About so long, for a person who waits."""
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the main thread, wherever it stands."""

    def out(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, out)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

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

    @property
    def kept(self) -> bool:
        """Whether the promise was kept, as far as this machine could tell."""
        return not self.findings.broken

    @property
    def word(self) -> str:
        """For the table."""
        if self.skipped:
            return "skipped"
        return "kept" if self.kept else "BROKEN"

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
    """Run a trial in `directory`, which stays only where a promise was broken.

    KeyboardInterrupt (not by our own clock) passes through.
    """
    directory.mkdir(parents=True)
    say = _speaker(trial.name)
    began = time.monotonic()
    findings, skipped = Findings(), ""
    try:
        with _time_limit(trial.bound(short)):
            findings = trial.run(short, directory, say)
    except Skipped as reason:
        skipped = str(reason)
        say(f"skipped: {skipped}")
    except OutOfTime:
        findings.broken.append(f"not done within {trial.bound(short):.0f} s")
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        findings.broken.append(f"the trial itself ended with {type(error).__name__}: {error}")
    outcome = Outcome(trial, findings, time.monotonic() - began, skipped)
    _tidy_up(outcome, directory, say)
    return outcome


def _tidy_up(outcome: Outcome, directory: Path, say: Say) -> None:
    if outcome.kept:
        shutil.rmtree(directory, ignore_errors=True)
        return
    for words in outcome.findings.broken:
        say(f"BROKEN: {words}")
    say(f"what it left is in {directory}")


def _speaker(name: str) -> Say:
    began = time.monotonic()

    def say(words: str) -> None:
        passed = time.monotonic() - began
        print(f"giliran torture: {name} {passed:6.1f} s: {words}", file=sys.stderr, flush=True)

    return say


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

"""The journal's files cut, torn, zeroed and changed: a prefix, or the damage named; never a lie."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.cli.torture.caches import judge_caches
from shared.cli.torture.opening import (
    Opened,
    Refused,
    opened,
    opened_by_hub,
    repaired,
    repaired_by_command,
)
from shared.cli.torture.sample import PAGE, Sample, changed, lay, make_sample
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.hub.journal.salvage.repair import Repaired

SHORT_ORDERS, LONG_ORDERS = 60, 1_500
"""What the hub is asked in each of the two lives that write the sample."""

SHORT_EACH, LONG_EACH = 5, 200
"""Cases of a kind; all places there are, where there are fewer. The long form cuts the log at
every boundary of a frame and the main file at every boundary of a page."""

BY_HUB = 20
"""One of so many cases is also opened by a hub's process of its own."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way to find the files after a bad day; None: the file is not there."""

    kind: str
    where: str
    main: bytes | None
    log: bytes | None
    at_least: int = 0
    """Entries that a hub which opens this must still have."""
    hopeless: bool = False
    """Not even a repair can go on from here: it must say so."""

    @property
    def name(self) -> str:
        return f"{self.kind} at {self.where}"


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    chance = dice("cuts")
    logging.getLogger("shared.hub.snapshots").setLevel(logging.ERROR)  # they are all unfit
    sample = make_sample(directory / "sample", SHORT_ORDERS if short else LONG_ORDERS)
    findings.figures["entries"] = len(sample.hashes)
    judge = _Judge(sample, directory / "case", findings)
    each = SHORT_EACH if short else LONG_EACH
    cases = sum(1 for _ in _cases(sample, each, dice("cuts")))
    for number, case in enumerate(_cases(sample, each, chance), 1):
        judge.in_process(case)
        if number % BY_HUB == 0:
            judge.by_hub(case)
        if number % 100 == 0:
            say(f"{number} of {cases} cases over {len(sample.hashes)} entries", number / cases)
    judge_caches(sample, directory / "case", 2 if short else 100, chance, findings)


# The cases -------------------------------------------------------------------------------------


def _cases(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    for kind in (_log_cuts, _log_changes, _main_cuts, _main_changes, _zeroed):
        yield from kind(sample, each, chance)
    yield from _odd_ones(sample)


def _some(places: range, each: int, chance: random.Random) -> list[int]:
    return list(places) if len(places) <= each else sorted(chance.sample(places, each))


def _boundaries(places: range, each: int, chance: random.Random) -> list[int]:
    return list(places) if each >= LONG_EACH else _some(places, each, chance)


def _log_cuts(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    for at in _boundaries(sample.frames(), each, chance):
        log, whole = sample.log[:at], sample.committed(at)
        yield Case("log cut between frames", str(at), sample.main, log, whole)
    for at in _some(range(len(sample.log)), each, chance):
        log, whole = sample.log[:at], sample.committed(at)
        yield Case("log cut anywhere", str(at), sample.main, log, whole)


def _log_changes(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    for at in _some(range(len(sample.log)), each, chance):
        log = changed(sample.log, at, chance)
        yield Case("byte of the log", str(at), sample.main, log, sample.before_last)


def _main_cuts(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    for at in _boundaries(sample.pages(), each, chance):
        yield Case("main file cut between pages", str(at), sample.main[:at], sample.log)
    for at in _some(range(len(sample.older)), each, chance):
        yield Case("main file cut anywhere, no log", str(at), sample.older[:at], None)


def _main_changes(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    for at in _some(range(len(sample.older)), each, chance):
        main = changed(sample.older, at, chance)
        yield Case("byte of the main file", str(at), main, None, sample.older_entries)


def _zeroed(sample: Sample, each: int, chance: random.Random) -> Iterator[Case]:
    """What some file systems leave of a page that was not written out."""
    for at in _some(sample.pages(), each, chance):
        main = sample.main[:at] + bytes(PAGE) + sample.main[at + PAGE :]
        yield Case("page of zeros", str(at), main, sample.log)


def _odd_ones(sample: Sample) -> Iterator[Case]:
    main, log = sample.main, sample.log
    yield Case("untouched", "-", main, log, len(sample.hashes))
    yield Case("main file older than its log", "-", sample.older, log)
    yield Case("main file empty", "with its log", b"", log, hopeless=True)
    yield Case("main file gone", "with its log", None, log, hopeless=True)
    yield Case("main file of zeros", "with its log", bytes(len(main)), log, hopeless=True)
    yield Case("log gone", "-", main, None)
    yield Case("log empty", "-", main, b"")


# The judgement ---------------------------------------------------------------------------------


class _Judge:
    """Lays out each case, opens it as a hub does, repairs what is refused, and compares."""

    def __init__(self, sample: Sample, directory: Path, findings: Findings) -> None:
        self._sample = sample
        self._directory = directory
        self._findings = findings

    def in_process(self, case: Case) -> None:
        """By the hub's own code, in this process."""
        self._findings.count("cases")
        self._judge(case, opened, repaired)

    def by_hub(self, case: Case) -> None:
        """By a hub's process, and by `giliran journal repair`."""
        self._findings.count("of them by a process")
        self._judge(case, opened_by_hub, repaired_by_command)

    def _judge(self, case: Case, open_: _Open, mend: _Mend) -> None:
        lay(self._directory, case.main, case.log)
        try:
            found = open_(self._directory)
            if isinstance(found, Opened):
                self._opened(case, found)
                return
            if open_ is opened:  # a hub's process leaves the files as they are, closing does not
                lay(self._directory, case.main, case.log)
            self._refused(case, found, mend(self._directory), open_)
        except Exception as error:  # SQLite's own, an entry that cannot be played: never unnamed
            self._findings.broken.append(f"{case.name}: {type(error).__name__}: {error}")

    def _opened(self, case: Case, found: Opened) -> None:
        count = len(found.hashes)
        prefix = dict(enumerate(self._sample.hashes[:count], 1))
        self._require(case, found.hashes == prefix, "a wrong history")
        self._require(case, count >= case.at_least, f"only {count} of {case.at_least} entries")
        whole = count == len(self._sample.hashes)
        self._findings.count("opened whole" if whole else "opened with a prefix")

    def _refused(self, case: Case, found: Refused, done: Repaired | None, open_: _Open) -> None:
        self._findings.count("refused, the damage named")
        self._require(case, bool(found.words), "refused without a word")
        if done is None:
            self._findings.count("beyond repair, and said so")
            return
        self._require(case, not case.hopeless, "repaired from nothing")
        again = open_(self._directory)
        if isinstance(again, Refused):
            self._findings.broken.append(f"{case.name}: refused after the repair: {again.words}")
            return
        # Behind them stands what a hub has begun with: where a day was lost it opens it anew.
        end = done.head.seq if done.head else len(self._sample.hashes)
        self._compare(case, done, {seq: one for seq, one in again.hashes.items() if seq <= end})

    def _compare(self, case: Case, done: Repaired, kept: dict[int, str]) -> None:
        """What a repair kept is right, and what it says it lost is what is missing."""
        whole = dict(enumerate(self._sample.hashes, 1))
        told = {seq for first, last in done.lost for seq in range(first, last + 1)}
        missing = whole.keys() - kept.keys()
        right = all(whole.get(seq) == hash_ for seq, hash_ in kept.items())
        right = right and (done.head is None or kept.get(done.head.seq) == done.head.hash)
        self._require(case, right, "a wrong history after the repair")
        self._require(case, told <= missing, f"told lost, but there: {sorted(told - missing)[:5]}")
        untold = {seq for seq in missing - told if seq <= max(kept, default=0)}
        self._require(case, not untold, f"lost, but not told: {sorted(untold)[:5]}")
        self._findings.count("repaired, nothing lost" if not missing else "repaired in part")
        self._findings.count("entries mended", len(done.mended))

    def _require(self, case: Case, kept: bool, words: str) -> None:
        self._findings.require(kept, f"{case.name}: {words}")


_Open = Callable[[Path], Opened | Refused]
_Mend = Callable[[Path], Repaired | None]

TRIALS = (Trial("cuts", 1, run, short_seconds=150, long_seconds=7_200),)

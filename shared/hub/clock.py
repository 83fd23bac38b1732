"""The hub's time: it never goes back, and what people have waited is measured by what has passed.

The machine's clock may be set at any time. Set forward, the hub's time jumps with it, and the
engine notes the step in the journal, so that nobody has waited longer for it. Set back, the hub's
time goes on at its own pace, ahead of the clock; while nobody is in the hall it stands still
until the clock has caught up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from shared.domain.ids import DAY, SECOND, Moment
from shared.protocol.machine import boot_id, elapsed_ms, wall_ms

log = logging.getLogger(__name__)

EARLIEST = Moment(1_735_689_600_000)
"""1 January 2025: this program is younger, so a clock that shows less was never set."""

UNSET, BEHIND, LEAPT = "clock-unset", "clock-behind", "clock-leapt"

WORDS = {
    UNSET: "This machine's clock was never set: set date and time.",
    BEHIND: "This machine's clock stands more than a day before the last entry: set it right. If it"
    " is right, that entry's time is wrong: stop the hub, and take back what a wrong clock has"
    " written with 'giliran journal rewind --before TIME'.",
    LEAPT: "This machine's clock was set forward by more than a day while it ran: set it right, or,"
    " if it is right as it is, say so with 'giliran clock accept'.",
}
"""What is the matter, and what to do."""

STEP = 2 * SECOND
"""A jump of the machine's clock against what has passed, by more than this, is an entry."""


@dataclass(frozen=True, slots=True)
class Step:
    before: Moment
    """The hub's time just before."""
    after: Moment
    """Forward: the hub's time from then on. Back: what the machine's clock shows."""


class Anchor(msgspec.Struct, frozen=True):
    """What the hub's time was at a moment that is known by what has passed since the boot."""

    boot: str
    elapsed: int
    now: int
    seq: int
    """The journal's last entry then; steps that are noted after it are not in `now`."""


class Clock:
    """Reads what the clock shows together with what has passed, so that no jump goes unnoticed."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        """All since the start that the journal is to know of."""
        self.stepped = asyncio.Event()
        """Set with each of them, for whoever waits on the hub's loop."""
        self._wall, self._elapsed_at = self._read(), self._elapsed()
        self._lead = 0
        """How far the hub's time is ahead of the machine's clock, ms."""
        self._leap = 0
        """How far the clock was set in all (ms) since it was last believed."""
        self._unleapt: tuple[int, int, int] | None = None
        """While it stands more than a day ahead for it: the hub's time less what had passed just
        before, the lead, and how many steps the journal was to know of by then."""

    def now(self, last: Moment, deserted: Callable[[], bool] = lambda: False) -> Moment:
        """The time for an entry after one at `last` (ms since the epoch): never before it.

        `deserted` says whether nobody is in the hall whose waiting counts; it is asked only where
        that matters.
        """
        wall = self._look()
        if (self._lead or last > wall) and deserted():
            self._lead = 0
        now = max(wall + self._lead, last)
        self._lead = now - wall
        return Moment(now)

    def doubt(self, last: Moment) -> str:
        """Why the clock cannot be believed beside the last entry; empty where it can.

        It was never set; or stands more than a day before the entry; or was set forward by more
        than a day while this machine ran, and nobody has said that this is right.
        """
        wall = self._look()
        if wall < EARLIEST:
            return UNSET
        if wall < last - DAY:
            return BEHIND
        if abs(self._leap) <= DAY or wall - self._leap < max(last - DAY, EARLIEST):
            return ""  # one that was wrong before, and known to be, is right by now
        return LEAPT

    def believe(self) -> None:
        """A person says that the clock is right as it is."""
        self._leap, self._unleapt = 0, None

    def anchor(self, last: Moment, seq: int) -> Anchor:
        """To be kept beside the journal, for a hub that is started again."""
        return Anchor(boot_id(), self._elapsed(), self.now(last), seq)

    def resume(self, anchor: Anchor, stepped: int) -> None:
        """Goes on where an earlier process of the same machine was, if it has not been switched
        off meanwhile: whatever was done to its clock, so much time has passed. `stepped`: how far
        (ms) the hub's time was set forward after the anchor."""
        if anchor.boot != boot_id():
            return
        now = anchor.now + stepped + (self._elapsed() - anchor.elapsed)
        wall = self._look()
        if wall > now + STEP:
            self._leap = wall - now
            self._keep_before_leap(now)
            self.steps.append(Step(Moment(now), Moment(wall)))
            self.stepped.set()
        self._lead = max(0, now - wall)

    @property
    def lead(self) -> int:
        """How far the hub's time is ahead of what the machine's clock shows, in ms."""
        return self._lead

    def _look(self) -> int:
        wall, elapsed = self._read(), self._elapsed()
        expected = self._wall + (elapsed - self._elapsed_at)
        self._wall, self._elapsed_at = wall, elapsed
        if abs(wall - expected) > STEP:
            self._note_step(expected, wall)
        return wall

    def _note_step(self, expected: int, wall: int) -> None:
        log.warning("the machine's clock was set from %s to %s", expected, wall)
        self._leap += wall - expected
        if self._unleapt is not None and self._leap <= DAY:
            expected = self._as_if_never_leapt()
        before = expected + self._lead
        self._keep_before_leap(before)
        # A clock that is put right again after it was set back only makes up for the lead.
        self._lead = max(0, before - wall)
        if before != wall + self._lead or wall < expected - STEP:
            self.steps.append(Step(Moment(before), Moment(wall)))
            self.stepped.set()

    def _keep_before_leap(self, before: int) -> None:
        if self._unleapt is None and self._leap > DAY:
            self._unleapt = (before - self._elapsed_at, self._lead, len(self.steps))

    def _as_if_never_leapt(self) -> int:
        """A leap that nobody believed is taken back, and nothing was decided meanwhile: what the
        clock would show by now."""
        assert self._unleapt is not None
        base, self._lead, steps = self._unleapt
        self._unleapt = None
        del self.steps[steps:]
        return base + self._elapsed_at - self._lead

    def _read(self) -> Moment:
        return Moment(wall_ms())

    def _elapsed(self) -> int:
        return elapsed_ms()

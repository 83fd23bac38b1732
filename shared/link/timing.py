"""How long the line waits for what."""

from __future__ import annotations

from dataclasses import dataclass

from shared.protocol.messages import BEAT_SECONDS, DEAD_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """All in seconds. The defaults are for halls; a test may be in more of a hurry."""

    connect: float = 2.0
    """A connection that is not there by then is given up: a black hole would take 45 s."""
    beat: float = BEAT_SECONDS
    dead: float = DEAD_SECONDS
    proof: float = 1.5
    """How long the hub may take to answer when its line is doubted."""
    retry: float = 2.0
    """The longest pause between two tries."""
    refused: float = 30.0
    """The pause after a refusal: the hub may have been brought up to date meanwhile."""
    stable: float = 5.0
    """A line that lived so long starts with short pauses again when it breaks."""
    settle: float = 0.3
    """A new app listens so long for a second hub before it takes the first."""
    look: float = 2.0
    """While no hub answers, the network is asked anew so often."""
    order: float = 10.0
    """An order without an answer by then is reported as unanswered."""
    save: float = 1.0
    """The journal's head is written down so long after it moved."""


def ms(seconds: float) -> int:
    """Seconds as the milliseconds that Qt's timers take."""
    return round(seconds * 1000)

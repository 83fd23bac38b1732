"""A wait after wrong PINs that is long enough to be looked at, however slow this machine is.

The first waits are over in seconds, which a start of the hub or two commands can take. Here
somebody guesses on each time that a wait has ended, by clocks that the test moves.
"""

from __future__ import annotations

from collections.abc import Callable

from shared.hub.attempts import FIRST_WAIT, FREE
from shared.protocol.machine import Shift

DOUBLED = 4
"""Times; then it lasts half a minute."""


def guess_until_it_is_long(shift: Shift, guess: Callable[[], object]) -> None:
    """`guess` types a wrong PIN at a hub whose clocks are `shift`."""
    for _ in range(FREE):
        guess()
    for times in range(DOUBLED):
        slept = round(FIRST_WAIT * 2**times * 1_000)
        wall, elapsed = shift.get()
        shift.set(wall + slept, elapsed + slept)
        guess()

"""Whatever a printer, or what poses as one, may answer when it is asked how it is."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import product

from kiosk.printing.port import PrinterState, PrinterStatus
from kiosk.printing.realtime_status import is_realtime, meaning
from kiosk.printing.talking_printer import TalkingPrinter
from kiosk.printing.wire import TimeLimits
from tests.fuzz.fire import Seen
from tests.integration.real_hub import RealHub

_HURRIED = TimeLimits(1, 1, 1, 1, 1)


class Babbler:
    """A wire on which these pieces come, one at a reading, and then nothing."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def open(self, timeout_ms: int) -> None: ...

    def send(self, data: bytes, timeout_ms: int) -> None: ...

    def receive(self, timeout_ms: int) -> bytes:
        return b"" if timeout_ms == 0 else next(self._pieces, b"")

    def rest(self) -> None: ...

    def close(self) -> None: ...

    def cancel(self) -> None: ...


def fire(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    """Answers of any length, in any pieces."""
    for _ in range(count):
        size = chance.choice((0, 1, 2, 3, 4, 4, 5, 60))
        pieces = [chance.randbytes(chance.choice((0, 1, 1, 1, 2, 4))) for _ in range(size)]
        if chance.random() < 0.5:  # such as could be answers
            pieces = [bytes([chance.randrange(256) & 0x6C | 0x12]) for _ in range(size)]
        ask(pieces, seen, "printer's answers")


def ask(pieces: list[bytes], seen: Seen, kind: str) -> PrinterStatus | None:
    """A status from these answers; it never fails, and is known only from three right ones."""
    with seen.one(kind, pieces):
        try:
            found = TalkingPrinter(Babbler(pieces), _HURRIED).status()
        except Exception as error:
            seen.fault(f"{kind}: {error!r}", pieces)
            return None
    heard = [piece for piece in pieces if piece][:3]
    right = len(heard) == 3 and all(len(one) == 1 and is_realtime(one[0]) for one in heard)
    if found.state is not PrinterState.UNKNOWN and not right:
        seen.fault(f"{kind}: {found}", pieces)
    return found


def every_meaning() -> int:
    """All that three bytes can mean, whatever they are; how many there were."""
    count = 0
    for printer, cause, roll in product(range(256), repeat=3):
        assert isinstance(meaning(printer, cause, roll), PrinterStatus)
        count += 1
    return count

"""``python -m shared.hub.snapshots DIR``: takes a snapshot of what the journal in DIR says.

The hub starts it beside itself. It reads the journal, never the hub's memory, and goes on from
the snapshot before. It gives way to everything else, and ends with the process that started it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import threading
from pathlib import Path

from shared.domain.hall import Hall
from shared.hub.journal.port import JournalError
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.snapshots.reading import JournalReading
from shared.hub.snapshots.store import Store

BACKGROUND = 10
"""Of the 19 steps that a process can stand back."""


async def take(directory: Path) -> int:
    """Takes the snapshot, and gives its entry. Raises JournalError and OSError."""
    from shared.hub.replay import replay

    journal = JournalReading(directory / JOURNAL_FILE)
    try:
        store, hall = Store(directory), Hall()
        head = await replay(journal, hall, await store.restore(journal, hall, receipts=False))
        store.save(hall, head)
        return head.seq
    finally:
        await journal.close()


def main(directory: str) -> int:
    """The exit status: 0, or 1 where there is no snapshot; why is logged."""
    logging.basicConfig(format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    gc.disable()  # it makes much, throws nothing away, and is gone in a moment
    try:
        print(asyncio.run(take(Path(directory))), flush=True)
    except (JournalError, OSError) as error:
        logging.getLogger("shared.hub.snapshots").warning("no snapshot: %s", error)
        return 1
    return 0


def _end_with_starter() -> None:
    """Whoever started us holds the other end of our stdin; it closes however that one ends."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    os.nice(BACKGROUND)
    threading.Thread(target=_end_with_starter, daemon=True).start()
    status = main(sys.argv[1])
    sys.stdout.flush()
    os._exit(status)  # to take the state apart again would take as long as half the work

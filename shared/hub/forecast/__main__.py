"""``python -m shared.hub.forecast DIR``: foresees the waits of each scene that comes in.

The hub starts it beside itself. It learns from the journal in DIR, which it only reads, answers
scenes from its stdin on its stdout, and ends when its stdin does, however that came about.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from select import select
from typing import BinaryIO

from shared.hub.forecast.history import History
from shared.hub.forecast.messages import packed, read, scene_from
from shared.hub.forecast.pace import pace_of
from shared.hub.forecast.play import foresee
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import Scene
from shared.hub.journal.port import JournalError
from shared.hub.journal.schema import JOURNAL_FILE

BACKGROUND = 5
"""Of the 19 steps that a process can stand back: a number that is taken goes before a forecast."""

PIECE = 500
"""Entries that are learnt between two looks whether a scene has come."""

IDLE_SECONDS = 1.0

log = logging.getLogger("shared.hub.forecast")


def work(history: History, scenes: BinaryIO, answers: BinaryIO) -> None:
    """Until the scenes end. Raises JournalError."""
    while True:
        came = select([scenes], [], [], 0.0)[0]
        if not came and history.read_on(PIECE):
            continue
        if not came and not select([scenes], [], [], IDLE_SECONDS)[0]:
            continue
        content = read(scenes)
        if content is None:
            return
        history.read_on(PIECE)
        answers.write(packed(answer(history, scene_from(content))))
        answers.flush()


def answer(history: History, scene: Scene) -> Foreseen:
    """Nothing at all is foreseen before the hall's site and its last weeks are known."""
    plan = history.learned.plan
    known = plan is not None and plan.services.keys() >= set(scene.services)
    if not known or history.seq < scene.seq - PATIENCE:
        return Foreseen(scene.now, scene.seq, {}, {}, {}, {})
    return foresee(scene, pace_of(history.learned, scene), history.learned.bands)


PATIENCE = 20_000
"""So many entries may be learnt later: a burst is no reason to say nothing."""


def main(directory: str) -> int:
    """The exit status: 0, or 1 where the journal cannot be read."""
    logging.basicConfig(format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    try:
        history = History(Path(directory) / JOURNAL_FILE)
        work(history, os.fdopen(0, "rb", buffering=0), sys.stdout.buffer)
    except BrokenPipeError:
        return 0
    except JournalError as error:
        log.warning("nothing can be foreseen: %s", error)
        return 1
    return 0


if __name__ == "__main__":
    os.nice(BACKGROUND)
    os._exit(main(sys.argv[1]))

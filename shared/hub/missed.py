"""What an app missed while it was away, as frames of its role; or that it needs a snapshot."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.domain.events import Recorded
from shared.hub.codec import recorded_of
from shared.hub.roles import Role, changes_for, frame_text
from shared.hub.wire import packed
from shared.protocol import messages as m

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)

RESUME_LIMIT = 5_000
"""Entries that are sent again to an app that was away; after more it gets a snapshot."""


async def missed_frames(hub: Hub, role: Role, seen: m.Head) -> list[bytes] | None:
    """What an app missed since `seen`, up to the committed head; None: send a snapshot."""
    if not await _shares_history(hub, seen):
        return None
    missed: list[Recorded] = []
    at = seen
    while at.seq < hub.engine.head.seq:
        entries = await hub.journal.read(at.seq)
        committed = [one for one in entries if one.seq <= hub.engine.head.seq]
        missed += [recorded_of(entry) for entry in committed]
        at = m.Head(at.journal, committed[-1].seq, committed[-1].hash)
    if _begins_anew(missed) or len(missed) > RESUME_LIMIT:
        return None
    changes = changes_for(role, hub.engine.hall, missed)
    return [packed(frame_text(seen.seq, at, changes))] if missed else []


async def _shares_history(hub: Hub, seen: m.Head) -> bool:
    """Whether this journal holds the entry that an app saw last."""
    head = hub.engine.head
    if seen.journal != head.journal or seen.seq <= 0:
        return False
    if head.seq - seen.seq > RESUME_LIMIT:
        return False
    found = await hub.journal.read(seen.seq - 1, 1) if seen.seq <= head.seq else []
    if found and found[0].hash == seen.hash:
        return True
    log.error(
        "An app has seen entry %s, which this journal does not hold: it was restored or cut."
        " Run 'giliran journal verify'.",
        seen.seq,
    )
    return False


def _begins_anew(missed: Sequence[Recorded]) -> bool:
    return any(type(one.event).__name__ in {"SiteLoaded", "DayOpened"} for one in missed)

"""What an app missed while it was away, as frames of its role; or that it needs a snapshot."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.domain.events import Recorded
from shared.domain.ids import DeviceId
from shared.domain.refusal import Refusal
from shared.hub.caller import PAIRED, CallerKind
from shared.hub.codec import recorded_of
from shared.hub.engine import Fault, Unavailable
from shared.hub.roles import Role, changes_for, frame_text
from shared.hub.sight import bare_changes
from shared.hub.wire import packed
from shared.protocol import messages as m

if TYPE_CHECKING:
    from shared.hub.hub import Hub
    from shared.hub.presence import Line

log = logging.getLogger(__name__)

RESUME_LIMIT = 5_000
"""Entries that are sent again to an app that was away; after more it gets a snapshot."""

_HASH = re.compile("[0-9a-f]{64}")

_HEARD = PAIRED | {CallerKind.LOCAL}
"""Whose memory counts: a device that was let in; where nobody else can reach the hub, any app."""


async def missed_frames(
    hub: Hub, role: Role, seen: m.Head, *, bare: bool = False
) -> list[bytes] | None:
    """What an app missed since `seen` (which the journal `knows`), up to the committed head; None:
    send a snapshot. `bare`: nobody of the staff works there."""
    if hub.engine.head.seq - seen.seq > RESUME_LIMIT:
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
    if bare:
        changes = bare_changes(changes)
    return [packed(frame_text(seen.seq, at, changes))] if missed else []


async def knows(hub: Hub, line: Line, seen: m.Head) -> bool:
    """Whether this journal holds the entry that an app saw last. Where it is of this very journal
    and does not, somebody is told, and it is entered: apps are witnesses too."""
    head = hub.engine.head
    if seen.journal != head.journal or seen.seq <= 0:
        return False
    found = await hub.journal.read(seen.seq - 1, 1) if seen.seq <= head.seq else []
    if found and found[0].seq == seen.seq and found[0].hash == seen.hash:
        return True
    lost = bool(found) and found[0].seq != seen.seq  # by a repair, which says so
    if line.caller.kind in _HEARD and not lost and _HASH.fullmatch(seen.hash):
        await _hear(hub, line.device, seen)
    return False


async def _hear(hub: Hub, device: DeviceId, seen: m.Head) -> None:
    """What cannot be entered now is heard again when the app greets the next time."""
    log.error(
        "An app has seen entry %s, which this journal does not hold: it was restored or cut."
        " Run 'giliran journal verify'.",
        seen.seq,
    )
    try:
        await hub.witness.doubts.heard(device, seen)
    except (Unavailable, Refusal, Fault) as error:
        log.error("what %s has seen cannot be entered now: %s", device, error)


def _begins_anew(missed: Sequence[Recorded]) -> bool:
    return any(type(one.event).__name__ in {"SiteLoaded", "DayOpened"} for one in missed)

"""What happens to the lines of devices that are let in no more, and of people who have left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.domain.events import DevicePaired, DeviceRevoked, Recorded
from shared.hub.caller import PAIRED
from shared.hub.greeting import revoked, unpaired
from shared.hub.roles import Role
from shared.hub.wire import POLICY

if TYPE_CHECKING:
    from shared.hub.hub import Hub


def part_with(hub: Hub, recorded: Sequence[Recorded]) -> None:
    """Ends the lines of devices that were taken out, or have another key now; theirs is the voice
    no longer, nor anything else, whether their machine notices or not."""
    for one in recorded:
        if isinstance(one.event, DeviceRevoked | DevicePaired):
            known = hub.engine.hall.devices[one.event.device]
            hub.trust.forget(known.id)
            hub.crowd.homes.forget(known.id)
            said = revoked(known) if isinstance(one.event, DeviceRevoked) else unpaired()
            for line in hub.presence.lines():
                if line.device == known.id and line.caller.kind in PAIRED:
                    line.tell(said.bye)
                    line.wire.close(POLICY)
                    hub.presence.leave(line)
                    hub.voice.left(line)


def look_after_sittings(hub: Hub) -> None:
    """Ends what went on because somebody was signed on who is no more: streams, and the sight of
    the lines where they worked, which are told anew without whose health is what."""
    hub.answers.look()
    for line in hub.presence.lines(Role.COUNTER):
        if line.sitting is not None and not hub.officers.sittings.goes_on(line.sitting):
            before = hub.sight.level(line)
            line.sitting, line.officer, line.left = None, "", True
            if before != hub.sight.level(line):
                hub.frames.tell_anew(line, hub.live, hub.now())

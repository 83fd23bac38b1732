"""What is wrong with the hub's own machine, for staff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.domain.ids import MINUTE
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

if TYPE_CHECKING:
    from shared.hub.hub import Hub

LEAD_TOLD = 1 * MINUTE
"""A clock that was set back by less is nobody's worry."""

BEHIND_SECONDS = 60.0
"""A replica that is older is told of; a storage may be away for a moment."""


def own_troubles(hub: Hub) -> Iterator[Trouble]:
    """The most urgent first."""
    doubt, lead = hub.clock.doubt(hub.engine.hall.at), hub.clock.lead
    if doubt:
        yield Trouble(TroubleCode.CLOCK_WRONG, doubt)
    if hub.engine.hall.plan is not None and hub.officers.nobody:
        yield Trouble(TroubleCode.NO_OFFICERS)
    if hub.restored.waiting:
        yield from (Trouble(TroubleCode.RESTORE_WAITS, name) for name in _awaited(hub))
    if hub.backup is not None and hub.backup.behind() > BEHIND_SECONDS:
        yield Trouble(TroubleCode.BACKUP_BEHIND)
    yield from (Trouble(TroubleCode.MEDIA_MISSING, name) for name in hub.media.lost())
    if not doubt and lead >= LEAD_TOLD:
        yield Trouble(TroubleCode.CLOCK_AHEAD, str(round(lead / MINUTE)))


def _awaited(hub: Hub) -> Iterator[str]:
    """The names of the kiosks that a restored hub waits for."""
    devices = {str(one.id): one.name for one in hub.engine.hall.devices.values()}
    return (devices.get(kiosk) or kiosk for kiosk in hub.restored.missing())

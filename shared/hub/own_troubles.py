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


HERE = "hub"
"""Where a PIN is typed at the hub's own machine."""

REST = "rest "
"""How a place of that kind begins (`carry_out.request_sources`)."""

NAMES = 3
"""Of officers whose PIN is guessed, in one line."""


def own_troubles(hub: Hub) -> Iterator[Trouble]:
    """The most urgent first."""
    doubt, lead = hub.clock.doubt(hub.engine.hall.at), hub.clock.lead
    if doubt:
        yield Trouble(TroubleCode.CLOCK_WRONG, doubt)
    if hub.engine.hall.plan is not None and hub.officers.nobody:
        yield Trouble(TroubleCode.NO_OFFICERS)
    yield from (Trouble(TroubleCode.PINS_TRIED, where) for where in _guessed_at(hub))
    if hub.restored.waiting:
        yield from (Trouble(TroubleCode.RESTORE_WAITS, name) for name in _awaited(hub))
    yield from hub.witness.doubts.troubles()
    if hub.backup is not None and hub.backup.behind() > BEHIND_SECONDS:
        yield Trouble(TroubleCode.BACKUP_BEHIND)
    yield from (Trouble(TroubleCode.MEDIA_MISSING, name) for name in hub.media.lost())
    if not doubt and lead >= LEAD_TOLD:
        yield Trouble(TroubleCode.CLOCK_AHEAD, str(round(lead / MINUTE)))


def _guessed_at(hub: Hub) -> list[str]:
    """At which devices PINs are guessed, and whose; what a kiosk tells of itself is left out. Of an
    address nothing is said that its device does not say already."""
    devices = {str(one.id): one.name or str(one.id) for one in hub.engine.hall.devices.values()}
    told, found = _told_by_kiosks(hub), hub.officers.guessed()
    named = {one: devices.get(one) or (HERE if one.startswith(REST) else "") for one in found}
    known = [one for one in found if named[one]] or list(found)
    return sorted(_place(named[one] or one, found[one]) for one in known if one not in told)


def _told_by_kiosks(hub: Hub) -> set[str]:
    return {
        str(line.device)
        for line in hub.presence.lines()
        if any(one.code == TroubleCode.PIN_GUESSED for one in line.troubles)
    }


def _place(device: str, names: list[str]) -> str:
    """``Loket 5 (Siti, Budi)``; the names of who was tried there, as far as there is room."""
    more = " …" if len(names) > NAMES else ""
    return f"{device} ({', '.join(names[:NAMES])}{more})" if names else device


def _awaited(hub: Hub) -> Iterator[str]:
    """The names of the kiosks that a restored hub waits for."""
    devices = {str(one.id): one.name for one in hub.engine.hall.devices.values()}
    return (devices.get(kiosk) or kiosk for kiosk in hub.restored.missing())

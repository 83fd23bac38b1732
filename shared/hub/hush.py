"""Tells the TVs of an earshot that another of them speaks: a video's sound makes room for it."""

from __future__ import annotations

from shared.domain.hall import Hall
from shared.hub.presence import Line, Presence, packet_of
from shared.hub.roles import Role
from shared.protocol.messages import Hush


class Hushing:
    """Follows the leases of the voice (`shared.hub.voice`)."""

    def __init__(self, hall: Hall, presence: Presence) -> None:
        self._hall = hall
        self._presence = presence

    def lent(self, group: str, holder: Line | None) -> None:
        """Somebody speaks in this earshot now; None: nobody does."""
        packet = packet_of(Hush(on=holder is not None))
        for line in self._presence.lines(Role.DISPLAY):
            if line is not holder and line.hushes and self._hears(line, group):
                line.send(packet)

    def _hears(self, line: Line, group: str) -> bool:
        plan = self._hall.plan
        if plan is None:
            return False
        zones = (plan.zones.get(zone) for zone in self._presence.zones_of(line))
        return any(zone is not None and zone.voice_group == group for zone in zones)

"""What is wrong with the hall's devices: heard from them or missed, logged, told to staff."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from shared.domain.hall import Hall
from shared.hub.absent import Absent
from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.protocol.messages import Answer, TroubleSeen
from shared.protocol.troubles import ACKNOWLEDGE, ACKNOWLEDGED, TroubleCode
from shared.protocol.views import DeviceTrouble, Trouble

log = logging.getLogger(__name__)

MOST = 16
"""Troubles of one device that are kept."""


class Troubles:
    """The troubles of each line, which end with it, and that of a device without one."""

    def __init__(
        self, hall: Hall, presence: Presence, absent: Absent, own: Callable[[], Iterable[Trouble]]
    ) -> None:
        """`own` says what is wrong with the hub's own machine."""
        self._hall = hall
        self._presence = presence
        self._absent = absent
        self._own = own
        self.forgive: Callable[[], None] = _nothing
        """Called where somebody has seen to a `PIN_GUESSED`: the next PIN is looked at at once."""

    def report(self, line: Line, id_: str, body: dict[str, Any]) -> Answer:
        """`ReportTroubles {troubles: [{code, part?}]}`: all there are now."""
        try:
            troubles = msgspec.convert(body.get("troubles", []), tuple[Trouble, ...], strict=True)
        except msgspec.ValidationError as error:
            raise BadCommand(f"ReportTroubles: {error}") from None
        self.take(line, troubles)
        return Answer(id=id_, status=200)

    def acknowledge(self, id_: str, body: dict[str, Any]) -> Answer:
        """`AcknowledgeTrouble {device, code, part?}`: the device is told, and tells of it no more.

        A device that has gone tells of it again when it is back.
        """
        device, code, part = (str(body.get(key, "")) for key in ("device", "code", "part"))
        if code not in ACKNOWLEDGED:
            raise BadCommand(f"{ACKNOWLEDGE}: '{code}' ends by itself.")
        for line in self._presence.lines():
            if line.device == device and Trouble(code, part) in line.troubles:
                log.info("%s: seen to: %s %s", device, code, part)
                line.tell(TroubleSeen(code=code, part=part))
        if code == TroubleCode.PIN_GUESSED:
            self.forgive()
        return Answer(id=id_, status=200)

    def take(self, line: Line, troubles: Iterable[Trouble]) -> None:
        """What a device says of itself: in its greeting, or later."""
        before, line.troubles = line.troubles, tuple(troubles)[:MOST]
        if set(before) == set(line.troubles):
            return
        for trouble in line.troubles:
            if trouble not in before:
                log.warning("%s: %s %s", line.device, trouble.code, trouble.part)
        for trouble in before:
            if trouble not in line.troubles:
                log.info("%s: over: %s %s", line.device, trouble.code, trouble.part)
        self._presence.changed()

    def everyone(self) -> list[DeviceTrouble]:
        """All troubles, for the counters; those of the hub's own machine first."""
        lines = sorted(self._presence.lines(), key=lambda line: line.device)
        told = [one for line in lines for one in self._of(line)]
        return [*self._of_the_hub(), *self._absent.troubles(), *told]

    def _of(self, line: Line) -> list[DeviceTrouble]:
        device = self._hall.devices.get(line.device)
        name = device.name if device is not None else str(line.device)
        zones = list(device.zones) if device is not None else []
        return [
            DeviceTrouble(
                device=line.device,
                role=line.role,
                name=name,
                zones=[str(zone) for zone in zones],
                code=trouble.code,
                part=trouble.part,
            )
            for trouble in line.troubles
        ]

    def _of_the_hub(self) -> list[DeviceTrouble]:
        return [
            DeviceTrouble(device="hub", role="hub", code=one.code, part=one.part)
            for one in self._own()
        ]


def _nothing() -> None:
    """Before anybody can be forgiven."""

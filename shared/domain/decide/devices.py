"""Devices: met for the first time, displays given their zones."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal


def enrol(hall: Hall, command: c.EnrolDevice, now: Moment) -> list[e.Event]:
    known = hall.devices.get(command.device)
    if known is not None and known.role == command.role:
        return []
    return [
        e.DeviceEnrolled(
            device=command.device, role=command.role, name=command.name, zones=command.zones
        )
    ]


def configure(hall: Hall, command: c.ConfigureDisplay, now: Moment) -> list[e.Event]:
    device = hall.devices.get(command.display)
    if device is None or device.role != "display":
        raise Refusal(Code.UNKNOWN_DISPLAY, f"There is no display '{command.display}'.")
    for zone in command.zones or ():
        if zone not in plan_of(hall).zones:
            raise Refusal(Code.UNKNOWN_ZONE, f"There is no zone '{zone}'.", zone=zone)
    changed = e.DisplayConfigured(
        display=device.id,
        name=device.name if command.name is None else command.name,
        zones=device.zones if command.zones is None else command.zones,
        volume=device.volume if command.volume is None else max(0, min(100, command.volume)),
        muted=device.muted if command.muted is None else command.muted,
    )
    now_set = (device.name, device.zones, device.volume, device.muted)
    same = now_set == (changed.name, changed.zones, changed.volume, changed.muted)
    return [] if same else [changed]

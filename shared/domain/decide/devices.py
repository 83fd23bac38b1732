"""Devices: met for the first time, let in, taken out; displays given their zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of
from shared.domain.hall import Device, Hall
from shared.domain.icons import ARROWS
from shared.domain.ids import DeviceId, Moment
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


def pair(hall: Hall, command: c.PairDevice, now: Moment) -> list[e.Event]:
    known = hall.devices.get(command.device)
    _require_new_key(hall, command.key)
    if known is not None and known.key not in ("", command.key):
        detail = f"'{command.device}' is another device: revoke that one, or choose another id."
        raise Refusal(Code.DEVICE_TAKEN, detail, device=command.device, name=known.name)
    for zone in command.zones:
        if zone not in plan_of(hall).zones:
            raise Refusal(Code.UNKNOWN_ZONE, f"There is no zone '{zone}'.", zone=zone)
    if command.counter is not None and command.counter not in plan_of(hall).counters:
        detail = f"There is no counter '{command.counter}'."
        raise Refusal(Code.UNKNOWN_COUNTER, detail, counter=command.counter)
    return [
        e.DevicePaired(
            device=command.device,
            role=command.role,
            name=command.name,
            zones=command.zones,
            counter=command.counter,
            key=command.key,
            by=command.by,
        )
    ]


def _require_new_key(hall: Hall, key: str) -> None:
    for device in hall.devices.values():
        if key in device.revoked:
            detail = f"This key was revoked, when it was {device.name} ({device.id})."
            raise Refusal(Code.DEVICE_REVOKED, detail, device=device.id, name=device.name)


def rename(hall: Hall, command: c.RenameDevice, now: Moment) -> list[e.Event]:
    if _known(hall, command.device).name == command.name:
        return []
    return [e.DeviceRenamed(device=command.device, name=command.name)]


def revoke(hall: Hall, command: c.RevokeDevice, now: Moment) -> list[e.Event]:
    """Once is enough: what has no key is let in by nobody."""
    if not _known(hall, command.device).key:
        return []
    return [e.DeviceRevoked(device=command.device, reason=command.reason, by=command.by)]


def _known(hall: Hall, id_: DeviceId) -> Device:
    known = hall.devices.get(id_)
    if known is None:
        raise Refusal(Code.UNKNOWN_DEVICE, f"There is no device '{id_}'.", device=id_)
    return known


def configure(hall: Hall, command: c.ConfigureDisplay, now: Moment) -> list[e.Event]:
    known = hall.devices.get(command.display)
    device = known or listed_display(hall, command.display)
    if device is None or device.role != "display":
        raise Refusal(Code.UNKNOWN_DISPLAY, f"There is no display '{command.display}'.")
    for zone in (*(command.zones or ()), *(command.stands_in_for or ())):
        if zone not in plan_of(hall).zones:
            raise Refusal(Code.UNKNOWN_ZONE, f"There is no zone '{zone}'.", zone=zone)
    if command.door and command.door not in plan_of(hall).counters:
        detail = f"There is no counter '{command.door}'."
        raise Refusal(Code.UNKNOWN_COUNTER, detail, counter=command.door)
    _require_known_arrows(hall, command.arrows or {})
    changed = e.DisplayConfigured(
        display=device.id,
        name=device.name if command.name is None else command.name,
        zones=device.zones if command.zones is None else command.zones,
        volume=device.volume if command.volume is None else max(0, min(100, command.volume)),
        muted=device.muted if command.muted is None else command.muted,
        settings=_settings(device.settings, command),
    )
    now_set = (device.name, device.zones, device.volume, device.muted, device.settings)
    wanted = (changed.name, changed.zones, changed.volume, changed.muted, changed.settings)
    news: list[e.Event] = [] if now_set == wanted else [changed]
    if known is None:  # one of the site's that was never on: met here, so that it is remembered
        met = e.DeviceEnrolled(
            device=device.id, role=device.role, name=device.name, zones=device.zones
        )
        return [met, *news]
    return news


def tend(hall: Hall, command: c.TendKiosk, now: Moment) -> list[e.Event]:
    """Recorded always: nothing of the queue depends on it."""
    return [
        e.KioskTended(
            kiosk=command.kiosk,
            act=command.act.value,
            officer=command.officer,
            alone=command.alone,
            papers=max(0, command.papers),
            volume=None if command.volume is None else max(0, min(100, command.volume)),
            done_at=command.done_at,
        )
    ]


def listed(hall: Hall, role: str, id_: DeviceId) -> Device | None:
    """A display or a kiosk of the site's document as it would be met for the first time."""
    if role == "display":
        return listed_display(hall, id_)
    kiosks = () if hall.plan is None or role != "kiosk" else hall.plan.site.kiosks
    found = (Device(id=one.id, role=role, name=one.name) for one in kiosks if one.id == id_)
    return next(found, None)


def listed_display(hall: Hall, id_: DeviceId) -> Device | None:
    """A display of the site's document as it would be met for the first time."""
    listed = () if hall.plan is None else hall.plan.site.displays
    return next(
        (
            Device(id=id_, role="display", name=one.name, zones=one.zones)
            for one in listed
            if one.id == id_
        ),
        None,
    )


def _require_known_arrows(hall: Hall, arrows: Mapping[str, str]) -> None:
    plan = plan_of(hall)
    for target, arrow in arrows.items():
        if target not in plan.zones and target not in plan.counters:
            detail = f"There is no zone or counter '{target}'."
            raise Refusal(Code.UNKNOWN_ZONE, detail, zone=target)
        if arrow and arrow not in ARROWS:
            detail = f"There is no arrow '{arrow}'; there are {', '.join(ARROWS)}."
            raise Refusal(Code.UNKNOWN_ARROW, detail, arrow=arrow)


def _settings(known: Mapping[str, Any], command: c.ConfigureDisplay) -> dict[str, Any]:
    """What is set by hand from now on; what is set to nothing is the site's again."""
    given: dict[str, Any] = {
        "arrows": known.get("arrows", {}) | dict(command.arrows or {}),
        "pictures": command.pictures,
        "diagonal_inches": _within(command.diagonal_inches, 5, 300),
        "distance_metres": _within(command.distance_metres, 0.5, 60),
        "door": command.door,
        "stands_in_for": None if command.stands_in_for is None else list(command.stands_in_for),
    }
    given["arrows"] = {target: arrow for target, arrow in given["arrows"].items() if arrow}
    merged = {**known, **{name: value for name, value in given.items() if value is not None}}
    return {name: value for name, value in merged.items() if value}


def _within(value: float | None, least: float, most: float) -> float | None:
    return max(least, min(most, value)) if value else value

"""Which kiosk prints: the nearest that can, with what the others lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter.information import words
from counter.questions import Option
from counter.sitting.devices import Device
from counter.sitting.sight import Sight
from counter.troubles import one_trouble
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

STOPS = frozenset(
    {
        TroubleCode.KIOSK_AWAY,
        TroubleCode.PAPER_OUT,
        TroubleCode.COVER_OPEN,
        TroubleCode.PRINTER_OFFLINE,
        TroubleCode.PRINTER_SILENT,
    }
)
"""With one of these nothing comes out."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk that may be asked to print. `lacks`: why it cannot; empty where nothing is known."""

    id: str
    name: str
    floor: int | None
    lacks: str = ""
    away: int = 0
    """Floors from the desk."""
    own: bool = False
    """It is the printer of this very desk."""


def kiosks_of(sight: Sight, devices: Sequence[Device], own: str = "") -> list[Kiosk]:
    """Those that can print come first, then the desk's `own`, then the nearest, then as the site
    lists them."""
    site = sight.catalogue.site
    listed = {str(one.id): one for one in site.kiosks}
    names = {one.id: one.name for one in devices if one.role == "kiosk"}
    used = (one.kiosk for one in sight.look().tickets.values() if one.kiosk)
    found = []
    for id_ in dict.fromkeys((*listed, *names, *used, *filter(None, (own,)))):
        entry = listed.get(id_)
        floor = entry.floor if entry is not None else None
        name = entry.name if entry is not None else names.get(id_, id_)
        away = abs(floor - site.desk_floor) if floor is not None else len(site.zones)
        lacks = _lacks(id_, sight, devices)
        found.append(Kiosk(id_, name, floor, lacks, away, own=id_ == own))
    return sorted(found, key=lambda one: (bool(one.lacks), not one.own, one.away))


def _lacks(kiosk: str, sight: Sight, devices: Sequence[Device]) -> str:
    for trouble in sight.look().troubles:
        if trouble.device == kiosk and trouble.code in STOPS:
            return _in_words(trouble, sight)
    told = any(one.role == "kiosk" for one in devices)
    here = any(one.id == kiosk and one.connected for one in devices)
    return sight.say(words.NOT_CONNECTED) if told and not here else ""


def _in_words(trouble: DeviceTrouble, sight: Sight) -> str:
    """What is wrong, without the kiosk's name: that stands beside it."""
    said = one_trouble(trouble, sight.language)
    return said.partition(": ")[2] or said.removeprefix(trouble.name).strip() or said


def kiosk_options(sight: Sight, kiosks: Sequence[Kiosk]) -> list[Option]:
    return [
        Option(
            one.id,
            one.name,
            one.lacks,
            _where(one, sight),
        )
        for one in kiosks
    ]


def _where(kiosk: Kiosk, sight: Sight) -> str:
    if kiosk.own:
        return sight.say(words.OWN_PRINTER)
    return sight.catalogue.floor(kiosk.floor) if kiosk.floor is not None else ""

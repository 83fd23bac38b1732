"""The smallest hall that passes its check, for tests that change one thing about it."""

from __future__ import annotations

import copy
from typing import Any

from shared.domain.site import Site
from shared.protocol.site_file import site_from

_WEEKDAY = {"opens": "08:00", "closes": "15:30", "breaks": [{"opens": "12:00", "closes": "13:00"}]}
_FRIDAY = {"opens": "08:00", "closes": "15:30", "breaks": [{"opens": "11:30", "closes": "13:30"}]}
_REASON_LISTS = ("pause", "no_show", "transfer", "out_of_order", "withdraw_priority", "suspend")
_REASON = [{"code": "other", "name": {"id": "Lainnya", "en": "Other"}}]

_DOCUMENT: dict[str, Any] = {
    "name": "Mal Pelayanan Publik Contoh",
    "place": "Contoh",
    "timezone": "Asia/Jakarta",
    "languages": ["id", "en"],
    "zones": [
        {
            "code": "biru",
            "name": {"id": "Zona Biru", "en": "Blue Zone"},
            "floor": 1,
            "colour": "#1565c0",
            "voice_group": "lantai-1",
        }
    ],
    "agencies": [
        {
            "code": "DUKCAPIL",
            "short": "DUKCAPIL",
            "name": {"id": "Dinas Kependudukan", "en": "Civil Registration"},
            "groups": [{"code": "ktp", "name": {"id": "KTP", "en": "ID card"}}],
        }
    ],
    "series": [{"code": "A", "prefix": "A"}],
    "services": [
        {
            "code": "KTP-BARU",
            "agency": "DUKCAPIL",
            "group": "ktp",
            "name": {"id": "KTP-el baru", "en": "New ID card"},
            "series": "A",
            "zone": "biru",
            "requirements": {"id": ["Kartu Keluarga"], "en": ["Family card"]},
            "fee": {"id": "Gratis", "en": "Free"},
        }
    ],
    "counters": [{"id": "1", "number": 1, "zone": "biru", "services": ["KTP-BARU"]}],
    "displays": [{"id": "tv-biru", "name": "TV Biru", "zones": ["biru"], "arrows": {"biru": "up"}}],
    "kiosks": [{"id": "kiosk-1", "name": "Kiosk 1"}],
    "priority": [{"code": "elderly", "name": {"id": "Lansia", "en": "Elderly"}, "minutes": 30}],
    "assistance": [{"code": "deaf", "name": {"id": "Tidak mendengar", "en": "Deaf"}}],
    "hours": {
        "weekly": {
            "mon": _WEEKDAY,
            "tue": _WEEKDAY,
            "wed": _WEEKDAY,
            "thu": _WEEKDAY,
            "fri": _FRIDAY,
            "sat": {"opens": "08:00", "closes": "12:00"},
        }
    },
    "reasons": dict.fromkeys(_REASON_LISTS, _REASON),
}


def small_document() -> dict[str, Any]:
    """A fresh copy of the document, to be broken at will."""
    return copy.deepcopy(_DOCUMENT)


def small_site(**changes: Any) -> Site:
    """The small hall with top-level keys replaced."""
    return site_from({**small_document(), **changes})

"""Why a service gives no numbers, in the visitor's own language."""

from __future__ import annotations

from kiosk.emergency.certain import NEEDS_HUB, USED_UP
from shared.domain.refusal import Code
from shared.domain.site import Texts, text
from shared.protocol.views import ServiceStatus

_CLOSED: Texts = {"id": "Sedang tutup", "en": "Closed at the moment"}
"""Where nothing is known."""
_BY_CODE: dict[str, Texts] = {
    Code.SERVICE_SUSPENDED: {"id": "Ditutup sementara", "en": "Closed for now"},
    Code.HOLIDAY: {"id": "Libur", "en": "Holiday"},
    Code.CLOSED_DATE: {"id": "Tutup hari ini", "en": "Closed today"},
    Code.CLOSED_TODAY: {"id": "Tutup hari ini", "en": "Closed today"},
    Code.NOT_YET_OPEN: {"id": "Belum buka", "en": "Not open yet"},
    Code.LAST_TICKETS_GIVEN: {
        "id": "Nomor hari ini sudah ditutup",
        "en": "No more numbers today",
    },
    Code.QUOTA_REACHED: {"id": "Nomor habis", "en": "All numbers are taken"},
    Code.NO_STAFF: {"id": "Tidak ada petugas hari ini", "en": "No staff today"},
    USED_UP: {
        "id": "Nomor darurat habis",
        "en": "Emergency numbers used up",
    },
    NEEDS_HUB: {
        "id": "Menunggu sambungan",
        "en": "Waiting for the connection",
    },
    Code.RESTORING: {
        "id": "Sistem sedang dipulihkan, mohon tunggu",
        "en": "The system is being restored, please wait",
    },
    Code.DESK_ONLY: {"id": "Nomor hanya dari petugas", "en": "Numbers from the staff only"},
}
"""Said where the site gives its reason in another language only, or none."""

EXPLAINED = frozenset(_BY_CODE)
"""Refusals that the screen of a closed service explains."""


def closure_text(status: ServiceStatus | None, language: str) -> str:
    """Why it is closed: the site's own words where it has them in this language; never empty."""
    if status is None:
        return text(_CLOSED, language)
    own = status.reason_text.get(language)
    if own:
        return own
    return text(_BY_CODE.get(status.reason) or status.reason_text or _CLOSED, language)

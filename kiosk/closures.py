"""Why a service gives no numbers, in the visitor's own language."""

from __future__ import annotations

from kiosk.emergency.certain import NEEDS_HUB, USED_UP
from shared.domain.refusal import Code
from shared.domain.site import text
from shared.language.fixed_words import FIXED
from shared.language.tongues import word
from shared.protocol.views import ServiceStatus

_CLOSED = "Sedang tutup"
"""Where nothing is known."""
_BY_CODE: dict[str, str] = {
    Code.SERVICE_SUSPENDED: "Ditutup sementara",
    Code.HOLIDAY: "Libur",
    Code.CLOSED_DATE: "Tutup hari ini",
    Code.CLOSED_TODAY: "Tutup hari ini",
    Code.NOT_YET_OPEN: "Belum buka",
    Code.LAST_TICKETS_GIVEN: "Nomor hari ini sudah ditutup",
    Code.QUOTA_REACHED: "Nomor habis",
    Code.NO_STAFF: "Tidak ada petugas hari ini",
    USED_UP: "Nomor darurat habis",
    NEEDS_HUB: "Menunggu sambungan",
    Code.RESTORING: "Sistem sedang dipulihkan, mohon tunggu",
    Code.DESK_ONLY: "Nomor hanya dari petugas",
}
"""Said where the site gives its reason in another language only, or none."""

EXPLAINED = frozenset(_BY_CODE)
"""Refusals that the screen of a closed service explains."""


def closure_text(status: ServiceStatus | None, language: str) -> str:
    """Why it is closed: the site's own words where it has them in this language; never empty."""
    if status is None:
        return _said(_CLOSED, language)
    own = status.reason_text.get(language)
    if own:
        return own
    known = _BY_CODE.get(status.reason)
    if known or not status.reason_text:
        return _said(known or _CLOSED, language)
    return text(status.reason_text, language)


def _said(indonesian: str, language: str) -> str:
    return word(indonesian, FIXED[indonesian], language)

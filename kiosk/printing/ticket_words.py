"""The fixed words of the papers in every language, and the sentences with a number in them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kiosk.printing.paper import Desk, Whereabouts, Wording
from shared.language.dates import Language, clock_time
from shared.language.fixed_words import FIXED


def _fixed(indonesian: str) -> Wording:
    """One of the program's own words; KeyError where the table lacks it."""
    return Wording(indonesian, FIXED[indonesian])


TITLE = _fixed("NOMOR ANTREAN")
WAIT_ON = _fixed("TUNGGU DI")
FLOOR = _fixed("Lantai")
PRIORITY = _fixed("PRIORITAS")
NEXT_ERRAND = _fixed("Keperluan berikutnya")
ORDER_ADVICE = _fixed("Nomor bisa tidak berurutan. Lihat layar dan dengarkan.")
SCAN_LINK = _fixed("Pindai: lihat giliran Anda")
SCAN_STAFF = _fixed("Hanya untuk pemindai petugas")
CHECK_CODE = _fixed("Kode cek")
REPRINT = _fixed("CETAK ULANG")
EMERGENCY = _fixed("NOMOR DARURAT")
VALID = _fixed("tetap berlaku")
LATER_ADVICE = _fixed("Loket mungkin memanggil sedikit lebih lambat.")
REQUIREMENTS = _fixed("PERSYARATAN")
NO_NUMBER = _fixed("Ini bukan nomor antrean.")
FEE = _fixed("Biaya")
USUAL_TIME = _fixed("Waktu layanan")
READY = _fixed("Selesai")
PRODUCT = _fixed("Hasil")
COMPLAINTS = _fixed("Pengaduan")
AT = _fixed("Tempat")

_MISSED = _fixed("Terlewat?")
_ASK_AT = _fixed("Tanya di")
_CALLED_ABOUT = _fixed("Kira-kira dipanggil")
_NOBODY = _fixed("tidak ada antrean di depan Anda")
_PEOPLE = _fixed("sekitar {ahead} orang")
_MINUTES = _fixed("sekitar {minutes} menit")
_STEP_MS = 5 * 60_000


def hall(mall: str, place: str) -> list[str]:
    """Whose paper it is; a place that the mall's name ends with is not said twice."""
    said = mall.casefold().split()
    named = place.casefold().split()
    return [mall] if not named or said[-len(named) :] == named else [mall, place]


def place(where: Whereabouts, language: Language) -> list[str]:
    """Floor and zone: "Lantai 1", "Zona Biru"."""
    return [f"{FLOOR.said_in(language)} {where.floor}", where.zone.said_in(language)]


def counters_line(where: Whereabouts, language: Language) -> str:
    """ "Loket 1–8", "Counters 1–8"; empty where no counters are named."""
    if not where.counters:
        return ""
    label = where.counter_label.said_in(language)
    several = language == "en" and not where.counters.isdecimal()
    return f"{label}{'s' if several else ''} {where.counters}"


def missed_advice(desk: Desk, language: Language) -> str:
    """Where to go after a missed call."""
    where = f"{FLOOR.said_in(language)} {desk.floor}"
    return f"{_MISSED.said_in(language)} {desk.name.said_in(language)}, {where}."


def ask_at(desk: Desk, language: Language) -> str:
    """Where to ask what to bring, when nothing is known of it."""
    where = f"{FLOOR.said_in(language)} {desk.floor}"
    return f"{_ASK_AT.said_in(language)} {desk.name.said_in(language)}, {where}."


def called_about(language: Language) -> str:
    """The words before the estimated times."""
    return _CALLED_ABOUT.said_in(language)


def times(estimate: tuple[int, int], zone: ZoneInfo, language: Language) -> str:
    """ "09.40–10.05", rounded outwards to five minutes: an exact minute would be a promise.

    Indonesian zones are whole hours off UTC, so rounding the moment rounds the clock.
    """
    start, end = min(estimate), max(estimate)
    first = start // _STEP_MS * _STEP_MS
    last = max(-(-end // _STEP_MS) * _STEP_MS, first + _STEP_MS)
    return f"{clock_time(first, zone, language)}–{clock_time(last, zone, language)}"


def people_ahead(ahead: int, language: Language) -> str:
    """How many wait before this ticket, roughly: head starts may still change it."""
    if language == "en" and ahead == 1:
        return "about 1 person ahead of you"
    said = _PEOPLE if ahead else _NOBODY
    return said.said_in(language).format(ahead=ahead)


def usual_minutes(minutes: int, language: Language) -> str:
    """ "sekitar 15 menit", "about 15 minutes"."""
    if language == "en" and minutes == 1:
        return "about 1 minute"
    return _MINUTES.said_in(language).format(minutes=minutes)

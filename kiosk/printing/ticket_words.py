"""The fixed words of the papers, in both languages, and the sentences with a number in them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kiosk.printing.paper import Desk, Whereabouts, Wording
from shared.language.dates import Language, clock_time

TITLE = Wording("NOMOR ANTREAN", "QUEUE NUMBER")
WAIT_ON = Wording("TUNGGU DI", "PLEASE WAIT ON")
FLOOR = Wording("Lantai", "Floor")
PRIORITY = Wording("PRIORITAS", "PRIORITY")
NEXT_ERRAND = Wording("Keperluan berikutnya", "Your next errands")
ORDER_ADVICE = Wording(
    "Nomor bisa tidak berurutan. Lihat layar dan dengarkan.",
    "Numbers may be called out of order. Watch the screen and listen.",
)
SCAN_LINK = Wording("Pindai: lihat giliran Anda", "Scan to see your turn")
SCAN_STAFF = Wording("Hanya untuk pemindai petugas", "For staff scanners only")
CHECK_CODE = Wording("Kode cek", "Check code")
REPRINT = Wording("CETAK ULANG", "REPRINT")
EMERGENCY = Wording("NOMOR DARURAT", "EMERGENCY NUMBER")
VALID = Wording("tetap berlaku", "it is valid")
LATER_ADVICE = Wording(
    "Loket mungkin memanggil sedikit lebih lambat.",
    "The counters may call a little later.",
)
REQUIREMENTS = Wording("PERSYARATAN", "WHAT TO BRING")
NO_NUMBER = Wording("Ini bukan nomor antrean.", "This is not a queue number.")
FEE = Wording("Biaya", "Fee")
USUAL_TIME = Wording("Waktu layanan", "Usual time")
READY = Wording("Selesai", "Ready")
PRODUCT = Wording("Hasil", "You get")
COMPLAINTS = Wording("Pengaduan", "Complaints")
AT = Wording("Tempat", "Where")

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
    missed = "Missed your call?" if language == "en" else "Terlewat?"
    return f"{missed} {desk.name.said_in(language)}, {FLOOR.said_in(language)} {desk.floor}."


def ask_at(desk: Desk, language: Language) -> str:
    """Where to ask what to bring, when nothing is known of it."""
    ask = "Please ask here:" if language == "en" else "Tanya di"
    return f"{ask} {desk.name.said_in(language)}, {FLOOR.said_in(language)} {desk.floor}."


def called_about(language: Language) -> str:
    """The words before the estimated times."""
    return "Called at about" if language == "en" else "Kira-kira dipanggil"


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
    if language == "en":
        people = "1 person" if ahead == 1 else f"{ahead} people"
        return f"about {people} ahead of you" if ahead else "nobody is ahead of you"
    return f"sekitar {ahead} orang" if ahead else "tidak ada antrean di depan Anda"


def usual_minutes(minutes: int, language: Language) -> str:
    """ "sekitar 15 menit", "about 15 minutes"."""
    if language == "en":
        return f"about {minutes} minute{'' if minutes == 1 else 's'}"
    return f"sekitar {minutes} menit"

"""What is said of a play, in Indonesian and in English."""

from __future__ import annotations

from typing import Literal

Language = Literal["id", "en"]

_INDONESIAN = str.maketrans(".,", ",.")

LANGUAGES: tuple[Language, ...] = ("id", "en")

_WORDS: dict[str, tuple[str, str]] = {
    "played": (
        "{name}: {days}, {visitors} pengunjung, {tickets} nomor (benih {seed})",
        "{name}: {days}, {visitors} visitors, {tickets} numbers (seed {seed})",
    ),
    "speed": (
        "{per_second} pengunjung per detik; {entries} catatan",
        "{per_second} visitors a second; {entries} entries",
    ),
    "more": (
        "+1: loket {number} buka {hours}",
        "+1: counter {number} open {hours}",
    ),
    "more-new": (
        "+1: loket baru {number} buka {hours}",
        "+1: a new counter {number} open {hours}",
    ),
    "fewer": (
        "−1: loket {number} tutup {hours}",
        "−1: counter {number} closed {hours}",
    ),
    "per-day": (
        "Tunggu rata-rata per hari, sesudah dikurangi sebelum: {least} sampai {most} menit",
        "Mean wait of each day, after less before: {least} to {most} minutes",
    ),
    "progress": (
        "{share}: {days}, {tickets} nomor",
        "{share}: {days}, {tickets} numbers",
    ),
    "stopped": (
        "Dihentikan: hanya hari-hari ini yang dimainkan",
        "Stopped: only these days were played",
    ),
    "day": ("{many} hari", "{many} day"),
    "days": ("{many} hari", "{many} days"),
    "refused": ("Ditolak: {refusals}", "Refused: {refusals}"),
    "checked": (
        "{entries} catatan diperiksa: semuanya benar",
        "{entries} entries checked: all of them hold",
    ),
    "waits": ("Tunggu sampai dipanggil, menit", "Wait until called, minutes"),
    "busy": ("Pemakaian loket", "Use of counters"),
    "rules": ("Aturan dibandingkan: tunggu, menit", "Rules compared: wait, minutes"),
    "who": ("siapa", "who"),
    "rule": ("aturan", "rule"),
    "tickets": ("nomor", "numbers"),
    "mean": ("rata-rata", "mean"),
    "median": ("tengah", "median"),
    "late": ("95 %", "95 %"),
    "worst": ("terlama", "worst"),
    "over": ("lewat target", "over target"),
    "unserved": ("tak terlayani", "unserved"),
    "overtaken": ("didahului", "overtaken"),
    "counters": ("loket", "counters"),
    "hours": ("jam buka", "hours open"),
    "share": ("terpakai", "in use"),
    "calls": ("panggilan", "calls"),
    "all": ("semua", "all"),
    "priority": ("prioritas", "with priority"),
    "others": ("lainnya", "without"),
    "plot-waiting": ("Orang yang menunggu", "People waiting"),
    "plot-waits": (
        "Lama menunggu menurut jam datang, menit",
        "Wait by the time of coming, minutes",
    ),
    "plot-mean": ("rata-rata", "mean"),
    "plot-late": ("95 % lebih cepat", "95 % wait less"),
    "band-one": ("{many} loket", "{many} counter"),
    "band-many": ("{many} loket", "{many} counters"),
    "before": ("sekarang", "now"),
    "after": ("sesudah", "after"),
    "break": ("istirahat", "break"),
    "seed-note": (
        "simulasi · {days} · benih {seed}",
        "simulated · {days} · seed {seed}",
    ),
}


def say(language: Language, key: str, **values: object) -> str:
    """A phrase with its values; the same in every table, picture and message."""
    indonesian, english = _WORDS[key]
    return (indonesian if language == "id" else english).format(**values)


def days(language: Language, many: int) -> str:
    return say(language, "day" if many == 1 else "days", many=many)


def figure(language: Language, written: str) -> str:
    """A figure as it is read there: 16,038.5 is 16.038,5 in Indonesian."""
    return written.translate(_INDONESIAN) if language == "id" else written


def name_of(language: Language, group: str) -> str:
    """A row's name: one of the three groups, else a code of the site."""
    return say(language, group) if group in _WORDS else group


def clock(minute: int, language: Language) -> str:
    """Minutes since midnight as a time of day."""
    return f"{minute // 60:02}{'.' if language == 'id' else ':'}{minute % 60:02}"


def hours(begins: int, ends: int, language: Language) -> str:
    return f"{clock(begins, language)}–{clock(ends, language)}"

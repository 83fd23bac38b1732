"""What the TV says in words, in Indonesian and English."""

from __future__ import annotations

from shared.domain.site import Texts
from shared.language.fixed_words import TV
from shared.language.tongues import added, tv_word


def _said(source: str) -> Texts:
    return {"id": source, "en": TV[source]}


WATCH = _said("Lihat layar dan dengarkan panggilan.")
MISSED = _said("TERLEWAT")
ANNOUNCED = _said("Pengumuman")
LOST = _said("Tiket hilang atau terlewat? {desk}, {floor}.")
BREAK = _said("Istirahat {span}")
STILL_VALID = _said("Nomor Anda tetap berlaku.")
CLOSED = _said("Tutup")
NEXT_NUMBERS = _said("Nomor dibagikan lagi {day}, pukul {time}.")
STARTS = _said("Layanan mulai pukul {time}")
NUMBERS_NOW = _said("Nomor sudah bisa diambil di mesin tiket.")
AWAY = _said("Layar tidak terhubung.")
LISTEN = _said("Dengarkan petugas.")
SEARCHING: Texts = {
    "id": "Mencari pusat antrean …",
    "en": "Looking for the queue’s hub …",
}
SEVERAL_HUBS: Texts = {
    "id": "Ada beberapa pusat antrean di jaringan ini.",
    "en": "There are several hubs on this network.",
}
CHOOSE_HUB: Texts = {
    "id": "Pilih di sini dengan papan ketik, tetikus atau jari, atau jalankan dengan --hub ALAMAT.",
    "en": "Choose here by keyboard, mouse or finger, or start this screen with --hub ADDRESS.",
}
REFUSED: Texts = {
    "id": "Pusat antrean menolak layar ini.",
    "en": "The hub refuses this screen.",
}
NO_ZONE: Texts = {
    "id": "Layar ini belum punya zona.",
    "en": "This screen has no zone yet.",
}
ZONE_GONE: Texts = {
    "id": "Zona layar ini sudah tidak ada: {zones}.",
    "en": "This screen’s zone is gone: {zones}.",
}
SET_ZONE: Texts = {
    "id": "Atur dari aplikasi petugas, atau ketik di pusat antrean:",
    "en": "Set it from a staff app, or type on the hub’s machine:",
}
FLOOR = _said("Lantai {floor}")
FLOOR_SHORT: Texts = {"id": "Lt. {floor}", "en": "Fl. {floor}"}
STANDS_IN = _said("TV {zones} mati: panggilannya tampil di layar ini.")
SERVING = _said("Sedang dilayani")
COME_IN = _said("Silakan ke loket ini")
NEXT_HERE = _said("Nomor berikutnya muncul di sini.")
DOOR_CLOSED = _said("Loket ini tutup")
WATCH_ZONE = _said("Lihat layar {zone}.")
DOOR_PAUSED = _said("Loket ini jeda sebentar")
DOOR_BACK = _said("Kira-kira kembali pukul {time}.")
NO_COUNTER: Texts = {
    "id": "Panel ini belum punya loket.",
    "en": "This panel has no counter yet.",
}
SET_COUNTER: Texts = {
    "id": "Ketik di pusat antrean, dengan nomor loketnya:",
    "en": "Type on the hub’s machine, with the counter’s number:",
}
MORE: Texts = {"id": "+ {count} lagi bergantian", "en": "+ {count} more in turn"}
LAST_KNOWN: Texts = {"id": "per pukul {time}", "en": "as of {time}"}
MINUTES: Texts = {"id": "{minutes} mnt", "en": "{minutes} min"}
HOURS: Texts = {"id": "{hours} jam {minutes}", "en": "{hours} h {minutes}"}
NO_SOUND: Texts = {"id": "Tanpa suara", "en": "No sound"}
MUTED: Texts = {"id": "Suara dimatikan", "en": "Sound is off"}
STAND_INS: dict[str, Texts] = {
    "recorded": {"id": "Suara rekaman", "en": "Recorded voice"},
    "chime": {"id": "Hanya bel", "en": "Chime only"},
}
"""By how well the voice can speak."""

DAYS: dict[str, tuple[str, ...]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: dict[str, tuple[str, ...]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def every(texts: Texts) -> dict[str, str]:
    """A text of the TV in both languages, and in those that the hall has added."""
    own = {code: tv_word(texts.get("id", ""), code) for code in added()}
    return {**{code: said for code, said in own.items() if said}, **texts}


def both(texts: Texts, **parts: object) -> dict[str, str]:
    """`every` language's text with its parts filled in: a part may be a text of its own."""
    return {
        language: pattern.format(
            **{
                name: part.get(language) or part.get("id", "") if isinstance(part, dict) else part
                for name, part in parts.items()
            }
        )
        for language, pattern in _in_order(every(texts)).items()
    }


def _in_order(texts: Texts) -> dict[str, str]:
    """Indonesian, English, and then the hall's own."""
    return {one: texts[one] for one in sorted(texts, key=lambda one: (one != "id", one != "en"))}

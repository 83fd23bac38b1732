"""What the TV says in words, in Indonesian and English."""

from __future__ import annotations

from shared.domain.site import Texts

WATCH: Texts = {
    "id": "Lihat layar dan dengarkan panggilan.",
    "en": "Numbers may be called out of order. Watch the screen and listen.",
}
MISSED: Texts = {"id": "TERLEWAT", "en": "MISSED"}
ANNOUNCED: Texts = {"id": "Pengumuman", "en": "Announcement"}
LOST: Texts = {
    "id": "Tiket hilang atau terlewat? {desk}, {floor}.",
    "en": "Lost your ticket or missed your call? {desk}, {floor}.",
}
BREAK: Texts = {"id": "Istirahat {span}", "en": "Break {span}"}
STILL_VALID: Texts = {
    "id": "Nomor Anda tetap berlaku.",
    "en": "Your number stays valid.",
}
CLOSED: Texts = {"id": "Tutup", "en": "Closed"}
NEXT_NUMBERS: Texts = {
    "id": "Nomor dibagikan lagi {day}, pukul {time}.",
    "en": "Numbers are given out again on {day} at {time}.",
}
STARTS: Texts = {"id": "Layanan mulai pukul {time}", "en": "Service starts at {time}"}
NUMBERS_NOW: Texts = {
    "id": "Nomor sudah bisa diambil di mesin tiket.",
    "en": "Take your number at the ticket machine.",
}
AWAY: Texts = {"id": "Layar tidak terhubung.", "en": "This screen is not connected."}
LISTEN: Texts = {"id": "Dengarkan petugas.", "en": "Please listen to the staff."}
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
FLOOR: Texts = {"id": "Lantai {floor}", "en": "Floor {floor}"}
FLOOR_SHORT: Texts = {"id": "Lt. {floor}", "en": "Fl. {floor}"}
STANDS_IN: Texts = {
    "id": "TV {zones} mati: panggilannya tampil di layar ini.",
    "en": "{zones}: its screen is off, and its calls appear here.",
}
SERVING: Texts = {"id": "Sedang dilayani", "en": "Being served"}
COME_IN: Texts = {"id": "Silakan ke loket ini", "en": "Please come to this counter"}
NEXT_HERE: Texts = {"id": "Nomor berikutnya muncul di sini.", "en": "The next number appears here."}
NO_COUNTER: Texts = {
    "id": "Panel ini belum punya loket.",
    "en": "This panel has no counter yet.",
}
SET_COUNTER: Texts = {
    "id": 'Sebutkan loketnya di dokumen balai: displays, layout "door", counter.',
    "en": 'Name its counter in the site: displays, layout "door", counter.',
}
MORE: Texts = {"id": "+ {count} lagi bergantian", "en": "+ {count} more in turn"}
LAST_KNOWN: Texts = {"id": "keadaan pukul {time}", "en": "as of {time}"}
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


def both(texts: Texts, **parts: object) -> dict[str, str]:
    """A text in both languages with its parts filled in: a part may be a text of its own."""
    return {
        language: pattern.format(
            **{
                name: part[language] if isinstance(part, dict) else part
                for name, part in parts.items()
            }
        )
        for language, pattern in texts.items()
    }

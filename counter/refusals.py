"""Refusals in plain words: what happened, and which key helps."""

from __future__ import annotations

from math import ceil

from counter.catalogue import Catalogue
from counter.shift.words import STILL_BUSY
from counter.words import say
from shared.domain.permits import roles_of
from shared.domain.site import Texts
from shared.protocol.views import Problem

AWAY = "away"
"""No answer; ``extra["sent"]`` says whether the hub may have carried the order out."""
NO_SESSION = "no-session"
"""The hub does not know this officer here any more, or never did."""

MINUTES_FROM = 90
"""Seconds; longer waits are told in minutes."""
WAIT_SECONDS: Texts = {"id": "{count} detik", "en": "{count} seconds"}
WAIT_MINUTES: Texts = {"id": "{count} menit", "en": "{count} minutes"}

WORDS: dict[str, Texts] = {
    NO_SESSION: {"id": "Silakan masuk lagi.", "en": "Please sign on again."},
    "nobody-waits": {
        "id": "Tidak ada yang menunggu loket ini. Tekan 2 untuk membantu layanan lain.",
        "en": "Nobody is waiting for this counter. Press 2 to help another service.",
    },
    "wrong-pin": {
        "id": "Petugas atau PIN tidak cocok. Ketik PIN sekali lagi.",
        "en": "Officer and PIN do not match. Type the PIN again.",
    },
    "too-many-attempts": {
        "id": "PIN salah terlalu sering. Tunggu {wait}, atau minta pengawas.",
        "en": "Too many wrong PINs. Wait {wait}, or ask a supervisor.",
    },
    "sign-on-busy": {
        "id": "Banyak yang masuk bersamaan. Tunggu dua detik, lalu tekan Enter lagi.",
        "en": "Many sign on at this moment. Wait two seconds, then press Enter again.",
    },
    "pin-change-needed": {
        "id": "PIN ini perlu diganti dulu. Pilih PIN baru.",
        "en": "This PIN has to be changed first. Choose a new one.",
    },
    "weak-pin": {
        "id": "PIN itu mudah ditebak. Pilih yang lain.",
        "en": "That PIN is easily guessed. Choose another.",
    },
    "unknown-reason": {
        "id": "Alasan itu tidak ada lagi dalam daftar. Pilih alasan lain.",
        "en": "That reason is no longer in the list. Choose another.",
    },
    "counter-taken": {
        "id": "{counter} sedang dipakai petugas lain. Pilih loket lain, atau minta ia menutupnya.",
        "en": "Another officer is at {counter}. Choose another, or ask them to close it.",
    },
    "officer-elsewhere": {
        "id": "Anda masih masuk di {counter}. Tutup dulu di sana (tombol 9).",
        "en": "You are still signed on at {counter}. Close it there first (key 9).",
    },
    "counter-closed": {
        "id": "Loket ini tutup. Masuk lagi dengan PIN.",
        "en": "This counter is closed. Sign on with your PIN.",
    },
    "counter-paused": {
        "id": "Loket sedang jeda. Tekan Enter untuk membuka lagi.",
        "en": "The counter is paused. Press Enter to open it again.",
    },
    "counter-busy": {
        "id": "{number} masih di loket ini. Selesaikan dulu (Enter).",
        "en": "{number} is still at this counter. Finish it first (Enter).",
    },
    "nothing-called": {
        "id": "Belum ada yang dipanggil. Tekan Enter untuk memanggil berikutnya.",
        "en": "Nobody has been called. Press Enter to call the next one.",
    },
    "nothing-to-undo": {
        "id": "Sudah terlambat untuk mengurungkan. Panggil nomornya dengan tombol 1.",
        "en": "It is too late to undo. Call the number with key 1.",
    },
    "visitor-elsewhere": {
        "id": "Pengunjungnya sedang di {counter} dengan {number}. Tunggu sampai selesai di sana.",
        "en": "The visitor is at {counter} with {number}. Wait until they are done there.",
    },
    "same-place": {
        "id": "{number} sudah di sana. Pilih tujuan lain, atau tunda (*) untuk nanti.",
        "en": "{number} is there already. Choose another place, or hold it (*) for later.",
    },
    "wrong-state": {
        "id": "{number} sudah berubah: {state}. Lihat keadaannya, lalu pilih lagi.",
        "en": "{number} has changed: {state}. Look again, then choose.",
    },
    "no-show-too-early": {
        "id": "Belum waktunya: panggil ulang (+) dulu, atau pilih alasan (−).",
        "en": "Too early: call again (+) first, or choose a reason (−).",
    },
    "reason-needed": {"id": "Pilih alasannya dulu.", "en": "Choose a reason first."},
    "unknown-ticket": {
        "id": "Nomor itu tidak ada hari ini. Periksa tiketnya.",
        "en": "There is no such number today. Look at the ticket.",
    },
    "number-known": {
        "id": "{number} sudah ada: {state}. Tidak perlu dimasukkan lagi.",
        "en": "{number} is here already: {state}. No need to enter it again.",
    },
    "number-not-granted": {
        "id": "{number} bukan nomor darurat layanan itu. Cocokkan huruf, angka dan layanannya.",
        "en": "{number} is no emergency number of that service. Compare letter, digits, service.",
    },
    "unknown-number": {
        "id": "Tidak ada nomor seperti {number}. Ketik huruf dan angkanya seperti di kertas.",
        "en": "There is no number like {number}. Type letter and digits as on the paper.",
    },
    "unknown-counter": {
        "id": "Loket itu tidak ada atau tidak melayani layanan ini. Pilih tujuan lain.",
        "en": "No such counter, or none that serves this. Choose another.",
    },
    "unknown-service": {
        "id": "Layanan itu tidak ada lagi. Pilih yang lain.",
        "en": "That service is gone. Choose another.",
    },
    "unknown-visit": {
        "id": "Kunjungan ini sudah berakhir. Nomor baru diambil di kiosk.",
        "en": "This visit is over. Take a new number at the kiosk.",
    },
    "desk-only": {
        "id": "Nomor layanan ini hanya diberikan di {desk}.",
        "en": "Numbers for this service are given here only: {desk}.",
    },
    "priority-not-allowed": {
        "id": "Layanan ini tidak mengenal prioritas.",
        "en": "This service knows no priority.",
    },
    "quota-reached": {
        "id": "Kuota layanan itu hari ini habis.",
        "en": "The day’s numbers for that service are all taken.",
    },
    "service-suspended": {
        "id": "Layanan itu sedang ditutup sementara.",
        "en": "That service is closed for now.",
    },
    "not-allowed": {
        "id": "Peran Anda tidak boleh melakukan ini. Minta {who}.",
        "en": "Your role may not do this. Ask: {who}.",
    },
    "personal-data": {
        "id": "Ada nama, nomor identitas, nomor telepon atau alamat surel di dalamnya. Hapus dulu,"
        " dan panggil dengan nomor antrean.",
        "en": "It holds a name, an identity or telephone number, or an e-mail address. Take it"
        " out, and call by the ticket’s number.",
    },
    "notes-off": {
        "id": "Di sini catatan dipilih dari daftar saja.",
        "en": "Here notes are chosen from the list alone.",
    },
    "not-connected": {
        "id": "Layar loket itu tidak terhubung. Datangi petugasnya.",
        "en": "That counter’s screen is not connected. Go and see the officer.",
    },
    "unknown-officer": {
        "id": "Petugas itu tidak ada lagi dalam daftar.",
        "en": "That officer is no longer in the list.",
    },
    "unknown-device": {
        "id": "Perangkat itu tidak dikenal di pusat antrean ini.",
        "en": "This hub does not know that device.",
    },
    "device-taken": {
        "id": "Nama perangkat itu sudah dipakai perangkat lain. Pilih nama lain.",
        "en": "Another device has that name already. Choose another one.",
    },
    "device-revoked": {
        "id": "Perangkat itu sudah dikeluarkan dan tidak bisa kembali. Pasangkan sebagai yang"
        " baru.",
        "en": "That device was taken out and cannot come back. Let it in as a new one.",
    },
    "unknown-record": {
        "id": "Data orang itu tidak ada lagi: sudah dihapus atau habis masa simpannya.",
        "en": "There is nothing about that person any more: erased, or past its time.",
    },
    "nik-off": {
        "id": "Nomor identitas tidak disimpan di mal ini. Kosongkan kolomnya.",
        "en": "This hall keeps no identity numbers. Leave that field empty.",
    },
    "unknown-profile": {
        "id": "Profil kerja itu tidak ada lagi.",
        "en": "That work profile is gone.",
    },
    "unknown-display": {
        "id": "TV itu tidak ada lagi dalam daftar.",
        "en": "That TV is no longer in the list.",
    },
    "officer-away": {
        "id": "Petugas itu sedang tidak di loket mana pun. Pilih layanan atau loket.",
        "en": "That officer is at no counter now. Choose a service or a counter.",
    },
    "wrong-target": {
        "id": "Tidak bisa ke sana: loket itu tidak melayaninya, atau tujuannya belum jelas.",
        "en": "It cannot go there: that counter does not serve it, or the place is not clear.",
    },
    "wrong-minutes": {
        "id": "Ditunda 1 sampai 240 menit. Pilih waktu lain.",
        "en": "It is held for 1 to 240 minutes. Choose another time.",
    },
    "return-past": {
        "id": "Perkiraan buka lagi sudah lewat. Pilih jam yang akan datang.",
        "en": "The expected return is past. Choose a time to come.",
    },
    "note-needed": {
        "id": "Pilih catatan dari daftar, atau tulis satu.",
        "en": "Choose a note from the list, or write one.",
    },
    "unknown-choice": {
        "id": "Pilih: dilayani sampai selesai, atau lanjut besok.",
        "en": "Choose: served on, or tomorrow.",
    },
    "unknown-agency": {
        "id": "Instansi itu tidak ada lagi dalam daftar.",
        "en": "That agency is no longer in the list.",
    },
    "disk-full": {
        "id": "Penyimpanan pusat antrean penuh. Hubungi teknisi; belum ada yang berubah.",
        "en": "The hub’s disk is full. Call a technician; nothing has changed.",
    },
    "no-site": {
        "id": "Pusat antrean belum disiapkan. Hubungi teknisi.",
        "en": "The hub has not been set up. Call a technician.",
    },
    "restoring": {
        "id": "Pusat antrean baru dipulihkan dan menunggu anjungan. Nomor belum diberikan.",
        "en": "The hub was restored and waits for the kiosks. It gives no numbers yet.",
    },
    "stopping": {
        "id": "Pusat antrean sedang dimulai ulang. Tunggu sebentar, lalu tekan lagi.",
        "en": "The hub is restarting. Wait a moment, then press again.",
    },
    "clock-behind": {
        "id": "Jam mesin pusat antrean salah. Hubungi teknisi; belum ada yang berubah.",
        "en": "The hub’s clock is wrong. Call a technician; nothing has changed.",
    },
    "fault": {
        "id": "Pusat antrean bermasalah. Coba sekali lagi; bila tetap, hubungi teknisi.",
        "en": "The hub met a fault. Try once more; if it stays, call a technician.",
    },
}
ADMINISTRATOR: Texts = {"id": "pengelola", "en": "the administrator"}
CLOSED_CODES = frozenset(
    {"holiday", "closed-today", "closed-date", "not-yet-open", "last-tickets-given", "no-staff"}
)
SERVICE_CLOSED: Texts = {
    "id": "Layanan itu tidak memberi nomor sekarang. Coba lagi pada jam buka.",
    "en": "That service gives no numbers now. Try again in its hours.",
}
CALL_WHEN_FREE: Texts = {
    "id": "Selesaikan dulu yang di loket ini, lalu pilih nomor dari daftar.",
    "en": "Finish with the one at this counter first, then choose from the list.",
}
AWAY_UNSENT: Texts = {
    "id": "Terputus: perintah belum dikirim. Tunggu sampai tersambung, lalu tekan lagi.",
    "en": "Not connected: nothing was sent. Wait for the line, then press again.",
}
AWAY_SENT: Texts = {
    "id": "Tidak ada jawaban: perintah mungkin sudah dijalankan. Lihat dulu keadaannya.",
    "en": "No answer: it may have been done all the same. Look at the state first.",
}
SIGN_ON_UNANSWERED: Texts = {
    "id": "Pusat antrean tidak menjawab. Tunggu sampai tersambung, lalu tekan Enter lagi.",
    "en": "The hub does not answer. Wait for the line, then press Enter again.",
}
WAS_DONE: Texts = {
    "id": "Tersambung lagi: “{act}” tadi sudah dijalankan.",
    "en": "Connected again: “{act}” was carried out.",
}
WAS_NOT_DONE: Texts = {
    "id": "Tersambung lagi: “{act}” tadi belum dijalankan. Tekan {key} sekali lagi.",
    "en": "Connected again: “{act}” was not carried out. Press {key} once more.",
}
UNKNOWN: Texts = {
    "id": "Ditolak ({code}). Coba lagi; bila tetap, hubungi teknisi.",
    "en": "Refused ({code}). Try again; if it stays, call a technician.",
}
STATES: dict[str, Texts] = {
    "waiting": {"id": "menunggu", "en": "waiting"},
    "called": {"id": "dipanggil", "en": "called"},
    "serving": {"id": "dilayani", "en": "being served"},
    "held": {"id": "ditunda", "en": "on hold"},
    "no-show": {"id": "tidak hadir", "en": "missed"},
    "done": {"id": "selesai", "en": "done"},
    "cancelled": {"id": "dibatalkan", "en": "cancelled"},
    "unserved": {"id": "tidak terlayani", "en": "unserved"},
    "postponed": {"id": "lanjut besok", "en": "for tomorrow"},
}


def refusal_words(
    problem: Problem, catalogue: Catalogue | None, language: str, order: str = ""
) -> str:
    """What the officer reads when the hub says no to an order."""
    if problem.code == AWAY:
        return say(_away(order, sent=bool(problem.extra.get("sent"))), language)
    if problem.code in CLOSED_CODES:
        return say(SERVICE_CLOSED, language)
    texts = WORDS.get(problem.code)
    if order == "OpenCounter" and problem.code == "counter-busy":
        texts = STILL_BUSY
    if texts is None:
        return say(UNKNOWN, language, code=problem.code)
    return say(texts, language, **_parts(problem, catalogue, language))


def _away(order: str, *, sent: bool) -> Texts:
    if order == "OpenCounter":
        return SIGN_ON_UNANSWERED
    return AWAY_SENT if sent else AWAY_UNSENT


def _parts(problem: Problem, catalogue: Catalogue | None, language: str) -> dict[str, str]:
    extra = problem.extra
    counter = str(extra.get("counter", "") or "")
    state = str(extra.get("state", ""))
    return {
        "counter": catalogue.counter(counter) if catalogue and counter else counter,
        "desk": catalogue.desk if catalogue else "",
        "number": str(extra.get("number", "")),
        "wait": _span(extra.get("retry_after", 0), language),
        "state": state_words(state, language),
        "who": _who(extra.get("ask"), catalogue, language),
    }


def _span(seconds: object, language: str) -> str:
    """A wait as people say it: a long one in minutes."""
    count = seconds if isinstance(seconds, int) else 0
    if count <= MINUTES_FROM:
        return say(WAIT_SECONDS, language, count=count)
    return say(WAIT_MINUTES, language, count=ceil(count / 60))


def _who(roles: object, catalogue: Catalogue | None, language: str) -> str:
    """The roles that may do it, by name."""
    known = roles_of(catalogue.site) if catalogue else {}
    named = [known[code].name for code in roles if code in known] if isinstance(roles, list) else []
    return ", ".join(say(one, language) for one in named) or say(ADMINISTRATOR, language)


def state_words(state: str, language: str) -> str:
    """A ticket's state as people say it."""
    return say(STATES[state], language) if state in STATES else state

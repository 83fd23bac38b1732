"""The words of the terminal's questions."""

from __future__ import annotations

from shared.domain.site import Texts

ASK: dict[str, Texts] = {
    "number": {"id": "Panggil nomor tertentu", "en": "Call a certain number"},
    "number-hint": {"id": "Nomor tiket, mis. 12 atau A-012", "en": "Number, e.g. 12 or A-012"},
    "number-empty": {
        "id": "Tidak ada nomor itu yang menunggu, ditunda atau terlewat.",
        "en": "No such number is waiting, on hold or missed.",
    },
    "why-call": {"id": "Mengapa {number} didahulukan?", "en": "Why is {number} called first?"},
    "why-call-detail": {
        "id": "Alasan dicatat bersama panggilannya.",
        "en": "The reason is recorded with the call.",
    },
    "help": {"id": "Bantu layanan lain", "en": "Help another service"},
    "help-detail": {
        "id": "Pengunjung terlama dari layanan yang dipilih akan dipanggil ke loket ini.",
        "en": "Whoever has waited longest for it is called to this counter.",
    },
    "help-empty": {
        "id": "Di loket lain juga tidak ada yang menunggu.",
        "en": "Nobody is waiting for the other counters either.",
    },
    "held": {"id": "Kembalikan ke antrean", "en": "Bring back into the line"},
    "held-detail": {
        "id": "Tempatnya dalam urutan tetap. Untuk memanggil langsung tekan 1 dari layar utama.",
        "en": "Its place in the order stays. To call it at once, press 1 on the main screen.",
    },
    "held-empty": {"id": "Tidak ada yang ditunda.", "en": "Nothing is on hold."},
    "transfer": {"id": "Alihkan {number} ke …", "en": "Transfer {number} to …"},
    "transfer-detail": {
        "id": "Waktu tunggu pengunjung tetap dihitung.",
        "en": "The time already waited still counts.",
    },
    "transfer-hint": {"id": "Layanan, instansi atau nomor loket", "en": "Service, office, counter"},
    "search-empty": {
        "id": "Tidak ditemukan. Coba kata lain, atau nomor loket.",
        "en": "Not found. Try another word, or a counter’s number.",
    },
    "why-transfer": {"id": "Mengapa {number} ke {target}?", "en": "Why {number} to {target}?"},
    "errand": {"id": "Layanan lain untuk pengunjung ini", "en": "Another service for this visitor"},
    "errand-detail": {
        "id": "Pengunjung mendapat nomor baru dalam kunjungan yang sama.",
        "en": "The visitor gets a new number in the same visit.",
    },
    "errand-hint": {"id": "Cari layanan", "en": "Find a service"},
    "no-show": {"id": "{number} tidak hadir?", "en": "{number} did not come?"},
    "no-show-due": {
        "id": "Pengunjung masih dapat kembali lewat Meja Informasi.",
        "en": "The visitor can still come back by way of the information desk.",
    },
    "no-show-early": {
        "id": "Belum waktunya menurut aturan; alasan yang dipilih akan dicatat.",
        "en": "Sooner than the rule says; the reason you choose is recorded.",
    },
    "withdraw": {"id": "{number}: prioritas tidak sesuai?", "en": "{number}: not entitled?"},
    "withdraw-detail": {
        "id": "Waktu datang tetap; alasan dicatat.",
        "en": "The arrival stays; the reason is recorded.",
    },
    "pause": {"id": "Mengapa jeda?", "en": "Why the pause?"},
    "pause-detail": {
        "id": "Loket lain tetap memanggil antrean yang sama.",
        "en": "Other counters go on with the same line.",
    },
    "close": {"id": "Tutup {counter}?", "en": "Close {counter}?"},
    "close-waiting": {
        "id": "{count} orang masih menunggu; mereka tetap dalam antrean.",
        "en": "{count} still waiting; they stay in line.",
    },
    "close-none": {"id": "Tidak ada yang menunggu.", "en": "Nobody is waiting."},
    "close-yes": {"id": "Ya, tutup {counter} dan keluar", "en": "Yes, close {counter}, sign off"},
    "menu": {"id": "Semua tombol", "en": "All keys"},
}

SECONDS: Texts = {"id": "{seconds} dtk", "en": "{seconds} s"}
NOT_DUE_CALLS: Texts = {"id": "panggil lagi dulu", "en": "call again first"}
"""Too few calls yet."""

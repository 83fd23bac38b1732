"""What is said to somebody who works here without a counter, in both languages."""

from __future__ import annotations

from counter.sitting.sitting import Place
from shared.domain.site import Texts

PLACES: dict[Place, Texts] = {
    Place.DESK: {"id": "Meja informasi", "en": "Information desk"},
    Place.SUPERVISOR: {"id": "Pengawas", "en": "Supervisor"},
}

WHERE: Texts = {"id": "Bekerja di mana?", "en": "Where do you work?"}
WHERE_DETAIL: dict[Place, Texts] = {
    Place.DESK: {
        "id": "Cari, beri, cetak dan kembalikan nomor.",
        "en": "Find, give, print and bring back numbers.",
    },
    Place.SUPERVISOR: {
        "id": "Semua zona, loket dan antrean.",
        "en": "All zones, counters and lines.",
    },
}
NOT_PERMITTED: Texts = {
    "id": "Peran Anda tidak membuka {place}. Minta pengawas atau pengelola untuk mengubahnya.",
    "en": "Your role does not open this: {place}. Ask a supervisor or the administrator.",
}
NO_PLACE: Texts = {
    "id": "Peran Anda bekerja di loket. Ketik nomor loketnya.",
    "en": "Your role works at a counter. Type the counter’s number.",
}
SIGNED_OUT: Texts = {"id": "Anda sudah keluar.", "en": "You have signed out."}
LEAVE: Texts = {"id": "Keluar dari {place}?", "en": "Sign out of this: {place}?"}
LEAVE_YES: Texts = {"id": "Ya, keluar", "en": "Yes, sign out"}

TOMORROW_AT: Texts = {"id": "besok {time}", "en": "tomorrow {time}"}

# Services -----------------------------------------------------------------------------------

WAITING: Texts = {"id": "{count} menunggu", "en": "{count} waiting"}
CLOSED: Texts = {"id": "tutup", "en": "closed"}
CLOSED_UNTIL: Texts = {"id": "tutup, buka {time}", "en": "closed, opens {time}"}
DESK_ONLY: Texts = {"id": "hanya di meja ini", "en": "only at this desk"}

# What is done to a ticket in either room ----------------------------------------------------

PRIORITY: Texts = {"id": "Prioritas {number}", "en": "Priority of {number}"}
PRIORITY_NONE: Texts = {
    "id": "Sekarang tanpa prioritas. Waktu datang tidak berubah.",
    "en": "None at present. The arrival does not change.",
}
PRIORITY_NOW: Texts = {
    "id": "Sekarang: {group} (+{minutes} mnt). Lihat pengunjungnya, lalu pilih.",
    "en": "At present: {group} (+{minutes} min). Look at the visitor, then choose.",
}
PRIORITY_CONFIRM: Texts = {"id": "Benar: {group}", "en": "Right: {group}"}
PRIORITY_WITHDRAW: Texts = {"id": "Tidak sesuai: cabut", "en": "Not entitled: withdraw"}
PRIORITY_WITHDRAW_DETAIL: Texts = {
    "id": "Dipanggil menurut waktu datang.",
    "en": "Called in the order of arrival.",
}
PRIORITY_WHY: Texts = {"id": "{number}: mengapa {group}?", "en": "{number}: why {group}?"}
PRIORITY_WHY_NOT: Texts = {"id": "{number}: mengapa dicabut?", "en": "{number}: why withdraw?"}
AHEAD_START: Texts = {"id": "+{minutes} mnt", "en": "+{minutes} min"}
NOT_ALLOWED_THERE: Texts = {
    "id": "{service} tidak mengenal prioritas.",
    "en": "No priority there: {service}.",
}

CANCEL: Texts = {"id": "Batalkan {number}?", "en": "Cancel {number}?"}
CANCEL_DETAIL: Texts = {
    "id": "Tidak dapat dikembalikan. Pengunjung yang datang lagi mengambil nomor baru.",
    "en": "It cannot be taken back. A visitor who returns takes a new number.",
}
CANCEL_NO: Texts = {"id": "Tidak, biarkan", "en": "No, leave it"}
CANCEL_YES: Texts = {"id": "Ya, batalkan {number}", "en": "Yes, cancel {number}"}

NOTE: Texts = {"id": "Catatan untuk {number}", "en": "A note on {number}"}
NOTE_DETAIL: Texts = {
    "id": "Dibaca petugas saat memanggil. Tanpa nama dan tanpa nomor identitas.",
    "en": "Officers read it when they call. No name, no identity number.",
}
NOTE_HINT: Texts = {"id": "Tulis, atau pilih di bawah", "en": "Write, or choose below"}
NOTE_HINT_LIST: Texts = {"id": "Cari catatan", "en": "Find a note"}
NOTE_WRITE: Texts = {"id": "Simpan: “{text}”", "en": "Keep: “{text}”"}
NOTE_EMPTY: Texts = {"id": "Ketik catatannya.", "en": "Type the note."}
NOTE_LONG: Texts = {
    "id": "Terlalu panjang: {count} dari {most} huruf.",
    "en": "Too long: {count} of {most} letters.",
}
NOTE_PERSONAL: Texts = {
    "id": "Ini seperti nomor identitas, nomor telepon atau alamat surel. Hapus dulu.",
    "en": "This looks like an identity or telephone number, or an e-mail address. Take it out.",
}
NOTE_NAMES: Texts = {
    "id": "Ini seperti nama orang. Jangan menyebut nama: pakai nomor antrean.",
    "en": "This looks like a person’s name. Name nobody: use the ticket’s number.",
}

DONE: dict[str, Texts] = {
    "SetPriority": {"id": "Prioritas {number} diubah.", "en": "Priority of {number} changed."},
    "CancelTicket": {"id": "{number} dibatalkan.", "en": "{number} is cancelled."},
    "AddNote": {"id": "Catatan {number} disimpan.", "en": "Note on {number} kept."},
    "RejoinTicket": {
        "id": "{number} kembali dalam antrean.",
        "en": "{number} is back in the line.",
    },
    "ResumeTicket": {
        "id": "{number} kembali dalam antrean.",
        "en": "{number} is back in the line.",
    },
    "RequestReprint": {
        "id": "{number} dikirim ke printer.",
        "en": "{number} was sent to the printer.",
    },
    "SetAssistance": {
        "id": "Bantuan untuk {number} dicatat.",
        "en": "Assistance for {number} noted.",
    },
    "MoveTicket": {
        "id": "{number} dipindahkan; waktu tunggunya tetap.",
        "en": "{number} was moved and keeps its waiting time.",
    },
    "PostponeTicket": {
        "id": "{number} lanjut besok, tempatnya tetap.",
        "en": "{number} goes on tomorrow and keeps its place.",
    },
    "AcknowledgeTrouble": {
        "id": "{number}: peringatan dihapus.",
        "en": "{number}: the warning is over.",
    },
}
"""By the order; `{number}` is its ticket's."""

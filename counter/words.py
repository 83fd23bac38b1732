"""What the counter says in words that are put together at run time, in both languages.

What stands still on the screen is written in the QML files and translated in i18n/.
"""

from __future__ import annotations

from shared.domain.site import Texts


def say(texts: Texts, language: str, **parts: object) -> str:
    """A text in `language` with its parts filled in; Indonesian where there is no other."""
    return (texts.get(language) or texts["id"]).format(**parts)


def small(text: str) -> str:
    """A text as it stands within a sentence: its first letter small."""
    return text[:1].lower() + text[1:] if not text.startswith("I ") else text


# States -------------------------------------------------------------------------------------

READY: Texts = {"id": "Siap memanggil", "en": "Ready to call"}
NOBODY: Texts = {"id": "Tidak ada antrean", "en": "Nobody waiting"}
AWAITING: Texts = {"id": "Menunggu pengunjung", "en": "Waiting for visitors"}
CALLED: Texts = {"id": "Dipanggil", "en": "Called"}
SERVING: Texts = {"id": "Melayani", "en": "Serving"}
PAUSED: Texts = {"id": "Jeda", "en": "Paused"}
CLOSED: Texts = {"id": "Tutup", "en": "Closed"}
TRYING: Texts = {"id": "Terputus, mencoba lagi…", "en": "Not connected, trying again…"}
CUT_OFF: Texts = {"id": "terputus", "en": "not connected"}

# The hall before the first contact ----------------------------------------------------------

SEARCHING: Texts = {"id": "Mencari pusat antrean …", "en": "Looking for the queue’s hub …"}
SEARCHING_MORE: Texts = {
    "id": "Nyalakan mesin pusat antrean, atau periksa kabel jaringan.",
    "en": "Switch the hub’s machine on, or check the network cable.",
}
CHOOSING: Texts = {
    "id": "Ada beberapa pusat antrean. Yang mana milik loket ini?",
    "en": "There are several hubs. Which one is this counter’s?",
}
REFUSED: Texts = {
    "id": "Pusat antrean menolak loket ini.",
    "en": "The hub refuses this terminal.",
}

FLOOR: Texts = {"id": "Lantai {floor}", "en": "Floor {floor}"}

# Times --------------------------------------------------------------------------------------

MINUTES: Texts = {"id": "{minutes} mnt", "en": "{minutes} min"}
IN_TIME: Texts = {"id": "dalam waktu {minutes} mnt", "en": "within {minutes} min"}
ALMOST: Texts = {"id": "hampir {minutes} mnt", "en": "close to {minutes} min"}
OVER: Texts = {"id": "lewat {minutes} mnt", "en": "{minutes} min over"}
JUST_CALLED: Texts = {"id": "dipanggil {calls}×", "en": "called {calls}×"}
NOT_YET_HERE: Texts = {"id": "belum datang · {calls}×", "en": "not here · {calls}×"}
SINCE: Texts = {"id": "sejak {time}", "en": "since {time}"}

# The ticket ---------------------------------------------------------------------------------

PRIORITY: Texts = {"id": "★ prioritas", "en": "★ priority"}
PEOPLE: Texts = {"id": "{people} orang", "en": "{people} people"}
IN_ENGLISH: Texts = {"id": "tiket bahasa Inggris", "en": "ticket in English"}
GROUP: Texts = {
    "id": "Prioritas: {group}. Periksa; bila tidak sesuai tekan {key}.",
    "en": "Priority: {group}. Check it; if it does not apply press {key}.",
}
ONLY_HERE: Texts = {"id": "khusus loket ini", "en": "for this counter"}
ELSEWHERE: Texts = {"id": "sedang di loket lain", "en": "at another counter"}

# What became of the call --------------------------------------------------------------------

ON_SCREEN: Texts = {"id": "di layar ✓", "en": "on screen ✓"}
NOT_ON_SCREEN: Texts = {"id": "menuju layar", "en": "on its way to the screen"}
SPOKEN: Texts = {"id": "disuarakan ✓", "en": "spoken ✓"}
WAITS_FOR_VOICE: Texts = {"id": "menunggu suara", "en": "waiting for the voice"}
WAITS_BEHIND: Texts = {
    "id": "menunggu suara ({count} lagi)",
    "en": "waiting for the voice ({count} before it)",
}
NO_VOICE: Texts = {
    "id": "tanpa pengeras suara: panggil dengan suara",
    "en": "no loudspeaker: call out yourself",
}
NO_DISPLAY: Texts = {
    "id": "TV zona mati: panggil dengan suara",
    "en": "The zone’s TV is off: call out yourself",
}

# The line -----------------------------------------------------------------------------------

WAITING: Texts = {"id": "{count} menunggu", "en": "{count} waiting"}
LONGEST: Texts = {"id": "terlama {minutes} mnt", "en": "longest {minutes} min"}
ABOVE_TARGET: Texts = {
    "id": "terlama {minutes} mnt, lewat target {target}",
    "en": "longest {minutes} min, past target {target}",
}
NEAR_TARGET: Texts = {
    "id": "terlama {minutes} mnt, hampir target {target}",
    "en": "longest {minutes} min, close to target {target}",
}
TARGET: dict[str, Texts] = {
    "warn": {"id": "hampir target", "en": "near target"},
    "bad": {"id": "lewat target", "en": "past target"},
}
"""A row's wait against the target of its service; within it nothing is said."""
HELPS: Texts = {"id": "sekarang juga membantu: {services}", "en": "also helping now: {services}"}
HELPS_MORE: Texts = {
    "id": "sekarang juga membantu: {services} +{count}",
    "en": "also helping now: {services} +{count}",
}
HELD: Texts = {"id": "{count} ditunda", "en": "{count} on hold"}
NOBODY_IN_LINE: Texts = {"id": "tidak ada yang menunggu", "en": "nobody waiting"}
OTHERS_WAIT: Texts = {
    "id": "layanan lain: {count} menunggu, terlama {minutes} mnt (tombol {key})",
    "en": "other services: {count} waiting, longest {minutes} min (key {key})",
}
NEXT: Texts = {
    "id": "berikutnya: {number}, {waited} mnt",
    "en": "next: {number}, waited {waited} min",
}
HEAD_START: Texts = {"id": " + {minutes} prioritas", "en": " + {minutes} priority"}
HEAD_START_OF: Texts = {"id": " + {minutes} ({group})", "en": " + {minutes} ({group})"}
"""The same for whoever checks it: with the group."""
ALL_ELSEWHERE: Texts = {
    "id": "semua yang menunggu sedang di loket lain",
    "en": "everyone waiting is at another counter",
}
ON_HOLD_AT: Texts = {"id": "ditunda di {counter}", "en": "on hold at {counter}"}
FIRST_OF_LINE: Texts = {
    "id": "{number}, terlama {minutes} mnt",
    "en": "{number}, longest {minutes} min",
}
MISSED_AGO: Texts = {"id": "{minutes} mnt lalu", "en": "{minutes} min ago"}
MISSED: Texts = {"id": "terlewat {minutes} mnt lalu", "en": "missed {minutes} min ago"}

# Why it was called --------------------------------------------------------------------------

WHY_WAITED: Texts = {
    "id": "{number} dipanggil karena menunggu {waited} mnt",
    "en": "{number} was called because it waited {waited} min",
}
WHY_PRIORITY: Texts = {
    "id": " + {minutes} mnt prioritas = {score} mnt",
    "en": " + {minutes} min priority = {score} min",
}
WHY_REASON: Texts = {
    "id": "{number} dipanggil atas pilihan petugas: {reason}",
    "en": "{number} was called at the officer’s choice: {reason}",
}
WHY_NEXT: Texts = {
    "id": ". Sesudahnya {number} dengan {score} mnt.",
    "en": ". After it {number} with {score} min.",
}
WHY_DUE: Texts = {
    "id": ". Menurut urutan: {number} dengan {score} mnt.",
    "en": ". In order it was {number} with {score} min.",
}

# Why others come first, as a visitor is told ------------------------------------------------

EMERGENCY: Texts = {"id": "kertas darurat", "en": "emergency paper"}
PASSED: Texts = {"id": "didahului {numbers}", "en": "passed by {numbers}"}
NEXT_IN_LINE: Texts = {"id": "berikutnya", "en": "next"}
AHEAD: Texts = {"id": "{count} sebelumnya", "en": "{count} before it"}

# Signing on ---------------------------------------------------------------------------------

COUNTER_FOUND: Texts = {
    "id": "{counter} · {zone} · {count} layanan",
    "en": "{counter} · {zone} · {count} services",
}
COUNTER_UNKNOWN: Texts = {
    "id": "Tidak ada loket {number}. Ketik nomor yang tertulis di meja.",
    "en": "There is no counter {number}. Type the number on the desk.",
}
COUNTER_MISSING: Texts = {"id": "Ketik nomor loket.", "en": "Type the counter’s number."}
OFFICER_MISSING: Texts = {
    "id": "Ketik nama atau kode petugas Anda, misalnya officer-1.",
    "en": "Type your name or your officer’s code, for instance officer-1.",
}
OFFICER_AMBIGUOUS: Texts = {
    "id": "“{typed}” bisa berarti beberapa petugas. Pilih dari daftar (↓).",
    "en": "“{typed}” may be several officers. Choose from the list (↓).",
}
PIN_MISSING: Texts = {"id": "Ketik PIN Anda.", "en": "Type your PIN."}
SIGNING_ON: Texts = {"id": "Memeriksa PIN …", "en": "Checking the PIN …"}
TAKEN_BY: Texts = {"id": "dipakai {officer}", "en": "used by {officer}"}
SIGNED_OFF: Texts = {
    "id": "{counter} sudah ditutup. Masuk lagi untuk membuka.",
    "en": "{counter} has been closed. Sign on to open it.",
}

# Other counters -----------------------------------------------------------------------------

NEIGHBOUR_SERVES: Texts = {"id": "melayani {number}", "en": "serving {number}"}
NEIGHBOUR_CALLS: Texts = {"id": "memanggil {number}", "en": "calling {number}"}
NEIGHBOUR_FREE: Texts = {"id": "siap", "en": "ready"}
NEIGHBOUR_PAUSED: Texts = {"id": "jeda", "en": "paused"}
NEIGHBOUR_CLOSED: Texts = {"id": "Tutup", "en": "Closed"}
OPEN_NOW: Texts = {"id": "buka", "en": "open"}

# What was done ------------------------------------------------------------------------------

DONE: dict[str, Texts] = {
    "FinishService": {"id": "{number} selesai.", "en": "{number} is finished."},
    "RecordNoShow": {
        "id": "{number} dicatat tidak hadir.",
        "en": "{number} is recorded as absent.",
    },
    "HoldTicket": {
        "id": "{number} ditunda. Tekan 3 untuk melanjutkan nanti.",
        "en": "{number} is on hold. Press 3 to go on with it later.",
    },
    "ContinueVisit": {
        "id": "{number} lanjut ke layanan berikutnya; nomornya tetap.",
        "en": "{number} goes on to the next service under the same number.",
    },
    "RejoinTicket": {
        "id": "{number} kembali dalam antrean.",
        "en": "{number} is back in the line.",
    },
    "AddNote": {"id": "Catatan {number} disimpan.", "en": "Note on {number} kept."},
    "RequestReprint": {
        "id": "{number} dikirim ke printer.",
        "en": "{number} was sent to the printer.",
    },
    "ResumeTicket": {
        "id": "{number} kembali ke antrean di tempat semula.",
        "en": "{number} is back in line at its old place.",
    },
    "TransferTicket": {
        "id": "{number} dialihkan, waktu tunggunya tetap.",
        "en": "{number} was transferred and keeps its waiting time.",
    },
    "SetPriority": {
        "id": "Prioritas {number} dicabut; waktu datang tetap.",
        "en": "Priority of {number} withdrawn; the arrival stays.",
    },
    "UndoLast": {"id": "Diurungkan: {number} kembali di sini.", "en": "Undone: {number} is back."},
    "EnterPaper": {
        "id": "{number} masuk antrean, menunggu mulai sekarang.",
        "en": "{number} is in the queue and waits from now on.",
    },
    "AcknowledgeTrouble": {
        "id": "{number}: peringatan dihapus.",
        "en": "{number}: the warning is over.",
    },
    "Recall": {"id": "{number} dipanggil ulang.", "en": "{number} is called again."},
}
PAPER_CALLED: Texts = {
    "id": "{number} masuk antrean dan dipanggil sekarang.",
    "en": "{number} is in the queue and called now.",
}
NOT_SPOKEN_YET: Texts = {
    "id": "Panggilan {number} belum disuarakan; tidak perlu diulang.",
    "en": "The call of {number} has not been spoken yet; no need to repeat it.",
}

# What is wrong with the hall's devices ------------------------------------------------------

TROUBLES: dict[str, Texts] = {
    "message": {"id": "Pesan {name}: {part}", "en": "Message from {name}: {part}"},
    "paper-near-end": {"id": "{name}: kertas hampir habis", "en": "{name}: paper is running low"},
    "paper-out": {"id": "{name}: kertas habis", "en": "{name}: out of paper"},
    "cover-open": {"id": "{name}: tutup printer terbuka", "en": "{name}: printer cover open"},
    "printer-offline": {
        "id": "{name}: printer mati atau terlepas",
        "en": "{name}: printer off or unplugged",
    },
    "printer-silent": {
        "id": "{name}: printer tidak menjawab",
        "en": "{name}: printer does not answer",
    },
    "no-sound": {
        "id": "{name} tanpa suara: panggil dengan suara",
        "en": "{name} has no sound: call out yourself",
    },
    "recorded-voice": {
        "id": "{name} memakai suara rekaman",
        "en": "{name} speaks with recorded words",
    },
    "chime-only": {
        "id": "{name} hanya bel: panggil dengan suara",
        "en": "{name} only chimes: call out yourself",
    },
    "paper-refused": {
        "id": "{part} tidak dapat diserahkan: layani langsung",
        "en": "{part} was not handed over: serve by hand",
    },
    "number-burst": {
        "id": "{name}: {part} diambil beruntun",
        "en": "{name}: {part} taken in a row",
    },
    "pin-guessed": {
        "id": "{name}: PIN petugas ditebak-tebak",
        "en": "{name}: somebody guesses staff PINs",
    },
    "pins-tried": {
        "id": "PIN petugas ditebak-tebak di {part}",
        "en": "Somebody guesses staff PINs at {part}",
    },
    "disk-refuses": {
        "id": "{name}: penyimpanan gagal, panggil teknisi",
        "en": "{name} cannot store: call a technician",
    },
    "notes-damaged": {
        "id": "{name}: catatan rusak, ada nomor darurat? F2",
        "en": "{name}: its notes are damaged; papers? F2",
    },
    "clock-wrong": {
        "id": "Jam mesin pusat salah: panggil teknisi",
        "en": "The hub’s clock is wrong: call a technician",
    },
    "no-officers": {
        "id": "Daftar petugas hilang: panggil teknisi",
        "en": "The list of officers is lost: call a technician",
    },
    "restore-waits": {
        "id": "{part} ditunggu: belum ada nomor, nyalakan",
        "en": "No numbers until {part} is back: switch it on",
    },
    "media-broken": {
        "id": "{name}: {part} tidak dapat ditampilkan",
        "en": "{name}: {part} cannot be shown",
    },
    "media-missing": {
        "id": "Berkas {part} tidak ada di hub",
        "en": "The hub has no file {part}",
    },
    "media-full": {
        "id": "{name}: tidak ada tempat untuk {part}",
        "en": "{name}: no room for {part}",
    },
    "past-doubted": {
        "id": "Catatan antrean mungkin diubah: panggil manajer",
        "en": "The records may be altered: call a manager",
    },
    "backup-behind": {
        "id": "Cadangan data tertinggal: beri tahu teknisi",
        "en": "The data backup lags: tell a technician",
    },
    "clock-ahead": {
        "id": "Jam mesin pusat mundur {part} mnt; waktu antrean tetap",
        "en": "The hub’s clock was set back {part} min; the queue keeps its time",
    },
    "kiosk-away": {
        "id": "{name} terputus: ada kertas darurat? F2",
        "en": "{name} is cut off: emergency papers? F2",
    },
    "display-away": {
        "id": "{name} terputus: panggilan tidak tampil di sana",
        "en": "{name} is cut off: calls do not show there",
    },
}
WHICH_PRINTER: Texts = {"id": "{name}, printer {part}", "en": "{name}, printer {part}"}

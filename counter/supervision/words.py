"""What the supervisor's view says, in both languages."""

from __future__ import annotations

from counter.sitting import words as sitting
from shared.domain.site import Texts

# Zones --------------------------------------------------------------------------------------

WAITING: Texts = {"id": "{count} menunggu", "en": "{count} waiting"}
LONGEST: Texts = {"id": "terlama {minutes} mnt", "en": "longest {minutes} min"}
OPEN_OF: Texts = {"id": "{open}/{all} loket buka", "en": "{open}/{all} counters open"}
IDLE: Texts = {"id": "{count} menganggur", "en": "{count} idle"}
NO_OPEN_COUNTER: Texts = {"id": "TANPA LOKET TERBUKA", "en": "NO OPEN COUNTER"}
NO_OPEN_COUNT: Texts = {
    "id": "TANPA LOKET TERBUKA: {count}",
    "en": "NO OPEN COUNTER: {count}",
}
NO_TV: Texts = {"id": "tanpa TV", "en": "no TV"}
NO_VOICE: Texts = {"id": "tanpa suara", "en": "no voice"}
HALL: Texts = {
    "id": "{waiting} menunggu · terlama {minutes} mnt · {open} loket buka",
    "en": "{waiting} waiting · longest {minutes} min · {open} counters open",
}
HALL_EMPTY: Texts = {
    "id": "tidak ada yang menunggu · {open} loket buka",
    "en": "nobody waiting · {open} counters open",
}

# Counters -----------------------------------------------------------------------------------

SERVES: Texts = {"id": "melayani {number}", "en": "serving {number}"}
CALLS: Texts = {"id": "memanggil {number} · {calls}×", "en": "calling {number} · {calls}×"}
READY: Texts = {"id": "siap, tidak ada antrean", "en": "ready, nobody waits"}
STANDS_IDLE: Texts = {
    "id": "menganggur, {count} menunggu",
    "en": "idle, {count} waiting",
}
PAUSED: Texts = {"id": "jeda", "en": "paused"}
PAUSED_WHY: Texts = {"id": "jeda · {reason}", "en": "paused · {reason}"}
CLOSED: Texts = {"id": "tutup", "en": "closed"}
FOR: Texts = {"id": "{minutes} mnt", "en": "{minutes} min"}
HELPS: Texts = {"id": "membantu {services}", "en": "helping {services}"}

# Lines --------------------------------------------------------------------------------------

SUSPENDED: Texts = {"id": "ditutup · {reason}", "en": "closed · {reason}"}
SUSPENDED_UNTIL: Texts = {
    "id": "ditutup · {reason} · sampai {time}",
    "en": "closed · {reason} · until {time}",
}
OVERDUE: Texts = {
    "id": "ditutup · {reason} · perkiraan {time} sudah lewat",
    "en": "closed · {reason} · was expected back {time}",
}
SERVE_ON: Texts = {"id": "layani terus", "en": "serve on"}

# Acts ---------------------------------------------------------------------------------------

TOOLS: dict[str, Texts] = {
    "announce": {"id": "Pengumuman", "en": "Announce"},
    "sound": {"id": "Suara zona", "en": "Zone’s sound"},
    "end": {"id": "Akhir hari", "en": "End of the day"},
    "agency": {"id": "Instansi", "en": "Office"},
    "unlock": {"id": "Buka kunci", "en": "Unlock"},
    "find": {"id": "Cari nomor", "en": "Find a number"},
    "screens": {"id": "Layar TV", "en": "TV screens"},
}
MESSAGE: Texts = {"id": "Kirim pesan", "en": "Send a message"}
MESSAGE_TO: Texts = {"id": "Pesan untuk {counter}", "en": "A message to {counter}"}
MESSAGE_DETAIL: Texts = {
    "id": "Tampil di layar loket itu saja. Tanpa nama pengunjung.",
    "en": "Shown at that counter alone. No visitor’s name.",
}
MESSAGE_SEND: Texts = {"id": "Kirim: “{text}”", "en": "Send: “{text}”"}
READY_MESSAGES: tuple[Texts, ...] = (
    {"id": "Mohon segera kembali ke loket.", "en": "Please come back to your counter soon."},
    {"id": "Mohon bantu antrean yang paling panjang.", "en": "Please help the longest line."},
    {"id": "Mohon temui saya setelah pengunjung ini.", "en": "Please see me after this visitor."},
)
PROFILE_SET: Texts = {"id": "Ubah profil kerja", "en": "Change the work profile"}
PROFILE_ASK: Texts = {"id": "{counter}: profil kerja", "en": "{counter}: work profile"}
PROFILE_DETAIL: Texts = {
    "id": "Berlaku mulai panggilan berikutnya sampai akhir hari.",
    "en": "From the next call until the end of the day.",
}
PROFILE_USUAL: Texts = {"id": "Seperti biasa", "en": "As usual"}
PROFILE_NONE: Texts = {
    "id": "Tempat ini belum punya profil kerja. Pengelola menambahkannya di berkas tempat.",
    "en": "This hall has no work profiles yet. The administrator adds them to the site file.",
}
IN_FORCE: Texts = {"id": "berlaku sekarang", "en": "in force"}
SERVES_COUNT: Texts = {"id": "{count} layanan", "en": "{count} services"}
HELPS_COUNT: Texts = {
    "id": "{count} layanan, membantu {help}",
    "en": "{count} services, helps with {help}",
}
PAUSE_IT: Texts = {"id": "Jeda loket ini", "en": "Pause this counter"}
CLOSE_IT: Texts = {"id": "Tutup loket ini", "en": "Close this counter"}
CLOSE_ASK: Texts = {"id": "Tutup {counter}?", "en": "Close {counter}?"}
CLOSE_DETAIL: Texts = {
    "id": "{officer} keluar dari loket ini. Yang menunggu tetap dalam antrean.",
    "en": "{officer} is signed off here. Those who wait stay in the line.",
}
YES_CLOSE: Texts = {"id": "Ya, tutup {counter}", "en": "Yes, close {counter}"}
NO: Texts = {"id": "Tidak", "en": "No"}
NOTHING_HERE: Texts = {
    "id": "{counter} tutup. Petugas membukanya dengan PIN di mejanya.",
    "en": "{counter} is closed. An officer opens it with a PIN at the desk.",
}

SUSPEND: Texts = {"id": "Tutup sementara", "en": "Suspend"}
SUSPEND_DETAIL: Texts = {
    "id": "Dengan alasan dan perkiraan buka lagi.",
    "en": "With a reason and an expected return.",
}
SUSPEND_AGENCY: Texts = {
    "id": "Tutup semua layanan {agency}",
    "en": "Suspend all services of {agency}",
}
RESTORE: Texts = {"id": "Buka lagi", "en": "Open again"}
RESTORE_AGENCY: Texts = {
    "id": "Buka lagi semua layanan {agency}",
    "en": "Open all services of {agency} again",
}
WHY_SUSPEND: Texts = {"id": "Mengapa {what} ditutup?", "en": "Why is {what} closed?"}
OUTAGE: Texts = {
    "id": "tidak dipanggil selama gangguan",
    "en": "nobody is called meanwhile",
}
UNTIL: Texts = {"id": "{what}: kira-kira buka lagi?", "en": "{what}: expected back?"}
UNTIL_DETAIL: Texts = {
    "id": "Ketik jam, misalnya 14.00 atau besok 8.00, atau pilih. Kiosk menyebutkannya.",
    "en": "Type a time, 14:00 or tomorrow 8:00 for instance, or choose. Kiosks say it.",
}
UNTIL_HINT: Texts = {"id": "Jam buka lagi", "en": "When it is back"}
UNTIL_AT: Texts = {"id": "Pukul {time}", "en": "At {time}"}
UNTIL_TOMORROW: Texts = {"id": "Besok pukul {time}", "en": "Tomorrow at {time}"}
UNTIL_IN: Texts = {"id": "{time}, dalam {span}", "en": "{time}, in {span}"}
UNTIL_UNKNOWN: Texts = {"id": "Belum diketahui", "en": "Not known yet"}
MINUTES: Texts = {"id": "{count} menit", "en": "{count} minutes"}
HOURS: Texts = {"id": "{count} jam", "en": "{count} h"}
TICKETS: Texts = {"id": "Lihat nomornya ({count})", "en": "See its numbers ({count})"}
TICKETS_OF: Texts = {"id": "{service}: yang menunggu", "en": "{service}: who waits"}
AGENCIES: Texts = {"id": "Instansi: tutup atau buka lagi", "en": "Offices: suspend or open again"}
AGENCIES_HINT: Texts = {"id": "Cari instansi", "en": "Find an office"}
AGENCY_CLOSED: Texts = {"id": "{count} layanan ditutup", "en": "{count} services closed"}

MOVE: Texts = {"id": "Pindahkan", "en": "Move"}
MOVE_TO: Texts = {"id": "Pindahkan {number} ke …", "en": "Move {number} to …"}
MOVE_DETAIL: Texts = {
    "id": "Waktu tunggunya tetap dihitung.",
    "en": "The time already waited still counts.",
}
MOVE_HINT: Texts = {"id": "Layanan, instansi atau nomor loket", "en": "Service, office, counter"}
WHY_MOVE: Texts = {"id": "Mengapa {number} ke {target}?", "en": "Why {number} to {target}?"}
PRIORITY: Texts = {"id": "Prioritas", "en": "Priority"}
POSTPONE: Texts = {"id": "Lanjut besok", "en": "Tomorrow"}
POSTPONE_ASK: Texts = {"id": "{number} lanjut besok?", "en": "{number}: tomorrow?"}
POSTPONE_DETAIL: Texts = {
    "id": "Nomor dan tempatnya tetap. Pengunjung membawa kertasnya dan lapor di kiosk atau {desk}.",
    "en": "Number and place stay. The visitor keeps the paper and reports at a kiosk "
    "or here: {desk}.",
}
POSTPONE_YES: Texts = {"id": "Ya, lanjut besok", "en": "Yes, tomorrow"}
CANCEL: Texts = {"id": "Batalkan nomor", "en": "Cancel the number"}
NOTE: Texts = {"id": "Catatan", "en": "Note"}
WHY: Texts = {"id": "Mengapa dia dulu?", "en": "Why before me?"}
FIND: Texts = {"id": "Cari nomor", "en": "Find a number"}
FIND_HINT: Texts = {
    "id": "A-012 · 09.15 ktp · setengah sepuluh",
    "en": "A-012 · 9:15 ktp · half past nine",
}
FIND_EMPTY: Texts = {"id": "Tidak ada nomor yang cocok.", "en": "No number fits."}

SOUND: Texts = {"id": "Suara {zone}", "en": "Sound of {zone}"}
SOUND_NOW: Texts = {"id": "{name}: volume {volume}", "en": "{name}: volume {volume}"}
SOUND_MUTED: Texts = {"id": "{name}: dibisukan", "en": "{name}: muted"}
SOUND_NONE: Texts = {
    "id": "Tidak ada TV untuk zona ini.",
    "en": "There is no TV for this zone.",
}
MUTE: Texts = {"id": "Bisukan", "en": "Mute"}
MUTE_DETAIL: Texts = {
    "id": "Panggilan hanya tampil; sebutkan dengan suara sendiri.",
    "en": "Calls are shown alone; call out yourselves.",
}
UNMUTE: Texts = {"id": "Bunyikan lagi", "en": "Sound again"}
VOLUME: Texts = {"id": "Volume {volume}", "en": "Volume {volume}"}

DOOR_OF: Texts = {"id": "Panel loket {counter}", "en": "Panel of counter {counter}"}
STANDS_IN: Texts = {"id": "{own} · menggantikan {others}", "en": "{own} · in place of {others}"}
TV_ASKED: Texts = {"id": "Menunggu gambar …", "en": "Waiting for a picture …"}
TV_NOW: Texts = {"id": "sekarang", "en": "now"}
TV_NO_PICTURE: Texts = {"id": "Tidak mengirim gambar", "en": "Sends no picture"}
TV_OFF: Texts = {"id": "TV mati", "en": "TV is off"}
TV_LAST: Texts = {"id": "Gambar {age} lalu", "en": "As of {age} ago"}
TV_OFF_LAST: Texts = {"id": "TV mati · terlihat {age} lalu", "en": "TV is off · seen {age} ago"}
AGE_MINUTES: Texts = {"id": "{count} mnt", "en": "{count} min"}
AGE_SECONDS: Texts = {"id": "{count} dtk", "en": "{count} s"}

ANNOUNCE_WHERE: Texts = {"id": "Umumkan di mana?", "en": "Announce where?"}
EVERYWHERE: Texts = {"id": "Seluruh gedung", "en": "The whole building"}
ANNOUNCE: Texts = {"id": "Pengumuman · {where}", "en": "Announcement · {where}"}
ANNOUNCE_DETAIL: Texts = {
    "id": "Disuarakan setelah panggilan yang menunggu, dan tampil di TV. Tanpa nama orang.",
    "en": "Spoken after the calls that wait, and shown on the TV. No person’s name.",
}
ANNOUNCE_GO_ON: Texts = {"id": "“{text}”", "en": "“{text}”"}
ENGLISH: Texts = {"id": "Dalam bahasa Inggris?", "en": "In English?"}
ENGLISH_DETAIL: Texts = {
    "id": "Ketik terjemahannya, atau umumkan tanpa itu.",
    "en": "Type the translation, or announce without one.",
}
ENGLISH_NONE: Texts = {"id": "Umumkan tanpa bahasa Inggris", "en": "Announce without English"}
ENGLISH_SEND: Texts = {"id": "Umumkan juga: “{text}”", "en": "Announce as well: “{text}”"}
READY_ANNOUNCEMENTS: tuple[Texts, ...] = (
    {
        "id": "Pelayanan dimulai kembali setelah istirahat.",
        "en": "Service goes on after the break.",
    },
    {
        "id": "Sistem pusat sedang terganggu. Nomor Anda tetap berlaku.",
        "en": "The central system is down. Your number stays valid.",
    },
    {
        "id": "Pelayanan hari ini segera berakhir. Yang sudah memegang nomor tetap dilayani.",
        "en": "Service ends soon today. Whoever holds a number is still served.",
    },
)

UNLOCK: Texts = {"id": "Buka kunci petugas", "en": "Unlock an officer"}
UNLOCK_DETAIL: Texts = {
    "id": "Setelah terlalu sering salah PIN. Pastikan orangnya.",
    "en": "After too many wrong PINs. Make sure who it is.",
}
UNLOCK_HINT: Texts = {"id": "Nama petugas", "en": "The officer’s name"}
UNLOCK_EMPTY: Texts = {"id": "Tidak ada petugas itu.", "en": "There is no such officer."}

END: Texts = {"id": "Akhir hari: {count} orang masih menunggu", "en": "End of day: {count} wait"}
END_DETAIL: Texts = {
    "id": "Pilih per layanan: dilayani terus, atau lanjut besok dengan tempat hari ini.",
    "en": "Choose for each service: serve on, or tomorrow with today’s place.",
}
END_HINT: Texts = {"id": "Cari layanan", "en": "Find a service"}
END_NONE: Texts = {
    "id": "Tidak ada yang menunggu lagi. Hari ini boleh ditutup.",
    "en": "Nobody waits any more. The day may end.",
}
END_OPEN: Texts = {"id": "belum diputuskan", "en": "not decided"}
END_ALL: Texts = {
    "id": "Semua yang belum diputuskan ({count})",
    "en": "All that are not decided ({count})",
}
END_ASK: Texts = {"id": "{service}: {count} orang", "en": "{service}: {count} people"}
END_SERVE: Texts = {"id": "Layani terus", "en": "Serve on"}
END_SERVE_DETAIL: Texts = {
    "id": "Loketnya tetap buka sampai semua selesai.",
    "en": "Its counters stay open until all are done.",
}
END_TOMORROW: Texts = {"id": "Besok, tempat hari ini tetap", "en": "Tomorrow, today’s place stays"}
END_TOMORROW_DETAIL: Texts = {
    "id": "Nomornya tetap berlaku sampai akhir hari buka berikutnya.",
    "en": "Their numbers stay valid until the end of the next open day.",
}
ALSO_HELD: Texts = {
    "id": "{count} menunggu, {held} ditunda",
    "en": "{count} waiting, {held} on hold",
}

SUSPENDED_TILL: Texts = {
    "id": "{number} ditutup sementara, sampai {time}.",
    "en": "{number} is closed for now, until {time}.",
}
"""In place of what `DONE` says, where a return is expected."""

DONE: dict[str, Texts] = sitting.DONE | {
    "Announce": {"id": "Pengumuman dikirim.", "en": "The announcement is on its way."},
    "MessageCounter": {"id": "Pesan sampai di {number}.", "en": "The message is at {number}."},
    "UnlockOfficer": {"id": "{number} boleh mencoba lagi.", "en": "{number} may try again."},
    "SuspendService": {"id": "{number} ditutup sementara.", "en": "{number} is closed for now."},
    "SuspendAgency": {"id": "{number} ditutup sementara.", "en": "{number} is closed for now."},
    "RestoreService": {"id": "{number} dibuka lagi.", "en": "{number} is open again."},
    "RestoreAgency": {"id": "{number} dibuka lagi.", "en": "{number} is open again."},
    "SetProfile": {"id": "Profil {number} diubah.", "en": "Profile of {number} changed."},
    "PauseCounter": {"id": "{number} dijeda.", "en": "{number} is paused."},
    "CloseCounter": {"id": "{number} ditutup.", "en": "{number} is closed."},
    "ConfigureDisplay": {"id": "Suara {number} diubah.", "en": "Sound of {number} changed."},
    "DecideEnd": {"id": "{number}: diputuskan.", "en": "{number}: decided."},
}
"""By the order; `{number}` is what it was about."""

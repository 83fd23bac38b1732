"""What the information desk says, in both languages."""

from __future__ import annotations

from counter.sitting import words as sitting
from shared.domain.site import Texts

# Finding ------------------------------------------------------------------------------------

HINT: Texts = {
    "id": "Cari: setengah sepuluh ktp · 09.15 · A-012",
    "en": "Find: half past nine ktp · 9:15 · A-012",
}
NEWEST: Texts = {"id": "Nomor terbaru", "en": "Newest numbers"}
FOUND: Texts = {"id": "{count} cocok", "en": "{count} found"}
FOUND_AT: Texts = {
    "id": "{count} cocok, diambil sekitar {time}",
    "en": "{count} found, taken about {time}",
}
NOTHING_FOUND: Texts = {
    "id": "Tidak ada nomor hari ini yang cocok. Ubah jam atau kata, atau beri nomor baru ({key}).",
    "en": "No number of today fits. Try another time or word, or give a new number ({key}).",
}
PERHAPS_PAPER: Texts = {
    "id": "{number} belum dikenal. Kertas darurat dari kiosk yang terputus? Masukkan dengan {key}.",
    "en": "{number} is not known. An emergency paper of a kiosk that is cut off? "
    "Enter it with {key}.",
}
NOBODY: Texts = {
    "id": "Belum ada nomor hari ini. Beri nomor baru dengan {key}.",
    "en": "No numbers yet today. Give a new number with {key}.",
}
TAKEN: Texts = {"id": "diambil {time}", "en": "taken {time}"}
TAKEN_AT: Texts = {"id": "diambil {time} · {kiosk}", "en": "taken {time} · {kiosk}"}
TAKEN_HERE: Texts = {"id": "diambil {time} di sini", "en": "taken {time} here"}

# Where a ticket stands ----------------------------------------------------------------------

WAITS: Texts = {"id": "menunggu {minutes} mnt", "en": "waiting {minutes} min"}
CALLED: Texts = {"id": "dipanggil ke {counter}", "en": "called to {counter}"}
SERVED: Texts = {"id": "dilayani di {counter}", "en": "being served at {counter}"}
HELD: Texts = {"id": "ditunda di {counter}", "en": "on hold at {counter}"}
HELD_UNTIL: Texts = {
    "id": "ditunda di {counter} sampai {time}",
    "en": "on hold at {counter} until {time}",
}
DONE_AT: Texts = {"id": "selesai {time} di {counter}", "en": "done {time} at {counter}"}
CANCELLED: Texts = {"id": "dibatalkan {time}", "en": "cancelled {time}"}
CALLED_ONCE: Texts = {"id": "dipanggil {time}", "en": "called {time}"}
CALLED_TIMES: Texts = {
    "id": "dipanggil {calls}×, terakhir {time}",
    "en": "called {calls}×, last {time}",
}
STARTED: Texts = {"id": "dilayani mulai {time}", "en": "served from {time}"}
MISSED: Texts = {"id": "terlewat {minutes} mnt lalu", "en": "missed {minutes} min ago"}
POSTPONED: Texts = {"id": "dilanjutkan besok", "en": "left for tomorrow"}
"""Said on the day itself; afterwards one of the two below."""
FROM_YESTERDAY: Texts = {"id": "lanjutan kemarin", "en": "carried on from yesterday"}
FROM_EARLIER: Texts = {"id": "lanjutan hari lain", "en": "carried on from another day"}
ELSEWHERE: Texts = {"id": "sedang di loket lain", "en": "at another counter"}
NEXT: Texts = {"id": "berikutnya dalam antrean", "en": "next in line"}
AHEAD: Texts = {"id": "{count} orang sebelumnya", "en": "{count} before this one"}
EXPECTED: Texts = {
    "id": "kira-kira dipanggil {early}–{late}",
    "en": "likely called {early}–{late}",
}
SUSPENDED: Texts = {
    "id": "layanan ditutup sementara",
    "en": "the service is closed for now",
}
SUSPENDED_UNTIL: Texts = {
    "id": "layanan ditutup sementara, dibuka lagi kira-kira {time}",
    "en": "the service is closed for now, expected back {time}",
}
NO_COUNTER: Texts = {
    "id": "tidak ada loket terbuka untuk layanan ini",
    "en": "no counter is open for this service",
}
WHERE: Texts = {"id": "Tunggu di {zone}, {floor}", "en": "Wait at {zone}, {floor}"}
WHERE_TOMORROW: Texts = {"id": "Besok di {zone}, {floor}", "en": "Tomorrow at {zone}, {floor}"}
NOT_PRINTED: Texts = {"id": "belum tercetak", "en": "not printed"}
HALF_PRINTED: Texts = {"id": "tercetak sebagian", "en": "half printed"}
PRINTING_AT: Texts = {"id": "dikirim ke {kiosk}", "en": "sent to {kiosk}"}
PRINTED: Texts = {"id": "sudah tercetak", "en": "printed"}
CHECK: Texts = {"id": "kode cek {code}", "en": "check code {code}"}
CHECKED: Texts = {"id": "sudah diperiksa", "en": "has been checked"}
UNCHECKED: Texts = {"id": "belum diperiksa", "en": "not checked yet"}
NO_PRIORITY: Texts = {"id": "Tanpa prioritas", "en": "No priority"}
NO_ASSIST: Texts = {"id": "Tanpa bantuan khusus", "en": "No assistance"}
NOTE_ROW: Texts = {"id": "{time} {name}: {text}", "en": "{time} {name}: {text}"}

# The keys of a ticket -----------------------------------------------------------------------

DEEDS: dict[str, Texts] = {
    "print": {"id": "Cetak lagi", "en": "Print again"},
    "back": {"id": "Kembalikan ke antrean", "en": "Bring back into the line"},
    "priority": {"id": "Prioritas", "en": "Priority"},
    "assist": {"id": "Bantuan", "en": "Assistance"},
    "why": {"id": "Mengapa dia dulu?", "en": "Why before me?"},
    "errand": {"id": "Keperluan lain", "en": "Another errand"},
    "note": {"id": "Catatan", "en": "Note"},
    "cancel": {"id": "Batalkan nomor", "en": "Cancel the number"},
}
CHOOSE_FIRST: Texts = {
    "id": "Pilih dulu nomornya: ↑ ↓, lalu Enter.",
    "en": "Choose a number first: ↑ ↓, then Enter.",
}
NO_KIOSK: Texts = {
    "id": "Tidak ada kiosk yang dikenal. Tulis nomornya untuk pengunjung.",
    "en": "No kiosk is known. Write the number down for the visitor.",
}

# Questions ----------------------------------------------------------------------------------

OWN_PRINTER: Texts = {"id": "di meja ini", "en": "at this desk"}
NOT_CONNECTED: Texts = {"id": "tidak terhubung", "en": "not connected"}
PRINT: Texts = {"id": "Cetak {number} di mana?", "en": "Print {number} where?"}
PRINT_DETAIL: Texts = {
    "id": "Kertas kedua bertanda CETAK ULANG. Pengunjung mengambilnya di kiosk itu.",
    "en": "A second paper is marked as a reprint. The visitor takes it at that kiosk.",
}
PRINT_NEW_DETAIL: Texts = {
    "id": "Pengunjung mengambilnya di kiosk itu.",
    "en": "The visitor takes it at that kiosk.",
}
NO_PAPER: Texts = {"id": "Tanpa kertas", "en": "Without paper"}
NO_PAPER_DETAIL: Texts = {
    "id": "Tulis atau sebutkan nomornya.",
    "en": "Write the number down, or say it.",
}
UNPRINTED: Texts = {"id": "Belum tercetak ({count})", "en": "Not printed ({count})"}
UNPRINTED_NONE: Texts = {"id": "Semua nomor sudah tercetak.", "en": "Every number is printed."}
UNPRINTED_ALL: Texts = {"id": "Cetak semua di {kiosk}", "en": "Print all at {kiosk}"}
UNPRINTED_DETAIL: Texts = {
    "id": "Kertasnya keluar di kiosk yang dipilih, bertanda CETAK ULANG.",
    "en": "The papers come out of the chosen kiosk, marked as reprints.",
}
BACK: Texts = {"id": "{number} kembali ke antrean?", "en": "Bring {number} back into the line?"}
BACK_KEPT: Texts = {
    "id": "Terlewat {minutes} mnt lalu, masih dalam batas {grace} mnt: tempatnya tetap.",
    "en": "Missed {minutes} min ago, within the {grace} min allowed: the place is kept.",
}
BACK_BEHIND: Texts = {
    "id": "Terlewat {minutes} mnt lalu, lewat batas {grace} mnt: {count} orang lebih dulu.",
    "en": "Missed {minutes} min ago, past the {grace} min allowed: {count} go first.",
}
BACK_LAST: Texts = {
    "id": "Terlewat {minutes} mnt lalu, lewat batas {grace} mnt: menunggu dari sekarang.",
    "en": "Missed {minutes} min ago, past the {grace} min allowed: it waits from now on.",
}
BACK_TODAY: Texts = {
    "id": "Tadi ditunda sampai besok: kembali ke antrean sekarang, tempatnya tetap.",
    "en": "Left for tomorrow earlier today: back in the line now, the place is kept.",
}
BACK_POSTPONED: Texts = {
    "id": "Lanjutan hari sebelumnya: tempatnya tetap.",
    "en": "Carried over from the day before: the place is kept.",
}
BACK_YES: Texts = {"id": "Ya, pengunjungnya ada di sini", "en": "Yes, the visitor is here"}
BACK_BECAUSE: Texts = {"id": "Ya: {reason}", "en": "Yes: {reason}"}
BACK_NO: Texts = {"id": "Belum", "en": "Not yet"}
BACK_WAITING: Texts = {
    "id": "{number} masih dalam antrean; tidak perlu dikembalikan.",
    "en": "{number} is still in the line; there is nothing to bring back.",
}
BACK_ELSEWHERE: Texts = {
    "id": "{number} {state}: petugas loket itu yang melanjutkan.",
    "en": "{number} is {state}: the officer there goes on with it.",
}
OVER: Texts = {
    "id": "{number} {state}: nomor ini sudah berakhir. Beri nomor baru dengan {key}.",
    "en": "{number} is {state}: this number is over. Give a new one with {key}.",
}
BACK_HELD: Texts = {
    "id": "Ditunda di {counter}: kembali ke antrean sekarang, tempatnya tetap.",
    "en": "On hold at {counter}: back in the line now, the place is kept.",
}
WHY_NOT_WAITING: Texts = {
    "id": "{number} {state}: tidak ada yang mendahuluinya.",
    "en": "{number} is {state}: nobody comes before it.",
}
WHY_FIRST: Texts = {
    "id": "{number}: mengapa ada yang lebih dulu?",
    "en": "{number}: why do others come first?",
}
WHY_HINT: Texts = {
    "id": "Nomor yang lebih dulu, misalnya B-031 (juga yang sudah selesai)",
    "en": "The number that came first, B-031 for instance (done ones as well)",
}
WHY_EMPTY: Texts = {
    "id": "Ketik huruf dan angkanya, misalnya B-031.",
    "en": "Type its letter and its digits, B-031 for instance.",
}
WHY_OTHER: Texts = {
    "id": "Mengapa {other} lebih dulu?",
    "en": "Why did {other} come first?",
}
WHY_BEFORE: Texts = {
    "id": "{number}: mengapa {other} lebih dulu?",
    "en": "{number}: why did {other} come first?",
}
ASSIST: Texts = {"id": "Bantuan untuk {number}", "en": "Assistance for {number}"}
ASSIST_DETAIL: Texts = {
    "id": "Angka memilih atau melepas; Enter menyimpan.",
    "en": "Digits choose or drop; Enter keeps it.",
}
ASSIST_KEEP: Texts = {"id": "Simpan: {chosen}", "en": "Keep: {chosen}"}
ASSIST_NONE: Texts = {"id": "tanpa bantuan", "en": "none"}
CHOSEN: Texts = {"id": "✓ {name}", "en": "✓ {name}"}
NEW: Texts = {"id": "Nomor baru: layanan apa?", "en": "New number: which service?"}
NEW_DETAIL: Texts = {
    "id": "Kata sehari-hari cukup: ktp, akta, paspor, sim. Kertas darurat: ketik nomornya.",
    "en": "Everyday words will do: ktp, passport, licence. Emergency paper: type its number.",
}
PAPER: Texts = {"id": "Kertas darurat · {agencies}", "en": "Emergency paper · {agencies}"}
ERRAND_DETAIL: Texts = {
    "id": "Nomor kedua untuk kunjungan {number}; tidak dipanggil bersamaan.",
    "en": "A second number for the visit of {number}; never called at the same time.",
}
NEW_HINT: Texts = {"id": "Cari layanan atau instansi", "en": "Find a service or an office"}
NEW_EMPTY: Texts = {
    "id": "Tidak ditemukan. Coba kata lain.",
    "en": "Not found. Try another word.",
}
NEW_PRIORITY: Texts = {"id": "{service}: berhak prioritas?", "en": "{service}: priority?"}
NEW_NO_PRIORITY: Texts = {"id": "Tidak", "en": "No"}
NEW_ASSIST: Texts = {"id": "Perlu dibantu saat dipanggil?", "en": "Help needed when called?"}
NEW_PEOPLE: Texts = {"id": "Untuk berapa orang?", "en": "For how many people?"}
PEOPLE: Texts = {"id": "{count} orang", "en": "{count} people"}
ONE_PERSON: Texts = {"id": "1 orang", "en": "1 person"}
NEW_PRINT: Texts = {"id": "Cetak di mana?", "en": "Print where?"}
ENOUGH: Texts = {"id": "Baik", "en": "Fine"}

# Alarms -------------------------------------------------------------------------------------

ASSIST_CALLED: Texts = {
    "id": "{number} dipanggil ke {counter}: {assist}",
    "en": "{number} called to {counter}: {assist}",
}
ASSIST_CALLED_DO: Texts = {"id": "Antar pengunjungnya.", "en": "Take the visitor there."}
PAPER_FAILED: Texts = {"id": "{number} belum tercetak", "en": "{number} did not print"}
PAPERS_FAILED: Texts = {"id": "{count} nomor belum tercetak", "en": "{count} did not print"}
PAPERS_FAILED_DO: Texts = {"id": "Cetak semuanya: {numbers}", "en": "Print them all: {numbers}"}
ZONE_SILENT: Texts = {
    "id": "{zone} tanpa pengeras suara",
    "en": "No loudspeaker: {zone}",
}
ZONE_DARK: Texts = {"id": "{zone} tanpa TV", "en": "No TV: {zone}"}
ZONE_DO: Texts = {
    "id": "Sebutkan panggilan di zona itu dengan suara.",
    "en": "Call numbers out in that zone.",
}

DONE: dict[str, Texts] = sitting.DONE | {
    "EnterPaper": {
        "id": "{number} masuk antrean.",
        "en": "{number} is in the line.",
    },
    "IssueTicket": {
        "id": "Nomor baru: {number}. Sebutkan atau tuliskan untuk pengunjung.",
        "en": "New number: {number}. Say it, or write it down for the visitor.",
    },
}

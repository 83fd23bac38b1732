"""The words of the terminal's questions."""

from __future__ import annotations

from shared.domain.site import Texts
from shared.protocol.troubles import TroubleCode

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
        "id": "Pengunjung masih dapat kembali lewat {desk}.",
        "en": "The visitor can still come back ({desk}).",
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
    "paper": {
        "id": "Kertas darurat dari anjungan yang terputus",
        "en": "Emergency paper of a kiosk that is cut off",
    },
    "paper-detail": {
        "id": "Ketik nomor di kertas pengunjung. Begitu anjungannya tersambung, "
        "waktu datang di kertas itu yang dihitung.",
        "en": "Type the number on the visitor’s paper. Once the kiosk is back, "
        "the arrival on the paper counts.",
    },
    "paper-hint": {"id": "Nomor di kertas, mis. A-985", "en": "Number on it, e.g. A-985"},
    "paper-empty": {
        "id": "Ketik huruf dan angkanya seperti di kertas.",
        "en": "Type the letter and the digits as they stand on the paper.",
    },
    "paper-unknown": {
        "id": "Belum ada dalam antrean. Kertas darurat? Masukkan sekarang.",
        "en": "Not in the queue yet. On an emergency paper? Enter it now.",
    },
    "paper-service": {
        "id": "{number}: layanan apa di kertasnya?",
        "en": "{number}: which service is on the paper?",
    },
    "paper-service-hint": {"id": "Nama layanan", "en": "The service’s name"},
    "paper-queue": {"id": "Masuk antrean", "en": "Into the queue"},
    "paper-queue-detail": {
        "id": "Dipanggil menurut giliran.",
        "en": "Called when its turn comes.",
    },
    "paper-call": {"id": "Panggil sekarang ke loket ini", "en": "Call it to this counter now"},
    "paper-call-detail": {"id": "Dengan alasan.", "en": "With a reason."},
    "paper-known": {"id": "{number} sudah ada: {state}", "en": "{number} is here already: {state}"},
    "paper-known-detail": {
        "id": "Tidak perlu dimasukkan lagi; tempatnya dalam antrean tetap.",
        "en": "No need to enter it again; it keeps its place in the line.",
    },
    "paper-leave": {"id": "Baik, biarkan begitu", "en": "Fine, leave it so"},
    "first": {"id": "Mengapa dia dulu?", "en": "Why before me?"},
    "first-detail": {
        "id": "Nomor pengunjung yang bertanya. Jawabannya boleh dibacakan.",
        "en": "The number of the visitor who asks. The answer may be read out.",
    },
    "first-empty": {
        "id": "Nomor itu tidak sedang menunggu.",
        "en": "That number is not waiting.",
    },
    "first-why": {
        "id": "{number}: mengapa yang lain dulu?",
        "en": "{number}: why do others come first?",
    },
    "first-enough": {"id": "Baik, sudah dijelaskan", "en": "Fine, explained"},
    "troubles": {"id": "Gangguan sekarang", "en": "Troubles in the hall"},
    "troubles-none": {"id": "Semua alat baik.", "en": "All devices are well."},
    "troubles-open": {"id": "belum ditangani", "en": "not seen to"},
    "troubles-seen": {
        "id": "Pengunjungnya sudah ditangani: hapus peringatan ini",
        "en": "The visitor has been seen to: end this warning",
    },
    "troubles-later": {"id": "Belum", "en": "Not yet"},
    "menu": {"id": "Semua tombol", "en": "All keys"},
}

REMEDIES: dict[str, Texts] = {
    "message": {"id": "Esc menyingkirkannya.", "en": "Esc puts it away."},
    TroubleCode.PAPER_NEAR_END: {
        "id": "Siapkan gulungan baru; masih mencetak.",
        "en": "Have a new roll ready; it still prints.",
    },
    TroubleCode.PAPER_OUT: {
        "id": "Pasang gulungan baru. Nomor yang belum tercetak dicetak di {desk}.",
        "en": "Put a new roll in. What did not come out is printed here: {desk}.",
    },
    TroubleCode.COVER_OPEN: {
        "id": "Tutup printer sampai berbunyi klik.",
        "en": "Close the printer until it clicks.",
    },
    TroubleCode.PRINTER_OFFLINE: {
        "id": "Periksa listrik dan kabel printer.",
        "en": "Check the printer’s power and cable.",
    },
    TroubleCode.PRINTER_SILENT: {
        "id": "Matikan printer, tunggu sebentar, nyalakan lagi.",
        "en": "Switch the printer off, wait a moment, switch it on.",
    },
    TroubleCode.NO_SOUND: {
        "id": "Panggil dengan suara sendiri; hubungi teknisi.",
        "en": "Call out yourself; call a technician.",
    },
    TroubleCode.RECORDED_VOICE: {
        "id": "Panggilan tetap terdengar; beri tahu teknisi.",
        "en": "Calls are still heard; tell a technician.",
    },
    TroubleCode.CHIME_ONLY: {
        "id": "Setelah bel, sebut nomornya sendiri; hubungi teknisi.",
        "en": "After the chime say the number yourself; call a technician.",
    },
    TroubleCode.PAPER_REFUSED: {
        "id": "Pengunjung memegang kertas ini tetapi tidak ada dalam antrean. "
        "Cari pengunjungnya, beri nomor baru atau layani langsung.",
        "en": "A visitor holds this paper and is not in the queue. "
        "Find the visitor; give a new number or serve them at once.",
    },
    TroubleCode.NUMBER_BURST: {
        "id": "Mungkin satu orang mengambil banyak nomor berkuota. Tanyakan di kios; "
        "batalkan nomor yang tidak dipakai pemiliknya sendiri.",
        "en": "Perhaps one person took many numbers of a quota. Ask at the kiosk; "
        "cancel those that are not for their holders.",
    },
    TroubleCode.PIN_GUESSED: {
        "id": "Lihat siapa yang berdiri di kios. Kalau itu petugas yang lupa PIN-nya, tandai "
        "sudah ditangani: ia boleh mencoba lagi.",
        "en": "See who stands at the kiosk. If it is staff who forgot the PIN, mark it as seen "
        "to: they may try again.",
    },
    TroubleCode.PINS_TRIED: {
        "id": "Lihat siapa yang memakai mesin itu. Bila petugas lupa PIN-nya, pengawas membuka "
        "kuncinya; bila orang lain, ganti PIN petugas itu.",
        "en": "See who uses that machine. If staff forgot the PIN, a supervisor unlocks them; "
        "if it is somebody else, give that officer a new PIN.",
    },
    TroubleCode.DISK_REFUSES: {
        "id": "Kios tetap mencetak selama pusat terhubung. Panggil teknisi: "
        "diska penuh atau rusak.",
        "en": "It prints as long as the hub is there. Call a technician: "
        "its disk is full or broken.",
    },
    TroubleCode.NOTES_DAMAGED: {
        "id": "Bila ada pengunjung dengan nomor darurat yang tidak terdaftar, "
        "masukkan dengan F2. Beri tahu teknisi.",
        "en": "A visitor whose emergency number is not in the queue: enter it with F2. "
        "Tell a technician.",
    },
    TroubleCode.CLOCK_WRONG: {
        "id": "Loket berhenti sampai jam betul; kios tetap memberi nomor darurat. "
        "Teknisi membetulkan tanggal dan jam mesin pusat.",
        "en": "Counters stand still until it is right; kiosks give emergency numbers. "
        "A technician sets the hub’s date and time.",
    },
    TroubleCode.NO_OFFICERS: {
        "id": "Tidak ada yang dapat masuk. Teknisi memulihkan people.db dari cadangan "
        "atau memuat petugas lagi.",
        "en": "Nobody can sign on. A technician restores people.db from a backup "
        "or loads the officers anew.",
    },
    TroubleCode.RESTORE_WAITS: {
        "id": "Pusat baru dipulihkan; anjungan ini tahu nomor mana yang sudah tercetak. "
        "Periksa listrik dan jaringannya. Bila rusak, teknisi menjalankan: giliran restore go.",
        "en": "The hub was restored; this kiosk knows which numbers are on paper. "
        "Check its power and network. Where it is broken a technician runs: giliran restore go.",
    },
    TroubleCode.PAST_DOUBTED: {
        "id": "Antrean tetap berjalan, tetapi catatannya tidak cocok dengan yang diingat pusat "
        "atau sebuah aplikasi. Manajer menyuruh memeriksa: giliran journal verify.",
        "en": "The queue goes on, but its records are not what the hub or an app remembers. "
        "A manager has them checked: giliran journal verify.",
    },
    TroubleCode.BACKUP_BEHIND: {
        "id": "Antrean tetap berjalan, tetapi salinan datanya tidak diperbarui. "
        "Teknisi menjalankan: giliran backup status.",
        "en": "The queue goes on, but the copy of its data does not follow. "
        "A technician runs: giliran backup status.",
    },
    TroubleCode.CLOCK_AHEAD: {
        "id": "Antrean tetap benar; beri tahu teknisi.",
        "en": "The queue stays right; tell a technician.",
    },
    TroubleCode.KIOSK_AWAY: {
        "id": "Pengunjung mungkin membawa kertas darurat: masukkan nomornya dengan F2. "
        "Periksa listrik dan kabel jaringan anjungan.",
        "en": "Visitors may bring emergency papers: enter their numbers with F2. "
        "Check the kiosk’s power and network cable.",
    },
    TroubleCode.DISPLAY_AWAY: {
        "id": "Periksa listrik dan kabel jaringannya. Bila zona tanpa TV lain, panggil sendiri.",
        "en": "Check its power and network cable. Where the zone has no other TV, call out.",
    },
    TroubleCode.MEDIA_BROKEN: {
        "id": "Panggilan tetap tampil; berkas ini dilewati. Simpan ulang sebagai MP4 (H.264), "
        "JPG atau PNG, lalu unggah lagi.",
        "en": "Calls are still shown; this file is passed over. Save it anew as MP4 (H.264), "
        "JPG or PNG, and upload it again.",
    },
    TroubleCode.MEDIA_MISSING: {
        "id": "Unggah berkasnya (giliran media add), atau hapus namanya dari data gedung.",
        "en": "Upload the file (giliran media add), or take its name out of the site.",
    },
    TroubleCode.MEDIA_FULL: {
        "id": "Kecilkan atau hapus berkas daftar putar; kosongkan diska mesin itu.",
        "en": "Make files of the playlist smaller or remove some; make room on its disk.",
    },
}
"""What to do about a trouble."""

SECONDS: Texts = {"id": "{seconds} dtk", "en": "{seconds} s"}
NOT_DUE_CALLS: Texts = {"id": "panggil lagi dulu", "en": "call again first"}
"""Too few calls yet."""

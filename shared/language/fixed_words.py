"""The program's own words beside the kiosk's screens: on paper, why a service is closed, between
what the kiosk's voice reads as numbers, and on the TVs.

Indonesian to English, one table, so that a hall's language file can be held against it
(`shared.language.coverage`). Names in braces are places to be filled.
"""

from __future__ import annotations

from collections.abc import Mapping

FIXED: Mapping[str, str] = {
    # A ticket
    "NOMOR ANTREAN": "QUEUE NUMBER",
    "TUNGGU DI": "PLEASE WAIT ON",
    "Lantai": "Floor",
    "PRIORITAS": "PRIORITY",
    "Kira-kira dipanggil": "Called at about",
    "sekitar {ahead} orang": "about {ahead} people ahead of you",
    "tidak ada antrean di depan Anda": "nobody is ahead of you",
    "Keperluan berikutnya": "Your next errands",
    "Nomor bisa tidak berurutan. Lihat layar dan dengarkan.": (
        "Numbers may be called out of order. Watch the screen and listen."
    ),
    "Terlewat?": "Missed your call?",
    "Pindai: lihat giliran Anda": "Scan to see your turn",
    "Hanya untuk pemindai petugas": "For staff scanners only",
    "Kode cek": "Check code",
    "CETAK ULANG": "REPRINT",
    "NOMOR DARURAT": "EMERGENCY NUMBER",
    "tetap berlaku": "it is valid",
    "Loket mungkin memanggil sedikit lebih lambat.": "The counters may call a little later.",
    # What to bring
    "PERSYARATAN": "WHAT TO BRING",
    "Ini bukan nomor antrean.": "This is not a queue number.",
    "Tanya di": "Please ask here:",
    "Biaya": "Fee",
    "Waktu layanan": "Usual time",
    "sekitar {minutes} menit": "about {minutes} minutes",
    "Selesai": "Ready",
    "Hasil": "You get",
    "Pengaduan": "Complaints",
    "Tempat": "Where",
    # What a site leaves unsaid
    "Loket": "Counter",
    "Meja Informasi": "Information desk",
    "Lainnya": "Other",
    # Why a service gives no numbers
    "Sedang tutup": "Closed at the moment",
    "Ditutup sementara": "Closed for now",
    "Libur": "Holiday",
    "Tutup hari ini": "Closed today",
    "Belum buka": "Not open yet",
    "Nomor hari ini sudah ditutup": "No more numbers today",
    "Nomor habis": "All numbers are taken",
    "Tidak ada petugas hari ini": "No staff today",
    "Nomor darurat habis": "Emergency numbers used up",
    "Menunggu sambungan": "Waiting for the connection",
    "Sistem sedang dipulihkan, mohon tunggu": "The system is being restored, please wait",
    "Nomor hanya dari petugas": "Numbers from the staff only",
}

SPOKEN: Mapping[str, str] = {
    # Between numbers: 1–8, 09.25–09.45; 1/3; + 1, − 1
    "sampai": "to",
    "dari": "of",
    "tambah": "add",
    "kurangi": "take away",
    # 09.00 and 09.25; the word before it may stand in the text already
    "pukul {hour} tepat": "{hour} o'clock",
    "pukul {hour} lewat {minute}": "{hour} {minute}",
    "{amount} rupiah": "{amount} rupiah",
    # To whoever does not understand the language of the welcome. {key} is what the key is called
    "Untuk {language}, tekan panah atas sampai terdengar {key}, lalu Enter.": (
        "For {language}, press the up arrow until you hear {key}, then press Enter."
    ),
    "Lalu panah bawah sampai terdengar {language}, dan Enter.": (
        "Then the down arrow until you hear {language}, and Enter."
    ),
}
"""Heard in the kiosk's headphones alone."""


TV: Mapping[str, str] = {
    # In the footer
    "Lihat layar dan dengarkan panggilan.": (
        "Numbers may be called out of order. Watch the screen and listen."
    ),
    "TERLEWAT": "MISSED",
    "Pengumuman": "Announcement",
    "Tiket hilang atau terlewat? {desk}, {floor}.": (
        "Lost your ticket or missed your call? {desk}, {floor}."
    ),
    # In the place of the current call
    "Istirahat {span}": "Break {span}",
    "Nomor Anda tetap berlaku.": "Your number stays valid.",
    "Tutup": "Closed",
    "Nomor dibagikan lagi {day}, pukul {time}.": "Numbers are given out again on {day} at {time}.",
    "Layanan mulai pukul {time}": "Service starts at {time}",
    "Nomor sudah bisa diambil di mesin tiket.": "Take your number at the ticket machine.",
    "Layar tidak terhubung.": "This screen is not connected.",
    "Dengarkan petugas.": "Please listen to the staff.",
    "Lantai {floor}": "Floor {floor}",
    "TV {zones} mati: panggilannya tampil di layar ini.": (
        "{zones}: its screen is off, and its calls appear here."
    ),
    # Above a counter
    "Sedang dilayani": "Being served",
    "Silakan ke loket ini": "Please come to this counter",
    "Nomor berikutnya muncul di sini.": "The next number appears here.",
    "Loket ini tutup": "This counter is closed",
    "Lihat layar {zone}.": "Watch the screen of {zone}.",
    "Loket ini jeda sebentar": "A short pause at this counter",
    "Kira-kira kembali pukul {time}.": "Back at about {time}.",
}
"""On the TVs. Names in braces are places to be filled."""


def filled(sentence: str, **places: str) -> str:
    """A text of `SPOKEN` with its places filled, whatever else in braces stands in it."""
    for name, said in places.items():
        sentence = sentence.replace(f"{{{name}}}", said)
    return sentence

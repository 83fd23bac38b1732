"""What the questions about a visit say, in both languages."""

from __future__ import annotations

from shared.domain.site import Texts

# Results ------------------------------------------------------------------------------------

RESULT: Texts = {"id": "{number}: apa hasilnya?", "en": "{number}: what came of it?"}
RESULT_DETAIL: Texts = {
    "id": "Enter di layar utama mencatat “{usual}”.",
    "en": "Enter on the main screen records “{usual}”.",
}
USUAL: Texts = {"id": "biasanya", "en": "usual"}

# The next errand ----------------------------------------------------------------------------

ERRAND: Texts = {"id": "{number}: lanjut ke layanan apa?", "en": "{number}: on to which service?"}
ERRAND_DETAIL: Texts = {
    "id": "Nomor dan waktu tunggunya tetap. Layanan sekarang dicatat selesai.",
    "en": "Number and waiting time stay. The present service is recorded as done.",
}
ERRAND_HINT: Texts = {"id": "Cari layanan", "en": "Find a service"}
AT_ONCE: Texts = {"id": "di sini, langsung", "en": "here, at once"}
NOT_FOUND: Texts = {"id": "Tidak ditemukan. Coba kata lain.", "en": "Not found. Try another word."}

# On hold ------------------------------------------------------------------------------------

HOLD: Texts = {"id": "Tunda {number} sampai kapan?", "en": "Hold {number} until when?"}
HOLD_DETAIL: Texts = {
    "id": "Tempatnya dalam urutan tetap.",
    "en": "It keeps its place in the order.",
}
HOLD_OPEN: Texts = {"id": "Sampai dikembalikan (tombol 3)", "en": "Until brought back (key 3)"}
HOLD_MINUTES: Texts = {"id": "{minutes} menit", "en": "{minutes} minutes"}
HOLD_UNTIL: Texts = {"id": "sampai {time}", "en": "until {time}"}
BACK_AT: Texts = {"id": "kembali {time}", "en": "back at {time}"}
BACK_NOW: Texts = {"id": "waktunya kembali", "en": "due back"}

# Out of the line and back -------------------------------------------------------------------

BRING: Texts = {"id": "Kembalikan ke antrean", "en": "Bring back into the line"}
BRING_DETAIL: Texts = {
    "id": "Yang ditunda kembali ke tempatnya; yang terlewat ditanyakan dulu.",
    "en": "Those on hold get their place back; about a missed one it is asked first.",
}
BRING_EMPTY: Texts = {
    "id": "Tidak ada yang ditunda atau terlewat.",
    "en": "Nobody is on hold or was missed.",
}
BACK_IN_LINE: Texts = {"id": "Kembali ke antrean", "en": "Back into the line"}
CALL_NOW: Texts = {"id": "Panggil sekarang ke loket ini …", "en": "Call it to this counter now …"}
CALL_NOW_DETAIL: Texts = {"id": "Dengan alasan.", "en": "With a reason."}

# Transfer -----------------------------------------------------------------------------------

COMES_BACK: Texts = {
    "id": "{number} ke {target}: kembali ke saya sesudahnya?",
    "en": "{number} to {target}: back to me afterwards?",
}
COMES_BACK_NO: Texts = {"id": "Tidak, selesai di sana", "en": "No, it ends there"}
COMES_BACK_YES: Texts = {"id": "Ya, kembali ke saya", "en": "Yes, back to me"}
COMES_BACK_DETAIL: Texts = {
    "id": "Selesai di sana, ia menunggu Anda dengan tempat yang sama.",
    "en": "Done there, it waits for you at the same place.",
}

# What a row says of its ticket --------------------------------------------------------------

RETURNED: Texts = {"id": "kembali ke Anda", "en": "back to you"}
FOR_OFFICER: Texts = {"id": "khusus {officer}", "en": "for {officer}"}
GOES_BACK: Texts = {"id": "kembali ke {officer} sesudah ini", "en": "back to {officer} after this"}
CAME_WITH: Texts = {"id": "tadi: {result}", "en": "before: {result}"}
DAYS_AGO: Texts = {"id": "dulu", "en": "earlier"}
"""In place of the minutes of one that was left for another day."""
FROM_YESTERDAY: Texts = {"id": "lanjutan kemarin", "en": "carried over"}

# Notes --------------------------------------------------------------------------------------

NOTES: Texts = {"id": "Catatan: {text}", "en": "Note: {text}"}
NOTES_MORE: Texts = {"id": "Catatan ({count}): {text}", "en": "Notes ({count}): {text}"}
NOTES_COUNT: Texts = {"id": "{count} catatan", "en": "{count} notes"}

# A number given at the counter --------------------------------------------------------------

GIVEN: Texts = {"id": "Nomor pengunjung", "en": "The visitor’s number"}
GIVEN_DETAIL: Texts = {
    "id": "Tunjukkan nomor ini. Di mana kertasnya dicetak?",
    "en": "Show this number. Where is its paper printed?",
}
PRINTED_AT: Texts = {"id": "{number} dicetak: {kiosk}.", "en": "{number} is printed: {kiosk}."}

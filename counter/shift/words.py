"""What is said around an officer's sitting at a counter, in both languages."""

from __future__ import annotations

from shared.domain.site import Texts

TAKEN: Texts = {
    "id": "{counter} masih dipakai {officer} sejak {time}. Ambil alih?",
    "en": "{officer} is still at {counter}, since {time}. Take it over?",
}
TAKEN_DETAIL: Texts = {
    "id": "Alasan dicatat. Pengunjung yang sedang di loket dilanjutkan oleh Anda.",
    "en": "The reason is recorded. You go on with a visitor who is at the counter.",
}
ELSEWHERE: Texts = {
    "id": "Anda masih masuk di {counter}.",
    "en": "You are still signed on at {counter}.",
}
ELSEWHERE_YES: Texts = {
    "id": "Tutup {other}, buka {counter}",
    "en": "Close {other}, open {counter}",
}
ELSEWHERE_DETAIL: Texts = {
    "id": "Yang menunggu Anda di sana tetap menunggu Anda.",
    "en": "Those who wait for you there go on waiting for you.",
}
ELSEWHERE_NO: Texts = {"id": "Tidak, biarkan", "en": "No, leave it"}
STILL_BUSY: Texts = {
    "id": "{number} masih di {counter}. Selesaikan dulu di sana.",
    "en": "{number} is still at {counter}. Finish it there first.",
}
TAKEN_OVER: Texts = {
    "id": "{counter} diambil alih {officer}. Masuk lagi di loket lain, atau tanyakan kepadanya.",
    "en": "{officer} has taken {counter} over. Sign on at another counter, or ask them.",
}

PAUSE_LEFT: Texts = {"id": "sisa {minutes} mnt", "en": "{minutes} min left"}
PAUSE_OVER: Texts = {
    "id": "Jeda {minutes} menit habis. Enter: buka lagi.",
    "en": "The {minutes} minutes of this pause are over. Enter opens again.",
}
PAST: Texts = {"id": "lewat {minutes} mnt", "en": "{minutes} min over"}

CALLS_IN: Texts = {
    "id": "Memanggil {number} dalam {seconds}… (Esc: jangan)",
    "en": "Calling {number} in {seconds}… (Esc: do not)",
}
"""The next one is called by itself."""

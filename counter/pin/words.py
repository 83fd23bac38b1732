"""What is said while an officer chooses a PIN, in both languages."""

from __future__ import annotations

from shared.domain.site import Texts

CHANGE_PIN = "ChangePin"

NEEDED = "pin-change-needed"
"""The hub's refusal of a PIN that others have seen."""

WEAK = "weak-pin"
"""Its refusal of a new one, with why."""

WHY_CHANGE: Texts = {
    "id": "PIN ini diberikan orang lain. Pilih PIN baru yang hanya Anda tahu.",
    "en": "Somebody else gave you this PIN. Choose a new one that only you know.",
}
RULES: Texts = {
    "id": "4 sampai 12 angka, atau kata sandi 8 huruf atau lebih. Jangan tanggal lahir.",
    "en": "4 to 12 digits, or a password of 8 letters or more. No date of birth.",
}
MISSING: Texts = {"id": "Ketik PIN baru dua kali.", "en": "Type the new PIN twice."}
DIFFERENT: Texts = {
    "id": "Keduanya tidak sama. Ketik sekali lagi.",
    "en": "The two are not the same. Type them again.",
}
KEEPING: Texts = {"id": "Menyimpan …", "en": "Keeping it …"}

WEAK_FOR: dict[str, Texts] = {
    "length": {
        "id": "PIN: 4 sampai 12 angka. Kata sandi: 8 huruf atau lebih.",
        "en": "A PIN has 4 to 12 digits, a password 8 letters or more.",
    },
    "same": {
        "id": "Itu PIN yang lama. Pilih yang lain.",
        "en": "That is the old PIN. Choose another.",
    },
    "repeated": {
        "id": "Angkanya berulang: mudah ditebak. Pilih yang lain.",
        "en": "It repeats itself, and is easily guessed. Choose another.",
    },
    "sequence": {
        "id": "Angkanya berurutan: mudah ditebak. Pilih yang lain.",
        "en": "It counts up or down, and is easily guessed. Choose another.",
    },
    "date": {
        "id": "Itu seperti tahun atau tanggal: mudah ditebak. Pilih yang lain.",
        "en": "It looks like a year or a date, and is easily guessed. Choose another.",
    },
    "known": {
        "id": "Itu dicoba orang paling dulu. Pilih yang lain.",
        "en": "That is what everybody tries first. Choose another.",
    },
    "name": {
        "id": "Nama Anda ada di dalamnya. Pilih yang lain.",
        "en": "Your name is in it. Choose another.",
    },
}
EASY: Texts = {
    "id": "Itu mudah ditebak. Pilih yang lain.",
    "en": "That is easily guessed. Choose another.",
}

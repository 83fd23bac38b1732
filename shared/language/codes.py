"""What the codes in an entry mean, in plain words: whoever reads the journal knows no codes."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.site import Texts

CODES: Mapping[str, Mapping[str, Texts]] = {
    "PersonalDataRead.act": {
        "found": {"id": "dicari, dan tampil tersamar", "en": "looked for, and shown masked"},
        "read": {"id": "dibaca", "en": "read"},
        "exported": {"id": "disalin semuanya untuk orangnya", "en": "exported in full"},
    },
    "PersonalDataKept.kind": {
        "contact": {"id": "kontak", "en": "contact"},
        "booking": {"id": "janji temu", "en": "booking"},
    },
    "PersonalDataErased.reason": {
        "purged": {"id": "masa simpannya habis", "en": "it had been kept long enough"},
    },
    "StaffChanged.act": {
        "added": {"id": "ditambahkan", "en": "added"},
        "role": {"id": "mendapat peran lain", "en": "given another role"},
        "pin-given": {
            "id": "diberi PIN pertama oleh orang lain",
            "en": "given a first PIN by somebody else",
        },
        "pin-shown": {
            "id": "PIN pertamanya dibaca seseorang",
            "en": "their first PINs were read by somebody",
        },
        "pin-own": {"id": "memilih PIN sendiri", "en": "chose a PIN of their own"},
        "removed": {"id": "dihapus", "en": "removed"},
    },
    "KioskTended.act": {
        "opened": {"id": "dibuka", "en": "opened"},
        "locked": {"id": "terkunci, PIN salah", "en": "locked, wrong PINs"},
        "test-print": {"id": "cetak uji", "en": "test print"},
        "paper-changed": {"id": "kertas diganti", "en": "paper changed"},
        "volume": {"id": "volume suara", "en": "volume"},
        "restart": {"id": "aplikasi dimulai ulang", "en": "app restarted"},
        "reboot": {"id": "mesin dimulai ulang", "en": "machine restarted"},
    },
    "PastDoubted.reason": {
        "head": {
            "id": "tidak memuat entri terakhir yang ditandatangani hub",
            "en": "it lacks the last entry that the hub had signed",
        },
        "book": {
            "id": "tidak cocok dengan signatures.jsonl",
            "en": "it does not fit to signatures.jsonl",
        },
        "key": {
            "id": "kunci tanda tangan hilang dan hari tidak ditandatangani",
            "en": "the signing key was gone, and days not signed",
        },
        "unsigned": {
            "id": "hari yang sudah lama selesai tidak ditandatangani",
            "en": "days that were long over were not signed",
        },
        "first": {
            "id": "hari dari program sebelum ada tanda tangan",
            "en": "days of a program that did not sign yet",
        },
        "waited": {
            "id": "tanda tangan baru dapat dibuat sekarang",
            "en": "the hub could sign only now",
        },
        "app": {
            "id": "sebuah aplikasi pernah melihat entri yang tidak ada",
            "en": "an app has seen an entry that is not there",
        },
        "restored": {
            "id": "sebuah aplikasi pernah melihat entri yang hilang saat pemulihan",
            "en": "an app has seen an entry that a restore has lost",
        },
    },
    "WordGiven.act": {
        "restore-go": {
            "id": "nomor diberikan lagi setelah pemulihan tanpa menunggu",
            "en": "numbers are given again after a restore without waiting",
        },
        "clock-accepted": {
            "id": "jam mesin hub dinyatakan betul",
            "en": "the clock of the hub's machine is right",
        },
    },
    "SittingChanged.act": {
        "signed-on": {"id": "masuk", "en": "signed on"},
        "signed-off": {"id": "keluar", "en": "signed off"},
    },
}
"""By the entry's type and field."""


def in_words(kind: str, name: str, value: object, language: str) -> object:
    """A field's code in words; what is none, or one of the site's, as it is."""
    texts = CODES.get(f"{kind}.{name}", {}).get(str(value))
    return (texts.get(language) or texts["id"]) if texts is not None else value

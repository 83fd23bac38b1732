"""What a screen that nobody has let in yet says to staff, in Indonesian and English."""

from __future__ import annotations

from typing import Final, NamedTuple


class Said(NamedTuple):
    """The same in both languages; they stand one below the other."""

    id: str
    en: str

    def of(self, **values: object) -> Said:
        """With its gaps filled."""
        return Said(self.id.format(**values), self.en.format(**values))


NOTHING: Final = Said("", "")

KINDS: Final = {
    "kiosk": Said("mesin tiket", "ticket machine"),
    "display": Said("TV", "TV"),
    "counter": Said("komputer loket", "counter computer"),
}

TITLE: Final = Said("Pasangkan {kind} ini", "Pair this {kind}")
TYPE: Final = Said("1. Di komputer pusat antrean, ketik:", "1. On the hub’s computer, type:")
COMMAND: Final = "sudo giliran device approve"
COMPARE: Final = Said("2. Pilih gambar yang sama:", "2. Choose the same picture:")
ENTER: Final = Said("3. Ketik angka ini:", "3. Type these digits:")
TIME: Final = Said("Angka baru dalam {time}", "New digits in {time}")

ASKING: Final = Said("Menghubungi pusat antrean …", "Calling the hub …")

CONNECTED: Final = Said("Terhubung", "Connected")

REVOKED: Final = Said("Dicabut dari pusat antrean", "Taken out of the queue")
REVOKED_MORE: Final = Said(
    "Pengelola {site} telah mencabut perangkat ini, “{name}”. Ia tidak dipakai lagi sampai "
    "dipasangkan dan disetujui lagi.",
    "The managers of {site} have taken out this device, “{name}”. It stays out until it is "
    "paired and approved again.",
)
AGAIN: Final = Said("Pasangkan lagi", "Pair again")
OTHER_HUB: Final = Said("Bukan {site}? Pilih lagi", "Not {site}? Choose again")

NOTES: Final = {
    "wrong": Said(
        "Angka yang diketik di pusat antrean tidak cocok. Ini angka yang baru.",
        "The digits typed at the hub did not match. These are new ones.",
    ),
    "expired": Said(
        "Waktu angka yang lama sudah habis. Ini angka yang baru.",
        "The old digits have run out. These are new ones.",
    ),
    "busy": Said(
        "Banyak perangkat sedang menunggu disetujui; dicoba lagi sebentar lagi.",
        "Many devices wait to be approved; trying again soon.",
    ),
    "forgotten": Said(
        "Pusat antrean tidak mengenal perangkat ini lagi. Setujui sekali lagi.",
        "The hub does not know this device any more. Approve it once more.",
    ),
    "role": Said(
        "Perangkat ini disetujui sebagai jenis lain. Setujui lagi sebagai {kind}.",
        "This device was approved as another kind. Approve it again as a {kind}.",
    ),
    "disk": Said(
        "Pasangan tidak bisa disimpan di perangkat ini. Periksa disknya.",
        "The pairing cannot be stored on this device. Check its disk.",
    ),
}

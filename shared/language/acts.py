"""What entries of the journal say that are about no single ticket's history, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.site import Texts
from shared.language.codes import in_words

ACTS: Mapping[str, Texts] = {
    "SiteLoaded": {"id": "Pengaturan balai dimuat", "en": "The hall's site was loaded"},
    "DayOpened": {"id": "Hari {date} dibuka", "en": "The day {date} was opened"},
    "Carried": {"id": "Dibawa ke hari baru", "en": "Carried into the new day"},
    "DayClosed": {"id": "Hari {date} ditutup", "en": "The day {date} was closed"},
    "DaySigned": {
        "id": "Hari {date} ditandatangani hub sampai entri {seq}",
        "en": "The day {date} was signed by the hub up to entry {seq}",
    },
    "SigningKeyChanged": {"id": "Kunci tanda tangan diganti", "en": "The signing key was changed"},
    "PastDoubted": {
        "id": "Jurnal diragukan: {reason}; {device}, entri {seq}, hari {dates}",
        "en": "The journal was doubted: {reason}; {device}, entry {seq}, days {dates}",
    },
    "WordGiven": {
        "id": "Seseorang memutuskan: {act} ({about})",
        "en": "Somebody decided: {act} ({about})",
    },
    "SittingChanged": {
        "id": "Petugas {officer} {act} tanpa loket",
        "en": "Officer {officer} {act} without a counter",
    },
    "NumbersGranted": {
        "id": "Nomor darurat diberikan ke kiosk",
        "en": "Emergency numbers were granted to a kiosk",
    },
    "NumbersSkipped": {"id": "Nomor dilewati", "en": "Numbers were passed over"},
    "CallShown": {"id": "Panggilan tampil di layar", "en": "The call was shown"},
    "CallSpoken": {"id": "Panggilan terdengar", "en": "The call was spoken"},
    "EndDecided": {
        "id": "Akhir layanan diputuskan: {choice}",
        "en": "The end of a service was decided: {choice}",
    },
    "CounterOpened": {"id": "Loket {counter} dibuka", "en": "Counter {counter} was opened"},
    "CounterTakenOver": {
        "id": "Loket {counter} diambil alih dari {before}: {reason}",
        "en": "Counter {counter} was taken over from {before}: {reason}",
    },
    "CounterPaused": {
        "id": "Loket {counter} istirahat: {reason}",
        "en": "Counter {counter} was paused: {reason}",
    },
    "CounterClosed": {
        "id": "Loket {counter} ditutup: {reason}",
        "en": "Counter {counter} was closed: {reason}",
    },
    "ProfileChanged": {
        "id": "Layanan loket {counter} diubah: {profile}",
        "en": "What counter {counter} serves was changed: {profile}",
    },
    "ServiceSuspended": {
        "id": "Layanan {service} dihentikan: {reason}",
        "en": "The service {service} was suspended: {reason}",
    },
    "ServiceRestored": {
        "id": "Layanan {service} dibuka lagi",
        "en": "The service {service} was restored",
    },
    "OfficerUnlocked": {
        "id": "Petugas {officer} boleh mencoba PIN lagi",
        "en": "Officer {officer} may try the PIN again",
    },
    "StaffChanged": {
        "id": "Petugas {officers}: {act}, peran: {role}",
        "en": "Officers {officers}: {act}, role: {role}",
    },
    "AnnouncementMade": {"id": "Pengumuman dibuat", "en": "An announcement was made"},
    "AnnouncementOver": {"id": "Pengumuman selesai", "en": "An announcement was over"},
    "MediumAdded": {"id": "Berkas {name} ditambahkan", "en": "The file {name} was added"},
    "MediumRemoved": {"id": "Berkas {name} dihapus", "en": "The file {name} was removed"},
    "DeviceEnrolled": {
        "id": "Perangkat {device} ({role}) pertama kali tersambung",
        "en": "The device {device} ({role}) was met for the first time",
    },
    "DevicePaired": {
        "id": "Perangkat {device} ({role}) dipasangkan sebagai {name}",
        "en": "The device {device} ({role}) was paired as {name}",
    },
    "DeviceRenamed": {
        "id": "Perangkat {device} dinamai {name}",
        "en": "The device {device} was named {name}",
    },
    "DeviceRevoked": {
        "id": "Perangkat {device} dicabut: {reason}",
        "en": "The device {device} was revoked: {reason}",
    },
    "KioskTended": {"id": "Menu petugas kiosk: {act}", "en": "The kiosk's staff menu: {act}"},
    "DisplayConfigured": {"id": "Layar {display} diatur", "en": "The display {display} was set up"},
    "ClockStepped": {"id": "Jam mesin diubah", "en": "The machine's clock was set"},
    "PersonalDataKept": {
        "id": "Data pribadi disimpan ({kind}), catatan {record}",
        "en": "Personal data was kept ({kind}), record {record}",
    },
    "PersonalDataRead": {
        "id": "Data pribadi {act}, alasan: {reason}, catatan {records}",
        "en": "Personal data was {act}, reason: {reason}, records {records}",
    },
    "PersonalDataErased": {
        "id": "Data pribadi dihapus, alasan: {reason}, catatan {records}",
        "en": "Personal data was erased, reason: {reason}, records {records}",
    },
    "PersonalKeyChanged": {
        "id": "Kunci data pribadi diganti",
        "en": "The key of personal data was changed",
    },
}
"""By the entry's type; the fields stand in for themselves."""


class _Fields(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "–"


def _listed(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def act(kind: str, language: str, fields: Mapping[str, object]) -> str:
    """The words for an entry; its bare type where there are none."""
    texts = ACTS.get(kind)
    if texts is None:
        return kind
    told = {
        name: _listed(in_words(kind, name, value, language))
        for name, value in fields.items()
        if value not in (None, "", (), [])
    }
    return (texts.get(language) or texts["id"]).format_map(_Fields(told))

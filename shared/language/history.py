"""A ticket's history in plain words, entry by entry, for staff: it names groups and reasons.

Each template is known by the entry's type, with a variant where one type says several things. What
a visitor may hear of others is in `shared.language.precedence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from shared.domain.site import Texts

ENTRIES: Mapping[str, Texts] = {
    "TicketIssued": {
        "id": "Nomor diambil untuk {service}; {ahead} sebelumnya",
        "en": "Number taken for {service}; {ahead} before it",
    },
    "TicketIssued.priority": {
        "id": "Nomor diambil untuk {service}, {group}: {minutes} mnt di depan; {ahead} sebelumnya",
        "en": "Number taken for {service}, {group}: {minutes} min ahead; {ahead} before it",
    },
    "TicketIssued.entered": {
        "id": "Nomor darurat {service} dicatat petugas dari kertasnya",
        "en": "Emergency number for {service} entered by an officer from its paper",
    },
    "TicketIssued.late": {
        "id": "Masuk kemudian dari {kiosk}: nomor untuk {service} diambil pukul {arrival}",
        "en": "Came in later from {kiosk}: number for {service} taken at {arrival}",
    },
    "TicketMerged": {
        "id": "Kertasnya masuk dari kiosk: waktu datang {arrival}",
        "en": "Its paper came in from the kiosk: arrival at {arrival}",
    },
    "TicketPrinted": {"id": "Dicetak", "en": "Printed"},
    "TicketPrinted.again": {"id": "Dicetak ulang", "en": "Printed again"},
    "PrintFailed": {"id": "Tidak tercetak: {reason}", "en": "Not printed: {reason}"},
    "ReprintRequested": {"id": "Cetak ulang diminta", "en": "Another print was asked for"},
    "TicketCancelled": {"id": "Dibatalkan: {reason}", "en": "Cancelled: {reason}"},
    "TicketRejoined": {
        "id": "Kembali ke antrean; tempatnya dihitung sejak sekarang",
        "en": "Back in the line; its place counts from now",
    },
    "TicketRejoined.kept": {
        "id": "Kembali ke antrean dengan tempat semula",
        "en": "Back in the line with the place it had",
    },
    "TicketRejoined.behind": {
        "id": "Kembali ke antrean, di belakang {behind}",
        "en": "Back in the line, behind {behind}",
    },
    "PriorityChanged": {
        "id": "Prioritas {group}, {minutes} mnt di depan: {reason}",
        "en": "Priority {group}, {minutes} min ahead: {reason}",
    },
    "PriorityChanged.withdrawn": {
        "id": "Prioritas dicabut: {reason}; waktu datang tetap",
        "en": "Priority withdrawn: {reason}; the arrival stays",
    },
    "TicketCalled": {
        "id": "Dipanggil ke {counter} menurut aturan: menunggu {waited} mnt + {head} = {score}",
        "en": "Called to {counter} by the rule: waited {waited} min + {head} = {score}",
    },
    "TicketCalled.beside": {
        "id": "Dipanggil ke {counter} di luar aturan, {reason}: menunggu {waited} mnt + {head}"
        " = {score}",
        "en": "Called to {counter} beside the rule, {reason}: waited {waited} min + {head}"
        " = {score}",
    },
    "TicketRecalled": {
        "id": "Dipanggil lagi ke {counter} (ke-{call})",
        "en": "Called again to {counter} (call {call})",
    },
    "CallShown": {"id": "Tampil di layar", "en": "Shown on the screen"},
    "CallSpoken": {"id": "Disuarakan", "en": "Spoken"},
    "ServiceStarted": {"id": "Mulai dilayani di {counter}", "en": "Service started at {counter}"},
    "ServiceStarted.estimated": {
        "id": "Mulai dilayani di {counter} kira-kira {started} (tidak ditekan)",
        "en": "Service started at {counter} at about {started} (nobody pressed start)",
    },
    "ServiceFinished": {"id": "Selesai di {counter}", "en": "Finished at {counter}"},
    "ServiceFinished.result": {
        "id": "Selesai di {counter}: {result}",
        "en": "Finished at {counter}: {result}",
    },
    "VisitContinued": {
        "id": "Lanjut ke {service} dengan nomor dan tempat yang sama",
        "en": "Goes on to {service} with the same number and place",
    },
    "TicketReturned": {
        "id": "Kembali ke pengirimnya, {service}; tempat tetap",
        "en": "Back to who sent it, {service}; the place stays",
    },
    "TicketMissed": {"id": "Tidak hadir di {counter}", "en": "Did not come to {counter}"},
    "TicketMissed.reason": {
        "id": "Tidak hadir di {counter}: {reason}",
        "en": "Did not come to {counter}: {reason}",
    },
    "TicketHeld": {"id": "Ditunda di {counter}", "en": "Put aside at {counter}"},
    "TicketHeld.reason": {
        "id": "Ditunda di {counter}: {reason}",
        "en": "Put aside at {counter}: {reason}",
    },
    "TicketHeld.until": {
        "id": "Ditunda di {counter} sampai pukul {until}",
        "en": "Put aside at {counter} until {until}",
    },
    "TicketHeld.until.reason": {
        "id": "Ditunda di {counter} sampai pukul {until}: {reason}",
        "en": "Put aside at {counter} until {until}: {reason}",
    },
    "TicketResumed": {
        "id": "Menunggu lagi dengan tempat semula",
        "en": "Waits again with the place it had",
    },
    "TicketResumed.due": {
        "id": "Waktunya tiba: menunggu lagi dengan tempat semula",
        "en": "Its time is over: waits again with the place it had",
    },
    "TicketTransferred": {
        "id": "Dialihkan dari {counter} ke {target}; tempat tetap",
        "en": "Transferred from {counter} to {target}; the place stays",
    },
    "TicketTransferred.reason": {
        "id": "Dialihkan dari {counter} ke {target}, {reason}; tempat tetap",
        "en": "Transferred from {counter} to {target}, {reason}; the place stays",
    },
    "TicketMoved": {
        "id": "Dipindahkan pengawas ke {target}: {reason}; tempat tetap",
        "en": "Moved to {target} by a supervisor: {reason}; the place stays",
    },
    "TicketNoted": {"id": "Catatan ditambahkan", "en": "A note was added"},
    "AssistanceChanged": {"id": "Bantuan diubah", "en": "Assistance changed"},
    "TicketPostponed": {
        "id": "Lanjut besok dengan tempat hari ini",
        "en": "Tomorrow, with today’s place",
    },
    "ActionUndone.finish": {
        "id": "Diurungkan di {counter}: selesai",
        "en": "Taken back at {counter}: the finish",
    },
    "ActionUndone.no-show": {
        "id": "Diurungkan di {counter}: tidak hadir",
        "en": "Taken back at {counter}: the no-show",
    },
    "DayClosed": {"id": "Hari ditutup: tidak terlayani", "en": "The day closed: not served"},
    "Carried": {"id": "Dibawa dari hari sebelumnya", "en": "Carried over from the day before"},
}

RUNNER_UP: Texts = {
    "id": "; berikutnya {number} dengan {score}",
    "en": "; next was {number} with {score}",
}
DUE: Texts = {
    "id": "; menurut aturan {number} dengan {score}",
    "en": "; by the rule it was {number} with {score}",
}
PASSED_OVER: Texts = {
    "id": "; sedang di loket lain: {numbers}",
    "en": "; at another counter just then: {numbers}",
}


class Parts(Protocol):
    """What the words are about, by the names in the templates."""

    def __getitem__(self, name: str, /) -> Any: ...


def told(key: str, language: str, parts: Parts) -> str:
    """The words for an entry: its type with a variant (``TicketCalled.beside``), or its type
    alone; the bare type for one that has no words."""
    texts = ENTRIES.get(key) or ENTRIES.get(key.partition(".")[0])
    return _in(texts, language).format_map(parts) if texts is not None else key


def say(texts: Texts, language: str, **parts: object) -> str:
    """A text in `language` with its parts filled in; Indonesian where there is no other."""
    return _in(texts, language).format(**parts)


def _in(texts: Texts, language: str) -> str:
    return texts.get(language) or texts["id"]

"""The answer to "why before me?", in words that may be read out to the one who asks.

It names numbers, and of others says *priority* and nothing more: whose group it is, or why an
officer chose somebody, can be about that person's health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shared.domain.causes import Cause
from shared.domain.site import Texts
from shared.language.dates import Language, clock_time

if TYPE_CHECKING:
    # An app that puts such a sentence together starts without the hall's rules.
    from shared.domain.hall import Ticket
    from shared.domain.precedence import Precedence

MOST_NAMED = 6
"""Numbers that a sentence names; the others are counted."""

AND_MORE: Texts = {"id": "{first} (+{count})", "en": "{first} (+{count})"}

# One call that is over ----------------------------------------------------------------------

_ONE: Mapping[Cause, Texts] = {
    Cause.EARLIER: {
        "id": "{called} dipanggil sebelum {asking} karena datang lebih dulu: pukul {came},"
        " {asking} pukul {asking_came}.",
        "en": "{called} was called before {asking} because it came earlier: at {came},"
        " {asking} at {asking_came}.",
    },
    Cause.EMERGENCY: {
        "id": "{called} dipanggil sebelum {asking} karena datang lebih dulu, pukul {came}, di"
        " anjungan yang jaringannya putus; setelah tersambung, waktu datangnya tetap dihitung.",
        "en": "{called} was called before {asking} because it came earlier, at {came}, to a kiosk"
        " that had lost its connection; once it was back, that arrival counted.",
    },
    Cause.RESTORED: {
        "id": "{called} dipanggil sebelum {asking} karena datang lebih dulu, pukul {came};"
        " catatannya sempat hilang dan sudah dipulihkan.",
        "en": "{called} was called before {asking} because it came earlier, at {came}; the record"
        " was lost for a while and is restored.",
    },
    Cause.PRIORITY: {
        "id": "{called} datang sesudah {asking}, tetapi berhak prioritas, jadi dimajukan.",
        "en": "{called} came after {asking}, but is entitled to priority, and so was moved"
        " forward.",
    },
    Cause.CHOSEN: {
        "id": "{called} dipanggil petugas di luar urutan, dengan alasan dan nama petugas yang"
        " tercatat; tempat {asking} tidak berubah.",
        "en": "{called} was called by an officer out of order, for a reason that is recorded with"
        " the officer’s name; the place of {asking} did not change.",
    },
    Cause.RETURNED: {
        "id": "{asking} terlewat saat dipanggil dan baru kembali kemudian: tempatnya dihitung"
        " sejak pukul {counts_from}, dan {called} datang pukul {came}.",
        "en": "{asking} missed its call and came back later: its place counts from {counts_from},"
        " and {called} came at {came}.",
    },
    Cause.ELSEWHERE: {
        "id": "Saat {called} dipanggil, pemegang {asking} sedang di loket lain; tempatnya tetap.",
        "en": "When {called} was called, the visitor of {asking} was at another counter; the place"
        " was kept.",
    },
    Cause.AWAY: {
        "id": "Saat {called} dipanggil, {asking} tidak dalam antrean: terlewat, ditunda, atau"
        " belum datang.",
        "en": "When {called} was called, {asking} was not in the line: missed, put aside, or not"
        " there yet.",
    },
    Cause.OTHER_LINE: {
        "id": "{called} dipanggil untuk layanan lain: tiap layanan punya antrean sendiri, maka"
        " nomor bisa dipanggil tidak berurutan.",
        "en": "{called} was called for another service: each has a line of its own, so numbers may"
        " be called out of order.",
    },
    Cause.UNEXPLAINED: {
        "id": "Untuk panggilan {called} sebelum {asking} tidak ada alasan yang tercatat.",
        "en": "No reason is recorded for calling {called} before {asking}.",
    },
}


_JUST_EARLIER: Texts = {
    "id": "{called} dipanggil sebelum {asking} karena nomornya diambil sesaat lebih dulu, sama-sama"
    " pukul {came}.",
    "en": "{called} was called before {asking} because its number was taken a moment earlier, both"
    " at {came}.",
}


def sentence(one: Precedence, language: str, zone: ZoneInfo) -> str:
    """Why a number was called before another, in one sentence."""
    dated: Language = "en" if language == "en" else "id"
    moments = {"came": one.came, "asking_came": one.asking_came, "counts_from": one.counts_from}
    clocks = {name: clock_time(moment, zone, dated) for name, moment in moments.items()}
    same = one.cause is Cause.EARLIER and clocks["came"] == clocks["asking_came"]
    texts = _JUST_EARLIER if same else _ONE[one.cause]
    return _say(texts, language, called=one.called, asking=one.asking, **clocks)


_NEVER: Texts = {
    "id": "{called} belum pernah dipanggil.",
    "en": "{called} has not been called.",
}
_BEFORE_IT_CAME: Texts = {
    "id": "{called} dipanggil pukul {at}, sebelum {asking} diambil pukul {came}.",
    "en": "{called} was called at {at}, before {asking} was taken at {came}.",
}
_NOT_BEFORE: Texts = {
    "id": "{called} tidak mendahului {asking}: dipanggil pukul {at}.",
    "en": "{called} was not called before {asking}: its call was at {at}.",
}


def not_overtaken(asking: Ticket, called: Ticket, language: str, zone: ZoneInfo) -> str:
    """The answer where a number was not called while the one who asks was there and waited."""
    dated: Language = "en" if language == "en" else "id"
    parts = {"called": called.number, "asking": asking.number}
    if called.first_called_at is None:
        return _say(_NEVER, language, **parts)
    texts = _BEFORE_IT_CAME if called.first_called_at < asking.arrival else _NOT_BEFORE
    at = clock_time(called.first_called_at, zone, dated)
    return _say(texts, language, at=at, came=clock_time(asking.arrival, zone, dated), **parts)


# Those who are before somebody who waits ----------------------------------------------------

COUNT: Texts = {
    "id": "Sebelum {number} ada {count} nomor.",
    "en": "Numbers before {number}: {count}.",
}
NOBODY: Texts = {
    "id": "{number} adalah yang berikutnya dalam antreannya.",
    "en": "{number} is the next one of its line.",
}
_MANY: Mapping[Cause, Texts] = {
    Cause.EMERGENCY: {
        "id": "{numbers}: diambil lebih dulu, di anjungan yang jaringannya putus; "
        "setelah tersambung, waktu datangnya tetap dihitung.",
        "en": "{numbers}: taken earlier, at a kiosk that had lost its connection; "
        "now that it is back, that arrival counts.",
    },
    Cause.RESTORED: {
        "id": "{numbers}: datang lebih dulu; catatannya sempat hilang dan sudah dipulihkan.",
        "en": "{numbers}: came earlier; the record was lost for a while and is restored.",
    },
    Cause.PRIORITY: {
        "id": "{numbers}: berhak prioritas, jadi dimajukan.",
        "en": "{numbers}: entitled to priority, and so moved forward.",
    },
    Cause.CHOSEN: {
        "id": "{numbers}: dipanggil petugas di luar urutan, dengan alasan yang tercatat.",
        "en": "{numbers}: called by an officer out of order, for a reason that is recorded.",
    },
}
OTHERS: Texts = {
    "id": "Yang lain menurut waktu datang.",
    "en": "The others are in the order of arrival.",
}
ALL_EARLIER: Texts = {
    "id": "Semuanya datang lebih dulu.",
    "en": "All of them came earlier.",
}
LINES: Texts = {
    "id": "Tiap layanan punya antrean sendiri, maka nomor bisa dipanggil tidak berurutan.",
    "en": "Each service has a line of its own, so numbers may be called out of order.",
}


def who_is_first(
    number: str, waiting: int, causes: Mapping[Cause, Sequence[str]], language: str
) -> list[str]:
    """For one who waits: how many are before it, and those by name who came, or were learnt of,
    later, by what put them there."""
    told = [_say(COUNT if waiting else NOBODY, language, number=number, count=waiting)]
    named = {cause: numbers for cause, numbers in causes.items() if numbers}
    told += [
        _say(texts, language, numbers=listed(named[cause], language))
        for cause, texts in _MANY.items()
        if cause in named
    ]
    if named:
        told.append(_say(OTHERS, language))
    elif waiting:
        told.append(_say(ALL_EARLIER, language))
    return [*told, _say(LINES, language)]


def listed(numbers: Sequence[str], language: str) -> str:
    """``A-980, A-981 (+3)``"""
    named = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    return _say(AND_MORE, language, first=named, count=more) if more > 0 else named


def _say(texts: Texts, language: str, **parts: object) -> str:
    return (texts.get(language) or texts["id"]).format(**parts)

"""A time of day as visitors say it: "sekitar jam sembilan seperempat", "9.15", "half past nine".

A mall is open by day: an hour from one to six is one of the afternoon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _each(text: str) -> list[str]:
    return text.split()


_INDONESIAN = _each("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
_ENGLISH = _each("one two three four five six seven eight nine ten eleven twelve")
_NUMBERS = {
    word: count for words in (_INDONESIAN, _ENGLISH) for count, word in enumerate(words, start=1)
}
_UNITS = "|".join((*_NUMBERS, r"\d{1,2}"))
_NUMBER = rf"(?:dua belas|dua puluh lima|dua puluh|lima belas|twenty five|twenty|fifteen|{_UNITS})"
_TENS = {
    "dua belas": 12,
    "dua puluh lima": 25,
    "dua puluh": 20,
    "lima belas": 15,
    "twenty five": 25,
    "twenty": 20,
    "fifteen": 15,
}
_QUARTERS = {"seperempat": 15, "setengah": 30, "quarter": 15, "a quarter": 15, "half": 30}
_PART = rf"(?:seperempat|setengah|a quarter|quarter|half|{_NUMBER})"

_DIGITAL = re.compile(r"(?<![\w-])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\w-])")
_COMPACT = re.compile(r"(?<![\w-])(0[6-9]|1\d|2[0-3])([0-5]\d)(?![\w-])")
_HALF_TO = re.compile(rf"\bsetengah ({_NUMBER})\b")
_AFTER = re.compile(rf"\b({_NUMBER}) (lewat|kurang|lebih) ({_PART})\b")
_QUARTER = re.compile(rf"\b({_NUMBER}) (seperempat)\b")
_PAST = re.compile(rf"\b({_PART}) (past|to) ({_NUMBER})\b")
_HOUR = re.compile(rf"\b(?:jam|pukul|at|oclock|around|about) ({_NUMBER})\b")

_FILLING = frozenset(
    _each(
        "sekitar kira kira2 kurang lebih jam pukul tadi pagi siang sore ambil mengambil diambil"
        " dapat nomor tiket mau ingin untuk yang di dari saya kami about around at took taken from"
        " the a an my ticket number for i we want to oclock"
    )
)

NEAR, WHOLE_HOUR = 20, 40
"""Minutes around a time that was named: to the minute, or as an hour."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Minutes since midnight; `slack` minutes around it are meant. `rest` is what else was said."""

    minute: int | None
    slack: int
    rest: str


def spoken(text: str) -> Spoken:
    """Reads the time out of what was typed."""
    said = re.sub(r"[’'`]", "", text.lower())
    said = re.sub(r"\s+", " ", said.replace(",", " ")).strip()
    for look in (_digital, _half_to, _past, _after, _quarter, _hour, _compact):
        found = look(said)
        if found is not None:
            minute, slack, place = found
            rest = f"{said[: place[0]]} {said[place[1] :]}"
            return Spoken(minute, slack, _without_filling(rest))
    return Spoken(None, 0, _without_filling(said))


_Found = tuple[int, int, tuple[int, int]] | None


def _digital(said: str) -> _Found:
    found = _DIGITAL.search(said)
    return _at(found, int(found[1]), int(found[2])) if found else None


def _compact(said: str) -> _Found:
    """``0915``, where no number of that kind was meant."""
    found = _COMPACT.search(said)
    return _at(found, int(found[1]), int(found[2])) if found else None


def _half_to(said: str) -> _Found:
    """ "setengah sepuluh" is half past nine."""
    found = _HALF_TO.search(said)
    return _at(found, _number(found[1]), -30) if found else None


def _after(said: str) -> _Found:
    found = _AFTER.search(said)
    if found is None or (found[2] == "kurang" and found[3] == "lebih"):
        return None
    part = _part(found[3])
    return _at(found, _number(found[1]), -part if found[2] == "kurang" else part)


def _quarter(said: str) -> _Found:
    found = _QUARTER.search(said)
    return _at(found, _number(found[1]), 15) if found else None


def _past(said: str) -> _Found:
    found = _PAST.search(said)
    if found is None:
        return None
    part = _part(found[1])
    return _at(found, _number(found[3]), part if found[2] == "past" else -part)


def _hour(said: str) -> _Found:
    found = _HOUR.search(said)
    return _at(found, _number(found[1]), 0, WHOLE_HOUR) if found else None


def _at(found: re.Match[str], hour: int, minutes: int, slack: int = NEAR) -> _Found:
    by_day = hour + 12 if 1 <= hour <= 6 else hour
    if not 0 <= by_day <= 23:
        return None
    return by_day * 60 + minutes, slack, found.span()


def _number(text: str) -> int:
    return _TENS.get(text) or _NUMBERS.get(text) or int(text)


def _part(text: str) -> int:
    return _QUARTERS.get(text) or _number(text)


def _without_filling(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _FILLING)

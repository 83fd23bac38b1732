"""What is written, made ready to be heard: numbers, times and money as words, marks as pauses."""

from __future__ import annotations

import re
from collections.abc import Callable

from shared.language.capitals import calmed
from shared.language.fixed_words import SPOKEN, filled
from shared.language.phrases import Phrases
from shared.language.spoken import phrases
from shared.language.tongues import first_language, names_aloud, spoken_word, tongue

LONGEST_PIECE = 90
"""Letters that are made into sound in one go; what is longer is cut at a comma."""

_NUMBER = re.compile(r"\b([A-Z]{1,3})-?(\d{3,4})\b")
_SPAN = re.compile(r"(?<=\d)\s*[–-]\s*(?=\d)")
_TIME = r"([01]?\d|2[0-3])[.:]([0-5]\d)\b(?![.:]\d)"
_LEADS = ("pukul", "jam", "at")
_MONEY = re.compile(r"\bRp\s?(\d{1,3}(?:[.,]\d{3})*)\b(?:,-)?")
_PART = re.compile(r"(?<=\b\d)/(?=\d{1,2}\b)|(?<=\b\d\d)/(?=\d{1,2}\b)")
_PLUS, _MINUS = re.compile(r"\+\s*(?=\d)"), re.compile(r"−\s*(?=\d)")
_MARKS = (
    (r"\s*[·|]\s*", ", "),
    (r"[•“”\"]", ""),
    (r"[…]", "."),
    (r"\n+", ". "),
)
_TWICE = re.compile(r"(?:(?<=^)|(?<=[.,] ))(\w[^.,:;\d]*\w{3} \w{3}[^.,:;\d]*)[.,] \1(?=[.,]|$)")
"""A name that stands beside itself, what an agency is called and in full: some words, because
digits that are told one by one may well come twice."""
_STOPS = ((r"\s+", " "), (r"\s+([.,!?;:])", r"\1"), (r"([.!?:;,])(?:\s*[.,;])+", r"\1"))
_THOUSANDS = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 9
"""Digits of a number that is read as one; longer ones are told digit by digit."""
_LONE = re.compile(r"(?<![\w’'-])[A-Z](?![\w’'-])")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_COMMA = re.compile(r"(?<=,)\s+")


_NOUGHT = {"en": "oh "}
"""Before minutes under ten."""


def spoken_by(language: str) -> Phrases:
    """The words of a language, or of the hall's first where this machine does not know it."""
    for code in (language, first_language()):
        try:
            return phrases(code)
        except LookupError:
            continue
    return phrases("id")


def for_ears(text: str, language: str) -> str:
    """The same as a person would read it aloud to somebody."""
    said = spoken_by(language)
    text = _TWICE.sub(r"\1", _named(text, language))
    for pattern, instead in _MARKS:
        text = re.sub(pattern, instead, text)
    text = _NUMBER.sub(lambda found: said.number("-".join(found.groups())).engine, text)
    text = _MONEY.sub(_money(said, language), text)
    text = _SPAN.sub(_small(" {} ", "sampai", language), text)
    text = _clock(text, said, language)
    text = _PLUS.sub(_small("{} ", "tambah", language), text)
    text = _MINUS.sub(_small("{} ", "kurangi", language), text)
    text = _PART.sub(_small(" {} ", "dari", language), text)
    text = calmed(text, language, said.letters)
    if tongue(language) is not None:  # its voice may be another language's
        text = _in_words(text, said)
    for pattern, instead in _STOPS:
        text = re.sub(pattern, instead, text)
    return text.strip(" ,")


def spelled(text: str, language: str) -> str:
    """Letter by letter, with a pause after each word."""
    said = spoken_by(language)
    words = (_spelled_word(word, said) for word in re.findall(r"\w+", text))
    return ". ".join(words)


def _spelled_word(word: str, said: Phrases) -> str:
    return ", ".join(_sign(sign, said) for sign in word)


def _sign(sign: str, said: Phrases) -> str:
    if sign.isdecimal():
        return said.cardinal(int(sign))
    return said.letters.get(sign.upper(), sign)


def letter(sign: str, language: str) -> str:
    """The name of one letter or digit."""
    return spelled(sign, language) or sign


def pieces(text: str) -> list[str]:
    """Cut into what is made into sound in one go: the first one is heard soonest."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        found += [sentence] if len(sentence) <= LONGEST_PIECE else _at_commas(sentence)
    return [piece for piece in found if re.search(r"\w", piece)]


def _at_commas(sentence: str) -> list[str]:
    found = [""]
    for part in _COMMA.split(sentence):
        if found[-1] and len(found[-1]) + len(part) > LONGEST_PIECE:
            found.append(part)
        else:
            found[-1] = f"{found[-1]} {part}".strip()
    return found


def _word(source: str, language: str) -> str:
    return spoken_word(source, SPOKEN[source], language)


def _small(frame: str, source: str, language: str) -> Callable[[re.Match[str]], str]:
    said = frame.format(_word(source, language))
    return lambda _: said


def _named(text: str, language: str) -> str:
    """Agencies by what they are called aloud."""
    for short, said in names_aloud(language).items():
        text = said.join(re.split(rf"(?<!\w){re.escape(short)}(?!\w)", text))
    return text


def _money(said: Phrases, language: str) -> Callable[[re.Match[str]], str]:
    def words(found: re.Match[str]) -> str:
        amount = said.cardinal(int(re.sub(r"[.,]", "", found[1])))
        return filled(_word("{amount} rupiah", language), amount=amount)

    return words


def _clock(text: str, said: Phrases, language: str) -> str:
    """Times in words. What stands before the hour ("pukul") is not said twice."""
    sharp, past = (
        _word(source, language) for source in ("pukul {hour} tepat", "pukul {hour} lewat {minute}")
    )
    lead = past.partition("{hour}")[0].strip()
    leads = "|".join(filter(None, (re.escape(lead), *_LEADS)))
    before = re.compile(rf"\b(?:({leads})\s+)?{_TIME}", re.I)

    def told(found: re.Match[str]) -> str:
        hour, minute = int(found[2]), int(found[3])
        nought = _NOUGHT.get(language, "") if minute < 10 else ""
        sentence = past if minute else sharp
        sentence = filled(sentence, hour=said.cardinal(hour), minute=nought + said.cardinal(minute))
        return f"{found[1]} {sentence.removeprefix(lead).strip()}" if found[1] else sentence

    return before.sub(told, text)


def _in_words(text: str, said: Phrases) -> str:
    """What is left of numbers and of single letters, by the names that the language's file has."""
    text = _THOUSANDS.sub(lambda found: re.sub(r"[.]", "", found[0]), text)
    text = _DIGITS.sub(lambda found: f" {_digits(found[0], said)} ", text)
    return _LONE.sub(lambda found: said.letters.get(found[0], found[0]), text)


def _digits(digits: str, said: Phrases) -> str:
    if digits.startswith("0") or len(digits) > LONGEST_NUMBER:
        return " ".join(said.cardinal(int(digit)) for digit in digits)
    return said.cardinal(int(digits))

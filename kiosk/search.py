"""Finding a service by what people type: forgiving of spelling, order and everyday words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kiosk.catalogue import Catalogue
from shared.domain.site import Service

LETTERS = 2
"""Results from this many letters on."""
ROWS = 6
NEAREST = 3
"""What is offered when nothing was found."""
_GOOD = 74.0
_NEAR = 84.0

# Everyday spellings of the words on the counters; both sides of the search pass through it.
_SAME = {
    "akte": "akta",
    "aktenya": "akta",
    "ektp": "ktp",
    "ktpel": "ktp",
    "pasport": "paspor",
    "passport": "paspor",
    "passpor": "paspor",
    "ijin": "izin",
    "surat2": "surat",
    "nikah": "kawin",
    "pernikahan": "kawin",
    "perkawinan": "kawin",
    "rubah": "ubah",
    "merubah": "ubah",
    "perubahan": "ubah",
    "perpanjangan": "perpanjang",
    "memperpanjang": "perpanjang",
    "bikin": "buat",
    "membuat": "buat",
    "pembuatan": "buat",
    "ilang": "hilang",
    "kehilangan": "hilang",
    "kelahiran": "lahir",
    "kematian": "meninggal",
    "mati": "meninggal",
    "sertipikat": "sertifikat",
    "cacat": "disabilitas",
    "listik": "listrik",
}
_PHRASES = {
    "ktp elektronik": "ktp",
    "e ktp": "ktp",
    "ktp el": "ktp",
    "kartu tanda penduduk": "ktp",
    "kartu keluarga": "kartu keluarga kk",
    "surat izin mengemudi": "sim",
}
_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = frozenset({"saya", "mau", "ingin", "dan", "di", "untuk", "the", "a", "my", "to", "of"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search shows. `near` says that nothing fitted, and these are only the nearest."""

    services: tuple[Service, ...] = ()
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    service: Service
    names: tuple[str, ...]
    words: frozenset[str]


class Search:
    """The search over one kiosk's catalogue; made once for each site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = [_entry(catalogue, s) for s in catalogue.services.values()]
        self._vocabulary = sorted({word for entry in self._entries for word in entry.words})

    def find(self, query: str) -> Findings:
        """The best services for a query; nothing before the second letter."""
        words = [self._meant(word) for word in wanted_words(query)]
        if len("".join(words)) < LETTERS:
            return Findings()
        met = [{have: _word_score(word, have) for have in self._vocabulary} for word in words]
        scored = [(_score(entry, words, met), entry) for entry in self._entries]
        scored.sort(key=lambda pair: (-pair[0], pair[1].service.popular or 99))
        good = [entry.service for score, entry in scored if score >= _GOOD][:ROWS]
        if good:
            return Findings(tuple(good))
        return Findings(tuple(entry.service for _, entry in scored[:NEAREST]), near=True)

    def _meant(self, word: str) -> str:
        """A mistyped everyday word in its common spelling; other words stay as they are."""
        if len(word) < 5 or any(have.startswith(word) for have in self._vocabulary):
            return word
        nearest = process.extractOne(word, _SAME.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return _SAME[nearest[0]] if nearest else word


def wanted_words(text: str) -> list[str]:
    """The words of a text in their common spelling, without fillers."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    spaced = " ".join(_WORD.findall(plain))
    for phrase, same in _PHRASES.items():
        spaced = re.sub(rf"\b{phrase}\b", same, spaced)
    words = [_SAME.get(word, word) for word in spaced.split()]
    return [word for word in words if word not in _FILLERS] or words


def _entry(catalogue: Catalogue, service: Service) -> _Entry:
    agency = catalogue.agency(service.agency)
    texts = [*service.name.values(), *service.plain.values(), *service.aliases]
    belongs = [agency.short, *agency.name.values()]
    names = tuple(" ".join(wanted_words(text)) for text in texts)
    words = frozenset(word for text in [*texts, *belongs] for word in wanted_words(text))
    return _Entry(service, names, words)


def _score(entry: _Entry, words: list[str], met: list[dict[str, float]]) -> float:
    """0–100: how well every word asked for is met, a little more for a short name.

    `met` says for each word asked for how well each word of the catalogue meets it.
    """
    best = [max(scores[have] for have in entry.words) for scores in met]
    whole = max(fuzz.token_set_ratio(" ".join(words), name) for name in entry.names)
    return 0.85 * sum(best) / len(best) + 0.15 * whole if min(best) >= 60 else 0.5 * whole


def _word_score(word: str, have: str) -> float:
    """A beginning of a word is as good as the word: people stop typing when they see it."""
    if have.startswith(word):
        return 100.0 if have == word else 96.0
    if len(word) < 3:
        return 0.0
    whole = fuzz.ratio(word, have)
    start = fuzz.ratio(word, have[: len(word)]) if len(have) > len(word) else 0.0
    return max(whole, start - 4)

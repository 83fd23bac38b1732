"""What staff may write: short, and nothing that names a person.

A note about a ticket, a message to a counter and an announcement are read by others and kept for
some days. An identity number, a telephone number or an address of the post does not belong there;
in a note, which stays with a visitor's ticket, a name does not either.
"""

from __future__ import annotations

import re

LONGEST_WRITTEN = 200
"""Characters of a note, a message or an announcement."""

_DIGITS = re.compile(r"\d(?:[\s.\-\u2010-\u2015/]*\d){5,}")
"""Six or more in a row; blanks, dots and dashes between them hide nothing."""

_TITLED = re.compile(
    r"(?<!\w)(?P<title>(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Ss]audar[ai]|(?:[Ss]dri?|[Tt]n|[Nn]y|[Nn]n"
    r"|Hj|Mr|Mrs|Ms)\b\.?)|H\.)\s*(?P<name>[A-Z][a-z]{2,}\w*)"
)

_AFTER_A_TITLE = """
    hamil menyusui lansia kandung tiri angkat mertua kota negara rumah tangga muda tua difabel
    camat lurah bupati wali walikota gubernur kepala ketua sekretaris bendahara direktur manajer
    petugas pengawas satpam operator teknisi guru dosen dokter bidan perawat hakim jaksa notaris
    polisi kades kadus dukuh haji hajah pemohon pelapor pelamar wajib pajak kuasa pendamping
    pengantar yang dan atau sudah belum akan minta tolong mohon datang kembali perlu harap
"""
_NO_NAMES = frozenset(_AFTER_A_TITLE.split())
"""What often follows a title without being a name: an office, a state, the next word."""

_WRITTEN_FOR_A_NAME = """
    bapak ibu pak bu saudara saudari sdr sdri tn ny nn hj mr mrs ms tuan nyonya nona
"""
_TITLES = frozenset(_WRITTEN_FOR_A_NAME.split())

_PLACES = frozenset({"gedung", "blok", "ruang", "lantai", "loket", "zona", "pintu", "kelas"})

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def tidy(text: str) -> str:
    """One line, without what cannot be seen."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())


def personal_data(text: str) -> bool:
    """Whether it holds what looks like an identity number, a telephone number or an e-mail
    address."""
    return _DIGITS.search(text) is not None or _ADDRESS.search(text) is not None


def names_somebody(text: str) -> bool:
    """Whether a title is followed by a capitalised word that is none of those which often follow
    one. A name without a title cannot be told from other words, nor one in small letters, nor in a
    text of capitals alone: the screen asks not to write any."""
    return any(
        found["name"].casefold() not in _NO_NAMES and not _is_a_place(text, found)
        for found in _TITLED.finditer(text)
    )


def says_who(words: str) -> bool:
    """Whether words in small letters can tell one person from others: ``ibu hamil`` cannot, nor
    ``bapak``, which somebody may have written where a name was asked for."""
    return any(word not in _TITLES and word not in _NO_NAMES for word in words.split())


def _is_a_place(text: str, found: re.Match[str]) -> bool:
    """``Gedung H. Lantai 2``: a letter that stands for a place, and no title."""
    before = text[: found.start()].rsplit(maxsplit=1)[-1:]
    return found["title"] == "H." and bool(before) and before[0].casefold() in _PLACES

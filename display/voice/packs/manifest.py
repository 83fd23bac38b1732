"""The manifest of a voice pack, ``pack.toml``: which words there are, and in which melody.

Words stand in tables for people's sake (phrases, letters, digits, numbers); the pack itself knows
only words as a speech engine would be given them. A clip exists in up to three forms: `middle`,
`rising` before a comma, and `falling` at the end of a sentence; one form alone serves for all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from shared.language.spoken import languages

MANIFEST = "pack.toml"
FORMAT = 1
TABLES = ("phrases", "letters", "digits", "numbers")
LETTERS = "letters"
LONGEST_GAP_MS = 2_000


class Form(StrEnum):
    MIDDLE = "middle"
    RISING = "rising"
    FALLING = "falling"


_INSTEAD = {
    Form.MIDDLE: (Form.MIDDLE, Form.RISING, Form.FALLING),
    Form.RISING: (Form.RISING, Form.MIDDLE, Form.FALLING),
    Form.FALLING: (Form.FALLING, Form.MIDDLE, Form.RISING),
}


class BadPack(ValueError):
    """What is wrong with a manifest, in words for whoever made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Milliseconds between clips; a negative one lets them overlap."""

    word: int = -10
    comma: int = 190
    stop: int = 380


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """`clips`: words in lower case, each with the files of its forms."""

    folder: Path
    name: str
    language: str
    clips: Mapping[str, Mapping[Form, str]]
    gaps: Gaps = field(default_factory=Gaps)
    room: str = ""
    """A file with the silence of the room where it was recorded."""
    levelled: bool = True
    """False: every clip is played as it stands, for a pack that was finished elsewhere."""

    def file(self, words: str, form: Form) -> Path:
        """The clip of words in a form, or in the one that comes nearest; KeyError without any."""
        forms = self.clips[words]
        return self.folder / next(forms[one] for one in _INSTEAD[form] if one in forms)


def read_pack(folder: Path) -> Pack:
    """The pack in a folder; `BadPack` says what is wrong with its manifest. Raises OSError."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            document = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPack(f"{MANIFEST}: {error}") from error
    if document.get("format") != FORMAT:
        raise BadPack(f"{MANIFEST}: format is {document.get('format')!r}, and not {FORMAT}")
    language = _text(document, "language")
    if not language:
        raise BadPack(f"{MANIFEST}: language is missing")
    return Pack(
        folder=folder,
        name=_text(document, "name") or folder.name,
        language=language,
        clips=_clips(document, language),
        gaps=_gaps(document.get("gaps", {})),
        room=_text(document, "room"),
        levelled=bool(document.get("levelled", True)),
    )


def _text(document: Mapping[str, Any], key: str) -> str:
    value = document.get(key, "")
    if not isinstance(value, str):
        raise BadPack(f"{MANIFEST}: {key} is no text")
    return value


def _gaps(table: Any) -> Gaps:
    known = {"word", "comma", "stop"}
    if not isinstance(table, dict) or not known >= set(table):
        raise BadPack(f"{MANIFEST}: gaps has {', '.join(sorted(known))}, in milliseconds")
    for key, value in table.items():
        if type(value) is not int or abs(value) > LONGEST_GAP_MS:
            raise BadPack(f"{MANIFEST}: gaps.{key} is no number of milliseconds")
    return Gaps(**table)


def _clips(document: Mapping[str, Any], language: str) -> dict[str, dict[Form, str]]:
    known = languages().get(language)
    letters = {letter.casefold(): said for letter, said in known.letters.items()} if known else {}
    found: dict[str, dict[Form, str]] = {}
    for table in TABLES:
        entries = document.get(table, {})
        if not isinstance(entries, dict):
            raise BadPack(f"{MANIFEST}: {table} is no table")
        for words, files in entries.items():
            said = plain(words)
            said = letters.get(said, said) if table == LETTERS else said
            found[said] = _forms(f"{table}.{words}", files)
    if not found:
        raise BadPack(f"{MANIFEST}: there are no clips")
    return found


def _forms(where: str, files: Any) -> dict[Form, str]:
    if isinstance(files, str):
        files = {Form.MIDDLE.value: files}
    known = {form.value for form in Form}
    if not isinstance(files, dict) or not files or not known >= set(files):
        raise BadPack(f"{MANIFEST}: {where} is a file, or has {', '.join(sorted(known))}")
    for form, name in files.items():
        inside = isinstance(name, str) and name and not Path(name).is_absolute()
        if not inside or ".." in Path(name).parts:
            raise BadPack(f"{MANIFEST}: {where}.{form} is no file inside the pack's folder")
    return {Form(form): name for form, name in files.items()}


def plain(words: str) -> str:
    """Words as they are looked up: lower case, one space between them."""
    return " ".join(words.casefold().split())

"""A language of a hall as a file: TOML in, the typed language out.

Files lie in the folder ``languages`` beside the site's own; whoever reads the site reads them too.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from shared.domain.site import Site
from shared.domain.tongue import Tongue
from shared.protocol.shape import faults

FOLDER = "languages"
MAX_BYTES = 512 * 1024


class LanguageError(Exception):
    """The file is no language: where in it, and what is wrong there, fault by fault."""

    def __init__(self, *found: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{where}: {what}" if where else what for where, what in found))
        self.faults = found


def read_language_file(path: Path) -> Tongue:
    """The language in a file; LanguageError also when it cannot be read."""
    try:
        raw = path.read_bytes()
        document = tomllib.loads(raw[: MAX_BYTES + 1].decode("utf-8-sig"))
    except OSError as error:
        raise LanguageError(("", error.strerror or str(error))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise LanguageError(("", f"is no TOML: {error}")) from None
    return _language(document)


def with_languages(site: Site, folder: Path) -> Site:
    """The site with the languages whose files lie in a folder, each offered to visitors: where
    `Site.languages` does not name one, it comes last. LanguageError names the file as well."""
    found = {one.code: one for one in site.tongues}
    for path in sorted(folder.glob("*.toml")):
        try:
            tongue = read_language_file(path)
        except LanguageError as error:
            named = f"{FOLDER}/{path.name}"
            faulty = ((f"{named}: {where}" if where else named, w) for where, w in error.faults)
            raise LanguageError(*faulty) from None
        found[tongue.code] = tongue
    offered = tuple(dict.fromkeys([*site.languages, *found]))
    return replace(site, tongues=tuple(found.values()), languages=offered) if found else site


def _language(document: Any) -> Tongue:
    wrong = tuple(faults(document, Tongue))
    if wrong:
        raise LanguageError(*wrong)
    return msgspec.convert(document, Tongue, strict=True)

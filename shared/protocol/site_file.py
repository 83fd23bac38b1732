"""A site as text: TOML or JSON in, the typed document out.

A fault in the syntax is told with its line, one in the content with its key
(``services[17].minutes``). Unknown keys are refused: a misspelt key must not pass for a default.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from shared.domain.site import Site
from shared.protocol.language_file import FOLDER, LanguageError, with_languages
from shared.protocol.shape import faults

MAX_BYTES = 4 * 1024 * 1024
"""A hall with a thousand services stays far below it."""

_TOML_PLACE = re.compile(r" \(at ([^)]*)\)$")
_JSON, _TOML = ".json", ".toml"


class SiteError(Exception):
    """The text is no site. `where` names the line or the key, `what` the fault.

    `others` holds what else is wrong with the document, so that all can be mended at once.
    """

    def __init__(self, where: str, what: str, others: tuple[SiteError, ...] = ()) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where = where
        self.what = what
        self.others = others


def read_site_file(path: Path) -> Site:
    """The site in a file, TOML or JSON by its suffix, with the languages that lie beside it;
    SiteError also when one of them cannot be read."""
    if path.suffix.lower() not in (_JSON, _TOML):
        raise SiteError("", f"{path.name}: a site is a {_TOML} or {_JSON} file")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SiteError("", f"{path}: {error.strerror}") from None
    site = read_site(_decoded(raw), toml=path.suffix.lower() == _TOML)
    try:
        return with_languages(site, path.parent / FOLDER)
    except LanguageError as error:
        found = [SiteError(where, what) for where, what in error.faults]
        raise SiteError(found[0].where, found[0].what, tuple(found[1:])) from None


def read_site(source: str, *, toml: bool) -> Site:
    """The site that a text describes; SiteError with the line (syntax) or the key (content)."""
    if len(source) > MAX_BYTES:
        raise SiteError("", f"larger than {MAX_BYTES // 1024**2} MB: this is no site")
    try:
        document = _parse_toml(source) if toml else _parse_json(source)
    except RecursionError:
        raise SiteError("", "nested too deeply: this is no site") from None
    return site_from(document)


def site_from(document: Any) -> Site:
    """The site in a parsed document; SiteError names the key."""
    found = [SiteError(where, what) for where, what in faults(document, Site)]
    if found:
        raise SiteError(found[0].where, found[0].what, tuple(found[1:]))
    return msgspec.convert(document, Site, strict=True)


def kept_site(document: Any) -> Site:
    """The site in a document that passed `site_from` before: the journal's, or the hub's.

    Unknown keys, as a newer program may have written, are passed over. SiteError names the key.
    """
    try:
        return msgspec.convert(document, Site, strict=True)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `")
        raise SiteError(where.rstrip("`").removeprefix("$."), what) from None


def site_document(site: Site) -> dict[str, Any]:
    """The plain document of a site, ready for JSON."""
    document: dict[str, Any] = msgspec.to_builtins(site)
    return document


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SiteError(f"line {line}", "the text is not UTF-8") from None


def _parse_json(source: str) -> Any:
    try:
        return json.loads(source, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise SiteError(f"line {error.lineno}, column {error.colno}", error.msg) from None
    except ValueError as error:
        # Whole numbers beyond Python's limit of digits.
        raise SiteError("", str(error)) from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SiteError("", f"the key '{key}' stands twice in one object")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise SiteError("", f"{name} is no number")


def _parse_toml(source: str) -> Any:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        where = place[1] if place else ""
        raise SiteError(where, _TOML_PLACE.sub("", str(error))) from None
    except ValueError as error:
        raise SiteError("", str(error)) from None

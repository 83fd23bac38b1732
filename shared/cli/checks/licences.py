"""The licences of what Giliran needs to run: `python -m shared.cli.checks.licences`.

Each pinned package says its own licence in its metadata; assets/licences.toml has what people read
where that says too little, and names the weak copyleft that fits. Anything else is a fault: a new
package with an unknown licence, or with one that would reach what is built on it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from shared.cli.checks.locked import Pin, pins
from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode

READ = ROOT / "assets" / "licences.toml"
ROOMS = ("kiosk", "display", "counter", "shared", "assets")
UNKNOWN = "unknown"
_CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Those that name one licence; "BSD License" does not say which."""
_WORD = re.compile(r"[()]|[^\s()]+")


class Licence(NamedTuple):
    """What one package is under, how that is known, and whether it may be used."""

    name: str
    version: str
    expression: str
    source: str
    fits: bool


def licences(found: Iterable[Pin], read: Mapping[str, Any] | None = None) -> Iterator[Licence]:
    """One row a package, in the order of the pins."""
    known = read if read is not None else tomllib.loads(READ.read_text(encoding="utf-8"))
    people = {_plain(name): told for part in ("weak", "read") for name, told in known[part].items()}
    weak = {_plain(name) for name in known["weak"]}
    for pin in found:
        told = people.get(_plain(pin.name))
        own = declared(pin.name)
        expression = told["licence"] if told else own
        fits = _plain(pin.name) in weak or allowed(expression, known["permissive"])
        source = f"read: {told['why']}" if told else "its own metadata"
        yield Licence(pin.name, pin.version, expression, source, fits)


def declared(name: str) -> str:
    """What the installed package says of itself, as an SPDX expression, or `UNKNOWN`."""
    try:
        metadata: Message = distribution(name).metadata  # type: ignore[assignment]
    except PackageNotFoundError:
        return UNKNOWN
    if expression := metadata["License-Expression"]:
        return str(expression)
    classifiers = [str(one) for one in metadata.get_all("Classifier") or []]
    last = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    if last:
        return " OR ".join(_CLASSIFIERS.get(one, UNKNOWN) for one in last)
    said = str(metadata["License"] or "").strip()
    return said if re.fullmatch(r"[\w.+-]+", said) else UNKNOWN


def allowed(expression: str, good: Iterable[str]) -> bool:
    """Whether an SPDX expression can be met with licences of `good` alone."""
    words = _WORD.findall(expression)
    known = set(good)
    value = _either(words, known)
    return value and not words


def _either(words: list[str], good: set[str]) -> bool:
    value = _both(words, good)
    while words and words[0].upper() == "OR":
        words.pop(0)
        other = _both(words, good)
        value = value or other
    return value


def _both(words: list[str], good: set[str]) -> bool:
    value = _one(words, good)
    while words and words[0].upper() == "AND":
        words.pop(0)
        other = _one(words, good)
        value = value and other
    return value


def _one(words: list[str], good: set[str]) -> bool:
    if not words:
        return False
    word = words.pop(0)
    if word == "(":
        value = _either(words, good)
        return bool(words) and words.pop(0) == ")" and value
    return word in good


def gpl_modules(root: Path, modules: Iterable[str]) -> Iterator[str]:
    """Imports of Qt's modules that are under the GPL alone: `path: module`."""
    names = sorted(modules)
    quick = [f"Qt{name.removeprefix('Qt')}|{name.replace('Qt', 'Qt[.]', 1)}" for name in names]
    pattern = re.compile(rf"\b(?:PySide6[. ](?:import )?|import )({'|'.join(quick)})\b")
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in {".py", ".qml", ".js"}:
                for found in pattern.finditer(path.read_text(encoding="utf-8")):
                    yield f"{path.relative_to(root)}: {found[1]}"


def _plain(name: str) -> str:
    """As package indexes compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def table(rows: Iterable[Licence]) -> Iterator[str]:
    for row in rows:
        mark = " " if row.fits else "!"
        yield f"{mark} {row.name:<24}{row.version:<14}{row.expression:<32}{row.source}"


def check() -> int:
    """Print what does not fit; returns 0 when all does."""
    known = tomllib.loads(READ.read_text(encoding="utf-8"))
    rows = list(licences(pins(), known))
    faults = list(table(row for row in rows if not row.fits))
    faults += [
        f"! {said}: under the GPL alone" for said in gpl_modules(ROOT, known["qt"]["gpl_only"])
    ]
    print("\n".join(faults) or f"{len(rows)} packages, and every licence fits beside Apache-2.0")
    return ExitCode.FAILED if faults else ExitCode.OK


if __name__ == "__main__":
    sys.exit(check())

"""Whether everything that QML says exists in English, and our example languages fit the program.

`python -m shared.cli.checks.translations`. Fails for a string without a translation, one that is
translated in vain, an unfinished or an empty entry, one that stands twice, and places to be filled
(``%1``) that differ. An example language may lack texts; what it has must fit.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.domain.site_check import Severity, tongues
from shared.language.coverage import coverage
from shared.protocol.language_file import LanguageError, read_language_file
from shared.protocol.site_file import read_site_file

SETS = {
    "shared/qml/Giliran/Controls": "shared/qml/i18n/controls_en.ts",
    "counter/qml": "counter/i18n/counter_en.ts",
    "kiosk/qml": "kiosk/i18n/kiosk_en.ts",
}
"""Folders of QML, each with its English."""
EXAMPLES = "assets/tongues"
LEAST_SHARE = 90
"""Percent of the screens that an example says: below it, it is no example of a whole language."""
_SAID = re.compile(r'qsTr\(\s*"((?:[^"\\]|\\.)*)"')
_ASKED = re.compile(r"qsTr\(")
_PLACES = re.compile(r"%\d")


def faults(root: Path) -> Iterator[str]:
    """One line for each fault of the sets that are below `root`."""
    for folder, source in SETS.items():
        if (root / folder).is_dir():
            yield from _of_set(root / folder, root / source, source)
    for path in sorted((root / EXAMPLES).glob("*.toml")):
        yield from (f"{path.relative_to(root)}: {said}" for said in _of_example(path))


def said_in(folder: Path) -> set[tuple[str, str]]:
    """(file, text) of all strings that QML says."""
    return {
        (file.stem, text.replace("\\n", "\n"))
        for file in folder.rglob("*.qml")
        for text in _SAID.findall(file.read_text(encoding="utf-8"))
    }


def _of_set(folder: Path, source: Path, name: str) -> Iterator[str]:
    for file in sorted(folder.rglob("*.qml")):
        text = file.read_text(encoding="utf-8")
        if len(_ASKED.findall(text)) != len(_SAID.findall(text)):
            yield f"{file.name}: a qsTr without a text of its own cannot be translated"
    said, known = said_in(folder), set()
    for context in ET.parse(source).getroot().iter("context"):
        screen = context.findtext("name", "")
        for message in context.iter("message"):
            key = screen, message.findtext("source", "")
            yield from (f"{name}: {screen}: {one}" for one in _of_message(message, key in known))
            known.add(key)
    for screen, text in sorted(said - known):
        yield f"{name}: {screen}: {text!r} has no translation"
    for screen, text in sorted(known - said):
        yield f"{name}: {screen}: {text!r} is said nowhere"


def _of_message(message: ET.Element, twice: bool) -> Iterator[str]:
    source, translation = message.findtext("source", ""), message.find("translation")
    kind = "" if translation is None else translation.get("type", "")
    english = (translation.text or "") if translation is not None else ""
    if twice:
        yield f"{source!r} stands twice"
    if kind or not english.strip():
        yield f"{source!r} is {kind or 'empty'}"
    elif sorted(_PLACES.findall(source)) != sorted(_PLACES.findall(english)):
        yield f"{source!r} has other places than {english!r}"


def _of_example(path: Path) -> Iterator[str]:
    try:
        tongue = read_language_file(path)
    except LanguageError as error:
        yield str(error)
        return
    site = read_site_file(ROOT / "assets" / "sample_site.json")
    site = replace(site, tongues=(tongue,), languages=(*site.languages, tongue.code))
    for finding in tongues.findings(site):
        if finding.severity is Severity.ERROR:
            yield f"{finding.where}: {finding.what}"
    (covered,) = coverage(site)
    yield from (f"{text!r} is said nowhere" for text in covered.vain)
    if covered.screens < LEAST_SHARE:
        yield f"says {covered.screens} % of the screens; giliran language draft {tongue.code}"


def check(root: Path) -> int:
    """Print the faults; returns 0 when there are none."""
    found = list(faults(root))
    print("\n".join(found) or "everything that is said is translated")
    return ExitCode.FAILED if found else ExitCode.OK


if __name__ == "__main__":
    sys.exit(check(ROOT))

"""Everything that visitors and staff read exists in English, and nothing is translated in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared.qml.phrases import TsTranslator, read_ts

ROOT = Path(__file__).parents[2]
SETS = {
    "controls": ("shared/qml/Giliran/Controls", "shared/qml/i18n/controls_en.ts"),
    "counter": ("counter/qml", "counter/i18n/counter_en.ts"),
    "kiosk": ("kiosk/qml", "kiosk/i18n/kiosk_en.ts"),
}
_SAID = re.compile(r'qsTr\("((?:[^"\\]|\\.)*)"\)')
_PLACES = re.compile(r"%\d")


def said_in(folder: Path) -> set[tuple[str, str]]:
    """(file, text) of all strings that QML says."""
    return {
        (file.stem, text.replace("\\n", "\n"))
        for file in folder.rglob("*.qml")
        for text in _SAID.findall(file.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("name", SETS)
def test_each_string_has_its_english_and_no_more(name: str) -> None:
    folder, source = SETS[name]
    said, known = said_in(ROOT / folder), read_ts(ROOT / source)
    assert said
    assert said - known.keys() == set()
    assert known.keys() - said == set()


@pytest.mark.parametrize("name", SETS)
def test_translations_keep_the_places_to_be_filled(name: str) -> None:
    for (_, source), english in read_ts(ROOT / SETS[name][1]).items():
        assert sorted(_PLACES.findall(english)) == sorted(_PLACES.findall(source)), source


def test_unknown_text_is_left_to_the_source() -> None:
    translator = TsTranslator([ROOT / SETS["controls"][1]])
    assert translator.translate("Keyboard", "spasi") == "space"
    assert translator.translate("Keyboard", "belum diterjemahkan") is None
    assert translator.translate("Pager", "spasi") is None
    assert not translator.isEmpty()
    assert TsTranslator([]).isEmpty()

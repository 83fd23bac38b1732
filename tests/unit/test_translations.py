"""Everything that visitors and staff read exists in English, and nothing is translated in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shared.cli.checks.translations import EXAMPLES, SETS, faults, said_in
from shared.cli.environment import ROOT
from shared.qml.phrases import TsTranslator

FOLDER, SOURCE = "shared/qml/Giliran/Controls", "shared/qml/i18n/controls_en.ts"


def test_each_string_has_its_english_and_no_more() -> None:
    assert all(said_in(ROOT / folder) for folder in SETS)
    assert list(faults(ROOT)) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The controls alone, with their English."""
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    shutil.copytree((ROOT / SOURCE).parent, (tmp_path / SOURCE).parent)
    return tmp_path


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("<source>spasi</source>", "<source>jarak</source>", "'spasi' has no translation"),
        ("<source>spasi</source>", "<source>jarak</source>", "'jarak' is said nowhere"),
        ("<translation>space<", '<translation type="unfinished">space<', "is unfinished"),
        ("<translation>space<", '<translation type="vanished">space<', "is vanished"),
        ("<translation>space<", "<translation> <", "is empty"),
        ("<translation>%1  %2/%3<", "<translation>%1  %2<", "has other places than '%1  %2'"),
        ("<source>Huruf</source>", "<source>spasi</source>", "'spasi' stands twice"),
    ],
)
def test_the_check_finds_what_is_wrong(copy: Path, was: str, now: str, says: str) -> None:
    assert list(faults(copy)) == []
    text = (copy / SOURCE).read_text(encoding="utf-8")
    assert was in text
    (copy / SOURCE).write_text(text.replace(was, now, 1), encoding="utf-8")
    assert any(says in fault for fault in faults(copy))


def test_the_check_finds_a_string_that_cannot_be_translated(copy: Path) -> None:
    (copy / FOLDER / "Odd.qml").write_text("Text { text: qsTr(model.name) }", encoding="utf-8")
    assert any("Odd.qml" in fault for fault in faults(copy))


def test_the_check_reads_our_examples_too(tmp_path: Path) -> None:
    (tmp_path / EXAMPLES).mkdir(parents=True)
    text = (ROOT / EXAMPLES / "jv.toml").read_text(encoding="utf-8")
    stale = text.replace('"Tutup" = "Tutup"', '"Tutup saja" = "Tutup kemawon"')
    assert stale != text
    (tmp_path / EXAMPLES / "jv.toml").write_text(stale, encoding="utf-8")
    assert any("'Tutup saja' is said nowhere" in fault for fault in faults(tmp_path))


def test_unknown_text_is_left_to_the_source() -> None:
    translator = TsTranslator([ROOT / SOURCE])
    assert translator.translate("Keyboard", "spasi") == "space"
    assert translator.translate("Keyboard", "belum diterjemahkan") is None
    assert translator.translate("Pager", "spasi") is None
    assert not translator.isEmpty()
    assert TsTranslator([]).isEmpty()

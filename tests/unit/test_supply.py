"""What Giliran is made of: pinned with hashes, under licences that fit, and said in a bill."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from shared.cli.checks import audit, licences, sbom
from shared.cli.checks.locked import BUILD, RUN, TEST, Pin, pins
from shared.cli.environment import ROOT

GOOD = ("MIT", "Apache-2.0", "BSD-3-Clause")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", [RUN, TEST, BUILD], ids=lambda lock: lock.name)
def test_every_pin_has_hashes(lock: Path) -> None:
    found = list(pins(lock))
    assert found
    assert len({pin.name for pin in found}) == len(found)
    assert all(pin.hashes for pin in found)


def test_a_pin_without_a_hash_is_a_fault(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(RUN.read_text() + "segno>=1\n")
    with pytest.raises(ValueError, match="no pin with a hash: segno"):
        list(pins(lock))


def test_what_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, test = ({plain(pin.name) for pin in pins(lock)} for lock in (RUN, TEST))
    name = re.compile(r"[\w.-]+")
    asked = {plain(name.findall(one)[0]) for one in project["dependencies"]}
    for_tests = {plain(name.findall(one)[0]) for one in project["optional-dependencies"]["dev"]}
    assert asked - run == set()
    assert for_tests - run - test == set()
    assert run & test == set()


def test_only_wheels_are_taken_but_for_what_the_build_lock_builds() -> None:
    lines = RUN.read_text().splitlines()
    assert "--only-binary=:all:" in lines
    assert [line for line in lines if line.startswith("--no-binary")] == ["--no-binary=docopt"]
    assert [pin.name for pin in pins(BUILD)] == ["setuptools"]


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("(GPL-2.0-only OR MIT) AND Apache-2.0", True),
        ("MIT AND (Apache-2.0 OR BSD-3-Clause) AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("unknown", False),
        ("", False),
        ("MIT MIT", False),
        ("(MIT", False),
        ("Apache-2.0 WITH LLVM-exception", False),
    ],
)
def test_a_licence_fits_where_permissive_ones_are_enough(expression: str, fits: bool) -> None:
    assert licences.allowed(expression, GOOD) is fits


@pytest.mark.parametrize(
    ("said", "expression", "fits"),
    [
        ("License-Expression: MIT", "MIT", True),
        ("License-Expression: AGPL-3.0-only", "AGPL-3.0-only", False),
        ("License: GPLv3", "GPLv3", False),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3", "unknown", False),
        ("Classifier: License :: OSI Approved :: MIT License", "MIT", True),
        ("Summary: nothing about it", "unknown", False),
    ],
)
def test_a_new_package_that_does_not_fit_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, expression: str, fits: bool
) -> None:
    folder = tmp_path / "brand_new-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: brand-new\nVersion: 1.0\n{said}\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    (row,) = licences.licences([Pin("brand-new", "1.0", ("0" * 64,))])
    assert (row.expression, row.fits) == (expression, fits)


def test_a_package_that_is_not_there_is_unknown() -> None:
    (row,) = licences.licences([Pin("never-heard-of", "1", ("0" * 64,))])
    assert (row.expression, row.fits) == (licences.UNKNOWN, False)


def test_all_that_is_needed_may_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.check() == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "from PySide6.QtCharts import QChart\n"),
        ("b.py", "from PySide6 import QtDataVisualization\n"),
        ("c.qml", "import QtQuick\nimport QtQuick3D\n"),
        ("d.qml", "import Qt.VirtualKeyboard\n"),
    ],
)
def test_a_part_of_qt_under_the_gpl_is_a_fault(tmp_path: Path, name: str, text: str) -> None:
    known = tomllib.loads(licences.READ.read_text())["qt"]["gpl_only"]
    for room in licences.ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "kiosk" / "fine.qml").write_text("import QtQuick\nimport QtMultimedia\n")
    (tmp_path / "display" / name).write_text(text)
    assert len(list(licences.gpl_modules(tmp_path, known))) == 1


def small_bill() -> sbom.Bill:
    listed = [{"type": "library", "name": p.name, "version": p.version} for p in pins()]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": listed}


def test_a_bill_is_held_against_the_lock() -> None:
    bill = small_bill()
    assert sbom.against_lock(bill) == []
    gone = bill["components"].pop()
    said = f"{gone['name']}: {gone['version']} pinned, None installed"
    assert sbom.against_lock(bill) == [said]


@pytest.mark.long
def test_a_bill_is_held_against_the_schema() -> None:
    assert sbom.against_schema(small_bill()) == []
    assert sbom.against_schema(small_bill() | {"version": "one"})[0].startswith("the schema: ")


@pytest.mark.long
def test_the_whole_bill_is_made_of_this_environment() -> None:
    made = sbom.bill()
    assert sbom.faults(made) == []
    assert all(one["licenses"] for one in made["components"] if one["name"] == "cryptography")
    (root,) = (one for one in made["dependencies"] if one["ref"] == "root-component")
    assert len(root["dependsOn"]) > 20


def test_an_index_that_knows_nothing_is_not_taken_for_good_news() -> None:
    skipped = {"dependencies": [{"name": "a", "skip_reason": "not found"}]}
    lines, vulnerable = audit.report(skipped)
    assert not vulnerable
    assert lines == [
        "0 of 1 packages looked up, 0 vulnerable",
        "could not look: the index keeps no list of vulnerabilities",
    ]
    assert audit.report("no route to it") == (["could not look: no route to it"], False)


def test_a_known_vulnerability_is_a_fault() -> None:
    bad = {"id": "PYSEC-1", "fix_versions": ["2"]}
    answer = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": [bad]},
            {"name": "b", "version": "1", "vulns": []},
            {"name": "c", "skip_reason": "not found"},
        ]
    }
    lines, vulnerable = audit.report(answer)
    assert vulnerable
    assert lines == [
        "! a 1: PYSEC-1, mended in 2",
        "2 of 3 packages looked up, 1 vulnerable",
        "not known to the index: c",
    ]

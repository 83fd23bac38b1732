"""docs/security.md: each test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from shared.cli.environment import ROOT

DOCUMENT = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py|…)::(test_\w+)`")
IN_FOLDER = re.compile(r"`(tests/\w+)` ((?:`test_\w+`(?:, )?(?:\*\(long\)\* )?)+)")


def named() -> list[tuple[Path, str]]:
    """Each test with its file; \u2026 is the file named before it in the same row."""
    found: list[tuple[Path, str]] = []
    for row in DOCUMENT.read_text(encoding="utf-8").splitlines():
        file = ""
        for place, name in NAMED.findall(row):
            file = file if place == "…" else place
            found.append((ROOT / file, name))
    return found


def test_every_test_it_names_exists() -> None:
    tests = named()
    assert len(tests) > 50
    assert [(str(file), name) for file, name in tests if not has(file, name)] == []


def test_tests_of_a_whole_folder_exist() -> None:
    found = IN_FOLDER.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert found
    for folder, names in found:
        files = list((ROOT / folder).glob("test_*.py"))
        for name in re.findall(r"test_\w+", names):
            assert any(has(file, name) for file in files), (folder, name)


def has(file: Path, name: str) -> bool:
    return file.is_file() and re.search(rf"(?m)^def {name}\(", file.read_text()) is not None
